"""The X-Ray's third page: who said what in the open article.

Shape:   a `Page` as `xray_pages` says; its rows are speakers and, below each, what they say.
Units:   cells; places are code points of the text.
"""

from collections.abc import Sequence
from typing import Final

from reader.articles import Block
from reader.marks import Kind
from reader.spans import Span
from reader.text.fold import fold
from reader.view.glyphs import shown
from reader.view.layout import lay_out
from reader.view.page import Piece
from reader.view.quotes import QuoteRow
from reader.view.widgets.panel_rows import Row
from reader.view.xray_pages import Heading

_MOST_LINES: Final = 4
_MARGIN: Final = 4


class Said(Row):
    """One quotation, broken into lines."""

    def __init__(self, row: QuoteRow, place: Span) -> None:
        self.place = place
        self._text = " ".join(row.text.split())
        self._lines: tuple[int, list[str]] = (0, [])

    def height(self, cells: int) -> int:
        """Its lines, and one of air."""
        return len(self._broken(cells)) + 1

    def draw(self, line: int, cells: int) -> list[Piece]:
        """One of its lines."""
        lines = self._broken(cells)
        return [Piece(f"  {lines[line]}", ())] if line < len(lines) else []

    def _broken(self, cells: int) -> list[str]:
        if self._lines[0] != cells:
            lines = lay_out(
                self._text, (Block(0, len(self._text), "paragraph"),), max(1, cells - _MARGIN)
            )
            texts = [
                shown(self._text[start:stop])
                for start, stop in zip(lines.starts, lines.stops, strict=True)
            ]
            if len(texts) > _MOST_LINES:
                texts = [*texts[: _MOST_LINES - 1], f"{texts[_MOST_LINES - 1].rstrip()} …"]
            self._lines = cells, texts
        return self._lines[1]


class SaidPage:
    """The quotations of the open article."""

    name = "Who said what"

    def __init__(self, article: str | None = None) -> None:
        self.article = article
        """The id of the article; None where none is open."""
        self._found: tuple[QuoteRow, ...] | None = None

    @property
    def is_known(self) -> bool:
        """True when the article was looked through."""
        return self._found is not None or self.article is None

    def fill(self, found: tuple[QuoteRow, ...]) -> None:
        """Show what was found."""
        self._found = found

    def told(self) -> str:
        """How many quotations there are."""
        if not self.is_known:
            return "looking for quotations …"
        count = sum(not row.is_head for row in self._found or ())
        return f"{count:,} quotation{'' if count == 1 else 's'}" if count else "Nobody is quoted."

    def rows(self, filter_: str) -> Sequence[Row]:
        """Speaker by speaker; with a filter, what holds it, in the words or the speaker's name."""
        typed = fold(filter_)
        rows: list[Row] = []
        head: QuoteRow | None = None
        for row in self._found or ():
            if row.place is None:
                head = row
            elif not typed or typed in fold(row.text) or typed in fold(row.speaker or ""):
                if head is not None:
                    kind: Kind | None = "person" if head.speaker is not None else None
                    rows.append(Heading(head.text, kind, air=False))
                    head = None
                rows.append(Said(row, row.place))
        return rows
