"""Names by how they begin, or how a later word of theirs does.

Shape:   a name and its number in (`add`); the start of a name -> the rest of the one that
         counts most (`best`).
Units:   a number is the name's place in `counts`.
         Starts lie in chapters, sorted, as the words of a vocabulary do: taking in many names
         never stops to sort all that are known.
         What many articles hold is kept apart, too: among few names the commonest is found at
         once, and only where none of those begins so, all are looked through.
Errors:  none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from reader.search.completions import Begun, goes_on
from reader.text.fold import fold

_MANY: Final = 2_048
"""So many starts make a chapter; sorting them takes a millisecond."""
_LAST: Final = "\U0010ffff"  # sorts behind every letter
_WORD: Final = re.compile(r"(?<!\S)\S")
_MOST_WORDS: Final = 8
"""Nobody begins to type a name in the middle of a long one."""

COMMON: Final = 16
"""What more articles hold is common."""

_Start = tuple[str, int, str]
"""The folded rest of a name from one of its words on, the name's number, that rest as written."""


class Starts:
    """What a name may be found by while it is being typed."""

    def __init__(self) -> None:
        self._chapters: list[list[_Start]] = []
        self._fresh: list[_Start] = []
        self._names: dict[int, str] = {}
        self._numbers: dict[str, list[int]] = {}
        """Of each name as a query says it."""
        self._common: dict[int, list[_Start]] = {}

    def add(self, name: str, number: int) -> None:
        """Take in `name`, which is counted under `number`."""
        found = rests(name)
        if not found:
            return
        self._names[number] = found[0]
        self._numbers.setdefault(found[0], []).append(number)
        self._fresh += _starts(found, number)
        if len(self._fresh) >= _MANY:
            self._chapters.append(sorted(self._fresh))
            self._fresh.clear()

    def note_common(self, number: int) -> None:
        """Note that more than `COMMON` articles are about to hold the name of this number."""
        if number in self._names and number not in self._common:
            self._common[number] = _starts(rests(self._names[number]), number)

    def name(self, number: int) -> str | None:
        """The name of this number as a query says it; None where none can."""
        return self._names.get(number)

    def numbers(self, name: str) -> list[int]:
        """What `name` is counted under."""
        return self._numbers.get(name, [])

    def ranked(self, start: str, counts: Sequence[int]) -> list[Begun]:
        """What goes on where `start` ends, and what counts most first.

        Where something is common, only that: what is rare here may be common elsewhere, and is
        told there.
        """
        found, _ = self._found(start, counts)
        begun = (Begun(counts[number], self._names[number], rest) for _, number, rest in found)
        return sorted(
            (each for each in begun if each.at_most),
            key=lambda each: (-each.at_most, fold(each.rest), each.rest),
        )

    def best(self, start: str, counts: Sequence[int]) -> str | None:
        """What goes on where `start` ends, in the name that counts most; None without any.

        Among equals it is the first in the alphabet; what counts nothing is forgotten.
        """
        found, most = self._found(start, counts)
        if not most:
            return None
        _, rest = min((fold(rest), rest) for _, number, rest in found if counts[number] == most)
        return goes_on(rest, start)

    def _found(self, start: str, counts: Sequence[int]) -> tuple[list[_Start], int]:
        """What begins so, of what is common if any of that does; and what most counts."""
        folded = fold(start)
        whole = not start  # then a name's later words are no beginnings
        common = (own[:1] if whole else own for own in self._common.values())
        found = _goes_on((each for own in common for each in own), folded)
        most = max((counts[number] for _, number, _ in found), default=0)
        if most <= COMMON:
            found = self._whole() if whole else self._beginning(folded)
            most = max(map(counts.__getitem__, [number for _, number, _ in found]), default=0)
        return found, most

    def _beginning(self, start: str) -> list[_Start]:
        """What begins with `start` and goes on."""
        found = list(self._fresh)
        for chapter in self._chapters:
            low = bisect_left(chapter, (start,))
            found += chapter[low : bisect_left(chapter, (start + _LAST,), low)]
        return _goes_on(found, start)

    def _whole(self) -> list[_Start]:
        return [(name, number, name) for number, name in self._names.items()]


def _starts(found: Iterable[str], number: int) -> list[_Start]:
    return [(fold(rest), number, rest) for rest in found]


def _goes_on(found: Iterable[_Start], start: str) -> list[_Start]:
    """Those that begin with `start`, and do not end with it."""
    return [each for each in found if each[0].startswith(start) and len(each[0]) > len(start)]


def rests(name: str) -> list[str]:
    """What `name` may be found by: itself first, then from each of its later words on.

    Nothing when no query can say it.

    >>> rests("Ada  Solheim")
    ['Ada Solheim', 'Solheim']
    """
    name = " ".join(name.split())
    if '"' in name:
        return []
    return [name[word.start() :] for word in _WORD.finditer(name)][:_MOST_WORDS]
