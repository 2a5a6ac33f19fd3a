"""The clerk's work: read everything, then recognise everything, newest articles first.

Shape:   `Work(job).events()` yields events in batches; `hurry(id)` moves one article up.
Units:   batches in articles, pauses between them in seconds.
Errors:  one file's trouble becomes one line in `Failed`; the other files still come.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Event as Flag
from typing import Final, NamedTuple, TypeVar

from reader.articles import Article
from reader.clean import one_line
from reader.desk.crew import PORTION, Crew, spare_cores
from reader.desk.events import AllRead, Done, Entry, Event, Failed, Marked, Read
from reader.desk.intake import Intake, open_archive
from reader.desk.jobs import (
    Job,
    content_of,
    kept_marks_key,
    language_of,
    marks_key,
    marks_warnings,
)
from reader.desk.tasks import Marking, Marks, Reading, Taken, taken
from reader.errors import NotText, SourceError, StoreError
from reader.library import Archive
from reader.marks import Mark
from reader.settings import Settings
from reader.sources import Candidate, article_from_bytes, walk

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
"""With so many articles to read, or to mark, it is worth starting more processes."""


A = TypeVar("A")
B = TypeVar("B")


class _Unmarked(NamedTuple):
    """An article whose marks are not known."""

    moment: dt.datetime
    article: Article | None
    """None when the archive has it."""


class _Marked(NamedTuple):
    """What was recognised in an article."""

    id: str
    marks: Marks
    language: str | None = None


class Work:
    """One round of reading and recognising. `hurry` and `stop` may come from any thread."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._hurried: SimpleQueue[str] = SimpleQueue()
        self._stopped = Flag()
        self._unmarked: dict[str, _Unmarked] = {}
        self._intake: Intake | None = None
        self._crew: Crew | None = None
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
        for item in self._taken():
            yield item if isinstance(item, str) else item.article

    def read(self, found: Candidate) -> Article:
        """Read what was found. SourceError when that cannot be."""
        return Reading(self.job.day_order, samples=self.job.samples).article(found)

    def close(self) -> None:
        """Let go of the archive, and end the other processes. Idempotent."""
        if self._crew is not None:
            self._crew.close()
            self._crew = None
        if self._archive is not None:
            self._archive.close()
            self._archive = None

    def _taken(self) -> Iterator[Taken | str]:
        if self.job.stdin is not None:
            yield self._piped()
        if self._archive is None and self.job.archive is not None:
            self._archive, trouble = open_archive(self.job.archive, read_only=self.job.read_only)
            if trouble:
                yield trouble
        if self._archive is None:
            task = Reading(self.job.day_order, samples=self.job.samples)
            yield from self._read(task, self.candidates())
        else:
            self._intake = Intake(self._archive, self.job, self.candidates(), self._read)
            yield from self._intake.taken()

    def _read(
        self, task: Reading, found: Iterable[Candidate | SourceError]
    ) -> Iterator[Taken | str]:
        """Read a few at a time: the first ones here, and when there are many, on every core."""
        portion: list[Candidate] = []
        count = 0
        for item in found:
            if isinstance(item, SourceError):
                yield str(item)
                continue
            count += 1
            if count == _MANY:
                self._call_crew()
            portion.append(item)
            if len(portion) >= (self._crew.portion if self._crew else 1):
                yield from self._shared(task, portion)
                portion = []
        yield from self._shared(task, portion)

    def _call_crew(self) -> None:
        if self._crew is None:
            self._crew = Crew(spare_cores())

    def _shared(self, task: Callable[[A], B], items: Sequence[A]) -> list[B]:
        return self._crew.map(task, items) if self._crew else [task(item) for item in items]

    def _piped(self) -> Taken | str:
        name = "standard input"
        try:
            return taken(article_from_bytes(self.job.stdin or b"", day_order=self.job.day_order))
        except NotText as error:  # the parser does not know where its bytes come from
            return str(NotText(name, error.reason))
        except Exception as error:  # noqa: BLE001 - named, so that the other files still come
            return one_line(f"{name}: cannot be read ({type(error).__name__}: {error})")

    def _read_all(self) -> Iterator[Event]:
        entries: list[Entry] = []
        seen: set[str] = set()
        size, since = _FIRST_BATCH, time.monotonic()
        for item in self._taken():
            if self._stopped.is_set():
                return
            if isinstance(item, str):
                yield Failed((item,))
                continue
            article = item.article
            if marks_key(article, item.content, self.job.recogniser) not in self.job.known:
                self._unmarked[article.id] = _Unmarked(
                    article.moment, None if self._is_kept else article
                )
            entries.append(Entry(article, item.digest, item.content))
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
        languages: list[str | None] = []
        since, place = time.monotonic(), 0
        while place < len(newest) and not self._stopped.is_set():
            yield from self._hurried_marks()
            portion = self._crew.portion if self._crew else PORTION
            names = [name for name in newest[place : place + portion] if name in self._unmarked]
            place += portion
            for found in self._marked(names):
                if isinstance(found.marks, str):
                    yield Failed((found.marks,))
                else:
                    items.append((found.id, found.marks))
                    languages.append(found.language)
            if len(items) >= _MARKED_BATCH or time.monotonic() - since > _BATCH_S:
                yield from self._kept_marks()
                yield Marked(tuple(items), tuple(languages))
                items, languages, since = [], [], time.monotonic()
        yield from self._kept_marks()
        if items:
            yield Marked(tuple(items), tuple(languages))

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
                for found in self._marked([name]):
                    if isinstance(found.marks, str):
                        yield Failed((found.marks,))
                    else:
                        yield Marked(((name, found.marks),), (found.language,))

    def _marked(self, names: Sequence[str]) -> Iterator["_Marked"]:
        """The marks of each, from the archive or found now, or one line that says why there are none."""
        unknown: list[Article] = []
        for name in names:
            article = self._unmarked.pop(name).article
            try:
                if article is None and self._archive is not None:
                    article = self._archive.article(name)
                if article is None:
                    yield _Marked(name, one_line(f"{name}: gone before it was marked"))
                elif (marks := self._kept_before(article)) is None:
                    unknown.append(article)
                else:
                    yield _Marked(name, marks, language_of(article))
            except StoreError as error:
                yield _Marked(name, str(error))
        for article, found in zip(unknown, self._recognised(unknown), strict=True):
            if not isinstance(found, str):
                rests_on = kept_marks_key(article, self.job.recogniser)
                self._new_marks.append((article.id, rests_on, found))
            yield _Marked(article.id, found, language_of(article))

    def _kept_before(self, article: Article) -> tuple[Mark, ...] | None:
        if self._archive is None:
            return None
        return self._archive.marks(article.id, kept_marks_key(article, self.job.recogniser))

    def _recognised(self, articles: Sequence[Article]) -> Sequence[Marks]:
        # Another recogniser may take half a gigabyte for each process.
        ours = self.job.recogniser == Settings().recogniser
        if ours and len(articles) >= PORTION and len(self._unmarked) > _MANY:
            self._call_crew()
        task = Marking(self.job.recogniser)
        return self._shared(task, articles) if ours else [task(article) for article in articles]

    def _kept_marks(self) -> Iterator[Event]:
        """Keep what was found since the last time."""
        new, self._new_marks = self._new_marks, []
        if new and self._archive is not None and self._is_kept:
            try:
                self._archive.keep_marks(new)
            except StoreError as error:
                yield Failed((f"{error}; some marks are found again next time",))
