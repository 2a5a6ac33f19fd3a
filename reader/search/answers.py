"""The answer to a query: how many were found is known at once, which ones when they are looked at.

Shape:   bitsets of slots, the best first, and the parts of the index -> `Ids` and `Scores`,
         sequences that find the articles out as they are looked at.
Units:   scores run from 0 to 100; within one score the newest stand first.
         A screen shows fifty articles of a hundred thousand; the others need no names. An
         answer stays what it was when the index changes.
Errors:  IndexError and ValueError, as sequences raise them.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar, overload

from reader.search.merges import Place, Slots, newest_first
from reader.search.orders import FrozenOrders
from reader.search.patterns import Pattern
from reader.search.queries import Query

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


class Ids(_Groups[str]):
    """The ids of what is found, best first."""

    def __init__(self, groups: Sequence[Group], places: Sequence[Place]) -> None:
        super().__init__(groups)
        self._places = places
        self._in_order: dict[int, Slots] = {}
        """Of each group that is looked at its slots."""

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
            place = self._slots(group).place(slot)
            place += self._ends[group - 1] if group else 0
            if place in range(*slice(start, stop).indices(len(self))):
                return place
        raise ValueError(f"{value!r} was not found")

    def _slots(self, group: int) -> Slots:
        """The slots of a group, newest first."""
        if group not in self._in_order:
            self._in_order[group] = newest_first(self._groups[group][1], self._places)
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
        return self.id_of(self._slots(group).slot(place))

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
