"""What a sentence itself says a name is: "Gulf Meridian, a sovereign fund", "the tanker Alva".

Shape:   (text, start, stop) of a name -> answers True or False; (text, run) -> a part of it.
Units:   at most 60 code points before a name and seven words behind it are looked at.
Errors:  none; every quantifier is bounded.
"""

import re
from itertools import pairwise
from typing import Final

from reader.annotate.lexicon import Lexicon
from reader.annotate.runs import Run

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
_DEFINED: Final = re.compile(r" \(([A-Z]{2,8})\)")
_BEHIND: Final = 60


def is_body(text: str, run: Run, words: Lexicon) -> bool:
    """True where the sentence calls the run a company, a club or the like."""
    if run[0].text in words.first_names or run[0].text in words.titles:
        return False
    if _IS_BODY.match(text, run[-1].stop):
        return True
    behind = text[max(0, run[0].start - _BEHIND) : run[0].start]
    if _AFTER_BODY.search(behind):
        return True
    closed = text[run[-1].stop : run[-1].stop + 1] == ","
    return len(run) > 1 and closed and _AFTER_BODIES.search(behind) is not None


def is_thing(text: str, run: Run) -> bool:
    """True for the names of ships, horses and works, which have no kind of their own."""
    if run[0].text in _SHIPS and len(run) > 1:
        return True
    behind = text[max(0, run[0].start - _BEHIND) : run[0].start]
    if _AFTER_THING.search(behind):
        return len(run) > 1 or not run[0].owns
    return _IS_THING.match(text, run[-1].stop) is not None


def is_partnership(text: str, run: Run) -> bool:
    """True for names that "&" joins: "Weir & Lowell"."""
    return any(text[before.stop : after.start] == " & " for before, after in pairwise(run))


def defined(text: str, run: Run) -> Run:
    """Give the end of `run` that the letters in brackets behind it abbreviate, or nothing.

    The letters are the first ones of its words: "Retired Teachers’ Plan (RTP)".
    """
    match = _DEFINED.match(text, run[-1].stop)
    if match is None:
        return ()
    letters = match[1]
    capitals = [(index, word.text[0]) for index, word in enumerate(run) if word.capital]
    last = capitals[-len(letters) :]
    if len(last) < 2 or "".join(letter for _, letter in last) != letters:
        return ()
    return run[last[0][0] :]
