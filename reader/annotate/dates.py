"""Read dates: absolute, relative, years, decades and their ranges.

Shape:   (text, position, today) -> Found or None; each reader starts exactly at the position.
Units:   values are ISO 8601; a pair for a range; None for a relative date without a day to
         count from.
Errors:  none; a day no calendar has is no date.
Source:  ISO 8601. "03/04/2016" says day or month first to nobody: its value is None.
"""

import datetime as dt
import re
from typing import Final

from reader.annotate.amounts import Found
from reader.annotate.calendars import (
    MONTHS,
    WEEKDAYS,
    ago,
    day_value,
    is_day,
    month_value,
    period_value,
    shift,
    weekday_value,
)
from reader.annotate.tenses import comes_round, lies_ahead
from reader.marks import Figure, Value

_MONTH: Final = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY: Final = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_TO: Final = r"(?:(?: ?[-–] ?| to | and | or )(?P<to>[0-3]?[0-9])(?:st|nd|rd|th)?)?"
_YEAR: Final = r"(?:,? (?P<year>1[0-9]{3}|20[0-9]{2})\b(?![-–]?[0-9%]|,[0-9]))?"
_WEEKDAY: Final = "(?P<weekday>" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b"

_DAY_FIRST: Final = re.compile(rf"{_DAY}{_TO}(?: of)? {_MONTH}{_YEAR}(?!\w)")
_MONTH_FIRST: Final = re.compile(
    rf"{_MONTH} {_DAY}{_TO}(?![\w.:%]?[0-9])(?! ?(?:am|pm|per|%|percent|million|people)\b){_YEAR}(?!\w)"
)
_MONTH_YEAR: Final = re.compile(
    rf"{_MONTH},?(?: of)? (?P<year>1[0-9]{{3}}|20[0-9]{{2}})\b(?!,?[0-9])"
)
_MONTH_OF_YEAR: Final = re.compile(_MONTH + r" (?:of )?(?P<which>last|this|next) year\b")
_MONTH_ALONE: Final = re.compile(_MONTH)
_ISO: Final = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![-\d]|T?[0-9])"
)
_SLASHED: Final = re.compile(r"([0-3]?[0-9])([/.])([0-3]?[0-9])\2((?:19|20)[0-9]{2})(?![./]?\w)")
_WEEK: Final = re.compile(r" week\b(?![-’'])")
_AFTER_WEEKDAY: Final = re.compile(r",? (?:the )?")

_DECADE: Final = re.compile(r"(?P<year>1[5-9][0-9]|20[0-9])0['’]?s\b|['’‘](?P<short>[2-9])0s\b")
_YEARS: Final = re.compile(
    r"(?P<low>1[5-9][0-9]{2}|20[0-9]{2})(?:(?P<dash>[-–—/]| to | and | or )(?P<high>[0-9]{2}(?:[0-9]{2})?))?"
    r"(?![\w%]|[.,:/-]\w|°)"
)
_YEAR_BEFORE: Final = re.compile(
    r"\b(?:in|since|by|from|of|until|till|before|after|during|between|to|and|or|at least|early|late|mid|around|"
    r"about|circa|through|throughout|the|than|for|as|year|spring|summer|autumn|winter|fall|season|"
    r"back to|(?:%|cent|points?|up|down) on|year was|year is|born|died|election|its|their|our|his|her|(?:"
    + "|".join(MONTHS)
    + r")\.?|[’']s) ?[-–]?$",
    re.IGNORECASE,
)
_YEAR_STRONG: Final = re.compile(
    r"\b(?:in|since|until|till|during|early|late|mid|circa|year|summer|winter)[ -]$", re.IGNORECASE
)
_COUNTED: Final = re.compile(
    r" (?:people|men|women|children|others|more|jobs|troops|of|(?!is\b|was\b|has\b|as\b|this\b)[a-z]{3,14}s)\b"
)
_PERIOD: Final = re.compile(
    r"(?P<which>last|this|next) (?P<unit>year|month|week)\b(?![-’']s? ?(?:end|long))", re.IGNORECASE
)
_PERIODS: Final = {"last": -1, "this": 0, "next": 1}
_PART: Final = re.compile(
    r"(?P<which>last|this) (?P<unit>morning|afternoon|evening|night)\b", re.IGNORECASE
)
_DAYS: Final = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_WHICH: Final = re.compile(r"(last|next|this) ", re.IGNORECASE)
_MONTH_BEFORE: Final = re.compile(
    r"\b(?:in|since|until|till|during|early|late|mid|last|next|this|by|from|of|to|between|every|each)[ -]$",
    re.IGNORECASE,
)
_NAMED_DAY: Final = re.compile(
    r"(?:Black|Good|Bloody|Easter|Palm|Ash|Shrove|Super|Cyber|Giving|Man|Girl|Red|Holy|Maundy|"
    r"Any Given|Boxing) $"
)
_NAMED_AFTER: Final = re.compile(
    r" (?:Times|Telegraph|Mirror|Mail|People|Independent|Express|Night Live|Herald|World|Club|Post|"
    r"Star|Age|Addams)\b|-"
)


def read_date(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read a date that starts with a digit: "15 March 2016", "2016-03-15", "the 1990s"."""
    for read in (_day_first, _iso, _slashed, _decade, _years):
        if found := read(text, start, today):
            return found
    return None


def read_calendar(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read a date that starts with a month, a weekday, "last", "this", "next" or "today"."""
    if which := _WHICH.match(text, start):
        return _relative(text, start, which, today)
    word = re.match(r"[A-Za-z]{3,9}", text[start : start + 9])
    if word is None:
        return None
    lower = word[0].lower()
    if lower in _DAYS:
        value = shift(today, _DAYS[lower]) if today else None
        return _found(start, start + word.end(), value)
    if word[0] in WEEKDAYS:
        return _weekday(text, start, word[0], today)
    return _month(text, start, today)


def read_ago(stop: int, start: int, count: int, unit: str, today: dt.date | None) -> Found:
    """Give "five years ago", whose words end at `stop`, as a date."""
    return _found(start, stop, ago(today, count, unit))


def _found(start: int, stop: int, value: Value) -> Found:
    return Found(start, stop, Figure("date", value))


def _absolute(match: re.Match[str], today: dt.date | None) -> Found | None:
    year = int(match["year"]) if match["year"] else None
    month = MONTHS[match["month"]]
    days = [int(match["day"])]
    if match["to"]:
        days.append(int(match["to"]))
    if not all(is_day(year, month, day) for day in days) or days != sorted(days):
        return None
    values = [day_value(year, month, day, today) for day in days]
    value: Value = values[0] if len(values) == 1 else (values[0], values[1])
    return _found(match.start(), match.end() - match[0].endswith("."), value)


def _day_first(text: str, start: int, today: dt.date | None) -> Found | None:
    match = _DAY_FIRST.match(text, start)
    return _absolute(match, today) if match else None


def _iso(text: str, start: int, today: dt.date | None) -> Found | None:
    del today
    match = _ISO.match(text, start)
    if match is None or not is_day(int(match["year"]), int(match["month"]), int(match["day"])):
        return None
    return _found(start, match.end(), match[0])


def _slashed(text: str, start: int, today: dt.date | None) -> Found | None:
    del today
    match = _SLASHED.match(text, start)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    days = {
        f"{year:04}-{month:02}-{day:02}"
        for day, month in ((first, second), (second, first))
        if is_day(year, month, day)
    }
    return _found(start, match.end(), days.pop() if len(days) == 1 else None) if days else None


def _decade(text: str, start: int, today: dt.date | None) -> Found | None:
    del today
    match = _DECADE.match(text, start)
    if match is None:
        return None
    decade = int(match["year"] or f"19{match['short']}")
    return _found(start, match.end(), (f"{decade}0", f"{decade}9"))


def _years(text: str, start: int, today: dt.date | None) -> Found | None:
    del today
    match = _YEARS.match(text, start)
    if match is None:
        return None
    low, high = match["low"], match["high"]
    behind = text[max(0, start - 24) : start]
    if high is None:
        return _year_alone(text, start, match, behind)
    if match["dash"] == " and " and not re.search(r"\bbetween $", behind, re.IGNORECASE):
        return _year_alone(text, start, _YEARS.match(text, start, start + 4), behind)
    if match["dash"] == " or " and not _YEAR_BEFORE.search(behind):
        return None
    last = high if len(high) == 4 else low[:2] + high
    if not int(low) < int(last) <= 2099 or (
        match["dash"] in {" to ", "-"} and len(high) == 2 and not int(last) - int(low) < 60
    ):
        return None
    return _found(start, match.end(), (low, last))


def _year_alone(text: str, start: int, match: re.Match[str] | None, behind: str) -> Found | None:
    if match is None or (text[start - 1 : start] in {"$", "£", "€", "-", "/"} and start):
        return None
    bracketed = behind.endswith("(") and text[match.end() : match.end() + 1] in {")", "-", "–"}
    strong = _YEAR_STRONG.search(behind)
    if not (bracketed or strong or _YEAR_BEFORE.search(behind)):
        return None
    if not strong and _COUNTED.match(text, match.end()):
        return None
    return _found(start, match.end(), match["low"])


def _relative(text: str, start: int, which: re.Match[str], today: dt.date | None) -> Found | None:
    """Read "last year", "next Monday", "this morning", "last March"."""
    if period := _PERIOD.match(text, start):
        unit = period["unit"].lower()
        return _found(
            start, period.end(), period_value(_PERIODS[period["which"].lower()], unit, today)
        )
    if part := _PART.match(text, start):
        back = -1 if part["which"].lower() == "last" else 0
        return _found(start, part.end(), shift(today, back) if today else None)
    word = re.match(r"[A-Z][a-z]{2,8}\b", text[which.end() : which.end() + 10])
    if word is None:
        return None
    stop, name = which.end() + word.end(), which[1].lower()
    if word[0] in WEEKDAYS:
        return _found(start, stop, weekday_value(WEEKDAYS[word[0]], name, today))
    if word[0] in MONTHS and not re.match(" [A-Z]", text[stop : stop + 2]):
        return _found(start, stop, month_value(MONTHS[word[0]], name, today))
    return None


def _weekday(text: str, start: int, name: str, today: dt.date | None) -> Found | None:
    stop = start + len(name)
    if _NAMED_DAY.search(text[max(0, start - 12) : start]) or _NAMED_AFTER.match(text, stop):
        return None
    follows = _AFTER_WEEKDAY.match(text, stop)
    if follows:
        date = _day_first(text, follows.end(), today) or _month(
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


def _month(text: str, start: int, today: dt.date | None, *, full: bool = False) -> Found | None:
    if (match := _MONTH_FIRST.match(text, start)) and (found := _absolute(match, today)):
        return found
    if match := _MONTH_YEAR.match(text, start):
        return _found(start, match.end(), f"{match['year']}-{MONTHS[match['month']]:02}")
    if (match := _MONTH_OF_YEAR.match(text, start)) and not full:
        month, which = MONTHS[match["month"]], _PERIODS[match["which"]]
        value = (
            f"{today.year + which:04}-{month:02}"
            if today and 0 < today.year + which <= 9999
            else None
        )
        return _found(start, match.end(), value)
    match = _MONTH_ALONE.match(text, start)
    if full or match is None or not _MONTH_BEFORE.search(text[max(0, start - 10) : start]):
        return None
    name = match["month"]
    stop = start + len(name)
    # A capital after it makes "May" a name; "by May" and "of March" may be people.
    if (len(name) < 4 and name != "May") or re.match(r" [A-Z]|[-\w]", text[stop : stop + 2]):
        return None
    behind = text[max(0, start - 6) : start].lower()
    if name == "May" and re.search(r"\b(?:by|from|of|to) $", behind):
        return None
    side = "coming" if lies_ahead(text, start, stop) else ""
    return _found(start, stop, month_value(MONTHS[name], side, today))
