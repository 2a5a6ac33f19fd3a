"""The intake: what the archive has, then what the files say now.

Shape:   `Intake(...).taken()` yields articles and lines of trouble, as `Work` does: first all
         that the archive has below the roots and no segment holds, newest first and without opening a file; then, once
         more, those whose file changed, and those that are new.
Units:   as in `reader.library.records`.
Errors:  an archive that cannot be written to is one line of trouble; the articles still come.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import reader
from reader.articles import PARTED, file_of
from reader.clean import one_line
from reader.desk.jobs import Job
from reader.desk.tasks import Item, Packed, Reading, taken
from reader.errors import SourceError, StoreDamaged, StoreError
from reader.library import Archive, Known, Stamp, set_aside
from reader.sources import Candidate

_BATCH: Final = 100
"""So many articles go to the disk in one transaction."""

_BATCH_S: Final = 0.2
"""A batch that fills slowly is written as it is."""

Read = Callable[[Reading, Iterable[Candidate | SourceError]], Iterator[Item | str]]


def open_archive(path: Path, *, read_only: bool = False) -> tuple[Archive | None, str | None]:
    """Open the archive; with it, or in its place, one line about what is wrong.

    A damaged one is kept under a new name, and a new one begun: the files can be read again.
    With `read_only` nothing is written, and that there is none is no trouble.
    """
    if read_only and not path.exists():
        return None, None
    try:
        return Archive.open(path, write=not read_only), None
    except StoreDamaged as damage:
        return (None, _instead(damage)) if read_only else _begun_anew(path, damage)
    except StoreError as error:
        return None, _instead(error)


def _begun_anew(path: Path, damage: StoreDamaged) -> tuple[Archive | None, str]:
    try:
        aside = set_aside(path)
        archive = Archive.open(path, write=True)
    except StoreError as error:
        return None, one_line(f"{damage}; {error.reason}; the files are read instead")
    return archive, one_line(f"{damage}; it is kept as {aside}, and a new one begun")


def _instead(error: StoreError) -> str:
    return f"{error}; the files are read instead"


def _origin(item: Item) -> str:
    return item.path if isinstance(item, Packed) else item.article.origin or ""


class Intake:
    """One round of bringing the archive up to date."""

    def __init__(
        self,
        archive: Archive,
        job: Job,
        walk: Callable[[], Iterable[Candidate | SourceError]],
        read: Read,
        cancelled: Callable[[], bool],
    ) -> None:
        self._archive = archive
        self._walk_again = walk
        self.refused: dict[str, Stamp] = dict(job.seen.refused) if job.seen else {}
        """Files that were read, by what they were then: those that are known since do not matter."""
        self.stirred = 0
        """How many files the last look found gone, or there again as they were."""
        self._read = read
        self._cancelled = cancelled
        self._known: dict[str, Known] = {}
        self._roots = frozenset(os.path.abspath(root) for root in job.roots)  # noqa: PTH100 - bytes are kept
        self._below = tuple(root.rstrip(os.sep) + os.sep for root in self._roots)
        self._task = Reading(job.day_order, reading=f"{reader.__version__} {job.day_order}")
        self._segments = job.segments
        self._by_file: dict[str, list[Known]] = {}
        self._before: set[str] = set()
        self.writes = archive.writable
        """False once the archive could not be written to."""

    def taken(self) -> Iterator[Item | str]:
        """Yield articles as they are known; a line of text is trouble."""
        known = self._look_up()
        for article, content in self._archive.unfrozen(self._segments):
            if self.is_wanted(article.path):
                yield taken(article, content)._replace(new=True)
        if not known:
            yield from self._fresh(self._walk_again())
            return
        yield from self._compared(known, self._walk_again())

    def looked(self) -> Iterator[Item | str]:
        """Yield what is new or changed since the last time; a line of text is trouble."""
        yield from self._compared(self._look_up(), self._walk_again())

    def _look_up(self) -> dict[str, Known]:
        """What the archive knows of the files below the roots."""
        self._known = {
            path: kept for path, kept in self._archive.known().items() if self.is_wanted(path)
        }
        self._by_file = {}
        for origin, kept in self._known.items():
            self._by_file.setdefault(file_of(origin), []).append(kept)
        self._before = {kept.id for kept in self._known.values()}
        return self._known

    def _compared(
        self, known: dict[str, Known], walk: Iterable[Candidate | SourceError]
    ) -> Iterator[Item | str]:
        self.stirred = 0
        # All is walked before anything is read: a file that is new may be one that is gone.
        found: list[Candidate] = []
        unseen: list[str] = []
        for item in walk:
            if isinstance(item, SourceError):
                unseen.append(item.path)
                yield str(item)
            else:
                found.append(item)
        if self._cancelled():
            return
        yield from self._missed(known, found, unseen)
        yield from self._returned(known, found)
        fresh = [item for item in found if not self._same(item)]
        if fresh or self.stirred:
            yield from self._fresh([item for item in fresh if not self._is_refused(item)])
            self.refused |= {item.path: self._task.stamp(item) for item in fresh}

    def _is_refused(self, item: Candidate) -> bool:
        """True for a file that could not be read the last time, and is as it was then."""
        return self.refused.get(item.path) == self._task.stamp(item)

    def is_wanted(self, path: str | None) -> bool:
        """True below a root, whether its file is there or not."""
        return path is not None and (file_of(path) in self._roots or path.startswith(self._below))

    def _same(self, item: Candidate) -> bool:
        stamp = self._task.stamp(item)
        return any(kept.stamp == stamp for kept in self._by_file.get(item.path, ()))

    def _missed(
        self, known: dict[str, Known], found: Iterable[Candidate], unseen: Sequence[str]
    ) -> Iterator[str]:
        """Note what is gone; of what lies in a folder that cannot be looked into nobody knows."""
        there = {item.path for item in found}
        gone = [
            path
            for path, kept in known.items()
            if not kept.gone
            and file_of(path) not in there
            and not any(file_of(path) == each or path.startswith(each + os.sep) for each in unseen)
        ]
        if gone:
            self.stirred += len(gone)
            yield from self._written(lambda: self._archive.miss(gone, time.time()))

    def _returned(self, known: dict[str, Known], found: Iterable[Candidate]) -> Iterator[str]:
        """Note what was gone and is there again, as it was."""
        stamps = {item.path: self._task.stamp(item) for item in found}
        back = [
            (origin, kept.stamp)
            for origin, kept in known.items()
            if kept.gone and kept.stamp == stamps.get(file_of(origin))
        ]
        if back:
            self.stirred += len(back)
            yield from self._written(lambda: self._archive.touch(back))

    def _fresh(self, found: Iterable[Candidate | SourceError]) -> Iterator[Item | str]:
        """Read what is new or changed, and keep it."""
        batch: list[Item] = []
        since = time.monotonic()
        seen: set[str] = set()
        for item in self._read(self._task, found):
            if isinstance(item, str) or item.stamp is None:
                yield item
                continue
            seen.add(_origin(item))
            batch.append(item)
            if len(batch) >= _BATCH or time.monotonic() - since > _BATCH_S:
                yield from self._kept(batch)
                batch, since = [], time.monotonic()
        yield from self._kept(batch)
        yield from self._left(seen)

    def _left(self, seen: set[str]) -> Iterator[str]:
        """Note what is in its file no more, though others are that stood beside it."""
        files = {file_of(origin) for origin in seen if PARTED in origin}
        gone = [
            origin
            for origin, kept in self._known.items()
            if not kept.gone
            and origin not in seen
            and PARTED in origin
            and file_of(origin) in files
        ]
        if gone and not self._cancelled():
            self.stirred += len(gone)
            yield from self._written(lambda: self._archive.miss(gone, time.time()))

    def _kept(self, batch: Sequence[Item]) -> Iterator[Item | str]:
        items = list(batch)
        kept = [each for item in batch if (each := item.kept()) is not None]

        def keep() -> None:
            names = self._archive.keep(kept, time.time())
            items[:] = [
                item.known_as(name, new=name not in self._before)
                for item, name in zip(items, names, strict=True)
            ]

        if kept:
            yield from self._written(keep)
        if not self.writes:  # nobody else gives them the ids they are known by
            items = [self._renamed(item) for item in items]
        yield from items

    def _renamed(self, item: Item) -> Item:
        known = self._known.get(_origin(item))
        return item if known is None else item.known_as(known.id, new=item.new)

    def _written(self, write: Callable[[], None]) -> Iterator[str]:
        """Write, unless it failed before; trouble is told once and stops nothing."""
        if not self.writes:
            return
        try:
            write()
        except StoreError as error:
            self.writes = False
            yield f"{error}; what is read now is read again next time"
