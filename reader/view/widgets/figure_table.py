"""The figures of an article as rows: kind, value, as written, sentence. Drawn when they are seen.

Shape:   `set_rows(rows)`; where there is no room for four columns a row has two lines, the
         sentence on the second.
Units:   columns in cells; everything that does not fit is cut with an ellipsis, a sentence around
         its figure.
"""

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.segment import Segment

from reader.desk.figures import UNKNOWN, FigureRow
from reader.marks import Mark
from reader.spans import Span
from reader.view.glyphs import HERE, fitted, shown, width
from reader.view.looks import PLAIN
from reader.view.widgets.row_view import RowView

WIDE: Final = 100
"""From this width on a row is one line."""

_KIND: Final = 9
_AIR: Final = 2


class FigureTable(RowView):
    """A table that costs what is seen of it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"figure-table--{look}" for look in ("kind", "value", "unknown", "written", "sentence")
    }

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._text = text
        self.rows: Sequence[FigureRow] = ()
        """What is listed."""

    @property
    def count(self) -> int:
        """How many figures are listed."""
        return len(self.rows)

    @property
    def stride(self) -> int:
        """One line for a row where that is enough, else two."""
        return 1 if self.size.width >= WIDE else 2

    @property
    def chosen(self) -> FigureRow | None:
        """The row under the cursor."""
        return self.rows[self.index] if self.rows else None

    def set_rows(self, rows: Sequence[FigureRow], keep: Mark | None) -> None:
        """List these; the cursor stays on the figure `keep` if it is among them."""
        self.rows = rows
        place = next((n for n, row in enumerate(rows) if row.mark is keep), 0) if keep else 0
        self.count_rows(place)

    def more(self, rows: Sequence[FigureRow]) -> None:
        """List these, which begin with those listed now."""
        seen = self.scroll_offset.y + self.size.height
        grew = len(self.rows) * self.stride < seen
        self.rows = rows
        self.set_line_count(self.count * self.stride)
        if grew:
            self.redraw()

    @property
    def _lead(self) -> int:
        """Cells before the first column: those who are read to are told where the cursor is."""
        return len(HERE) if self.app.has_class(PLAIN) else 1

    @property
    def columns(self) -> tuple[int, int, int]:
        """Cells of the first three columns."""
        room = self.scrollable_content_region.width - self._lead
        if self.stride == 1:
            return _KIND, max(24, room // 5), max(20, room // 6)
        rest = room - _KIND - 2 * _AIR
        return _KIND, rest - rest // 2, rest // 2

    def draw_row(self, row: int, part: int, cells: int, cursor: tuple[str, ...]) -> list[Segment]:
        """One line of one figure."""
        found = self.rows[row]
        if part:
            return [
                Segment(" " * (_KIND + _AIR + 1), self.look(*cursor)),
                *self._sentence(found, cells - _KIND - _AIR - 2, cursor),
            ]
        unknown = found.value.endswith(UNKNOWN)
        looks = ("kind", "unknown" if unknown else "value", "written")
        lead = HERE if cursor and self._lead > 1 else " "
        drawn = [Segment(lead, self.look(*cursor))]
        for words, look, room in zip(
            (found.kind, found.value, found.written), looks, self.columns, strict=True
        ):
            text = fitted(words, room)
            pad = " " * (room - width(text) + _AIR)
            drawn += [
                Segment(text, self.look(f"figure-table--{look}", *cursor)),
                Segment(pad, self.look(*cursor)),
            ]
        if self.stride == 1:
            room = cells - self._lead - sum(self.columns) - 3 * _AIR - 1
            drawn += self._sentence(found, room, cursor)
        return drawn

    def _sentence(self, row: FigureRow, room: int, cursor: tuple[str, ...]) -> list[Segment]:
        """The sentence, the figure in it told from the rest; what is far from it is left out."""
        before, figure, after = parts_around(self._text, row.sentence, row.mark, room)
        plain, strong = ("figure-table--sentence", *cursor), ("figure-table--value", *cursor)
        return [
            Segment(text, self.look(*look))
            for text, look in ((before, plain), (figure, strong), (after, plain))
            if text
        ]


def parts_around(text: str, sentence: Span, mark: Span, room: int) -> tuple[str, str, str]:
    """A sentence in `room` cells: before the mark, the mark, behind it; the mark is always seen."""
    figure = fitted(_line(mark.of(text)), max(1, room))
    left = room - width(figure)
    before = _line(text[sentence.start : mark.start])
    after = _line(text[mark.stop : sentence.stop])
    if width(before) + width(after) > left:
        before = _tail(before, max(left // 2, left - width(after)))
        after = fitted(after, left - width(before))
    return before, figure, after


def _line(text: str) -> str:
    """`text` as it is shown in one line; spaces at its edges stay."""
    return shown(text.replace("\n", " ").replace("\t", " "))


def _tail(text: str, cells: int) -> str:
    """The end of a shown text, in at most `cells`; what is left out is told by an ellipsis."""
    if width(text) <= cells:
        return text
    if cells < 1:
        return ""
    text = text[-cells:]
    while width(text) > cells - 1:
        text = text[1:]
    return f"…{text.lstrip()}" if text[:1] == " " else f"…{text}"
