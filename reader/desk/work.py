"""The clerk's work: read everything, then recognise everything, newest articles first.

Shape:   `Work(job).events()` yields events in batches; `hurry(id)` moves one article up.
Units:   batches in articles, pauses between them in seconds.
Errors:  one file's trouble becomes one line in `Failed`; the other files still come.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Event as Flag
from typing import Final, NamedTuple, TypeVar

from reader.articles import Article, article_id
from reader.clean import one_line
from reader.desk.crew import PORTION, Crew, spare_cores
from reader.desk.drafts import Drafts
from reader.desk.events import (
    AllRead,
    Counted,
    Done,
    Entry,
    Event,
    Failed,
    Froze,
    Looked,
    Marked,
    Read,
    Seen,
)
from reader.desk.frost import Freezer, Held, roots_key
from reader.desk.intake import Intake, open_archive
from reader.desk.jobs import (
    Job,
    content_of,
    language_of,
    made_by,
    marks_key,
    marks_warnings,
)
from reader.desk.mending import Mending
from reader.desk.readers import Readers
from reader.desk.renaming import made_with, note_made_with
from reader.desk.tasks import Item, Marking, Marks, Reading, held, taken
from reader.errors import NotText, SourceError, StoreDamaged, StoreError
from reader.library import Archive, set_aside
from reader.marks import Mark
from reader.settings import Settings
from reader.sources import Candidate, articles_from_bytes, holds_many, walk

__all__ = ["Job", "Work", "content_of", "marks_key"]

_FIRST_BATCH: Final = 30
"""About a screenful: the list must not wait for the rest."""
_BATCH: Final = 25
"""Unpickled in a few milliseconds, in which no key is answered."""
_BATCH_S: Final = 0.25
"""A batch that fills slowly is sent as it is."""
_MARKED_BATCH: Final = 25
"""Small, for whoever takes them indexes their names at once."""
_IN_MEMORY: Final = 2_000
"""So many new articles go to the window's memory; what follows is frozen first."""
_LEAST: Final = 1_000
"""So few are not worth a segment."""
_SEGMENT: Final = 5_000
"""So many articles make a segment while a large library is read for the first time."""
_MANY: Final = 100
"""With so many articles to read, or to mark, it is worth starting more processes."""


A = TypeVar("A")
B = TypeVar("B")


class _Unmarked(NamedTuple):
    """An article whose marks are not known."""

    moment: dt.datetime
    article: Article | None
    """None when the archive has it."""


_IN_ARCHIVE: Final = _Unmarked(dt.datetime.min.replace(tzinfo=dt.UTC), None)


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
        self._sent: set[str] = set()
        """Articles that the window has in memory."""
        self._waiting: dict[str, Item] = {}
        """New articles that are read and kept, and wait to be frozen."""
        self._frozen = 0
        self._readers = Readers(alone=_MANY, shown=_IN_MEMORY)
        self._drafts = Drafts()
        self._to_mark = 0
        self._warned: set[str] = set()
        self._told: set[str] = set(job.seen.told) if job.seen else set()
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
            if self.job.seen is None:
                yield from self._read_all()
                yield from self._mark_all()
                yield from self._freeze_all()
                yield from self._warnings()
            else:
                yield from self._look()
            seen = None
            if self.job.look_again_s > 0 and self._intake is not None and self._is_kept:
                seen = Seen(self._intake.refused, frozenset(self._told))
        finally:
            self.close()
        yield Done(seen)

    def _look(self) -> Iterator[Event]:
        """Look at the folders once more, and read what is new or changed."""
        if trouble := self._open_intake():
            yield from self._failed(trouble)
        intake = self._intake
        if intake is None:
            return
        new = changed = 0

        def counted() -> Iterator[Item | str]:
            nonlocal new, changed
            for item in intake.looked():
                if not isinstance(item, str):
                    new, changed = new + item.new, changed + (not item.new)
                yield item

        try:
            yield from self._put(counted())
        except StoreError as error:
            yield from self._failed(str(error))
        if new or changed or intake.stirred:
            yield Looked(new, changed, intake.stirred)
            yield from self._mark_all()
            yield from self._warnings()

    def candidates(self) -> Iterator[Candidate | SourceError]:
        """Find what may be an article, and what cannot be looked at."""
        return walk(self.job.roots, cancelled=self._stopped.is_set)

    def articles(self) -> Iterator[Article | str]:
        """Read one after the other; a line of text stands for one that cannot be read."""
        for item in self._taken():
            yield item if isinstance(item, str) else item.opened().article

    def read(self, found: Candidate, part: str = "") -> Article:
        """Read what was found, or a part of it. SourceError when that cannot be."""
        return Reading(self.job.day_order, samples=self.job.samples).article(found, part)

    def read_called(self, found: Candidate, name: str) -> Article | None:
        """The article with the id `name` if it is in the file that was found, which may hold many."""
        if article_id(found.path) == name:
            return self.read(found)
        if not holds_many(found.path):
            return None
        items = Reading(self.job.day_order, samples=self.job.samples)(found)
        opened = (item.opened().article for item in items if not isinstance(item, str))
        return next((article for article in opened if article.id == name), None)

    def close(self) -> None:
        """Let go of the archive, and end the other processes. Idempotent."""
        self._readers.close()
        self._drafts.close()
        if self._crew is not None:
            self._crew.close()
            self._crew = None
        if self._archive is not None:
            self._archive.close()
            self._archive = None

    def _taken(self) -> Iterator[Item | str]:
        if self.job.stdin is not None:
            yield from self._piped()
        if trouble := self._open_intake():
            yield trouble
        if self._intake is not None:
            try:
                yield from self._intake.taken()
            except StoreError as error:
                yield self._lost(error)
            else:
                return
        task = Reading(self.job.day_order, samples=self.job.samples)
        yield from self._readers.read(task, self.candidates())

    def _open_intake(self) -> str | None:
        """Open the archive, where there is to be one; what is wrong with it comes back."""
        trouble = None
        if self._archive is None and self.job.archive is not None:
            self._archive, trouble = open_archive(self.job.archive, read_only=self.job.read_only)
        if self._archive is not None:
            self._intake = Intake(
                self._archive, self.job, self.candidates, self._readers.read, self._stopped.is_set
            )
        return trouble

    def _lost(self, error: StoreError) -> str:
        """Do without the archive from now on; a damaged one is kept under a new name."""
        self._intake = None
        if self._archive is not None:
            path, writable = self._archive.path, self._archive.writable
            self._archive.close()
            self._archive = None
            if isinstance(error, StoreDamaged) and writable:
                try:
                    error = StoreError(
                        error.path, f"{error.reason}; it is kept as {set_aside(path)}"
                    )
                except StoreError as further:
                    return f"{further}; the files are read instead"
        return f"{error}; the files are read instead"

    def _call_crew(self) -> None:
        if self._crew is None:
            self._crew = Crew(spare_cores())

    def _shared(self, task: Callable[[A], B], items: Sequence[A]) -> list[B]:
        return self._crew.map(task, items) if self._crew else [task(item) for item in items]

    def _piped(self) -> Iterator[Item | str]:
        name = "standard input"
        try:
            for item in articles_from_bytes(self.job.stdin or b"", day_order=self.job.day_order):
                yield str(item) if isinstance(item, SourceError) else taken(item)
        except NotText as error:  # the parser does not know where its bytes come from
            yield str(NotText(name, error.reason))
        except Exception as error:  # noqa: BLE001 - named, so that the other files still come
            yield one_line(f"{name}: cannot be read ({type(error).__name__}: {error})")

    def _read_all(self) -> Iterator[Event]:
        yield from self._put(self._taken())
        if not self._stopped.is_set():
            yield AllRead(len(self._sent) + self._frozen)

    def _put(self, items: Iterable[Item | str]) -> Iterator[Event]:
        """Send what was read, or freeze it; say what could not be read, each line once."""
        entries: list[Entry] = []
        size, since = _FIRST_BATCH, time.monotonic()
        for item in items:
            if self._stopped.is_set():
                return
            if isinstance(item, str):
                yield from self._failed(item)
                continue
            if item.new and self._is_kept and len(self._sent) >= _IN_MEMORY:
                self._waiting[item.id] = item
                if len(self._waiting) >= _SEGMENT:
                    waiting, self._waiting = [*self._waiting.values()], {}
                    yield from self._freeze_waiting(waiting)
                elif len(self._waiting) % _BATCH == 0:
                    waiting_too = len(self._drafts) + len(self._waiting)
                    yield Counted(len(self._sent) + self._frozen + waiting_too)
                continue
            entries.append(self._entry(item))
            if len(entries) >= size or time.monotonic() - since > _BATCH_S:
                yield Read(tuple(entries))
                entries, size, since = [], _BATCH, time.monotonic()
            yield from self._hurried_marks()
        self._readers.close()  # what is left to do is done by others
        yield from self._freeze_rest()
        entries += [self._entry(item) for item in [*self._waiting.values()]]
        self._waiting = {}
        yield from _reads(entries)

    def _failed(self, line: str) -> Iterator[Event]:
        if line not in self._told:
            self._told.add(line)
            yield Failed((line,))

    def _freeze_rest(self) -> Iterator[Event]:
        """Freeze what is left, in two halves where it is much, and wait for all segments."""
        if len(self._waiting) >= _LEAST:
            waiting, self._waiting = [*self._waiting.values()], {}
            half = len(waiting) // 2 if len(waiting) >= 2 * _LEAST else len(waiting)
            for part in (waiting[:half], waiting[half:]):
                if part:
                    yield from self._freeze_waiting(part)
        while len(self._drafts):
            yield from self._frozen_meanwhile()

    def _entry(self, packed: Item) -> Entry:
        item = packed.opened()
        article = item.article
        self._waiting.pop(article.id, None)  # an earlier text of the same article
        self._sent.add(article.id)
        if marks_key(article, item.content, self.job.recogniser) not in self.job.known:
            self._unmarked[article.id] = _Unmarked(
                article.moment, None if self._is_kept else article
            )
        return Entry(article, item.digest, item.content)

    def _freeze_waiting(self, items: Sequence[Item]) -> Iterator[Event]:
        """Freeze what was read: so many articles would be too much for the window's memory.

        Other processes do so while this one reads on.
        """
        if self._drafts.is_full:
            yield from self._frozen_meanwhile()
        if self._archive is not None and self._is_kept:
            try:
                self._drafts.give(self._freezer(self._archive).begin(whole=False), items)
            except StoreError as error:
                yield Failed((f"{error}; the search index is kept in memory",))
            else:
                return
        yield from _reads(map(self._entry, items))

    def _frozen_meanwhile(self) -> Iterator[Event]:
        """Wait for the segment that was begun first, if there is one."""
        if not len(self._drafts):
            return
        made = self._drafts.next()
        if self._archive is None:  # without it the files were read again
            return
        try:
            if made.error is not None:
                raise made.error
            held = [(item.id, item.content) for item in made.items]
            self._freezer(self._archive).finish(made.draft, held)
        except StoreError as failed:
            yield Failed((f"{failed}; the search index is kept in memory",))
            yield from _reads(map(self._entry, made.items))
        else:
            self._frozen += len(made.items)
            yield Froze(made.draft.number, whole=False)

    def _freeze_all(self) -> Iterator[Event]:
        """Freeze the whole library, where that is worth it."""
        archive, intake = self._archive, self._intake
        if archive is None or intake is None or not intake.writes or self._stopped.is_set():
            return
        freezer, maker = self._freezer(archive), made_by(self.job.recogniser)
        try:
            freezer.tidy()
            damaged = tuple(freezer.check(self.job.segments))
            if damaged:
                yield Failed(damaged)
            total = sum(map(intake.is_wanted, archive.known()))
            loose = sum(map(intake.is_wanted, archive.loose()))
            attached = () if damaged else self.job.segments
            mending = Mending(self.job.repairs, self._warned.add) if self.job.repairs else None
            lines = mending.lines if mending is not None else ()
            others = bool(attached) and lines != made_with(archive.path)
            if others or freezer.is_worth_it(attached, total, loose):
                number = freezer.freeze_all(self._whole(archive, intake, maker, mending))
                note_made_with(archive.path, lines)
                yield Froze(number, whole=True)
        except StoreError as error:
            yield Failed((f"{error}; the search index is made anew next time",))

    def _freezer(self, archive: Archive) -> Freezer:
        return Freezer(archive, roots_key(self.job.roots, made_by(self.job.recogniser)))

    def _whole(
        self, archive: Archive, intake: Intake, maker: str, mending: Mending | None
    ) -> Iterator[Held]:
        for article, content in archive.articles():
            if self._stopped.is_set():
                raise StoreError(str(archive.path), "stopped")
            if intake.is_wanted(article.path):
                marks = archive.marks(article.id, maker) or ()
                if mending is not None:
                    marks = mending.mend(article.id, partial(str, content), article.text, marks)
                yield held(article, content, marks)

    @property
    def _is_kept(self) -> bool:
        """True where the archive gives an article again, which then need not stay in memory."""
        return self._intake is not None and self._intake.writes

    def _mark_all(self) -> Iterator[Event]:
        if self._crew is not None:  # marks can wait: who makes them begins anew, and quieter
            self._crew.close()
            self._crew = None
        try:
            newest = self._to_be_marked()
        except StoreError as error:
            yield Failed((self._lost(error),))
            newest = self._to_be_marked()
        self._to_mark = len(newest)
        items: list[tuple[str, tuple[Mark, ...]]] = []
        languages: list[str | None] = []
        since, place = time.monotonic(), 0
        while place < len(newest) and not self._stopped.is_set():
            yield from self._hurried_marks()
            portion = self._crew.portion if self._crew else PORTION
            names = newest[place : place + portion]
            place += portion
            for found in self._marked(names):
                if isinstance(found.marks, str):
                    yield Failed((found.marks,))
                elif found.id in self._sent:  # of the others nothing is in the window's memory
                    items.append((found.id, found.marks))
                    languages.append(found.language)
            if len(items) >= _MARKED_BATCH or time.monotonic() - since > _BATCH_S:
                yield from self._kept_marks()
                if items:
                    yield Marked(tuple(items), tuple(languages))
                items, languages, since = [], [], time.monotonic()
        yield from self._kept_marks()
        if items:
            yield Marked(tuple(items), tuple(languages))

    def _to_be_marked(self) -> list[str]:
        """The ids of articles without marks, newest first, those in the window's memory before all."""
        sent = sorted(self._unmarked, key=lambda name: self._unmarked[name].moment, reverse=True)
        if self._archive is None or self._intake is None:
            return sent
        there = set(sent)
        rest = self._archive.unmarked(made_by(self.job.recogniser))
        return sent + [
            name for name, path in rest if name not in there and self._intake.is_wanted(path)
        ]

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
            if name in self._unmarked or self._archive is not None:
                for found in self._marked([name]):
                    if isinstance(found.marks, str):
                        yield Failed((found.marks,))
                    else:
                        yield Marked(((name, found.marks),), (found.language,))

    def _marked(self, names: Sequence[str]) -> Iterator["_Marked"]:
        """The marks of each, from the archive or found now, or one line that says why there are none."""
        unknown: list[Article] = []
        for name in names:
            article = self._unmarked.pop(name, _IN_ARCHIVE).article
            try:
                if article is None and self._archive is not None:
                    article = self._archive.article(name)
                if article is None:
                    continue  # marked already, or removed since
                if (marks := self._kept_before(article)) is None:
                    unknown.append(article)
                else:
                    yield _Marked(name, marks, language_of(article))
            except StoreError as error:
                yield _Marked(name, str(error))
        for article, found in zip(unknown, self._recognised(unknown), strict=True):
            if not isinstance(found, str):
                self._new_marks.append((article.id, content_of(article.text), found))
            yield _Marked(article.id, found, language_of(article))

    def _kept_before(self, article: Article) -> tuple[Mark, ...] | None:
        if self._archive is None:
            return None
        return self._archive.marks(article.id, made_by(self.job.recogniser))

    def _recognised(self, articles: Sequence[Article]) -> Sequence[Marks]:
        # Another recogniser may take half a gigabyte for each process.
        ours = self.job.recogniser == Settings().recogniser
        if ours and len(articles) >= PORTION and self._to_mark > _MANY:
            self._call_crew()
        task = Marking(self.job.recogniser)
        return self._shared(task, articles) if ours else [task(article) for article in articles]

    def _kept_marks(self) -> Iterator[Event]:
        """Keep what was found since the last time."""
        new, self._new_marks = self._new_marks, []
        if new and self._archive is not None and self._is_kept:
            try:
                self._archive.keep_marks(made_by(self.job.recogniser), new)
            except StoreError as error:
                yield Failed((f"{error}; some marks are found again next time",))


def _reads(entries: Iterable[Entry]) -> Iterator[Read]:
    """All of them, in batches that do not hold up whoever takes them."""
    rest = iter(entries)
    while batch := tuple(islice(rest, _BATCH)):
        yield Read(batch)
