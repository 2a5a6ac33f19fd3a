"""What can be taken back, newest first.

Shape:   `record(what, back)` notes a step that was done; `undo()` takes the last one back and
         says which that was. What takes long to take back is an iterator of steps, which
         whoever asked goes through.
Errors:  what `back` raises; the step is then gone.
"""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

_MOST: Final = 100
"""Steps; nobody remembers more."""


class Undone(NamedTuple):
    """A step that is taken back."""

    what: str
    rest: Iterator[object]
    """What is left to do; mostly nothing."""


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

    def undo(self) -> Undone | None:
        """Take the last step back; None when there is none."""
        if not self._steps:
            return None
        what, back = self._steps.pop()
        rest = back()
        return Undone(what, rest if isinstance(rest, Iterator) else iter(()))
