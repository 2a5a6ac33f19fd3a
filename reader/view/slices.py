"""Long work in the window's own thread, a few milliseconds at a time.

Shape:   `Slices`: steps are an iterator; what its last step yields is what comes of it. Or they are a
         generator that yields between two steps, and returns what comes of it.
         `Strides`: work that shows itself as it goes on, and needs only to be called again.
Units:   seconds.
Errors:  what a step raises.
"""

from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable, Generator, Iterator
from time import perf_counter
from typing import Final, Generic, TypeVar

_FIRST_S: Final = 0.009
"""What is done by then is there in the key's own frame."""

_SLICE_S: Final = 0.005
_PAUSE_S: Final = 0.006
"""How long it goes on at a stretch, and how long keys and frames then have for themselves."""

T = TypeVar("T")


class Slices(Generic[T]):
    """One piece of work at a time; another takes its place."""

    def __init__(self) -> None:
        self._steps: Iterator[T | None] | None = None
        self._done: Callable[[T], object] | None = None
        self._next: TimerHandle | None = None
        self._last: T | None = None

    @property
    def at_work(self) -> bool:
        """True while there is something left to do."""
        return self._steps is not None

    def start(self, steps: Iterator[T | None], done: Callable[[T], object]) -> T | None:
        """Begin; what comes of it, when that is quick. Else `done` is told of it later."""
        self.stop()
        self._steps = steps
        found = self._go_on(_FIRST_S)
        if self._steps is not None:
            self._done = done
            self._next = get_running_loop().call_later(_PAUSE_S, self._slice)
        return found

    def run(
        self,
        work: Generator[None, None, T | None],
        done: Callable[[T], object],
        *,
        after_s: float = 0.0,
    ) -> None:
        """Begin now, or after a while; `done` is told what comes of it, at once when that is quick."""
        self.stop()
        if after_s:
            self._next = get_running_loop().call_later(after_s, self.run, work, done)
        elif (found := self.start(_returned(work), done)) is not None:
            done(found)

    def stop(self) -> None:
        """Leave it as it is."""
        if self._next is not None:
            self._next.cancel()
        self._steps = self._done = self._next = self._last = None

    def hurry(self) -> bool:
        """Go on for a moment, here and now; whether it is done."""
        if self.at_work:
            found = self._go_on(_FIRST_S)
            if self._steps is None:
                self._tell(found)
        return not self.at_work

    def finish(self) -> None:
        """Do what is left, here and now."""
        if self._steps is not None:
            self._tell(self._go_on(float("inf")))

    def _slice(self) -> None:
        found = self._go_on(_SLICE_S)
        if self._steps is not None:
            self._next = get_running_loop().call_later(_PAUSE_S, self._slice)
        else:
            self._tell(found)

    def _go_on(self, seconds: float) -> T | None:
        """Work for so long; what came of it, when it is done."""
        end = perf_counter() + seconds
        for found in self._steps or ():
            self._last = found
            if perf_counter() > end:
                return None
        last, self._steps, self._last = self._last, None, None
        return last

    def _tell(self, found: T | None) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None
        done, self._done = self._done, None
        if done is not None and found is not None:
            done(found)


class Strides:
    """Work that is called again and again until it is done, with a pause between."""

    def __init__(self, work: Callable[[float], bool]) -> None:
        """`work` goes on until a moment of `perf_counter`, and returns whether something is left."""
        self._work = work
        self._next: TimerHandle | None = None

    @property
    def at_work(self) -> bool:
        """True while there is something left to do."""
        return self._next is not None

    def begin(self) -> None:
        """Go on now, and then with pauses."""
        self.stop()
        self._go_on()

    def begin_soon(self) -> None:
        """Go on after a pause; what was begun before goes on with this."""
        self.stop()
        self._next = get_running_loop().call_later(_PAUSE_S, self._go_on)

    def stop(self) -> None:
        """Leave it as it is."""
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _go_on(self) -> None:
        self._next = None
        if self._work(perf_counter() + _SLICE_S):
            self.begin_soon()


def _returned(work: Generator[None, None, T | None]) -> Iterator[T | None]:
    """The steps of `work`, and at last what it returns."""
    yield (yield from work)
