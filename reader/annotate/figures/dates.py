"""Read dates by the calendar: days, months, years, decades and their ranges.

Shape:   (text, position, today) -> Found or None; each reader starts exactly at the position.
Units:   values are ISO 8601; a pair for a range; a day or month without a year is the one near
         `today`.
Errors:  none; a day no calendar has is no date.
Source:  ISO 8601. "03/04/2016" says day or month first to nobody: its value is None.
"""

import datetime as dt
import re
from typing import Final

from reader.annotate.figures.amounts import Found
from reader.annotate.figures.calendars import MONTHS, day_value, is_day, month_value, period_value
from reader.annotate.figures.leads import word_before
from reader.annotate.figures.ordinals import WORDS as ORDINALS
from reader.annotate.figures.tenses import lies_ahead
from reader.annotate.figures.years import read_short_decade, read_years
from reader.marks import Figure, Value

_MONTH_NAMES: Final = tuple(name for name in MONTHS if len(name) > 3 or name == "May")
_NAMES: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH: Final = rf"(?P<month>{_NAMES})\b\.?"
_DAY: Final = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_TO: Final = (
    r"(?:(?: ?[-–] ?| to | and | or | through )(?P<to>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9:]))?"
)
_YEAR: Final = r"(?:,? (?P<year>1[0-9]{3}|20[0-9]{2})\b(?![-–]?[0-9%]|,[0-9]))?"

_DAY_FIRST: Final = re.compile(rf"{_DAY}{_TO}(?: of)? {_MONTH}{_YEAR}(?!\w)")
_MONTH_FIRST: Final = re.compile(
    rf"{_MONTH} {_DAY}{_TO}(?![\w.:%]?[0-9])(?! ?(?:am|pm|per|%|percent|million|people)\b){_YEAR}(?!\w)"
)
_MONTHS: Final = re.compile(
    rf"{_MONTH}(?: (?P<dash>to|through|until|and) |[-–])(?P<last>{_NAMES})\b(?! [0-9]{{1,2}}\b){_YEAR}"
)
_MONTH_YEAR: Final = re.compile(
    rf"{_MONTH},?(?: of)? (?P<year>1[0-9]{{3}}|20[0-9]{{2}})\b(?!,?[0-9])"
)
_NTH: Final = {"": 0, "twenty": 20, "thirty": 30, **ORDINALS}
_MONTH_NTH: Final = re.compile(
    rf"(?P<month>{_NAMES}) (?:the )?(?:(?P<tens>twenty|thirty)-)?(?P<nth>{'|'.join(ORDINALS)})\b"
    rf"(?! [a-z]{{0,8}}(?:quarter|half|round)){_YEAR}"
)
_NTH_OF: Final = re.compile(
    rf"(?:(?P<tens>[Tt]wenty|[Tt]hirty)-)?(?P<nth>(?i:{'|'.join(ORDINALS)})) of (?P<month>{'|'.join(_MONTH_NAMES)})\b{_YEAR}"
)
_MONTH_OF_YEAR: Final = re.compile(_MONTH + r" (?:of )?(?P<which>last|this|next) year\b")
_THROUGH: Final = re.compile(r"(?: to | through | until | and | ?[-–] ?)(?=[0-9JFMASOND])")
_WHICH: Final = {"last": -1, "this": 0, "next": 1}
_YEARS_ON: Final = re.compile(r",? (?:of )?(last|this|next) year\b(?![-’'])")
_ISO: Final = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![-\d]|T?[0-9])"
)
_SLASHED: Final = re.compile(r"([0-3]?[0-9])([/.])([0-3]?[0-9])\2((?:19|20)[0-9]{2})(?![./]?\w)")

_MONTH_BEFORE: Final = frozenset(
    {"in", "since", "until", "till", "during", "early", "late", "mid", "last", "next", "this", "by", "from", "of",
     "to", "between", "every", "each", "for", "after", "before", "through"}
)  # fmt: skip
_MONTH_OWNED: Final = frozenset(
    {"a", "an", "the", "its", "their", "his", "her", "early", "late", "mid"}
)
_THING: Final = re.compile(r" [a-z]{4}")
_NAME_AFTER: Final = re.compile(r" [A-Z]|[-\w]")
_SOLD: Final = re.compile(
    r" (?:delivery|deliveries|futures|shipments?|crude|contracts?|soy(?:a|beans?)|corn|wheat|hogs|cattle|cocoa|coffee|"
    r"sugar|gold|copper|bonds?)\b"
)
"""What is traded months before it is there."""
_OWNS: Final = re.compile("[’']s [a-z]")
_PEOPLE: Final = frozenset({"March", "April", "May", "June", "August"})
"""Months that are people, marches or majesties too."""


def read_date(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read a date that starts with a digit: "15 March 2016", "2016-03-15", "the 1990s"."""
    if text[start + 2 : start + 3].isdigit():
        return _iso(text, start) or read_years(text, start)
    return read_day(text, start, today) or _slashed(text, start) or read_short_decade(text, start)


def read_day(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read "15 March 2016" or "15th of March"."""
    match = _DAY_FIRST.match(text, start)
    return _until(text, match, today) if match else None


def read_nth(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read "eighth of June"."""
    match = _NTH_OF.match(text, start)
    if match is None:
        return None
    day = _NTH[(match["tens"] or "").lower()] + _NTH[match["nth"].lower()]
    year = int(match["year"]) if match["year"] else None
    if not is_day(year, MONTHS[match["month"]], day):
        return None
    return _found(start, match.end(), day_value(year, MONTHS[match["month"]], day, today))


def read_month(text: str, start: int, today: dt.date | None, *, full: bool = False) -> Found | None:
    """Read what starts with a month; where it is `full`, only with a day or a year."""
    if (match := _MONTH_FIRST.match(text, start)) and (found := _until(text, match, today)):
        return found
    if match := _MONTH_YEAR.match(text, start):
        return _found(start, match.end(), f"{match['year']}-{MONTHS[match['month']]:02}")
    if match := _MONTH_NTH.match(text, start):
        day = _NTH[match["tens"] or ""] + _NTH[match["nth"]]
        year = int(match["year"]) if match["year"] else None
        nth = day_value(year, MONTHS[match["month"]], day, today)
        return _found(start, match.end(), nth) if nth else None
    if full:
        return None
    if match := _MONTH_OF_YEAR.match(text, start):
        near = period_value(_WHICH[match["which"]], "year", today)
        value = f"{near}-{MONTHS[match['month']]:02}" if isinstance(near, str) else None
        return _found(start, match.end(), value)
    if (match := _MONTHS.match(text, start)) and (found := _months(text, match, today)):
        return found
    return _month_alone(text, start, today)


def _found(start: int, stop: int, value: Value) -> Found:
    return Found(start, stop, Figure("date", value))


def _until(text: str, match: re.Match[str], today: dt.date | None) -> Found | None:
    """Read a day, and the one that "to", "through" or a dash says it lasts until."""
    if yearly := _of_year(text, match, today):
        return yearly
    found = _absolute(match, today)
    join = _THROUGH.match(text, found.stop) if found and not match["to"] else None
    if found is None or join is None:
        return found
    if join[0] == " and " and word_before(text, match.start()) != "between":
        return found
    last = _DAY_FIRST.match(text, join.end()) or _MONTH_FIRST.match(text, join.end())
    end = _absolute(last, today) if last and not last["to"] else None
    if last is None or end is None:
        return found
    low, high = found.figure.value, end.figure.value
    if last["year"] and not match["year"]:
        low = day_value(int(last["year"]), MONTHS[match["month"]], int(match["day"]), None)
    if not isinstance(low, str) or not isinstance(high, str) or low >= high:
        return found
    return _found(found.start, end.stop, (low, high))


def _of_year(text: str, match: re.Match[str], today: dt.date | None) -> Found | None:
    """Read "1 September this year"."""
    which = _YEARS_ON.match(text, match.end())
    if which is None or match["year"] or match["to"]:
        return None
    near = period_value(_WHICH[which[1]], "year", today)
    month, day = MONTHS[match["month"]], int(match["day"])
    if not is_day(None, month, day):
        return None
    known = isinstance(near, str) and is_day(int(near), month, day)
    value = f"{near}-{month:02}-{day:02}" if known else None
    return _found(match.start(), which.end(), value)


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


def _iso(text: str, start: int) -> Found | None:
    match = _ISO.match(text, start)
    if match is None or not is_day(int(match["year"]), int(match["month"]), int(match["day"])):
        return None
    return _found(start, match.end(), match[0])


def _slashed(text: str, start: int) -> Found | None:
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


def _months(text: str, match: re.Match[str], today: dt.date | None) -> Found | None:
    """Read "January to May" and "July–August 2010"; "March and April" only after "between"."""
    first, last = MONTHS[match["month"]], MONTHS[match["last"]]
    word = word_before(text, match.start())
    if match["dash"] == "and" and word != "between":
        return None
    if match["dash"] and word not in {"between", "from"} and not match["year"]:
        return None
    if match["year"]:
        year = int(match["year"])
        value: Value = (f"{year - (first > last):04}-{first:02}", f"{year:04}-{last:02}")
    else:
        high = month_value(last, "", today)
        low = f"{int(high[:4]) - (first > last):04}-{first:02}" if high else None
        value = (low, high) if high else None
    return _found(match.start(), match.end(), value)


def _month_alone(text: str, start: int, today: dt.date | None) -> Found | None:
    name = next((name for name in _MONTH_NAMES if text.startswith(name, start)), "")
    stop = start + len(name)
    # A capital after it makes "May" a name; "by May" and "of March" may be people.
    if not name or _NAME_AFTER.match(text, stop):
        return None
    word = word_before(text, start)
    thing = _THING.match(text, stop) is not None
    sure = name not in _PEOPLE and (thing or word in {"and", "or"} or _OWNS.match(text, stop))
    owned = thing and (word in _MONTH_OWNED or word.endswith(("’s", "'s")))
    sold = _SOLD.match(text, stop) is not None
    if word not in _MONTH_BEFORE and not (sure or owned or sold):
        return None
    if (
        name == "May"
        and not sold
        and word
        in {
            "by",
            "from",
            "of",
            "to",
            "for",
            "after",
            "before",
            "the",
            "a",
            "his",
            "her",
        }
    ):
        return None
    ahead = sold or lies_ahead(text, start, stop)
    side = "coming" if ahead else ""
    return _found(start, stop, month_value(MONTHS[name], side, today))
