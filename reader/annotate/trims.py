"""Trim a name to what a mark covers: no title, no leading "the", no possessive ending.

Shape:   (text, start, stop, kind) -> (start, stop), or None when nothing is left of the name.
Units:   offsets count code points.
Errors:  none; what is longer than 200 code points is no name.
"""

import re
from typing import Final

from reader.annotate.lexicon import Lexicon, NameKind, lexicon

_LONGEST: Final = 200
_POSSESSIVE: Final = re.compile(r"(?:['’]s|(?<=s)['’])$")
_FIRST: Final = re.compile(r"([^\W\d_][\w’'-]*\.?)[ \u00a0]+(?=\S)")
POST_NOMINALS: Final = frozenset(
    "KC QC MBE OBE CBE DBE KBE KCB CMG PhD MD MP MEP MSP MLA FRS DSO VC".split()  # noqa: SIM905
)
"""Letters behind a name, which are titles as those before it are."""

_POST_NOMINALS: Final = re.compile(rf"(?<=\w),? (?:{'|'.join(sorted(POST_NOMINALS))})$")

_DAY: Final = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: (?:with|at|by|to|in|and|for|the|of|from|on)\b)+ "
)
"""What stands before a name by chance: "in February with Acme"."""

_EDGE: Final = ".,;:!?()[]{}“”\"‘’'«»–—-"
"""What no name begins with; but for the stop of "Inc." none ends with it either."""
_ABBREVIATED: Final = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St|Bros))\.$")
_OFFICE: Final = re.compile(r"(?:of State|General|Designate|Elect)[ \u00a0]+(?=[A-Z])")
_OPENING_QUOTES: Final = "‘’'"
"""An apostrophe begins "’t Veer", but a mark of quotation begins no name."""


def trimmed(text: str, start: int, stop: int, kind: NameKind) -> tuple[int, int] | None:
    """Give where the name inside `text[start:stop]` begins and ends.

    >>> trimmed("said President Putin’s aide", 5, 22, "person")
    (15, 20)
    >>> trimmed("in the UN", 3, 9, "organisation")
    (7, 9)
    """
    if stop - start > _LONGEST:
        return None
    while (place := _trimmed_once(text, start, stop, kind)) != (start, stop):
        start, stop = place
    return place if start < stop and _is_name(text[start:stop]) else None


def _trimmed_once(text: str, start: int, stop: int, kind: NameKind) -> tuple[int, int]:
    start, stop = _stripped(text, start, stop)
    written = text[start:stop]
    if match := _POSSESSIVE.search(written):
        # "the Harbour Workers’" owns something; "Workers’ Federation" is not cut, as it goes on.
        stop = start + match.start()
    if written[:4].lower() == "the ":
        start += 4
    if match := _DAY.match(text, start, stop):
        start = match.end()
    if kind == "person":
        start = _past_titles(text, start, stop, lexicon())
        if match := _POST_NOMINALS.search(text, start, stop):
            stop = match.start()
    return _stripped(text, start, stop)


def _stripped(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and _is_edge(text[start]) and not _begins_name(text, start, stop):
        start += 1
    while start < stop and _is_edge(text[stop - 1]):
        if text[stop - 1] == "." and _ABBREVIATED.search(text, max(start, stop - 6), stop):
            break
        if text[stop - 1] in "'’" and text[stop - 2 : stop - 1] == "s":
            break  # a possessive: told apart by the caller
        stop -= 1
    return start, stop


def _is_edge(letter: str) -> bool:
    return letter in _EDGE or letter.isspace()


def _begins_name(text: str, start: int, stop: int) -> bool:
    return (
        text[start] in _OPENING_QUOTES and text[start + 1 : start + 3] in {"t ", "s "} and stop > 3
    )


def _past_titles(text: str, start: int, stop: int, words: Lexicon) -> int:
    """Skip "Russian President", "Prime Minister", "Dr."; "King" alone stays a surname."""
    first, place = start, start
    while match := _FIRST.match(text, place, stop):
        word = match[1].rstrip(".")
        place = match.end()
        if word in words.titles:
            if office := _OFFICE.match(text, place, stop):
                place = office.end()
            first = place
        elif word not in words.title_words and word not in words.demonyms:
            break
    return first


def _is_name(surface: str) -> bool:
    return surface.lower() != "the" and any(letter.isalpha() for letter in surface)
