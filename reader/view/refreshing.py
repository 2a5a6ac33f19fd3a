"""Feeds asked for what is new while the window stands: in another process, told in the bar.

It joins the window to `reader.desk.refreshing`; what came is read by the clerk, as files are.
"""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.screen import Screen
from textual.timer import Timer
from textual.worker import get_current_worker

from reader.articles import Article
from reader.paths import places
from reader.view import rows
from reader.view.glyphs import fitted

if TYPE_CHECKING:
    from reader.desk.refreshing import Ended, Refreshing, Told

_PAUSE_S: Final = 0.1
"""Progress is told so often at most: hundreds of feeds are hundreds of lines."""
_LOOK_S: Final = 4.0
"""What has come is looked for so often at most, while more feeds are asked."""
_NAMED: Final = 3
_LONGEST: Final = 200
"""Cells of a line: a server may send to an address of four thousand signs, which would hide the page."""


class Refreshes:
    """One round at a time."""

    def __init__(
        self,
        window: Screen[None],
        told: Callable[[], object],
        done: Callable[[], object],
        came: Callable[[], object],
    ) -> None:
        """`told` is called when there is other progress, `done` when all files have come.

        `came`, called from a thread, brings those into the list that have come so far.
        """
        self._window = window
        self._told = told
        self._done = done
        self._came = came
        self._work: Refreshing | None = None
        self._lock = threading.Lock()
        self._failed: list[str] = []
        self._notes: list[str] = []
        self._quiet = False
        self._timer: Timer | None = None
        self.progress = ""
        """How far it is, in a few words; "" when nothing is under way."""

    @property
    def any(self) -> bool:
        """True when there are feeds, as far as one look at the disk tells."""
        return places().feeds.is_dir()

    def feed_of(self, article: Article) -> str | None:
        """The key of the feed an article came from; None for one of a folder, or a saved page."""
        from reader.desk.feeds import SAVED

        if article.path is None:
            return None
        folder = Path(os.path.dirname(article.path))  # noqa: PTH120
        return folder.name if folder.parent == places().feeds and folder.name != SAVED else None

    def every(self, minutes: int) -> None:
        """Ask all feeds so often from now on, and now; 0 is never."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._window.set_interval(minutes * 60, self._by_itself) if minutes else None
        if minutes:
            self._by_itself()

    def _by_itself(self) -> None:
        """Nobody has asked for it: what fails is told in the sources only."""
        if self.any and not self.progress:
            self.start()
            self._quiet = True

    def start(self, *names: str) -> None:
        """Ask these feeds, or all; while it does, stop."""
        if self.progress:
            self.stop()
            return
        self.progress, self._quiet = "asking feeds", False
        self._failed, self._notes = [], []
        self._told()
        self._window.run_worker(lambda: self._listen(names), thread=True, group="refresh")

    def stop(self) -> None:
        """Ask nothing more; what came is read."""
        with self._lock:
            if self._work is not None:
                self._work.cancel()

    def close(self) -> None:
        """The window goes."""
        with self._lock:
            if self._work is not None:
                self._work.close()

    def _listen(self, names: tuple[str, ...]) -> None:
        """In a thread: start the child, and pass on what it says, not too often."""
        from reader.desk.refreshing import Asked, Ended, Refreshing

        worker, app = get_current_worker(), self._window.app
        work = Refreshing(names)
        with self._lock:
            self._work = work
        last, looked, fresh = 0.0, monotonic(), 0
        for told in work.events():
            if isinstance(told, Asked):
                fresh += told.new
                self._failed += [told.error] if told.error else []
                self._notes += [f"{told.name}: {told.note}"] if told.note else []
            if worker.is_cancelled:
                break
            if fresh and monotonic() - looked >= _LOOK_S:
                looked, fresh = monotonic(), 0
                self._came()
            if isinstance(told, Ended):
                app.call_from_thread(self._ended, told)
            elif monotonic() - last >= _PAUSE_S:
                last = monotonic()
                app.call_from_thread(self._progressed, told)
        work.close()

    def _progressed(self, told: "Told") -> None:
        done, total = getattr(told, "done", 0), getattr(told, "total", 0)
        self.progress = f"asking feeds, {rows.number(done)} of {rows.number(total)} (R stops)"
        self._told()

    def _ended(self, told: "Ended") -> None:
        with self._lock:
            self._work = None
        self.progress = ""
        self._told()
        if not self._quiet:
            self._say(told)
        self._done()

    def _say(self, told: "Ended") -> None:
        """What went wrong, or why nothing was asked."""
        lines = [told.trouble] if told.trouble else self._failed[:_NAMED]
        if len(self._failed) > _NAMED:
            lines.append(f"and {len(self._failed) - _NAMED} more: see E")
        if lines:
            self._window.notify(
                "\n".join(fitted(line, _LONGEST) for line in lines),
                title="Not refreshed",
                severity="warning",
                markup=False,
                timeout=10,
            )
        elif self._notes and not told.asked:
            lines = [fitted(line, _LONGEST) for line in self._notes[:_NAMED]]
            self._window.notify("\n".join(lines), markup=False)
        elif told.stopped:
            self._window.notify("Stopped.", markup=False)
