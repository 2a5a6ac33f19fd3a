"""Rows with a cursor, each of one line or more, drawn when they are seen.

Shape:   subclasses say how many rows there are and draw one line of one of them.
Units:   rows and lines count from 0; cells are those of the terminal.
"""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.view.widgets.line_view import LineView


class RowView(LineView, can_focus=False):
    """A column of rows. The screen around it has the keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-view--cursor"}

    class Chosen(Message):
        """The reader wants what is in the row under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._cursor = 0

    # -- for subclasses ------------------------------------------------

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def stride(self) -> int:
        """Lines of one row."""
        return 1

    def draw_row(self, row: int, part: int, cells: int, cursor: tuple[str, ...]) -> list[Segment]:
        """One line of one row; `cursor` are the looks to put above all others."""
        raise NotImplementedError

    # -- what it does --------------------------------------------------

    @property
    def index(self) -> int:
        """The row the cursor is on."""
        return self._cursor

    def count_rows(self, cursor: int) -> None:
        """There are other rows: draw them, the cursor on one of them, at its height on the screen."""
        height = self._cursor * self.stride - self.scroll_offset.y
        self._cursor = max(0, min(cursor, self.count - 1))
        self.set_line_count(self.count * self.stride)
        self.jump_to(self._cursor * self.stride - height)
        self._keep_in_sight()
        self.redraw()

    def move_to(self, row: int) -> None:
        """Put the cursor on a row; the nearest one where there is none."""
        row = max(0, min(row, self.count - 1))
        if row != self._cursor and self.count:
            old, self._cursor = self._cursor, row
            for each in (old, row):
                self.redraw_lines(each * self.stride, self.stride)
            self._keep_in_sight()

    def move_by(self, steps: int) -> None:
        """Move the cursor by some rows."""
        self.move_to(self._cursor + steps)

    def move_to_end(self, way: int) -> None:
        """Move the cursor to the last row, or the first."""
        self.move_to(self.count - 1 if way > 0 else 0)

    @property
    def page_steps(self) -> int:
        """Rows of a page, but for one seen before."""
        return self.size.height // self.stride - 1

    @property
    def half_page_steps(self) -> int:
        """Rows of half a page."""
        return self.size.height // self.stride // 2

    def _keep_in_sight(self) -> None:
        top, bottom = self._cursor * self.stride, (self._cursor + 1) * self.stride
        if top < self.scroll_offset.y:
            self.jump_to(top)
        elif bottom > self.scroll_offset.y + self.size.height:
            self.jump_to(bottom - self.size.height)

    # -- Textual's calls -----------------------------------------------

    def draw_line(self, line: int, cells: int) -> Strip:
        """One line of a row, or nothing below the last."""
        row, part = divmod(line, self.stride)
        if row >= self.count:
            return Strip.blank(cells, self.look())
        cursor = ("row-view--cursor",) if row == self._cursor else ()
        strip = Strip(self.draw_row(row, part, cells, cursor))
        return strip.adjust_cell_length(cells, self.look(*cursor))

    def on_resize(self, event: events.Resize) -> None:
        """The stride may have changed; the cursor's row stays in sight."""
        del event
        self.set_line_count(self.count * self.stride)
        self._keep_in_sight()
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second one chooses."""
        row = (self.scroll_offset.y + event.y) // self.stride
        if row < self.count:
            self.move_to(row)
            if event.chain > 1:
                self.post_message(self.Chosen())
