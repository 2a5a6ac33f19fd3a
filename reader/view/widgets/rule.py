"""A thin line across the window, with a joint where the line between the panes meets it.

It may say something, once.
"""

from typing import ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.view.glyphs import fitted, width


class Rule(Widget):
    """A horizontal line; `joint` is the column of the vertical one, -1 for none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rule--words"}

    joint: reactive[int] = reactive(-1, init=False)
    words: reactive[str] = reactive("", init=False)
    """What stands in the line; behind the joint where there is room."""

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
        if not self.words or cells < 20:
            return Strip([Segment(text, self.rich_style)], cells)
        start = self.joint + 3 if cells - self.joint - 6 >= width(self.words) else 2
        words = f" {fitted(self.words, cells - start - 4)} "
        stop = start + width(words)
        look = self.rich_style + self.get_component_rich_style("rule--words", partial=True)
        return Strip(
            [
                Segment(text[:start], self.rich_style),
                Segment(words, look),
                Segment(text[stop:], self.rich_style),
            ],
            cells,
        )
