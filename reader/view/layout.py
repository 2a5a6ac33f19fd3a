"""Break an article into lines of a given width.

Shape:   text and blocks -> `Lines`: for each line, the range of text on it and its block.
         Blank lines between blocks are lines with an empty range and block -1.
Units:   ranges are code points, widths are cells. Nothing is rendered here, so that
         100,000 words cost milliseconds; a line is drawn when it is seen.
Errors:  none. A word wider than the line is broken where the line ends.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from rich.cells import cell_len

from reader.articles import Block, BlockType
from reader.view.glyphs import is_narrow, shown

INDENTS: Final[dict[BlockType, int]] = {"quote": 4, "code": 2, "table": 2, "list": 2}
"""Cells a block stands in from the left of the column."""

UNWRAPPED: Final[tuple[BlockType, ...]] = ("code", "table")
"""Blocks whose lines stand in columns: they may run past the text column."""

_start = attrgetter("start")

_BREAKERS: Final = "—–"
"""A line may end after one of these, as after a space."""


class Line(NamedTuple):
    """The range of a text that is on one line, and the number of its block: -1 for a blank line."""

    start: int
    stop: int
    block: int


@dataclass(slots=True)
class Lines:
    """The lines of a text, in parallel arrays."""

    starts: "array[int]" = field(default_factory=lambda: array("L"))
    stops: "array[int]" = field(default_factory=lambda: array("L"))
    blocks: "array[int]" = field(default_factory=lambda: array("l"))

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, start: int, stop: int, block: int) -> None:
        """Append one line."""
        self.starts.append(start)
        self.stops.append(stop)
        self.blocks.append(block)

    def line(self, number: int) -> Line:
        """The line with this number."""
        return Line(self.starts[number], self.stops[number], self.blocks[number])

    def line_at(self, offset: int) -> int:
        """The number of the line on which `offset` stands; the last one for an offset past the end."""
        line = bisect_right(self.starts, offset) - 1
        while line > 0 and self.blocks[line] < 0:  # a blank line starts where the next block does
            line -= 1
        return max(0, line)


def lay_out(
    text: str,
    blocks: Sequence[Block],
    width: int,
    room: int = 0,
    start: int = 0,
    stop: int | None = None,
) -> Lines:
    """Break `text` into lines of at most `width` cells; tables and code may use all the `room`.

    With `start` and `stop` only that part of it: from where a block or a line begins, to where
    another does.
    """
    lines = Lines()
    stop = len(text) + 1 if stop is None else stop
    first = bisect_left(blocks, start, key=_start)
    if first and start < blocks[first - 1].stop:
        first -= 1
    for number in range(first, len(blocks)):
        block = blocks[number]
        if block.start >= stop:
            break
        if block.start >= start:
            for _ in range(_air(blocks, number)):
                lines.add(block.start, block.start, -1)
        full = max(width, room) if block.type in UNWRAPPED else width
        cells = max(4, full - INDENTS.get(block.type, 0))
        _break_block(text, (max(start, block.start), block.stop, stop), cells, number, lines)
    return lines


def _break_block(
    text: str, part: tuple[int, int, int], cells: int, number: int, lines: Lines
) -> None:
    """Break a block from `start` to `stop`, or to `cut` where that is inside of it."""
    start, stop, cut = part
    last = stop if cut >= stop else cut - 1
    while start <= last:
        end = text.find("\n", start, last + 1 if cut < stop else stop)
        if end < 0:
            end = stop if cut >= stop else _trimmed(text, start, cut)
            _break(text, start, end, cells, number, lines)
            return
        _break(text, start, end, cells, number, lines)
        start = end + 1


def _air(blocks: Sequence[Block], number: int) -> int:
    """Blank lines before a block: one, two above a sub-heading, none at the top."""
    if number == 0:
        return 0
    after_headline = blocks[number - 1].type in ("headline", "standfirst")
    return 2 if blocks[number].type == "heading" and not after_headline else 1


def _break(text: str, start: int, stop: int, width: int, block: int, lines: Lines) -> None:
    """Break one stretch without newlines."""
    if not is_narrow(text[start:stop]):
        _break_wide(text, start, stop, width, block, lines)
        return
    while stop - start > width:
        cut = text.rfind(" ", start + 1, start + width + 1)
        dash = max(text.rfind(mark, start + 1, start + width) for mark in _BREAKERS)
        if dash >= cut and dash > start:
            lines.add(start, dash + 1, block)
            start = dash + 1
        elif cut > start:
            lines.add(start, cut, block)
            start = cut + 1
        else:
            lines.add(start, start + width, block)
            start += width
    lines.add(start, stop, block)


def _break_wide(text: str, start: int, stop: int, width: int, block: int, lines: Lines) -> None:
    """Break a stretch in which not every character takes one cell."""
    used, cut = 0, start
    for position in range(start, stop):
        character = text[position]
        if character == " ":  # a space may hang over the edge: it is never written there
            used += 1
            cut = position + 1
            continue
        cells = _cells(character)
        if cells == 2 and position > start:
            cut = position
        if used + cells > width and position > start:
            at = cut if cut > start else position
            lines.add(start, _trimmed(text, start, at), block)
            start = at
            used = sum(_cells(text[index]) for index in range(start, position))
        used += cells
        if cells == 2 or character in _BREAKERS:
            cut = position + 1
    lines.add(start, _trimmed(text, start, stop), block)


def _trimmed(text: str, start: int, stop: int) -> int:
    """`stop`, without the spaces before it."""
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    return stop


@lru_cache(4_096)
def _cells(character: str) -> int:
    return 1 if " " <= character <= "~" else cell_len(shown(character))
