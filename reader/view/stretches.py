"""A long text broken into lines where it is looked at: what is out of sight is guessed, or comes later.

The text is cut into stretches, each laid out by itself: at the start of a block where there is
one, else behind a newline, else where a line begins that was broken from some way before. Such
lines soon begin where they would have, had one broken the paragraph from its start, so that
only in a paragraph of many pages a line may be shorter than it must be.

Shape:   `Stretches(text, blocks, width)`: `find` an offset, `line` by its number; `settle`
         lays out what is to be seen, `go_on` what has not been yet.
Units:   offsets are code points, widths cells. Numbers of lines behind a stretch that is only
         guessed change when it is laid out; what changes them gives back the new ones.
Errors:  none.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter
from typing import Final

from reader.articles import Block
from reader.view.layout import Line, Lines, Note, lay_out

STRETCH: Final = 8_192
"""Code points; laying them out takes a millisecond, or three."""

_RUN_UP: Final = 2_048
"""So far before a cut in a paragraph its lines are broken, to find one that begins there."""

_start = attrgetter("start")


class Stretches:
    """The lines of a text, some of them only counted on."""

    def __init__(
        self,
        text: str = "",
        blocks: Sequence[Block] = (),
        width: int = 1,
        *,
        notes: Sequence[Note] = (),
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._width = width
        self._notes = notes
        count = max(1, -(-len(text) // STRETCH))
        self._cuts: list[int | None] = [0, *[None] * (count - 1), len(text) + 1]
        self._laid: list[Lines | None] = [None] * count
        self._next = 0
        self._guess = 0
        self._firsts = [0] * (count + 1)
        if count == 1:
            self._lay_out(0)

    def __len__(self) -> int:
        return self._firsts[-1]

    @property
    def is_whole(self) -> bool:
        """True when nothing is guessed any more."""
        return self._next == len(self._laid)

    def find(self, offset: int) -> int:
        """The number of the line on which `offset` stands; its stretch is laid out."""
        place = self._place_of(offset)
        lines = self._laid[place]
        lines = self._lay_out(place) if lines is None else lines
        # A stretch without a line is one without a block: the line before it is the nearest.
        return max(0, self._firsts[place] + (lines.line_at(offset) if len(lines) else -1))

    def line(self, number: int) -> Line | None:
        """The line with this number; None outside, and where it is only guessed."""
        place = self._place_at(number)
        lines = self._laid[place] if 0 <= number < len(self) else None
        return lines.line(number - self._firsts[place]) if lines else None

    def offset_of(self, number: int) -> int:
        """Where line `number` begins, nearly so where it is guessed; the last one for one past the end."""
        number = max(0, min(number, len(self) - 1))
        if (line := self.line(number)) is not None:
            return line.start
        place = self._place_at(number)
        part = (number - self._firsts[place]) / max(1, self._counted(place))
        return min(len(self._text), int((place + part) * STRETCH))

    def settle(self, top: int, height: int, fixed: int) -> int:
        """Lay out the `height` lines from `top`; the number `top` has then.

        What lies before line `fixed` may become more or fewer lines: `top` keeps its distance.
        """
        while True:
            first, last = self._place_at(max(0, top)), self._place_at(max(0, top + height - 1))
            place = next(
                (each for each in range(first, last + 1) if self._laid[each] is None), None
            )
            if place is None:
                return top
            moved = self._change(place, fixed)
            top, fixed = top + moved, fixed + moved

    def go_on(self, fixed: int) -> int:
        """Lay out one more stretch; how many lines more there are before line `fixed` now."""
        return 0 if self.is_whole else self._change(self._next, fixed)

    def _change(self, place: int, fixed: int) -> int:
        """Lay out a stretch; how many lines more there are before `fixed`."""
        is_before = self._firsts[place + 1] <= fixed
        before = self._counted(place)
        self._lay_out(place)
        return self._counted(place) - before if is_before else 0

    def _counted(self, place: int) -> int:
        return self._firsts[place + 1] - self._firsts[place]

    def _place_at(self, number: int) -> int:
        """The stretch in which line `number` is; the last one for a number past the end."""
        return max(0, min(bisect_right(self._firsts, number) - 1, len(self._laid) - 1))

    def _place_of(self, offset: int) -> int:
        """The stretch in which `offset` is."""
        place = max(0, min(offset // STRETCH, len(self._laid) - 1))
        while place > 0 and self._cut(place) > offset:
            place -= 1
        return place

    def _lay_out(self, place: int) -> Lines:
        start, stop = self._cut(place), self._cut(place + 1)
        empty = start == stop
        lines = Lines()
        if not empty:
            lines = lay_out(self._text, self._blocks, self._width, start, stop, notes=self._notes)
        self._laid[place] = lines
        self._guess = self._guess or len(lines)  # the others are taken to be like the first seen
        while self._next < len(self._laid) and self._laid[self._next] is not None:
            self._next += 1
        counts = [self._guess if each is None else len(each) for each in self._laid]
        if self._laid[-1] is None:
            counts[-1] = self._guess * (len(self._text) % STRETCH) // STRETCH
        self._firsts = [0, *accumulate(counts)]
        return lines

    def _cut(self, place: int) -> int:
        """Where stretch `place` begins."""
        if (known := self._cuts[place]) is None:
            known = self._cuts[place] = self._found_cut(place * STRETCH)
        return known

    def _found_cut(self, wanted: int) -> int:
        """The first good place at or behind `wanted`: see above."""
        number = bisect_left(self._blocks, wanted, key=_start)
        block = self._blocks[number - 1] if number else None
        if block is None or block.stop - wanted <= STRETCH:
            return self._blocks[number].start if number < len(self._blocks) else len(self._text) + 1
        newline = self._text.find("\n", wanted, wanted + STRETCH)
        if newline >= 0:
            return newline + 1
        begin = max(block.start, wanted - _RUN_UP)
        begin = max(begin, self._text.rfind("\n", begin, wanted) + 1)
        space = self._text.find(" ", begin, wanted) + 1
        begin = space if space and begin > block.start else begin
        tried = lay_out(self._text, (Block(begin, wanted + STRETCH // 2, block.type),), self._width)
        return next((start for start in tried.starts if start >= wanted), wanted)
