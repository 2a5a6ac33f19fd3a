"""A question before something that matters: yes or no."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.view import commands
from reader.view.screens.sized import Sized


class AskScreen(Sized, ModalScreen[bool]):
    """The question, and the keys that answer it."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("asking")

    def __init__(self, question: str, yes: str) -> None:
        """`yes` says what happens then, in a word or two."""
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """Two short paragraphs."""
        with Vertical(id="ask"):
            yield Static(Content(self._question), markup=False)
            words = {"asking.yes": self._yes, "asking.no": "leave it as it is"}
            keys = commands.key_words(words, getattr(self.app, "keymap", {}))
            parts = [part for sign, word in keys for part in ((f"{sign} ", "bold"), f"{word}    ")]
            yield Static(Content.assemble("\n", *parts), markup=False)

    def action_choose(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """No."""
        self.dismiss(False)
