"""A screen over the window with rows to choose from; Esc goes back to exactly where one was.

Shape:   subclasses compose a `RowView`, and give `rows_view`; moving is the list's keys, which the
         user may have given others.
"""

from typing import ClassVar, Final, TypeVar

from textual.binding import BindingType
from textual.screen import ModalScreen

from reader.view import commands
from reader.view.screens.sized import Sized
from reader.view.widgets.row_view import RowView

Picked = TypeVar("Picked")

_MOVES: Final = (
    "down", "up", "page_down", "page_up", "half_down", "half_up", "top", "bottom"
)  # fmt: skip

MOVING: Final[list[BindingType]] = [
    command.binding
    for command in commands.COMMANDS
    if command.where == "list" and command.action in _MOVES
]


class PickingScreen(Sized, ModalScreen[Picked | None]):
    """Rows, keys that move through them, and the way back."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVING]
    AUTO_FOCUS = ""

    @property
    def rows_view(self) -> RowView:
        """The rows."""
        return self.query_one(RowView)

    def leave(self, picked: Picked | None = None) -> None:
        """Go back, once: a second key may come before the first has taken the screen away."""
        if self.app.screen is self:
            self.dismiss(picked)

    def action_down(self) -> None:
        """A row down."""
        self.rows_view.action_down()

    def action_up(self) -> None:
        """A row up."""
        self.rows_view.action_up()

    def action_page_down(self) -> None:
        """A page down."""
        self.rows_view.action_page_down()

    def action_page_up(self) -> None:
        """A page up."""
        self.rows_view.action_page_up()

    def action_half_down(self) -> None:
        """Half a page down."""
        self.rows_view.action_half_down()

    def action_half_up(self) -> None:
        """Half a page up."""
        self.rows_view.action_half_up()

    def action_top(self) -> None:
        """To the first row."""
        self.rows_view.action_top()

    def action_bottom(self) -> None:
        """To the last row."""
        self.rows_view.action_bottom()
