"""Freeze what is known of articles: from facts and marks, one article after the other, to a file.

Shape:   `FactsDraft.take` notes what an article holds, `write` writes it, as `frozen_facts` reads
         it.
Units:   as in `frozen_facts`. What grows in memory is four bytes for each different fact of an
         article, and the facts.
Errors:  StoreError when the file cannot be written.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from reader.marks import Figure, Mark
from reader.search.columns import Writer
from reader.search.facts import Facts, language_code
from reader.search.fields import NAMED, Measure
from reader.search.freezing_sets import COMMON, moved, write_sets, write_texts
from reader.search.frozen import PAIRS
from reader.search.frozen_facts import Group
from reader.search.scales import bins_of
from reader.search.starts import rests
from reader.search.values import Range, range_of
from reader.text.fold import fold

_Held = tuple[Group, Range]
"""A figure, a day or a bin, in the group of its kind and unit."""

_FIGURES: Final = 65_536
"""So many figures are read once: the same stand in many articles."""


class FactsDraft:
    """The facts of the articles as they come: for each the rows of the articles that hold it."""

    def __init__(self) -> None:
        self._figures: dict[Group, dict[Range, array[int]]] = defaultdict(
            lambda: defaultdict(_no_rows)
        )
        self._figure_rows = lru_cache(_FIGURES)(self._rows_of)
        self._names: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(_no_rows))

    def take(self, row: int, facts: Facts, marks: Collection[Mark]) -> dict[str, list[str]]:
        """Note what is known of one article; its names of each sort come back, each once."""
        said: dict[str, list[str]] = {sort: [] for sort in (*NAMED, "language")}
        for sort, name in _named(facts, marks):
            if _note(row, self._names[sort][name]):
                said[sort].append(name)
        for mark in marks:
            if mark.figure is not None:
                for rows in self._figure_rows(mark.figure):
                    _note(row, rows)
        for group, found in _published(facts):
            _note(row, self._figures[group][found])
        return said

    def _rows_of(self, figure: Figure) -> "list[array[int]]":
        """The rows of what a figure says, and of the bin it lies in."""
        found = range_of(figure)
        held = () if found is None else _grouped(figure.kind, found)
        return [self._figures[group][each] for group, each in held]

    def write(self, writer: Writer, size: int, slots: "array[int] | None") -> None:
        """Write all of it.

        Args:
            writer: of the file.
            size: how many articles there are.
            slots: of each row; None where they are the same.
        """
        held_by: list[array[int]] = []
        lows, highs, ends = array("d"), array("d"), array("I")
        for group in sorted(self._figures):  # in this order what has a high end stands last
            rows = self._figures[group]
            lows.extend(each.low for each in sorted(rows))
            if group[0] in ("spans", "wholes"):
                highs.extend(each.high for each in sorted(rows))
            held_by += map(rows.__getitem__, sorted(rows))
            ends.append(len(held_by))
        names = {sort: _commonest_first(rows) for sort, rows in sorted(self._names.items())}
        for sort, some in names.items():
            held_by += map(self._names[sort].__getitem__, some)
            ends.append(len(held_by))
        groups = [*sorted(self._figures), *(("names", sort, "") for sort in names)]
        write_texts(
            writer, "fact groups", ["\0".join(each).encode("utf-8", PAIRS) for each in groups]
        )
        writer.add_numbers("fact groups to", ends)
        writer.add_moments("figure lows", lows)
        writer.add_moments("figure highs", highs)
        texts = [name.encode("utf-8", PAIRS) for some in names.values() for name in some]
        write_texts(writer, "fact names", texts)
        _write_starts(writer, names, dict(zip(groups, [0, *ends], strict=False)))
        write_sets(writer, "facts", [moved(rows, slots) for rows in held_by], size, COMMON, ())


def _no_rows() -> "array[int]":
    return array("I")


def _note(row: int, rows: "array[int]") -> bool:
    """Append the row of the article that comes now; false when it is there already."""
    if new := not rows or rows[-1] != row:
        rows.append(row)
    return new


def _named(facts: Facts, marks: Iterable[Mark]) -> Iterator[tuple[str, str]]:
    """The names that an article holds, each with its sort, and its language."""
    for mark in marks:
        if mark.figure is None:
            yield mark.kind, mark.name
    if facts.source:
        yield "source", facts.source
    if facts.language and (code := language_code(facts.language)):
        yield "language", code


def _published(facts: Facts) -> tuple[_Held, ...]:
    """The day an article is from."""
    if facts.day is None:
        return ()
    day = float(facts.day.toordinal())
    return _grouped("published", Range(day, day, ""))


def _grouped(kind: Measure, found: Range) -> tuple[_Held, ...]:
    unit = found.unit or ""
    if found.low == found.high:
        bin_ = bins_of(kind)(found.low)
        return (
            (("bins", kind, unit), Range(bin_, bin_, found.unit)),
            (("points", kind, unit), found),
        )
    return ((("wholes" if found.whole else "spans", kind, unit), found),)


def _commonest_first(rows: Mapping[str, "array[int]"]) -> list[str]:
    """The names in the order of their numbers."""
    return sorted(rows, key=lambda name: (-len(rows[name]), fold(name), name))


def _write_starts(
    writer: Writer, names: Mapping[str, list[str]], numbers: Mapping[Group, int]
) -> None:
    """Write how names begin, and how their later words do, in the order of the alphabet.

    Args:
        writer: of the file.
        names: of each sort in their order.
        numbers: the first of each group.
    """
    starts, words, ends = array("I"), bytearray(), array("I")
    for sort in NAMED:
        found = sorted(
            (fold(rest), rest, number, word)
            for number, name in enumerate(names.get(sort, ()), numbers.get(("names", sort, ""), 0))
            for word, rest in enumerate(rests(name))
        )
        starts.extend(number for _, _, number, _ in found)
        words += bytes(word for _, _, _, word in found)
        ends.append(len(starts))
    writer.add_numbers("name starts", starts)
    writer.add("name starts words", words)
    writer.add_numbers("name starts to", ends)
