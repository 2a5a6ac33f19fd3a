"""The words of a library, numbered; found by their start or by their looks.

Shape:   words -> numbers (`numbers`), in the order first met; a start -> words (`begins`);
         a mistyped word, or start of one -> words with their distance (`alike`).
Units:   a number is a code point, carried as the one character it is; they count from 1. Past
         1.1 million different words new ones share the last, and match too much, never too
         little.
         Words lie in chapters, sorted, so that a start is one slice of each; new words wait
         in a short unsorted list. A chapter never changes: taking in many words never stops
         to sort all that are known.
Errors:  none.
"""

import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Final

from reader.search.lookalikes import alike

_FEW: Final = 256
"""So many new words are looked through one by one without a key press growing slower."""

_MANY: Final = 2_048
"""So many new words make a chapter, though nobody searches; sorting them takes a millisecond."""

_LAST: Final = "\U0010ffff"  # sorts behind every letter


class _Numbers(dict[str, str]):
    """A number for every word; a new word gets the next."""

    def __init__(self, fresh: list[str]) -> None:
        super().__init__()
        self._fresh = fresh

    def __missing__(self, word: str) -> str:
        self[word] = number = chr(min(len(self) + 1, sys.maxunicode))
        self._fresh.append(word)
        return number


class _Chapter:
    """Words in order, never to change."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)

    def beginning(self, start: str) -> list[str]:
        """The words that begin with `start`."""
        low = bisect_left(self._words, start)
        return self._words[low : bisect_left(self._words, start + _LAST, low)]

    def holding(self, piece: str) -> Iterator[str]:
        """The words of letters that hold `piece`; a line break stands for a word's end."""
        lines = self._lines
        place = lines.find(piece)
        while place >= 0:
            end = lines.index("\n", place)
            yield lines[lines.rindex("\n", 0, place) + 1 : end]
            place = lines.find(piece, end)

    @cached_property
    def _lines(self) -> str:
        """The words that are no numbers, a line each; made when first needed."""
        return "\n".join(["", *filter(str.isalpha, self._words), ""])


class Vocabulary:
    """All words ever met; a word is never forgotten, its articles are."""

    def __init__(self) -> None:
        self._chapters: list[_Chapter] = []
        self._fresh: list[str] = []
        self._numbers = _Numbers(self._fresh)

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, words: Iterable[str]) -> list[str]:
        """The numbers of `words`; new ones are taken in."""
        found = list(map(self._numbers.__getitem__, words))
        self._sort_beyond(_MANY)
        return found

    def number(self, word: str) -> str | None:
        """The number of `word`, None when it was never met."""
        return self._numbers.get(word)

    def begins(self, start: str) -> list[str]:
        """The numbers of all words that begin with `start`, it itself included."""
        self._sort_beyond(_FEW)
        words = self._slice(start) + [word for word in self._fresh if word.startswith(start)]
        return list(map(self._numbers.__getitem__, words))

    def alike(self, word: str, edits: int, *, starts: bool) -> dict[str, int]:
        """The words that look like `word`, each with its distance.

        Args:
            word: what was typed.
            edits: as many are forgiven.
            starts: whether a word may go on where what was typed ends.
        """
        if not edits:
            return {}
        self._sort_beyond(_FEW)
        candidates = self._candidates(word, edits, starts=starts)
        if not starts:
            return dict(alike(word, candidates, edits))
        found: dict[str, int] = {}
        for length in range(len(word) - edits, len(word) + edits + 1):
            by_start = defaultdict(list)
            for other in candidates:
                if len(other) >= length:
                    by_start[other[:length]].append(other)
            for start, distance in alike(word, list(by_start), edits):
                for other in by_start[start]:
                    found[other] = min(distance, found.get(other, distance))
        return found

    def _candidates(self, word: str, edits: int, *, starts: bool) -> Collection[str]:
        """The words that may be within `edits` of `word`, among few others.

        One slip leaves the first half or the last as it is, the letter between them counting
        to neither, for two neighbours may be exchanged. Of two slips one may spoil the first
        third and one the last; then what lies between is as typed, moved at most. Substring
        search is quick to find such words; comparing every word is not.
        """
        size = max(2, (len(word) - 1) // (edits + 1))
        head, tail = word[:size], word[-size:]
        found = {each for each in self._fresh + self._slice(head) if each.isalpha()}
        if starts:
            low, high = max(0, len(word) - size - edits), len(word) + edits
            found.update(each for each in self._holding(tail) if tail in each[low:high])
        else:
            found.update(self._holding(tail + "\n"))
        if len(word) <= 4:  # too short to count the letter between: inner neighbours exchanged
            for place in range(len(word) - 3, 2):
                swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
                found.update(self._slice(swapped))
        if edits > 1:
            found.update(self._holding(word[size + 1 : -size - 1]))
        return found

    def _holding(self, piece: str) -> Iterator[str]:
        """The sorted words that hold `piece`; a line break stands for a word's end."""
        for chapter in self._chapters:
            yield from chapter.holding(piece)

    def _slice(self, start: str) -> list[str]:
        return [word for chapter in self._chapters for word in chapter.beginning(start)]

    def _sort_beyond(self, count: int) -> None:
        """Make a chapter of the new words when there are more than `count`."""
        if len(self._fresh) > count:
            self._chapters.append(_Chapter(self._fresh))
            self._fresh.clear()
