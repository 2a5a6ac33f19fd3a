"""The help page: every key, from the live map, and what can be searched for."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.view.commands import key_table
from reader.view.forms import FORMS
from reader.view.screens.sized import Sized

_KEYS_WIDTH = 18
_FORMS_WIDTH = 24


class HelpScreen(Sized, ModalScreen[None]):
    """Keys in their groups; the user's own where the settings changed them."""

    BINDINGS: ClassVar = [
        Binding("escape,q,question_mark,f1", "dismiss", "Back"),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("space,pagedown", "scroll(12)", "Page down", show=False),
        Binding("b,pageup", "scroll(-12)", "Page up", show=False),
    ]

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """One block of text that scrolls."""
        with VerticalScroll(id="help"):
            yield Static(Content.assemble(*self._parts()), id="help-text", markup=False)

    def _parts(self) -> Iterable[tuple[str, str]]:
        yield "Keys", "bold"
        yield "   Esc goes back\n", "$soft"
        for group, rows in key_table(self._keymap):
            yield f"\n{group}\n", "bold $accent"
            for keys, title in rows:
                yield f"  {keys:<{_KEYS_WIDTH}} ", "bold"
                yield f"{title}\n", ""
        yield "\nWhat can be searched for\n", "bold $accent"
        for form, meaning in FORMS:
            yield f"  {form:<{_FORMS_WIDTH}} ", "bold"
            yield f"{meaning}\n", ""

    def action_scroll(self, lines: int) -> None:
        """Scroll the page."""
        self.query_one("#help", VerticalScroll).scroll_relative(y=lines, animate=False)
