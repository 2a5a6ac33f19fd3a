"""What the clerk reports, brought before the reader: new articles, marks, files that cannot be read.

It joins the clerk's events, which `Loader` puts on the desk in slices, to the list and the page.

Shape:   `arrived` when events wait; `all_read` and `rested` are called when a round is over.
Units:   seconds.
Errors:  none; what could not be read is told in a notice, once each.
"""

from asyncio import get_running_loop
from collections.abc import Callable, Sequence
from typing import Final

from textual.screen import Screen

from reader.desk import AllRead, Counted, Desk, Done, Event, Failed, Froze, Looked, Marked
from reader.view.browsing import Browsing
from reader.view.garbage import keep_what_came
from reader.view.jobs import Loader
from reader.view.reading import Reading

PAUSE_S: Final = 0.004
"""Between two slices of the clerk's events; without it the window is never idle, and never paints."""


class Arriving:
    """The events of one clerk after the other."""

    def __init__(
        self,
        screen: Screen[None],
        desk: Desk,
        loader: Loader,
        browsing: Browsing,
        reading: Reading,
        *,
        all_read: Callable[[], None],
        rested: Callable[[], None],
    ) -> None:
        """`all_read` is called when every file was read, `rested` after each round of the clerk."""
        self._screen = screen
        self._desk = desk
        self._loader = loader
        self._browsing = browsing
        self._reading = reading
        self._all_read = all_read
        self._rested = rested
        self._named = 0
        self._pausing = False
        self._stale = False

    def arrived(self) -> None:
        """Events wait; unless it is their turn soon anyway, they are taken now."""
        if not self._pausing:
            self.take()

    def again(self) -> None:
        """The clerk reads once more, and names its faults anew."""
        self._named = 0

    def take(self) -> None:
        """Take what there is for one slice of time, and show what came of it."""
        done, fresh = self._loader.take()
        if fresh and self._screen.is_current:  # another screen goes again, and is garbage then
            keep_what_came()
        self._pausing = True  # keys and painting come first
        # Not `set_timer`: Textual drops a single tick that falls due before its task first runs.
        get_running_loop().call_later(PAUSE_S, self._screen.call_next, self._take_more)
        browsing, reading = self._browsing, self._reading
        marked = {name for event in done if isinstance(event, Marked) for name, _ in event.items}
        searching = browsing.listing.pattern is not None
        self._list(done, found=fresh > 0 or (bool(marked) and searching))
        if reading.id in marked:
            reading.show_marks(reading.id)
            browsing.show_matches()
        if any(isinstance(event, Counted) for event in done):
            browsing.refresh_status()
        if any(isinstance(event, Failed) for event in done):
            self._name_faults()

    def _take_more(self) -> None:
        self._pausing = False
        if self._loader.waiting:
            self.take()

    def _list(self, done: Sequence[Event], *, found: bool) -> None:
        """List what came, if it is time to; `found` where more may be found now."""
        browsing = self._browsing
        all_read = any(isinstance(event, AllRead) for event in done)
        looked = [event for event in done if isinstance(event, Looked)]
        last = all_read or any(isinstance(event, Done | Looked) for event in done)
        untouched = browsing.is_untouched
        browsing.loading &= not all_read
        browsing.stale |= found or any(isinstance(event, Froze) for event in done)
        browsing.come += sum(event.new for event in looked)
        if last or browsing.is_due:
            browsing.list_again(untouched=untouched)
        if any(event.changed or event.gone for event in looked):
            self._reading.refresh(browsing.listing)
        if all_read:
            self._all_read()
        if last:
            self._rested()

    def _name_faults(self) -> None:
        """Say which files could not be read, once each."""
        fresh = self._desk.faults[self._named :]
        self._named = len(self._desk.faults)
        lines = [
            *fresh[:3],
            *([f"and {len(fresh) - 3} more: see broadsheet check"] if len(fresh) > 3 else []),
        ]
        self._screen.notify(
            "\n".join(lines), title="Not readable", severity="warning", markup=False
        )
