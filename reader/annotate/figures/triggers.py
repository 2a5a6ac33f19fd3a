"""Say where a figure may begin: one pattern that touches nothing else.

Shape:   `TRIGGER`, a pattern; a match is a run of digits, a sign of money or one word.
Errors:  none; linear time, as nothing is repeated without a bound but digits.

The words stand in the pattern as a tree of their letters, in lower case, with a capital and in
capitals; words that mean something before certain words only look ahead for those.
"""

import re
from collections.abc import Iterable
from typing import Final

from reader.annotate.figures.calendars import MONTHS, SMALL_DAYS, WEEKDAYS
from reader.annotate.figures.currencies import CODES, SIGN_CHARACTERS
from reader.annotate.figures.numbers import FRACTIONS, SCALES, TENS, UNITS
from reader.annotate.figures.ordinals import WORDS

NUMBERS: Final = frozenset({*UNITS, *TENS})
ORDINALS: Final = frozenset(WORDS)
DAYS: Final = frozenset({"yesterday", "today", "tomorrow", "tonight"})
HOURS: Final = frozenset({"noon", "midday", "midnight"})
LEADERS: Final = frozenset(
    {"this", "last", "next", "past", "coming", "previous", "following", "same"}
)
"""Words that make a date or a length of time of the word after them."""

CROWDS: Final = frozenset(
    {"tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"}
)
FEW: Final = frozenset({"several", "many", "recent"})
STRETCHES: Final = frozenset(
    {"years", "decades", "centuries", "months", "weeks", "days", "hours", "minutes"}
)
SEASONS: Final = frozenset({"spring", "summer", "autumn", "fall", "winter"})
ENDS: Final = frozenset({"end", "start", "beginning", "middle"})
LONG: Final = frozenset({"year", "month", "week", "day", "decade", "century", "hour", "night"})
SIGNS: Final = frozenset({"us", "a", "au", "c", "ca", "nz", "hk", "nt", "s", "r"})
"""Letters before a dollar sign; "a" is also an article, and read as one where no sign follows."""

CURRENCIES: Final = frozenset(code.lower() for code in CODES) | {"rs", "rm"}

HOLIDAYS: Final = frozenset(
    {
        "Christmas",
        "New Year's",
        "New Year’s",
        "Boxing Day",
        "May Day",
        "Halloween",
        "Valentine's Day",
        "Valentine’s Day",
    }
)
_PARTS: Final = "|".join(
    sorted({*FRACTIONS, "ninth", "twentieth", "hundredth"} - {"half", "halves"})
)
_NUMBER: Final = "|".join(sorted(NUMBERS - {"zero"}, key=len, reverse=True))
_UNIT: Final = "year|month|week|fortnight|decade|century|centuries|day|night|hour|minute|second"
_SCALE: Final = "|".join((*SCALES, "hundred", "dozen"))
_NAMES: Final = "|".join(sorted({*MONTHS, *WEEKDAYS, *SMALL_DAYS}, key=len, reverse=True))
_PERIOD: Final = "weekend|quarter|morning|afternoon|evening|" + "|".join(SEASONS)
_COINS: Final = "dollar|euro|pound|rand|rupee|yuan|penny"
_COUNTED: Final = rf"few|several|[0-9]|(?:{_NUMBER})\b"
_AHEAD: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (
        frozenset({"a", "an"}),
        rf"(?=[ -](?:{_UNIT}|{_SCALE}|{_PARTS}|{_COINS}|(?:full |whole )?percentage point|few (?:{_SCALE}|{_UNIT}))(?![a-rt-z])|\$)",
    ),
    (
        frozenset({"this", "last", "next"}),
        rf"(?= (?:(?:{_UNIT}|{_PERIOD}|{_NAMES})\b|{_COUNTED}))",
    ),
    (frozenset({"past", "coming", "previous", "following"}), rf"(?= (?:{_UNIT}|{_COUNTED}))"),
    (frozenset({"same"}), r"(?= (?:day|week|month|year)\b)"),
    (FEW, rf"(?= (?:more )?(?:{_UNIT}|{_SCALE}))"),
    (ENDS, r"(?= of the (?:year|month|week|decade|century)\b)"),
    (SEASONS, r"(?= (?:of )?[12][0-9]{3}\b)"),
    (LONG, r"(?=-long\b)"),
)
"""Words that only mean something before certain others."""


def _endings() -> dict[str, str]:
    """Give for every word that may begin a figure the pattern of what must follow it."""
    endings = {form: r"\b" for word in NUMBERS | {"half", "quarter"} for form in _forms(word)}
    for word in {*ORDINALS, *DAYS, *HOURS, *CROWDS, *STRETCHES}:
        endings |= dict.fromkeys((word, word.capitalize()), r"\b")
    for words, ahead in _AHEAD:
        endings |= {form: ahead for word in words for form in (word, word.capitalize())}
    endings |= dict.fromkeys((*MONTHS, *WEEKDAYS, *SMALL_DAYS, *HOLIDAYS), r"\b")
    endings |= dict.fromkeys((*CODES, "Rs"), r"(?![A-Za-z])")
    endings["RM"] = r"(?= ?[0-9])"
    dollars = ("US", "AU", "C", "CA", "NZ", "HK", "NT", "S")
    rand = r"(?=\$|[0-9][0-9,.]{0,9} ?(?:million|billion|bn|m)\b|[0-9]{1,3},[0-9]{3}\b)"
    return endings | dict.fromkeys(dollars, r"(?=\$)") | {"R": rand}


def _forms(word: str) -> tuple[str, str, str]:
    return word, word.capitalize(), word.upper()


def _tree(endings: Iterable[tuple[str, str]]) -> str:
    """Write words and their endings as one pattern that looks at every letter once."""
    rests: dict[str, list[tuple[str, str]]] = {}
    here: list[str] = []
    for word, ending in endings:
        if word:
            rests.setdefault(word[0], []).append((word[1:], ending))
        else:
            here.append(ending)
    branches = [letter + _tree(rest) for letter, rest in sorted(rests.items())] + here
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


TRIGGER: Final = re.compile(
    rf"\b(?:[0-9]+|{_tree(_endings().items())})|[{re.escape(SIGN_CHARACTERS)}]"
)
"""Digits inside a word are none: "A320" is a name."""
