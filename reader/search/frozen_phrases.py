"""Words side by side in frozen articles, found without reading many of them.

Shape:   a `Phrase` -> the articles with its words side by side in a field, as `Beside`.
Units:   few articles with all words of a phrase are looked through, a microsecond each. Where more
         than `scanned` hold them all, the words are so common that the file knows where they stand
         side by side: for each two of them, and for three where still so many hold both pairs, and
         so on, a set under the signs of the words. What has no set stands nowhere.
         A set is written as the gaps between its slots, 16 bits each, or as a bitset where that is no
         more than twice as long: it is read at once. In a library of 100,000 articles this is 7 % of the file.
         The last word of an open phrase may be any of thousands: its common ones have sets, and for
         the others a few articles are looked through; where there are more, all of them are unsure.
Errors:  as in `frozen`.
"""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

from reader.search.columns import Columns, little
from reader.search.frozen import Runs, Sets, Texts, Words, run_key, stride_of
from reader.search.parts import Beside
from reader.search.postings import slots_of, swept
from reader.search.queries import Phrase

FILLER: Final = 2**16 - 1
"""A gap that is not over yet."""

_QUICKLY: Final = 256
"""So few articles are looked through before anything is looked up."""

_KEPT: Final = 64
"""So many sets are kept: the next two words have one in common."""

_SLOWER: Final = 4
"""To look for one of many words takes so many times as long as for one."""


class Phrases:
    """The words of one field that stand side by side in many articles."""

    def __init__(self, columns: Columns, name: str, size: int) -> None:
        self._size = size
        self._keys = Texts(columns, f"{name} phrases")
        self._sets = Texts(columns, f"{name} phrase sets")
        limits = columns.numbers(f"{name} scanned")
        self.bits = lru_cache(_KEPT)(self._read)
        self.scanned = limits[0] if limits else 0
        """In so many articles words are looked for."""

    def _read(self, key: bytes) -> int:
        """Where the words of this key stand side by side; they are common together."""
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
        self._holding = lru_cache(_KEPT)(self._read)

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
            candidates &= self._holding(number)
        if not head or not candidates:
            return Beside(candidates)
        if phrase.open:
            return self._begun(head, ends, self._narrowed(head, candidates)[0])
        words = [*head, ends.start]
        candidates, told = self._narrowed(words, candidates)
        return Beside(candidates if told else self._looked(candidates, words))

    def _lasts(self, phrase: Phrase) -> range:
        """The words that the last one typed may be."""
        last = phrase.words[-1]
        if phrase.open:
            return self._words.begins(last)
        number = self._words.number(last)
        return range(0) if number is None else range(number, number + 1)

    def _read(self, number: int) -> int:
        """The articles that hold this word."""
        return self._sets.bits(range(number, number + 1))

    def _key(self, numbers: Sequence[int]) -> bytes:
        """What a run holds where these words stand side by side."""
        return run_key(self._words.signs(range(each, each + 1))[0] for each in numbers)

    def _looked(self, candidates: int, numbers: Sequence[int]) -> int:
        """Those of `candidates` that hold these words side by side."""
        slots = self._runs.side_by_side(slots_of(candidates), self._key(numbers))
        return swept(slots, self._size)

    def _narrowed(self, numbers: Sequence[int], candidates: int) -> tuple[int, bool]:
        """Those of `candidates` that may hold these words side by side; and whether they do."""
        told = [self._holding(number) for number in numbers] if self._phrases else []
        narrowed = candidates
        known: list[int | None] = [*told]
        for length in range(2, len(numbers) + 1):
            if narrowed.bit_count() <= _QUICKLY or all(each is None for each in known):
                return narrowed, False
            known = [
                self._told(known[place : place + 2], numbers[place : place + length])
                for place in range(len(known) - 1)
            ]
            for each in known:
                if each is not None:
                    narrowed &= each
        return narrowed, len(numbers) < 2 or (bool(known) and known[0] is not None)

    def _told(self, shorter: Sequence[int | None], numbers: Sequence[int]) -> int | None:
        """Where these words stand side by side; None where nobody said.

        Args:
            shorter: where all but the last of them do, and all but the first.
            numbers: of the words.
        """
        first, last = shorter
        if self._phrases is None or first is None or last is None:
            return None
        if (first & last).bit_count() <= self._phrases.scanned:
            return None
        return self._phrases.bits(self._key(numbers))

    def _begun(self, head: Sequence[int], ends: range, candidates: int) -> Beside:
        """The candidates with the words of `head`, and behind them one of `ends`."""
        found, most = 0, self._size
        if self._phrases is not None:
            most = max(1, self._phrases.scanned // _SLOWER)
        if self._phrases is not None and candidates.bit_count() > most:
            for number in self._sets.common_of(ends, self._phrases.scanned):
                both = candidates & self._holding(number)
                bits, told = self._narrowed([*head, number], both)
                found |= bits if told else 0
            candidates ^= candidates & found
        if candidates.bit_count() > most:
            return Beside(found, candidates)
        lasts = frozenset(run_key((sign,)) for sign in self._words.signs(ends))
        slots = self._runs.holding(slots_of(candidates), self._key(head), lasts)
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
