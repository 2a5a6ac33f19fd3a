"""Write what numbers are met in, as `frozen.Sets` reads it; and texts, as `frozen.Texts` does.

Shape:   for each number the slots, ascending -> sections of a file.
Units:   as in `frozen`.
Errors:  StoreError when the file cannot be written.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import Final

from reader.search.columns import Writer
from reader.search.frozen import stride_of
from reader.search.postings import swept

COMMON: Final = 32
"""A word in one of so many articles has a bitset: it weighs no more than the list of slots."""

_OFTEN: Final = 16
"""A start has a bitset of its own when its rare words are met once in so many articles, ..."""

_OFTEN_AT_LEAST: Final = 2_048
"""... and so often at least; to sweep up fewer takes no time."""

_LONGEST_START: Final = 5

_PORTION: Final = 4_096
"""So many numbers are written at one go, and then given back: what they hold may be large."""

_NONE: Final = array("I")


def write_texts(writer: Writer, name: str, texts: Sequence[bytes]) -> None:
    """Write a column of texts."""
    writer.add(name, b"".join(texts))
    writer.add_numbers(f"{name} at", accumulate(map(len, texts), initial=0))


def write_sets(
    writer: Writer,
    name: str,
    held_by: list["array[int]"],
    size: int,
    share: int,
    words: Sequence[str],
) -> None:
    """Write what each number is met in; for `words` also what their starts are met in.

    Args:
        writer: of the file.
        name: of the sections.
        held_by: for each number the slots, ascending; the list is empty afterwards.
        size: how many slots there are.
        share: a number met in more than one of so many slots has a bitset.
        words: those of the numbers.
    """
    at, slots, common, counts = array("I", [0]), array("I"), array("I"), array("I")
    bitsets: list[int] = []
    most = max(1, size // share)
    for portion in _portions(held_by):
        first = len(at) - 1
        for place, held in enumerate(portion):
            if len(held) > most:
                common.append(first + place)
                counts.append(len(held))
                bitsets.append(swept(held, size))
                portion[place] = _NONE
        at.extend(accumulate(map(len, portion), initial=at.pop()))
        slots.frombytes(b"".join(portion))
    lows, highs = array("I"), array("I")
    least = max(_OFTEN_AT_LEAST, size // _OFTEN)
    for low, high in sorted(_starts(words, at, least)):
        lows.append(low)
        highs.append(high)
        inside = bitsets[bisect_left(common, low) : bisect_left(common, high)]
        bitsets.append(reduce(or_, inside, swept(slots[at[low] : at[high]], size)))
    writer.begin(f"{name} bitsets")
    for bits in bitsets:
        writer.write(bits.to_bytes(stride_of(size), "little"))
    columns = {"at": at, "slots": slots, "common": common, "counts": counts}
    for column, data in (columns | {"lows": lows, "highs": highs}).items():
        writer.add_numbers(f"{name} {column}", data)


def _starts(words: Sequence[str], at: "array[int]", least: int) -> set[tuple[int, int]]:
    """The ranges of words with a common start whose rare ones are met more than `least` times."""
    found = set()
    ranges = [(0, len(words))]
    for length in range(1, _LONGEST_START + 1):
        inner = []
        for first, end in ranges:
            low = first
            while low < end:
                start = words[low][:length]
                high = bisect_right(words, start, low, end, key=lambda word: word[:length])
                if len(start) == length and at[high] - at[low] > least:
                    inner.append((low, high))
                low = high
        ranges = inner
        found.update(ranges)
    return found


def _portions(held_by: list["array[int]"]) -> Iterator[list["array[int]"]]:
    """A few at a time, taken out of the list."""
    held_by.reverse()
    while held_by:
        portion = held_by[: -_PORTION - 1 : -1]
        del held_by[-_PORTION:]
        yield portion


def moved(rows: "array[int]", slots: "array[int] | None") -> "array[int]":
    """The slots of these rows, ascending; None is for rows that are slots."""
    return rows if slots is None else array("I", sorted(map(slots.__getitem__, rows)))
