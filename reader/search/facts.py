"""What is known of articles besides their words: where and when they are from, names, figures.

Shape:   `Facts` of an article in (`add`), its marks later (`add_marks`); bitsets of slots out,
         for filters (`filtered`) and for words among names of one sort (`named`).
Units:   slots as in `postings`, days and numbers as in `values`.
Errors:  none.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.marks import Mark
from reader.search.catalogues import Catalogue
from reader.search.completions import Begun
from reader.search.fields import NAMED, Measure
from reader.search.filters import Measured, Spoken
from reader.search.matches import Hits
from reader.search.queries import Phrase, Term
from reader.search.registers import Register
from reader.search.scales import Scale, bins_of
from reader.search.tallies import Slices, Tally
from reader.search.values import PLAIN, Range, range_of
from reader.text.fold import fold


@dataclass(frozen=True, slots=True)
class Facts:
    """Where an article is from; nothing, where nothing is known."""

    source: str | None = None
    day: dt.date | None = None
    language: str | None = None
    """ISO 639-1, whatever follows it."""
    headline: str = ""
    words: int = 0
    """How many there are in the text."""


class Known:
    """The facts of all articles, by their slots."""

    def __init__(self) -> None:
        self._register = Register()
        self._catalogues: dict[str, Catalogue] = {
            sort: Catalogue(self._register, sort) for sort in NAMED
        }
        self._languages: dict[str, int] = {}
        self._scales: dict[tuple[Measure, str], Scale] = {}

    def __len__(self) -> int:
        """How many different facts there are."""
        return len(self._register.counts)

    def add(self, slot: int, facts: Facts) -> None:
        """Take in what is known of the article in `slot`."""
        numbers: list[int] = []
        if facts.source:
            numbers.append(self._catalogues["source"].number(facts.source))
        if facts.language and (code := language_code(facts.language)):
            number, _ = self._register.number(("language", code))
            self._languages[code] = number
            numbers.append(number)
        if facts.day:
            day = float(facts.day.toordinal())
            numbers += self._measured("published", Range(day, day, ""))
        self._register.add(slot, numbers)

    def add_marks(self, slot: int, marks: Iterable[Mark]) -> None:
        """Take in what was recognised in the text of the article in `slot`."""
        numbers: list[int] = []
        for mark in marks:
            if mark.figure is None:
                numbers.append(self._catalogues[mark.kind].number(mark.name))
            elif (found := range_of(mark.figure)) is not None:
                numbers += self._measured(mark.figure.kind, found)
        self._register.add(slot, numbers)

    def remove(self, slot: int) -> None:
        """Forget the article in `slot`."""
        self._register.remove(slot)

    def names(self, sort: str) -> Catalogue:
        """All names of one sort, to be asked for words."""
        return self._catalogues[sort]

    def named(self, asked: Term | Phrase) -> Hits:
        """The articles with a name, of the sort that is asked for, that matches."""
        return self._catalogues[asked.scope or ""].match(asked)

    def filtered(self, asked: Spoken | Measured) -> int:
        """The articles that hold what is asked for."""
        if isinstance(asked, Spoken):
            return self.holding("language", asked.language)
        return self._register.bits(
            number for scale in self._asked(asked) for number in scale.within(asked.range)
        )

    def complete(self, sort: str, start: str) -> str | None:
        """What goes on where `start` ends, in the name or language that most articles hold."""
        if sort != "language":
            return self._catalogues[sort].complete(start)
        return next((each.rest[len(start) :] for each in self.ranked(sort, start)), None)

    def ranked(self, sort: str, start: str) -> list[Begun]:
        """As `Naming` says."""
        if sort != "language":
            return self._catalogues[sort].ranked(start)
        held = (
            Begun(count, code, code)
            for code, number in sorted(self._languages.items())
            if code.startswith(fold(start)) and (count := self._register.counts[number])
        )
        return sorted(held, key=lambda each: -each.at_most)

    def holding(self, sort: str, name: str) -> int:
        """As `Naming` says."""
        if sort != "language":
            return self._catalogues[sort].holding(name)
        number = self._languages.get(name)
        return 0 if number is None else self._register.bits((number,))

    def tallied(self, sort: str, among: int, most: int) -> Slices[list[Tally]]:
        """As `Telling` says."""
        return self._catalogues[sort].tallied(among, most)

    def held(self, number: int) -> int:
        """As `Telling` says."""
        return self._register.bits((number,))

    def _asked(self, asked: Measured) -> Iterator[Scale]:
        kinds = PLAIN if asked.measure is None else (asked.measure,)
        for (kind, unit), scale in self._scales.items():
            if kind in kinds and asked.range.unit in (None, unit):
                yield scale

    def _measured(self, kind: Measure, found: Range) -> Iterator[int]:
        """The numbers of a figure and of its bin; new ones are taken in."""
        scale = self._scales.get((kind, found.unit or ""))
        if scale is None:
            scale = Scale(bins_of(kind))
            self._scales[kind, found.unit or ""] = scale
        number, new = self._register.number((kind, found))
        if new:
            scale.add(found, number)
        yield number
        if (bin_ := scale.bin_of(found)) is not None:
            number, new = self._register.number((kind, found.unit, bin_))
            if new:
                scale.add_bin(bin_, number)
            yield number


def language_code(language: str) -> str:
    """The language's own letters: of "en-GB", "en"."""
    return fold(language).replace("_", "-").partition("-")[0].strip()
