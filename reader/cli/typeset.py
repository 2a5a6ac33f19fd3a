"""Set an article for a terminal: wrapped lines of styled pieces.

Shape:   a text and styled spans -> lines, each a list of pieces for `output.say`.
Units:   spans are code points, widths are cells.
Errors:  none. Linear time, whatever the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from reader.articles import KEPT_LINES, Article, Block
from reader.cli.output import Piece
from reader.spans import Span

_WORDS: Final = re.compile(r"[^\s]+")
_MARK: Final = re.compile(r" {0,40}(?:(?:[-*•–+]|[0-9]{1,6}[.)]) {1,4})?")
"""What a list's line begins with."""
_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_BLOCK_STYLES: Final = {"headline": "headline", "standfirst": "standfirst", "heading": "heading"}

Styled = tuple[Span, str]


def article_lines(
    article: Article, styled: Sequence[Styled], width: int | None
) -> Iterator[list[Piece]]:
    """The whole article; `styled` is sorted and disjoint. Without a width nothing is wrapped.

    Links have the numbers they have in the window, and their addresses stand below the text.
    """
    article, styled, addresses = numbered(article, styled)
    facts = list(_facts_lines(article, width))
    blocks = article.blocks
    if not blocks or blocks[0].type != "headline":
        yield [(article.title, "headline")]
        yield from facts
    rest = list(styled)[::-1]
    for number, block in enumerate(blocks):
        if number or block.type != "headline":
            yield []
        inside = []
        while rest and rest[-1][0].start < block.stop:
            inside.append(rest.pop())
        yield from _block_lines(article.text, block, inside, width)
        if block.type == "headline" and not number:
            yield from facts
    if addresses:
        yield []
    for number, address in enumerate(addresses, 1):
        yield [(f"[{number}] {address}", "dim")]


def numbered(article: Article, styled: Sequence[Styled]) -> tuple[Article, list[Styled], list[str]]:
    """The article with a number behind each link, styles moved with it, and the addresses."""
    numbers: dict[str, int] = {}
    notes = [
        (link.stop, f"[{numbers.setdefault(link.address, len(numbers) + 1)}]")
        for link in article.links
    ]
    stops = [stop for stop, _ in notes]
    before = [0, *accumulate(len(note) for _, note in notes)]

    def at(place: int) -> int:
        """Where a place is now, before the number that may stand there."""
        return place + before[bisect_left(stops, place)]

    def behind(place: int) -> int:
        return place + before[bisect_right(stops, place)]

    cuts = [0, *stops]
    parts = [article.text[a:b] + note for a, b, (_, note) in zip(cuts, stops, notes, strict=False)]
    blocks = tuple(Block(behind(b.start), behind(b.stop), b.type, b.level) for b in article.blocks)
    spans = [(Span(behind(span.start), at(span.stop)), style) for span, style in styled]
    text = "".join([*parts, article.text[cuts[-1] :]])
    return replace(article, text=text, blocks=blocks, links=()), spans, [*numbers]


def facts_line(article: Article) -> str:
    """Date, source, author and length, as far as they are known."""
    minutes = f"{article.minutes} min"
    facts = (human_date(article), article.source, article.byline, minutes)
    return " · ".join(fact for fact in facts if fact)


def human_date(article: Article) -> str:
    """The day, as a newspaper writes it; empty when there is none."""
    day = article.day
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else ""


def pieces(text: str, line: Span, styled: Iterable[Styled], base: str = "") -> list[Piece]:
    """The part of `text` in `line`, parted where a style begins or ends."""
    parts: list[Piece] = []
    at = line.start
    for span, style in styled:
        start, stop = max(span.start, at), min(span.stop, line.stop)
        if start < stop:
            parts += [(text[at:start], base), (text[start:stop], style)]
            at = stop
    parts.append((text[at : line.stop], base))
    return [part for part in parts if part[0]]


def wrapped(text: str, within: Span, width: int) -> Iterator[Span]:
    """The lines of `text` inside `within`, none wider than `width` cells where that can be."""
    start = stop = -1
    used = 0
    for word in _WORDS.finditer(text, within.start, within.stop):
        for begin, end, cells in _cut(text, *word.span(), width):
            gap = cells_of(text[stop:begin]) if start >= 0 else 0
            if start >= 0 and "\n" not in text[stop:begin] and used + gap + cells <= width:
                used += gap + cells
            else:
                if start >= 0:
                    yield Span(start, stop)
                start, used = begin, cells
            stop = end
    if start >= 0:
        yield Span(start, stop)


def clipped(text: str, width: int) -> str:
    """`text` in at most `width` cells, two or more; a cut is shown by "…".

    >>> clipped("Harbour pilots", 14), clipped("Harbour pilots", 9)
    ('Harbour pilots', 'Harbour…')
    """
    if cells_of(text) <= width:
        return text
    kept: list[str] = []
    room = width - 1
    for letter in text:
        room -= cells_of(letter)
        if room < 0:
            break
        kept.append(letter)
    # A sign that widens the letter before it takes no cell of its own, but makes two of one.
    while kept and cells_of("".join(kept)) > width - 1:
        kept.pop()
    return "".join(kept).rstrip() + "…"


def _facts_lines(article: Article, width: int | None) -> Iterator[list[Piece]]:
    """What stands under the headline: the facts, then each field that has no place of its own."""
    yield [(facts_line(article), "dim")]
    for key, value in article.extra:
        field = " ".join(f"{key}: {value}".split())
        whole = Span(0, len(field))
        for line in [whole] if width is None else wrapped(field, whole, width):
            yield [(line.of(field), "dim")]


def _block_lines(
    text: str, block: Block, styled: Sequence[Styled], width: int | None
) -> Iterator[list[Piece]]:
    base = _BLOCK_STYLES.get(block.type, "")
    indent = "│ " * max(1, block.level) if block.type == "quote" else ""
    indent = "  " if block.type in KEPT_LINES else indent
    if width is None or block.type in KEPT_LINES:
        lines: Iterable[Span | None] = _own_lines(text, block)
    elif block.type == "list":
        yield from _list_lines(text, block, styled, width)
        return
    else:
        lines = wrapped(text, block, width - len(indent))
    rest = list(styled)[::-1]
    for line in lines:
        if line is None:
            yield []
            continue
        while rest and rest[-1][0].stop <= line.start:
            rest.pop()
        here = []
        for item in reversed(rest):
            if item[0].start >= line.stop:
                break
            here.append(item)
        yield [indent, *pieces(text, line, here, base)]


def _list_lines(
    text: str, block: Block, styled: Sequence[Styled], width: int
) -> Iterator[list[Piece]]:
    """The items of a list; what is broken goes on under the words of its item."""
    for item in filter(None, _own_lines(text, block)):
        match = _MARK.match(text, item.start, item.stop)
        hang = min(match.end() - item.start, width // 2) if match else 0
        first = next(iter(wrapped(text, item, width)), None)
        if first is None:
            continue
        lines = [Span(item.start, first.stop)]
        if first.stop < item.stop:
            lines += wrapped(text, Span(first.stop, item.stop), width - hang)
        for number, line in enumerate(lines):
            here = [one for one in styled if one[0].start < line.stop and one[0].stop > line.start]
            yield [" " * hang if number else "", *pieces(text, line, here)]


def _own_lines(text: str, block: Block) -> Iterator[Span | None]:
    """The lines as they are; None for an empty one, which code may have."""
    at = block.start
    for line in block.of(text).split("\n"):
        yield Span(at, at + len(line)) if line else None
        at += len(line) + 1


def _cut(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int, int]]:
    """A word, in as many parts as it takes: start, stop and cells of each."""
    cells = cells_of(text[start:stop])
    if cells <= width:
        yield start, stop, cells
        return
    used, begin = 0, start
    for place in range(start, stop):
        step = cells_of(text[place])
        if used + step > width and place > begin:
            yield begin, place, used
            begin, used = place, 0
        used += step
    yield begin, stop, used


def cells_of(text: str) -> int:
    """The cells that `text` takes in a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
