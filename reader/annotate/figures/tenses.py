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
    r"set to|set for|slated for|(?:hope|hopes|hoped|plan|plans|planned|intend|intends) to|(?:is|are) to|runs? until|"
    r"(?:is|are) open until|starts|begins|opens|closes|takes effect|retires|(?:may|might)(?! have)|likely to|ready to|wants? to|prepar(?:e|es|ing) to|"
    r"(?:is|are) (?:needed|wanted|invited|asked|likely))\b|[’']ll\b"
)
_PLAYING: Final = "play|host|face|meet|travel|entertain|welcome|take on"
_DOING: Final = (
    f"{_PLAYING}|visit|return|leave|resume|go|fly|arrive|start|begin|open|run|vote|move|turn"
)
_DOES: Final = (
    "plays|visits|hosts|faces|meets|travels|entertains|welcomes|returns|leaves|resumes|goes|flies|arrives|votes|"
    "continues|takes on|takes place|kicks off|moves|turns"
)
_NO_DOER: Final = (
    r"(?!(?:His|Her|The|Their|Its|This|That|Our|My|Your|After|During|Last|First|State|Official|With|Before|Since|For|"
    r"this|his|its|was|is|has|as|across|versus|previous|famous|various|always|perhaps|sometimes|unless|less|plus|Monday|"
    r"Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)
_NOW: Final = re.compile(
    rf"\b(?:[Tt]hey|[Ww]e|I|{_NO_DOER}(?:[A-Z][\w-]{{1,20}}s|[a-z]{{2,14}}s)) (?:{_DOING})\b"
    rf"|\b{_NO_DOER}[A-Z][\w-]{{2,20}} (?:{_PLAYING})\b"
    rf"|\b(?:[Hh]e|[Ss]he|[Ii]t|who|which|{_NO_DOER}[A-Z][\w-]{{2,20}}|[Tt]he [a-z]{{3,14}}) (?:{_DOES})\b"
    r"|\bleaves? at\b"
)
"""The present tense of fixtures and timetables: "Rovers play on Saturday", "who leaves on Monday"."""

_VERB: Final = re.compile(rf" (?:{_DOING}|{_DOES})\b")
"""Most clauses have no such verb, and are not searched for whose it is."""
_OPENED: Final = re.compile(rf",? (?:we|they|I|he|she|the [a-z]{{3,14}}) (?:{_DOING}|{_DOES})\b")
_TO_DO: Final = re.compile(
    rf"\b{_NO_DOER}(?:[A-Z][\w-]{{2,20}}|[a-z]{{3,14}}s) to (?:{_DOING}|close|hold|decide|launch|sign|appear|speak|reopen)\b"
)
_BY: Final = ("by ", "By ", "by the end of ")
_BY_THEN: Final = re.compile(
    r"\b(?:could(?! have [a-z]{2,12}(?:ed|en)\b)|should(?! have)|unless|(?<!had )(?<!forced )(?<!managed )(?<!able )(?<!began )to (?!the\b|an?\b|his\b|her\b|its\b|their\b|be [a-z]{2,14}ed)"
    r"[a-z]{2,14})\b"
)
"""What is to be done by Friday lies ahead, whenever it was promised."""

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
        if ahead is None:
            return _OPENED.match(text, stop) is not None
        return not _PAST.search(_PASSIVE.sub("", ahead[1]))
    clause = _BOUNDARY.split(behind)[-1]
    if " to " in clause and _TO_DO.search(clause) and not _PAST.search(clause):
        return True
    signs = [_FUTURE]
    if _VERB.search(clause):
        signs.append(_NOW)
    if clause.endswith(_BY):
        signs.append(_BY_THEN)
    last = 0
    for sign in signs:
        for match in sign.finditer(clause):
            last = max(last, match.end())
    return last > 0 and not _PAST.search(_PASSIVE.sub("", clause[last:]))


def comes_round(text: str, start: int, stop: int) -> bool:
    """True for the days of "every Friday", "Monday to Friday" and "the first Monday of each month"."""
    behind = text[max(0, start - 24) : start]
    if _EVERY.search(behind) or _TO_DAY.match(text, stop):
        return True
    return _NUMBERED.search(behind) is not None and _OF_EACH.match(text, stop) is not None
