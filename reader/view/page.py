"""A text as a page: lines, marks and matches together, ready to be drawn. Pure; no widget.

Shape:   `Page.pieces(line)` -> the line as `Piece`s, each with the names of its looks,
         the weakest first ("paragraph", "person", "match").
Units:   offsets are code points, widths cells; line 0 is the first line of the preface.
Errors:  none for sorted, disjoint marks within the text.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from reader.articles import KEPT_LINES, Block, Link
from reader.marks import Kind, Mark
from reader.spans import Span
from reader.view.glyphs import is_narrow, shown, width
from reader.view.layout import Line, Note, hang_of, indent_of, lay_out
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
    links: Sequence[Link] = ()
    shift: int = 0
    """Cells by which code and tables are scrolled sideways."""
    _notes: Sequence[Note] = ()
    _cells: int = 1
    _room: int = 0
    _lines: Stretches = field(default_factory=Stretches)
    _head: list[str] = field(default_factory=list)

    def lay_out(self, cells: int, room: int = 0) -> None:
        """Break into lines of `cells`; tables and code may use all the `room`, and are cut there."""
        self._cells, self._room = cells, max(cells, room)
        if self.links and not self._notes:
            self._notes = _numbers(self.links)
        self._lines = Stretches(self.text, self.blocks, cells, notes=self._notes)
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
        margin = _margin(block) + " " * hang_of(
            self.text, block, found.start, max(4, self._cells - indent_of(block))
        )
        drawn = [Piece(margin, (f"{block.type}-rule",))]
        layers = {"noted": self.noted, "selected": (self.selected,) if self.selected else ()}
        start, stop, before, behind = found.start, found.stop, False, False
        if block.type in KEPT_LINES:
            start, stop, before, behind = self._in_room(block, found)
        if before:
            drawn.append(Piece("…", ("cut",)))
        if start < stop:
            for run in runs(start, stop, self.visible, self.matches, self.pointed, layers):
                drawn += self._written(block, run, found)
        if behind:
            drawn.append(Piece("…", ("cut",)))
        return drawn

    def _written(self, block: Block, run: Run, line: Line) -> list[Piece]:
        """What is written for a run, with the numbers of the links that end in it."""
        looks, at = _looks(block, run), run.start
        drawn: list[Piece] = []
        for note in self._notes_in(block, run.start, run.stop):
            drawn.append(Piece(_written(self.text[at : note.offset]), looks))
            drawn.append(Piece(note.label, ("link-number",)))
            at = note.offset
        text = _written(self.text[at : run.stop])
        if block.type == "list" and run.start == line.start and not drawn:
            text = _bulleted(text) if hang_of(self.text, block, line.start, 99) == 0 else text
        return [*drawn, Piece(text, looks)]

    def _notes_in(self, block: Block, start: int, stop: int) -> Sequence[Note]:
        if not self._notes or block.type in KEPT_LINES:
            return ()
        first = bisect_right(self._notes, start, key=_offset)
        return self._notes[first : bisect_right(self._notes, stop, key=_offset)]

    def _in_room(self, block: Block, line: Line) -> tuple[int, int, bool, bool]:
        """The part of a line of code or a table that is seen, and whether some is cut off at its ends."""
        room = max(4, self._room - indent_of(block))
        start, stop = line.start, line.stop
        if (
            not self.shift
            and stop - start <= room
            and (stop - start <= room // 2 or width(self.text[start:stop]) <= room)
        ):
            return start, stop, False, False
        before = self.shift > 0 and stop > start
        skip = self.shift + 1 if before else 0
        start = self._further(start, stop, skip)
        room -= before
        end = self._further(start, stop, room)
        if end < stop:
            end = self._further(start, stop, room - 1)
        return start, end, before, end < stop

    def _further(self, start: int, stop: int, cells: int) -> int:
        """The offset so many cells behind `start`, or `stop`."""
        stretch = self.text[start : min(stop, start + cells)]
        if is_narrow(stretch):
            return start + len(stretch)
        at = start
        while at < stop and (cells := cells - width(self.text[at])) >= 0:
            at += 1
        return at

    def sideways(self, top: int, height: int) -> int:
        """How far the lines in sight can be shifted: to the end of the longest that is cut."""
        most = 0
        for number in range(top, top + height):
            found = self._written_at(number)
            if found is not None and self.blocks[found.block].type in KEPT_LINES:
                room = max(4, self._room - indent_of(self.blocks[found.block]))
                most = max(most, width(self.text[found.start : found.stop]) - room)
        return most + 1 if most > 0 else 0

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
        start, stop, number = found
        block = self.blocks[number]
        indent = indent_of(block)
        cell -= indent + hang_of(self.text, block, start, max(4, self._cells - indent))
        if block.type in KEPT_LINES:
            start, stop, before, _ = self._in_room(block, found)
            cell -= before
        if cell < 0:
            return None
        for note in self._notes_in(block, start, stop):
            at = width(self.text[start : note.offset])
            if cell < at:
                break
            if cell < at + len(note.label):
                return None
            start, cell = note.offset, cell - at - len(note.label)
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


_offset = attrgetter("offset")


def _numbers(links: Sequence[Link]) -> Sequence[Note]:
    """The number of each link behind it; links that lead to the same address have the same."""
    numbers: dict[str, int] = {}
    return [
        Note(link.stop, f"[{numbers.setdefault(link.address, len(numbers) + 1)}]") for link in links
    ]


def _bulleted(text: str) -> str:
    """The line of a list with a bullet for a mark that stands for one."""
    bare = text.lstrip(" ")
    return f"{text[: len(text) - len(bare)]}•{bare[1:]}" if bare[:2] in ("- ", "* ") else text


def _margin(block: Block) -> str:
    if block.type == "quote":
        return "  " + "│ " * max(1, block.level)
    return " " * indent_of(block)


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
