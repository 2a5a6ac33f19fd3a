"""Read dates by where they lie from the article's day: "Monday", "last week", "this morning".

Shape:   (text, position, today) -> Found or None; each reader starts exactly at the position.
Units:   values are ISO 8601, or a pair of days for a week; None without a day to count from.
Errors:  none; the days of newspapers and songs ("Sunday Times", "Black Friday") are None.
"""

import datetime as dt
import re
from typing import Final

from reader.annotate.figures.amounts import Found
from reader.annotate.figures.calendars import (
    MONTHS,
    SMALL_DAYS,
    WEEKDAYS,
    month_value,
    period_value,
    shift,
    weekday_value,
)
from reader.annotate.figures.dates import read_day, read_month
from reader.annotate.figures.tenses import comes_round, lies_ahead
from reader.marks import Figure, Value

_PERIODS: Final = {"last": -1, "this": 0, "next": 1}
_PERIOD: Final = re.compile(
    r"(?P<which>last|this|next) (?:(?:(?P<unit>year|month|week|weekend|quarter|spring|summer|autumn|fall|winter|"
    r"decade|century)|(?P<part>morning|afternoon|evening|night))\b(?![-’']s? ?(?:end|long)))",
    re.IGNORECASE,
)
_WHICH: Final = re.compile(r"([Ll]ast|[Nn]ext|[Tt]his) ([A-Z][a-z]{2,8}|[a-z]{3,6}day)\b")
_DAYS: Final = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_WEEK: Final = re.compile(r" week\b(?![-’'])")
_AFTER_WEEKDAY: Final = re.compile(r",? (?:the )?(?=[0-9JFMASOND])")
_NAMED_DAY: Final = re.compile(
    r"(?:Black|Good|Bloody|Easter|Palm|Ash|Shrove|Super|Cyber|Giving|Man|Girl|Red|Holy|Maundy|"
    r"Any Given|Boxing) $"
)
_NAMED_AFTER: Final = re.compile(
    r" (?:Times|Telegraph|Mirror|Mail|People|Independent|Express|Night Live|Herald|World|Club|Post|"
    r"Star|Age|Addams)\b|-"
)


def read_nearby(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read "yesterday", "today", "tonight" or "tomorrow"."""
    word = next(day for day in _DAYS if text[start : start + 9].lower().startswith(day))
    value = shift(today, _DAYS[word]) if today else None
    return _found(start, start + len(word), value)


def read_relative(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read "last year", "next Monday", "this morning", "last March"."""
    if period := _PERIOD.match(text, start):
        which = _PERIODS[period["which"].lower()]
        if period["part"]:
            return _found(start, period.end(), shift(today, min(which, 0)) if today else None)
        return _found(start, period.end(), period_value(which, period["unit"].lower(), today))
    match = _WHICH.match(text, start)
    if match is None:
        return None
    name, word = match[1].lower(), SMALL_DAYS.get(match[2], match[2])
    if word in WEEKDAYS:
        return _found(start, match.end(), weekday_value(WEEKDAYS[word], name, today))
    if word in MONTHS:
        return _found(start, match.end(), month_value(MONTHS[word], name, today))
    return None


def read_weekday(text: str, start: int, name: str, today: dt.date | None) -> Found | None:
    """Read "Monday", "Monday week" or "Friday 12 June"; `name` is the word at `start`."""
    stop = start + len(name)
    name = SMALL_DAYS.get(name, name)
    if _NAMED_AFTER.match(text, stop):
        return None
    if start and text[start - 1] == " " and _NAMED_DAY.search(text[max(0, start - 12) : start]):
        return None
    if follows := _AFTER_WEEKDAY.match(text, stop):
        date = read_day(text, follows.end(), today) or read_month(
            text, follows.end(), today, full=True
        )
        if date:
            return _found(start, date.stop, _on_weekday(date.figure.value, WEEKDAYS[name]))
    if len(name) < 6 or text[stop : stop + 1].isalnum():
        return None
    if week := _WEEK.match(text, stop):
        return _found(start, week.end(), weekday_value(WEEKDAYS[name], "week", today))
    if comes_round(text, start, stop):
        return _found(start, stop, None)
    which = "coming" if lies_ahead(text, start, stop) else ""
    return _found(start, stop, weekday_value(WEEKDAYS[name], which, today))


def _on_weekday(value: Value, weekday: int) -> Value:
    """Leave the year out of a day that is not this day of the week: it belongs to another year."""
    if isinstance(value, str) and len(value) == len("2016-03-15"):
        return value if dt.date.fromisoformat(value).weekday() == weekday else f"-{value[4:]}"
    return value


def _found(start: int, stop: int, value: Value) -> Found:
    return Found(start, stop, Figure("date", value))
