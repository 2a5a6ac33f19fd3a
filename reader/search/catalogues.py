"""The names of one sort: found as words are, and completed by the commonest.

Shape:   a name -> its number in the register (`number`); words -> bitsets of articles, as `Worded`
         says; a `Term` or `Phrase` -> `Hits` (`match`); the start of a name -> a name (`complete`).
Units:   weights as in `matches`, where a name's are those of the field `name`.
Errors:  none.
"""

from collections.abc import Collection, Container
from typing import Final

from reader.search.completions import Begun
from reader.search.digests import Field
from reader.search.matches import Hits, Stock
from reader.search.parts import Beside, Fresh
from reader.search.postings import slots_of
from reader.search.queries import Phrase, Term
from reader.search.registers import Register
from reader.search.starts import COMMON, Starts
from reader.search.tallies import Slices, Tally, keep_best

NAME: Final[tuple[Field, ...]] = ("name",)
"""The field that is asked for, of whatever sort the names are."""


_COUNTED: Final = 256
"""So many names are counted in one portion."""


class Catalogue:
    """All names of one sort, each once, by its words."""

    def __init__(self, register: Register, sort: str) -> None:
        self._register = register
        self._sort = sort
        self._names = Fresh()
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
        return Stock([(0, self)]).match(asked, NAME)

    def exact(self, fields: Collection[Field], word: str) -> list[int]:
        """As `Worded` says, of articles; so below."""
        return list(map(self._articles, self._names.exact(fields, word)))

    def starts(self, fields: Collection[Field], start: str) -> list[int]:
        """The articles with a name of which a word begins so."""
        return list(map(self._articles, self._names.starts(fields, start)))

    def any_of(self, field: Field, words: Collection[str]) -> int:
        """The articles with a name that holds any of `words`."""
        return self._articles(self._names.any_of(field, words))

    def phrase(self, field: Field, phrase: Phrase) -> Beside:
        """The articles with a name in which these words stand side by side."""
        return Beside(self._articles(self._names.phrase(field, phrase).found))

    def count(self, fields: Collection[Field], word: str) -> int:
        """How many articles have a name with this word."""
        return sum(bits.bit_count() for bits in self.exact(fields, word))

    def alike(
        self, fields: Collection[Field], word: str, edits: int, *, starts: bool
    ) -> dict[str, int]:
        """The words of names that look like `word`, each with its distance."""
        return self._names.alike(fields, word, edits, starts=starts)

    def begun(self, start: str) -> Container[object]:
        """Nothing: a name has no headline."""
        del start
        return ()

    def complete(self, start: str) -> str | None:
        """What goes on where `start` ends, in the name that most articles hold."""
        return self._starts.best(start, self._register.counts)

    def ranked(self, start: str) -> list[Begun]:
        """The names with a word that begins with `start`, the commonest first."""
        return self._starts.ranked(start, self._register.counts)

    def holding(self, name: str) -> int:
        """The articles with this name."""
        return self._register.bits(self._starts.numbers(name))

    def tallied(self, among: int, most: int) -> Slices[list[Tally]]:
        """As `Telling` says."""
        best: list[tuple[int, int]] = []
        for start in range(0, len(self._numbers), _COUNTED):
            for number in self._numbers[start : start + _COUNTED]:
                # No more of `among` than of all articles hold it.
                if len(best) < most or self._register.counts[number] > best[0][0]:
                    count = (self._register.bits((number,)) & among).bit_count()
                    if count and (len(best) < most or count > best[0][0]):
                        keep_best(best, (count, number), most)
            yield
        best.sort(reverse=True)
        return [Tally(count, self._starts.name(number) or "", number) for count, number in best]

    def _articles(self, places: int) -> int:
        """The articles that hold any of these names."""
        return self._register.bits(map(self._numbers.__getitem__, slots_of(places)))
