"""Headings between the rows of a list: where they stand, and what they say. Pure.

Shape:   a `Lines` tells what stands on which line: a heading, or a part of a row. Headings are not
         counted among the rows.
Units:   lines and rows from 0; a row takes `stride` lines, a heading one.
Errors:  none.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.view import rows

# For the type alone: a list without headings is there before any search.
if TYPE_CHECKING:
    from reader.search.orders import Head


class Spot(NamedTuple):
    """What stands on a line."""

    row: int
    """The row, or for a heading the one below it."""
    part: int
    """Which line of the row; -1 for a heading."""
    heading: int = -1
    """Which heading."""


class Lines:
    """Rows with headings between them."""

    def __init__(self, headings: "Sequence[Head]" = ()) -> None:
        self.headings = headings
        self._starts = [heading.start for heading in headings]

    def count(self, rows: int, stride: int) -> int:
        """How many lines there are."""
        return rows * stride + len(self._starts)

    def of_row(self, row: int, stride: int) -> int:
        """The first line of a row."""
        return row * stride + bisect_right(self._starts, row)

    def above(self, row: int, stride: int) -> int:
        """The same, or the heading that stands right above it."""
        first = row in self._starts[bisect_right(self._starts, row) - 1 :][:1]
        return self.of_row(row, stride) - first

    def at(self, line: int, stride: int) -> Spot:
        """What stands on a line."""
        number = (
            bisect_right(
                range(len(self._starts)), line, key=lambda each: self._starts[each] * stride + each
            )
            - 1
        )
        if number >= 0 and line == self._starts[number] * stride + number:
            return Spot(self._starts[number], -1, number)
        row, part = divmod(line - number - 1, stride)
        return Spot(row, part)


def says(heading: "Head", today: dt.date) -> str:
    """What a heading says."""
    label = heading.label
    if isinstance(label, dt.date):
        return _day(label, today)
    return label or "Not known"


def _day(day: dt.date, today: dt.date) -> str:
    """Today, Yesterday, a weekday of the last week, or the date."""
    days = (today - day).days
    if days in (0, 1):
        return ("Today", "Yesterday")[days]
    if 0 < days < rows.WEEK:
        return f"{day:%A}, {day.day} {day:%B}"
    return f"{day.day} {day:%B} {day.year}"
