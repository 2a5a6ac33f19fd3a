"""Which keys are named on the screen: those of the place the reader is in, and those to begin with.

Shape:   `hints_at` for the legend. `FirstHint(session, rule)`, a line for those who see the program
         for the first time, goes once some keys were pressed: `show(keymap)`, and `key()` for
         every key.
Errors:  none.
"""

from collections.abc import Callable, Mapping
from typing import Final

from reader.desk.memory import Session
from reader.view.commands import COMMANDS, Where, hinted, key_signs, keys_of
from reader.view.widgets.legend import Hint
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

_PLACES: Final[dict[str | None, Where]] = {
    "page": "text",
    "bar": "typing",
    "find": "finding",
    "xray": "xray",
    "card": "card",
}
"""Where somebody is whose keys go to the widget of this name."""


def hints_at(
    focused: str | None,
    keymap: Mapping[str, str],
    offers: Callable[[str], bool],
    *,
    searching: bool,
    selecting: bool,
) -> tuple[Hint, ...]:
    """The keys that the legend names.

    Args:
        focused: the name of the widget that gets the keys.
        keymap: the reader's own keys, by command.
        offers: says whether a command could do anything now.
        searching: whether there are matches to walk through.
        selecting: whether something is selected in the text.
    """
    where = _PLACES.get(focused, "list")
    if where == "text" and selecting:
        where = "selecting"
    return tuple(
        Hint(
            signs[0],
            "next match" if searching and command.id == "next" else command.hint,
            command.action,
        )
        for command in hinted(where)
        if offers(command.id) and (signs := key_signs(keys_of(command, keymap)))
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
