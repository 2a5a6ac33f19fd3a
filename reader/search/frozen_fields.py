"""What frozen articles say in some fields: a word, a start, a phrase -> bitsets of articles.

Shape:   vocabularies, and for each field the `Sets` and `Runs` of a file; asked as `Worded` in
         `parts` says. A `Segment` has those of its articles, `FrozenFacts` one for each sort of
         names.
Units:   slots as in `segments`.
Errors:  none, in a file that is sound.
"""

from collections.abc import Collection, Container, Mapping

from reader.search.digests import Field
from reader.search.frozen import Runs, Sets, Words, run_key
from reader.search.postings import slots_of, swept
from reader.search.queries import Phrase


class FrozenFields:
    """Fields of frozen articles, by their words."""

    def __init__(
        self,
        size: int,
        vocabularies: tuple[Words, Words],
        sets: Mapping[Field, Sets],
        runs: Mapping[Field, Runs],
    ) -> None:
        """The fields in `sets` and `runs`, of `size` articles.

        Args:
            size: how many slots there are.
            vocabularies: the words of the short fields, and of the text.
            sets: which articles hold a word.
            runs: in which order.
        """
        self._size = size
        self._short, self._long = vocabularies
        self._sets = sets
        self._runs = runs

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

    def phrase(self, field: Field, phrase: Phrase) -> int:
        """The articles in which the words of `phrase` stand side by side in `field`."""
        vocabulary, sets = self._words((field,)), self._sets[field]
        ends = self._lasts(vocabulary, phrase)
        candidates = sets.bits(ends)
        head: list[int] = []
        for word in phrase.words[:-1]:
            number = vocabulary.number(word)
            if number is None or not candidates:
                return 0
            one = range(number, number + 1)
            head += vocabulary.signs(one)
            candidates &= sets.bits(one)
        if not head or not candidates:
            return candidates
        slots, runs, lasts = slots_of(candidates), self._runs[field], vocabulary.signs(ends)
        if len(lasts) == 1:
            found = runs.side_by_side(slots, run_key((*head, *lasts)))
        else:
            found = runs.holding(
                slots, run_key(head), frozenset(run_key((sign,)) for sign in lasts)
            )
        return swept(found, self._size)

    def begun(self, start: str) -> Container[object]:
        """The signs in headlines that stand for words beginning with `start`."""
        return self._short.begins(start)

    def _words(self, fields: Collection[Field]) -> Words:
        return self._long if "text" in fields else self._short

    @staticmethod
    def _lasts(vocabulary: Words, phrase: Phrase) -> range:
        """The words that the last one typed may be."""
        last = phrase.words[-1]
        if phrase.open:
            return vocabulary.begins(last)
        number = vocabulary.number(last)
        return range(0) if number is None else range(number, number + 1)
