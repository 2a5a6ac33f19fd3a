"""The clerk's work: read everything, then recognise everything, newest articles first.

Shape:   `Work(job).events()` yields events in batches; `hurry(id)` moves one article up.
Units:   batches in articles, pauses between them in seconds.
Errors:  one file's trouble becomes one line in `Failed`; the other files still come.
"""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event as Flag
from typing import Final, NamedTuple

from reader.articles import Article
from reader.clean import one_line
from reader.desk.events import AllRead, Done, Entry, Event, Failed, Marked, Read
from reader.desk.intake import Intake, open_archive
from reader.desk.jobs import (
    Job,
    content_of,
    kept_marks_key,
    marks_key,
    marks_warnings,
)
from reader.desk.markers import PORTION, Markers, Marks, marks_or_why, spare_cores
from reader.errors import NotReadable, NotText, SourceError, StoreError
from reader.library import Archive
from reader.marks import Mark
from reader.search import digest
from reader.settings import Settings
from reader.sources import Candidate, article_from_bytes, read_bytes, walk

__all__ = ["Job", "Work", "content_of", "marks_key"]

_FIRST_BATCH: Final = 30
"""About a screenful: the list must not wait for the rest."""
_BATCH: Final = 50
"""Unpickled in a few milliseconds, in which no key is answered."""
_BATCH_S: Final = 0.25
"""A batch that fills slowly is sent as it is."""
_MARKED_BATCH: Final = 25
"""Small, for whoever takes them indexes their names at once."""
_MANY: Final = 100
"""With so many articles to be marked it is worth starting more processes."""


class _Unmarked(NamedTuple):
    """An article whose marks are not known."""

    moment: dt.datetime
    article: Article | None
    """None when the archive has it."""


class Work:
    """One round of reading and recognising. `hurry` and `stop` may come from any thread."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._hurried: SimpleQueue[str] = SimpleQueue()
        self._stopped = Flag()
        self._unmarked: dict[str, _Unmarked] = {}
        self._intake: Intake | None = None
        self._markers: Markers | None = None
        self._warned: set[str] = set()
        self._archive: Archive | None = None
        self._new_marks: list[tuple[str, str, tuple[Mark, ...]]] = []

    def hurry(self, article_id: str) -> None:
        """Ask for the marks of one article before all others."""
        self._hurried.put(article_id)

    def stop(self) -> None:
        """End `events` at the next article."""
        self._stopped.set()

    def events(self) -> Iterator[Event]:
        """Do the work, reporting as it goes."""
        try:
            yield from self._read_all()
            yield from self._mark_all()
            yield from self._warnings()
        finally:
            self.close()
        yield Done()

    def candidates(self) -> Iterator[Candidate | SourceError]:
        """Find what may be an article, and what cannot be looked at."""
        return walk(self.job.roots, cancelled=self._stopped.is_set)

    def articles(self) -> Iterator[Article | str]:
        """Read one after the other; a line of text stands for one that cannot be read."""
        if self.job.stdin is not None:
            yield _tried("standard input", self._piped)
        yield from self._archived() if self.job.archive else self._from_files()

    def _from_files(self) -> Iterator[Article | str]:
        for found in self.candidates():
            yield str(found) if isinstance(found, SourceError) else self._tried_to_read(found)

    def _archived(self) -> Iterator[Article | str]:
        """Read through the archive; without one as if there were none."""
        if self._archive is None and self.job.archive is not None:
            self._archive, trouble = open_archive(self.job.archive, read_only=self.job.read_only)
            if trouble:
                yield trouble
        if self._archive is None:
            yield from self._from_files()
        else:
            self._intake = Intake(self._archive, self.job, self.candidates(), self._tried_to_read)
            yield from self._intake.articles()

    def close(self) -> None:
        """Let go of the archive, and end the other processes. Idempotent."""
        if self._markers is not None:
            self._markers.close()
            self._markers = None
        if self._archive is not None:
            self._archive.close()
            self._archive = None

    def _tried_to_read(self, found: Candidate) -> Article | str:
        return _tried(found.path, partial(self.read, found))

    def read(self, found: Candidate) -> Article:
        """Read what was found. SourceError when that cannot be."""
        data = read_bytes(found.path)
        try:
            modified = os.stat(found.path).st_mtime  # noqa: PTH116 - any name, as it is
        except OSError as error:
            raise NotReadable(found.path, error.strerror or "gone") from error
        return article_from_bytes(
            data,
            path=found.path,
            source=found.source,
            modified=None if self.job.samples else modified,
            day_order=self.job.day_order,
        )

    def _piped(self) -> Article:
        try:
            return article_from_bytes(self.job.stdin or b"", day_order=self.job.day_order)
        except NotText as error:  # the parser does not know where its bytes come from
            raise NotText("standard input", error.reason) from error

    def _read_all(self) -> Iterator[Event]:
        entries: list[Entry] = []
        seen: set[str] = set()
        size, since = _FIRST_BATCH, time.monotonic()
        for article in self.articles():
            if self._stopped.is_set():
                return
            if isinstance(article, str):
                yield Failed((article,))
                continue
            content = content_of(article.text)
            if marks_key(article, content, self.job.recogniser) not in self.job.known:
                self._unmarked[article.id] = _Unmarked(
                    article.moment, None if self._is_kept else article
                )
            body = digest(article.title, article.standfirst, article.byline, article.text)
            entries.append(Entry(article, body, content))
            seen.add(article.id)
            if len(entries) >= size or time.monotonic() - since > _BATCH_S:
                yield Read(tuple(entries))
                entries, size, since = [], _BATCH, time.monotonic()
            yield from self._hurried_marks()
        if entries:
            yield Read(tuple(entries))
        yield AllRead(len(seen))

    @property
    def _is_kept(self) -> bool:
        """True where the archive gives an article again, which then need not stay in memory."""
        return self._intake is not None and self._intake.writes

    def _mark_all(self) -> Iterator[Event]:
        newest = sorted(self._unmarked, key=lambda name: self._unmarked[name].moment, reverse=True)
        items: list[tuple[str, tuple[Mark, ...]]] = []
        since, place = time.monotonic(), 0
        while place < len(newest) and not self._stopped.is_set():
            yield from self._hurried_marks()
            portion = self._markers.portion if self._markers else PORTION
            names = [name for name in newest[place : place + portion] if name in self._unmarked]
            place += portion
            for name, marks in self._marked(names):
                if isinstance(marks, str):
                    yield Failed((marks,))
                else:
                    items.append((name, marks))
            if len(items) >= _MARKED_BATCH or time.monotonic() - since > _BATCH_S:
                yield from self._kept_marks()
                yield Marked(tuple(items))
                items, since = [], time.monotonic()
        yield from self._kept_marks()
        if items:
            yield Marked(tuple(items))

    def _warnings(self) -> Iterator[Event]:
        """What the recogniser could not do, each line once."""
        if new := tuple(line for line in marks_warnings() if line not in self._warned):
            self._warned.update(new)
            yield Failed(new)

    def _hurried_marks(self) -> Iterator[Event]:
        while True:
            try:
                name = self._hurried.get_nowait()
            except Empty:
                return
            if name in self._unmarked:
                for _, marks in self._marked([name]):
                    yield Failed((marks,)) if isinstance(marks, str) else Marked(((name, marks),))

    def _marked(self, names: Sequence[str]) -> Iterator[tuple[str, Marks]]:
        """The marks of each, from the archive or found now, or one line that says why there are none."""
        unknown: list[Article] = []
        for name in names:
            article = self._unmarked.pop(name).article
            try:
                if article is None and self._archive is not None:
                    article = self._archive.article(name)
                if article is None:
                    yield name, one_line(f"{name}: gone before it was marked")
                elif (marks := self._kept_before(article)) is None:
                    unknown.append(article)
                else:
                    yield name, marks
            except StoreError as error:
                yield name, str(error)
        for article, found in zip(unknown, self._recognised(unknown), strict=True):
            if not isinstance(found, str):
                rests_on = kept_marks_key(article, self.job.recogniser)
                self._new_marks.append((article.id, rests_on, found))
            yield article.id, found

    def _kept_before(self, article: Article) -> tuple[Mark, ...] | None:
        if self._archive is None:
            return None
        return self._archive.marks(article.id, kept_marks_key(article, self.job.recogniser))

    def _recognised(self, articles: Sequence[Article]) -> Sequence[Marks]:
        if self._markers is None and len(articles) >= PORTION and len(self._unmarked) > _MANY:
            # Another recogniser may take half a gigabyte for each process.
            ours = self.job.recogniser == Settings().recogniser
            self._markers = Markers(self.job.recogniser, spare_cores() if ours else 0)
        if self._markers is not None:
            return self._markers.marks_of(articles)
        return [marks_or_why(article, self.job.recogniser) for article in articles]

    def _kept_marks(self) -> Iterator[Event]:
        """Keep what was found since the last time."""
        new, self._new_marks = self._new_marks, []
        if new and self._archive is not None and self._is_kept:
            try:
                self._archive.keep_marks(new)
            except StoreError as error:
                yield Failed((f"{error}; some marks are found again next time",))


def _tried(place: str, read: Callable[[], Article]) -> Article | str:
    """The article, or one line that says why there is none."""
    try:
        return read()
    except SourceError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - named, so that the other files still come
        return one_line(f"{place}: cannot be read ({type(error).__name__}: {error})")
