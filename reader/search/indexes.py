"""The index in memory: articles in, a query in, articles out, best first.

Shape:   `Index.add(id, digest, moment=...)`, what was recognised later by `add_marks`;
         `search` -> `Found`, `complete` -> a `Completion`.
         Every word of the query must match somewhere in an article; what is left out, nowhere.
Units:   a moment is seconds since the epoch; the newest stands first among equals,
         of the same moment the lesser id. Scores run from 0 to 100.
Errors:  KeyError for naming or removing an article that is not there; none for any query.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reader.marks import Mark
from reader.search.completions import Completion, complete
from reader.search.digests import Digest, Field, Run, run
from reader.search.facts import Facts, Known
from reader.search.fields import NAMED
from reader.search.filters import Filter, Measured, Stated
from reader.search.matches import WEIGHTS, Hits, Stock, with_tier
from reader.search.patterns import Pattern
from reader.search.postings import slots_of
from reader.search.queries import Phrase, Query, Term
from reader.search.ranking import rank
from reader.search.shelves import Shelf
from reader.search.vocabularies import Vocabulary

_WHOLE: Final = 100.0
"""The score where nothing was asked for, and so nothing is missing."""

_FEW: Final = 16
"""One in so many articles are sorted sooner than picked out of all."""

States = Callable[[Literal["read", "starred"]], Collection[str]]
"""Which articles were read, and which starred: ids, of other articles too.

What it gave before is remembered: as long as it is the same object, it says the same.
"""


def untouched(state: str) -> Collection[str]:
    """The states of a library that nobody has read in."""
    del state
    return ()


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
        self._facts = Known()
        self._known: dict[Term | Phrase, Hits] = {}
        self._filtered: dict[Filter, int] = {}
        self._stated: dict[str, tuple[Collection[str], int]] = {}

    def __len__(self) -> int:
        return len(self._slots)

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return id in self._slots

    def add(
        self,
        id: str,  # noqa: A002
        digest: Digest,
        *,
        moment: float,
        facts: Facts | None = None,
    ) -> None:
        """Take an article in; one of the same id makes way, its names too."""
        if id in self._slots:
            self.remove(id)
        slot = self._slot(id, moment)
        shelves = self._stock.shelves
        shelves["title"].add(slot, digest.title)
        shelves["standfirst"].add(slot, digest.standfirst)
        shelves["byline"].add(slot, digest.byline)
        shelves["text"].add(slot, digest.body)
        if facts is not None:
            self._facts.add(slot, facts)
        insort(self._newest, slot, key=self._age)
        self._forget()

    def add_names(self, id: str, names: Iterable[str]) -> None:  # noqa: A002
        """Add names that the article is found by."""
        runs: list[Run] = [run(name) for name in names]
        self._stock.shelves["name"].add(self._slots[id], *runs)
        self._forget()

    def add_marks(
        self,
        id: str,  # noqa: A002
        marks: Sequence[Mark],
        *,
        language: str | None = None,
    ) -> None:
        """Add what was recognised in the article's text, by which it is found from now on."""
        names = dict.fromkeys(mark.name for mark in marks if mark.figure is None)
        self.add_names(id, names)
        self._facts.add_marks(self._slots[id], marks)
        self._facts.add(self._slots[id], Facts(language=language))

    def remove(self, id: str) -> None:  # noqa: A002
        """Forget an article."""
        slot = self._slots.pop(id)
        for shelf in self._stock.shelves.values():
            shelf.remove(slot)
        self._facts.remove(slot)
        del self._newest[bisect_left(self._newest, self._age(slot), key=self._age)]
        self._free.append(slot)
        self._forget()

    def search(self, query: Query, states: States = untouched) -> Found:
        """The articles that match `query`, best first; all, newest first, when it is empty.

        Args:
            query: what is asked.
            states: asked only where the query asks for one.
        """
        hits = [self._hits(term) for term in query.terms]
        pattern = Pattern(query.terms, hits, _measures(query))
        found = self._all()
        for each in hits:
            found &= each.found
        for phrase in query.without:
            found &= ~self._hits(phrase).found
        for each_filter in query.filters:
            found &= self._filter(each_filter, states)
        for each_filter in query.without_filters:
            found &= ~self._filter(each_filter, states)

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

    def complete(self, typed: str) -> Completion | None:
        """What may follow `typed`, its end being where the cursor is."""
        return complete(typed, self._facts.complete)

    def _hits(self, asked: Term | Phrase) -> Hits:
        """What matches one word; remembered until the library changes."""
        if (hits := self._known.get(asked)) is None:
            hits = self._known[asked] = self._match(asked)
        return hits

    def _match(self, asked: Term | Phrase) -> Hits:
        if asked.scope in NAMED:
            return self._facts.named(asked)
        fields: tuple[Field, ...] = tuple(field for field in WEIGHTS if field == asked.scope)
        hits = self._stock.match(asked, fields)
        if isinstance(asked, Term) and (value := asked.value):
            same = self._facts.filtered(Measured(None, value))
            hits = with_tier(hits, WEIGHTS["text"].start, same)
        return hits

    def _filter(self, asked: Filter, states: States) -> int:
        """What a filter holds for; remembered until the library or the states change."""
        if isinstance(asked, Stated):
            ids = states(asked.state)
            before, bits = self._stated.get(asked.state, (None, 0))
            if before is not ids:
                slots = [self._slots[id_] for id_ in ids if id_ in self._slots]
                bits = _bits_of(slots, len(self._ids))
                self._stated[asked.state] = ids, bits
            return bits if asked.wanted else self._all() & ~bits
        if (known := self._filtered.get(asked)) is None:
            known = self._filtered[asked] = self._facts.filtered(asked)
        return known

    def _forget(self) -> None:
        """Nothing that was remembered of the library holds any more."""
        self._known.clear()
        self._filtered.clear()
        self._stated.clear()

    def _all(self) -> int:
        """Every slot, the free ones too: no word matches those."""
        return (1 << len(self._ids)) - 1

    def _newest_of(self, found: int) -> list[int]:
        if found.bit_count() * _FEW < len(self._newest):
            return sorted(set(slots_of(found)).difference(self._free), key=self._age)
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


def _measures(query: Query) -> list[Measured]:
    """The figures that a query asks for, by its filters or as numbers among its words."""
    found = [each for each in query.filters if isinstance(each, Measured)]
    values = [term.value for term in query.terms if isinstance(term, Term)]
    return [*found, *(Measured(None, value) for value in values if value)]


def _bits_of(slots: Iterable[int], size: int) -> int:
    """The bitset of `slots`, all below `size`."""
    flags = bytearray(b"0") * (size or 1)
    for slot in slots:
        flags[slot] = 0x31
    flags.reverse()
    return int(flags, 2)
