"""Read parts of a whole in words: "half of them", "nearly a third of it", "half a percentage point".

Shape:   (text, position) -> Found or None; the part starts exactly at the position.
Units:   a count between 0 and 1; None where decimals never end ("a third").
Errors:  none; "half past", "the first half" and "a third man" are None.
"""

import re
from decimal import Decimal
from typing import Final

from reader.annotate.figures.amounts import Found, spell
from reader.annotate.figures.numbers import FRACTIONS, SCALES
from reader.marks import Figure

_EXACT: Final = frozenset({2, 4, 5, 8, 10})
_HALF: Final = re.compile(
    r"[Hh]alf(?= (?:of|the|as|its|their|his|her|our|my|your|those|these|that|what)\b(?! time\b| term\b))"
)
_BY_HALF: Final = re.compile(r"half(?![\w’'-])(?! (?:an?|past|time|term|past)\b)")
_BY: Final = re.compile(
    r"\b(?:by|only|over|under|than|nearly|almost|about|roughly|least|exactly) $"
)
_NO_HALF: Final = re.compile(
    r"\b(?:first|second|third|other|latter|last|final|better|opening|a|one|the|this|that|each|and) $",
    re.IGNORECASE,
)
_POINT: Final = re.compile(r"[Hh]alf an? (?:(percentage[ -]point|point)|per ?cent)\b")
_WHOLE_POINT: Final = re.compile(r"[Aa] (?:full |whole )?percentage point\b")
_PART: Final = re.compile(
    r"(?:[Aa]n?|[Oo]ne)[ -](third|fourth|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth)"
    r"(?![\w’'-])(?! of an? (?:century|second|mile)\b)"
)
_OF: Final = re.compile(r" of\b")
_THAN: Final = re.compile(
    r" (?:less|more|fewer|higher|lower|cheaper|dearer|smaller|larger|bigger|faster|slower|longer|shorter|lighter|"
    r"heavier)(?:[.,;:)]|$| (?:than|of|in|on|if|for|per|to)\b)"
)
_MEASURED: Final = re.compile(
    r"\b(?:by|up|down|rose|fell|nearly|almost|about|around|roughly|some|least|most|than|under|over|just|take|"
    r"to|cut|shed|lost) $"
)
_ENDS: Final = re.compile(
    r"[.,;:)!?’”\n]|$| (?:to|from|in|last|this|next|since|over|on|and|as|or|more|less|lower|higher|but|by|"
    r"compared|at|after|before|when|while|during|between|for|a|the|within|say|said|have|has|had|were|are|is|was|will|would|"
    r"could|may|might|must|can|come|comes|came|go|goes|went|than|if)\b"
)
"""What may follow a fraction; after "to a third" a noun makes it an ordinal."""

_OF_SCALE: Final = re.compile(r" of a (million|billion|trillion)\b")
_BELOW: Final = {**FRACTIONS, "twentieth": 20, "hundredth": 100}
_BEHIND: Final = 16


def read_part(text: str, start: int) -> Found | None:
    """Read a part at `start`.

    >>> read_part("half of them", 0).figure.value
    '0.5'
    """
    behind = text[max(0, start - _BEHIND) : start]
    if match := _POINT.match(text, start):
        unit = "pp" if match[1] else "%"
        return Found(start, match.end(), Figure("percent", "0.5", unit))
    if match := _WHOLE_POINT.match(text, start):
        return Found(start, match.end(), Figure("percent", "1", "pp"))
    if match := _PART.match(text, start):
        stop = match.end()
        counts = (
            _OF.match(text, stop)
            or _THAN.match(text, stop)
            or (_ENDS.match(text, stop) and _MEASURED.search(behind))
        )
        if scale := _OF_SCALE.match(text, stop):
            return _scaled(start, scale, _BELOW[match[1]])
        return _part(start, stop, _BELOW[match[1]]) if counts else None
    if _NO_HALF.search(behind):
        return None
    half = _HALF.match(text, start) or (_BY_HALF.match(text, start) if _BY.search(behind) else None)
    return _part(start, half.end(), 2) if half else None


def _scaled(start: int, scale: re.Match[str], below: int) -> Found:
    """Give "a quarter of a million" as the whole number it is."""
    exact = below in _EXACT or below in {20, 100}
    value = spell(Decimal(10) ** SCALES[scale[1]] / below) if exact else None
    return Found(start, scale.end(), Figure("count", value))


def _part(start: int, stop: int, below: int) -> Found:
    exact = below in _EXACT or below in {20, 100}
    value = spell(Decimal(1) / below) if exact else None
    return Found(start, stop, Figure("count", value))
