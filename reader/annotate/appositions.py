"""What a sentence itself says a name is: "Gulf Meridian, a sovereign fund", "the tanker Alva".

Shape:   (text, start, stop) of a name -> True or False.
Units:   at most 60 code points before a name and seven words behind it are looked at.
Errors:  none; every quantifier is bounded.
"""

import re
from typing import Final

from reader.annotate.lexicon import Lexicon

# Nouns that people are called by as well ("operator", "publisher") are left out of both lists.
_BODY: Final = (
    r"(?:company|firm|fund|group|club|charity|bank|agency|union|co-?operative|airline|retailer|utility|"
    r"insurer|consultancy|start-?up|think-?tank|newspaper|conglomerate|subsidiary|brewery|university|college|"
    r"regulator|watchdog|orchestra|shipyard|party|militia|federation|association|non-profit|bookseller|merchants)"
)
_THING: Final = (
    r"(?:boat|ship|vessel|tanker|ferry|yacht|trawler|freighter|catamaran|schooner|frigate|destroyer|submarine|"
    r"liner|bulk carrier|tugboat|lifeboat|icebreaker|racehorse|film|novel|album|satellite|comedy|musical)"
)
_CLOSED: Final = r"(?=[,.;:)]|$| (?:that|which|in|on|at|based|founded|formed|set|run|owned|backed|whose|with|of|and|for|from)\b)"
_IS_BODY: Final = re.compile(
    rf", (?:an?|the|one of)(?: [\w’'&-]{{1,24}}){{0,5}}? {_BODY}s?{_CLOSED}"
)
_IS_THING: Final = re.compile(rf", (?:an?|the)(?: [\w’'&.-]{{1,24}}){{0,5}}? {_THING}{_CLOSED}")
_AFTER_BODY: Final = re.compile(rf"\b{_BODY}(?: called| named)? $")
_AFTER_BODIES: Final = re.compile(
    rf"\b{_BODY}s?(?: (?:of|in) [\w’'-]{{2,20}}(?: [\w’'-]{{2,20}}){{0,2}})?, (?:the )?$"
)
_AFTER_THING: Final = re.compile(rf"\b{_THING}s?(?: called| named)? (?:the )?$")
_SHIPS: Final = frozenset({"HMS", "USS", "RMS", "MV", "HMAS", "HMCS", "HNoMS"})
_OWNS: Final = ("’s", "'s")
_BEHIND: Final = 60


def is_body(text: str, start: int, stop: int, words: Lexicon) -> bool:
    """True where the sentence calls what stands there a company, a club or the like."""
    first, _, rest = text[start:stop].partition(" ")
    if first in words.first_names or first in words.titles:
        return False
    if _IS_BODY.match(text, stop):
        return True
    behind = text[max(0, start - _BEHIND) : start]
    if _AFTER_BODY.search(behind):
        return True
    return bool(rest) and text[stop : stop + 1] == "," and _AFTER_BODIES.search(behind) is not None


def is_thing(text: str, start: int, stop: int) -> bool:
    """True for the names of ships, horses and works, which have no kind of their own."""
    first, _, rest = text[start:stop].partition(" ")
    if first in _SHIPS and rest:
        return True
    behind = text[max(0, start - _BEHIND) : start]
    if _AFTER_THING.search(behind):
        return bool(rest) or not text.startswith(_OWNS, stop)
    return _IS_THING.match(text, stop) is not None
