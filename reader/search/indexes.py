"""The index: articles in, a query in, articles out, best first.

Shape:   `Index.add(id, digest, moment=...)`, names later by `add_names`; `search` -> `Found`.
         `attach` puts a frozen segment under what is in memory; it is searched as if each of its
         articles had been added. Every word of the query must match somewhere in an article;
         what is left out, nowhere.
Units:   a moment is seconds since the epoch; the newest stands first among equals,
         of the same moment the lesser id. Scores run from 0 to 100.
         Slots count through the segments in the order attached, then through the articles in
         memory. What is frozen and no longer true is dead: a bitset of slots.
Errors:  KeyError for naming or removing an article that is not there; none for any query.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Final

from reader.search.answers import Found, Ids, Place, Scores
from reader.search.digests import Digest
from reader.search.matches import Hits, Stock
from reader.search.parts import Fresh, Part
from reader.search.patterns import Pattern
from reader.search.postings import swept
from reader.search.queries import Phrase, Query, Term
from reader.search.ranking import rank
from reader.search.segments import Segment

_WHOLE: Final = 100.0
"""The score where nothing was asked for, and so nothing is missing."""

_REMEMBERED: Final = 64
"""Words and phrases whose articles are kept between two key presses."""


class Index:
    """All articles, by their words."""

    def __init__(self) -> None:
        self._segments: list[tuple[int, Segment]] = []
        """Frozen articles, and the slots in which they begin."""
        self._frozen = 0
        """How many slots those are."""
        self._dead = 0
        self._fresh = Fresh()
        self._slots: dict[str, int] = {}
        """Where in memory an article stands."""
        self._alive = 0
        """The articles in memory that were not removed; a bitset."""
        self._named: Fresh | None = None
        """Names that frozen articles got since, by their slots in the index."""
        self._known: dict[Term | Phrase, Hits] = {}

    def __len__(self) -> int:
        return len(self._slots) + self._frozen - self._dead.bit_count()

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return id in self._slots or (isinstance(id, str) and self._frozen_slot(id) is not None)

    def attach(self, segment: Segment, *, gone: Iterable[str] = ()) -> None:
        """Search the articles of a segment, too.

        Args:
            segment: each of its articles stands nowhere else, or is gone from one of the two.
            gone: ids of its articles that were removed since, or replaced by those of another
                segment or by what is added here; ids that it does not have are passed over.
        """
        dead = [slot for each in gone if (slot := segment.slot(each)) is not None]
        self._dead |= swept(dead, len(segment)) << self._frozen
        self._segments.append((self._frozen, segment))
        self._frozen += len(segment)
        self._known.clear()

    def add(self, id: str, digest: Digest, *, moment: float) -> None:  # noqa: A002
        """Take an article in; one of the same id makes way, its names too."""
        if id in self:
            self.remove(id)
        slot = self._slots[id] = self._fresh.add(id, digest, moment)
        self._alive |= 1 << slot
        self._known.clear()

    def add_names(self, id: str, names: Iterable[str]) -> None:  # noqa: A002
        """Add names that the article is found by."""
        if id in self._slots:
            self._fresh.add_names(self._slots[id], names)
        elif (slot := self._frozen_slot(id)) is not None:
            if self._named is None:
                self._named = Fresh()
            self._named.add_names(slot, names)
        else:
            raise KeyError(id)
        self._known.clear()

    def remove(self, id: str) -> None:  # noqa: A002
        """Forget an article."""
        if id in self._slots:
            slot = self._slots.pop(id)
            self._fresh.remove(slot)
            self._alive ^= 1 << slot
        elif (frozen := self._frozen_slot(id)) is not None:
            self._dead |= 1 << frozen
            if self._named is not None:
                self._named.remove(frozen)
        else:
            raise KeyError(id)
        self._known.clear()

    def search(self, query: Query) -> Found:
        """The articles that match `query`, best first; all, newest first, when it is empty."""
        hits = [self._hits(term) for term in query.terms]
        pattern = Pattern(query.terms, hits)
        found = self._all()
        for each in hits:
            found &= each.found
        for phrase in query.without:
            found ^= found & self._hits(phrase).found
        if hits:
            groups = rank(hits, found, articles=len(self), headline=self._headline)
        else:
            groups = [(_WHOLE, found)] if found else []
        return Found(query, Ids(groups, self._places()), Scores(groups), pattern)

    def _hits(self, asked: Term | Phrase) -> Hits:
        """What matches one word; remembered until the library changes."""
        if (hits := self._known.get(asked)) is None:
            parts: list[tuple[int, Part]] = [*self._segments]
            if self._slots or not parts:
                parts.append((self._frozen, self._fresh))
            if self._named is not None:
                parts.append((0, self._named))
            stock = Stock(parts, self._dead, apart=self._named is None)
            if len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            hits = self._known[asked] = stock.match(asked)
        return hits

    def _all(self) -> int:
        """Every slot with an article."""
        return (((1 << self._frozen) - 1) ^ self._dead) | self._alive << self._frozen

    def _headline(self, slot: int) -> tuple[int, Sequence[object]]:
        """The part of the index where an article stands, and its headline."""
        if slot >= self._frozen:
            return len(self._segments), self._fresh.headline(slot - self._frozen)
        number = bisect_right(self._segments, slot, key=itemgetter(0)) - 1
        base, segment = self._segments[number]
        return number, segment.headline(slot - base)

    def _places(self) -> list[Place]:
        """The parts as they are now."""
        places = [Place(base, len(segment), segment) for base, segment in self._segments]
        return [*places, Place(self._frozen, len(self._fresh), self._fresh)]

    def _frozen_slot(self, id: str) -> int | None:  # noqa: A002
        """Where in the index a frozen article stands that is still true."""
        for base, segment in self._segments:
            slot = segment.slot(id)
            if slot is not None and not self._dead >> (base + slot) & 1:
                return base + slot
        return None
