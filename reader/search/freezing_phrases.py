"""Write which common words stand side by side where, as `frozen_phrases.Phrases` reads it.

Shape:   the runs of a field, and its common words -> sections of a file.
Units:   words that more than `scanned` articles hold are common; so are two of them that so many
         articles hold both of. A library of that many articles or fewer has none, and is not read again.
         Half a minute for 100,000 articles; what grows in memory is four bytes for each two common
         words side by side in an article.
Errors:  StoreError when the file cannot be written.
"""

from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from operator import add
from typing import Final

from reader.search.columns import Writer, little
from reader.search.freezing_sets import write_texts
from reader.search.frozen import Runs, run_key, stride_of
from reader.search.frozen_phrases import gaps_of
from reader.search.postings import slots_of, swept

SCANNED: Final = 8_192
"""To look through so many articles takes a key press at most, ..."""

_SHARE: Final = 8
"""... and in larger libraries, where the file's size matters more, this share of them."""

Signs = tuple[int, ...]
"""Of words side by side."""


def scanned_of(size: int) -> int:
    """How many articles of so many are looked through for a phrase."""
    return max(SCANNED, size // _SHARE)


def noted(
    held: Iterable["array[int]"],
    signs: Iterable[int],
    common: dict[int, int],
    size: int,
    scanned: int,
) -> Iterator["array[int]"]:
    """Hand on what words are held by; the bitsets of the common ones are noted on the way.

    Args:
        held: the slots of each word.
        signs: of each word.
        common: in which those are noted that more than `scanned` articles hold.
        size: how many slots there are.
        scanned: so many articles are looked through.
    """
    for slots, sign in zip(held, signs, strict=True):
        if len(slots) > scanned:
            common[sign] = swept(slots, size)
        yield slots


def write_phrases(
    writer: Writer, name: str, runs: Runs, common: Mapping[int, int], size: int, scanned: int
) -> None:
    """Write the sets of common words side by side.

    Args:
        writer: of the file.
        name: of the field.
        runs: its words in their order.
        common: of each word that more than `scanned` articles hold, by its sign, the bitset.
        size: how many slots there are.
        scanned: so many articles are looked through.
    """
    pairs = _read(runs, common, size, scanned) if common else {}
    sets = {run_key(pair): _packed(slots, size) for pair, slots in pairs.items()}
    level = {pair: swept(slots, size) for pair, slots in pairs.items() if len(slots) > scanned}
    while level:
        level = _longer(level, runs, size, scanned)
        sets |= {run_key(signs): _packed(slots_of(bits), size) for signs, bits in level.items()}
        level = {signs: bits for signs, bits in level.items() if bits.bit_count() > scanned}
    keys = sorted(sets)
    write_texts(writer, f"{name} phrases", keys)
    write_texts(writer, f"{name} phrase sets", list(map(sets.__getitem__, keys)))
    writer.add_numbers(f"{name} scanned", (scanned,))


def _read(
    runs: Runs, common: Mapping[int, int], size: int, scanned: int
) -> dict[Signs, "array[int]"]:
    """Of every two words that are common together, the slots in which they stand side by side."""
    # A word has a code, and two of them one number: tuples would cost three times as much.
    width = len(common) + 1
    codes = dict(zip(common, range(1, width), strict=True))
    met = {
        first * width + last: array("I")
        for first, held in enumerate(common.values(), 1)
        for last, others in enumerate(common.values(), 1)
        if (held & others).bit_count() > scanned
    }
    asked = set(met)
    for slot in range(size):
        words = list(map(codes.get, runs.signs(slot), repeat(0)))
        pairs = asked & set(map(add, map(width.__mul__, words), words[1:]))
        # One call that loops inside: an article has hundreds of words, a library millions.
        deque(map(array.append, map(met.__getitem__, pairs), repeat(slot)), maxlen=0)
    signs = (0, *common)
    return {(signs[at // width], signs[at % width]): slots for at, slots in met.items() if slots}


def _longer(level: Mapping[Signs, int], runs: Runs, size: int, scanned: int) -> dict[Signs, int]:
    """Where phrases of one word more stand, made of two that still are common together."""
    by_start = defaultdict(list)
    for signs in level:
        by_start[signs[:-1]].append(signs)
    found = {}
    for first in level:
        for last in by_start[first[1:]]:
            both = level[first] & level[last]
            if both.bit_count() > scanned:
                signs = first + last[-1:]
                slots = runs.side_by_side(slots_of(both), run_key(signs))
                if slots:
                    found[signs] = swept(slots, size)
    return found


def _packed(slots: "array[int] | list[int]", size: int) -> bytes:
    """A set as its gaps, or as a bitset where that is no more than twice as long."""
    stride = stride_of(size)
    gaps = little(gaps_of(slots)).tobytes() if len(slots) * 4 < stride else b""
    return gaps if 0 < len(gaps) < stride else swept(slots, size).to_bytes(stride, "little")
