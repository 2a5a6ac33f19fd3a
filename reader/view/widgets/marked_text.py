"""A page of text with its people, places, organisations and figures marked.

For any Textual program: give it a text and marks, and listen to its messages.

    page = MarkedText("Anna Berg left Oslo.", marks=[Mark(0, 9, "person", "Anna Berg")])

Shape:   text and spans in (`show`, `set_marks`, `set_matches`), messages out.
Units:   offsets are code points of `text`; nothing in it is ever read as markup, and no
         control character of it reaches the terminal.
Looks:   one component class per kind and block: `marked-text--person`, `marked-text--heading` ...
Cost:    a line is drawn when it is seen; 100,000 words open in tens of milliseconds.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip

from reader.articles import BLOCK_TYPES, Block
from reader.marks import KINDS, Kind, Mark
from reader.spans import Span
from reader.view import commands
from reader.view.page import Page
from reader.view.widgets.line_view import LineView

_CONTEXT = 3
"""Lines kept between a mark or match and the edge when one jumps to it."""


class MarkedText(LineView):
    """Text in a centred column, with marks one can walk."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"marked-text--{name}"
        for name in (*BLOCK_TYPES, *KINDS, "preface", "quote-rule", "match", "current", "selection")
    }
    DEFAULT_CSS: ClassVar[str] = """
    MarkedText {
        .marked-text--headline { text-style: bold; }
        .marked-text--standfirst { text-style: italic; }
        .marked-text--heading { text-style: bold; }
        .marked-text--person { color: $text-warning; text-style: underline; }
        .marked-text--place { color: $text-success; text-style: italic; }
        .marked-text--organisation { color: $text-primary; text-style: underline italic; }
        .marked-text--figure { color: $text-error; text-style: bold; }
        .marked-text--match { color: $background; background: $warning; }
        .marked-text--current { text-style: reverse; }
        .marked-text--selection { color: $background; background: $primary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("text")

    column: reactive[int] = reactive(72, init=False)
    """The widest the text column gets, in cells."""
    hidden: reactive[frozenset[Kind]] = reactive(frozenset(), init=False)
    """The kinds that are switched off."""

    class MarkReached(Message):
        """The mark cursor came to a mark, by key or by click."""

        def __init__(self, mark: Mark) -> None:
            super().__init__()
            self.mark = mark

    class Scrolled(Message):
        """The reader moved through the text."""

    class Left(Message):
        """The reader wants back to where the text came from."""

    class Finished(Message):
        """The reader asked for more after the end."""

    def __init__(
        self,
        text: str = "",
        *,
        blocks: Sequence[Block] | None = None,
        marks: Sequence[Mark] = (),
        preface: Sequence[str] = (),
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._page = Page()
        self._mark: Mark | None = None
        self._match: int | None = None
        self._anchor = 0
        self._laid_out: tuple[int, int] | None = None
        self.show(text, blocks=blocks, marks=marks, preface=preface)

    # -- text and spans in ---------------------------------------------

    def show(
        self,
        text: str,
        *,
        blocks: Sequence[Block] | None = None,
        marks: Sequence[Mark] = (),
        preface: Sequence[str] = (),
        offset: int = 0,
    ) -> None:
        """Show `text` from `offset` on. Without blocks, every line of it is a paragraph."""
        self._page = Page(
            text,
            _paragraphs(text) if blocks is None else blocks,
            preface,
        )
        self._page.mark(marks, self.hidden)
        self._mark = self._match = None
        self._lay_out(offset)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Put other marks on the text: sorted, disjoint, within it."""
        self._page.mark(marks, self.hidden)
        self.redraw()

    def set_matches(self, matches: Sequence[Span]) -> None:
        """Show what a search found; none is the current one yet."""
        before = self._page.matches
        current = before[self._match] if self._match is not None else None
        self._page.matches = matches
        self._match = matches.index(current) if current is not None and current in matches else None
        self._point()

    @property
    def marks(self) -> Sequence[Mark]:
        """All marks, those of hidden kinds too."""
        return self._page.marks

    @property
    def matches(self) -> Sequence[Span]:
        """What the search found."""
        return self._page.matches

    @property
    def mark(self) -> Mark | None:
        """The mark the cursor is on."""
        return self._mark

    @property
    def match(self) -> int | None:
        """The number of the match the cursor is on, from 0."""
        return self._match

    @property
    def offset_on_top(self) -> int:
        """What to keep to come back here: where the page was put, or scrolled to since."""
        if not self._laid_out or self._page.line_at(self._anchor) == self.scroll_offset.y:
            return self._anchor
        return self._page.offset_of(self.scroll_offset.y)

    @property
    def progress(self) -> float:
        """How much of the text has been in sight so far: 0 to 1."""
        if self._laid_out is None:
            return 0.0
        seen = self.scroll_offset.y + self.size.height
        return min(1.0, seen / max(1, len(self._page)))

    @property
    def at_end(self) -> bool:
        """True when the end is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    def next_mark(self, step: int) -> None:
        """Move the mark cursor to the next (1) or previous (-1) mark in sight, or from it."""
        marks = self._page.visible
        index = _next([mark.start for mark in marks], self._from(self._mark, step), step)
        if index is not None:
            self._reach(marks[index])

    def next_match(self, step: int) -> None:
        """Move to the next (1) or previous (-1) match, round the end."""
        matches = self._page.matches
        current = matches[self._match] if self._match is not None else None
        index = _next([span.start for span in matches], self._from(current, step), step)
        if index is None and matches:
            index = 0 if step > 0 else len(matches) - 1
        if index is not None:
            self._match = index
            self._show_offset(matches[index].start)
            self._point()

    # -- drawing -------------------------------------------------------

    def draw_line(self, line: int, cells: int) -> Strip:
        """One line: margin, pieces, the rest of the row."""
        base = self.look()
        left = " " * self._left
        drawn = Strip(
            [
                Segment(
                    text,
                    self.look(*(f"marked-text--{look}" for look in looks if look not in _PLAIN)),
                )
                for text, looks in self._page.pieces(line)
                if text
            ]
        )
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(line)) is not None:
            drawn = self._selected(drawn, *span)
        # Offsets reach to the end of the row: a drag that ends on a blank line ends there.
        drawn = drawn.adjust_cell_length(max(drawn.cell_length, cells - len(left)), base)
        drawn = drawn.apply_offsets(0, line)
        return Strip([Segment(left, base), *drawn]).adjust_cell_length(cells, base)

    def _selected(self, drawn: Strip, start: int, stop: int) -> Strip:
        length = drawn.cell_length
        stop = length if stop < 0 else min(stop, length)
        if start >= stop:
            return drawn
        before, inside, after = (
            drawn.crop(0, start),
            drawn.crop(start, stop),
            drawn.crop(stop, length),
        )
        look = self.get_component_rich_style("marked-text--selection", partial=True)
        marked = Strip(list(Segment.apply_style(inside, post_style=look)), inside.cell_length)
        return Strip.join([before, marked, after])

    @property
    def _margins(self) -> int:
        return 2 if self.size.width >= 50 else 1

    @property
    def _left(self) -> int:
        room = self.scrollable_content_region.width
        return max(self._margins, (room - self._cells) // 2) if room > 2 else 0

    @property
    def _cells(self) -> int:
        """Width of the column now."""
        return max(1, min(self.column, self.scrollable_content_region.width - 2 * self._margins))

    def _shape(self) -> tuple[int, int]:
        """Cells of the column, and those that a table may use."""
        return self._cells, self.scrollable_content_region.width - self._left - 1

    def _lay_out(self, offset: int) -> None:
        self._anchor, self._laid_out = offset, None
        if not self.size.width:  # out of sight: broken into lines when it is seen
            return
        self._laid_out = self._shape()
        self._page.lay_out(*self._laid_out)
        self.set_line_count(len(self._page))
        self.jump_to(self._page.line_at(offset))
        self.redraw()

    def _show_offset(self, offset: int) -> None:
        """Bring `offset` into sight, with some lines around it."""
        line = self._page.line_at(offset)
        context = min(_CONTEXT, self.size.height // 4)
        top = self.scroll_offset.y
        if line < top + context:
            self.jump_to(line - context)
        elif line >= top + self.size.height - context:
            self.jump_to(line - self.size.height + 1 + context)

    def _point(self) -> None:
        pointed: list[Span] = [self._mark] if self._mark else []
        if self._match is not None:
            pointed.append(self._page.matches[self._match])
        self._page.pointed = pointed
        self.redraw()

    def _from(self, current: Span | None, step: int) -> int:
        """Where a walk starts: at the cursor while it is in sight, else at the edge of what is seen."""
        top, height = self.scroll_offset.y, self.size.height
        if current is not None and top <= self._page.line_at(current.start) < top + height:
            return current.start
        if step > 0:
            return self._page.offset_of(top) - 1
        return self._page.offset_of(top + height)

    def _reach(self, mark: Mark) -> None:
        self._mark = mark
        self._show_offset(mark.start)
        self._point()
        self.post_message(self.MarkReached(mark))

    # -- Textual's calls -----------------------------------------------

    @property
    def allow_select(self) -> bool:
        """The mouse selects text to copy."""
        return True

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text under a mouse selection, as it is shown."""
        lines = (
            "".join(piece.text for piece in self._page.pieces(line))
            for line in range(len(self._page))
        )
        return selection.extract("\n".join(lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """The mouse selected something else."""
        del selection
        self.redraw()

    def watch_column(self) -> None:
        """Break the lines anew; the line on top stays on top."""
        self._lay_out(self.offset_on_top)

    def watch_hidden(self, hidden: frozenset[Kind]) -> None:
        """Show and hide kinds; a cursor on a hidden mark is gone."""
        self._page.mark(self._page.marks, hidden)
        if self._mark is not None and self._mark.kind in hidden:
            self._mark = None
        self._point()

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew where the column changed; the line on top stays on top."""
        del event
        if self._shape() != self._laid_out:
            self._lay_out(self.offset_on_top)
        else:
            self.set_line_count(len(self._page))
            self.redraw()

    def on_click(self, event: events.Click) -> None:
        """A click on a mark puts the cursor there."""
        offset = self._page.offset_at(self.scroll_offset.y + event.y, event.x - self._left)
        mark = self._page.mark_at(offset) if offset is not None else None
        if mark is not None:
            self._reach(mark)

    def _scroll_by(self, lines: float) -> None:
        self.jump_to(self.scroll_offset.y + lines)
        self.post_message(self.Scrolled())

    def wheel(self, lines: int) -> None:
        """The mouse wheel scrolls like any key."""
        self._scroll_by(lines)

    def action_line_down(self) -> None:
        """A line down."""
        self._scroll_by(1)

    def action_line_up(self) -> None:
        """A line up."""
        self._scroll_by(-1)

    def action_page_down(self) -> None:
        """A page down, two lines of it seen before."""
        self._scroll_by(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        """A page up."""
        self._scroll_by(-max(1, self.size.height - 2))

    def action_half_down(self) -> None:
        """Half a page down."""
        self._scroll_by(max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self._scroll_by(-max(1, self.size.height // 2))

    def action_top(self) -> None:
        """To the headline."""
        self._scroll_by(-self.scroll_offset.y)

    def action_bottom(self) -> None:
        """To the end."""
        self._scroll_by(self.max_scroll_y)

    def action_space(self) -> None:
        """A page down; at the end, say so."""
        if self.at_end:
            self.post_message(self.Finished())
        else:
            self.action_page_down()

    def action_next_paragraph(self) -> None:
        """The next paragraph to the top."""
        self._to_block(self._page.block_of(self.scroll_offset.y) + 1)

    def action_previous_paragraph(self) -> None:
        """The paragraph before to the top."""
        self._to_block(self._page.block_of(self.scroll_offset.y) - 1)

    def _to_block(self, number: int) -> None:
        blocks = self._page.blocks
        if blocks:
            line = self._page.line_at(blocks[max(0, min(number, len(blocks) - 1))].start)
            self._scroll_by((0 if number <= 0 else line) - self.scroll_offset.y)

    def action_back(self) -> None:
        """Back to where the text came from."""
        self.post_message(self.Left())


_PLAIN = frozenset(("paragraph-rule", *(f"{name}-rule" for name in BLOCK_TYPES if name != "quote")))
"""Margins that have no look of their own."""


def _next(starts: Sequence[int], offset: int, step: int) -> int | None:
    """The index of the first start after `offset`, or with step -1 the last one before it."""
    if step > 0:
        return next((index for index, start in enumerate(starts) if start > offset), None)
    return next((index for index in range(len(starts) - 1, -1, -1) if starts[index] < offset), None)


def _paragraphs(text: str) -> tuple[Block, ...]:
    """Every line that holds something, as a paragraph."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), "paragraph"))
        start += len(line) + 1
    return tuple(blocks)
