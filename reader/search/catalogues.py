"""The names of one sort: found as words are, and completed by the commonest.

Shape:   a name -> its number in the register (`number`); a `Term` or `Phrase` -> `Hits` of
         articles (`match`); the start of a name -> a name (`complete`).
Units:   weights as in `matches`, where a name's are those of the field `name`.
Errors:  none.
"""

from dataclasses import replace
from typing import Final

from reader.search.digests import Field
from reader.search.matches import Hits, Stock
from reader.search.parts import Fresh
from reader.search.postings import slots_of
from reader.search.queries import Phrase, Term
from reader.search.registers import Register
from reader.search.starts import COMMON, Starts

_FIELD: Final[tuple[Field, ...]] = ("name",)


class Catalogue:
    """All names of one sort, each once, by its words."""

    def __init__(self, register: Register, sort: str) -> None:
        self._register = register
        self._sort = sort
        self._names = Fresh()
        self._stock = Stock([(0, self._names)])
        self._numbers: list[int] = []
        self._starts = Starts()

    def number(self, name: str) -> int:
        """The number of `name` in the register; a new name is taken in."""
        number, new = self._register.number((self._sort, name))
        if new:
            self._names.add_names(len(self._numbers), (name,))
            self._numbers.append(number)
            self._starts.add(name, number)
        elif self._register.counts[number] == COMMON:
            self._starts.note_common(number)
        return number

    def match(self, asked: Term | Phrase) -> Hits:
        """The articles with a name that matches `asked`."""
        names = self._stock.match(asked, _FIELD)
        tiers, found = [], 0
        for weight, places in names.tiers:
            articles = self._register.bits(map(self._numbers.__getitem__, slots_of(places)))
            if new := articles ^ (articles & found):
                tiers.append((weight, new))
                found |= new
        return replace(names, tiers=tuple(tiers), found=found, in_headline=0, elsewhere=True)

    def complete(self, start: str) -> str | None:
        """What goes on where `start` ends, in the name that most articles hold."""
        return self._starts.best(start, self._register.counts)
