"""What the benches of the window measure with: frames, and how long the event loop is held up.

Shape:   `Window(app)` around a Textual app under `run_test`; `Stalls` around a stretch of time.
Units:   seconds inside, milliseconds where figures are printed.
         A frame is timed when its escape codes are made, which is all but the terminal's own part.
"""

import asyncio
import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter, thread_time
from typing import Any

from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from tests.bench.turns import Clock
from tests.view.stage import key_event

_QUIET_S = 0.05
"""So long nothing is painted when everything is painted."""

_PATIENCE_S = 0.3
"""So long a frame is waited for where there may be none."""

_LONGEST_S = 20.0

Figures = dict[str, list[float]]


class Window:
    """A running app whose frames are counted, timed and made into escape codes."""

    def __init__(self, app: App[Any]) -> None:
        self.app = app
        app.animation_level = "none"
        self.frames: list[tuple[float, int, bool]] = []
        """When each was ready, how many characters it took, and whether the watched widget was in it."""
        self._painted = False
        app.post_display_hook = self._displayed  # type: ignore[method-assign]
        display = app._display

        def displayed(screen: Any, renderable: Any) -> None:
            self._size = (
                len(renderable.render_segments(app.console))
                if isinstance(renderable, CompositorUpdate)
                else 0
            )
            display(screen, renderable)

        app._display = displayed  # type: ignore[method-assign]
        self._size = 0

    def watch(self, widget: Widget) -> None:
        """Times run until `widget` is painted anew."""
        render = widget.render_lines

        def rendered(crop: Any) -> Any:
            self._painted = True
            return render(crop)

        widget.render_lines = rendered  # type: ignore[method-assign]

    def _displayed(self) -> None:
        if self._size:
            self.frames.append((perf_counter(), self._size, self._painted))
        self._size, self._painted = 0, False

    async def key(self, key: str) -> float:
        """Press a key; seconds until the watched widget is on the screen with what it did."""
        return await self.time(lambda: self.app.post_message(key_event(key)))

    async def pressed(self, key: str) -> float:
        """Press a key; seconds until the last frame that came of it."""
        return await self.time_any(lambda: self.app.post_message(key_event(key)))

    async def resize(self, columns: int, lines: int) -> float:
        """Give the terminal another size; seconds until everything was painted for it."""
        size = Size(columns, lines)
        self.app._driver._size = size  # type: ignore[union-attr]
        return await self.time(lambda: self.app.post_message(events.Resize(size, size)))

    async def time(self, action: Callable[[], object], *, first: bool = True) -> float:
        """Seconds from `action` to the first (or last) frame with the watched widget in it."""
        self.frames.clear()
        self._painted = False
        begun = perf_counter()
        action()
        while not any(painted for _, _, painted in self.frames):
            await asyncio.sleep(0.001)
            if perf_counter() - begun > _LONGEST_S:
                raise TimeoutError("no frame")
        await self.settled()
        times = [moment for moment, _, painted in self.frames if painted]
        return (times[0] if first else times[-1]) - begun

    async def time_any(self, action: Callable[[], object]) -> float:
        """Seconds from `action` to the last frame that came of it, whatever is in it; 0 without."""
        self.frames.clear()
        begun = perf_counter()
        action()
        while not self.frames and perf_counter() - begun < _PATIENCE_S:
            await asyncio.sleep(0.001)
        await self.settled()
        return self.frames[-1][0] - begun if self.frames else 0.0

    async def settled(self) -> None:
        """Wait until nothing has been painted for a while."""
        count, quiet = -1, perf_counter()
        while perf_counter() - quiet < _QUIET_S:
            if len(self.frames) != count:
                count, quiet = len(self.frames), perf_counter()
            await asyncio.sleep(0.005)


@contextmanager
def stalls() -> Iterator[list[float]]:
    """Collect how long each turn of the event loop had the processor, but for painting.

    In seconds, the longest first afterwards.
    """
    taken: list[float] = []
    painting = Clock()
    painting.around(Screen, "_compositor_refresh")
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        begun, painted = thread_time(), painting.total
        run(handle)
        taken.append(thread_time() - begun - (painting.total - painted))

    asyncio.Handle._run = timed  # type: ignore[assignment,method-assign]
    try:
        yield taken
    finally:
        asyncio.Handle._run = run  # type: ignore[method-assign]
        painting.restore()
        taken.sort(reverse=True)


def keep(figures: Figures, name: str, seconds: float) -> None:
    """Note a figure."""
    figures.setdefault(name, []).append(seconds)


def median(values: Sequence[float]) -> float:
    """In milliseconds."""
    return statistics.median(values) * 1000


def p95(values: Sequence[float]) -> float:
    """In milliseconds; the worst of a few."""
    return sorted(values)[int(0.95 * (len(values) - 1) + 0.5)] * 1000


def words(count: int, seed: int) -> list[str]:
    """Made-up words, some of them common and most of them rare."""
    dice = random.Random(seed)
    pieces = [
        a + b
        for a in ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "st", "tr", "ch")
        for b in ("a", "e", "i", "o", "u", "ea")
    ]
    known = ["".join(dice.choices(pieces, k=dice.randint(1, 3))) for _ in range(4_000)]
    weights = [1 / (place + 3) for place in range(len(known))]
    return dice.choices(known, weights, k=count)


def article(count: int, seed: int, title: str, date: str) -> str:
    """A newspaper's plain text of `count` words, with names and figures in it."""
    dice, stream = random.Random(seed), iter(words(count, seed))
    paragraphs = []
    left = count
    while left > 0:
        length = min(left, dice.randint(30, 90))
        left -= length
        sentence = [next(stream) for _ in range(length)]
        if length > 20:
            sentence[3:5] = ["Elin", "Dahl"]
            sentence[9:11] = ["€3.2", "million"]
            sentence[15] = "Rotterdam"
        paragraphs.append(" ".join(sentence).capitalize() + ".")
    return "\n\n".join([date, title, *paragraphs]) + "\n"
