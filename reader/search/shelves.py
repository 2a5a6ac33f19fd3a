"""One field of all articles: which of them hold a word, and in which order their words stand.

Shape:   a slot and its words in (`add`); bitsets of slots out, for words (`bits`) and for
         words side by side (`phrase`).
Units:   a run is the article's word numbers, characters joined into one str: half the memory
         of an array, and "these words side by side" is a search for a substring.
         Sign 0 parts what does not stand side by side; joined forms follow at the end.
Errors:  none.
"""

from collections.abc import Iterable
from typing import Final

from reader.search.digests import Run
from reader.search.postings import Postings, slots_of
from reader.search.queries import Phrase
from reader.search.vocabularies import Vocabulary

_GAP: Final = "\0"


class Shelf:
    """The articles' words in one field."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._postings = Postings()
        self._runs: dict[int, str] = {}

    def add(self, slot: int, *runs: Run) -> None:
        """Add what the article in `slot` says here; a later call says more."""
        pieces = [self._runs[slot]] if slot in self._runs else []
        new: set[str] = set()
        for run in runs:
            numbers = self._vocabulary.numbers(run.words.split())
            pieces.append("".join(numbers))
            new.update(numbers)
            if run.joined:
                joined = self._vocabulary.numbers(run.joined.split())
                pieces.extend(joined)
                new.update(joined)
        if not new:
            return
        if slot in self._runs:
            new -= self.words_of(slot)
        self._runs[slot] = _GAP.join(pieces)
        self._postings.add(slot, new)

    def remove(self, slot: int) -> None:
        """Forget the article in `slot`."""
        if slot in self._runs:
            self._postings.remove(slot, self.words_of(slot))
            del self._runs[slot]

    def words_of(self, slot: int) -> set[str]:
        """The numbers of the words the article in `slot` has here."""
        return set(self._runs[slot]) - {_GAP}

    def run(self, slot: int) -> str:
        """The words that stand side by side here in `slot`, up to the first gap."""
        return self._runs.get(slot, "").partition(_GAP)[0]

    def frequency(self, slot: int, number: str | None) -> tuple[int, int]:
        """How often the word of this number stands here in `slot`, and how many words there are."""
        run = self._runs.get(slot, "")
        return (0 if number is None else run.count(number)), len(run)

    def bits(self, words: Iterable[str]) -> int:
        """The articles that hold any of `words` here."""
        return self._postings.bits(words)

    def phrase(self, phrase: Phrase) -> int:
        """The articles in which the words of `phrase` stand side by side here."""
        head = [self._vocabulary.number(word) for word in phrase.words[:-1]]
        last = self._lasts(phrase)
        candidates = self.bits(last)
        for number in head:
            if number is None or not candidates:
                return 0
            candidates &= self.bits((number,))
        if not head:
            return candidates
        start = "".join(number for number in head if number is not None)
        ends = set(last)
        found = 0
        for slot in slots_of(candidates):
            if _side_by_side(self._runs[slot], start, ends):
                found |= 1 << slot
        return found

    def _lasts(self, phrase: Phrase) -> list[str]:
        """The words that the last one typed may be."""
        last = phrase.words[-1]
        if phrase.open:
            return self._vocabulary.begins(last)
        number = self._vocabulary.number(last)
        return [] if number is None else [number]


def _side_by_side(run: str, start: str, ends: set[str]) -> bool:
    place = run.find(start)
    while place >= 0:
        if run[place + len(start) : place + len(start) + 1] in ends:
            return True
        place = run.find(start, place + 1)
    return False
