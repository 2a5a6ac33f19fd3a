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
from reader.view.layout import INDENTS, Line, lay_out
from reader.view.marks import Run, runs, within
from reader.view.stretches import Stretches


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
    selected: Span | None = None
    noted: Sequence[Span] = ()
    """Passages with a note; sorted, and they may overlap."""
    visible: Sequence[Mark] = ()
    """The marks of the kinds that are switched on."""
    _lines: Stretches = field(default_factory=Stretches)
    _head: list[str] = field(default_factory=list)

    def lay_out(self, cells: int, room: int = 0) -> None:
        """Break into lines of `cells`; tables and code may use all the `room`."""
        self._lines = Stretches(self.text, self.blocks, cells, room)
        self._head = [""]
        for line in self.preface:
            broken = lay_out(line, (Block(0, len(line), "paragraph"),), cells) if line else None
            if broken is not None:
                pairs = zip(broken.starts, broken.stops, strict=True)
                self._head += [line[start:stop] for start, stop in pairs]
            self._head.append("")

    @property
    def is_whole(self) -> bool:
        """True when every line has been laid out."""
        return self._lines.is_whole

    def settle(self, top: int, height: int, fixed: int) -> int:
        """Lay out `height` lines from `top`; the number `top` has then, as far from `fixed` as it was."""
        before = len(self._head)
        return before + self._lines.settle(top - before, height, fixed - before)

    def go_on(self, fixed: int) -> int:
        """Lay out some more; how many lines more there are before line `fixed` now."""
        return self._lines.go_on(fixed - len(self._head))

    def __len__(self) -> int:
        return len(self._head) + len(self._lines) + 1

    def mark(self, marks: Sequence[Mark], hidden: frozenset[Kind]) -> None:
        """Put `marks` on the page; those of `hidden` kinds are there, but not seen."""
        self.marks = marks
        self.visible = [mark for mark in marks if mark.kind not in hidden] if hidden else marks

    def line_at(self, offset: int) -> int:
        """The line on which `offset` stands; 0, the very top, for offset 0."""
        return len(self._head) + self._lines.find(offset) if offset > 0 and self.blocks else 0

    def offset_of(self, line: int) -> int:
        """The first offset on `line`; 0 for the preface."""
        index = line - len(self._head)
        return self._lines.offset_of(index) if index >= 0 and len(self._lines) else 0

    def block_of(self, line: int) -> int:
        """The number of the block on or after `line`, which is laid out; their count past the end."""
        index = line - len(self._head)
        if index < 0:
            return 0
        while (found := self._lines.line(index)) is not None and found.block < 0:
            index += 1
        return found.block if found is not None else len(self.blocks)

    def pieces(self, line: int) -> list[Piece]:
        """What is written on `line`; nothing where it has not been laid out."""
        if line < len(self._head):
            return [Piece(shown(self._head[line]), ("preface",))]
        if (found := self._written_at(line)) is None:
            return []
        block = self.blocks[found.block]
        drawn = [Piece(_margin(block), (f"{block.type}-rule",))]
        layers = {"noted": self.noted, "selected": (self.selected,) if self.selected else ()}
        parts = runs(found.start, found.stop, self.visible, self.matches, self.pointed, layers)
        drawn += [
            Piece(_written(self.text[run.start : run.stop]), _looks(block, run)) for run in parts
        ]
        return drawn

    def _written_at(self, line: int) -> Line | None:
        """The line, if it holds a part of the text."""
        found = self._lines.line(line - len(self._head))
        return None if found is None or found.block < 0 else found

    def has_note(self, line: int) -> bool:
        """True when a passage with a note is on `line`."""
        found = self._written_at(line) if self.noted else None
        return found is not None and any(
            span.start < found.stop and span.stop > found.start for span in self.noted
        )

    def offset_at(self, line: int, cell: int) -> int | None:
        """The offset of the character on `line` at `cell` of the column; None beside the text."""
        if (found := self._written_at(line)) is None:
            return None
        start, stop, block = found
        cell -= INDENTS.get(self.blocks[block].type, 0)
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
        return next(iter(within(self.visible, offset, offset + 1)), None)


def _margin(block: Block) -> str:
    return "  │ " if block.type == "quote" else " " * INDENTS.get(block.type, 0)


def _written(text: str) -> str:
    return shown(text.replace("\t", " "))


def _looks(block: Block, run: Run) -> tuple[str, ...]:
    looks: tuple[str, ...] = (block.type,)
    if run.kind:
        looks += (run.kind,)
    looks += run.layers[:1] if run.layers == ("noted",) else ()
    if run.matched:
        looks += ("match",)
    if "selected" in run.layers:
        looks += ("selected",)
    return (*looks, "current") if run.current else looks
