"""Words, postings and runs as they lie in a segment's file: nothing is read before it is asked for.

Shape:   `Words`: a word or a start -> its number, or a range of numbers; a mistyped word -> words.
         `Sets`: a range of numbers -> the bitset of what holds one of them.
         `Runs`: a slot -> the words of one field, in their order.
Units:   a word's number is its place among all words, sorted, so that a start is one range of
         numbers. A word in few articles has its slots in a column where its neighbours have
         theirs: those of a start are one slice. A common one has a bitset; so has a start whose
         words together are met often. A run is written before all words are known: in it a
         word has a sign, a number of three bytes that counts from 1 in the order first met; 0
         parts what does not stand side by side.
Errors:  what a damaged file holds may be found or not, and may raise IndexError or ValueError;
         `Columns.verify` tells beforehand.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

from reader.search.columns import Columns, little
from reader.search.postings import flags_of, slots_of, swept
from reader.search.slips import near

_TALLIED: Final = 8_192
"""So many slots of rare numbers are counted in one portion, a millisecond or two, ..."""
_NUMBERS: Final = 1_024
"""... and so many numbers."""

BEHIND: Final = b"\xff"
"""Sorts behind every letter, in UTF-8."""

WIDTH: Final = 3
"""Bytes of a number in a run."""

_LETTERS: Final = 64
"""So many sets of words with a letter at a place are kept: the next key press asks for most again."""

PAIRS: Final = "surrogatepass"
"""Half a letter is no letter, but what the text holds is held."""


class Texts(Sequence[bytes]):
    """A column of texts of any length, in UTF-8."""

    def __init__(self, columns: Columns, name: str) -> None:
        self._text = columns.bytes(name)
        self._at = columns.numbers(f"{name} at")

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, index: int) -> bytes:  # type: ignore[override]  # nobody slices it
        return bytes(self._text[self._at[index] : self._at[index + 1]])

    def plain(self) -> list[str] | None:
        """All of them at once, which is quick; None where not all letters are ASCII."""
        text = bytes(self._text)
        if not text.isascii():
            return None
        letters = text.decode("ascii")
        return [letters[low:high] for low, high in pairwise(self._at)]

    def place(self, text: bytes) -> int | None:
        """Where `text` stands, in a column that is sorted."""
        place = bisect_left(self, text)
        return place if place < len(self) and self[place] == text else None


class Sets:
    """For each number, what holds it: slots in a field, or words."""

    def __init__(self, columns: Columns, name: str, size: int) -> None:
        self._size = size
        self._stride = stride_of(size)
        self._at = columns.numbers(f"{name} at")
        self._slots = columns.numbers(f"{name} slots")
        self._common = columns.numbers(f"{name} common")
        self._counts = columns.numbers(f"{name} counts")
        self._lows = columns.numbers(f"{name} lows")
        self._highs = columns.numbers(f"{name} highs")
        self._bitsets = columns.bytes(f"{name} bitsets")

    def bits(self, numbers: range) -> int:
        """What holds any of these numbers, which follow each other."""
        low, high = numbers.start, numbers.stop
        if low >= high:
            return 0
        if high == low + 1:
            return self._one(low)
        start = bisect_left(self._lows, low)
        while start < len(self._lows) and self._lows[start] == low:
            if self._highs[start] == high:
                return self._bitset(len(self._common) + start)
            start += 1
        return self.any_of((numbers,))

    def _one(self, number: int) -> int:
        """What holds this number."""
        low, high = self._at[number], self._at[number + 1]
        if low < high:
            return swept(self._slots[low:high], self._size)
        place = bisect_left(self._common, number)
        if place < len(self._common) and self._common[place] == number:
            return self._bitset(place)
        return 0

    def any_of(self, ranges: Iterable[range]) -> int:
        """What holds a number that lies in any of these ranges; all of them in one sweep."""
        found = 0
        slots: list[int] = []
        for numbers in ranges:
            low, high = numbers.start, numbers.stop
            if low >= high:
                continue
            slots += self._slots[self._at[low] : self._at[high]]
            place = bisect_left(self._common, low)
            while place < len(self._common) and self._common[place] < high:
                found |= self._bitset(place)
                place += 1
        return found | swept(slots, self._size)

    def count(self, number: int) -> int:
        """How many hold this number."""
        if rare := self._at[number + 1] - self._at[number]:
            return rare
        place = bisect_left(self._common, number)
        if place < len(self._common) and self._common[place] == number:
            return self._counts[place]
        return 0

    def tallied(self, numbers: range, among: int) -> Iterator[list[tuple[int, int]]]:
        """How many of `among` hold each of these numbers, a portion of them at a time; none is left out."""
        taken = flags_of(among, self._size)
        start = numbers.start
        while start < numbers.stop:
            stop = bisect_right(self._at, self._at[start] + _TALLIED, start, numbers.stop)
            stop = max(start + 1, min(stop - 1, start + _NUMBERS, numbers.stop))
            low = self._at[start]
            rare = self._slots[low : self._at[stop]]
            sums = [0, *accumulate(map(taken.__getitem__, rare))]
            ends = self._at[start : stop + 1]
            counts = [sums[high - low] - sums[first - low] for first, high in pairwise(ends)]
            place = bisect_left(self._common, start)
            while place < len(self._common) and self._common[place] < stop:
                counts[self._common[place] - start] = (self._bitset(place) & among).bit_count()
                place += 1
            yield list(enumerate(counts, start))
            start = stop

    def common_of(self, numbers: range, least: int) -> list[int]:
        """Those of `numbers` that more than `least` hold, as far as they have bitsets."""
        low = bisect_left(self._common, numbers.start)
        high = bisect_left(self._common, numbers.stop, low)
        return [self._common[at] for at in range(low, high) if self._counts[at] > least]

    def _bitset(self, place: int) -> int:
        start = place * self._stride
        return int.from_bytes(self._bitsets[start : start + self._stride], "little")


class Words:
    """All words of a segment's short fields, or of its bodies."""

    def __init__(self, columns: Columns, name: str) -> None:
        self._words = Texts(columns, name)
        self._recalled: dict[str, int] = {}
        """The words found last by their looks: they are asked for next."""
        self._signs = columns.numbers(f"{name} signs")
        self._numbers = columns.numbers(f"{name} numbers")
        self._keys = Texts(columns, f"{name} keys")
        self._letters = Sets(columns, f"{name} letters", len(self._words))
        self._with_letter = lru_cache(_LETTERS)(self._read_letter)

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, number: int) -> str:
        return self._words[number].decode("utf-8", PAIRS)

    def number(self, word: str) -> int | None:
        """The number of `word`, None when no article holds it."""
        if word in self._recalled:
            return self._recalled[word]
        return self._words.place(word.encode("utf-8", PAIRS))

    def begins(self, start: str) -> range:
        """The numbers of all words that begin with `start`, it itself included."""
        letters = start.encode("utf-8", PAIRS)
        low = bisect_left(self._words, letters)
        return range(low, bisect_left(self._words, letters + BEHIND, low))

    def signs(self, numbers: range) -> Sequence[int]:
        """What stands for the words with these numbers in a run."""
        return self._signs[numbers.start : numbers.stop]

    def of_signs(self, signs: Iterable[int]) -> list[int]:
        """The numbers of the words that these signs stand for."""
        return list(map(self._numbers.__getitem__, signs))

    def alike(self, word: str, edits: int, *, starts: bool) -> dict[str, int]:
        """As `Vocabulary.alike`: the words that look like `word`, each with its distance."""
        if not edits or not self._words:
            return {}
        found: dict[str, int] = {}
        self._recalled = {}
        nearer = 0
        for distance, words in enumerate(near(word, edits, self._with_letter, starts=starts)):
            for number in slots_of(words ^ nearer):
                found[other := self[number]] = distance
                self._recalled[other] = number
            nearer = words
        return found

    def _read_letter(self, place: int, letter: str) -> int:
        key = self._keys.place(letter_key(place, letter))
        return 0 if key is None else self._letters.bits(range(key, key + 1))


class Runs:
    """The words of one field in their order, as signs."""

    def __init__(self, data: "memoryview[int]", low: Sequence[int], high: Sequence[int]) -> None:
        """The runs in `data`, of each slot from where in `low` to where in `high`, in words."""
        self._data = data
        self._from = low
        self._to = high

    @classmethod
    def of(cls, columns: Columns, name: str) -> "Runs":
        """Those of a file."""
        low, high = columns.numbers(f"{name} from"), columns.numbers(f"{name} to")
        return cls(columns.bytes(name), low, high)

    def holding(self, slots: list[int], start: bytes, ends: Container[bytes]) -> list[int]:
        """Those of `slots` with the signs of `start` side by side, and one of `ends` behind."""
        # A pattern is sought where the file is mapped; a slice of it would be copied first.
        search = re.compile(re.escape(start), re.DOTALL).search
        data, low, high = self._data, self._from, self._to
        found = []
        for slot in slots:
            stop = WIDTH * high[slot]
            hit = search(data, WIDTH * low[slot], stop)
            while hit is not None:
                place = hit.end()
                if (
                    place % WIDTH == 0
                    and place < stop
                    and bytes(data[place : place + WIDTH]) in ends
                ):
                    found.append(slot)
                    break
                hit = search(data, hit.start() + 1, stop)
        return found

    def side_by_side(self, slots: list[int], signs: bytes) -> list[int]:
        """Those of `slots` with just these signs side by side."""
        search = re.compile(re.escape(signs), re.DOTALL).search
        data, low, high = self._data, self._from, self._to
        found = []
        for slot in slots:
            stop = WIDTH * high[slot]
            hit = search(data, WIDTH * low[slot], stop)
            while hit is not None and hit.start() % WIDTH:  # by chance amid its numbers
                hit = search(data, hit.start() + 1, stop)
            if hit is not None:
                found.append(slot)
        return found

    def frequencies(self, slots: Iterable[int], sign: bytes | None) -> list[tuple[int, int]]:
        """How often a sign stands in each of `slots`, and how many signs there are."""
        find = re.compile(re.escape(sign or b""), re.DOTALL).finditer
        data, low, high = self._data, self._from, self._to
        found = []
        for slot in slots:
            begin, end = WIDTH * low[slot], WIDTH * high[slot]
            hits = find(data, begin, end) if sign else ()
            # One that begins elsewhere is of two numbers by chance.
            found.append((sum(not hit.start() % WIDTH for hit in hits), high[slot] - low[slot]))
        return found

    def first(self, slot: int) -> list[int]:
        """The signs of the words that stand side by side in `slot`, up to the first gap."""
        signs = self.signs(slot)
        return signs[: signs.index(0)] if 0 in signs else signs

    def signs(self, slot: int) -> list[int]:
        """All signs in `slot`."""
        run = self._run(slot)
        wide = bytearray(len(run) // WIDTH * 4)
        for octet in range(WIDTH):
            wide[octet::4] = run[octet::WIDTH]
        return little(array("I", bytes(wide))).tolist()

    def _run(self, slot: int) -> bytes:
        return bytes(self._data[WIDTH * self._from[slot] : WIDTH * self._to[slot]])


def letter_key(place: int, letter: str) -> bytes:
    """What the words with a letter at a place are filed under."""
    return f"{place:02}{letter}".encode()


def run_key(signs: Iterable[int]) -> bytes:
    """What a run holds where these signs stand side by side."""
    return b"".join(sign.to_bytes(WIDTH, "little") for sign in signs)


def stride_of(size: int) -> int:
    """Bytes of a bitset of so many slots."""
    return (size + 7) // 8
