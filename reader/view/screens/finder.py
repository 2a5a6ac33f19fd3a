"""A small panel over the list in which one of many is chosen, and found by typing.

Shape:   `FinderScreen(title, count, choice)` gives back the number of the one chosen, or None;
         `choice(number)` is asked for those that are seen, and for the others between two frames,
         a few milliseconds at a time, so that thousands open like ten.
"""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.text.fold import fold
from reader.view import commands
from reader.view.glyphs import fitted, width
from reader.view.looks import PLAIN
from reader.view.screens.sized import Sized
from reader.view.slices import Strides
from reader.view.widgets.line_editor import LineEditor
from reader.view.widgets.line_view import LineView

PANES: list[tuple[int, str]] = [(0, "-one-pane"), (80, "-two-panes")]
"""Where there is one pane at a time, a panel is as wide as the window."""


class Choice(NamedTuple):
    """One of many."""

    label: str
    level: int = 0
    """How far it stands in."""
    note: str = ""
    """Said behind it, where there is room."""


class TypedLine(LineEditor, can_focus=True):
    """What the list is filtered by, or what is asked for, behind its title."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"typed-line--{name}" for name in ("title", "text", "cursor", "count")
    }

    def __init__(self, title: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._title = title
        self.count = ""

    def render_line(self, y: int) -> Strip:
        """The one line there is."""
        cells, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(cells, base)
        title = fitted(f" {self._title} ", max(0, cells // 2))
        room = max(2, cells - width(title) - width(self.count) - 2)
        parts = self.cursor_parts(room, self._look("text"), self._look("cursor"))
        line = Strip([Segment(title, self._look("title")), *parts])
        line = line.adjust_cell_length(max(0, cells - width(self.count) - 1), base)
        count = Segment(f"{self.count} ", self._look("count"))
        return Strip([*line, count]).adjust_cell_length(cells, base)

    def _look(self, name: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"typed-line--{name}", partial=True)


class FinderRows(LineView, can_focus=False):
    """The choices that fit, with a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"finder-rows--{name}" for name in ("label", "top", "note", "cursor")
    }

    def __init__(
        self, count: int, choice: Callable[[int], Choice], chosen: Callable[[], None]
    ) -> None:
        super().__init__(id="finder-rows")
        self._choice = choice
        self.shown: Sequence[int] = range(count)
        """The numbers of those that fit."""
        self.cursor = 0
        self._chosen = chosen

    def show(self, numbers: Sequence[int], cursor: int = 0) -> None:
        """List these, with the cursor on one of them."""
        self.shown, self.cursor = numbers, cursor
        self.count_lines(len(numbers))
        self._keep_in_sight()
        self.redraw()

    def draw_line(self, line: int, cells: int) -> Strip:
        """One choice."""
        if not 0 <= line < len(self.shown):
            return Strip.blank(cells, self.look())
        choice, here = self._choice(self.shown[line]), line == self.cursor
        looks = ["finder-rows--label" if choice.level else "finder-rows--top"]
        end = ["finder-rows--note"]
        if here:
            looks, end = [*looks, "finder-rows--cursor"], [*end, "finder-rows--cursor"]
        sign = "here:" if self.app.has_class(PLAIN) else "▸"
        lead = (sign if here else " ") + " " * (1 + 2 * choice.level)
        note = f"  {choice.note} " if choice.note else ""
        if width(note) > cells // 2:
            note = f"  {fitted(choice.note, max(0, cells // 2 - 3))} "
        label = fitted(choice.label, max(1, cells - width(lead) - width(note)))
        strip = Strip([Segment(lead + label, self.look(*looks))])
        strip = strip.adjust_cell_length(max(0, cells - width(note)), self.look(*looks))
        return Strip([*strip, Segment(note, self.look(*end))]).adjust_cell_length(
            cells, self.look(*looks)
        )

    def move_by(self, steps: int) -> None:
        """The cursor down or up."""
        self.cursor = max(0, min(self.cursor + steps, len(self.shown) - 1))
        self._keep_in_sight()
        self.redraw()

    def move_to_end(self, way: int) -> None:
        """To the last or the first."""
        self.move_by(way * len(self.shown))

    @property
    def page_steps(self) -> int:
        """Rows of a page."""
        return self.size.height - 1

    @property
    def half_page_steps(self) -> int:
        """Rows of half a page."""
        return self.size.height // 2

    def on_resize(self) -> None:
        """Draw for this width."""
        self.show(self.shown, self.cursor)

    def on_click(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - Textual's
        """A click chooses."""
        row = self.scroll_offset.y + event.y
        if row < len(self.shown):
            self.cursor = row
            self._chosen()

    def _keep_in_sight(self) -> None:
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if self.cursor < top:
            self.jump_to(self.cursor)
        elif self.cursor >= top + height:
            self.jump_to(self.cursor - height + 1)


class FinderScreen(Sized, ModalScreen[int | None]):
    """Choose one, or none."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("finder")
    HORIZONTAL_BREAKPOINTS = PANES

    def __init__(
        self, title: str, count: int, choice: Callable[[int], Choice], *, at: int = 0
    ) -> None:
        super().__init__(classes="-finder")
        self._title = title
        self._count = count
        self._choice = choice
        self._at = at
        self._folded: list[str] = []
        """The words of each choice, as far as they are known."""
        self._going_on = Strides(self._fold_on)

    def compose(self) -> ComposeResult:
        """What is typed, and what fits it."""
        with Vertical(classes="panel"):
            yield TypedLine(self._title, id="filter")
            yield FinderRows(self._count, self._choice, self.action_choose)

    def on_mount(self) -> None:
        """Begin where the reader is."""
        self._line, self._list = self.query_one(TypedLine), self.query_one(FinderRows)
        self.watch(self._line, "value", self._filter, init=False)
        self._line.focus()
        self._list.show(range(self._count), self._at)
        self._tell()
        self._going_on.begin()

    def on_unmount(self) -> None:
        """Nobody types any more."""
        self._going_on.stop()

    def _fold_on(self, until: float) -> bool:
        """Learn the words of some more choices; what is typed already may fit them."""
        while len(self._folded) < self._count and perf_counter() < until:
            choice = self._choice(len(self._folded))
            self._folded.append(fold(f"{choice.label} {choice.note}"))
        more = len(self._folded) < self._count
        if not more and self._line.value.strip():
            self._filter(self._line.value)
        return more

    def _filter(self, typed: str) -> None:
        words = fold(typed).split()
        if not words:
            self._list.show(range(self._count), self._at)
        else:
            folded = enumerate(self._folded)
            self._list.show([at for at, each in folded if all(word in each for word in words)])
        self._tell()

    def _tell(self) -> None:
        total, here = self._count, len(self._list.shown)
        self._line.count = f"{total:,}" if here == total else f"{here:,} of {total:,}"
        self._line.refresh()

    def action_move(self, steps: int) -> None:
        """Down or up."""
        self._list.move_by(steps)

    def action_page(self, way: int) -> None:
        """A page down or up."""
        self._list.move_by(way * max(1, self._list.page_steps))

    def action_choose(self) -> None:
        """This one."""
        if self._list.shown:
            self.dismiss(self._list.shown[self._list.cursor])

    def action_leave(self) -> None:
        """None of them."""
        self.dismiss(None)
