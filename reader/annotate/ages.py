"""Read ages that no unit follows: "aged 34", "at the age of 12", "in his 40s", "Jo Marsh, 51,".

Shape:   (text, Amount) -> Found or None; ages with a unit ("34-year-old") are in `durations`.
Units:   years, `y`; "in his 40s" is the pair 40 to 49.
Errors:  none.
"""

import re
from typing import Final

from reader.annotate.amounts import Amount, Found
from reader.annotate.calendars import MONTHS, WEEKDAYS
from reader.marks import Figure

_BEFORE: Final = re.compile(
    r"\b(?:aged|aged between|ages?|(?:at|to|from) age|(?:the )?ages? (?:of|from)|ages? between|ages of between|man of|woman of|boy of|girl of) $",
    re.IGNORECASE,
)
_IS: Final = re.compile(
    r"\b(?:who is|who was|he is|she is|he was|she was|who turned|is now|was then) (?:now |then |only |just )?$",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"[.,;:!?](?!\d)| and\b| or\b|$")
_PERSON: Final = re.compile(
    r"\b([A-Z][\w’'-]{1,20}) (?:[a-z]{1,3} )?((?:d[’'])?[A-Z][\w’'-]{1,20}), $"
)
_SURE: Final = re.compile(r",(?! (?:19|20)[0-9]{2}\b)| and\b|\.(?=\s|$)")
_TENS: Final = re.compile(r"([2-9])0s\b")
_THEIR: Final = re.compile(
    r"\b(?:his|her|their|my|our|your)(?: (?:early|mid|late))?[ -]$", re.IGNORECASE
)
_OLDEST: Final = 125


def read_age(text: str, amount: Amount) -> Found | None:
    """Read an age from the words before `amount`."""
    if amount.low is None or amount.low > _OLDEST or (amount.high or 0) > _OLDEST:
        return None
    if not (
        text[max(0, amount.start - 2) : amount.start - 1].isalpha()
        or text[max(0, amount.start - 2) : amount.start] == ", "
    ):
        return None
    behind = text[max(0, amount.start - 48) : amount.start]
    if _BEFORE.search(behind):
        return amount.found(amount.stop, "age", "y")
    if not amount.plain or amount.pair:
        return None
    if _IS.search(behind) and _CLAUSE.match(text, amount.stop) and amount.low >= 3:
        return amount.found(amount.stop, "age", "y")
    person = _PERSON.search(behind)
    if person is None or person[1] in WEEKDAYS or person[2] in MONTHS or person[2] in WEEKDAYS:
        return None
    if text[amount.stop : amount.stop + 1] != "," or not _SURE.match(text, amount.stop):
        return None
    return amount.found(amount.stop, "age", "y") if amount.low >= 1 else None


def read_decade_of_life(text: str, start: int) -> Found | None:
    """Read "40s" in "in her early 40s"."""
    match = _TENS.match(text, start)
    if match is None or not _THEIR.search(text[max(0, start - 14) : start]):
        return None
    return Found(start, match.end(), Figure("age", (f"{match[1]}0", f"{match[1]}9"), "y"))
