"""Words side by side in frozen articles, found without reading many of them.

Shape:   a `Phrase` -> the articles with its words side by side in a field, as `Beside`.
Units:   few articles with all words of a phrase are looked through, a microsecond each. Where more
         than `scanned` hold them all, the words are so common that the file knows where they stand
         side by side: for each two of them, and for three where still so many hold both pairs, and
         so on, a set under the signs of the words. What has no set stands nowhere.
         A set is written as the gaps between its slots, 16 bits each; one that takes fewer bytes as
         a bitset is one. In a newspaper's library this is a tenth of the file.
         The last word of an open phrase may be any of thousands: its common ones have sets, and of
         the others so many articles are looked through; beyond, those with all words are unsure.
Errors:  as in `frozen`.
"""

from array import array
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from reader.search.columns import Columns, little
from reader.search.frozen import Runs, Sets, Texts, Words, run_key, stride_of
from reader.search.parts import Beside
from reader.search.postings import slots_of, swept
from reader.search.queries import Phrase

FILLER: Final = 2**16 - 1
"""A gap that is not over yet."""


class Phrases:
    """The words of one field that stand side by side in many articles."""

    def __init__(self, columns: Columns, name: str, size: int) -> None:
        self._size = size
        self._keys = Texts(columns, f"{name} phrases")
        self._sets = Texts(columns, f"{name} phrase sets")
        limits = columns.numbers(f"{name} scanned")
        self.scanned = limits[0] if limits else 0
        """In so many articles words are looked for."""

    def bits(self, signs: Sequence[int]) -> int:
        """Where these words stand side by side; all of them are common."""
        key = run_key(signs)
        place = self._keys.place(key)
        if place is None:
            return 0
        data = self._sets[place]
        if len(data) == stride_of(self._size):
            return int.from_bytes(data, "little")
        gaps = little(array("H", data))
        slots = list(accumulate(gaps))
        if FILLER in gaps:
            slots = [slot for slot, gap in zip(slots, gaps, strict=True) if gap != FILLER]
        return swept(slots, self._size)


class Neighbours:
    """One field, to be asked for words side by side."""

    def __init__(
        self, size: int, words: Words, sets: Sets, runs: Runs, phrases: Phrases | None
    ) -> None:
        """The field of these words.

        Args:
            size: how many slots there are.
            words: its vocabulary.
            sets: which articles hold a word.
            runs: in which order.
            phrases: what is known of common ones; None where all articles are looked through.
        """
        self._size = size
        self._words = words
        self._sets = sets
        self._runs = runs
        self._phrases = phrases

    def find(self, phrase: Phrase) -> Beside:
        """The articles in which the words of `phrase` stand side by side."""
        head: list[int] = []
        numbers = list(map(self._words.number, phrase.words[:-1]))
        ends = self._lasts(phrase)
        candidates = self._sets.bits(ends)
        for number in numbers:
            if number is None or not candidates:
                return Beside(0)
            head.append(number)
            candidates &= self._sets.bits(range(number, number + 1))
        if not head or not candidates:
            return Beside(candidates)
        signs = [self._sign(number) for number in head]
        if not phrase.open:
            signs.append(self._sign(ends.start))
            candidates, told = self._known(signs, candidates)
            return Beside(candidates if told else self._looked(candidates, run_key(signs)))
        candidates, _ = self._known(signs, candidates)
        return self._begun(signs, ends, candidates)

    def _lasts(self, phrase: Phrase) -> range:
        """The words that the last one typed may be."""
        last = phrase.words[-1]
        if phrase.open:
            return self._words.begins(last)
        number = self._words.number(last)
        return range(0) if number is None else range(number, number + 1)

    def _sign(self, number: int) -> int:
        return self._words.signs(range(number, number + 1))[0]

    def _few(self, candidates: int) -> bool:
        """Whether these can be looked through."""
        return self._phrases is None or candidates.bit_count() <= self._phrases.scanned

    def _known(self, signs: Sequence[int], candidates: int) -> tuple[int, bool]:
        """Those of `candidates` that may hold these words side by side; and whether they do."""
        if len(signs) < 2:
            return candidates, True
        for length in range(2, len(signs) + 1):
            if self._phrases is None or self._few(candidates):
                return candidates, False
            for start in range(len(signs) - length + 1):
                candidates &= self._phrases.bits(signs[start : start + length])
        return candidates, True

    def _looked(self, candidates: int, key: bytes) -> int:
        """Those of `candidates` that hold this."""
        return swept(self._runs.side_by_side(slots_of(candidates), key), self._size)

    def _begun(self, head: Sequence[int], ends: range, candidates: int) -> Beside:
        """The candidates with the words of `head`, and behind them one of `ends`."""
        found = 0
        if self._phrases is not None and not self._few(candidates):
            for number in self._sets.common_of(ends, self._phrases.scanned):
                both = candidates & self._sets.bits(range(number, number + 1))
                bits, told = self._known([*head, self._sign(number)], both)
                if told:
                    found |= bits
            candidates ^= candidates & found
        if not self._few(candidates):
            return Beside(found, candidates)
        lasts = frozenset(run_key((sign,)) for sign in self._words.signs(ends))
        slots = self._runs.holding(slots_of(candidates), run_key(head), lasts)
        return Beside(found | swept(slots, self._size))


def gaps_of(slots: Sequence[int]) -> "array[int]":
    """What a set is written as.

    >>> list(gaps_of([0, 3, 70_000]))
    [0, 3, 65535, 4462]
    """
    gaps = array("H", slots[:1]) if slots[0] < FILLER else array("H", _far(slots[0]))
    for before, slot in pairwise(slots):
        if slot - before < FILLER:
            gaps.append(slot - before)
        else:
            gaps.extend(_far(slot - before))
    return gaps


def _far(gap: int) -> list[int]:
    fillers, rest = divmod(gap, FILLER)
    return [*[FILLER] * fillers, rest]
