"""The figures of an article as people read them, in a table.

Shape:   `figure_row(text, mark)` -> a `FigureRow`: kind, value in words, as written, its sentence.
Units:   offsets are code points; values as `reader.marks` spells them go in, "EUR 2,500,000",
         "Mon 14 Mar 2016" or "20–30 %" come out.
Errors:  none: a value that has no form of its own is said as it is spelled.
"""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Final, Literal, NamedTuple

from reader.marks import FIGURE_KINDS, Figure, FigureKind, Mark
from reader.spans import Span
from reader.text.sentences import sentence_at

Order = Literal["text", "kind", "value"]
ORDERS: Final[tuple[Order, ...]] = ("text", "kind", "value")
UNKNOWN: Final = "not resolved"
"""What stands for a value that the text alone does not tell: "dozens", a "Monday" of no week."""

_LONGEST: Final = 1_000
"""Code points of a sentence; a table may hold more than a quotation on a card."""

_APPROX: Final = {
    "about": "about ",
    "more": "more than ",
    "less": "less than ",
    "at least": "at least ",
    "at most": "at most ",
}
_UNITS: Final = {
    "Y": ("year", 31_556_952),
    "M": ("month", 2_629_746),
    "W": ("week", 604_800),
    "D": ("day", 86_400),
    "TH": ("hour", 3_600),
    "TM": ("minute", 60),
    "TS": ("second", 1),
}
"""Designators of a duration: the word, and its length in seconds, for sorting."""
_AGES: Final = {"y": "Y", "mo": "M", "wk": "W", "d": "D"}
_PART: Final = re.compile(r"(T)|([\d.]+)([YMWDHS])")
_DAY: Final = re.compile(r"(\d{4}|-)-(\d\d)(?:-(\d\d))?\Z")
_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]
_DAYS: Final = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_PLACE: Final = {kind: place for place, kind in enumerate(FIGURE_KINDS)}


class FigureRow(NamedTuple):
    """One figure of a text, ready for a table."""

    mark: Mark
    kind: FigureKind
    value: str
    """In words: "more than EUR 2,500,000"."""
    written: str
    """As the text has it, in one line."""
    sentence: Span
    rank: tuple[int, int, str, float, int]
    """By this rows are sorted by value: kind and unit, what is not resolved last, then its size."""


def figure_rows(text: str, marks: Iterable[Mark]) -> list[FigureRow]:
    """The rows of all figures among `marks`, in the text's order."""
    return [row for mark in marks if (row := figure_row(text, mark)) is not None]


def figure_row(text: str, mark: Mark) -> FigureRow | None:
    """The row of one mark; None for a name."""
    figure = mark.figure
    if figure is None:
        return None
    return FigureRow(
        mark,
        figure.kind,
        value_in_words(figure),
        " ".join(mark.of(text).split()),
        sentence_at(text, mark, longest=_LONGEST),
        _rank(figure, mark.start),
    )


def in_order(rows: Iterable[FigureRow], order: Order, *, turned: bool = False) -> list[FigureRow]:
    """The rows sorted: as they stand in the text, by kind, or by value within each kind.

    Turned round, the largest come first; what is not resolved stays last.
    """
    if order == "text":
        return sorted(rows, key=lambda row: row.mark.start, reverse=turned)
    if order == "kind":
        found = sorted(rows, key=lambda row: row.mark.start)
        return sorted(found, key=lambda row: row.rank[0], reverse=turned)
    if not turned:
        return sorted(rows, key=lambda row: row.rank)
    return sorted(rows, key=lambda row: (row.rank[0], row.rank[1], row.rank[2], -row.rank[3]))


def value_in_words(figure: Figure) -> str:
    """The figure's value for people.

    >>> value_in_words(Figure("money", "2500000", "EUR", "about"))
    'about EUR 2,500,000'
    >>> value_in_words(Figure("percent", ("20", "30"), "%"))
    '20–30 %'
    """
    return _APPROX.get(figure.approx or "", "") + _stated(figure)


def _stated(figure: Figure) -> str:
    value = figure.value
    if value is None or value == (None, None):
        return UNKNOWN
    if isinstance(value, str):
        return _with_unit(_one(figure, value), figure)
    low, high = value
    if low is None:
        return f"up to {_with_unit(_one(figure, high or ''), figure)}"
    if high is None:
        return f"from {_with_unit(_one(figure, low), figure)}"
    ends = (_one(figure, low), _one(figure, high))
    # "14 Mar – 16 Mar", but "20–30": a dash between words has air.
    dash = " – " if any(" " in end for end in ends) else "–"
    return _with_unit(dash.join(ends), figure)


def _with_unit(number: str, figure: Figure) -> str:
    if figure.kind == "age":
        word = _UNITS[_AGES[figure.unit]][0] if figure.unit in _AGES else figure.unit
        return f"{number} {word}" if number == "1" else f"{number} {word}s"
    if figure.kind == "money":
        return f"{figure.unit} {number}".strip()
    return f"{number} {figure.unit}".strip()


def _one(figure: Figure, value: str) -> str:
    """One value, or one end of a range, without its unit."""
    match figure.kind:
        case "date":
            return _date(value)
        case "duration":
            return _duration(value)
        case "time":
            return value.removeprefix("T").replace("Z", " UTC")
        case "ordinal":
            return _ordinal(value)
        case "score":
            return value.replace("-", "–")
        case _:
            return _grouped(value)


def _grouped(value: str) -> str:
    """A decimal string with commas between thousands; anything else as it is."""
    sign, whole, point, rest = _parts(value)
    return f"{sign}{int(whole):,}{point}{rest}" if 0 < len(whole) < 100 else value


def _parts(value: str) -> tuple[str, str, str, str]:
    match = re.fullmatch(r"(-?)(\d+)(\.?)(\d*)", value)
    return (match[1], match[2], match[3], match[4]) if match else ("", "", "", "")


def _ordinal(value: str) -> str:
    number = _grouped(value)
    if value[-2:] in ("11", "12", "13"):
        return f"{number}th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(value[-1:], "th")


def _date(value: str) -> str:
    match = _DAY.match(value)
    month = int(match[2]) if match else 0
    if match is None or not 1 <= month <= 12:
        return value
    name, year = _MONTHS[month - 1], "" if match[1] == "-" else f" {match[1]}"
    if match[3] is None:
        return f"{name}{year}"
    day = int(match[3])
    if not year:
        return f"{day} {name}"
    try:
        weekday = _DAYS[dt.date(int(match[1]), month, day).weekday()]
    except ValueError:
        return value
    return f"{weekday} {day} {name}{year}"


def _duration(value: str) -> str:
    words = []
    for number, designator in _spent(value):
        noun = _UNITS[designator][0]
        words.append(f"{_grouped(number)} {noun}" + ("" if number == "1" else "s"))
    return " ".join(words) or value


def _spent(value: str) -> list[tuple[str, str]]:
    """The parts of an ISO 8601 duration: "PT1H30M" is 1 "TH" and 30 "TM"."""
    time, parts = "", []
    for part in _PART.finditer(value):
        if part[1]:
            time = "T"
        elif (designator := time + part[3]) in _UNITS:
            parts.append((part[2], designator))
    return parts


def _rank(figure: Figure, start: int) -> tuple[int, int, str, float, int]:
    value = figure.value
    low = value if not isinstance(value, tuple) else value[0] if value[0] is not None else value[1]
    size = None if low is None else _size(figure, low)
    # An age in months is younger than one in years: they share a scale, and so do durations.
    unit = "" if figure.kind == "age" else figure.unit
    return (_PLACE[figure.kind], int(size is None), unit, size or 0.0, start)


def _size(figure: Figure, value: str) -> float | None:
    """How much it is, to compare it with others of its kind and unit."""
    match figure.kind:
        case "date":
            digits = re.findall(r"\d+", value)
            scaled = [float(each) for each in digits[:3]]
            if value.startswith("--"):
                scaled.insert(0, 0.0)
            year, month, day = [*scaled, 0.0, 0.0, 0.0][:3]
            sign = -1 if re.match(r"-\d", value) else 1
            return sign * year * 400 + month * 32 + day
        case "duration":
            parts = _spent(value)
            return sum((_number(number) * _UNITS[each][1] for number, each in parts), 0.0)
        case "age":
            return _number(value) * _UNITS[_AGES.get(figure.unit, "Y")][1]
        case "time" | "score":
            digits = re.findall(r"\d+", value)[:3]
            return sum((float(each[:9]) / 100.0**place for place, each in enumerate(digits)), 0.0)
        case _:
            return _number(value)


def _number(value: str) -> float:
    try:
        return float(Decimal(value))
    except (InvalidOperation, OverflowError):
        return 0.0
