"""A screen that is painted only once its first frame is complete.

What is on the terminal meanwhile stays there: the picture of the last run. Textual offers no other
place to hold a frame back than the screen's own painting.
"""

from asyncio import get_running_loop
from typing import Final

from textual.screen import Screen

from reader.view.screens.sized import Sized

COVERED_S: Final = 0.25
"""The first frame waits so long at most until everything in it has its size."""

_AGAIN_S: Final = 0.004
"""In a batch, in which Textual paints nothing, it is tried again after so long."""


class Covered(Sized, Screen[None]):
    """Covered until `_uncover`; the other methods are for those who inherit."""

    covered = True
    """Until the first frame is complete; what is on the screen meanwhile stays there."""

    def cover(self) -> None:
        """Wait for the first frame, but not for ever."""
        get_running_loop().call_later(COVERED_S, self._uncover)

    def sizes_changed(self) -> None:
        """Something would be painted. Call `_uncover` once everything knows its size."""

    def complete(self) -> None:
        """What is still to be put right before the first frame is painted."""

    def uncovered(self) -> None:
        """The first frame is painted."""

    def _uncover(self) -> None:
        """Everything is in its place: paint."""
        if not self.covered:
            return
        if self.app._batch_count:  # noqa: SLF001 - Textual would skip the frame for good
            get_running_loop().call_later(_AGAIN_S, self._uncover)
            return
        self.covered = False
        self.complete()
        if self._layout_required and self.is_current:  # which paints everything: once is enough
            self._repaint_required = False
        else:
            self.refresh()
        self._on_timer_update()  # now, and not at Textual's next tick
        self.uncovered()

    def _compositor_refresh(self) -> None:
        """Paint, but not a window that is half built."""
        if not self.covered:
            super()._compositor_refresh()
        elif self.is_mounted:
            self.sizes_changed()
