"""Compare a mistyped word with all words of a vocabulary at once.

Shape:   a word, the edits forgiven and the letters of all words -> for each distance, the words
         at it, as a bitset of their numbers.
Units:   edits, an exchange of two neighbours counting as one (optimal string alignment).
         This is the usual table of distances between the starts of two words, filled for every
         word together: a cell holds, for each distance, the bitset of the words whose start is
         so near to the start of what was typed. Only cells near the diagonal can matter. Some
         hundred sweeps over a bitset take 2 ms for 400,000 words, whatever the words are.
Errors:  none.
"""

from collections.abc import Callable
from functools import cache

Letters = Callable[[int, str], int]
"""The words that have this letter at this place, counted from 0; with "" any letter there."""

_Cell = list[int]
"""For 0, 1, ... edits: the words for which they suffice here."""


def near(word: str, edits: int, letters: Letters, *, starts: bool) -> list[int]:
    """The words within 0, 1, ... `edits` of `word`; each also among those of more edits.

    Args:
        word: what was typed, more than `edits` letters.
        edits: as many are forgiven.
        letters: which words have a letter at a place.
        starts: whether a word may go on where what was typed ends.
    """
    letters = cache(letters)
    everything = letters(0, "")
    # Row by row; a cell says how near the first letters of a word are to those typed so far.
    row = {
        length: [_long(letters, length) if cost >= length else 0 for cost in range(edits + 1)]
        for length in range(edits + 1)
    }
    row[0] = [everything] * (edits + 1)
    before: dict[int, _Cell] = {}
    for typed in range(1, len(word) + 1):
        new: dict[int, _Cell] = {}
        for length in range(max(0, typed - edits), typed + edits + 1):
            new[length] = _cell(word, (typed, length), (before, row, new), letters)
        before, row = row, new
    found = [0] * (edits + 1)
    for length, cell in row.items():
        for cost, words in enumerate(cell):
            longer = letters(length, "") if words and not starts else 0
            found[cost] |= words ^ (words & longer)
    return found


def _long(letters: Letters, length: int) -> int:
    """The words of at least so many letters."""
    return letters(max(0, length - 1), "")


def _cell(
    word: str,
    place: tuple[int, int],
    rows: tuple[dict[int, _Cell], dict[int, _Cell], dict[int, _Cell]],
    letters: Letters,
) -> _Cell:
    """One cell, from those above and to the left of it, and from the row before last."""
    typed, length = place
    before, above, new = rows
    dropped, corner, doubled = above.get(length), above.get(length - 1), new.get(length - 1)
    same = letters(length - 1, word[typed - 1]) if corner and corner[-1] else 0
    exists = _long(letters, length)
    swapped = 0
    earlier = before.get(length - 2) if typed > 1 and length > 1 else None
    if earlier and earlier[-2]:  # with all edits but the one
        swapped = letters(length - 2, word[typed - 1]) & letters(length - 1, word[typed - 2])
    cell: _Cell = []
    for cost in range(len(next(iter(above.values())))):
        words = corner[cost] & same if corner else 0
        if cost:
            wrong = (corner[cost - 1] if corner else 0) | (doubled[cost - 1] if doubled else 0)
            words |= wrong & exists
            if dropped:
                words |= dropped[cost - 1]
            if swapped and earlier:
                words |= earlier[cost - 1] & swapped
        cell.append(words)
    return cell
