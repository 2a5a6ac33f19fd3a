"""Segments that other processes make while this one reads on.

Shape:   `Drafts.give(draft, items)` gives one away, `next()` waits for the one given first.
Units:   a segment each process; one more can be given while `is_full` is false.
Errors:  none; what could not be written is said by `next`. Without more processes a segment is
         made when it is waited for.
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from reader.desk.crew import Crew, spare_cores
from reader.desk.frost import Draft
from reader.desk.tasks import Freezing, Item
from reader.errors import StoreError

_AT_ONCE: Final = 2
"""With one alone, whoever reads would have to wait for it; three would fill the memory."""


class Made(NamedTuple):
    """What became of a draft."""

    draft: Draft
    items: Sequence[Item]
    error: StoreError | None


class _Out(NamedTuple):
    draft: Draft
    items: Sequence[Item]
    crew: Crew
    wait: Callable[[], StoreError | None]


class Drafts:
    """The segments that are being made. `close` ends the processes."""

    def __init__(self) -> None:
        self._idle: list[Crew] = []
        self._out: deque[_Out] = deque()

    def __len__(self) -> int:
        """How many articles are on their way."""
        return sum(len(each.items) for each in self._out)

    @property
    def is_full(self) -> bool:
        """True while nobody is left to make another."""
        return len(self._out) >= _AT_ONCE

    def give(self, draft: Draft, items: Sequence[Item]) -> None:
        """Have the segment of these articles made."""
        crew = self._idle.pop() if self._idle else Crew(min(1, spare_cores()))
        wait = crew.later(Freezing(draft.path), [item.sealed() for item in items])
        self._out.append(_Out(draft, items, crew, wait))

    def next(self) -> Made:
        """Wait for the segment that was given away first. IndexError when there is none."""
        out = self._out.popleft()
        self._idle.append(out.crew)
        error = out.wait()
        return Made(out.draft, out.items, error)

    def close(self) -> None:
        """End the processes, and with them what they were making. Idempotent."""
        for crew in (*self._idle, *(out.crew for out in self._out)):
            crew.close()
        self._idle = []
        self._out.clear()
