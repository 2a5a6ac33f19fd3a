"""Complete what is being typed: names of fields, and values that the library knows.

Shape:   the query as typed, the cursor at its end -> what would follow, or None.
Units:   what follows is written as it would be typed, a closing quote included; a name of
         several words gets the quotes it needs when it is taken (`Completion.text`).
Errors:  none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from reader.search.fields import NAMED, SPELLINGS, STATES, column

_LAST: Final = re.compile(
    r'(?<!\S)-?(?:(?P<name>[A-Za-z]+(?:-[A-Za-z]+)*):(?:"(?P<quoted>[^"]*)|(?P<bare>[^\s"]*))'
    r"|(?P<word>[A-Za-z]{2,}(?:-[A-Za-z]*)*))$"
)
_STARTS_A_VALUE: Final = re.compile(r"[^\W_]")
"""A name that begins with another sign is not offered: it may mean something here."""
_KNOWN: Final = (*NAMED, "language")
"""What the library can complete."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What would be typed."""

    rest: str
    """What follows the cursor, to be shown there."""
    text: str
    """The whole query, once it is taken."""


def complete(typed: str, known: Callable[[str, str], str | None]) -> Completion | None:
    """What may follow `typed`.

    Args:
        typed: the query, its end being where the cursor is.
        known: called with a sort of name, or "language", and the start of one; tells the rest.

    >>> complete("ferry tit", lambda sort, start: None)
    Completion(rest='le:', text='ferry title:')
    """
    found = _LAST.search(typed)
    if found is None or typed.count('"') % 2 != (found["quoted"] is not None):
        return None
    if (word := found["word"]) is not None:
        name = next((each for each in SPELLINGS if each.startswith(word.lower())), None)
        return None if name is None else _simple(typed, f"{name[len(word) :]}:")
    asked = column(found["name"].lower())
    quoted = found["quoted"]
    start = found["bare"] if quoted is None else quoted
    if asked is None:
        return None
    if asked.sort == "state":
        state = next((each for each in STATES if each.startswith(start.lower())), "")
        return _simple(typed, state[len(start) :]) if quoted is None else None
    sort = asked.scope if asked.sort == "words" else asked.sort
    rest = known(sort, start) if sort in _KNOWN else None
    if not rest or (not start and not _STARTS_A_VALUE.match(rest)):
        return None
    if quoted is not None:
        return _simple(typed, f'{rest}"')
    if _is_word(start + rest):
        return _simple(typed, rest)
    before = typed[: len(typed) - len(start)]
    return Completion(rest, f'{before}"{start}{rest}"')


def _simple(typed: str, rest: str) -> Completion | None:
    return Completion(rest, typed + rest) if rest else None


def _is_word(value: str) -> bool:
    return not any(letter.isspace() for letter in value)
