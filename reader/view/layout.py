"""Break an article into lines of a given width.

Shape:   text and blocks -> `Lines`: for each line, the range of text on it and its block.
         Blank lines between blocks are lines with an empty range and block -1.
Units:   ranges are code points, widths are cells. Nothing is rendered here, so that
         100,000 words cost milliseconds; a line is drawn when it is seen.
         A list's line that is broken goes on under its words, and not under its mark. Lines of code
         and tables are not broken: whoever draws them cuts them. A note (what is written behind
         a place without being of the text) takes its room where it stands.
Errors:  none. A word wider than the line is broken where the line ends.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from rich.cells import cell_len

from reader.articles import KEPT_LINES, Block, BlockType
from reader.view.glyphs import is_narrow, shown

INDENTS: Final[dict[BlockType, int]] = {"quote": 4, "code": 2, "table": 2, "list": 2}
"""Cells a block stands in from the left of the column."""

LONGEST_LINE: Final = 4_000
"""Cells of a line of code or of a table; only what is longer is broken."""

_MARK: Final = re.compile(r" {0,40}(?:(?:[-*•–+]|[0-9]{1,6}[.)]|[a-z][.)]) {1,4})?")
"""What a list's line begins with: its indentation, and the mark of its item."""

_start = attrgetter("start")


class Note(NamedTuple):
    """Something written behind a place of the text: the number of a link."""

    offset: int
    label: str


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
    start: int = 0,
    stop: int | None = None,
    *,
    notes: Sequence[Note] = (),
) -> Lines:
    """Break `text` into lines of at most `width` cells; lines of tables and code stay whole.

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
        cells = LONGEST_LINE if block.type in KEPT_LINES else max(4, width - indent_of(block))
        inside = _inside(notes, block) if notes and block.type not in KEPT_LINES else ()
        breaker = _Breaker(text, cells, number, lines, block.type == "list", inside)
        breaker.break_block(max(start, block.start), block.stop, stop)
    return lines


def indent_of(block: Block) -> int:
    """Cells that all lines of a block stand in from the left."""
    return INDENTS.get(block.type, 0) + 2 * max(0, block.level - 1) * (block.type == "quote")


def hang_of(text: str, block: Block, start: int, cells: int) -> int:
    """Cells that the line of a list that begins at `start` stands in further: it goes on with an item."""
    if block.type != "list" or start == block.start or text[start - 1] == "\n":
        return 0
    return _hang(text, text.rfind("\n", block.start, start) + 1 or block.start, cells)


def _hang(text: str, start: int, cells: int) -> int:
    """How far the line that begins at `start` hangs, where there is room for it."""
    match = _MARK.match(text, start, start + 60)
    return min(match.end() - start, cells // 2) if match else 0


def _inside(notes: Sequence[Note], block: Block) -> Sequence[Note]:
    first = bisect_right(notes, block.start, key=_offset)
    return notes[first : bisect_right(notes, block.stop, key=_offset)]


_offset = attrgetter("offset")


class _Breaker(NamedTuple):
    """Breaks one block."""

    text: str
    cells: int
    number: int
    lines: Lines
    hangs: bool
    notes: Sequence[Note]

    def break_block(self, start: int, stop: int, cut: int) -> None:
        """Break it from `start` to `stop`, or to `cut` where that is inside of it."""
        text, last = self.text, stop if cut >= stop else cut - 1
        while start <= last:
            end = text.find("\n", start, last + 1 if cut < stop else stop)
            if end < 0:
                self.break_line(start, stop if cut >= stop else _trimmed(text, start, cut))
                return
            self.break_line(start, end)
            start = end + 1

    def break_line(self, start: int, stop: int) -> None:
        """Break what has no newline in it."""
        notes = [note for note in self.notes if start < note.offset <= stop]
        if not notes:
            self.break_hanging(self.text, start, stop, self.lines)
            return
        parts, inserts, at, grown = [], [], start, 0
        for offset, label in notes:
            parts += [self.text[at:offset], label]
            inserts.append((offset - start + grown, len(label)))
            grown += len(label)
            at = offset
        whole, broken = "".join([*parts, self.text[at:stop]]), Lines()
        self.break_hanging(whole, 0, len(whole), broken)
        for first, last in zip(broken.starts, broken.stops, strict=True):
            begin, end = _back(first, inserts) + start, _back(last, inserts) + start
            if begin < end or len(broken) == 1:
                self.lines.add(begin, end, self.number)

    def break_hanging(self, text: str, start: int, stop: int, lines: Lines) -> None:
        hang = _hang(text, start, self.cells) if self.hangs else 0
        if not hang or stop - start <= self.cells // 2:
            _break(text, start, stop, self.cells, self.number, lines)
            return
        first = Lines()
        _break(text, start, stop, self.cells, self.number, first)
        end = first.stops[0]
        lines.add(start, end, self.number)
        while end < stop and text[end] == " ":
            end += 1
        if end < stop:
            _break(text, end, stop, max(4, self.cells - hang), self.number, lines)


def _back(place: int, inserts: Sequence[tuple[int, int]]) -> int:
    """Where `place` is without what was inserted."""
    gone = 0
    for at, length in inserts:
        if place <= at:
            break
        gone += min(length, place - at)
    return place - gone


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
