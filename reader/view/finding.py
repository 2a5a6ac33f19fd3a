"""Finding in the open article: the places are marked while one types, walked, and forgotten again.

It joins the find bar to the page; the window only says when it begins and which keys were
pressed. `Reading` looks for the places, in slices where the text is long.

Shape:   `begin`, `look`, `walk`, `end`; `is_on` in between.
Units:   as in `reader.view.widgets.page_view`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from reader.view.commands import key_words
from reader.view.restyling import set_window_class
from reader.view.widgets.find_bar import FindBar
from reader.view.widgets.legend import Legend
from reader.view.widgets.marked_text import MarkedText

if TYPE_CHECKING:
    from reader.view.reading import Reading

FINDING: Final = "-finding"
"""The class of a window in which something is being found."""


class Finding:
    """One search in one article."""

    def __init__(
        self, page: MarkedText, bar: FindBar, reading: "Reading", show: Callable[[], None]
    ) -> None:
        """`show` has the reading mark what there is to mark now."""
        self._page = page
        self._bar = bar
        self._reading = reading
        self._show = show
        self._place = (0, 0)
        self._before: Widget | None = None
        self._in_text = False

    @property
    def is_on(self) -> bool:
        """True from `begin` to `end`."""
        return self._bar.screen.has_class(FINDING)

    def begin(self) -> None:
        """Open the bar, or go back to it; the place is kept to come back to."""
        screen = self._bar.screen
        if self._reading.id is None:
            return
        if not self.is_on:
            self._before = screen.focused
            self._in_text = screen.has_class("-text")
            screen.set_class(screen.has_class("-narrow"), "-text")
            self._place = self._page.place
            self._show_bar(on=True)
            self._bar.fill("")
            self.tell()
        self._bar.focus()

    def _show_bar(self, *, on: bool) -> None:
        """The bar instead of the legend, or the other way round."""
        screen = self._bar.screen
        set_window_class(screen, on, FINDING, self._bar, screen.query_one(Legend))

    def look(self, needle: str) -> None:
        """Mark where `needle` stands, and show the first place from where it began."""
        if not self.is_on:
            return
        self._page.go_back(self._place)
        self._reading.needle = needle
        self._page.set_matches(())
        self._show()
        if self._page.matches:
            self._page.match_near(self._place[0])
        self.tell()

    def walk(self, step: int) -> None:
        """To the next place, or the one before."""
        self._page.next_match(step)
        self._reading.show_progress()
        self.tell()

    def tell(self) -> None:
        """Say which of how many."""
        if not self.is_on:
            return
        found, at = len(self._page.matches), self._page.match
        typing = {"find.next": "next", "find.previous": "before", "find.end": "back"}
        walking = {"next": "next", "previous": "before", "text.leave": "back"}
        keymap = getattr(self._bar.app, "keymap", {})
        words = key_words(typing if self._bar.has_focus else walking, keymap)
        self._bar.hints = "  ".join(f"{key} {word}" for key, word in words)
        if not self._bar.value.strip():
            self._bar.count = ""
        elif not found:
            self._bar.count = "not in this article"
        else:
            self._bar.count = f"{at + 1 if at is not None else '–'}/{found:,}"

    def end(self, *, back: bool = True) -> bool:
        """Forget it; with `back`, return to where it began. False when nothing was on."""
        if not self.is_on:
            return False
        self._show_bar(on=False)
        self._reading.needle = ""
        if back:
            self._show()
            self._page.go_back(self._place)
            self._bar.screen.set_class(self._in_text, "-text")
            before = self._before
            target = before if before is not None and before.can_focus else self._page
            target.focus()
            self._reading.show_progress()
        elif self._bar.has_focus:
            self._page.focus()
        return True
