"""A thin line across the window, with a joint where a line between two panes meets it.

It may say something, once.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.view.glyphs import shown, width


class Rule(Widget):
    """A horizontal line; `joints` are the columns of the vertical ones."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rule--words"}

    joints: reactive[tuple[int, ...]] = reactive((), init=False)
    words: reactive[tuple[str, ...]] = reactive((), init=False)
    """What may stand in the line, the longest first; what fits is shown, between two joints if it can."""

    def __init__(self, sign: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._sign = sign

    def render_line(self, y: int) -> Strip:
        """The line."""
        del y
        cells = self.size.width
        line = ["─"] * cells
        for joint in self.joints:
            if 0 <= joint < cells:
                line[joint] = self._sign
        text = "".join(line)
        start, said = self._placed(cells)
        if not said:
            return Strip([Segment(text, self.rich_style)], cells)
        stop = start + width(said)
        look = self.rich_style + self.get_component_rich_style("rule--words", partial=True)
        return Strip(
            [
                Segment(text[:start], self.rich_style),
                Segment(said, look),
                Segment(text[stop:], self.rich_style),
            ],
            cells,
        )

    def _placed(self, cells: int) -> tuple[int, str]:
        """Where words stand, and which: whole, or not at all."""
        edges = [-1, *sorted(self.joints), cells]
        for words in self.words:
            need = width(words) + 2
            for left, right in [*_pairs(edges)[1:], *_pairs(edges)[:1], (-1, cells)]:
                if left + 3 + need <= right - 2:
                    return left + 3, f" {shown(words)} "
        return 0, ""


def _pairs(edges: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise(edges))
