"""The intake: what the archive has, then what the files say now.

Shape:   `Intake(...).articles()` yields articles and lines of trouble, as `Work` does: first all
         that the archive has below the roots, newest first and without opening a file; then, once
         more, those whose file changed, and those that are new.
Units:   as in `reader.library.archive`.
Errors:  an archive that cannot be written to is one line of trouble; the articles still come.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import reader
from reader.articles import Article
from reader.clean import one_line
from reader.desk.jobs import Job, content_of
from reader.errors import SourceError, StoreDamaged, StoreError
from reader.library import Archive, Kept, Known, Stamp, set_aside
from reader.sources import Candidate

_BATCH: Final = 100
"""So many articles go to the disk in one transaction."""

_BATCH_S: Final = 0.2
"""A batch that fills slowly is written as it is."""

Read = Callable[[Candidate], "Article | str"]


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


class Intake:
    """One round of bringing the archive up to date."""

    def __init__(
        self, archive: Archive, job: Job, walk: Iterable[Candidate | SourceError], read: Read
    ) -> None:
        self._archive = archive
        self._job = job
        self._walk = walk
        self._read = read
        self.writes = archive.writable
        """False once the archive could not be written to."""
        self._reading = f"{reader.__version__} {job.day_order}"

    def articles(self) -> Iterator[Article | str]:
        """Yield articles as they are known; a line of text is trouble."""
        known = {
            path: kept for path, kept in self._archive.known().items() if self._is_wanted(path)
        }
        for article, _ in self._archive.articles():
            if self._is_wanted(article.path):
                yield article
        if not known:
            yield from self._fresh(self._walk)
            return
        # All is walked before anything is read: a file that is new may be one that is gone.
        found: list[Candidate] = []
        for item in self._walk:
            if isinstance(item, SourceError):
                yield str(item)
            else:
                found.append(item)
        yield from self._missed(known, found)
        yield from self._fresh([item for item in found if not self._same(known, item)])

    def _is_wanted(self, path: str | None) -> bool:
        """True below a root, whether its file is there or not."""
        return path is not None and any(
            path == root or path.startswith(root.rstrip(os.sep) + os.sep) for root in self._roots
        )

    @property
    def _roots(self) -> Sequence[str]:
        return [os.path.abspath(root) for root in self._job.roots]  # noqa: PTH100 - bytes are kept

    def _same(self, known: dict[str, Known], item: Candidate) -> bool:
        kept = known.get(item.path)
        return kept is not None and not kept.gone and kept.stamp == self._stamp(item.path)

    def _stamp(self, path: str) -> Stamp | None:
        try:
            found = os.stat(path)  # noqa: PTH116 - any name, as it is
        except OSError:
            return None  # whoever reads it says why
        return Stamp(found.st_size, found.st_mtime_ns, self._reading)

    def _missed(self, known: dict[str, Known], found: Iterable[Candidate]) -> Iterator[str]:
        there = {item.path for item in found}
        gone = [path for path, kept in known.items() if not kept.gone and path not in there]
        if gone:
            yield from self._written(lambda: self._archive.miss(gone, time.time()))

    def _fresh(self, found: Iterable[Candidate | SourceError]) -> Iterator[Article | str]:
        """Read what is new or changed, and keep it."""
        batch: list[Kept] = []
        since = time.monotonic()
        for item in found:
            if isinstance(item, SourceError):
                yield str(item)
                continue
            stamp = self._stamp(item.path)  # before reading: what is written later is seen later
            article = self._read(item)
            if isinstance(article, str):
                yield article
                continue
            if stamp is None:
                yield article
                continue
            batch.append(Kept(article, content_of(article.text), stamp))
            if len(batch) >= _BATCH or time.monotonic() - since > _BATCH_S:
                yield from self._kept(batch)
                batch, since = [], time.monotonic()
        yield from self._kept(batch)

    def _kept(self, batch: Sequence[Kept]) -> Iterator[Article | str]:
        articles = [item.article for item in batch]

        def keep() -> None:
            articles[:] = self._archive.keep(batch, time.time())

        if batch:
            yield from self._written(keep)
        yield from articles

    def _written(self, write: Callable[[], None]) -> Iterator[str]:
        """Write, unless it failed before; trouble is told once and stops nothing."""
        if not self.writes:
            return
        try:
            write()
        except StoreError as error:
            self.writes = False
            yield f"{error}; what is read now is read again next time"
