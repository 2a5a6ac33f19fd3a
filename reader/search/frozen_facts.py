"""What is known of frozen articles besides their words: answered from the file as `Known` would.

Shape:   the facts of a segment, written by `freezing_facts`; filters, names and completions as
         in `facts`.
Units:   everything that is held has a number in one `Sets`. Numbers come in groups: the bins of
         a kind and unit of figures (`scales`), its single numbers, its ranges, its whole dates,
         each in their order; then the names of a sort and the languages, the commonest first.
         So a filter is a few ranges of numbers: those that bisection finds at its two ends, and
         the bins between them. Ranges and dates are looked through behind one end.
         The starts of names lie sorted, each as the name's number and a word of it: among those
         that begin as typed the least number is the commonest name.
Errors:  none, in a file that is sound.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from heapq import nsmallest
from typing import Final, cast

from reader.search.catalogues import NAME
from reader.search.columns import Columns
from reader.search.completions import Begun, goes_on
from reader.search.fields import NAMED, Measure, Scope
from reader.search.filters import Measured, Spoken
from reader.search.frozen import PAIRS, Runs, Sets, Texts, Words
from reader.search.frozen_fields import FrozenFields
from reader.search.matches import Hits, Stock
from reader.search.queries import Phrase, Term
from reader.search.scales import bins_of
from reader.search.starts import rests
from reader.search.tallies import Slices, Tally, keep_best
from reader.search.values import PLAIN, Range
from reader.text.fold import fold

_LAST: Final = "\U0010ffff"  # sorts behind every letter

_TRIED: Final = 32
"""So many names are looked at when the commonest are of articles that are gone."""

Group = tuple[str, str, str]
"""What a group holds ("bins", "points", "spans", "wholes" or "names"); of which kind of figure or
sort of name; in which unit."""


class FrozenFacts:
    """The facts of frozen articles, by their slots."""

    def __init__(self, columns: Columns, size: int, words: Words) -> None:
        """The facts in `columns`, of `size` articles.

        Args:
            columns: the file.
            size: how many slots there are.
            words: those of names are among them.
        """
        self._size = size
        self._held = Sets(columns, "facts", size)
        self._keys = Texts(columns, "fact groups")
        self._ends = columns.numbers("fact groups to")
        self._lows = columns.moments("figure lows")
        self._highs = columns.moments("figure highs")
        self._texts = Texts(columns, "fact names")
        self._starts = columns.numbers("name starts")
        self._words = columns.bytes("name starts words")
        self._starts_ends = columns.numbers("name starts to")
        self._names: dict[str, FrozenFields] = {
            sort: FrozenFields(
                size,
                (words, words),
                {"name": Sets(columns, sort, size)},
                {"name": Runs.of(columns, f"{sort} runs")},
            )
            for sort in NAMED
        }

    def __len__(self) -> int:
        """How many different facts there are."""
        return self._ends[-1] if self._ends else 0

    def names(self, sort: str) -> FrozenFields:
        """All names of one sort, to be asked for words; they are of the field `name`."""
        return self._names[sort]

    def named(self, asked: Term | Phrase) -> Hits:
        """The articles with a name, of the sort that is asked for, that matches."""
        return Stock([(0, self.names(asked.scope or ""))]).match(asked, NAME)

    def filtered(self, asked: Spoken | Measured) -> int:
        """The articles that hold what is asked for."""
        if isinstance(asked, Spoken):
            number = self._languages.get(asked.language)
            return 0 if number is None else self._held.bits(range(number, number + 1))
        return self._held.any_of(self._asked(asked))

    def complete(self, sort: str, start: str) -> str | None:
        """What goes on where `start` ends, in the name or language that most articles hold."""
        first = next(iter(self.ranked(sort, start)), None)
        if first is None or sort == "language" or not start:
            return first and first.rest[len(start) :]
        # Among equals the first in the alphabet, which is the order of starts.
        places = self._beginning(sort, start)
        equal = self._as_common(min(self._starts[places.start : places.stop]), sort)
        place = next(place for place in places if self._starts[place] in equal)
        return goes_on(self._rest(place), start)

    def ranked(self, sort: str, start: str) -> Iterator[Begun]:
        """As `Naming` says; of names that begin so some of the commonest."""
        if sort == "language":
            for code, number in self._languages.items():
                if code.startswith(fold(start)):
                    yield Begun(self._held.count(number), code, code)
            return
        if not start:
            for number in self._groups.get(("names", sort, ""), range(0)):
                if sayable := rests(self._text(number)):
                    yield Begun(self._held.count(number), sayable[0], sayable[0])
            return
        places = self._beginning(sort, start)
        found = list(self._starts[places.start : places.stop])
        for number in _least(found):
            name = rests(self._text(number))[0]
            yield Begun(self._held.count(number), name, self._rest(places[found.index(number)]))

    def holding(self, sort: str, name: str) -> int:
        """As `Naming` says."""
        if sort == "language":
            numbers = [self._languages[name]] if name in self._languages else []
        else:
            places = self._written(sort, fold(name))
            written = (self._starts[place] for place in places if self._rest(place) == name)
            numbers = [each for each in written if rests(self._text(each))[0] == name]
        return self._held.any_of(range(number, number + 1) for number in numbers)

    def tallied(self, sort: str, among: int, most: int) -> Slices[list[Tally]]:
        """As `Telling` says: the commonest come first, and those behind need not be looked at."""
        among &= (1 << self._size) - 1
        numbers = self._groups.get(("names", sort, ""), range(0)) if among else range(0)
        best: list[tuple[int, int]] = []
        for counts in self._held.tallied(numbers, among):
            if len(best) == most and self._held.count(counts[0][0]) <= best[0][0]:
                break
            for number, count in counts:
                if (len(best) < most and count) or (best and count > best[0][0]):
                    keep_best(best, (count, -number), most)
            yield
        best.sort(reverse=True)
        names = [next(iter(rests(self._text(-number))), "") for _, number in best]
        return [
            Tally(count, name, -number) for (count, number), name in zip(best, names, strict=True)
        ]

    def held(self, number: int) -> int:
        """As `Telling` says."""
        return self._held.bits(range(number, number + 1))

    def _as_common(self, number: int, sort: str) -> range:
        """The names of this sort that as many articles hold."""
        names = self._groups["names", sort, ""]
        count = self._held.count(number)
        behind = bisect_right(
            names, -count, number - names.start, key=lambda each: -self._held.count(each)
        )
        return range(number, names.start + behind)

    def _beginning(self, sort: str, start: str) -> range:
        """Where the starts of names lie that begin with `start` and go on."""
        folded = fold(start)
        first = self._written(sort, folded).stop
        high = self._places_of(sort).stop
        return range(first, bisect_left(range(high), folded + _LAST, first, key=self._folded))

    def _written(self, sort: str, folded: str) -> range:
        """Where the starts of names lie that are just this when folded."""
        of_sort = self._places_of(sort)
        all_of_them = range(of_sort.stop)
        low = bisect_left(all_of_them, folded, of_sort.start, key=self._folded)
        return range(low, bisect_right(all_of_them, folded, low, key=self._folded))

    def _places_of(self, sort: str) -> range:
        """Where the starts of the names of one sort lie."""
        place = NAMED.index(cast("Scope", sort))
        return range(self._starts_ends[place - 1] if place else 0, self._starts_ends[place])

    def _folded(self, place: int) -> str:
        return fold(self._rest(place))

    def _rest(self, place: int) -> str:
        """A name from one of its words on."""
        return rests(self._text(self._starts[place]))[self._words[place]]

    def _text(self, number: int) -> str:
        return self._texts[number - len(self._lows)].decode("utf-8", PAIRS)

    @cached_property
    def _groups(self) -> dict[Group, range]:
        """The numbers in each group; as many groups as there are kinds and units."""
        groups: dict[Group, range] = {}
        low = 0
        for key, high in zip(self._keys, self._ends, strict=True):
            sort, kind, unit = key.decode("utf-8", PAIRS).split("\0", 2)
            groups[sort, kind, unit] = range(low, high)
            low = high
        return groups

    @cached_property
    def _languages(self) -> dict[str, int]:
        """The number of each language, the commonest first."""
        numbers = self._groups.get(("names", "language", ""), range(0))
        return {self._text(number): number for number in numbers}

    def _asked(self, asked: Measured) -> Iterator[range]:
        """The numbers of everything that `asked` holds."""
        kinds = PLAIN if asked.measure is None else (asked.measure,)
        for (sort, kind, unit), numbers in self._groups.items():
            if sort == "names" or kind not in kinds or asked.range.unit not in (None, unit):
                continue
            if sort == "spans":
                yield from self._spans(numbers, asked.range)
            elif sort == "wholes":
                yield from self._wholes(numbers, asked.range)
            else:
                yield from self._numbers(sort, numbers, asked.range, bins_of(cast("Measure", kind)))

    def _numbers(
        self, sort: str, numbers: range, asked: Range, bin_of: Callable[[float], int]
    ) -> Iterator[range]:
        """Of bins those between two others, of single numbers those in these two."""
        first = bin_of(asked.low) if math.isfinite(asked.low) else asked.low
        last = bin_of(asked.high) if math.isfinite(asked.high) else asked.high
        lows, ends = self._lows, (numbers.start, numbers.stop)
        if sort == "bins":
            yield range(bisect_right(lows, first, *ends), bisect_left(lows, last, *ends))
            return
        low, high = bisect_left(lows, asked.low, *ends), bisect_right(lows, asked.high, *ends)
        if first == last:
            yield range(low, high)
        else:
            yield range(low, bisect_right(lows, first, *ends, key=bin_of))
            yield range(bisect_left(lows, last, *ends, key=bin_of), high)

    def _spans(self, numbers: range, asked: Range) -> Iterator[range]:
        """Ranges that have something in common with the one that is asked for."""
        stop = bisect_right(self._lows, asked.high, numbers.start, numbers.stop)
        for number in range(numbers.start, stop):
            if self._high(number) >= asked.low:
                yield range(number, number + 1)

    def _wholes(self, numbers: range, asked: Range) -> Iterator[range]:
        """Dates of which every day is asked for."""
        start = bisect_left(self._lows, asked.low, numbers.start, numbers.stop)
        for number in range(start, numbers.stop):
            if self._high(number) <= asked.high:
                yield range(number, number + 1)

    def _high(self, number: int) -> float:
        """The end of a range; single numbers have none, and stand before all that have one."""
        return self._highs[number - len(self._lows) + len(self._highs)]


def _least(numbers: Collection[int]) -> Iterator[int]:
    """The least of these, and some more, ascending; mostly the first will do."""
    if numbers:
        yield min(numbers)
        yield from nsmallest(_TRIED, set(numbers))[1:]
