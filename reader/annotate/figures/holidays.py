"""Read the holidays that fall on the same day everywhere: "Christmas Eve", "New Year’s Day".

Shape:   (text, position, word, today) -> Found or None; the name starts exactly at the position.
Units:   ISO 8601 days, of the year that is near `today`.
Errors:  none; trees, cards and markets of Christmas are None, and so is a feast that moves.
"""

import datetime as dt
import re
from typing import Final

from reader.annotate.figures.amounts import Found
from reader.annotate.figures.calendars import day_value
from reader.annotate.figures.leads import word_before
from reader.marks import Figure

_DAYS: Final = {
    "Christmas Day": (12, 25), "Christmas Eve": (12, 24), "Christmas": (12, 25), "Boxing Day": (12, 26),
    "New Year's Eve": (12, 31), "New Year's Day": (1, 1), "May Day": (5, 1), "Halloween": (10, 31),
    "Valentine's Day": (2, 14),
}  # fmt: skip
_NAME: Final = re.compile(
    r"(?:Christmas(?: Day| Eve)?|New Year[’']s (?:Eve|Day)|Boxing Day|May Day|Halloween|Valentine[’']s Day)\b(?! Island)"
)
_WHEN: Final = frozenset(
    {"at", "before", "by", "since", "until", "till", "after", "on", "over", "for", "spent", "celebrate", "celebrated",
     "celebrates", "celebrating", "of", "around"}
)  # fmt: skip
_THING: Final = re.compile(
    r" (?!is\b|was\b|and\b|in\b|on\b|at\b|with\b|or\b|this\b|last\b|by\b|for\b|the\b)[a-z]{2}|-"
)
"""Names that are also decorations are days only after a word of time and before no noun."""


def read_holiday(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
    """Read a holiday at `start`."""
    del word
    match = _NAME.match(text, start)
    if match is None:
        return None
    name = match[0].replace("’", "'")
    if name in {"Christmas", "Halloween"} and (
        word_before(text, start) not in _WHEN or _THING.match(text, match.end())
    ):
        return None
    month, day = _DAYS[name]
    return Found(start, match.end(), Figure("date", day_value(None, month, day, today)))
