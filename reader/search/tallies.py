"""How often names are held: what every part of the index can be asked, in portions.

Shape:   `Telling` is the part's side of it; a `Held` is a name with its count.
Units:   articles; a portion takes some milliseconds.
Errors:  none.
"""

from collections.abc import Generator
from heapq import heappush, heappushpop
from typing import NamedTuple, Protocol, TypeVar

T = TypeVar("T")
Slices = Generator[None, None, T]
"""Work in portions; the answer is what is returned."""


class Held(NamedTuple):
    """A name, and how many articles hold it."""

    articles: int
    name: str


class Tally(NamedTuple):
    """A name of one part of the index."""

    articles: int
    name: str
    """As a query says it; "" where none can."""
    number: int
    """By which the part knows it."""


class Telling(Protocol):
    """A part of the index that knows names."""

    def tallied(self, sort: str, among: int, most: int) -> Slices[list[Tally]]:
        """The names of a sort that most of these articles hold, at most so many, the first first."""

    def held(self, number: int) -> int:
        """The articles that hold the name of this number; a bitset of the part's slots."""

    def holding(self, sort: str, name: str) -> int:
        """The articles with this name; a bitset of the part's slots."""


def keep_best(best: list[tuple[int, int]], found: tuple[int, int], most: int) -> None:
    """Put `found` on a heap of at most so many, the least in front, which makes way."""
    if len(best) < most:
        heappush(best, found)
    else:
        heappushpop(best, found)
