"""Where the reader has been: back to just there, and forward again.

Shape:   a `Trail` of places; `leave` notes where one is before going elsewhere, `step` goes along.
Errors:  none; at its ends there is nowhere to go.
"""

from typing import Generic, TypeVar

P = TypeVar("P")

_LONGEST = 100


class Trail(Generic[P]):
    """Places in the order in which they were visited."""

    def __init__(self) -> None:
        self._behind: list[P] = []
        self._ahead: list[P] = []

    def leave(self, here: P) -> None:
        """Note a place that is left for a new one; what was ahead is no more."""
        self._behind.append(here)
        del self._behind[:-_LONGEST]
        self._ahead.clear()

    def can_step(self, step: int) -> bool:
        """True when there is somewhere to go: back (-1), or forward (1)."""
        return bool(self._behind if step < 0 else self._ahead)

    def step(self, here: P, step: int) -> P | None:
        """The place before this one (-1) or behind it (1); None where there is none."""
        source, target = (self._behind, self._ahead) if step < 0 else (self._ahead, self._behind)
        if not source:
            return None
        target.append(here)
        return source.pop()
