"""The answer to a query: how many were found is known at once, which ones when they are looked at.

Shape:   bitsets of slots, the best first, and the parts of the index -> `Ids` and `Scores`,
         sequences that find the articles out as they are looked at.
Units:   scores run from 0 to 100; within one score the newest stand first.
         A screen shows fifty articles of a hundred thousand; the others need no names. An
         answer stays what it was when the index changes.
Errors:  IndexError and ValueError, as sequences raise them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple, TypeVar, overload

from reader.search.orders import FrozenOrders
from reader.search.parts import Part
from reader.search.patterns import Pattern
from reader.search.postings import slots_of
from reader.search.queries import Query


class Place(NamedTuple):
    """A part and where its slots begin."""

    base: int
    size: int
    part: Part

    def own(self, bits: int) -> int:
        """Of a bitset of the whole index that of this part."""
        if not self.base and bits.bit_length() <= self.size:
            return bits
        return (bits >> self.base) & ((1 << self.size) - 1)


_OCTETS: Final = 512
"""So many eights of slots are named at once: some screens."""

Group = tuple[float, int]
"""A score, and the bitset of the articles with it."""

_Item = TypeVar("_Item", str, float)


class _Groups(Sequence[_Item]):
    """What is found, in groups of one score."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        self._ends = list(accumulate(bits.bit_count() for _, bits in groups))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> _Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[_Item]: ...
    def __getitem__(self, index: int | slice) -> _Item | list[_Item]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        group = bisect_right(self._ends, index)
        return self._item(group, index - (self._ends[group - 1] if group else 0))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as a list has none

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"

    def _item(self, group: int, place: int) -> _Item:
        raise NotImplementedError


class Scores(_Groups[float]):
    """The scores of what is found, never rising."""

    def __iter__(self) -> Iterator[float]:
        for score, bits in self._groups:
            yield from [score] * bits.bit_count()

    def _item(self, group: int, place: int) -> float:  # noqa: ARG002 - all of a group score alike
        return self._groups[group][0]


class _Stream:
    """The slots of one part, newest first, some at a time."""

    def __init__(self, base: int, chunks: Iterator[list[int]]) -> None:
        self._base = base
        self._chunks = chunks
        self.slots: list[int] = []
        """Those that come next; empty when all are taken."""
        self.start = 0
        self._refill()

    @property
    def first(self) -> int:
        """The next one."""
        return self.slots[self.start]

    def take(self, stop: int) -> list[int]:
        """Those up to the place `stop` in `slots`."""
        taken = self.slots[self.start : stop]
        self.start = stop
        if stop == len(self.slots):
            self._refill()
        return taken

    def _refill(self) -> None:
        self.slots, self.start = [self._base + slot for slot in next(self._chunks, [])], 0


class _InOrder:
    """The slots of one frozen part, which lie in their order: any of them is found by counting."""

    def __init__(self, bits: int) -> None:
        octets = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        self._chunks = [
            int.from_bytes(octets[start : start + _OCTETS], "little")
            for start in range(0, len(octets), _OCTETS)
        ]
        self._ends = list(accumulate(chunk.bit_count() for chunk in self._chunks))
        self._seen = -1
        self._slots: list[int] = []

    def slot(self, place: int) -> int:
        """The one at this place."""
        chunk = bisect_right(self._ends, place)
        if chunk != self._seen:
            self._seen, self._slots = chunk, slots_of(self._chunks[chunk])
        before = self._ends[chunk - 1] if chunk else 0
        return chunk * _OCTETS * 8 + self._slots[place - before]


class Ids(_Groups[str]):
    """The ids of what is found, best first."""

    def __init__(self, groups: Sequence[Group], places: Sequence[Place]) -> None:
        super().__init__(groups)
        self._places = places
        self._in_order: dict[int, _InOrder | None] = {}
        """Of each group that is looked at its slots, where they need not be drawn."""
        self._drawn: dict[int, tuple[list[int], Iterator[list[int]]]] = {}
        """Of each group the slots drawn so far, and where more come from."""

    def __iter__(self) -> Iterator[str]:
        for group, (_, bits) in enumerate(self._groups):
            for place in range(bits.bit_count()):
                yield self._item(group, place)

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return isinstance(id, str) and self.slot_of(id) is not None

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        """The place of an id; ValueError when it is not there."""
        if (slot := self.slot_of(value)) is not None:
            group = next(
                number for number, (_, bits) in enumerate(self._groups) if bits >> slot & 1
            )
            _, bits = self._groups[group]
            if self._counted(group):
                place = (bits & ((1 << slot) - 1)).bit_count()
            else:
                place = self._draw(group, bits.bit_count()).index(slot)
            place += self._ends[group - 1] if group else 0
            if place in range(*slice(start, stop).indices(len(self))):
                return place
        raise ValueError(f"{value!r} was not found")

    def _counted(self, group: int) -> _InOrder | None:
        """The slots of a group, where all stand in one frozen part, and so in their order."""
        if group not in self._in_order:
            bits = self._groups[group][1]
            own = [place for place in self._places if place.own(bits)]
            counted = len(own) == 1 and hasattr(own[0].part, "orders")
            self._in_order[group] = _InOrder(bits) if counted else None
        return self._in_order[group]

    @property
    def everything(self) -> int:
        """The slots of all that is found; a bitset."""
        everything = 0
        for _, bits in self._groups:
            everything |= bits
        return everything

    def parts(self) -> Iterator[tuple[int, int, FrozenOrders | None]]:
        """Of each part where it begins, what is found in it, and its orders if it is frozen."""
        everything = self.everything
        for place in self._places:
            yield place.base, place.own(everything), getattr(place.part, "orders", None)

    def slot_of(self, id: str) -> int | None:  # noqa: A002
        """The slot of the article with this id, if it is among those found."""
        everything = self.everything
        for place in self._places:
            for slot in place.part.places(id, place.own(everything)):
                return place.base + slot
        return None

    def _item(self, group: int, place: int) -> str:
        if counted := self._counted(group):
            return self.id_of(counted.slot(place))
        return self.id_of(self._draw(group, place + 1)[place])

    def _draw(self, group: int, count: int) -> list[int]:
        """At least the first `count` slots of a group, newest first."""
        if group not in self._drawn:
            self._drawn[group] = [], self._newest(self._groups[group][1])
        slots, more = self._drawn[group]
        while len(slots) < count:
            slots += next(more)
        return slots

    def _newest(self, bits: int) -> Iterator[list[int]]:
        """The slots in a bitset, newest first, some at a time.

        Whatever one part has before the first of the others is taken in one piece: what came
        lately is mostly newer than the rest.
        """
        streams = []
        for place in self._places:
            stream = _Stream(place.base, place.part.newest(place.own(bits)))
            if stream.slots:
                streams.append(stream)
        while len(streams) > 1:
            streams.sort(key=lambda stream: self.age(stream.first))
            stream, other = streams[:2]
            yield stream.take(self._before(stream, other))
            if not stream.slots:
                del streams[0]
        for stream in streams:
            while stream.slots:
                yield stream.take(len(stream.slots))

    def _before(self, stream: _Stream, other: _Stream) -> int:
        """Up to which place the slots of a stream come before those of another; its first does."""
        return bisect_left(stream.slots, self.age(other.first), stream.start + 1, key=self.age)

    def age(self, slot: int) -> tuple[float, str]:
        """By this the articles are sorted, newest first."""
        place = self._place(slot)
        return place.part.age(slot - place.base)

    def id_of(self, slot: int) -> str:
        """The id of the article in a slot."""
        place = self._place(slot)
        return place.part.id(slot - place.base)

    def _place(self, slot: int) -> Place:
        if len(self._places) == 1:
            return self._places[0]
        return next(place for place in reversed(self._places) if slot >= place.base)


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
