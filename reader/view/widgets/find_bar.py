"""The line in which one types what to find in the open article; it takes the legend's place.

Shape:   watch `value`; `Walked`, `Ended` and what `show` is told come and go beside it.
"""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.view import commands
from reader.view.glyphs import fitted, width
from reader.view.widgets.line_editor import LineEditor

_PROMPT = " find "


class FindBar(LineEditor, can_focus=True):
    """What is being found, and which of how many places is shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"find-bar--{name}" for name in ("prompt", "text", "cursor", "count", "hint")
    }
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("finding")

    count: reactive[str] = reactive("", init=False)
    """Which of how many places, as "3/14"."""
    hints: reactive[str] = reactive("", init=False)
    """The keys that work now, in words."""

    class Walked(Message):
        """To the next (1) or previous (-1) place."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Ended(Message):
        """Done: back to where it began."""

    def render_line(self, y: int) -> Strip:
        """The one line there is."""
        cells, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(cells, base)
        room = max(4, cells - len(_PROMPT) - width(self.count) - 3)
        right = [
            Segment(
                f" {fitted(self.count, max(0, cells - len(_PROMPT) - 4))} ", self._look("count")
            )
        ]
        spare = room - width(self.value) - 2
        if self.hints and width(self.hints) + 2 <= spare:
            right.append(Segment(f" {self.hints} ", self._look("hint")))
            room -= width(self.hints) + 2
        cursor = self._look("cursor") if self.has_focus else self._look("text")
        left = Strip(
            [
                Segment(_PROMPT, self._look("prompt")),
                *self.cursor_parts(room, self._look("text"), cursor),
            ]
        )
        taken = sum(width(segment.text) for segment in right)
        left = left.adjust_cell_length(max(0, cells - taken), base)
        return Strip([*left, *right]).adjust_cell_length(cells, base)

    def on_focus(self) -> None:
        """The cursor is seen."""
        self.refresh()

    def on_blur(self) -> None:
        """What was typed stays."""
        self.refresh()

    def _look(self, name: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"find-bar--{name}", partial=True)

    def action_walk(self, step: int) -> None:
        """To another place."""
        self.post_message(self.Walked(step))

    def action_end(self) -> None:
        """Done."""
        self.post_message(self.Ended())
