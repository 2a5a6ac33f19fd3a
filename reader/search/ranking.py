"""Put the articles that match every word of a query in order, best first.

Shape:   the `Hits` of each word and the articles newest first -> slots and their scores.
Units:   scores run from 0 to 100, in half points inside. A word counts as much as it is rare:
         "the harbour" is about harbours. Headlines with the words in the order typed gain 3
         points, side by side 6. What scores alike stays newest first.
         Scores are added for all articles at once: one byte an article in one long int,
         which cannot overflow, for the sum is at most 94 + 6 points and half a point a word.
Errors:  none.
"""

import math
from collections.abc import Callable, Sequence
from itertools import compress
from typing import Final

from reader.search.matches import Hits
from reader.search.postings import slots_of

IN_ORDER: Final = 3
SIDE_BY_SIDE: Final = 6

_HALVES: Final = 2
_ONES: Final = bytes.maketrans(b"01", b"\x00\x01")


def rank(
    hits: Sequence[Hits],
    found: int,
    *,
    slots: int,
    newest: Sequence[int],
    headline: Callable[[int], str],
) -> tuple[list[int], list[float]]:
    """The articles in `found`, best first, and their scores.

    Args:
        hits: of each word or phrase, in the order typed.
        found: those that all of them hold; a bitset.
        slots: how many there are, free ones included.
        newest: those with an article, newest first.
        headline: the run of words in a slot's headline.
    """
    if not found:
        return [], []
    points = 0
    for each, share in zip(hits, _shares(hits, len(newest)), strict=True):
        for weight, bits in each.tiers:
            if bits & found:
                points += _spread(bits & found, slots) * max(1, round(weight * share * _HALVES))
    for bonus, bits in _bonus([each for each in hits if not each.elsewhere], found, headline):
        points += _spread(bits, slots) * (bonus * _HALVES)
    return _by_points(points.to_bytes(slots, "little"), newest)


def _by_points(points: bytes, newest: Sequence[int]) -> tuple[list[int], list[float]]:
    """The slots with any points, most points first, and among equals newest first."""
    ordered = bytes(map(points.__getitem__, newest))
    hits = list(compress(newest, ordered))
    earned = ordered.replace(b"\0", b"")
    ranked: list[int] = []
    scores: list[float] = []
    for each in sorted(set(earned), reverse=True):
        before = len(ranked)
        ranked += compress(hits, earned.translate(_only(each)))
        scores += [min(100.0, each / _HALVES)] * (len(ranked) - before)
    return ranked, scores


def _only(kept: int) -> bytes:
    """A table to tell in one sweep which bytes have one value."""
    return bytes(kept) + b"\1" + bytes(255 - kept)


def _shares(hits: Sequence[Hits], articles: int) -> list[float]:
    """How much each word counts: one in all, more the fewer articles hold it."""
    rarity = [math.log(2 + articles / (1 + each.found.bit_count())) for each in hits]
    return [each / sum(rarity) for each in rarity]


def _spread(bits: int, slots: int) -> int:
    """A bitset with a byte for each bit."""
    flags = f"{bits:0{slots}b}".encode("ascii").translate(_ONES)
    return int.from_bytes(flags, "big")


def _bonus(
    hits: Sequence[Hits], found: int, headline: Callable[[int], str]
) -> list[tuple[int, int]]:
    """The headlines with all words in the order typed, and side by side; as bitsets."""
    if len(hits) < 2:
        return []
    together = found
    for each in hits:
        together &= each.in_headline
    words = [each.headline_words for each in hits]
    in_order = side_by_side = 0
    for slot in slots_of(together):
        run = headline(slot)
        if _side_by_side(run, words):
            side_by_side |= 1 << slot
        elif _in_order(run, words):
            in_order |= 1 << slot
    return [(IN_ORDER, in_order), (SIDE_BY_SIDE, side_by_side)]


def _in_order(run: str, words: Sequence[frozenset[str]]) -> bool:
    signs = iter(run)
    return all(any(sign in word for sign in signs) for word in words)


def _side_by_side(run: str, words: Sequence[frozenset[str]]) -> bool:
    return any(
        all(run[first + place] in word for place, word in enumerate(words))
        for first in range(len(run) - len(words) + 1)
    )
