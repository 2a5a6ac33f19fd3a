"""Words of the calendar, and what relative dates mean on a given day.

Shape:   words -> ISO 8601 strings, or pairs of them; None without a day to count from.
Units:   plain dates; a week runs from Monday to Sunday.
Errors:  none; a date outside the years 1 to 9999 is None.
"""

import datetime as dt
from typing import Final

from reader.marks import Value

_MONTH_NAMES: Final = (  # noqa: SIM905
    "January February March April May June July August September October November December"
).split()
MONTHS: Final = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, start=1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, start=1)},
    "Sept": 9,
}
_DAY_NAMES: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
WEEKDAYS: Final = {
    **{name: number for number, name in enumerate(_DAY_NAMES)},
    "Mon": 0,
    "Tue": 1,
    "Tues": 1,
    "Wed": 2,
    "Thu": 3,
    "Thurs": 3,
    "Fri": 4,
}
"""Monday is 0. "Sat" and "Sun" are left out: a verb and a star."""

SMALL_DAYS: Final = {name.lower(): name for name in _DAY_NAMES}
"""Days as telegrams and forums write them."""

_NEAR: Final = 183
"""A day without a year belongs to the article's year when it is within half a year of it."""

_ACROSS: Final = 120
"""Over a turn of the year it must be nearer than that: "18 January", said in November."""


def day_value(year: int | None, month: int, day: int, today: dt.date | None) -> str | None:
    """Give an absolute day in ISO 8601; without a year, the one near the article's day."""
    if not is_day(year, month, day):
        return None
    if year is not None:
        return f"{year:04}-{month:02}-{day:02}"
    if today is not None:
        for near in (today.year, today.year - 1, today.year + 1):
            if dt.MINYEAR <= near <= dt.MAXYEAR and is_day(near, month, day):
                guess = dt.date(near, month, day)
                if abs((guess - today).days) <= (_NEAR if near == today.year else _ACROSS):
                    return guess.isoformat()
    return f"--{month:02}-{day:02}"


def is_day(year: int | None, month: int, day: int) -> bool:
    """True when the calendar has this day; 29 February passes when no year is given."""
    try:
        dt.date(2000 if year is None else year, month, day)
    except ValueError:
        return False
    return True


def month_value(month: int, which: str, today: dt.date | None) -> str | None:
    """Give a month without a year: the last one begun, or the one ahead for "next" and "coming"."""
    if today is None:
        return None
    year = today.year
    if which == "next":
        year += month <= today.month
    elif which == "coming":
        year += month < today.month
    elif which == "last":
        year -= month >= today.month
    else:
        year -= month > today.month
    return f"{year:04}-{month:02}"


def weekday_value(weekday: int, which: str, today: dt.date | None) -> str | None:
    """Give the most recent such day, today included; for "coming" the nearest ahead, today included.

    "last" is before today, "next" after it, and "week" seven days behind the coming one.
    """
    if today is None:
        return None
    back = (today.weekday() - weekday) % 7
    if which == "next":
        return shift(today, 7 - back)
    if which == "coming":
        return shift(today, -back % 7)
    if which == "week":
        return shift(today, 7 + -back % 7)
    if which == "last" and back == 0:
        back = 7
    return shift(today, -back)


def shift(today: dt.date, days: int) -> str | None:
    """Give the day so many days after `today`."""
    try:
        return (today + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def ago(today: dt.date | None, count: int, unit: str) -> str | None:
    """Give the date `count` days, weeks, months or years before `today`."""
    if today is None:
        return None
    if unit in {"day", "week"}:
        return shift(today, -count * (7 if unit == "week" else 1)) if count < 400_000 else None
    if unit == "month":
        months = today.year * 12 + today.month - 1 - count
        return f"{months // 12:04}-{months % 12 + 1:02}" if months >= 12 else None
    year = today.year - count * {"year": 1, "decade": 10, "century": 100}[unit]
    return f"{year:04}" if year > 0 else None


def period_value(which: int, unit: str, today: dt.date | None) -> Value:
    """Give the last (-1), this (0) or next (1) week, weekend, quarter, month, year, decade or century."""
    if today is None:
        return None
    if unit in {"decade", "century"}:
        years = 10 if unit == "decade" else 100
        year = (today.year // years + which) * years
        return (f"{year:04}", f"{year + years - 1:04}") if 0 < year < 9999 else None
    if unit == "quarter":
        months = 3 * (4 * today.year + (today.month - 1) // 3 + which)
        begin, end = (f"{m // 12:04}-{m % 12 + 1:02}" for m in (months, months + 2))
        return (begin, end) if 12 <= months < 12 * 9999 + 10 else None
    if unit in {"spring", "summer", "autumn", "fall", "winter"}:
        return None
    if unit == "year":
        return ago(today, -which, "year") if 0 < today.year + which <= 9999 else None
    if unit == "month":
        return ago(today, -which, "month")
    monday = 7 * which - today.weekday()
    first = monday + 5 if unit == "weekend" else monday
    low, high = shift(today, first), shift(today, monday + 6)
    return (low, high) if low and high else None
