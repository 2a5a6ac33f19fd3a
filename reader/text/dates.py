"""Read a date from a line, a header or a file's name.

Shape:   one str -> a plain `date`, an aware `datetime`, or None when it is not surely a date.
Units:   a time without a zone is dropped with its guess: the plain date stays, never midnight UTC.
Errors:  none; an impossible date (31 February, year 99999) is None and stays text.
Source:  ISO 8601, RFC 2822, and the forms newspapers print; "03/04/2016" asks `day_order`.
"""

import datetime as dt
import re
from functools import cache
from typing import Final

from reader.settings import DayOrder

Moment = dt.date | dt.datetime

_LONGEST: Final = 64
"""A line longer than this says more than a date."""

_MONTH_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS: Final = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
"""Number of a month by its English name, whole or short."""

_WEEKDAY: Final = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?(?:the )?"
)
_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH: Final = f"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\\.?"
_NUMBERS: Final = r"(?P<one>[0-9]{1,2})(?P<mark>[/.-])(?P<two>[0-9]{1,2})(?P=mark)"
_YEAR: Final = r"(?P<year>[0-9]{4})"
_ZONE: Final = r"(?: ?(?P<zone>z|[+-][0-9]{2}(?::?[0-9]{2})?|[a-z]{2,5}))?"
_CLOCK: Final = (
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
)
_TIME: Final = rf"(?:(?:,| at| [-–|])? {_CLOCK}(?: ?(?P<half>am|pm))?{_ZONE})?"

_EAST: Final = (
    rf"{_YEAR} ?[年년] ?(?P<month>[0-9]{{1,2}}) ?[月월] ?(?P<day>[0-9]{{1,2}}) ?[日号號일]"
    r"(?: ?[(（]?(?:星期|周|週)?[一二三四五六日天月火水木金土](?:曜日)?[)）]?)?"
    rf"(?: ?{_CLOCK}{_ZONE})?"
)
"""The year first, as in Chinese, Japanese and Korean; a day of the week may follow."""

_FORMS: Final = (
    rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?:[t ]{_CLOCK}{_ZONE})?",
    rf"{_WEEKDAY}{_YEAR}/(?P<month>[0-9]{{2}})/(?P<day>[0-9]{{2}}){_TIME}",
    rf"{_WEEKDAY}{_DAY}\.?(?: of)?[ -]{_MONTH}(?:,? |-){_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_NUMBERS}{_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_NUMBERS}(?P<short>[0-9]{{2}})",
    _EAST,
)
_IN_NAME: Final = re.compile(
    r"(?<![0-9])(1[6-9][0-9]{2}|2[01][0-9]{2})([-_.]?)([0-9]{2})\2([0-9]{2})(?![0-9])"
)


def parse_date_line(line: str, *, day_order: DayOrder = "dmy") -> Moment | None:
    """Return the date of a line that holds nothing else.

    >>> parse_date_line("Tuesday, 15 March 2016")
    datetime.date(2016, 3, 15)
    >>> parse_date_line("03/04/2016", day_order="mdy")
    datetime.date(2016, 3, 4)
    >>> parse_date_line("31 February 2016") is None
    True
    """
    if len(line) > 4 * _LONGEST:
        return None
    line = " ".join(line.split()).lower()
    if len(line) > _LONGEST:
        return None
    for form in _FORMS:
        if match := _compiled(form).fullmatch(line):
            return _moment(match.groupdict(), day_order)
    return None


def tells_time(line: str, date: Moment) -> bool:
    """Whether `line`, whose date is `date`, says a time that the plain day does not hold."""
    if isinstance(date, dt.datetime):
        return False
    line = " ".join(line.split()).lower()
    matches = (_compiled(form).fullmatch(line) for form in _FORMS)
    return any(match.groupdict().get("hour") for match in matches if match)


def parse_header_date(value: str, *, day_order: DayOrder = "dmy") -> Moment | None:
    """Return the date of a mail header (RFC 2822), or of a date line in its place."""
    if len(value) > 2 * _LONGEST:
        return None
    if found := parse_date_line(value, day_order=day_order):
        return found
    from email.utils import parsedate_to_datetime  # slow to import, and seldom needed

    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _kept(moment)


def date_in_name(name: str) -> dt.date | None:
    """Return the first real date in a file's name.

    >>> date_in_name("bridge-reopens-2026-05-18.txt"), date_in_name("20260518_notes")
    (datetime.date(2026, 5, 18), datetime.date(2026, 5, 18))
    """
    for match in _IN_NAME.finditer(name):
        if found := _date(int(match[1]), int(match[3]), int(match[4])):
            return found
    return None


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """The pattern of one of the forms, made when the first line is looked at."""
    return re.compile(form)


def _moment(parts: dict[str, str | None], day_order: DayOrder) -> Moment | None:
    day, month = _day_and_month(parts, day_order)
    year = int(parts["year"] or 0) if "year" in parts else _year(parts)
    found = _date(year, month, day)
    if found is None or not (hour := parts.get("hour")):
        return found
    half = parts.get("half")
    if half and not 1 <= int(hour) <= 12:
        return None
    twelve = int(hour) % 12 + (12 if half == "pm" else 0) if half else int(hour)
    try:
        time = dt.time(twelve, int(parts["minute"] or 0), int(parts["second"] or 0))
        zone = _zone(parts["zone"])
    except ValueError:
        return None
    return _kept(dt.datetime.combine(found, time, zone))


def _day_and_month(parts: dict[str, str | None], day_order: DayOrder) -> tuple[int, int]:
    if not parts.get("one"):
        month = parts["month"] or ""
        return int(parts["day"] or 0), MONTHS.get(month) or int(month)
    first, second = int(parts["one"] or 0), int(parts["two"] or 0)
    # Dots are written where the day comes first; elsewhere a number over 12 tells, else the setting.
    if parts["mark"] == ".":
        day_order = "dmy"
    if second > 12 or (day_order == "mdy" and first <= 12):
        return second, first
    return first, second


def _year(parts: dict[str, str | None]) -> int:
    """The year of two digits, as POSIX reads it; 0 unless just one of the numbers can be a day."""
    low, high = sorted((int(parts["one"] or 0), int(parts["two"] or 0)))
    short = int(parts["short"] or 0)
    if parts["mark"] == "-" or not low <= 12 < high:
        return 0
    return short + (2000 if short < 69 else 1900)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if year >= 1000 else None


def _zone(name: str | None) -> dt.tzinfo | None:
    """The zone, when the name has one meaning; "EST" and "BST" have several."""
    if name in ("z", "utc", "gmt"):
        return dt.UTC
    if name is None or name[0] not in "+-":
        return None
    digits = name[1:].replace(":", "").ljust(4, "0")
    offset = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-offset if name[0] == "-" else offset)


def _kept(moment: dt.datetime) -> Moment:
    """`moment` when it is aware and can be told in any zone, else its plain date."""
    if moment.tzinfo is None or not 1000 <= moment.year <= 9998:
        return moment.date()
    return moment
