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
    r"\b(?:aged|aged (?:at least|about|around|over|under|between)|ages?|(?:at|to|from) age|(?:the )?ages? (?:of|from)|ages? between|ages of between|man of|woman of|boy of|girl of|children (?:under|over)|(?:retired|died) at) $",
    re.IGNORECASE,
)
_IS: Final = re.compile(
    r"\b(?:who is|who was|he is|she is|he was|she was|who turned|is now|was then) (?:now |then |only |just )?$",
    re.IGNORECASE,
)
_END: Final = re.compile(r"[.,;)]")
_TURNED: Final = re.compile(r"\b(?:who |he |she |I )?turned $")
_WHEN: Final = re.compile(r"[.,;]| (?:last|this|in|on|yesterday|today|earlier|before)\b")
_I_WAS: Final = re.compile(r"\b(?:I|he|she|they) (?:was|were) (?:only |just |about )?$")
_SURE_WHEN: Final = re.compile(r" (?:when|before|at the time|and (?:living|working|a student))\b")
_CLAUSE: Final = re.compile(r"[.,;:!?](?!\d)| and\b| or\b| now\b|$")
_PERSON: Final = re.compile(
    r"\b([A-Z][\w’'-]{1,20}) (?:[a-z]{1,3} ){0,3}((?:d[’'])?[A-Z][\w’'-]{1,20}), $"
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
    if behind[-2:] != ", ":
        return amount.found(amount.stop, "age", "y") if _is_aged(text, amount, behind) else None
    if not amount.plain or amount.pair or text[amount.stop : amount.stop + 1] != ",":
        return None
    person = _PERSON.search(behind)
    if person is None or person[1] in WEEKDAYS or person[2] in MONTHS or person[2] in WEEKDAYS:
        return None
    if text[amount.stop : amount.stop + 1] != "," or not _SURE.match(text, amount.stop):
        return None
    return amount.found(amount.stop, "age", "y") if amount.low >= 1 else None


def _is_aged(text: str, amount: Amount, behind: str) -> bool:
    """True after "aged", "who is", ", now"."""
    if _BEFORE.search(behind):
        return True
    if amount.pair or amount.low is None or amount.low < 3:
        return False
    if behind.endswith(", now "):
        return amount.plain and _END.match(text, amount.stop) is not None
    if _TURNED.search(behind):
        return _WHEN.match(text, amount.stop) is not None
    if _I_WAS.search(behind) and _SURE_WHEN.match(text, amount.stop):
        return True
    return amount.plain and bool(_IS.search(behind) and _CLAUSE.match(text, amount.stop))


def read_decade_of_life(text: str, start: int) -> Found | None:
    """Read "40s" in "in her early 40s"."""
    match = _TENS.match(text, start)
    if match is None or not _THEIR.search(text[max(0, start - 14) : start]):
        return None
    return Found(start, match.end(), Figure("age", (f"{match[1]}0", f"{match[1]}9"), "y"))
