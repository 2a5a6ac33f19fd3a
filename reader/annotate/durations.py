"""Read durations, and the ages and past dates that are built on them.

Shape:   (text, Amount, today) -> Found or None.
Units:   durations are ISO 8601 ("P6M", "PT1.5H"); a decade is ten years, a fortnight two weeks.
         Ages are in years, months, weeks or days: `y`, `mo`, `wk`, `d`.
Errors:  none.
Source:  ISO 8601.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from reader.annotate.amounts import Amount, Found, spell
from reader.annotate.dates import read_ago
from reader.annotate.numbers import read_number
from reader.marks import Figure, Value

_UNITS: Final = {
    **dict.fromkeys(("second", "sec", "secs"), ("second", "PT", 1, "S")),
    **dict.fromkeys(("minute", "min", "mins"), ("minute", "PT", 1, "M")),
    **dict.fromkeys(("hour", "hr", "hrs"), ("hour", "PT", 1, "H")),
    "day": ("day", "P", 1, "D"),
    "night": ("night", "P", 1, "D"),
    "week": ("week", "P", 1, "W"),
    "fortnight": ("fortnight", "P", 2, "W"),
    "month": ("month", "P", 1, "M"),
    "year": ("year", "P", 1, "Y"),
    "decade": ("decade", "P", 10, "Y"),
    "century": ("century", "P", 100, "Y"),
    "centurie": ("century", "P", 100, "Y"),
}
_UNIT: Final = re.compile(
    r"(?P<gap>[ \u00a0-]?)(?P<unit>second|minute|hour|day|night|week|fortnight|month|year|decade|century"
    r"|centurie|secs?|mins?|hrs?)s?\b",
    re.IGNORECASE,
)
_OLD: Final = re.compile(r"(?:-olds?| old|-old)\b", re.IGNORECASE)
_AGO: Final = re.compile(r" ago\b")
_SECOND_PART: Final = re.compile(r",? (?:and )?(?=[0-9a-z])|(?=[0-9])")
_AGES: Final = {"year": "y", "month": "mo", "week": "wk", "day": "d"}
_SINGLE: Final = re.compile(
    r"(?P<half>half[ -])?an? (?P<unit>year|month|week|fortnight|decade|century|hour|minute)\b(?![-’'])",
    re.IGNORECASE,
)
_PER: Final = re.compile(
    r"(?:[0-9%£$€]|\b(?:times|once|twice|cent|percent|million|billion|thousand|hundred|dollars|pounds|"
    r"euros|tonnes|tons|barrels|kilometres|miles|people|[a-z]{3,14}s|half|day|much|many|of))[ -]$",
    re.IGNORECASE,
)
_ORDER: Final = ("century", "decade", "year", "month", "week", "day", "hour", "minute", "second")


def read_duration(text: str, amount: Amount, today: dt.date | None) -> Found | None:
    """Read the unit of time after `amount`: a duration, an age or a date in the past."""
    match = _UNIT.match(text, amount.stop)
    if match is None or amount.low is None:
        return None
    unit, prefix, times, letter = _UNITS[match["unit"].lower()]
    if amount.spelt and not match["gap"]:
        return None
    stop = match.end()
    if unit in _AGES and (old := _OLD.match(text, stop)):
        return amount.found(old.end(), "age", _AGES[unit])
    past = _AGO.match(text, stop)
    if past and unit in {"day", "week", "month", "year", "decade", "century"} and not amount.pair:
        if amount.low == amount.low.to_integral_value() and amount.low < 10_000:
            return read_ago(past.end(), amount.start, int(amount.low), unit, today)
        return Found(amount.start, past.end(), Figure("date", None))
    if longer := _compound(text, amount, unit, stop):
        return longer
    value: Value = _iso(prefix, amount.low * times, letter)
    if amount.high is not None:
        value = (
            _iso(prefix, amount.low * times, letter),
            _iso(prefix, amount.high * times, letter),
        )
    return Found(amount.start, stop, Figure("duration", value))


def read_single(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read "a year", "half an hour", "a decade ago", but not "three times a week"."""
    match = _SINGLE.match(text, start)
    if match is None:
        return None
    unit, prefix, times, letter = _UNITS[match["unit"].lower()]
    stop = match.end()
    if (
        not match["half"]
        and unit in _AGES | {"decade": "", "century": ""}
        and (past := _AGO.match(text, stop))
    ):
        return read_ago(past.end(), start, 1, unit, today)
    if _PER.search(text[max(0, start - 16) : start]):
        return None
    value = Decimal(times)
    if match["half"]:
        if unit == "hour":
            return Found(start, stop, Figure("duration", "PT30M"))
        value /= 2
    elif not re.search(
        r"\b(?:for|within|after|over|than|nearly|almost|about|take|takes|took|lasted|least) $",
        text[max(0, start - 9) : start],
        re.IGNORECASE,
    ):
        return None
    return Found(start, stop, Figure("duration", _iso(prefix, value, letter)))


def _iso(prefix: str, value: Decimal, letter: str) -> str:
    return f"{prefix}{spell(value)}{letter}"


def _compound(text: str, amount: Amount, unit: str, stop: int) -> Found | None:
    """Read the second half of "two hours and 30 minutes"."""
    if amount.pair or amount.low is None or unit not in _ORDER:
        return None
    join = _SECOND_PART.match(text, stop)
    number = read_number(text, join.end()) if join else None
    match = _UNIT.match(text, number.stop) if number else None
    if number is None or number.value is None or match is None:
        return None
    smaller, prefix, times, letter = _UNITS[match["unit"].lower()]
    if smaller not in _ORDER or _ORDER.index(smaller) != _ORDER.index(unit) + 1:
        return None
    if unit in {"day", "century", "decade", "week"}:
        return None
    _, _, larger_times, larger = _UNITS[unit]
    both = f"{spell(amount.low * larger_times)}{larger}{spell(number.value * times)}{letter}"
    return Found(amount.start, match.end(), Figure("duration", prefix + both))
