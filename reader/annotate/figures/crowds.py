"""Read numbers that nobody counted: "dozens", "tens of thousands", "several million dollars".

Shape:   (text, position) -> Found or None; the words start exactly at the position.
Units:   the value is None, as the words name none; money has its ISO 4217 code.
Errors:  none; "the dozens" of a name, test scores and plain "several" are None.
"""

import re
from typing import Final

from reader.annotate.figures.amounts import Found
from reader.annotate.figures.counts import opens
from reader.annotate.figures.durations import WORDS as TIMES
from reader.annotate.figures.leads import word_before
from reader.annotate.figures.money import currency_named
from reader.annotate.figures.quantities import unit_named
from reader.marks import Figure

_MANY: Final = r"(?:hundreds|thousands|millions|billions|trillions)"
_CROWD: Final = re.compile(
    rf"(?:(?:tens|dozens|scores|hundreds|thousands) of {_MANY}|{_MANY}|dozens|scores(?= of\b))\b(?![-’'])",
    re.IGNORECASE,
)
_FEW: Final = re.compile(
    r"(?:several|a few|many) (?:dozen|hundred|thousand|million|billion|trillion)\b(?![-’'s])",
    re.IGNORECASE,
)
_THINGS: Final = re.compile(r"(?: of)?[ -]((?:US |U\.S\. )?[a-z]{3,10})\b")
_RESULTS: Final = frozenset(
    {"test", "box", "credit", "exam", "the", "final", "match", "film", "music", "goal"}
)
"""Words before "scores" that make it results or music."""


def read_crowd(text: str, start: int) -> Found | None:
    """Read a crowd at `start`.

    >>> read_crowd("tens of millions of dollars", 0).figure.unit
    'USD'
    """
    match = _CROWD.match(text, start) or _FEW.match(text, start)
    if match is None or (text[start - 1 : start] in {"-", "’", "'"} and start):
        return None
    if (
        match[0][0] in "sS"
        and match[0].lower() == "scores"
        and word_before(text, start) in _RESULTS
    ):
        return None
    if text[start].isupper() and not opens(text, start):
        return None
    things = _THINGS.match(text, match.end())
    if things and (code := currency_named(things[1])):
        return Found(start, things.end(), Figure("money", None, code))
    if things and things[1] in TIMES:
        return Found(start, things.end(), Figure("duration", None))
    if things and (unit := unit_named(things[1])):
        return Found(start, things.end(), Figure("quantity", None, unit))
    return Found(start, match.end(), Figure("count", None))
