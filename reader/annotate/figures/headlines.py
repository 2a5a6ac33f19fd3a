"""Say whether a capital means nothing, because every word of its line has one: a headline.

Shape:   (text, position) of a word -> True or False.
Units:   a headline has at most 120 code points; no more are looked at on either side.
Errors:  none; a line that ends in a full stop, or has small words but articles and prepositions, is none.
"""

import re
from typing import Final

from reader.annotate.lexicon import lexicon

_LONGEST: Final = 120
_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]{0,30}")
_FEWEST: Final = 4
_SMALL: Final = frozenset(
    {"a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "as", "and", "or", "but", "from", "with", "over", "after",
     "into", "vs", "via", "nor", "per", "up", "off", "out", "near", "amid", "than", "before", "under", "between", "against"}
)  # fmt: skip
"""Words that stay small in a headline."""
_ENDS: Final = frozenset(".;”")
_BEFORE_NAMES: Final = frozenset(
    {"of", "the", "big", "final", "fantastic", "top", "last", "first", "famous", "magnificent", "group", "channel", "all"}
)  # fmt: skip
_HURT: Final = frozenset(
    {"Die", "Dead", "Killed", "Hurt", "Held", "Arrested", "Missing", "Injured", "Wounded", "Charged", "Found", "More",
     "Men", "Women", "Children", "People", "Police", "Jailed", "Freed", "Rescued", "Feared"}
)  # fmt: skip
_NAMED: Final = frozenset(
    {"Nations", "Flags", "Seasons", "Sisters", "Pilots", "Kings", "Lions", "Peaks", "Tigers", "Brothers", "Days", "Angels",
     "Oaks", "Pillars", "Sins", "Wonders", "Rivers"}
)  # fmt: skip
"""Plurals that make a name with a number before them."""

_FOLLOWS: Final = re.compile(r" ([A-Za-z][\w’'-]{0,20})")


def in_headline(text: str, start: int) -> bool:
    """True when the line around `start` is written in title case."""
    low = max(0, start - _LONGEST)
    begin = text.rfind("\n", low, start) + 1
    stop = text.find("\n", start, start + _LONGEST)
    stop = min(len(text), start + _LONGEST) if stop < 0 else stop
    if (begin == 0 and low) or stop - begin > _LONGEST or text[stop - 1] in _ENDS:
        return False
    words = _WORD.findall(text, begin, stop)
    small = all(word[0].isupper() or word in _SMALL for word in words)
    return (
        len(words) >= _FEWEST and small and words[0][0].isupper() and not text[begin:stop].isupper()
    )


def counts_in_headline(text: str, start: int, stop: int) -> bool:
    """True for "Kills Four in Delta" and "Nine Die", not for "Six Nations" and "Final Four"."""
    if not in_headline(text, start):
        return False
    begin = text.rfind(" ", max(0, start - 24), start - 1) + 1 if start else 0
    before = text[begin : start - 1] if text[start - 1 : start] == " " else ""
    if before and (before.lower() in _BEFORE_NAMES or before[-2:] in {"’s", "'s"}):
        return False
    if before and before[0].isupper() and not lexicon().is_common(before.lower()):
        return False
    following = _FOLLOWS.match(text, stop)
    if following is None:
        return before != ""
    word = following[1]
    if word[0].islower():
        return before != "" or word in {"of", "in", "after", "as"}
    if word in _HURT:
        return True
    return word.endswith("s") and word not in _NAMED and lexicon().is_common(word.lower())
