"""Runs the program, and writes down how long each turn of its event loop took.

    PYTHONPATH=. python -m tests.bench.turns FILE [what the program is given]

Shape:   a turn that took more than half a millisecond is a line in FILE: when it began and ended, the
         processor time it took but for painting, the same but for Textual's own arranging and styling,
         and what painting took.
Units:   moments are seconds of the clock that all processes share, times milliseconds.
         Processor time of this thread: others on the machine do not count.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, thread_time
from typing import Any, NamedTuple

from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from reader.__main__ import main as program

_LEAST_S = 0.0005


class Turn(NamedTuple):
    """One turn of the event loop."""

    begun: float
    ended: float
    ours: float
    """Milliseconds of the processor, painting excluded."""
    bare: float
    """The same without what Textual does by itself: arranging widgets, and styling them."""
    painting: float


def read_turns(path: Path) -> list[Turn]:
    """What was written down so far."""
    lines = path.read_text("ascii").split("\n")[:-1]
    return [Turn(*map(float, line.split())) for line in lines]


class Clock:
    """Processor time of something that may happen within something else of its kind."""

    def __init__(self) -> None:
        self.total = 0.0
        self._depth = 0
        self.restore: Callable[[], object] = lambda: None
        """Counts no more of what it was set around last."""

    def around(self, owner: type, name: str) -> None:
        """Count the time of `owner.name`."""
        inner: Callable[..., Any] = getattr(owner, name)

        def timed(*given: Any, **named: Any) -> Any:
            self._depth += 1
            begun = thread_time()
            try:
                return inner(*given, **named)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.total += thread_time() - begun

        setattr(owner, name, timed)
        self.restore = lambda: setattr(owner, name, inner)


def main() -> int:
    """Run the program, watched."""
    out = os.open(sys.argv.pop(1), os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    painting, textual = Clock(), Clock()
    painting.around(Screen, "_compositor_refresh")
    textual.around(Screen, "_refresh_layout")
    for name in ("update", "update_nodes", "apply"):
        textual.around(Stylesheet, name)
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        painted, arranged = painting.total, textual.total
        moment, begun = monotonic(), thread_time()
        run(handle)
        taken = thread_time() - begun
        if taken > _LEAST_S:
            paints = painting.total - painted
            ours = taken - paints
            bare = ours - (textual.total - arranged)
            times = " ".join(f"{each * 1000:.3f}" for each in (ours, bare, paints))
            os.write(out, f"{moment:.6f} {monotonic():.6f} {times}\n".encode("ascii"))

    asyncio.Handle._run = timed  # type: ignore[assignment,method-assign]
    return program()


if __name__ == "__main__":
    sys.exit(main())
