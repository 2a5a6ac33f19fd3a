"""Read ages that no unit follows: "aged 34", "at the age of 12", "in his 40s", "Jo Marsh, 51,".

Shape:   (text, Amount) -> Found or None; ages with a unit ("34-year-old") are in `durations`.
Units:   years, `y`; "in his 40s" is the pair 40 to 49.
Errors:  none.
"""

import re
from typing import Final

from reader.annotate.figures.amounts import Amount, Found
from reader.annotate.figures.bearers import is_bearer
from reader.annotate.figures.leads import word_before
from reader.annotate.lexicon import lexicon
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
_I_WAS: Final = re.compile(
    r"\b(?:I|[Hh]e|[Ss]he|[Tt]hey|who|(?P<name>[A-Z][\w’'-]{2,20})) (?:was|were) (?:only |just |about |still )?$"
)
_I_AM: Final = re.compile(
    r"(?:\bI(?:[’']m| am)|\b(?:[Hh]e|[Ss]he|[Ww]ho)[’']s|\b(?:[Hh]e|[Ss]he|I|who)(?: will|[’']ll| would| shall) be|"
    r"\b(?:oldest|youngest)\b[^.\n]{0,50} (?:is|was)) (?:now |only |just |nearly |almost )?$"
)
_AT: Final = re.compile(r"\b[Aa]t (?:just |only |about )?$")
_PRONOUN: Final = re.compile(r",? (?:he|she|I)\b(?! said| says)")
_SURE_WHEN: Final = re.compile(
    r" (?:when|before|while|at the time|the (?:year|day|summer|winter|first)|and (?:living|working|a student))\b"
)
_CLAUSE: Final = re.compile(r"[.,;:!?](?!\d)| and\b| or\b| now\b|$")
_BOTH: Final = re.compile(
    r"\b(?:[Aa]ged|[Aa]ges) [0-9]{1,3}(?:, [0-9]{1,3}){0,6},? (?:and|to|or) $"
)
_LISTED: Final = re.compile(r"\b(?:[Aa]ged|[Aa]ges) (?:[0-9]{1,3}, ){1,6}$")
_LISTS_ON: Final = re.compile(r"[,;.)]| (?:and|or) |$")
_TENS: Final = re.compile(r"([2-9])0s\b")
_THEIR: Final = re.compile(
    r"\b(?:his|her|their|my|our|your)(?: (?:early|mid|late))?[ -]$", re.IGNORECASE
)
_GROUP: Final = re.compile(
    r"\b(?:were|are|was|is|people|those|adults|anyone|everyone|men|women|voters) (?:aged )?(?:under|over) $"
)
_LEADS: Final = frozenset(
    {"aged", "least", "about", "around", "over", "under", "between", "age", "ages", "of", "from", "at",
     "is", "was", "were", "and", "to", "or", "turned", "now", "then", "only", "just", "be", "am", "i’m", "i'm", "he’s",
     "he's", "she’s", "she's", "who’s", "who's", "still", "nearly", "almost"}
)  # fmt: skip
"""The last word of every pattern above that stands before an age."""

_OLDEST: Final = 125


def read_age(text: str, amount: Amount) -> Found | None:
    """Read an age from the words before `amount`."""
    if amount.low is None or amount.low > _OLDEST or (amount.high or 0) > _OLDEST:
        return None
    if text[max(0, amount.start - 2) : amount.start] != ", ":
        if word_before(text, amount.start) not in _LEADS:
            return None
        behind = text[max(0, amount.start - 48) : amount.start]
        return amount.found(amount.stop, "age", "y") if _is_aged(text, amount, behind) else None
    behind = text[max(0, amount.start - 48) : amount.start]
    if amount.plain and not amount.pair and _LISTED.search(behind):
        aged = _LISTS_ON.match(text, amount.stop) is not None
    else:
        aged = amount.plain and not amount.pair and is_bearer(text, amount.start, amount.stop)
    return amount.found(amount.stop, "age", "y") if aged else None


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
    if amount.plain and amount.low > 9 and _GROUP.search(behind):
        return _END.match(text, amount.stop) is not None
    if _SURE_WHEN.match(text, amount.stop) and (past := _I_WAS.search(behind)):
        return past["name"] is None or not lexicon().is_common(past["name"].lower())
    if _BOTH.search(behind):
        return amount.plain
    if amount.plain and amount.low > 9 and _AT.search(behind):
        return _PRONOUN.match(text, amount.stop) is not None
    if amount.plain and _I_AM.search(behind):
        return _CLAUSE.match(text, amount.stop) is not None
    return amount.plain and bool(_IS.search(behind) and _CLAUSE.match(text, amount.stop))


def read_decade_of_life(text: str, start: int) -> Found | None:
    """Read "40s" in "in her early 40s"."""
    match = _TENS.match(text, start)
    if match is None or not _THEIR.search(text[max(0, start - 14) : start]):
        return None
    return Found(start, match.end(), Figure("age", (f"{match[1]}0", f"{match[1]}9"), "y"))
