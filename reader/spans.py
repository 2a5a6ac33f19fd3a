"""A half-open range of a text.

Shape:   `Span(start, stop)`, as a slice: `text[span.start:span.stop]`.
Units:   code points, as Python's `str` counts them (not bytes, not cells).
Errors:  ValueError at birth for a range that is empty, negative or turned round.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Span:
    """A non-empty range of code points, half-open."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise ValueError(f"not a span: {self.start}..{self.stop}")

    def of(self, text: str) -> str:
        """The part of `text` that this span covers."""
        return text[self.start : self.stop]

    def overlaps(self, other: "Span") -> bool:
        """True when the two share at least one code point."""
        return self.start < other.stop and other.start < self.stop


S = TypeVar("S", bound=Span)


def disjoint(spans: Iterable[S]) -> tuple[S, ...]:
    """Sort `spans` and drop what overlaps an earlier one; of two that start together, the longer stays.

    >>> [(s.start, s.stop) for s in disjoint([Span(4, 6), Span(0, 3), Span(0, 5)])]
    [(0, 5)]
    """
    kept: list[S] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.stop)):
        if not kept or span.start >= kept[-1].stop:
            kept.append(span)
    return tuple(kept)
