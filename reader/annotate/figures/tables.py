"""Read numbers in the tables and lists of sport: "Samoa 17 Tonga 23", "1. Mutola 2. Masterkova".

Shape:   (text, start, stop) of a number -> True or False.
Units:   at most 90 code points on either side are looked at.
Errors:  none.
"""

import re
from typing import Final

_NAME: Final = r"(?:[A-Z][\w’'&-]{0,20}\.? (?:and |of |de )?){1,3}"
_FIRST: Final = re.compile(rf"(?:^|[\n;:,(]\s?|[.] )({_NAME})$")
_FIRST_AHEAD: Final = re.compile(rf",? ({_NAME})[0-9]{{1,3}}(?![\w%/-]|[.,:][0-9])")
_SECOND: Final = re.compile(rf"(?:^|[\n;:,(]\s?|[.] )({_NAME})[0-9]{{1,3}},? ({_NAME})$")
_SECOND_AHEAD: Final = re.compile(r"(?=[\n;,.)]|$)| \(| after\b")
_PLAYER: Final = re.compile(r"[(,;] ?(?:[A-Z]\.? ?){1,3}[A-Z][\w’'-]{1,20} $")
_SIDE_AHEAD: Final = re.compile(r" \((?:[A-Z]\.? ?){1,3}[A-Z][\w’'-]{1,20} [0-9]{1,3}\b")
_PLAYER_AHEAD: Final = re.compile(r"[,;)*]| not out\b")
_MOST: Final = 999
_ENTRY: Final = re.compile(r"\. [A-Z]")
_BACK: Final = 120


def is_scored(text: str, start: int, stop: int, labels: frozenset[str]) -> bool:
    """True for what a team or a batsman scored; a name that ends in one of `labels` is no team."""
    if stop - start > len(str(_MOST)) or text[start - 1 : start] != " ":
        return False
    if _SIDE_AHEAD.match(text, stop):
        return True
    behind = text[max(0, start - 90) : start]
    if _PLAYER.search(behind):
        return _PLAYER_AHEAD.match(text, stop) is not None
    ahead = _FIRST_AHEAD.match(text, stop)
    if ahead and (first := _FIRST.search(behind)):
        return first[1].strip() != ahead[1].strip()
    second = _SECOND.search(behind)
    if second is None or second[1].strip() == second[2].strip():
        return False
    if second[1].split()[-1].lower() in labels:
        return False
    return _SECOND_AHEAD.match(text, stop) is not None


def is_entry(text: str, start: int, stop: int) -> bool:
    """True for the "2" of "1. Mutola (Mozambique) 2. Masterkova": the entry before or behind says so."""
    if stop - start > 2 or not _ENTRY.match(text, stop) or text[start] == "0":
        return False
    number = int(text[start:stop])
    if number > 1 and text.rfind(f" {number - 1}. ", max(0, start - _BACK), start) >= 0:
        return True
    if number > 1 and text.startswith(
        f"{number - 1}. ", max(0, text.rfind("\n", max(0, start - _BACK), start) + 1)
    ):
        return True
    return text.find(f" {number + 1}. ", stop, stop + _BACK) >= 0
