"""A line for those who see the program for the first time; it goes once some keys were pressed.

Shape:   `FirstHint(session, rule)`: `show(keymap)`, and `key()` for every key.
Errors:  none.
"""

from collections.abc import Mapping
from typing import Final

from reader.desk.memory import Session
from reader.view.commands import COMMANDS, key_signs, keys_of
from reader.view.widgets.rule import Rule

KEYS: Final = 25
"""Keys after which nobody needs it any more."""

_WORDS: Final = (
    ("list.down", "move"),
    ("list.open", "read"),
    ("search.open", "search"),
    ("outline", "outline"),
    ("find.open", "find"),
    ("palette", "commands"),
    ("help", "every key"),
)


class FirstHint:
    """What to press first."""

    def __init__(self, session: Session, rule: Rule) -> None:
        self._session = session
        self._rule = rule

    @property
    def _pressed(self) -> int:
        kept = self._session.get("keys pressed")
        return kept if isinstance(kept, int) else 0

    def show(self, keymap: Mapping[str, str]) -> None:
        """Say it, unless enough keys were pressed in this run and those before."""
        if self._pressed >= KEYS:
            return
        by_id = {command.id: command for command in COMMANDS}
        parts = [
            f"{signs[0]} {word}"
            for name, word in _WORDS
            if name in by_id and (signs := key_signs(keys_of(by_id[name], keymap)))
        ]
        self._rule.words = " · ".join(parts)

    def key(self) -> None:
        """One more; after the last one the line is a line again."""
        if (pressed := self._pressed) < KEYS:
            self._session.set("keys pressed", pressed + 1)
            if pressed + 1 == KEYS:
                self._rule.words = ""
