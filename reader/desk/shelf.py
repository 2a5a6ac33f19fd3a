"""The shelf: the articles at hand, newest first, with their marks and the search index.

Shape:   ids in, articles out; `ids` is sorted by date, then by place, and never by chance.
Units:   moments are aware datetimes.
Errors:  KeyError for an id that is not on the shelf.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.articles import Article
from reader.desk.events import Entry
from reader.desk.jobs import content_of, language_of, marks_key, marks_of
from reader.marks import Kind, Mark

# Slow to import: the first frame shows articles, and searches none.
if TYPE_CHECKING:
    from reader.search import Census, Completion, Digest, Found, Index, Query
    from reader.search.filters import Condition
    from reader.search.indexes import States
    from reader.search.orders import By, Group, Key, Label

_FIRST: Final = 60
"""So many articles wait for the first search or for those behind them: a frame comes first."""

_AT_A_TIME: Final = 100
"""Digests in one step, a millisecond or two."""


class _Place(NamedTuple):
    """Where an article stands: newest first, then by path."""

    age: float
    path: str
    id: str


class Shelf:
    """Articles by id. One thread owns it; only `recognise` may be called from others."""

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}
        self._contents: dict[str, str] = {}
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._order: list[_Place] = []
        self._ids: Sequence[str] | None = None
        self._unindexed: dict[str, Digest | None] = {}
        self._languages: dict[str, str | None] = {}
        self._unnamed: SimpleQueue[str] = SimpleQueue()
        self._named: set[str] = set()
        self._left_out: frozenset[str] = frozenset()
        self.mend: Callable[[str, tuple[Mark, ...]], tuple[Mark, ...]] = lambda _, marks: marks
        """What the reader has repaired; applied to an article's marks on their way to the index."""

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._articles

    def __getitem__(self, article_id: str) -> Article:
        return self._articles[article_id]

    @cached_property
    def index(self) -> "Index":
        """The search index; empty until articles are put into it."""
        from reader.search import Index

        return Index()

    def ids(self) -> Sequence[str]:
        """Every id, newest article first."""
        if self._ids is None:
            out = self._left_out
            self._ids = tuple([place.id for place in self._order if place.id not in out])
        return self._ids

    def leave_out(self, ids: frozenset[str]) -> None:
        """List these articles no more; they stay known by their ids."""
        if ids != self._left_out:
            self._left_out = ids
            self._ids = None

    def content(self, article_id: str) -> str:
        """The digest of the article's text."""
        if article_id not in self._contents:
            self._contents[article_id] = content_of(self[article_id].text)
        return self._contents[article_id]

    def contents(self, article_ids: Sequence[str]) -> dict[str, str]:
        """The digests of the texts of several articles."""
        return {name: self.content(name) for name in article_ids}

    def contents_of(self, article_ids: Sequence[str]) -> Iterator[dict[str, str]]:
        """The same of many, some at a time."""
        for start in range(0, len(article_ids), _AT_A_TIME):
            yield self.contents(article_ids[start : start + _AT_A_TIME])

    def add(self, article: Article) -> None:
        """Put `article` on the shelf; it is indexed when the first search asks for it."""
        self._put(article)
        self._unindexed[article.id] = None

    def add_entry(self, entry: Entry) -> bool:
        """Put an article that comes with its digest; False when the very same stands there."""
        article = entry.article
        if self._articles.get(article.id) == article:
            return False
        self._put(article)
        self._contents[article.id] = entry.content
        self._unindexed[article.id] = entry.digest
        if len(self._articles) > _FIRST:
            self._index(2)  # so that those who wait become fewer
        return True

    def remove(self, article_id: str) -> None:
        """Take the article away, and what is known about it."""
        self._marks.pop(article_id, None)
        self._languages.pop(article_id, None)
        self._take_off(article_id)

    def marks(self, article_id: str) -> tuple[Mark, ...] | None:
        """The marks of the article's text, or None when nobody looked for them yet."""
        return self._marks.get(article_id)

    @property
    def unmarked(self) -> int:
        """How many articles have no marks yet."""
        return len(self._articles) - len(self._marks)

    def recognise(self, article_id: str) -> tuple[Mark, ...]:
        """The marks of the article's text, found now unless they are known."""
        marks = self.marks(article_id)
        if marks is None:
            article = self[article_id]
            marks = marks_of(article)
            if self._articles.get(article_id, article) is article:  # nobody replaced it meanwhile
                self.keep_marks(article_id, marks, language_of(article))
        return marks

    def keep_marks(
        self, article_id: str, marks: tuple[Mark, ...], language: str | None = None
    ) -> None:
        """Keep what was found, and in which language; `make_searchable` brings it to the index.

        A report that comes too late, for a text that has changed since, is dropped.
        """
        article = self._articles.get(article_id)
        if article is None or (marks and marks[-1].stop > len(article.text)):
            return
        self._marks[article_id] = marks
        self._languages[article_id] = language
        self._unnamed.put(article_id)

    def marked(self) -> frozenset[str]:
        """Keys of what was recognised already."""
        return frozenset(
            marks_key(self._articles[article_id], self.content(article_id))
            for article_id in self._marks
        )

    def make_searchable(self) -> None:
        """Bring the index up to date."""
        self._index(len(self._unindexed))
        for article_id in _taken(self._unnamed):
            if article_id in self._marks and article_id not in self._named:
                self._named.add(article_id)
                language = self._languages.get(article_id)
                marks = self.mend(article_id, self._marks[article_id])
                self.index.add_marks(article_id, marks, language=language)

    def marked_ids(self, names: Iterable[str], kind: Kind) -> Iterator[str]:
        """Articles whose marks are known and may have one of the names, now or of this kind once."""
        del names, kind  # of those in memory the marks themselves tell
        yield from tuple(self._marks)

    def index_anew(self, article_id: str) -> None:
        """Index the article once more: its names are others now."""
        if article_id in self._articles and article_id not in self._unindexed:
            self.index.remove(article_id)
            self._unindexed[article_id] = None
            self._named.discard(article_id)
            self._unnamed.put(article_id)
            self.make_searchable()

    def search(self, query: "Query", states: "States") -> "Found":
        """What `query` finds among all that is here; of what is left out, what it asks for."""
        self.make_searchable()
        if self._left_out and not query.asks_for_removed:
            query, states = self._without_left_out(query, states)
        return self.index.search(query, states)

    def _without_left_out(self, query: "Query", states: "States") -> "tuple[Query, States]":
        from reader.search.filters import Stated

        def known(state: "Condition") -> Collection[str]:
            return self._left_out if state == "removed" else states(state)

        return query.among(Stated("removed"), wanted=False), known

    def sort_key(self, by: "By", id: str) -> "Key":  # noqa: A002 - the contract's word
        """By this the article is sorted."""
        from reader.search.orders import headline_key, source_key

        article = self[id]
        if by == "headline":
            return headline_key(article.title)
        if by == "source":
            return source_key(article.source or "")
        return article.words if by == "length" else -article.moment.timestamp()

    def label(self, group: "Group", id: str) -> "Label":  # noqa: A002 - the contract's word
        """The heading the article stands under."""
        article = self[id]
        return article.source or None if group == "source" else article.day

    def census(self, query: "Query", states: "States") -> "Census":
        """The articles that `query` finds, to be counted; what is left out is not."""
        self.make_searchable()
        if self._left_out and not query.asks_for_removed:
            query, states = self._without_left_out(query, states)
        return self.index.census(query, states)

    def complete(self, typed: str) -> "Completion | None":
        """What may follow `typed` in a query."""
        self.make_searchable()
        return self.index.complete(typed)

    def _index(self, count: int) -> None:
        """Index up to `count` of those that wait, the first first."""
        from reader.search import Facts, digest

        for article_id in list(islice(self._unindexed, count)):
            article, found = self._articles[article_id], self._unindexed.pop(article_id)
            language = article.language
            if found is None:  # and nobody else will tell the language
                found = digest(article.title, article.standfirst, article.byline, article.text)
                language = language_of(article)
            facts = Facts(article.source, article.day, language, article.title, article.words)
            moment = article.moment.timestamp()
            self.index.add(article_id, found, moment=moment, facts=facts)

    def _put(self, article: Article) -> None:
        """Put `article` in its place; marks stay when its text and what they rest on do."""
        old = self._articles.get(article.id)
        if old is not None:
            self._take_off(article.id)
            if marks_key(old, old.text) != marks_key(article, article.text):
                self._marks.pop(article.id, None)
            elif article.id in self._marks:
                self._unnamed.put(article.id)
        self._articles[article.id] = article
        insort(self._order, _place(article))
        self._ids = None

    def _take_off(self, article_id: str) -> None:
        place = _place(self._articles.pop(article_id))
        del self._order[bisect_left(self._order, place)]
        self._ids = None
        self._contents.pop(article_id, None)
        self._named.discard(article_id)
        if article_id in self._unindexed:
            del self._unindexed[article_id]
        else:
            self.index.remove(article_id)


def _place(article: Article) -> _Place:
    return _Place(-article.moment.timestamp(), article.path or "", article.id)


def _taken(queue: "SimpleQueue[str]") -> Iterator[str]:
    with suppress(Empty):
        while True:
            yield queue.get_nowait()
