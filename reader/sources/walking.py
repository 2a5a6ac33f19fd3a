"""Find the files that may be articles, in folders of any kind of disorder.

Shape:   walk(paths) -> Candidates and SourceErrors, in the order of names; links to folders
         are followed after everything else of their root.
Units:   paths are absolute and go through as they are, bytes that are not UTF-8 included.
Errors:  yielded, not raised: one bad file or folder is named, and the others follow.
Source:  a folder is walked once, however many links lead to it, so that loops end and
         a web of links costs no more than its folders.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from reader.errors import NotReadable, SourceError
from reader.sources.faults import irregular, translated
from reader.sources.files import read_start
from reader.sources.formats import SUFFIXES
from reader.text.decode import looks_binary


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be an article."""

    path: str
    """Absolute."""
    source: str | None
    """Its folder, as seen from the root: "world"; the root's own name at the top."""
    explicit: bool
    """True when it was asked for by its own name."""
    size: int = field(default=0, compare=False)
    """Bytes, when it was found."""
    modified_ns: int = field(default=0, compare=False)
    """When it was written last, as far as was known then."""


def walk(
    paths: Iterable[str | os.PathLike[str]], *, cancelled: Callable[[], bool] | None = None
) -> Iterator[Candidate | SourceError]:
    """Yield every candidate at and below `paths`, each once, and what cannot be read.

    `cancelled` is asked between files; when it says True the walk ends.
    """
    seen: set[str] = set()
    for found in _everything(paths):
        if cancelled is not None and cancelled():
            return
        if found is None or found.path in seen:
            continue
        seen.add(found.path)
        yield found


def _everything(
    paths: Iterable[str | os.PathLike[str]],
) -> Iterator[Candidate | SourceError | None]:
    """What `walk` yields, and None for every entry passed over, so that it can be cancelled there."""
    for given in paths:
        path = os.path.abspath(given)  # noqa: PTH100 - Path would not keep every name
        try:
            found = os.stat(path)  # noqa: PTH116
            mode = found.st_mode
        except (OSError, ValueError) as error:
            yield translated(path, error)
            continue
        if stat.S_ISDIR(mode):
            yield from _Root(path).walk()
        else:
            name = os.path.basename(os.path.dirname(path))  # noqa: PTH119, PTH120
            yield irregular(path, mode) or _candidate(path, name or None, found, explicit=True)


@dataclass(slots=True)
class _Root:
    """One walk below one folder."""

    path: str
    real: str = field(init=False)
    walked: set[tuple[int, int]] = field(default_factory=set)
    """Folders by device and number."""
    links: list[str] = field(default_factory=list)
    """Links to folders, to be followed last."""
    sources: dict[str, str | None] = field(default_factory=dict)
    """What files in a folder have for their source."""

    def __post_init__(self) -> None:
        self.real = os.path.realpath(self.path)

    def walk(self) -> Iterator[Candidate | SourceError | None]:
        yield from self._below(self.path)
        place = 0
        while place < len(self.links):  # following one may find more
            yield from self._follow(self.links[place])
            place += 1

    def _below(self, top: str) -> Iterator[Candidate | SourceError | None]:
        """Walk a folder that is no link, without recursion: folders may be deep."""
        stack = [iter([(top, False)])]
        while stack:
            if (entry := next(stack[-1], None)) is None:
                stack.pop()
                continue
            path, is_link = entry
            try:
                found = os.stat(path)  # noqa: PTH116
            except (OSError, ValueError) as error:
                if _is_wanted(path):
                    yield translated(path, error)
                continue
            if not stat.S_ISDIR(found.st_mode):
                yield self._file(path, found, is_link=is_link)
            elif is_link:
                self.links.append(path)
            elif (key := (found.st_dev, found.st_ino)) not in self.walked:
                self.walked.add(key)
                try:
                    stack.append(iter(_entries(path)))
                except OSError as error:
                    yield translated(path, error)

    def _file(
        self, path: str, found: os.stat_result, *, is_link: bool
    ) -> Candidate | SourceError | None:
        suffix = _suffix(path)
        if suffix and suffix not in SUFFIXES:
            return None
        if fault := irregular(path, found.st_mode):
            return fault
        if is_link and not self._holds(path):
            return NotReadable(path, "a link that leads out of its folder")
        if not suffix:
            try:
                start = read_start(path)
            except SourceError as error:
                return error
            if not start or looks_binary(start):
                return None
        return _candidate(path, self._source(path), found, explicit=False)

    def _follow(self, link: str) -> Iterator[Candidate | SourceError | None]:
        if not self._holds(link):
            yield NotReadable(link, "a link that leads out of its folder")
            return
        real = os.path.realpath(link)
        above = os.path.realpath(os.path.dirname(link))  # noqa: PTH120
        if above == real or above.startswith(real.rstrip(os.sep) + os.sep):
            yield NotReadable(link, "a link that leads back to itself")
            return
        yield from self._below(link)

    def _holds(self, link: str) -> bool:
        real = os.path.realpath(link)
        return real == self.real or real.startswith(self.real.rstrip(os.sep) + os.sep)

    def _source(self, path: str) -> str | None:
        folder = os.path.dirname(path)  # noqa: PTH120
        if folder not in self.sources:
            at_top = folder == self.path
            name = os.path.basename(folder) if at_top else os.path.relpath(folder, self.path)  # noqa: PTH119
            self.sources[folder] = name or None
        return self.sources[folder]


def _candidate(
    path: str, source: str | None, found: os.stat_result, *, explicit: bool
) -> Candidate:
    return Candidate(path, source, explicit, found.st_size, found.st_mtime_ns)


def _entries(folder: str) -> list[tuple[str, bool]]:
    """What lies in a folder, and whether it is a link."""
    with os.scandir(folder) as entries:
        names = {
            entry.name: entry.is_symlink() for entry in entries if not entry.name.startswith(".")
        }
    return [
        (os.path.join(folder, name), names[name])  # noqa: PTH118
        for name in sorted(names, key=os.fsencode)
    ]


def _is_wanted(path: str) -> bool:
    """Whether a file of this name may be an article; without a suffix its bytes decide."""
    return _suffix(path) in SUFFIXES or not _suffix(path)


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()  # noqa: PTH122
