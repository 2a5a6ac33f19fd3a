"""What frozen articles say in some fields: a word, a start, a phrase -> bitsets of articles.

Shape:   vocabularies, and for each field the `Sets` and `Runs` of a file; asked as `Worded` in
         `parts` says. A `Segment` has those of its articles, `FrozenFacts` one for each sort of
         names.
Units:   slots as in `segments`.
Errors:  none, in a file that is sound.
"""

from collections.abc import Collection, Container, Mapping, Sequence
from typing import Final

from reader.search.digests import Field
from reader.search.frozen import Runs, Sets, Words, run_key
from reader.search.frozen_phrases import Neighbours, Phrases
from reader.search.parts import Beside
from reader.search.queries import Phrase

NO_PHRASES: Final[Mapping[Field, Phrases]] = {}


class FrozenFields:
    """Fields of frozen articles, by their words."""

    def __init__(
        self,
        size: int,
        vocabularies: tuple[Words, Words],
        sets: Mapping[Field, Sets],
        runs: Mapping[Field, Runs],
        phrases: Mapping[Field, Phrases] = NO_PHRASES,
    ) -> None:
        """The fields in `sets` and `runs`, of `size` articles.

        Args:
            size: how many slots there are.
            vocabularies: the words of the short fields, and of the text.
            sets: which articles hold a word.
            runs: in which order.
            phrases: where common ones stand side by side.
        """
        self._short, self._long = vocabularies
        self._sets = sets
        self._runs = runs
        self._neighbours = {
            field: Neighbours(
                size, self._words((field,)), sets[field], runs[field], phrases.get(field)
            )
            for field in sets
        }

    def exact(self, fields: Collection[Field], word: str) -> list[int]:
        """Of each field, the articles with the word itself."""
        number = self._words(fields).number(word)
        if number is None:
            return [0] * len(fields)
        return [self._sets[field].bits(range(number, number + 1)) for field in fields]

    def starts(self, fields: Collection[Field], start: str) -> list[int]:
        """Of each field, the articles with a word that begins with `start`."""
        numbers = self._words(fields).begins(start)
        return [self._sets[field].bits(numbers) for field in fields]

    def any_of(self, field: Field, words: Collection[str]) -> int:
        """The articles with any of `words` in `field`."""
        found = 0
        vocabulary, sets = self._words((field,)), self._sets[field]
        for word in words:
            if (number := vocabulary.number(word)) is not None:
                found |= sets.bits(range(number, number + 1))
        return found

    def count(self, fields: Collection[Field], word: str) -> int:
        """How many articles hold `word`, summed over the fields."""
        number = self._words(fields).number(word)
        if number is None:
            return 0
        return sum(self._sets[field].count(number) for field in fields)

    def alike(
        self, fields: Collection[Field], word: str, edits: int, *, starts: bool
    ) -> dict[str, int]:
        """The words of these fields that look like `word`, each with its distance."""
        return self._words(fields).alike(word, edits, starts=starts)

    def phrase(self, field: Field, phrase: Phrase) -> Beside:
        """The articles in which the words of `phrase` stand side by side in `field`."""
        return self._neighbours[field].find(phrase)

    def frequencies(self, slots: Sequence[int], word: str) -> list[tuple[int, int]]:
        """How often `word` stands in the body of each slot, and how many words the body has."""
        number = self._long.number(word)
        sign = None if number is None else run_key(self._long.signs(range(number, number + 1)))
        return self._runs["text"].frequencies(slots, sign)

    def begun(self, start: str) -> Container[object]:
        """The signs in headlines that stand for words beginning with `start`."""
        return self._short.begins(start)

    def _words(self, fields: Collection[Field]) -> Words:
        return self._long if "text" in fields else self._short
