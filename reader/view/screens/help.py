"""The help page: every key, from the live map, and what can be searched for."""

from collections.abc import Iterable, Mapping
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.view import commands
from reader.view.commands import key_table, key_words
from reader.view.forms import FORMS
from reader.view.screens.picking import MOVING
from reader.view.screens.sized import Sized

_KEYS_WIDTH = 18
_FORMS_WIDTH = 24


class HelpScreen(Sized, ModalScreen[None]):
    """Keys in their groups; the user's own where the settings changed them."""

    AUTO_FOCUS = ""  # what scrolls has keys of its own, which cannot be given others
    BINDINGS: ClassVar[list[BindingType]] = [*MOVING, *commands.bindings("help")]

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """One block of text that scrolls."""
        with VerticalScroll(id="help"):
            yield Static(id="help-text", markup=False)

    def on_resize(self) -> None:
        """What does not fit into a line goes on below its own column."""
        cells = self._view.scrollable_content_region.width
        text = Content.assemble(*self._parts(cells))
        self.query_one("#help-text", Static).update(text)

    def _parts(self, cells: int) -> Iterable[tuple[str, str]]:
        yield "Keys", "bold"
        for sign, word in key_words({"help.back": "goes back"}, self._keymap):
            yield f"   {sign} {word}\n", "$soft"
        for group, rows in key_table(self._keymap):
            yield f"\n{group}\n", "bold $accent"
            for keys, title in rows:
                yield from _row(keys, _KEYS_WIDTH, title, cells)
        yield "\nWhat can be searched for\n", "bold $accent"
        for form, meaning in FORMS:
            yield from _row(form, _FORMS_WIDTH, meaning, cells)

    @property
    def _view(self) -> VerticalScroll:
        return self.query_one("#help", VerticalScroll)

    def _scroll(self, lines: float) -> None:
        self._view.scroll_relative(y=lines, animate=False)

    def action_down(self) -> None:
        """A line down."""
        self._scroll(1)

    def action_up(self) -> None:
        """A line up."""
        self._scroll(-1)

    def action_page_down(self) -> None:
        """A page down, with a line seen before."""
        self._scroll(max(1, self._view.scrollable_content_region.height - 1))

    def action_page_up(self) -> None:
        """A page up, likewise."""
        self._scroll(-max(1, self._view.scrollable_content_region.height - 1))

    def action_half_down(self) -> None:
        """Half a page down."""
        self._scroll(max(1, self._view.scrollable_content_region.height // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self._scroll(-max(1, self._view.scrollable_content_region.height // 2))

    def action_top(self) -> None:
        """To the first key."""
        self._view.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """To the end."""
        self._view.scroll_end(animate=False)

    def action_back(self) -> None:
        """Back to the window, once: a second key may come before the first has taken it away."""
        if self.app.screen is self:
            self.dismiss()


def _row(sign: str, column: int, words: str, cells: int) -> Iterable[tuple[str, str]]:
    """A sign in its column, and beside it what it means, in as many lines as that takes."""
    lead = f"  {sign:<{column}} "
    lines = wrap(words, max(8, cells - len(lead)))
    yield lead, "bold"
    yield f"\n{' ' * len(lead)}".join(lines) + "\n", ""
