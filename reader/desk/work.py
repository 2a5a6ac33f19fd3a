"""The clerk's work: read everything, then recognise everything, newest articles first.

Shape:   `Work(job).events()` yields events in batches; `hurry(id)` moves one article up.
Units:   batches in articles, pauses between them in seconds.
Errors:  one file's trouble becomes one line in `Failed`; the other files still come.
"""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event as Flag
from typing import Final

from reader.articles import Article
from reader.clean import one_line
from reader.desk.events import AllRead, Done, Entry, Event, Failed, Marked, Read
from reader.desk.jobs import Job, content_of, language_of, marks_key, marks_of, marks_warnings
from reader.errors import NotReadable, NotText, SourceError
from reader.marks import Mark
from reader.search import digest
from reader.sources import Candidate, article_from_bytes, read_bytes, walk

__all__ = ["Job", "Work", "content_of", "marks_key", "marks_of"]

_FIRST_BATCH: Final = 30
"""About a screenful: the list must not wait for the rest."""
_BATCH: Final = 50
"""Unpickled in a few milliseconds, in which no key is answered."""
_BATCH_S: Final = 0.25
"""A batch that fills slowly is sent as it is."""
_MARKED_BATCH: Final = 25
"""Small, for whoever takes them indexes their names at once."""


class Work:
    """One round of reading and recognising. `hurry` and `stop` may come from any thread."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._hurried: SimpleQueue[str] = SimpleQueue()
        self._stopped = Flag()
        self._unmarked: dict[str, Article] = {}
        self._warned: set[str] = set()

    def hurry(self, article_id: str) -> None:
        """Ask for the marks of one article before all others."""
        self._hurried.put(article_id)

    def stop(self) -> None:
        """End `events` at the next article."""
        self._stopped.set()

    def events(self) -> Iterator[Event]:
        """Do the work, reporting as it goes."""
        yield from self._read_all()
        yield from self._mark_all()
        yield from self._warnings()
        yield Done()

    def candidates(self) -> Iterator[Candidate | SourceError]:
        """Find what may be an article, and what cannot be looked at."""
        return walk(self.job.roots, cancelled=self._stopped.is_set)

    def articles(self) -> Iterator[Article | str]:
        """Read one after the other; a line of text stands for one that cannot be read."""
        if self.job.stdin is not None:
            yield _tried("standard input", self._piped)
        for found in self.candidates():
            if isinstance(found, SourceError):
                yield str(found)
            else:
                yield _tried(found.path, partial(self.read, found))

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
        total, size, since = 0, _FIRST_BATCH, time.monotonic()
        for article in self.articles():
            if self._stopped.is_set():
                return
            if isinstance(article, str):
                yield Failed((article,))
                continue
            content = content_of(article.text)
            if marks_key(article, content, self.job.recogniser) not in self.job.known:
                self._unmarked[article.id] = article
            body = digest(article.title, article.standfirst, article.byline, article.text)
            entries.append(Entry(article, body, content))
            total += 1
            if len(entries) >= size or time.monotonic() - since > _BATCH_S:
                yield Read(tuple(entries))
                entries, size, since = [], _BATCH, time.monotonic()
            yield from self._hurried_marks()
        if entries:
            yield Read(tuple(entries))
        yield AllRead(total)

    def _mark_all(self) -> Iterator[Event]:
        newest = sorted(self._unmarked.values(), key=lambda article: article.moment, reverse=True)
        items: list[tuple[str, tuple[Mark, ...]]] = []
        languages: list[str | None] = []
        since = time.monotonic()
        for article in newest:
            if self._stopped.is_set():
                return
            yield from self._hurried_marks()
            if self._unmarked.pop(article.id, None) is None:
                continue
            marks = _marked(article, self.job.recogniser)
            if isinstance(marks, str):
                yield Failed((marks,))
                continue
            items.append((article.id, marks))
            languages.append(language_of(article))
            if len(items) >= _MARKED_BATCH or time.monotonic() - since > _BATCH_S:
                yield Marked(tuple(items), tuple(languages))
                items, languages, since = [], [], time.monotonic()
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
                article = self._unmarked.pop(self._hurried.get_nowait(), None)
            except Empty:
                return
            if article is not None:
                marks = _marked(article, self.job.recogniser)
                if isinstance(marks, str):
                    yield Failed((marks,))
                else:
                    yield Marked(((article.id, marks),), (language_of(article),))


def _tried(place: str, read: Callable[[], Article]) -> Article | str:
    """The article, or one line that says why there is none."""
    try:
        return read()
    except SourceError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - named, so that the other files still come
        return one_line(f"{place}: cannot be read ({type(error).__name__}: {error})")


def _marked(article: Article, recogniser: str) -> tuple[Mark, ...] | str:
    """The marks, or one line that says why there are none."""
    try:
        return marks_of(article, recogniser)
    except Exception as error:  # noqa: BLE001 - named, so that the other articles are marked
        place = article.path or "standard input"
        return one_line(f"{place}: cannot be marked ({type(error).__name__}: {error})")
