"""Where a query matches in a text: the same rules by which the article was found.

Shape:   a text and its field -> spans, sorted and disjoint: of a word or the start of one the
         letters typed, of a look-alike the whole word, of a phrase all of it.
Units:   offsets count code points of the text as given.
         The text is looked through for each word by substring search, never word by word:
         a text of 100,000 words is marked between two key presses.
Errors:  none, for any str.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from reader.marks import Kind, Mark
from reader.search.fields import Scope
from reader.search.filters import Measured
from reader.search.matches import SHORTEST_START, Hits
from reader.search.queries import Phrase, Term
from reader.spans import Span
from reader.text.fold import LETTER, fold_with_map, is_letter, joined_words, original_span

_BETWEEN: Final = r"[\W_]*"
"""What may stand between two words of a phrase: a comma, a dash, the end of a line."""

_REMEMBERED: Final = 80
"""Texts kept folded between two key presses: the portions of one page, or the rows of a list ..."""

_LONG: Final = 400
"""... and the one does not drive out the other."""

_Range = tuple[int, int]


class _Word(NamedTuple):
    """A word to look for: no regular expression, for to make one takes longer than to look."""

    word: str
    whole: bool
    """Whether what begins with it is no match."""
    possessive: bool = False
    """Whether it is found in its spelling with an apostrophe, too: "governments" in "government's"."""

    def ranges(self, text: str) -> Iterator[_Range]:
        """Where it stands in a folded text, in order."""
        letters, length = self.word[:-1] if self.possessive else self.word, len(text)
        place = text.find(letters)
        while place >= 0:
            stop = place + len(letters)
            if self.possessive:
                stop += text.startswith("'", stop)
                stop = stop + 1 if text.startswith("s", stop) else 0
            if stop and not (
                (place and is_letter(text[place - 1]))
                or (self.whole and stop < length and is_letter(text[stop]))
            ):
                yield place, stop
                place = text.find(letters, stop)
            else:
                place = text.find(letters, place + 1)


class _Phrase(NamedTuple):
    """A phrase to look for."""

    words: tuple[str, ...]
    whole: bool

    def ranges(self, text: str) -> Iterator[_Range]:
        """Where it stands in a folded text, in order."""
        if self.words[0] in text:
            for match in _phrase_pattern(self.words, self.whole).finditer(text):
                yield match.span()


_Sought = _Word | _Phrase


class Pattern:
    """The words of a query, and what is taken for them in one library."""

    __slots__ = ("_hits", "_measures", "_named", "_sought", "_terms")

    def __init__(
        self,
        terms: Sequence[Term | Phrase],
        hits: Sequence[Hits],
        measures: Sequence[Measured] = (),
    ) -> None:
        """The pattern of `terms`, each with its hits, and of the figures that are asked for."""
        self._terms = tuple(terms)
        self._hits = tuple(hits)
        self._measures = tuple(measures)
        self._sought: dict[Scope, tuple[_Sought, ...]] = {}
        self._named: dict[tuple[Kind, str], bool] = {}

    def only(self, scope: Scope) -> "Pattern | None":
        """The part of it that was asked of `scope` alone; None where nothing was."""
        pairs = [
            (term, hits)
            for term, hits in zip(self._terms, self._hits, strict=True)
            if term.scope == scope
        ]
        if not pairs:
            return None
        return Pattern([term for term, _ in pairs], [hits for _, hits in pairs])

    def marked(self, marks: Iterable[Mark]) -> Iterator[Mark]:
        """Those of `marks` that were asked for by their kind: names of people, figures ..."""
        for mark in marks:
            if mark.figure is None:
                key = mark.kind, mark.name
                if (named := self._named.get(key)) is None:
                    named = self._named[key] = self._is_named(*key)
                if named:
                    yield mark
            elif any(measure.fits(mark.figure) for measure in self._measures):
                yield mark

    def _is_named(self, kind: Kind, name: str) -> bool:
        if kind == "figure":
            return False
        asked = self.only(kind)
        return asked is not None and bool(asked.find(name, kind))

    def find(self, text: str, field: Scope) -> tuple[Span, ...]:
        """Where the query matches in `text`, the article's `field` or a name of that kind."""
        if (sought := self._sought.get(field)) is None:
            sought = self._sought[field] = tuple(self._seek(field))
        if not sought:
            return ()
        prepared = _prepared_long if len(text) > _LONG else _prepared
        folded, offsets, joined, places = prepared(text)
        ranges = list(_ranges(sought, folded))
        # The last letter of a joined word is looked up, not what follows it: a joiner may.
        ranges += [
            (places[start], places[stop - 1] + 1)
            for start, stop in _ranges([each for each in sought if isinstance(each, _Word)], joined)
        ]
        if not isinstance(offsets, range):
            ranges = [original_span(offsets, start, stop) for start, stop in ranges]
        return tuple(_disjoint(ranges))

    def _seek(self, field: Scope) -> Iterator[_Sought]:
        in_text = field == "text"
        for term, hits in zip(self._terms, self._hits, strict=True):
            if term.scope not in (None, field):
                continue
            if isinstance(term, Phrase):
                yield _phrase(term, in_text=in_text)
                continue
            yield _word(term.word, whole=in_text and len(term.word) < SHORTEST_START)
            if term.parts:
                yield _phrase(term.parts, in_text=in_text)
            alike = hits.alike_in_text if in_text else hits.alike
            for word in sorted(alike):
                # Of "Putin's" the name is marked and not its ending, where both look alike.
                named = word.endswith("s") and word[:-1] in alike
                yield _word(word, whole=True, possessive=not named)


@lru_cache(maxsize=_REMEMBERED)
def _prepared(text: str) -> tuple[str, Sequence[int], str, Sequence[int]]:
    """`text` folded, and its joined words; each with its map back to the one before."""
    folded, offsets = fold_with_map(text)
    return folded, offsets, *joined_words(folded)


_prepared_long = lru_cache(maxsize=_REMEMBERED)(_prepared.__wrapped__)


def _word(word: str, *, whole: bool, possessive: bool = True) -> _Word:
    """Look for a word, or with `possessive` for its spelling with an apostrophe, too."""
    return _Word(word, whole, possessive and word.endswith("s") and len(word) > 1)


def _phrase(phrase: Phrase, *, in_text: bool) -> _Phrase:
    first = phrase.words[0]
    whole = not phrase.open or (in_text and len(phrase.words) == 1 and len(first) < SHORTEST_START)
    return _Phrase(phrase.words, whole)


@lru_cache(_REMEMBERED)
def _phrase_pattern(words: tuple[str, ...], whole: bool) -> re.Pattern[str]:
    first = re.escape(words[0])
    ends = [f"(?!{LETTER})"] * (len(words) - 1) + [f"(?!{LETTER})" if whole else ""]
    parts = [re.escape(word) + end for word, end in zip(words, ends, strict=True)]
    # The letters come first and what must not stand before them last: so the text is scanned
    # for a substring, not tried at every letter.
    parts[0] = f"{first}(?<!{LETTER}{first}){parts[0][len(first) :]}"
    return re.compile(_BETWEEN.join(parts))


def _ranges(sought: Iterable[_Sought], folded: str) -> Iterator[_Range]:
    for each in sought:
        yield from each.ranges(folded)


def _disjoint(ranges: Iterable[_Range]) -> Iterator[Span]:
    """As `spans.disjoint`, before there are thousands of spans to sort."""
    end = 0
    for start, stop in sorted(ranges, key=lambda each: (each[0], -each[1])):
        if start >= end:
            yield Span(start, stop)
            end = stop
