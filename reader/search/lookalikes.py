"""Which words look like a mistyped one: letters dropped, doubled, wrong or swapped.

Shape:   a word and a list of words -> those within its budget of edits, with their distance.
Units:   edits, an exchange of two neighbours counting as one (optimal string alignment).
         1 edit is forgiven from 4 letters, 2 from 8; none in words with a digit, for
         "2015" is another year than "2016" and not a slip. Three letters are forgiven what is
         told apart most easily: a letter dropped, or two swapped.
Errors:  none.
"""

from collections.abc import Collection
from typing import Final

from reader.text.fold import joined_words

_ONE: Final = 3
SURE: Final = 4
"""Of fewer letters not every edit is forgiven (`slipped`): most are another word."""
_TWO: Final = 8
TOO_LONG: Final = 40
"""Longer "words" are addresses and noise, which nobody types from memory."""


def budget(word: str) -> int:
    """How many edits are forgiven in `word`."""
    if not _ONE <= len(word) <= TOO_LONG or not word.isalpha():
        return 0
    return 1 if len(word) < _TWO else 2


def slipped(word: str, other: str) -> bool:
    """Whether `word` may be `other` with a letter dropped or two swapped, being one edit away.

    >>> slipped("tme", "time"), slipped("tme", "tmi"), slipped("tme", "mte")
    (True, False, True)
    """
    return len(other) > len(word) or sorted(other) == sorted(word)


def alike(word: str, candidates: Collection[str], edits: int) -> list[tuple[str, int]]:
    """Those of `candidates` within `edits` of `word`, nearest first, each with its distance."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(
        word, list(candidates), scorer=OSA.distance, limit=None, score_cutoff=edits
    )
    return [(candidate, int(distance)) for candidate, distance, _ in found]


def warm() -> None:
    """Load what the first mistyped word, or the first foreign text, would otherwise wait for. May be called from a thread.

    Importing reads many small files, and lets other threads in between one and the next.
    """
    alike("warm", ["warm"], 0)
    joined_words("\u6f22")  # the grammar of texts without spaces takes a frame's time to make
