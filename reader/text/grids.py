r"""Tables as text: rows of cells as lines in columns.

Shape:   written_rows(rows) -> the text, a row a line, and where the links of the cells are in it.
Units:   columns are padded to cells of a terminal, offsets are code points.
Errors:  none; a very wide column is not padded, nor any when there would be much to pad.

>>> print(written_rows([[Cell("Tide", []), Cell("Height", [])], [Cell("high", []), Cell("7", [])]])[0])
Tide | Height
high | 7
"""

from typing import Final, NamedTuple
from unicodedata import combining, east_asian_width

PARTING: Final = " | "
_WIDEST: Final = 60
"""Cells of a terminal; what is longer runs over, and its neighbours stand where they can."""
_MOST: Final = 2_000_000
"""Signs a table may grow to by padding."""

Spot = tuple[int, int, str]
"""Start, stop and address of a link."""


class Cell(NamedTuple):
    """What a cell says, on one line, and the links in it."""

    text: str
    spots: list[Spot]


def written_rows(rows: list[list[Cell]]) -> tuple[str, list[Spot]]:
    """Write the rows as lines; every row gets as many cells as the longest has."""
    count = max(map(len, rows), default=0)
    widths = [0] * count
    for row in rows:
        for number, cell in enumerate(row):
            widths[number] = max(widths[number], min(_WIDEST, cells_of(cell.text)))
    if len(rows) * (sum(widths) + 3 * count) > _MOST:
        widths = [0] * count
    lines: list[str] = []
    spots: list[Spot] = []
    place = 0
    for row in rows:
        line: list[str] = []
        at = place
        for number in range(count if sum(widths) else len(row)):
            cell = row[number] if number < len(row) else Cell("", [])
            spots += [(at + start, at + stop, address) for start, stop, address in cell.spots]
            padded = cell.text + " " * (widths[number] - cells_of(cell.text))
            line.append(padded)
            at += len(padded) + len(PARTING)
        lines.append(PARTING.join(line).rstrip())
        place += len(lines[-1]) + 1
    return "\n".join(lines), spots


def cells_of(text: str) -> int:
    """The cells `text` takes in a terminal, as nearly as Unicode's tables tell."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text
    )
