"""Things that articles hold, each known by a number, and the articles that hold it.

Shape:   a thing -> its number (`number`); a slot and the numbers it holds in (`add`); a bitset
         of slots out (`bits`).
Units:   numbers count from 0, and are never given again; slots as in `postings`.
Errors:  none; a slot that holds nothing may be removed.
"""

from array import array
from collections.abc import Hashable, Iterable

from reader.search.postings import Postings


class Register:
    """What articles hold. A thing is never forgotten, its articles are."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._postings = Postings()
        self._held: dict[int, array[int]] = {}
        self.counts: list[int] = []
        """How many articles hold what has this number."""

    def number(self, thing: Hashable) -> tuple[int, bool]:
        """The number of `thing`, and whether it is a new one."""
        number = self._numbers.setdefault(thing, len(self.counts))
        if new := number == len(self.counts):
            self.counts.append(0)
        return number, new

    def add(self, slot: int, numbers: Iterable[int]) -> None:
        """Note what the article in `slot` holds; a later call says more."""
        held = self._held.get(slot)
        fresh = dict.fromkeys(numbers)
        if held is not None:
            for number in held:
                fresh.pop(number, None)
        if not fresh:
            return
        if held is None:
            held = self._held[slot] = array("I")
        held.extend(fresh)
        self._postings.add(slot, fresh)
        for number in fresh:
            self.counts[number] += 1

    def remove(self, slot: int) -> None:
        """Forget the article in `slot`."""
        if (held := self._held.pop(slot, None)) is not None:
            self._postings.remove(slot, held)
            for number in held:
                self.counts[number] -= 1

    def bits(self, numbers: Iterable[int]) -> int:
        """The articles that hold any of these."""
        return self._postings.bits(numbers)
