"""A text as a page: lines, marks and matches together, ready to be drawn. Pure; no widget.

Shape:   `Page.pieces(line)` -> the line as `Piece`s, each with the names of its looks,
         the weakest first ("paragraph", "person", "match").
Units:   offsets are code points, widths cells; line 0 is the first line of the preface.
Errors:  none for sorted, disjoint marks within the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.articles import Block
from reader.marks import Kind, Mark
from reader.spans import Span
from reader.view.glyphs import is_narrow, shown, width
from reader.view.layout import INDENTS, Lines, lay_out
from reader.view.marks import Run, runs


class Piece(NamedTuple):
    """Text as it is written, and the looks it wears."""

    text: str
    looks: tuple[str, ...]


@dataclass(slots=True)
class Page:
    """What is on the page, broken into lines for one width."""

    text: str = ""
    blocks: Sequence[Block] = ()
    preface: Sequence[str] = ()
    """Lines above the text, which are no part of it: date, byline."""
    marks: Sequence[Mark] = ()
    matches: Sequence[Span] = ()
    pointed: Sequence[Span] = ()
    """The mark and the match the cursors are on."""
    visible: Sequence[Mark] = ()
    """The marks of the kinds that are switched on."""
    _width: int = 0
    _lines: Lines = field(default_factory=Lines)
    _head: list[str] = field(default_factory=list)

    def lay_out(self, cells: int, room: int = 0) -> None:
        """Break into lines of `cells`; tables and code may use all the `room`."""
        self._width = cells
        self._lines = lay_out(self.text, self.blocks, cells, room)
        self._head = [""]
        for line in self.preface:
            broken = lay_out(line, (Block(0, len(line), "paragraph"),), cells) if line else Lines()
            self._head += [
                line[start:stop] for start, stop in zip(broken.starts, broken.stops, strict=True)
            ]
            self._head.append("")

    def __len__(self) -> int:
        return len(self._head) + len(self._lines) + 1

    def mark(self, marks: Sequence[Mark], hidden: frozenset[Kind]) -> None:
        """Put `marks` on the page; those of `hidden` kinds are there, but not seen."""
        self.marks = marks
        self.visible = [mark for mark in marks if mark.kind not in hidden] if hidden else marks

    def line_at(self, offset: int) -> int:
        """The line on which `offset` stands; 0, the very top, for offset 0."""
        return (
            len(self._head) + self._lines.line_at(offset) if offset > 0 and len(self._lines) else 0
        )

    def offset_of(self, line: int) -> int:
        """The first offset on `line`; 0 for the preface."""
        index = line - len(self._head)
        if index < 0 or not len(self._lines):
            return 0
        return self._lines.starts[min(index, len(self._lines) - 1)]

    def block_of(self, line: int) -> int:
        """The number of the block on or after `line`; their count past the end."""
        index = line - len(self._head)
        if index < 0:
            return 0
        while index < len(self._lines) and self._lines.blocks[index] < 0:
            index += 1
        return self._lines.blocks[index] if index < len(self._lines) else len(self.blocks)

    def pieces(self, line: int) -> list[Piece]:
        """What is written on `line`."""
        if line < len(self._head):
            return [Piece(shown(self._head[line]), ("preface",))]
        index = line - len(self._head)
        if index >= len(self._lines) or self._lines.blocks[index] < 0:
            return []
        start, stop = self._lines.starts[index], self._lines.stops[index]
        block = self.blocks[self._lines.blocks[index]]
        drawn = [Piece(_margin(block), (f"{block.type}-rule",))]
        found = runs(start, stop, self.visible, self.matches, self.pointed)
        drawn += [
            Piece(_written(self.text[run.start : run.stop]), _looks(block, run)) for run in found
        ]
        return drawn

    def offset_at(self, line: int, cell: int) -> int | None:
        """The offset of the character on `line` at `cell` of the column; None beside the text."""
        index = line - len(self._head)
        if not 0 <= index < len(self._lines) or self._lines.blocks[index] < 0:
            return None
        start, stop = self._lines.starts[index], self._lines.stops[index]
        cell -= INDENTS.get(self.blocks[self._lines.blocks[index]].type, 0)
        if cell < 0:
            return None
        if is_narrow(self.text[start:stop]):
            return start + cell if start + cell < stop else None
        for offset in range(start, stop):
            cell -= width(self.text[offset])
            if cell < 0:
                return offset
        return None

    def mark_at(self, offset: int) -> Mark | None:
        """The visible mark that covers `offset`."""
        return next((mark for mark in self.visible if mark.start <= offset < mark.stop), None)


def _margin(block: Block) -> str:
    return "  │ " if block.type == "quote" else " " * INDENTS.get(block.type, 0)


def _written(text: str) -> str:
    return shown(text.replace("\t", " "))


def _looks(block: Block, run: Run) -> tuple[str, ...]:
    looks: tuple[str, ...] = (block.type,)
    if run.kind:
        looks += (run.kind,)
    if run.matched:
        looks += ("match",)
    return (*looks, "current") if run.current else looks
