"""A small chooser over the window: a question, a line to type into where one may, and rows.

Shape:   `choices(typed)` gives the rows for what was typed; dismissed with the chosen one's value.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from reader.view import commands
from reader.view.screens.picking import PickingScreen
from reader.view.widgets.choice_list import Choice, ChoiceList
from reader.view.widgets.text_lines import TextLines, chosen
from reader.view.widgets.typing_line import TypingLine

_MOST_ROWS = 10


class ChoosingScreen(PickingScreen[Any]):
    """One question with a few answers."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("choice")

    def __init__(
        self,
        question: str,
        choices: Callable[[str], Sequence[Choice[Any]]],
        keymap: Mapping[str, str],
        *,
        typing: str = "",
    ) -> None:
        super().__init__()
        self._question = question
        self._choices = choices
        self._keymap = keymap
        self._typing = typing

    def compose(self) -> ComposeResult:
        """Question, line, rows, keys."""
        with Vertical(id="choosing"):
            yield TextLines(id="choosing-question")
            if self._typing:
                yield TypingLine(self._offer, prompt="→", hint=self._typing, id="choosing-line")
            yield ChoiceList(id="choices")
            yield TextLines(id="choosing-keys")

    def on_mount(self) -> None:
        """Ask."""
        self._list = self.query_one(ChoiceList)
        self.query_one("#choosing-question", TextLines).show([[(f" {self._question}", "strong")]])
        self._offer("")
        if self._typing:
            self.query_one(TypingLine).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Say the keys that fit."""
        by_id = {command.id: command for command in commands.COMMANDS}
        pieces = []
        for name, word in (("choice.take", "take it"), ("choice.back", "back")):
            signs = commands.key_signs(commands.keys_of(by_id[name], self._keymap))
            if signs:
                pieces.append(((f" {signs[0]}", "key"), (f" {word} ", "soft")))
        self.query_one("#choosing-keys", TextLines).show([chosen(pieces, event.size.width - 2)])

    def _offer(self, typed: str) -> None:
        choices = self._choices(typed)
        self._list.styles.height = max(1, min(_MOST_ROWS, len(choices)))
        self._list.show(choices)

    def action_take(self) -> None:
        """Take the one under the cursor."""
        if self._list.choices:
            self.leave(self._list.choices[self._list.index].value)

    def on_row_view_chosen(self) -> None:
        """A second click is Enter."""
        self.action_take()

    def action_back(self) -> None:
        """Leave everything as it is."""
        self.leave()
