"""Screens that go by the size the terminal has now.

Textual lays a screen out for the size in a `Resize` event and then posts itself another one with
that size. Two changes in quick succession (a border dragged, a window opened and at once made
larger) are two events in its queue; each is answered by a new one, so that the screen flips
between the two sizes for ever and is never painted. A size that the terminal no longer has is
left alone here: the event with its real size is always behind it.
"""

from typing import ClassVar

from textual import events
from textual.message_pump import MessagePump


class Sized(MessagePump):
    """What a screen inherits from first, so as to pass over sizes of the past."""

    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-short"), (14, "-tall")]
    """Below this height rules and margins make room for text."""

    async def on_event(self, event: events.Event) -> None:
        """Everything but a size that is no longer so."""
        if not (isinstance(event, events.Resize) and event.size != self.app.size):
            await super().on_event(event)
