"""What a query asks of an article besides its words.

Shape:   frozen values, so that what they find can be remembered.
Units:   as in `reader.search.values`.
Errors:  none.
"""

from dataclasses import dataclass
from typing import Literal

from reader.marks import Figure
from reader.search.fields import Measure
from reader.search.values import PLAIN, Range, range_of

Condition = Literal["read", "starred", "removed"]
"""What a reader does with an article."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Whether the reader has read, starred or removed the article."""

    state: Condition
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Spoken:
    """The language the article is in, by its ISO 639-1 code."""

    language: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure in a range, or the day the article is from."""

    measure: Measure | None
    """None is any figure that is a plain number."""
    range: Range

    def fits(self, figure: Figure) -> bool:
        """True when `figure` is one that is asked for."""
        if figure.kind != self.measure and (self.measure or figure.kind not in PLAIN):
            return False
        found = range_of(figure)
        return found is not None and self.range.holds(found)


Filter = Stated | Spoken | Measured
