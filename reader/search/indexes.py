"""The index: articles in, a query in, articles out, best first.

Shape:   `Index.add(id, digest, moment=...)`, what was recognised later by `add_marks`;
         `search` -> `Found`, `complete` -> a `Completion`.
         `attach` puts a frozen segment under what is in memory; it is searched as if each of its
         articles had been added. Every word of the query must match somewhere in an article;
         what is left out, nowhere.
Units:   a moment is seconds since the epoch; the newest stands first among equals,
         of the same moment the lesser id. Scores run from 0 to 100.
         Slots count through the segments in the order attached, then through the articles in
         memory. What is frozen and no longer true is dead: a bitset of slots.
Errors:  KeyError for naming or removing an article that is not there; none for any query.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from operator import itemgetter
from typing import Final

from reader.marks import Mark
from reader.search.answers import Found, Ids, Scores
from reader.search.catalogues import NAME
from reader.search.censuses import Census
from reader.search.completions import Completion, commonest, complete
from reader.search.digests import Digest, Field
from reader.search.facts import Facts, Known
from reader.search.fields import NAMED
from reader.search.filters import Condition, Filter, Measured, Spoken, Stated
from reader.search.frozen_facts import FrozenFacts
from reader.search.matches import WEIGHTS, Hits, Stock, with_tier
from reader.search.merges import Place
from reader.search.parts import Fresh, Part
from reader.search.patterns import Pattern
from reader.search.postings import swept
from reader.search.queries import Phrase, Query, Term
from reader.search.ranking import rank
from reader.search.segments import Segment
from reader.search.touched import Touched

_WHOLE: Final = 100.0
"""The score where nothing was asked for, and so nothing is missing."""

_REMEMBERED: Final = 64
"""Words and phrases whose articles are kept between two key presses."""

States = Callable[[Condition], Collection[str]]
"""Which articles were read, starred or removed: ids, of other articles too.

What it gave before is remembered: as long as it is the same object, it says the same.
"""


def untouched(state: str) -> Collection[str]:
    """The states of a library that nobody has read in."""
    del state
    return ()


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
        self._told: Known | None = None
        """Facts that frozen articles got since, by their slots in the index."""
        self._facts = Known()
        """Of the articles in memory, by where they stand there."""
        self._known: dict[Term | Phrase, Hits] = {}
        self._filtered: dict[Filter, int] = {}
        self._stated: dict[str, tuple[Collection[str], int]] = {}
        self._touched = Touched()

    def __len__(self) -> int:
        return len(self._slots) + self._frozen - self._dead.bit_count()

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return id in self._slots or (isinstance(id, str) and self._frozen_place(id) is not None)

    def attach(self, segment: Segment, *, gone: Iterable[str] = ()) -> None:
        """Search the articles of a segment, too, with the facts that are frozen in it.

        Args:
            segment: each of its articles stands nowhere else, or is gone from one of the two.
            gone: ids of its articles that were removed since, or replaced by those of another
                segment or by what is added here; ids that it does not have are passed over.
        """
        self._dead |= segment.among(frozenset(gone)) << self._frozen
        self._segments.append((self._frozen, segment))
        self._frozen += len(segment)
        self._touched.clear()
        self._forget()

    def add(
        self,
        id: str,  # noqa: A002
        digest: Digest,
        *,
        moment: float,
        facts: Facts | None = None,
    ) -> None:
        """Take an article in; one of the same id makes way, its names too."""
        if id in self:
            self.remove(id)
        slot = self._slots[id] = self._fresh.add(id, digest, moment)
        self._alive |= 1 << slot
        if facts is not None:
            self._facts.add(slot, facts)
        self._forget()

    def add_names(self, id: str, names: Iterable[str]) -> None:  # noqa: A002
        """Add names that the article is found by."""
        if id in self._slots:
            self._fresh.add_names(self._slots[id], names)
        elif (place := self._frozen_place(id)) is not None:
            if self._named is None:
                self._named = Fresh()
            number, slot = place
            self._named.add_names(self._segments[number][0] + slot, names)
        else:
            raise KeyError(id)
        self._forget()

    def add_marks(
        self,
        id: str,  # noqa: A002
        marks: Sequence[Mark],
        *,
        language: str | None = None,
    ) -> None:
        """Add what was recognised in the article's text, by which it is found from now on."""
        self.add_names(id, dict.fromkeys(mark.name for mark in marks if mark.figure is None))
        known, slot = self._told_of(id)
        known.add_marks(slot, marks)
        known.add(slot, Facts(language=language))

    def remove(self, id: str) -> None:  # noqa: A002
        """Forget an article."""
        if id in self._slots:
            slot = self._slots.pop(id)
            self._fresh.remove(slot)
            self._facts.remove(slot)
            self._alive ^= 1 << slot
        elif (place := self._frozen_place(id)) is not None:
            number, slot = place
            frozen = self._segments[number][0] + slot
            self._dead |= 1 << frozen
            if self._told is not None:
                self._told.remove(frozen)
            if self._named is not None:
                self._named.remove(frozen)
        else:
            raise KeyError(id)
        self._forget()

    def search(self, query: Query, states: States = untouched) -> Found:
        """The articles that match `query`, best first; all, newest first, when it is empty.

        Args:
            query: what is asked.
            states: asked only where the query asks for one.
        """
        hits = [self._hits(term) for term in query.terms]
        pattern = Pattern(query.terms, hits, _measures(query))
        found = self._meeting(query, hits, states)
        if hits:
            groups = rank(
                query.terms,
                hits,
                found,
                articles=len(self),
                headline=self._headline,
                bodies=self._frequencies,
            )
        else:
            groups = [(_WHOLE, found)] if found else []
        return Found(query, Ids(groups, self._places()), Scores(groups), pattern)

    def census(self, query: Query, states: States = untouched) -> Census:
        """The articles that match `query`, to be counted; all when it is empty."""
        hits = [self._hits(term) for term in query.terms]
        return Census(self._meeting(query, hits, states), self._places(), self._all_facts())

    def complete(self, typed: str) -> Completion | None:
        """What may follow `typed`, its end being where the cursor is."""
        parts = [(base, facts) for base, facts in self._all_facts() if len(facts)]
        if len(parts) == 1 and not self._dead:  # a part by itself need not count
            return complete(typed, parts[0][1].complete)
        return complete(typed, partial(commonest, parts, self._dead))

    def _meeting(self, query: Query, hits: Sequence[Hits], states: States) -> int:
        """The articles that match `query`, of whose terms these are the hits."""
        found = self._all()
        for each in hits:
            found &= each.found
        for each_filter in query.filters:
            found &= self._filter(each_filter, states)
        for phrase in query.without:
            found ^= found & self._hits(phrase).found
        for each_filter in query.without_filters:
            found ^= found & self._filter(each_filter, states)
        return found

    def _hits(self, asked: Term | Phrase) -> Hits:
        """What matches one word; remembered until the library changes."""
        if (hits := self._known.get(asked)) is None:
            if len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            hits = self._known[asked] = self._match(asked)
        return hits

    def _match(self, asked: Term | Phrase) -> Hits:
        if asked.scope in NAMED:
            names = [(base, facts.names(asked.scope)) for base, facts in self._all_facts()]
            return Stock(names, self._dead, apart=self._told is None).match(asked, NAME)
        parts: list[tuple[int, Part]] = [*self._segments]
        if self._slots or not parts:
            parts.append((self._frozen, self._fresh))
        if self._named is not None:
            parts.append((0, self._named))
        fields: tuple[Field, ...] = tuple(field for field in WEIGHTS if field == asked.scope)
        hits = Stock(parts, self._dead, apart=self._named is None).match(asked, fields)
        if isinstance(asked, Term) and (value := asked.value):
            hits = with_tier(hits, WEIGHTS["text"].start, self._filtered_by(Measured(None, value)))
        return hits

    def _filter(self, asked: Filter, states: States) -> int:
        """What a filter holds for; remembered until the library or the states change."""
        if isinstance(asked, Stated):
            ids = states(asked.state)
            before, bits = self._stated.get(asked.state, (None, 0))
            if before is not ids:
                bits = self._all() & self._bits_of(asked.state, ids)
                self._stated[asked.state] = ids, bits
            return bits if asked.wanted else self._all() ^ bits
        return self._filtered_by(asked)

    def _filtered_by(self, asked: Measured | Spoken) -> int:
        if (found := self._filtered.get(asked)) is None:
            found = 0
            for base, known in self._all_facts():
                found |= known.filtered(asked) << base
            found = self._filtered[asked] = found ^ (found & self._dead)
        return found

    def _bits_of(self, state: str, ids: Collection[str]) -> int:
        """The articles with these ids, as far as they are here."""
        those = ids if isinstance(ids, AbstractSet) else frozenset(ids)
        if len(self._slots) < len(those):
            slots = [slot for each, slot in self._slots.items() if each in those]
        else:
            slots = [self._slots[each] for each in those if each in self._slots]
        fresh = swept(slots, len(self._fresh)) << self._frozen
        return fresh | self._touched.bits(state, those, self._segments)

    def _all_facts(self) -> list[tuple[int, Known | FrozenFacts]]:
        """The facts of each part, with the slot in which it begins."""
        facts: list[tuple[int, Known | FrozenFacts]] = [
            *((base, segment.facts) for base, segment in self._segments),
            (self._frozen, self._facts),
        ]
        return facts if self._told is None else [*facts, (0, self._told)]

    def _told_of(self, id: str) -> tuple[Known, int]:  # noqa: A002
        """Where facts of an article are noted that come now."""
        if id in self._slots:
            return self._facts, self._slots[id]
        place = self._frozen_place(id)
        if place is None:
            raise KeyError(id)
        if self._told is None:
            self._told = Known()
        return self._told, self._segments[place[0]][0] + place[1]

    def _forget(self) -> None:
        """Nothing that was remembered of the library holds any more."""
        self._known.clear()
        self._filtered.clear()
        self._stated.clear()

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

    def _frequencies(self, slots: Sequence[int], word: str) -> list[tuple[int, int]]:
        """How often `word` stands in these bodies, and how long they are; `slots` ascend."""
        told: list[tuple[int, int]] = []
        place = 0
        parts: list[tuple[int, Part]] = [*self._segments, (self._frozen, self._fresh)]
        for base, part in parts:
            end = bisect_left(slots, base + len(part), place)
            told += part.frequencies([slot - base for slot in slots[place:end]], word)
            place = end
        return told

    def _places(self) -> list[Place]:
        """The parts as they are now."""
        places = [Place(base, len(segment), segment) for base, segment in self._segments]
        return [*places, Place(self._frozen, len(self._fresh), self._fresh)]

    def _frozen_place(self, id: str) -> tuple[int, int] | None:  # noqa: A002
        """In which segment, and where in it, a frozen article stands that is still true."""
        for number, (base, segment) in enumerate(self._segments):
            slot = segment.slot(id)
            if slot is not None and not self._dead >> (base + slot) & 1:
                return number, slot
        return None


def _measures(query: Query) -> list[Measured]:
    """The figures that a query asks for, by its filters or as numbers among its words."""
    found = [each for each in query.filters if isinstance(each, Measured)]
    values = [term.value for term in query.terms if isinstance(term, Term)]
    return [*found, *(Measured(None, value) for value in values if value)]
