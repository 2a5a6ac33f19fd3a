"""A line for those who see the program for the first time; it goes once some keys were pressed.

Shape:   `FirstHint(session, rule)`: `show(keymap)`, and `key()` for every key; `key_here` for
         sentences elsewhere that say what to press.
Errors:  none.
"""

from collections.abc import Mapping
from typing import Any, Final

from textual.screen import Screen

from reader.desk.memory import Session
from reader.view.commands import key_for, key_words
from reader.view.widgets.rule import Rule

KEYS: Final = 25
"""Keys after which nobody needs it any more."""

_WORDS: Final = {
    "list.down": "move",
    "list.open": "read",
    "search.open": "search",
    "outline": "outline",
    "find.open": "find",
    "palette": "commands",
    "help": "every key",
}
_LESS: Final = ("find.open", "outline", "palette", "search.open", "list.down", "list.open")
"""What goes first where room is short."""


def key_here(screen: Screen[Any], command: str) -> str:
    """The key of a command, as a sentence begins that names it; readers may have given it another."""
    return key_for(command, getattr(screen.app, "keymap", {}))


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
        words, said = dict(_WORDS), []
        for least in ("", *_LESS):
            words.pop(least, None)
            said.append(" · ".join(f"{key} {word}" for key, word in key_words(words, keymap)))
        self._rule.words = tuple(said)

    def key(self) -> None:
        """One more; after the last one the line is a line again."""
        if (pressed := self._pressed) < KEYS:
            self._session.set("keys pressed", pressed + 1)
            if pressed + 1 == KEYS:
                self._rule.words = ()
