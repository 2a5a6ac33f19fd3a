"""The index in memory: articles in, a query in, articles out, best first.

Shape:   `Index.add(id, digest, moment=...)`, names later by `add_names`; `search` -> `Found`.
         Every word of the query must match somewhere in an article; what is left out, nowhere.
Units:   a moment is seconds since the epoch; the newest stands first among equals,
         of the same moment the lesser id. Scores run from 0 to 100.
Errors:  KeyError for naming or removing an article that is not there; none for any query.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reader.search.digests import Digest, Field, Run, run
from reader.search.matches import Hits, Stock
from reader.search.patterns import Pattern
from reader.search.queries import Phrase, Query, Term
from reader.search.ranking import rank
from reader.search.shelves import Shelf
from reader.search.vocabularies import Vocabulary

_WHOLE: Final = 100.0
"""The score where nothing was asked for, and so nothing is missing."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query."""

    query: Query
    ids: Sequence[str]
    """Best first."""
    scores: Sequence[float]
    """Of each, 0 to 100; never rising."""
    pattern: Pattern
    """Where the query matches in these articles."""

    @property
    def total(self) -> int:
        """How many were found."""
        return len(self.ids)


class Index:
    """All articles, by their words."""

    def __init__(self) -> None:
        short = Vocabulary()
        long = Vocabulary()
        shelves: dict[Field, Shelf] = {
            "title": Shelf(short),
            "name": Shelf(short),
            "byline": Shelf(short),
            "standfirst": Shelf(short),
            "text": Shelf(long),
        }
        self._stock = Stock(short, long, shelves)
        self._slots: dict[str, int] = {}
        self._ids: list[str] = []
        self._moments: list[float] = []
        self._newest: list[int] = []
        self._free: list[int] = []
        self._known: dict[Term | Phrase, Hits] = {}

    def __len__(self) -> int:
        return len(self._slots)

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return id in self._slots

    def add(self, id: str, digest: Digest, *, moment: float) -> None:  # noqa: A002
        """Take an article in; one of the same id makes way, its names too."""
        if id in self._slots:
            self.remove(id)
        slot = self._slot(id, moment)
        shelves = self._stock.shelves
        shelves["title"].add(slot, digest.title)
        shelves["standfirst"].add(slot, digest.standfirst)
        shelves["byline"].add(slot, digest.byline)
        shelves["text"].add(slot, digest.body)
        insort(self._newest, slot, key=self._age)
        self._known.clear()

    def add_names(self, id: str, names: Iterable[str]) -> None:  # noqa: A002
        """Add names that the article is found by."""
        runs: list[Run] = [run(name) for name in names]
        self._stock.shelves["name"].add(self._slots[id], *runs)
        self._known.clear()

    def remove(self, id: str) -> None:  # noqa: A002
        """Forget an article."""
        slot = self._slots.pop(id)
        for shelf in self._stock.shelves.values():
            shelf.remove(slot)
        del self._newest[bisect_left(self._newest, self._age(slot), key=self._age)]
        self._free.append(slot)
        self._known.clear()

    def search(self, query: Query) -> Found:
        """The articles that match `query`, best first; all, newest first, when it is empty."""
        hits = [self._hits(term) for term in query.terms]
        pattern = Pattern(query.terms, hits)
        found = self._all()
        for each in hits:
            found &= each.found
        for phrase in query.without:
            found &= ~self._hits(phrase).found

        if not hits:
            kept = self._newest if found == self._all() else self._newest_of(found)
            return Found(query, self._named(kept), [_WHOLE] * len(kept), pattern)
        slots, scores = rank(
            hits,
            found,
            slots=len(self._ids),
            newest=self._newest,
            headline=self._stock.shelves["title"].run,
        )
        return Found(query, self._named(slots), scores, pattern)

    def _hits(self, asked: Term | Phrase) -> Hits:
        """What matches one word; remembered until the library changes."""
        if (hits := self._known.get(asked)) is None:
            hits = self._known[asked] = self._stock.match(asked)
        return hits

    def _all(self) -> int:
        """Every slot, the free ones too: no word matches those."""
        return (1 << len(self._ids)) - 1

    def _newest_of(self, found: int) -> list[int]:
        wanted = f"{found:0{len(self._ids)}b}"[::-1]
        return [slot for slot in self._newest if wanted[slot] == "1"]

    def _named(self, slots: Iterable[int]) -> list[str]:
        return list(map(self._ids.__getitem__, slots))

    def _slot(self, id: str, moment: float) -> int:  # noqa: A002
        """A place for an article: one that became free, or a new one."""
        if self._free:
            slot = self._free.pop()
            self._ids[slot], self._moments[slot] = id, moment
        else:
            slot = len(self._ids)
            self._ids.append(id)
            self._moments.append(moment)
        self._slots[id] = slot
        return slot

    def _age(self, slot: int) -> tuple[float, str]:
        return -self._moments[slot], self._ids[slot]
