"""Join two measured figures into the range they are: "3.50% to 3.75%", "10km to 15km".

Shape:   (text, Found, read) -> one Found for both, or the Found that was given; `read` reads the
         figure at a position.
Units:   those of the figures, which must be the same.
Errors:  none; "rose 5% to 7%", "from 5% to 7%" and what does not grow stay two figures.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from reader.annotate.figures.amounts import Found
from reader.annotate.figures.leads import word_before
from reader.marks import Figure

_JOIN: Final = re.compile(r"(?: (to|and) | ?[-–—] ?)(?=[0-9a-z])")
_KINDS: Final = frozenset({"percent", "quantity", "duration", "money"})
_MOVES: Final = frozenset(
    {"from", "rose", "fell", "grew", "up", "down", "climbed", "dropped", "jumped", "gained", "slipped", "by", "lost",
     "increased", "decreased", "declined", "raised", "cut", "rise", "fall", "rises", "falls", "added", "risen",
     "fallen", "advanced", "eased", "soared", "surged", "tumbled", "slid", "edged", "of"}
)  # fmt: skip
"""After these the first figure says how far and the second where to, or each is one end of a move."""

_LENGTH: Final = re.compile(r"(PT?)([0-9.]{1,40})([A-Z])")


def joined(text: str, found: Found, read: Callable[[int], Found | None]) -> Found:
    """Join `found` to a second figure with the same unit, where both make one range."""
    low = found.figure.value
    if found.figure.kind not in _KINDS or not isinstance(low, str):
        return found
    join = _JOIN.match(text, found.stop)
    if join is None or not _may_join(text, found, join):
        return found
    second = read(join.end())
    if second is None or second.start != join.end():
        return found
    high = second.figure.value
    same = (found.figure.kind, found.figure.unit) == (second.figure.kind, second.figure.unit)
    if not same or not isinstance(high, str) or not _grows(low, high):
        return found
    return Found(
        found.start, second.stop, Figure(found.figure.kind, (low, high), found.figure.unit)
    )


def _may_join(text: str, found: Found, join: re.Match[str]) -> bool:
    word = word_before(text, found.start)
    if join[1] == "and":
        return word == "between"
    return join[1] is None or word not in _MOVES


def _grows(low: str, high: str) -> bool:
    """True when the second value is greater; durations compare in the same unit only."""
    if not low.startswith("P"):
        return Decimal(low) < Decimal(high)
    first, second = _LENGTH.fullmatch(low), _LENGTH.fullmatch(high)
    if first is None or second is None or first.group(1, 3) != second.group(1, 3):
        return False
    return Decimal(first[2]) < Decimal(second[2])
