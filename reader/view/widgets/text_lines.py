"""A few lines of short texts, each text with a look: titles, heads of columns, keys that work.

Shape:   `show(lines)`, a line being pieces `(text, look)`; as high as there are lines.
Units:   what a line has no room for is cut, with an ellipsis.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.view.glyphs import fitted, width

Pieces = Sequence[tuple[str, str]]


class TextLines(Widget):
    """Lines that say something and do nothing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"text-lines--{look}" for look in ("soft", "strong", "key", "on")
    }
    DEFAULT_CSS: ClassVar[str] = """
    TextLines { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._lines: Sequence[Pieces] = ((),)

    def show(self, lines: Sequence[Pieces]) -> None:
        """Show these lines."""
        if len(lines) != len(self._lines):
            self.styles.height = len(lines)
        self._lines = lines
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of them."""
        cells, base = self.size.width, self.rich_style
        line, room, drawn = self._lines[y] if y < len(self._lines) else (), cells, []
        for number, (words, look) in enumerate(line):
            style = self.get_component_rich_style(f"text-lines--{look}", partial=True)
            # What follows needs a cell at least, or its absence is not told.
            text = fitted(words, room if number == len(line) - 1 else max(1, room - 1))
            drawn.append(Segment(text, base + style))
            room -= width(text)
            if room <= 0:
                break
        return Strip(drawn).adjust_cell_length(cells, base)


def chosen(pieces: Sequence[Pieces], cells: int) -> Pieces:
    """One line of the pieces there is room for; of too many the last but one goes first."""
    kept = list(pieces)
    while len(kept) > 1 and sum(width(text) for each in kept for text, _ in each) > cells:
        del kept[-2]
    return tuple(piece for each in kept for piece in each)


def packed(pieces: Sequence[Pieces], cells: int) -> list[Pieces]:
    """The pieces in as few lines of `cells` as hold them, in their order, none parted."""
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0
    for each in pieces:
        need = sum(width(text) for text, _ in each)
        if used and used + need > cells:
            lines.append([])
            used = 0
        lines[-1] += each
        used += need
    return [tuple(line) for line in lines]
