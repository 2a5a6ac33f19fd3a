"""The card of a name or figure: how often, where, and in which sentences.

Shape:   an `OpenCard` keeps what was looked up so far, and looks up more (`look_on`) for a
         moment at a time; its rows are headings of articles and sentences.
Units:   seconds, cells.
"""

from collections.abc import Iterator
from time import perf_counter
from typing import Final

from reader.articles import Article, Block
from reader.desk import Desk
from reader.desk.xray import Card, Quotation, Subject
from reader.spans import Span
from reader.view import rows
from reader.view.glyphs import fitted, shown
from reader.view.layout import lay_out
from reader.view.page import Piece
from reader.view.widgets.panel_rows import Row
from reader.view.xray_pages import Heading

KIND_WORDS: Final = {
    "person": "person", "place": "place", "organisation": "organisation", "figure": "figure",
}  # fmt: skip

_MOST_LINES: Final = 6
"""Of a sentence that never ends."""


class Sentence(Row):
    """A sentence, broken into lines, with the mentions marked."""

    def __init__(self, article: Article, quotation: Quotation, kind: str) -> None:
        self.quotation = quotation
        start, stop = quotation.sentence.start, quotation.sentence.stop
        self._text = " ".join(article.text[start:stop].split("\n"))
        self._mentions = [
            (mention.start - start, mention.stop - start) for mention in quotation.mentions
        ]
        self._kind = kind
        self._lines: tuple[int, list[Span]] = (0, [])

    def _broken(self, cells: int) -> list[Span]:
        if self._lines[0] != cells:
            block = Block(0, len(self._text), "paragraph")
            lines = lay_out(self._text, (block,), max(1, cells - 5))
            pairs = zip(lines.starts, lines.stops, strict=True)
            self._lines = cells, [Span(start, stop) for start, stop in pairs if start < stop]
        return self._lines[1]

    def height(self, cells: int) -> int:
        """Its lines, and one of air."""
        return min(_MOST_LINES, len(self._broken(cells))) + 1

    def draw(self, line: int, cells: int) -> list[Piece]:
        """One of its lines."""
        lines = self._broken(cells)
        if line >= min(_MOST_LINES, len(lines)):
            return []
        start, stop = lines[line].start, lines[line].stop
        pieces, at = [Piece("  ", ())], start
        for begin, end in self._mentions:
            first, last = max(begin, at), min(end, stop)
            if first < last:
                pieces.append(Piece(_written(self._text[at:first]), ()))
                pieces.append(Piece(_written(self._text[first:last]), (self._kind, "match")))
                at = last
        pieces.append(Piece(_written(self._text[at:stop]), ()))
        if line == _MOST_LINES - 1 and len(lines) > _MOST_LINES:
            pieces.append(Piece(" …", ("soft",)))
        return pieces


class OpenCard:
    """A card, as far as it was looked up."""

    def __init__(self, desk: Desk, subject: Subject, own: str) -> None:
        self.subject = subject
        """What it is about."""
        self.own = own
        """The article it was opened from."""
        self.rows: list[Row] = []
        self.cursor = 0
        """The row the reader was on when they left, ..."""
        self.top = 0
        """... and the line that was seen first."""
        self.is_whole = False
        """True when everything has been looked up."""
        self._desk = desk
        self._card = Card(desk, subject, own)
        self._coming: Iterator[Quotation | None] = self._card.quotations()
        self._article = ""
        self._others: int | None = None

    @property
    def mentions(self) -> int:
        """How often it stands in its own article."""
        return len(self._card.marks)

    def begin(self) -> None:
        """Look up the first sentence: of the article that is open, and so at once."""
        self._take(next(self._coming, None))

    def look_on(self, until: float) -> None:
        """Look up more until that moment."""
        if self._others is None:
            self._others = self._card.others
        for quotation in self._coming:
            self._take(quotation)
            if perf_counter() > until:
                return
        self.is_whole = True

    def _take(self, quotation: Quotation | None) -> None:
        if quotation is None:
            return
        article = self._desk.article(quotation.article)
        if quotation.article != self._article:
            self._article = quotation.article
            self.rows.append(Heading(self._heading(article)))
        self.rows.append(Sentence(article, quotation, self.subject.kind))

    def _heading(self, article: Article) -> str:
        if article.id == self.own:
            return "In this article"
        dated = rows.short_date(article.day, rows.today()) if article.day else ""
        return " · ".join(part for part in (dated, article.title) if part)

    def head(self, cells: int) -> list[list[Piece]]:
        """The name in full, what it is, and how often it stands where."""
        title, kind = self.subject.title, KIND_WORDS[self.subject.kind]
        if self.subject.figure is not None:
            written = " ".join(self.subject.name.split())
            kind = f"{self.subject.figure.kind}, written “{written}”"
        counted = [f"{_times(self.mentions)} here"]
        if self._others is not None:
            counted.append(_elsewhere(self._others))
        lines = _two_lines(title, cells - 2)
        return [
            [],
            *([Piece(f" {line}", (self.subject.kind, "title"))] for line in lines),
            [Piece(f" {fitted(kind, cells - 2)}", ("soft",))],
            [Piece(f" {fitted(' · '.join(counted), cells - 2)}", ("soft",))],
            [],
        ]


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{rows.number(count)} times"


def _elsewhere(count: int) -> str:
    if not count:
        return "in no other article"
    return f"in {rows.number(count)} other {'article' if count == 1 else 'articles'}"


def _two_lines(text: str, cells: int) -> list[str]:
    """A long name takes two lines, and of a longer one what is left out is told by "…"."""
    lines = lay_out(text, (Block(0, len(text), "paragraph"),), max(1, cells)) if text else None
    if lines is None or len(lines) < 2:
        return [fitted(text, cells)]
    second = lines.starts[1]
    return [fitted(text[lines.starts[0] : lines.stops[0]], cells), fitted(text[second:], cells)]


def _written(text: str) -> str:
    return shown(text.replace("\t", " "))
