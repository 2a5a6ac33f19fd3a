"""Small questions over the list: is this right, and what shall it be called?

Shape:   `ConfirmScreen` gives back True or False, `TypingScreen` what was typed or None.
         Everything shown is plain text.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from reader.view import commands
from reader.view.glyphs import shown
from reader.view.screens.finder import PANES, TypedLine
from reader.view.screens.sized import Sized


def _answers(screen: Widget, yes: str, no: str) -> Content:
    """How to answer, by the keys that work now."""
    keymap = getattr(screen.app, "keymap", {})
    words = commands.key_words({"asking.yes": yes, "asking.no": no}, keymap)
    return Content("   ".join(f"{sign} {word}" for sign, word in words))


class ConfirmScreen(Sized, ModalScreen[bool]):
    """Do it?"""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("asking")
    HORIZONTAL_BREAKPOINTS = PANES

    def __init__(self, question: str, detail: str, *, yes: str = "yes", no: str = "no") -> None:
        """`yes` and `no` say what happens then, in a word or two."""
        super().__init__()
        self._question = question
        self._detail = detail
        self._yes, self._no = yes, no

    def compose(self) -> ComposeResult:
        """The question, what it is about, and how to answer."""
        with Vertical(classes="panel -small"):
            yield Static(Content(shown(self._question)), classes="question", markup=False)
            yield Static(Content(shown(self._detail)), classes="detail", markup=False)
            answers = _answers(self, self._yes, self._no)
            yield Static(answers, classes="answers", markup=False)

    def action_choose(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """No."""
        self.dismiss(False)


class TypingScreen(Sized, ModalScreen[str | None]):
    """One line is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("asking")
    HORIZONTAL_BREAKPOINTS = PANES

    def __init__(self, title: str, value: str = "", *, hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        """What it is about, and the line."""
        with Vertical(classes="panel -small"):
            yield Static(Content(shown(self._hint)), classes="detail", markup=False)
            yield TypedLine(self._title)
            yield Static(_answers(self, "keep", "back"), classes="answers", markup=False)

    def on_mount(self) -> None:
        """Type behind what stands there."""
        line = self.query_one(TypedLine)
        line.most = 2_000  # a note may be longer than a search
        line.fill(self._value)
        line.focus()

    def action_choose(self) -> None:
        """That is it."""
        self.dismiss(self.query_one(TypedLine).value.strip())

    def action_leave(self) -> None:
        """Never mind."""
        self.dismiss(None)
