"""A question before something that matters: yes or no."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.view.screens.sized import Sized


class AskScreen(Sized, ModalScreen[bool]):
    """The question, and the keys that answer it."""

    BINDINGS: ClassVar = [
        Binding("y,enter", "answer(True)", "Yes"),
        Binding("n,q,escape", "answer(False)", "No"),
    ]

    def __init__(self, question: str, yes: str) -> None:
        """`yes` says what happens then, in a word or two."""
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """Two short paragraphs."""
        with Vertical(id="ask"):
            yield Static(Content(self._question), markup=False)
            keys = Content.assemble(
                ("\ny ", "bold"), self._yes, ("    Esc ", "bold"), "leave it as it is"
            )
            yield Static(keys, markup=False)

    def action_answer(self, answer: bool) -> None:
        """That is the answer."""
        self.dismiss(answer)
