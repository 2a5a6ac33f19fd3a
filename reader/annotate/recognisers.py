"""The recogniser: the one interface behind which rules, or a trained model, find the marks.

Shape:   (text, date, language) -> sorted, disjoint marks.
Units:   offsets count code points.
Errors:  none, for any str.

Names and figures in words are those of English. A text in another language, said or guessed to
be so, is given the figures that are certain there and no names; one whose language cannot be
told, for it is short or a table, counts as English. Other recognisers: `engines`.

Where a name and a figure overlap, the longer stays, and of two as long the name: "US$5" is
money, and "First Bank" no ordinal.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final, Protocol

from reader.annotate.figures import find_figures
from reader.annotate.languages import guess_language, is_english
from reader.annotate.names import find_names
from reader.marks import Mark
from reader.spans import Span

When = dt.date | dt.datetime | None


class Recogniser(Protocol):
    """Anything that can say what a text's names and figures are."""

    def find(self, text: str, date: When, language: str | None) -> tuple[Mark, ...]:
        """Return the marks of `text`, sorted and disjoint; never raise on text."""


class Rules:
    """The recogniser made of a grammar for figures and rules with lists for names."""

    def find(self, text: str, date: When, language: str | None) -> tuple[Mark, ...]:
        """Return the marks of an English text, or of another the figures that are certain."""
        language = language or guess_language(text)
        if not is_english(language):
            # Most readers never meet such a text, and need not wait for its grammar.
            from reader.annotate.figures.foreign import find_foreign_figures

            return find_foreign_figures(text, language)
        return merged(find_names(text), find_figures(text, date))


RECOGNISER: Final[Recogniser] = Rules()


def find_marks(text: str, *, date: When = None, language: str | None = None) -> tuple[Mark, ...]:
    """Return every mark of `text`: names and figures, in reading order, never overlapping.

    `date` is the day relative dates count from; `language` an ISO 639-1 code; without
    one it is guessed.

    >>> [(m.kind, m.name) for m in find_marks("Oslo paid £3bn.")]
    [('place', 'Oslo'), ('figure', '£3bn')]
    """
    return RECOGNISER.find(text, date, language)


def outside(marks: tuple[Mark, ...], spans: Sequence[Span]) -> tuple[Mark, ...]:
    """The marks that share nothing with any of the spans; both are sorted and disjoint."""
    kept, place = [], 0
    for mark in marks:
        while place < len(spans) and spans[place].stop <= mark.start:
            place += 1
        if place == len(spans) or not mark.overlaps(spans[place]):
            kept.append(mark)
    return tuple(kept)


def merged(names: tuple[Mark, ...], figures: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Merge two sorted tuples; of a name and a figure that overlap the shorter gives way."""
    marks: list[Mark] = []
    for mark in sorted((*names, *figures), key=lambda mark: mark.start):
        if not marks or mark.start >= marks[-1].stop:
            marks.append(mark)
        elif _outweighs(mark, marks[-1]):
            marks[-1] = mark
    return tuple(marks)


def _outweighs(mark: Mark, other: Mark) -> bool:
    length, others = mark.stop - mark.start, other.stop - other.start
    return length > others or (length == others and mark.kind != "figure")
