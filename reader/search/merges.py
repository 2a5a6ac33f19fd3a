"""The slots of a bitset, newest first, any of them found by counting, however many parts they lie in.

Shape:   `newest_first(bits, places)` -> `Slots`: the slot at a place, the place of a slot.
Units:   a place counts from 0, the newest; slots are those of the whole index.
         A screen shows fifty articles of a hundred thousand, and as they come in they lie in several
         frozen parts and in memory: to merge all of them for a screen takes longer than a frame.
         Where the wanted one stands in each part is found by halving, and a screen is merged from there.
Errors:  IndexError for a place where nothing is.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import accumulate, islice
from typing import Final, NamedTuple, Protocol

from reader.search.parts import Part
from reader.search.postings import slots_of

_OCTETS: Final = 512
"""So many eights of slots are named at once: some screens."""

_BLOCK: Final = 64
"""So many are merged at once."""

_BLOCKS: Final = 1_024
"""So many of these are remembered."""

Age = tuple[float, str]


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


class Slots(Protocol):
    """Slots in their order."""

    def slot(self, place: int) -> int:
        """The one at this place."""

    def place(self, slot: int) -> int:
        """Where a slot of these stands."""


class _Run(Slots, Protocol):
    """Those of one part; its stops are what stands in the order of ages there, and may be passed over."""

    base: int
    stops: int
    """How many there are."""

    def age(self, stop: int) -> Age:
        """By this they ascend."""

    def age_of(self, slot: int) -> Age:
        """The same of a slot."""

    def before(self, stop: int) -> int:
        """How many slots stand before a stop."""

    def after(self, stop: int) -> Iterator[tuple[int, int]]:
        """The slots from a stop on, each with its stop."""


class _Frozen:
    """Slots of a frozen part, which lie in their order: its stops are all it has."""

    def __init__(self, place: Place, bits: int) -> None:
        self.base, self.stops = place.base, place.size
        self.age = place.part.age
        octets = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        self._chunks = [
            int.from_bytes(octets[start : start + _OCTETS], "little")
            for start in range(0, len(octets), _OCTETS)
        ]
        self._ends = list(accumulate(chunk.bit_count() for chunk in self._chunks))
        self._seen = -1
        self._slots: list[int] = []

    def age_of(self, slot: int) -> Age:
        """As `_Run` says."""
        return self.age(slot - self.base)

    def slot(self, place: int) -> int:
        """As `Slots` says."""
        chunk = bisect_right(self._ends, place)
        if chunk != self._seen:
            self._seen, self._slots = chunk, slots_of(self._chunks[chunk])
        before = self._ends[chunk - 1] if chunk else 0
        return self.base + chunk * _OCTETS * 8 + self._slots[place - before]

    def place(self, slot: int) -> int:
        """As `Slots` says."""
        return self.before(slot - self.base)

    def before(self, stop: int) -> int:
        """As `_Run` says."""
        chunk, rest = divmod(stop, _OCTETS * 8)
        if chunk >= len(self._chunks):
            return self._ends[-1] if self._ends else 0
        whole = self._ends[chunk - 1] if chunk else 0
        return whole + (self._chunks[chunk] & ((1 << rest) - 1)).bit_count()

    def after(self, stop: int) -> Iterator[tuple[int, int]]:
        """As `_Run` says."""
        first, rest = divmod(stop, _OCTETS * 8)
        for chunk in range(first, len(self._chunks)):
            start = chunk * _OCTETS * 8
            for slot in slots_of(self._chunks[chunk] >> rest << rest):
                yield start + slot, self.base + start + slot
            rest = 0


class _Held:
    """Slots of a part in memory, which lie as they came: its stops are these slots, sorted."""

    def __init__(self, place: Place, bits: int) -> None:
        self.base = place.base
        self._part = place.part
        self._slots = [slot for some in place.part.newest(bits) for slot in some]
        self.stops = len(self._slots)

    def age(self, stop: int) -> Age:
        """As `_Run` says."""
        return self._part.age(self._slots[stop])

    def age_of(self, slot: int) -> Age:
        """As `_Run` says."""
        return self._part.age(slot - self.base)

    def slot(self, place: int) -> int:
        """As `Slots` says."""
        return self.base + self._slots[place]

    def place(self, slot: int) -> int:
        """As `Slots` says."""
        return bisect_left(range(self.stops), self.age_of(slot), key=self.age)

    def before(self, stop: int) -> int:
        """As `_Run` says."""
        return stop

    def after(self, stop: int) -> Iterator[tuple[int, int]]:
        """As `_Run` says."""
        for place in range(stop, self.stops):
            yield place, self.base + self._slots[place]


class _Merged:
    """Slots of several parts."""

    def __init__(self, runs: Sequence[_Run]) -> None:
        self._runs = runs
        self._blocks: dict[int, list[int]] = {}
        self._starts: dict[int, list[int]] = {}
        """The stops at which a block begins, where the one before it was looked at."""

    def slot(self, place: int) -> int:
        """As `Slots` says."""
        block, at = divmod(place, _BLOCK)
        if block not in self._blocks:
            if len(self._blocks) >= _BLOCKS:
                self._blocks.clear()
                self._starts.clear()
            self._blocks[block] = self._merged(block)
        return self._blocks[block][at]

    def place(self, slot: int) -> int:
        """As `Slots` says."""
        age = next(run for run in reversed(self._runs) if slot >= run.base).age_of(slot)
        stops = (bisect_left(range(run.stops), age, key=run.age) for run in self._runs)
        return sum(run.before(stop) for run, stop in zip(self._runs, stops, strict=True))

    def _merged(self, block: int) -> list[int]:
        """The slots of a block."""
        stops = list(self._starts.get(block) or self._begin(block * _BLOCK))
        streams = [self._stream(number, stop) for number, stop in enumerate(stops)]
        slots = []
        for _, number, stop, slot in islice(merge(*streams), _BLOCK):
            slots.append(slot)
            stops[number] = stop + 1
        self._starts[block + 1] = stops
        return slots

    def _stream(self, number: int, stop: int) -> Iterator[tuple[Age, int, int, int]]:
        run = self._runs[number]
        for at, slot in run.after(stop):
            yield run.age(at), number, at, slot

    def _begin(self, count: int) -> list[int]:
        """The stops before which the first `count` stand, and no others."""
        low = [0] * len(self._runs)
        high = [run.stops for run in self._runs]
        while low != high:
            widest = max(range(len(low)), key=lambda number: high[number] - low[number])
            middle = (low[widest] + high[widest]) // 2
            age = self._runs[widest].age(middle)
            cut = [
                middle
                if number == widest
                else bisect_left(range(run.stops), age, low[number], high[number], key=run.age)
                for number, run in enumerate(self._runs)
            ]
            behind = [stop + (number == widest) for number, stop in enumerate(cut)]
            before = sum(run.before(stop) for run, stop in zip(self._runs, behind, strict=True))
            if before <= count:
                low = behind
            else:
                high = cut
        return low


def newest_first(bits: int, places: Sequence[Place]) -> Slots:
    """The slots in `bits`, in their order."""
    runs: list[_Run] = [
        _Frozen(place, own) if hasattr(place.part, "orders") else _Held(place, own)
        for place in places
        if (own := place.own(bits))
    ]
    return runs[0] if len(runs) == 1 else _Merged(runs)
