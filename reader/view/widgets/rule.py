"""A thin line across the window, with a joint where the line between the panes meets it."""

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget


class Rule(Widget):
    """A horizontal line; `joint` is the column of the vertical one, -1 for none."""

    joint: reactive[int] = reactive(-1, init=False)

    def __init__(self, sign: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._sign = sign

    def render_line(self, y: int) -> Strip:
        """The line."""
        del y
        cells = self.size.width
        text = "─" * cells
        if 0 <= self.joint < cells:
            text = text[: self.joint] + self._sign + text[self.joint + 1 :]
        return Strip([Segment(text, self.rich_style)], cells)
