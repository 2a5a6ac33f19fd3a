"""Complete what is being typed: names of fields, and values that the library knows.

Shape:   the query as typed, the cursor at its end -> what would follow, or None.
Units:   what follows is written as it would be typed, a closing quote included; a name of
         several words gets the quotes it needs when it is taken (`Completion.text`).
Errors:  none.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from reader.search.fields import NAMED, SPELLINGS, STATES, column
from reader.text.fold import fold

_LAST: Final = re.compile(
    r'(?<!\S)-?(?:(?P<name>[A-Za-z]+(?:-[A-Za-z]+)*):(?:"(?P<quoted>[^"]*)|(?P<bare>[^\s"]*))'
    r"|(?P<word>[A-Za-z]{2,}(?:-[A-Za-z]*)*))$"
)
_STARTS_A_VALUE: Final = re.compile(r"[^\W_]")
"""A name that begins with another sign is not offered: it may mean something here."""
_KNOWN: Final = (*NAMED, "language")
"""What the library can complete."""

_TRIED: Final = 32
"""So many names are counted in all parts; the commonest of each come first."""


class Begun(NamedTuple):
    """A name that begins, or a later word of which begins, as typed."""

    at_most: int
    """Articles of one part that hold it."""
    name: str
    rest: str
    """The name from that word on."""


class Naming(Protocol):
    """A part of the library that knows names."""

    def ranked(self, sort: str, start: str) -> Iterable[Begun]:
        """The names of a sort with a word that begins with `start`, the commonest first."""

    def holding(self, sort: str, name: str) -> int:
        """The articles with this name; a bitset of the part's slots."""


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


def commonest(parts: Sequence[tuple[int, Naming]], dead: int, sort: str, start: str) -> str | None:
    """What goes on where `start` ends, in the name that most articles of all parts hold.

    Args:
        parts: each with the slot in which it begins.
        dead: articles that are gone.
        sort: of the names, or "language".
        start: as typed.
    """
    streams = [iter(part.ranked(sort, start)) for _, part in parts]
    heads = [next(stream, None) for stream in streams]
    if not heads:
        return None
    best: tuple[int, str, str] | None = None
    for _ in range(_TRIED):
        counts = [head.at_most if head else 0 for head in heads]
        place = counts.index(max(counts))
        head = heads[place]
        if head is None or (best and -best[0] > sum(counts)):
            break
        heads[place] = next(streams[place], None)
        held = 0
        for base, part in parts:
            held |= part.holding(sort, head.name) << base
        common = (held ^ (held & dead)).bit_count()
        found = -common, fold(head.rest), head.rest
        if common and (best is None or found < best):
            best = found
    return goes_on(best[2], start) if best else None


def goes_on(name: str, start: str) -> str | None:
    """The rest of `name`, which begins with `start` when both are folded.

    As they are written one may be longer ("ß" is "ss"); then there is none.
    """
    return name[len(start) :] if fold(name[: len(start)]) == fold(start) else None


def _simple(typed: str, rest: str) -> Completion | None:
    return Completion(rest, typed + rest) if rest else None


def _is_word(value: str) -> bool:
    return not any(letter.isspace() for letter in value)
