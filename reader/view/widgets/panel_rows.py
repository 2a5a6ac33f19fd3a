"""Rows of one line or some, under a head that stays, with a cursor that skips what cannot be chosen.

Shape:   a head and `Row`s in (`show`, `extend`); `chosen` and `closed` are called. A row is drawn
         when it is seen; how many lines it takes is asked once for each width.
Units:   rows count from 0, lines and cells as in `LineView`.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from reader.marks import KINDS
from reader.view.glyphs import HERE
from reader.view.page import Piece
from reader.view.widgets.line_view import LineView


class Row:
    """Something that is shown; subclasses draw it."""

    can_be_chosen = True

    def height(self, cells: int) -> int:
        """How many lines it takes."""
        del cells
        return 1

    def draw(self, line: int, cells: int) -> list[Piece]:
        """One of its lines; the text as it is written, cut to the cells."""
        raise NotImplementedError

    def draw_spoken(self, line: int, cells: int) -> list[Piece]:
        """The same for those who are read to: words, and no pictures."""
        return self.draw(line, cells)


def _no_head(cells: int) -> Sequence[Sequence[Piece]]:
    del cells
    return ()


class PanelRows(LineView):
    """A panel of rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"row-view--{kind}" for kind in KINDS),
        "row-view--title", "row-view--on", "row-view--soft", "row-view--match", "row-view--cursor",
    }  # fmt: skip

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.head: Callable[[int], Sequence[Sequence[Piece]]] = _no_head
        """The lines above the rows for a width; always as many."""
        self.chosen: Callable[[], object] = lambda: None
        """Called when the reader chooses the row under the cursor."""
        self.closed: Callable[[], object] = lambda: None
        """Called when the reader wants back."""
        self.moved: Callable[[], object] = lambda: None
        """Called when the cursor came to another row."""
        self.spoken = False
        """True where words stand for signs, for those who are read to."""
        self._rows: Sequence[Row] = ()
        self._tops: list[int] = [0]
        """The line at which each row begins, and where the last one ends."""
        self._cells = 0
        self._top: int | None = None
        """The line to begin with, until there is a size."""
        self.cursor: int = 0
        """The number of the row."""

    # -- what it shows -------------------------------------------------

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, top to bottom."""
        return self._rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return row if row is not None and row.can_be_chosen else None

    def show(self, rows: Sequence[Row], cursor: int = 0, top: int = 0) -> None:
        """Show these rows from line `top` on, the cursor on one, or on the next that can be chosen."""
        self._rows = rows
        self.cursor = self._sound(cursor, 1)
        self._top = top
        self._rest()

    def _rest(self) -> None:
        """Take the place that was asked for, once there is a size."""
        self._measure()
        if self.size.height and self._top is not None:
            self.jump_to(self._top)
            self._top = None
        self._keep_in_sight()
        self.redraw()

    def extend(self, rows: Sequence[Row]) -> None:
        """Show these rows, which begin with those that are shown: nothing moves."""
        was_none = self.current is None
        self._rows = rows
        self._measure(len(self._tops) - 1)
        if was_none:
            self.cursor = self._sound(0, 1)
        self.redraw()

    def _measure(self, known: int = 0) -> None:
        self._cells = self.scrollable_content_region.width
        self._tops = self._tops[: known + 1] if known else [0]
        if not self._cells:  # out of sight
            return
        for row in self._rows[len(self._tops) - 1 :]:
            self._tops.append(self._tops[-1] + row.height(self._room(self._cells)))
        self.set_line_count(self._tops[-1] + self._head_height)

    def _room(self, cells: int) -> int:
        """Cells of a row: those who are read to are told which is the cursor's."""
        return max(1, cells - len(HERE)) if self.spoken else cells

    @property
    def _head_height(self) -> int:
        return len(self.head(self._cells))

    def _sound(self, cursor: int, step: int) -> int:
        """The nearest row that can be chosen, in the direction of `step` first."""
        if not (count := len(self._rows)):
            return 0
        cursor = max(0, min(cursor, count - 1))
        after, before = list(range(cursor, count)), list(range(cursor, -1, -1))
        order = after + before if step > 0 else before + after
        return next((row for row in order if self._rows[row].can_be_chosen), 0)

    # -- moving --------------------------------------------------------

    def move_to(self, row: int, step: int = 1) -> None:
        """Put the cursor on a row."""
        row = self._sound(row, step)
        if row != self.cursor:
            self.cursor = row
            self._keep_in_sight()
            self.redraw()
            self.moved()

    def move_by(self, steps: int) -> None:
        """Move the cursor by some rows."""
        self.move_to(self.cursor + steps, 1 if steps > 0 else -1)

    def move_to_end(self, way: int) -> None:
        """Move the cursor to the last row, or the first."""
        self.move_to(len(self._rows) - 1 if way > 0 else 0, -way)

    @property
    def page_steps(self) -> int:
        """Rows of a page."""
        height = self.size.height - self._head_height
        first = round(self.scroll_offset.y)
        top, bottom = (bisect_right(self._tops, line) for line in (first, first + height))
        return max(1, bottom - 1 - top)

    @property
    def half_page_steps(self) -> int:
        """Rows of half a page."""
        return max(1, self.page_steps // 2)

    @property
    def top(self) -> int:
        """The line of the rows that is seen first."""
        return round(self.scroll_offset.y) if self._top is None else self._top

    def _keep_in_sight(self) -> None:
        if not self._rows or not self.size.height:
            return
        top, bottom = self._tops[self.cursor], self._tops[self.cursor + 1]
        if self._sound(0, 1) == self.cursor:  # what stands above the first row is seen with it
            top = 0
        height = self.size.height - self._head_height
        if top < self.scroll_offset.y:
            self.jump_to(top)
        elif bottom > self.scroll_offset.y + height:
            self.jump_to(min(bottom - height, self._tops[self.cursor]))

    # -- drawing -------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """A line of the head, or of a row below it."""
        cells = self.scrollable_content_region.width
        head = self.head(cells)
        if y < len(head):
            return self._strip(head[y], cells, ())
        return super().render_line(y - len(head))

    def draw_line(self, line: int, cells: int) -> Strip:
        """One line of a row."""
        number = bisect_right(self._tops, line) - 1
        if number >= len(self._rows):
            return Strip.blank(cells, self.look())
        row = self._rows[number]
        here = number == self.cursor and row.can_be_chosen
        looks = ("row-view--cursor",) if here else ()
        draw = row.draw_spoken if self.spoken else row.draw
        pieces = draw(line - self._tops[number], self._room(cells))
        if here and self.spoken and line == self._tops[number]:
            pieces = [Piece(HERE, ()), *pieces]
        return self._strip(pieces, cells, looks)

    def _strip(self, pieces: Sequence[Piece], cells: int, more: tuple[str, ...]) -> Strip:
        segments = [
            Segment(text, self.look(*(f"row-view--{look}" for look in looks), *more))
            for text, looks in pieces
            if text
        ]
        return Strip(segments).adjust_cell_length(cells, self.look(*more))

    # -- events and actions --------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Other lines, the same row."""
        del event
        self._rest()

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        line = self.scroll_offset.y + event.y - self._head_height
        row = bisect_right(self._tops, line) - 1
        if event.y >= self._head_height and row < len(self._rows) and self._rows[row].can_be_chosen:
            self.move_to(row)
            self.chosen()

    def on_focus(self) -> None:
        """The cursor looks stronger while the panel has the focus."""
        self.notify_style_update()

    def on_blur(self) -> None:
        """And weaker while it has not."""
        self.notify_style_update()

    def action_choose(self) -> None:
        """Go where the row leads."""
        if self.current is not None:
            self.chosen()

    def action_close(self) -> None:
        """Back to where the reader was."""
        self.closed()
