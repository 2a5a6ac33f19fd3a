"""The cells of a table in a tree, where it is one of facts.

Shape:   grid_of(table, drops, base) -> rows of cells, each one line with its links, and the
         caption; None for a table that only places things on the page.
Units:   offsets count code points of a cell's text.
Errors:  none, for any tree, without recursion.
Source:  the customs of pages: facts stand in short cells, or under a head.
"""

import re
from collections.abc import Callable
from typing import Final

from reader.clean import clean_text
from reader.text.grids import Cell, Spot
from reader.text.links import address_of
from reader.text.tags import BLOCKS, Element, words

LONGEST_ALT: Final = 1_000
"""Signs of an image's alternative text that are read."""
_NO_CELL: Final = words("h1 h2 h3 article section blockquote pre figure")
"""What stands in no cell of a table of facts."""
_LONGEST_CELL: Final = 200
"""In a table without a head; a longer cell holds a text, and the table places it."""
_SPACE: Final = re.compile(r"\s+")


def grid_of(
    table: Element, drops: Callable[[Element], bool], base: str
) -> tuple[list[list[Cell]], str] | None:
    """The cells and the caption of a table of facts; None for one that only places things."""
    if table.get("role") == "presentation":
        return None
    rows: list[list[Cell]] = []
    caption, is_sure = "", False
    for element in table.walk():
        name = element.name
        if name == "tr":
            rows.append([])
        elif name in ("td", "th"):
            if not rows:
                rows.append([])
            rows[-1] += _cells(element, drops, base)
            is_sure |= name == "th"
        elif name == "caption":
            caption = clean_text(element.words())
        elif name in _NO_CELL:
            return None
    rows = [row for row in rows if any(cell.text for cell in row)]
    return (rows, caption) if _are_facts(rows, is_sure=is_sure) else None


def _are_facts(rows: list[list[Cell]], *, is_sure: bool) -> bool:
    """True for two columns and rows at least, of short cells unless there is a head."""
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return is_sure or all(len(cell.text) <= _LONGEST_CELL for row in rows for cell in row)


def _cells(element: Element, drops: Callable[[Element], bool], base: str) -> list[Cell]:
    """A cell, and empty ones for the further columns it spans."""
    span = element.get("colspan")
    more = int(span) - 1 if re.fullmatch("[2-9]|[1-4][0-9]", span) else 0
    return [_cell(element, drops, base), *[Cell("", [])] * more]


class _Line:
    """One line while it is written."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spots: list[Spot] = []

    def add(self, text: str) -> None:
        text = _SPACE.sub(" ", clean_text(text))
        if not self.parts or self.parts[-1].endswith(" "):
            text = text.removeprefix(" ")
        if text:
            self.parts.append(text)
            self.length += len(text)

    def link(self, start: int, address: str) -> None:
        if self.length > start:
            self.spots.append((start, self.length, address))

    def cell(self) -> Cell:
        text = "".join(self.parts).rstrip()
        spots = [(start, min(stop, len(text)), at) for start, stop, at in self.spots]
        return Cell(text, [spot for spot in spots if spot[0] < spot[1]])


def _cell(cell: Element, drops: Callable[[Element], bool], base: str) -> Cell:
    """What a cell says on one line, and the links in it."""
    line = _Line()
    stack: list[Element | str | tuple[int, str]] = [*reversed(cell.children)]
    while stack:
        one = stack.pop()
        if isinstance(one, tuple):
            line.link(*one)
        elif isinstance(one, str):
            line.add(one)
        elif one.name == "img":
            line.add(one.get("alt")[:LONGEST_ALT])
        elif not drops(one):
            if one.name == "a" and (address := address_of(one.get("href"), base)):
                stack.append((line.length, address))
            if one.name in BLOCKS or one.name == "br":
                stack.append(" ")
            stack += reversed(one.children)
    return line.cell()
