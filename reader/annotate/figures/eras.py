"""Read stretches of the calendar: centuries, quarters and halves of a year, seasons, its end.

Shape:   (text, position, today) -> Found or None; the words start exactly at the position.
Units:   pairs of ISO 8601 years or months; the 19th century is 1800 to 1899, as ISO 8601 counts.
         A season belongs to its year alone, as it falls in other months in the south.
Errors:  none; a quarter or century that cannot be placed is a date without a value.
"""

import datetime as dt
import re
from typing import Final

from reader.annotate.figures.amounts import Found
from reader.annotate.figures.calendars import period_value
from reader.annotate.figures.ordinals import WORDS as ORDINALS
from reader.marks import Figure, Value

_NTH: Final = r"([0-9]{1,2})(?:st|nd|rd|th)|(twenty-first|" + "|".join(ORDINALS) + ")"
_CENTURY: Final = re.compile(
    rf"(?:{_NTH})(?:(?: and | to | or |[-–])(?:the |early |late )?(?:{_NTH}))?"
    r"[ -](?:century|centuries)\b(?! Fox)(?P<bc> B\.?C\.?E?\b\.?)?",
    re.IGNORECASE,
)
_WHEN: Final = (
    r"(?:(?P<year>1[5-9][0-9]{2}|20[0-9]{2})|(?P<which>this|last|next|the) year)\b(?![-’'])"
)
_PART: Final = re.compile(
    r"(?P<nth>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[ -](?P<part>quarter|half)\b(?![-’'])"
    rf"(?: (?:of )?(?:fiscal )?{_WHEN})?",
    re.IGNORECASE,
)
_OF_THE: Final = re.compile(r" of the (?=[0-9a-z])")
_GAME: Final = re.compile(r" (?:of|to|final)\b|-")
_SEASON: Final = re.compile(
    r"(?:spring|summer|autumn|fall|winter) (?:of )?(?P<year>1[5-9][0-9]{2}|20[0-9]{2})\b(?![-’'])"
)
_END: Final = re.compile(
    r"(?:end|start|beginning|middle) of the (?P<unit>year|month|week|decade|century)\b(?![-’'])",
    re.IGNORECASE,
)
_NUMBERS: Final = {
    **ORDINALS,
    "twenty-first": 21,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,
}
_WHICH: Final = {"this": 0, "the": 0, "last": -1, "next": 1}


def read_era(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read a century, a quarter or a half at the ordinal at `start`.

    >>> read_era("third quarter of 2008", 0, None).figure.value
    ('2008-07', '2008-09')
    """
    if match := _CENTURY.match(text, start):
        return _century(match)
    match = _PART.match(text, start)
    if match is None:
        return None
    halves = match["part"].lower() == "half"
    value: Value = None
    if (
        halves
        and (of := _OF_THE.match(text, match.end()))
        and (era := _CENTURY.match(text, of.end()))
    ):
        return _half_century(match, era)
    if match["year"] or match["which"]:
        value = _part_of_year(match, halves, today)
    elif halves or _GAME.match(text, match.end()) or not match["nth"][0].islower():
        return None
    return Found(start, match.end(), Figure("date", value))


def read_season(text: str, start: int) -> Found | None:
    """Read "spring of 2003"."""
    match = _SEASON.match(text, start)
    return Found(start, match.end(), Figure("date", match["year"])) if match else None


def read_end(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read "end of the year", which lies in this year, month or week."""
    match = _END.match(text, start)
    if match is None:
        return None
    return Found(start, match.end(), Figure("date", period_value(0, match["unit"].lower(), today)))


def _century(match: re.Match[str]) -> Found | None:
    words = [word for word in match.groups()[:4] if word]
    numbers = [int(word) if word.isdigit() else _NUMBERS[word.lower()] for word in words]
    if not all(0 < number <= 21 for number in numbers) or numbers != sorted(set(numbers)):
        return None
    value: Value = (f"{numbers[0] - 1:02}00", f"{numbers[-1] - 1:02}99")
    return Found(match.start(), match.end(), Figure("date", None if match["bc"] else value))


def _half_century(match: re.Match[str], era: re.Match[str]) -> Found | None:
    """Give the half of a century as the fifty years it is."""
    century = _century(era)
    years = century.figure.value if century else None
    if not isinstance(years, tuple) or years[0] is None:
        return Found(match.start(), era.end(), Figure("date", None)) if century else None
    first = int(years[0]) + (0 if match["nth"].lower() in {"first", "1st"} else 50)
    return Found(match.start(), era.end(), Figure("date", (f"{first:04}", f"{first + 49:04}")))


def _part_of_year(match: re.Match[str], halves: bool, today: dt.date | None) -> Value:
    nth = match["nth"].lower()
    number = (2 if halves else 4) if nth == "last" else _NUMBERS[nth]
    months = 6 if halves else 3
    year = match["year"]
    if year is None:
        when = period_value(_WHICH[match["which"].lower()], "year", today)
        year = when if isinstance(when, str) else None
    if year is None or number * months > 12:
        return None
    return (f"{year}-{(number - 1) * months + 1:02}", f"{year}-{number * months:02}")
