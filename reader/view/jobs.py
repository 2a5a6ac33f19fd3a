"""Work that goes on beside the window: events of the clerk, and recognising the open article.

Shape:   a thread puts the clerk's events in a queue and posts one small message; the window
         takes them when it has time, in slices, so that no key waits.
Errors:  a clerk that cannot go on ends its events; the window says what it named.
"""

import threading
from collections import deque
from collections.abc import Callable
from time import perf_counter

from textual.message import Message

from reader.desk import Clerk, Desk, Done, Entry, Event, Marked, Read

SLICE_S = 0.008
"""How long the window works on events at a stretch: half a frame."""

_PORTION = 2
"""Entries taken between two looks at the clock."""

_AHEAD = 8
"""So many events may wait; what else comes is unpacked when there is room, for that holds up the window, too."""

_NO_ROOM_S = 1.0
"""So long is waited for room: a window that takes nothing may be about to close."""


class Arrived(Message):
    """Events wait to be taken. One at a time is enough."""

    def can_replace(self, message: Message) -> bool:
        """A second one says nothing new."""
        return isinstance(message, Arrived)


class Recognised(Message):
    """The desk knows the marks of an article that a thread worked on."""

    def __init__(self, id: str) -> None:  # noqa: A002 - the contract's word
        super().__init__()
        self.id = id


class Loader:
    """Takes events from the clerk in a thread of its own, and gives them to the window in slices."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._events: deque[Event] = deque()
        self._entries: deque[Entry] = deque()
        self._notify: Callable[[], object] | None = None
        self._done = threading.Event()
        self._room = threading.Event()
        self._thread: threading.Thread | None = None
        if desk.is_settled:
            self.begin()

    def begin(self) -> None:
        """Start the clerk, unless it is at work: a window that stands as it was left comes first."""
        if self._thread is None:
            self._done = threading.Event()
            args = self._desk.start(), self._done
            self._thread = threading.Thread(
                target=self._listen, args=args, name="loader", daemon=True
            )
            self._thread.start()

    def begin_again(self) -> None:
        """Have the clerk read everything once more; what it said before is taken first."""
        while self.waiting:
            self.take()
        self._thread = None
        self.begin()

    def tell(self, notify: Callable[[], object]) -> None:
        """Call `notify`, from the loader's thread, whenever events arrive from now on."""
        self._notify = notify

    def take(self) -> tuple[list[Event], int]:
        """Put what has arrived on the desk, for one slice of time.

        Returns:
            The events that were begun, and how many articles are new on the desk.
        """
        done: list[Event] = []
        fresh = 0
        end = perf_counter() + SLICE_S
        while perf_counter() < end:
            if self._entries:
                count = min(_PORTION, len(self._entries))
                self._desk.take_entries([self._entries.popleft() for _ in range(count)])
                fresh += count
                continue
            if not self._events:
                break
            event = self._events.popleft()
            if len(self._events) < _AHEAD:
                self._room.set()
            if isinstance(event, Read):
                self._entries.extend(event.entries)
            else:
                self._desk.take(event)
            done.append(event)
        return done, fresh

    @property
    def waiting(self) -> bool:
        """True when there is more to take."""
        return bool(self._entries or self._events)

    def wait(self, timeout_s: float) -> None:
        """Wait until the clerk has said everything, for tests and for an orderly end."""
        self._done.wait(timeout_s)

    def _listen(self, clerk: Clerk, done: threading.Event) -> None:
        begun = prepared = False
        for event in clerk.events():
            # The first articles are shown without the index; what makes it is imported here, not between two frames.
            if not prepared and isinstance(event, Read | Marked):
                if prepared := begun or isinstance(event, Marked):
                    self._desk.prepare()
                begun = True
            self._events.append(event)
            if isinstance(event, Done):
                done.set()
            if self._notify is not None:
                self._notify()
            if len(self._events) >= _AHEAD:
                self._room.clear()
                if len(self._events) >= _AHEAD:  # still
                    self._room.wait(_NO_ROOM_S)
        done.set()
