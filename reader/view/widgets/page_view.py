"""A page that scrolls: a text in a centred column, laid out where it is looked at.

What is in sight is laid out at once, the rest between two frames, a few milliseconds at a time;
till then the scrollbar shows a good guess. The line on top stays on top, whatever its number
becomes: when more is known of the text before it, and when the column gets another width.

Shape:   subclasses put a `Page` into `_page`, call `lay_out`, and draw its lines.
Units:   lines, cells, and offsets into the text.
"""

from time import perf_counter
from typing import Final

from textual import events
from textual.reactive import reactive
from textual.widget import Widget

from reader.view.page import Page
from reader.view.slices import Strides
from reader.view.widgets.line_view import LineView

_CONTEXT: Final = 3
"""Lines kept between a mark or match and the edge when one jumps to it."""


class PageView(LineView):
    """A text in a column, and how one moves through it."""

    column: reactive[int] = reactive(72, init=False)
    """The widest the text column gets, in cells."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._page = Page()
        self._anchor = 0
        self._laid_out: tuple[int, int] | None = None
        self._going_on = Strides(self._go_on)
        self._shifted = False

    # -- for subclasses ------------------------------------------------

    def scrolled(self) -> None:
        """The reader moved through the text."""

    def lay_out(self, offset: int) -> None:
        """Break the page into lines, with the line of `offset` on top."""
        self._anchor, self._laid_out = offset, None
        self._going_on.stop()
        if not self.size.width:  # out of sight: broken into lines when it is seen
            return
        self._laid_out = self._shape()
        self._page.lay_out(*self._laid_out)
        self._shifted = False
        line = self._page.line_at(offset)
        self.jump_to(line, line)
        self.redraw()
        if not self._page.is_whole:
            self._going_on.begin_soon()

    def show_offset(self, offset: int) -> None:
        """Bring `offset` into sight, with some lines around it."""
        top, on_top = self.scroll_offset.y, self._page.offset_of(self.scroll_offset.y)
        line = self._page.line_at(offset)  # which may change the number of the one on top
        if offset < on_top or line < top:
            top = self._page.line_at(on_top) if on_top else 0
        context = min(_CONTEXT, self.size.height // 4)
        if line < top + context:
            self.jump_to(line - context, line)
        elif line >= top + self.size.height - context:
            self.jump_to(line - self.size.height + 1 + context, line)

    def show_on_top(self, offset: int) -> None:
        """Scroll so that the line of `offset` is the first, for a reader who wants to go there."""
        line = self._page.line_at(offset)
        self._scroll_to_line(line, line)

    @property
    def column_start(self) -> int:
        """Cells before the column."""
        room = self.scrollable_content_region.width
        return max(self._margins, (room - self._cells) // 2) if room > 2 else 0

    # -- where one is --------------------------------------------------

    @property
    def offset_on_top(self) -> int:
        """What to keep to come back here: where the page was put, or scrolled to since."""
        if not self._laid_out or self._page.line_at(self._anchor) == self.scroll_offset.y:
            return self._anchor
        return self._page.offset_of(self.scroll_offset.y)

    @property
    def in_sight(self) -> tuple[int, int]:
        """The range of the text that is seen."""
        top, height = self.scroll_offset.y, self.size.height
        page = self._page
        stop = page.offset_of(top + height) if top + height < len(page) else len(page.text)
        return page.offset_of(top), stop

    @property
    def progress(self) -> float:
        """How much of the text is in sight or before it: 0 to 1; nearly so while it is laid out."""
        if self._laid_out is None:
            return 0.0
        seen = self.scroll_offset.y + self.size.height
        return min(1.0, seen / max(1, len(self._page)))

    @property
    def at_end(self) -> bool:
        """True when the end is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    @property
    def place(self) -> tuple[int, int]:
        """What `go_back` needs: the offset on top, and how many lines the top is from its line."""
        offset = self.offset_on_top
        return offset, self.scroll_offset.y - self._page.line_at(offset)

    def go_back(self, place: tuple[int, int]) -> None:
        """Scroll back to where `place` was taken; another width breaks other lines."""
        line = self._page.line_at(place[0]) + place[1]
        self.jump_to(line, line)

    # -- laying out ----------------------------------------------------

    @property
    def _margins(self) -> int:
        return 2 if self.size.width >= 50 else 1

    @property
    def _cells(self) -> int:
        """Width of the column now."""
        return max(1, min(self.column, self.scrollable_content_region.width - 2 * self._margins))

    def _shape(self) -> tuple[int, int]:
        """Cells of the column, and those that a table may use."""
        return self._cells, self.scrollable_content_region.width - self.column_start - 1

    def _settled(self, line: int, fixed: int) -> int:
        """Lay out what is seen with `line` on top; its number then, or that of one which can be."""
        page, height = self._page, self.size.height
        top = page.settle(line, height, fixed)
        if top > len(page) - height:
            top = page.settle(len(page) - height, height, len(page))
        if top < 0:
            top = page.settle(0, height, 0)
        return top

    def _go_on(self, until: float) -> bool:
        """Lay out more of what is out of sight; what is in sight stays where it is."""
        top, moved = self.scroll_offset.y, 0
        while not self._page.is_whole and perf_counter() < until:
            moved += self._page.go_on(top + moved)
        if moved:
            self._strips.clear()
            self._shifted = True
        self.set_reactive(Widget.virtual_size, self.virtual_size.with_height(len(self._page)))
        self.set_scroll(None, top + moved)
        self.set_reactive(Widget.scroll_target_y, top + moved)
        if not self._page.is_whole:
            return True
        self._show_bar()
        self.vertical_scrollbar.position = top + moved
        if self._shifted:  # the mouse selects by the numbers of lines
            self.redraw()
        return False

    # -- Textual's calls -----------------------------------------------

    def jump_to(self, line: float, fixed: int | None = None) -> None:
        """Scroll so that `line` is at the top, at once; it keeps its distance from line `fixed`."""
        wanted, was_whole = round(line), self._page.is_whole
        top = self._settled(wanted, self.scroll_offset.y if fixed is None else fixed)
        if top != wanted and not was_whole:
            self._strips.clear()
        self.count_lines(len(self._page))
        super().jump_to(top)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what is seen, when it was the scrollbar that scrolled."""
        if not self._page.is_whole:
            top = round(new_value)
            self._page.settle(top, self.size.height, top)
            self.count_lines(len(self._page))
        super().watch_scroll_y(old_value, new_value)

    def watch_column(self) -> None:
        """Break the lines anew; the line on top stays on top."""
        self.lay_out(self.offset_on_top)

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew where the column changed; the line on top stays on top."""
        del event
        if self._shape() != self._laid_out:
            self.lay_out(self.offset_on_top)
        else:
            self.jump_to(self.scroll_offset.y)
            self._show_bar()
            self.redraw()

    def on_unmount(self) -> None:
        """Nobody looks at it any more."""
        self._going_on.stop()

    # -- keys ----------------------------------------------------------

    def _scroll_to_line(self, line: int, fixed: int | None = None) -> None:
        self.jump_to(line, fixed)
        self.scrolled()

    def wheel(self, lines: int) -> None:
        """The mouse wheel scrolls like any key."""
        self.move_by(lines)

    def move_by(self, steps: int) -> None:
        """Scroll by some lines."""
        self._scroll_to_line(self.scroll_offset.y + steps)

    def move_to_end(self, way: int) -> None:
        """Scroll to the end of the text, or to what stands above it."""
        end = len(self._page) if way > 0 else 0
        self._scroll_to_line(end - self.size.height if end else 0, end)

    @property
    def page_steps(self) -> int:
        """Lines of a page, but for two seen before."""
        return self.size.height - 2

    @property
    def half_page_steps(self) -> int:
        """Lines of half a page."""
        return self.size.height // 2

    def action_next_paragraph(self) -> None:
        """The next paragraph to the top."""
        self._to_block(self._page.block_of(self.scroll_offset.y) + 1)

    def action_previous_paragraph(self) -> None:
        """The paragraph before to the top."""
        self._to_block(self._page.block_of(self.scroll_offset.y) - 1)

    def _to_block(self, number: int) -> None:
        blocks = self._page.blocks
        if blocks:
            start = blocks[max(0, min(number, len(blocks) - 1))].start
            line = self._page.line_at(start) if number > 0 else 0
            self._scroll_to_line(line, line)
