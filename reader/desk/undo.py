"""What can be taken back, newest first.

Shape:   `record(what, back)` notes a step that was done; `undo()` takes the last one back and
         says which that was.
Errors:  what `back` raises; the step is then gone.
"""

from collections import deque
from collections.abc import Callable
from typing import Final

_MOST: Final = 100
"""Steps; nobody remembers more."""


class Undo:
    """The steps of this run."""

    def __init__(self) -> None:
        self._steps: deque[tuple[str, Callable[[], object]]] = deque(maxlen=_MOST)

    def __len__(self) -> int:
        return len(self._steps)

    def record(self, what: str, back: Callable[[], object]) -> None:
        """Note a step.

        Args:
            what: was done, as one says it: "3 articles marked read".
            back: undoes it.
        """
        self._steps.append((what, back))

    def undo(self) -> str | None:
        """Take the last step back; what it was, or None when there is none."""
        if not self._steps:
            return None
        what, back = self._steps.pop()
        back()
        return what
