"""Which articles hold a word: sets of slots that grow by appending and join in one sweep.

Shape:   a slot and its words in (`add`), a bitset out (`bits`): a Python int whose bit `n`
         says that the article in slot `n` holds one of the words. A word is its number here,
         or whatever else can be a key.
Units:   a slot is the place of an article in its index, counted from 0.
         A word in few articles is an array of slots; once that weighs as much as one bit for
         every article (1/32 of them, an entry being 32 bits), it settles into a bitset.
Errors:  none.
"""

import re
from array import array
from collections import deque
from collections.abc import Collection, Hashable, Iterable, Sequence
from itertools import chain, compress, repeat
from typing import Final

_SMALL: Final = 32
"""Arrays up to here are left alone, however few the articles."""

_EVERY: Final = 16
"""Each so many articles the words of one are looked over: what is common is soon among them."""

_SPARSE: Final = 32
"""Where not even one slot in so many is taken, each sets its own bit."""

_FULL: Final = 16
"""Where one slot in so many is taken, all are looked at in one sweep."""

_ONES: Final = bytes.maketrans(b"01", b"\x00\x01")
_TAKEN: Final = re.compile(rb"[^\0]", re.DOTALL)
_PLACES: Final = [[place for place in range(8) if octet >> place & 1] for octet in range(256)]


class _Recent(dict[Hashable, "array[int]"]):
    """An array of slots for every word; a new word gets an empty one."""

    def __missing__(self, word: Hashable) -> "array[int]":
        self[word] = slots = array("I")
        return slots


class Postings:
    """The articles of each word, in one field."""

    def __init__(self) -> None:
        self._settled: dict[Hashable, int] = {}
        self._recent = _Recent()
        self._slots = 0
        self._unsettled = 0

    def add(self, slot: int, words: Collection[Hashable]) -> None:
        """Note that the article in `slot` holds these words, each given once."""
        self._slots = max(self._slots, slot + 1)
        # One call that loops inside: an article has hundreds of words, a library millions.
        arrays = map(self._recent.__getitem__, words)
        deque(map(array.append, arrays, repeat(slot)), maxlen=0)
        self._unsettled += 1
        if self._unsettled >= _EVERY:
            self._unsettled = 0
            self._settle(words)

    def _settle(self, words: Iterable[Hashable]) -> None:
        """Make bitsets of those arrays that have become as heavy."""
        limit = _SMALL + self._slots // 32
        for word in words:
            if len(slots := self._recent[word]) > limit:
                self._settled[word] = self._settled.get(word, 0) | self._swept([slots])
                del self._recent[word]

    def remove(self, slot: int, words: Iterable[Hashable]) -> None:
        """Take back what `add` noted for `slot`, given the same words."""
        own = 1 << slot
        for word in words:
            bits = self._settled.get(word, 0)
            if bits >> slot & 1:
                self._settled[word] = bits ^ own
                continue
            slots = self._recent[word]
            slots.remove(slot)
            if not slots:
                del self._recent[word]

    def bits(self, words: Iterable[Hashable]) -> int:
        """The articles that hold any of `words`."""
        found = 0
        arrays = []
        settled, recent = self._settled, self._recent
        for word in words:
            if word in settled:
                found |= settled[word]
            if word in recent:
                arrays.append(recent[word])
        return found | self._swept(arrays) if arrays else found

    def _swept(self, arrays: list["array[int]"]) -> int:
        return swept(arrays[0] if len(arrays) == 1 else list(chain(*arrays)), self._slots)


def swept(slots: Sequence[int], size: int) -> int:
    """The bitset of `slots`, which all lie below `size`.

    >>> bin(swept([0, 2, 5], 6))
    '0b100101'
    """
    if len(slots) < 2:
        return 1 << slots[0] if slots else 0
    if len(slots) * _SPARSE < size:
        octets = bytearray(size // 8 + 1)
        for slot in slots:
            octets[slot >> 3] |= 1 << (slot & 7)
        return int.from_bytes(octets, "little")
    # One character a slot, read as a binary number, beats setting many bits one by one.
    flags = bytearray(b"0") * size
    for slot in slots:
        flags[slot] = 0x31
    flags.reverse()
    return int(flags, 2)


def flags_of(bits: int, size: int) -> bytes:
    """A bitset of so many slots with an octet for each: 1 or 0.

    >>> flags_of(0b100101, 7).hex(" ")
    '01 00 01 00 00 01 00'
    """
    return f"{bits:0{size}b}"[::-1].encode("ascii").translate(_ONES)


def slots_of(bits: int) -> list[int]:
    """The slots in a bitset, in ascending order.

    >>> slots_of(0b100101)
    [0, 2, 5]
    """
    if bits.bit_count() * _FULL > bits.bit_length():
        flags = f"{bits:b}"[::-1].encode("ascii").translate(_ONES)
        return list(compress(range(len(flags)), flags))
    octets = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    return [
        octet.start() * 8 + place
        for octet in _TAKEN.finditer(octets)
        for place in _PLACES[octet[0][0]]
    ]
