"""The X-Ray panel and the card: rows, and the keys that are their own."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from reader.clean import clean_text
from reader.view import commands
from reader.view.widgets.panel_rows import PanelRows

_LONGEST = 60
"""Letters of a filter; no name is longer on the screen."""


class CardPanel(PanelRows):
    """One name or figure, and the sentences it stands in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *commands.bindings("panel"),
        *commands.bindings("card"),
    ]


class XRayPanel(PanelRows):
    """Names and figures, page by page; what is typed after `/` filters them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *commands.bindings("panel"),
        *commands.bindings("xray"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.is_on = False
        """True while it is open, be it behind a card."""
        self.filter = ""
        """What is typed."""
        self.typing = False
        self.turned: Callable[[int], object] = lambda step: step
        """Called for another page."""
        self.filtered: Callable[[], object] = lambda: None
        """Called when `filter` or `typing` changed."""

    def on_key(self, event: events.Key) -> None:
        """While a filter is typed, letters are its own; keys that move pass by."""
        if not self.typing:
            return
        if event.is_printable and event.character:
            self._filter(self.filter + event.character)
        elif event.key == "backspace":
            self._filter(self.filter[:-1])
        elif event.key == "enter":
            self._stop_typing()
        elif event.key == "escape":
            self.end_filter()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is typed, while anything is."""
        if self.typing:
            event.stop()
            self._filter(self.filter + " ".join(clean_text(event.text[:200]).split()))

    def on_blur(self) -> None:
        """Whoever goes elsewhere has typed enough."""
        self._stop_typing()

    def end_filter(self) -> bool:
        """Show everything again; False when nothing was filtered."""
        was_on = bool(self.filter or self.typing)
        self.typing = False
        self._filter("")
        return was_on

    def _stop_typing(self) -> None:
        if self.typing:
            self.typing = False
            self.filtered()

    def _filter(self, typed: str) -> None:
        self.filter = typed[:_LONGEST]
        self.filtered()

    def action_filter(self) -> None:
        """Begin to type a filter."""
        self.typing = True
        self.filtered()

    def action_turn(self, step: int) -> None:
        """The next page, or the one before."""
        self.turned(step)

    def action_close(self) -> None:
        """End the filter; without one, close."""
        if not self.end_filter():
            super().action_close()
