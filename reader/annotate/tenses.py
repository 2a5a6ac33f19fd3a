"""Say whether a day or month that is named without a year lies ahead, or comes round again.

Shape:   (text, start, stop) of the name -> True or False.
Units:   at most 100 code points before the name and 90 behind it are looked at.
Errors:  none; where nothing is sure the answer is False.
"""

import re
from typing import Final

_BEHIND: Final = 100
_FUTURE: Final = re.compile(
    r"\b(?:will|won[’']t|shall|must|would(?! have)|(?:(?<!was )(?<!were )due)|expected|expects?|scheduled|"
    r"set to|(?:hope|hopes|hoped|plan|plans|planned|intend|intends) to|(?:is|are) to|runs? until|"
    r"(?:is|are) open until|starts|begins|opens|closes|takes effect|retires)\b|[’']ll\b"
)
_PASSIVE: Final = re.compile(
    r"\b(?:be|been|being|get) [a-z]{2,14}ed\b|\b[a-z]{2,12}-[a-z]{2,12}ed\b"
)
_PAST: Final = re.compile(
    r"\b(?:said|says|told|wrote|met|was|were|had|came|went|began|after|when|since|"
    r"[a-z]{2,14}(?<!expect)(?<!schedul)(?<!propos)(?<!speed)ed)\b"
)
_BOUNDARY: Final = re.compile(r"[.!?;:][ \n]|[“”—\n]")
_OPENS: Final = re.compile(
    r"(?:^|[.!?]\s|[\n“])(?:(?:From|On|In|By|Until|Starting|Beginning)(?: (?:early|late|mid|the end of))? )?$"
)
_AHEAD: Final = re.compile(r"([^.!?\n“”]{0,90}?)\b(?:will|shall|is to|are to)\b")
_EVERY: Final = re.compile(
    r"\b(?:every|each)(?: (?:other|second|third|fourth|first|last|single))? $|\b[A-Z][a-z]{2,5}days? (?:to|through) $",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\b(?:first|second|third|fourth|last) $")
_OF_EACH: Final = re.compile(
    r"(?: and [a-z]{4,6} [A-Z][a-z]{2,5}day)? (?:of|in) (?:every|each|the|a) "
)
_TO_DAY: Final = re.compile(r" (?:to|through) [A-Z][a-z]{2,5}day\b")


def lies_ahead(text: str, start: int, stop: int) -> bool:
    """True for "will meet on Friday" and "From January it will", not for "it will, she said on Friday"."""
    behind = text[max(0, start - _BEHIND) : start]
    if _OPENS.search(behind):
        ahead = _AHEAD.match(text, stop)
        return ahead is not None and not _PAST.search(_PASSIVE.sub("", ahead[1]))
    clause = _BOUNDARY.split(behind)[-1]
    futures = list(_FUTURE.finditer(clause))
    return bool(futures) and not _PAST.search(_PASSIVE.sub("", clause[futures[-1].end() :]))


def comes_round(text: str, start: int, stop: int) -> bool:
    """True for the days of "every Friday", "Monday to Friday" and "the first Monday of each month"."""
    behind = text[max(0, start - 24) : start]
    if _EVERY.search(behind) or _TO_DAY.match(text, stop):
        return True
    return _NUMBERED.search(behind) is not None and _OF_EACH.match(text, stop) is not None
