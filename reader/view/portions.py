"""Work that takes longer than a moment, done between keys and frames.

Shape:   a generator that yields between two portions of its work, and what to do with its answer.
Units:   seconds. A portion takes some milliseconds at most.
Errors:  what the work raises is raised where it goes on.
"""

from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable, Generator
from time import perf_counter
from typing import Final, TypeVar

T = TypeVar("T")

_SLICE_S: Final = 0.005
_PAUSE_S: Final = 0.008
"""How long is worked at a stretch, and how long others then have for themselves."""


class Slices:
    """One piece of work at a time; another one takes its place."""

    def __init__(self) -> None:
        self._next: TimerHandle | None = None

    def stop(self) -> None:
        """Work no more on what there is."""
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def run(
        self, work: Generator[None, None, T], done: Callable[[T], None], *, after_s: float = 0
    ) -> None:
        """Work now, or after a while; what is short is done when this returns."""
        self.stop()
        if after_s:
            self._next = get_running_loop().call_later(after_s, self._go_on, work, done)
        else:
            self._go_on(work, done)

    def _go_on(self, work: Generator[None, None, T], done: Callable[[T], None]) -> None:
        end = perf_counter() + _SLICE_S
        self._next = None
        try:
            while perf_counter() < end:
                next(work)
        except StopIteration as finished:
            done(finished.value)
        else:
            self._next = get_running_loop().call_later(_PAUSE_S, self._go_on, work, done)
