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

from reader.annotate.figures.amounts import Amount, Found, spell
from reader.annotate.figures.calendars import ago
from reader.annotate.figures.leads import word_before
from reader.annotate.figures.numbers import read_number
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
WORDS: Final = frozenset({*_UNITS, *(f"{unit}s" for unit in _UNITS)})
"""Units of time, in lower case."""

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
    r"(?P<half>half[ -])?an?[ -](?P<unit>year|month|week|fortnight|decade|century|day|hour|minute)\b(?![-’'])",
    re.IGNORECASE,
)
_AND_HALF: Final = re.compile(r" and a half\b(?! ago)")
_WAR: Final = re.compile(r"s?[’']? War\b")
_FOR: Final = frozenset(
    {"for", "in", "within", "after", "over", "than", "nearly", "almost", "about", "take", "takes", "took", "lasted", "least",
     "spent", "spend"}
)  # fmt: skip
"""Words that make "a year" a length of time; elsewhere it is a rate ("three times a year")."""

_IN_WHICH: Final = re.compile(
    r" (?:when|that|in which|which|where|marked|of|like|without|with|full)\b"
)
""""In a year of drought" says what year it was, not how long something took."""

_PAST_OF: Final = re.compile(r" (?:after|before|later|earlier)\b")
_DAYLIGHT: Final = frozenset({"day", "night"})
""""One day" that opens a sentence is a day in a tale."""

_ORDER: Final = ("century", "decade", "year", "month", "week", "day", "hour", "minute", "second")


def read_duration(text: str, amount: Amount, today: dt.date | None) -> Found | None:
    """Read the unit of time after `amount`: a duration, an age or a date in the past."""
    match = _UNIT.match(text, amount.stop)
    if match is None or amount.low is None:
        return None
    unit, prefix, times, letter = _UNITS[match["unit"].lower()]
    if (amount.spelt and not match["gap"]) or _WAR.match(text, match.end()):
        return None
    stop = match.end()
    if amount.spelt and amount.low == 1 and unit in _DAYLIGHT and text[amount.start] == "O":
        return None
    if unit in _AGES and (old := _OLD.match(text, stop)):
        return amount.found(old.end(), "age", _AGES[unit])
    past = _AGO.match(text, stop)
    if past and unit in {"day", "week", "month", "year", "decade", "century"} and not amount.pair:
        whole = amount.low == amount.low.to_integral_value() and amount.low < 10_000
        when = ago(today, int(amount.low), unit) if whole else None
        return Found(amount.start, past.end(), Figure("date", when))
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
        return Found(start, past.end(), Figure("date", ago(today, 1, unit)))
    value = Decimal(times)
    if not match["half"] and (more := _AND_HALF.match(text, stop)):
        return Found(
            start, more.end(), Figure("duration", _iso(prefix, value * Decimal("1.5"), letter))
        )
    if match["half"]:
        if unit == "hour":
            return Found(start, stop, Figure("duration", "PT30M"))
        value /= 2
    else:
        word = word_before(text, start)
        if word not in _FOR and not _PAST_OF.match(text, stop):
            return None
        if word == "in" and _IN_WHICH.match(text, stop):
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
