"""Numbers in order: which of all the numbers that articles hold lie in a range.

Shape:   a `Range` and its number in (`add`); numbers of a register out (`within`).
Units:   as in `reader.search.values`.
         Single numbers lie in bins, an octave each (days: about a year), and every bin is in
         the register, too: a wide range is a few whole bins, whose articles are bitsets, and
         the numbers of two bins at its ends, found by bisection. Ranges and whole months are
         few different ones, and looked through.
Errors:  none.
"""

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator
from typing import Final

from reader.search.fields import Measure
from reader.search.values import Range

_BEHIND: Final = math.inf
_DAYS: Final = ("published", "date")
_EXPONENTS: Final = 2_000
"""More than any exponent of a float, and so what makes all of them positive."""
_YEAR: Final = 512
"""Days in a bin: the power of two that is nearest to a year from above."""


def octave(value: float) -> int:
    """Which power of two a number lies below; the same order as the numbers."""
    if not value:
        return 0
    above = math.frexp(abs(value))[1] + _EXPONENTS
    return above if value > 0 else -above


def year(value: float) -> int:
    """Which bin a day lies in."""
    return int(value) // _YEAR


def bins_of(measure: Measure) -> Callable[[float], int]:
    """What tells the bin of a number of this kind."""
    return year if measure in _DAYS else octave


class Scale:
    """Numbers of one kind and unit."""

    def __init__(self, bin_of: Callable[[float], int]) -> None:
        self._bin_of = bin_of
        self._points: dict[int, list[tuple[float, int]]] = {}
        self._bins: dict[int, int] = {}
        self._spans: list[tuple[Range, int]] = []

    def bin_of(self, found: Range) -> int | None:
        """The bin of a single number; None for what is a range."""
        return self._bin_of(found.low) if found.low == found.high else None

    def add_bin(self, bin_: int, number: int) -> None:
        """Take in a bin, which has this number in the register."""
        self._bins[bin_] = number

    def add(self, found: Range, number: int) -> None:
        """Take in what has this number in the register, and is new."""
        if (bin_ := self.bin_of(found)) is None:
            self._spans.append((found, number))
        else:
            insort(self._points.setdefault(bin_, []), (found.low, number))

    def within(self, asked: Range) -> Iterator[int]:
        """The numbers of what `asked` holds."""
        first = self._bin_of(asked.low) if math.isfinite(asked.low) else -_BEHIND
        last = self._bin_of(asked.high) if math.isfinite(asked.high) else _BEHIND
        for bin_, points in self._points.items():
            if first < bin_ < last:
                yield self._bins[bin_]
            elif first <= bin_ <= last:
                low = bisect_left(points, (asked.low, -1))
                high = bisect_right(points, (asked.high, _BEHIND))
                for _, number in points[low:high]:
                    yield number
        for found, number in self._spans:
            if asked.holds(found):
                yield number
