"""Put the articles that match every word of a query in order, best first.

Shape:   the `Hits` of each word -> groups of articles that score alike, the best group first.
Units:   scores run from 0 to 100, in half points inside. A word counts as much as it is rare:
         "the harbour" is about harbours. Headlines with the words in the order typed gain 3
         points, side by side 6, unless more than 512 headlines hold them all. Who needs the body
         for one of several words loses 10: a headline with all of them, one mistyped, stands
         above another with some, where chance brought the rest into the body.
         Articles of the same points whose bodies are needed are told apart by how much those speak
         of the words, where there are not too many: BM25, in steps.
         A group is a bitset, and so is a tier of a word: what both hold is one sweep over all
         articles, and there are never more groups than half points.
Errors:  none.
Source:  Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from operator import and_
from typing import Final

from reader.search.answers import Group
from reader.search.matches import Hits
from reader.search.postings import slots_of, swept
from reader.search.queries import Phrase, Term

IN_ORDER: Final = 3
SIDE_BY_SIDE: Final = 6
FROM_BODY: Final = -10

MOST_LOOKED_AT: Final = 512
"""Where more headlines hold all words, their order is not looked at: it would tell too few apart
to be worth the wait, for that many are only held by words of a letter or two, or very common ones.
"""

MOST_WEIGHED: Final = 512
"""Where more articles need their bodies, the newest stand first: so many cannot be read in time."""

_STEPS: Final = 24
"""Articles whose bodies differ less than this are alike, and the newest stand first."""
_K1: Final = 1.2
_B: Final = 0.75
"""How soon a word repeated says no more, and how much a long body is held against it."""

_HALVES: Final = 2

Headline = Callable[[int], tuple[int, Sequence[object]]]
"""The part of the index in which an article stands, and the signs of its headline's words."""


Bodies = Callable[[Sequence[int], str], list[tuple[int, int]]]
"""Slots and a word -> how often it stands in the body of each, and how many words that has."""


def rank(
    asked: Sequence[Term | Phrase],
    hits: Sequence[Hits],
    found: int,
    *,
    articles: int,
    headline: Headline,
    bodies: Bodies,
) -> list[Group]:
    """The articles in `found` by their scores, best first.

    Args:
        asked: each word or phrase, in the order typed.
        hits: of each.
        found: those that all of them hold; a bitset.
        articles: how many there are in all.
        headline: what stands in the headline of a slot.
        bodies: asked for whom the short fields are not enough.
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
    needing = found ^ reduce(and_, (each.in_short for each in hits), found)
    if len(hits) > 1:
        groups = _raised(groups, needing, FROM_BODY * _HALVES)
    for bonus, bits in _bonus([each for each in hits if not each.elsewhere], found, headline):
        groups = _raised(groups, bits, bonus * _HALVES)
    steps = _steps(asked, hits, needing, articles, bodies)
    return [
        (min(100.0, (points + share) / _HALVES), bits)
        for points in sorted(groups, reverse=True)
        for share, bits in _apart(groups[points], steps)
    ]


def _steps(
    asked: Sequence[Term | Phrase],
    hits: Sequence[Hits],
    needing: int,
    articles: int,
    bodies: Bodies,
) -> list[tuple[float, int]]:
    """The articles in `needing` by what their bodies say of the words: shares of a point, most first."""
    words = [
        (one.word, each.found.bit_count())
        for one, each in zip(asked, hits, strict=True)
        if isinstance(one, Term) and one.scope in (None, "text")
    ]
    if not words or not 1 < needing.bit_count() <= MOST_WEIGHED:
        return []
    slots = slots_of(needing)
    weights = [0.0] * len(slots)
    for word, holding in words:
        rarity = math.log(1 + (articles - holding + 0.5) / (holding + 0.5))
        told = bodies(slots, word)
        usual = sum(length for _, length in told) / len(told) or 1.0
        for place, (count, length) in enumerate(told):
            if count:
                damped = count + _K1 * (1 - _B + _B * length / usual)
                weights[place] += rarity * count * (_K1 + 1) / damped
    most = max(weights) or 1.0
    steps: dict[int, list[int]] = defaultdict(list)
    for slot, weight in zip(slots, weights, strict=True):
        steps[round(weight / most * _STEPS)].append(slot)
    size = needing.bit_length()
    return [
        (step / (_STEPS + 1), swept(steps[step], size))
        for step in sorted(steps, reverse=True)
        if step
    ]


def _apart(group: int, steps: Sequence[tuple[float, int]]) -> Iterator[tuple[float, int]]:
    """A group, parted by these shares; whoever has none is last."""
    for share, bits in steps:
        if both := group & bits:
            group ^= both
            yield share, both
    if group:
        yield 0.0, group


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
