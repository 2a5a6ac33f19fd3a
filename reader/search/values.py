"""Read the values of filters: amounts with their units, and days.

Shape:   a str as typed -> a `Range`, or None when it is none; the same for a recognised
         figure (`range_of`), so that the two can be compared.
Units:   numbers are floats, at most half a unit in the 16th place from what is written; days
         are counted as `date.toordinal` does. A range holds both its ends: "more than 5"
         begins at the next float after 5.
Errors:  none, for any str.
"""

import datetime as dt
import math
import re
from calendar import monthrange
from typing import Final, NamedTuple

from reader.marks import Figure
from reader.text.fold import fold

_SCALES: Final = {
    "": 0, "k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9, "t": 12, "tn": 12,
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
}  # fmt: skip
_LONGEST_SCALE: Final = 11
"""Letters of a scale word and a currency behind it; more become no unit any more."""
_METRES: Final = frozenset({"m", "b", "t", "k"})
"""In a quantity these are units, or the beginnings of some."""

SIGNS: Final = {
    "£": "gbp", "€": "eur", "$": "usd", "¥": "jpy", "₹": "inr", "₽": "rub", "₩": "krw",
    "₺": "try", "₦": "ngn", "₪": "ils", "฿": "thb", "₫": "vnd", "₴": "uah", "₱": "php",
    "us$": "usd", "a$": "aud", "au$": "aud", "c$": "cad", "ca$": "cad", "nz$": "nzd",
    "hk$": "hkd", "s$": "sgd", "r$": "brl", "nt$": "twd", "%": "%",
}  # fmt: skip
"""Signs for what ISO 4217 has letters for, folded; "$" alone is the US dollar, as in marks."""

PLAIN: Final = ("count", "ordinal", "percent", "money", "quantity", "age")
"""Kinds of figures whose value is one number."""

_OPERATOR: Final = re.compile(r"(>=|<=|>|<|=)?(.*)", re.DOTALL)
_DOTS: Final = re.compile(r"\.\.\.?")
_AMOUNT: Final = re.compile(r"([^\d.,-]*)(-?(?:\d[\d,]*)?(?:\.\d+)?)(.*)", re.DOTALL)
_GROUPED: Final = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_CODE: Final = re.compile(r"[a-z]{3}")
_DAY: Final = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_NEAR: Final = ("today", "yesterday")

_FROM: Final = -math.inf
_ON: Final = math.inf

_Ends = tuple[float, float]
"""The start and the end of a period, or twice the same number."""


class Range(NamedTuple):
    """From one number to another, both included."""

    low: float = _FROM
    high: float = _ON
    unit: str | None = None
    """Folded; None is any."""
    whole: bool = False
    """True for a date such as "2014": it lies in a range only if all of it does."""

    def holds(self, other: "Range") -> bool:
        """True when `other`, a figure's, is what this range asks for."""
        if self.unit is not None and self.unit != other.unit:
            return False
        if other.whole:
            return self.low <= other.low and other.high <= self.high
        return self.low <= other.high and other.low <= self.high


def amount(text: str, *, quantity: bool = False, unit: str | None = None) -> Range | None:
    """The range of numbers that `text` asks for.

    Args:
        text: folded, with or without an operator, a scale word and a unit.
        quantity: whether "m" is a metre and not a million.
        unit: what is meant when none is written.

    >>> amount(">=£1.5bn")
    Range(low=1500000000.0, high=inf, unit='gbp', whole=False)
    >>> amount("20..30%")
    Range(low=20.0, high=30.0, unit='%', whole=False)
    """
    operator, bare = _parted("".join(text.split()))
    sides = _DOTS.split(bare)
    read = [_side(side, quantity=quantity) for side in sides]
    sure = [side for side in read if side is not None]
    if len(sure) < len(read) or (operator and len(sides) > 1) or len(sides) > 2:
        return None
    units: set[str | None] = {side.unit for side in sure if side.unit}
    ends = [(side.low, side.high) if side.low == side.high else None for side in sure]
    if len(units) > 1 or (not any(ends) and (operator or len(ends) > 1 or not units)):
        return None
    return _ranged(operator, ends[0], ends[-1], units.pop() if units else unit)


def days(text: str, today: dt.date) -> Range | None:
    """The range of days that `text` asks for: a year, a month, a day, or from one to another.

    >>> days("2016-02", dt.date(2026, 1, 1)) == Range(735995.0, 736023.0)
    True
    """
    operator, bare = _parted("".join(text.split()))
    sides = _DOTS.split(bare)
    read = [_period(side, today) for side in sides]
    if any(not period and side for period, side in zip(read, sides, strict=True)):
        return None
    if len(sides) > 2 or not any(read) or (operator and len(sides) > 1):
        return None
    return _ranged(operator, read[0], read[-1], None)


def range_of(figure: Figure) -> Range | None:
    """What a recognised figure says, to be compared; None when that is no number and no day."""
    read = _read_day if figure.kind == "date" else _read_number
    if figure.value is None or (figure.kind != "date" and figure.kind not in PLAIN):
        return None
    unit = fold(figure.unit)
    if isinstance(figure.value, str):
        found = read(figure.value)
        if found is None:
            return None
        low, high = found
        if figure.kind == "date":
            return Range(low, high, unit, whole=True)
        # What is "more than 5" is found by ">5", what is "less" by "<5".
        if figure.approx == "more":
            high = math.nextafter(high, _ON)
        elif figure.approx == "less":
            low = math.nextafter(low, _FROM)
        return Range(low, high, unit)
    ends = [read(end) if end is not None else None for end in figure.value]
    if any(
        end is None and value is not None for end, value in zip(ends, figure.value, strict=True)
    ):
        return None
    first, last = ends[0] or (_FROM, _FROM), ends[1] or (_ON, _ON)
    return Range(first[0], last[1], unit)


def may_become(text: str, sort: str) -> bool:
    """True when `text` may only not be typed to its end yet."""
    bare = text.lstrip("<>=.")
    if sort == "day":
        last = _DOTS.split(bare)[-1]
        return not last.strip("0123456789-/") or any(near.startswith(last) for near in _NEAR)
    found = _AMOUNT.fullmatch(_DOTS.split(bare)[-1])
    if found is None:
        return False
    before, number, after = found.groups()
    before_is_unit = not before or before in SIGNS or _CODE.fullmatch(before) is not None
    if not number:
        return before_is_unit or (len(before) < 3 and not after)
    return before_is_unit and len(after) <= _LONGEST_SCALE


def _parted(text: str) -> tuple[str, str]:
    """The operator, and what is left."""
    found = _OPERATOR.match(text)
    return (found[1] or "", found[2]) if found else ("", text)


def _ranged(
    operator: str, first: _Ends | None, last: _Ends | None, unit: str | None
) -> Range | None:
    """From the start of one number or period to the end of another, or as the operator says."""
    low, low_end = first or (_FROM, _ON)
    high_start, high = last or (_FROM, _ON)
    match operator:
        case ">":
            low, high = math.nextafter(low_end, _ON), _ON
        case ">=":
            high = _ON
        case "<":
            low, high = _FROM, math.nextafter(high_start, _FROM)
        case "<=":
            low = _FROM
    return Range(low, high, unit) if low <= high else None


def _side(text: str, *, quantity: bool) -> Range | None:
    """One number with its unit; a unit alone is any number; nothing is an open end."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    before, number, after = found.groups()
    scale = ""
    if number:
        if not _GROUPED.fullmatch(number):
            return None
        scale, after = _scaled(after, quantity=quantity)
    elif after:
        return None
    units = [_unit(part, quantity=quantity) for part in (before, after) if part]
    if len(units) > 1 or None in units:
        return None
    unit = units[0] if units else None
    if not number:
        return Range(unit=unit)
    value = float(f"{number.replace(',', '')}e{_SCALES[scale]}")
    return Range(value, value, unit) if math.isfinite(value) else None


def _scaled(after: str, *, quantity: bool) -> tuple[str, str]:
    """The scale word at the start of what follows a number, and the rest, a unit."""
    for scale in sorted(_SCALES, key=len, reverse=True):
        rest = after.removeprefix(scale)
        if not scale or not after.startswith(scale) or (quantity and scale in _METRES):
            continue
        if not rest or not rest[0].isalpha() or quantity or _CODE.fullmatch(rest) or rest in SIGNS:
            return scale, rest
    return "", after


def _unit(text: str, *, quantity: bool) -> str | None:
    """The unit that `text` names; None for what is none."""
    if text in SIGNS:
        return SIGNS[text]
    if quantity or text in ("pp", "y", "mo", "wk", "d") or _CODE.fullmatch(text):
        return text
    return None


def _period(text: str, today: dt.date) -> _Ends | None:
    """The first and the last day of a year, a month or a day."""
    if text in _NEAR:
        day = float(today.toordinal() - _NEAR.index(text))
        return day, day
    return _read_day(text)


def _read_day(text: str) -> _Ends | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1).toordinal()
        if day:
            last = first
        elif month:
            last = first + monthrange(year or 0, month)[1] - 1
        else:
            last = dt.date(year or 0, 12, 31).toordinal()
    except ValueError:  # the 31st of April, a 13th month, the year 0 or one after 9999
        return None
    return float(first), float(last)


def _read_number(text: str) -> _Ends | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return (value, value) if math.isfinite(value) else None
