"""Put the articles that match every word of a query in order, best first.

Shape:   the `Hits` of each word -> groups of articles that score alike, the best group first.
Units:   scores run from 0 to 100, in half points inside. A word counts as much as it is rare:
         "the harbour" is about harbours. Headlines with the words in the order typed gain 3
         points, side by side 6, unless more than 512 headlines hold them all. Who needs the body
         for one of several words loses 10: a headline with all of them, one mistyped, stands
         above another with some, where chance brought the rest into the body.
         A group is a bitset, and so is a tier of a word: what both hold is one sweep over all
         articles, and there are never more groups than half points.
Errors:  none.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import reduce
from operator import and_
from typing import Final

from reader.search.answers import Group
from reader.search.matches import Hits
from reader.search.postings import slots_of, swept

IN_ORDER: Final = 3
SIDE_BY_SIDE: Final = 6
FROM_BODY: Final = -10

MOST_LOOKED_AT: Final = 512
"""Where more headlines hold all words, their order is not looked at: it would tell too few apart
to be worth the wait, for that many are only held by words of a letter or two, or very common ones.
"""

_HALVES: Final = 2

Headline = Callable[[int], tuple[int, Sequence[object]]]
"""The part of the index in which an article stands, and the signs of its headline's words."""


def rank(hits: Sequence[Hits], found: int, *, articles: int, headline: Headline) -> list[Group]:
    """The articles in `found` by their scores, best first.

    Args:
        hits: of each word or phrase, in the order typed.
        found: those that all of them hold; a bitset.
        articles: how many there are in all.
        headline: what stands in the headline of a slot.
    """
    if not found:
        return []
    groups = {0: found}
    for each, share in zip(hits, _shares(hits, articles), strict=True):
        further: dict[int, int] = defaultdict(int)
        for weight, bits in each.tiers:
            worth = max(1, round(weight * share * _HALVES))
            for points, slots in groups.items():
                if both := slots & bits:
                    further[points + worth] |= both
        groups = further
    if len(hits) > 1:
        short = reduce(and_, (each.in_short for each in hits), found)
        groups = _raised(groups, found ^ short, FROM_BODY * _HALVES)
    for bonus, bits in _bonus([each for each in hits if not each.elsewhere], found, headline):
        groups = _raised(groups, bits, bonus * _HALVES)
    return [
        (min(100.0, points / _HALVES), groups[points]) for points in sorted(groups, reverse=True)
    ]


def _raised(groups: dict[int, int], raised: int, points: int) -> dict[int, int]:
    """The groups when the articles in `raised` gain some points, or lose them."""
    found: dict[int, int] = defaultdict(int)
    for before, slots in groups.items():
        better = slots & raised
        if better:
            found[max(1, before + points)] |= better
        if better != slots:
            found[before] |= slots ^ better
    return found


def _shares(hits: Sequence[Hits], articles: int) -> list[float]:
    """How much each word counts: one in all, more the fewer articles hold it."""
    rarity = [math.log(2 + articles / (1 + each.found.bit_count())) for each in hits]
    return [each / sum(rarity) for each in rarity]


def _bonus(hits: Sequence[Hits], found: int, headline: Headline) -> list[tuple[int, int]]:
    """The headlines with all words in the order typed, and side by side; as bitsets."""
    if len(hits) < 2:
        return []
    together = found
    for each in hits:
        together &= each.in_headline
    if not together or together.bit_count() > MOST_LOOKED_AT:
        return []
    words = [list(each) for each in zip(*(each.headline_words for each in hits), strict=True)]
    in_order, side_by_side = [], []
    for slot in slots_of(together):
        part, run = headline(slot)
        places = [[sign in some for sign in run] for some in words[part]]
        if _side_by_side(places):
            side_by_side.append(slot)
        elif _in_order(places):
            in_order.append(slot)
    size = together.bit_length()
    return [(IN_ORDER, swept(in_order, size)), (SIDE_BY_SIDE, swept(side_by_side, size))]


def _in_order(places: list[list[bool]]) -> bool:
    """Whether each word stands somewhere behind the one before it.

    Args:
        places: of each word, where in the headline it stands.
    """
    behind = 0
    for each in places:
        if True not in each[behind:]:
            return False
        behind = each.index(True, behind) + 1
    return True


def _side_by_side(places: list[list[bool]]) -> bool:
    """Whether all words stand somewhere one behind the other."""
    return any(map(all, zip(*(each[place:] for place, each in enumerate(places)), strict=False)))
