"""Read lengths of time by the words before them: "the past two weeks", "several months", "for years".

Shape:   (text, position, today) -> Found or None; the words start exactly at the position.
Units:   ISO 8601 durations; None where no number is named ("recent years").
Errors:  none; "working hours", "the early days" and "the last three" are None.
"""

import datetime as dt
import re
from typing import Final

from reader.annotate.figures.amounts import Found, read_amount
from reader.annotate.figures.durations import read_duration
from reader.annotate.figures.leads import word_before
from reader.marks import Figure

_PERIODS: Final = {
    "year": "P1Y", "month": "P1M", "week": "P1W", "decade": "P10Y", "century": "P100Y", "day": "P1D",
    "fortnight": "P2W", "hour": "PT1H", "night": "P1D", "minute": "PT1M",
}  # fmt: skip
_UNITS: Final = (
    r"(?:years|decades|centuries|months|weeks|fortnights|days|nights|hours|minutes|seconds)"
)
_PAST: Final = re.compile(
    r"(?P<which>past|coming|previous|following|same) (?P<unit>year|month|week|decade|century|day|fortnight|hour|night|"
    r"minute)\b(?![-’'])",
    re.IGNORECASE,
)
_LED: Final = re.compile(
    r"(?:past|last|next|coming|previous|following) (?=[0-9a-z])", re.IGNORECASE
)
_FEW: Final = re.compile(
    rf"(?:(?:past|last|next|coming|previous|following) )?(?:several|a few|few|many|recent|past|coming|previous|following)"
    rf" (?:more )?{_UNITS}\b(?![-’'])(?P<ago> ago\b)?",
    re.IGNORECASE,
)
_BARE: Final = re.compile(rf"{_UNITS}\b(?![-’'])(?P<ago> ago\b)?", re.IGNORECASE)
_BEFORE: Final = frozenset(
    {
        "for",
        "in",
        "within",
        "take",
        "takes",
        "took",
        "taken",
        "last",
        "lasted",
        "spent",
        "spend",
        "over",
        "after",
    }
)
_BEHIND: Final = re.compile(r" (?:after|before|later|earlier|apart)\b")
_OF: Final = re.compile(r" of (?!the\b|his\b|her\b|its\b|their\b|my\b|our\b|your\b|this\b|that\b)")
_THESE: Final = frozenset(
    {"the", "his", "her", "their", "its", "our", "my", "your", "these", "those", "early", "late", "final", "last",
     "first", "same", "closing", "working", "opening", "business", "office", "in", "over", "of", "dog", "glory", "school", "old"}
)  # fmt: skip
"""Words that make "the days of sail" a time, and "working hours" no length of one."""

_LONG: Final = re.compile(
    r"(?P<unit>year|month|week|day|decade|century|hour|night)-long\b", re.IGNORECASE
)


def read_led(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read what "past", "next", "previous" and their like begin."""
    if match := _PAST.match(text, start):
        which, unit = match["which"].lower(), match["unit"].lower()
        if which in {"past", "coming"}:
            return Found(start, match.end(), Figure("duration", _PERIODS[unit]))
        return Found(start, match.end(), Figure("date", None))
    if text[start] in "fF" and word_before(text, start) != "the":
        return None  # "following years of drought" says after them
    if few := read_few(text, start):
        return few
    led = _LED.match(text, start)
    amount = read_amount(text, led.end()) if led else None
    found = read_duration(text, amount, today) if amount else None
    if found is None or found.figure.kind != "duration":
        return None
    return found._replace(start=start)


def read_few(text: str, start: int) -> Found | None:
    """Read "several weeks", "a few days ago" and "the next few months"."""
    match = _FEW.match(text, start)
    if match is None or (text[start] == "m" and word_before(text, start) == "as"):
        return None
    return Found(start, match.end(), Figure("date" if match["ago"] else "duration", None))


def read_bare(text: str, start: int) -> Found | None:
    """Read "for years", "decades ago" and "hours after", where no number is named at all."""
    match = _BARE.match(text, start)
    if match is None:
        return None
    if match["ago"]:
        return Found(start, match.end(), Figure("date", None))
    if _BEHIND.match(text, match.end()):
        return Found(start, match.end(), Figure("duration", None))
    word = word_before(text, start)
    lasts = word in _BEFORE or (word not in _THESE and _OF.match(text, match.end()))
    return Found(start, match.end(), Figure("duration", None)) if lasts and word else None


def read_long(text: str, start: int) -> Found | None:
    """Read "year-long"."""
    match = _LONG.match(text, start)
    if match is None:
        return None
    return Found(start, match.end(), Figure("duration", _PERIODS[match["unit"].lower()]))
