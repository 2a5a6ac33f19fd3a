"""Tables in a file, looked up where they lie: 32-bit keys and values of one size each.

Shape:   magic, a line of JSON (facts, and the size of each table), then the tables one after the
         other; in each the sorted keys come first, their values behind them.
Units:   keys are unsigned, everything is little-endian; tables begin at multiples of four bytes.
Errors:  OSError where a file is missing, ValueError where it is none of ours.

A file is mapped, not read: a process pays for the words it meets.
"""

import json
import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

MAGIC: Final = b"broadsheet tables 1\n"
_FIELD: Final = 4
"""Bytes of each field of a sum: no article overflows one."""
_LONGEST_HEAD: Final = 1 << 20


class Table:
    """Values of one size by 32-bit key."""

    def __init__(self, keys: Sequence[int], values: memoryview, size: int) -> None:
        self._keys = keys
        self._values = values
        self._size = size
        self._count = len(keys)

    def __len__(self) -> int:
        return self._count

    def get(self, key: int) -> memoryview | None:
        """Give the value of `key`, or None."""
        index = bisect_left(self._keys, key)
        if index == self._count or self._keys[index] != key:
            return None
        return self._values[index * self._size : (index + 1) * self._size]

    def number(self, key: int) -> int:
        """Give the value of `key` as a number, or 0."""
        value = self.get(key)
        return 0 if value is None else int.from_bytes(value, "little")

    def sums(self, key: int) -> int:
        """Give the value of `key` as one number of 32-bit fields, which can be added up; or 0."""
        value = self.get(key)
        if value is None:
            return 0
        wide = bytearray(_FIELD * self._size)
        wide[::_FIELD] = value
        return int.from_bytes(wide, "little")


def load(path: Path) -> tuple[dict[str, Any], dict[str, Table]]:
    """Open the file at `path`: its facts, and its tables by name."""
    with path.open("rb") as file:
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if bytes(whole[: len(MAGIC)]) != MAGIC:
        raise ValueError(f"{path}: holds no tables of this version")
    end = bytes(whole[: len(MAGIC) + _LONGEST_HEAD]).index(b"\n", len(MAGIC))
    head = json.loads(bytes(whole[len(MAGIC) : end]))
    place = _aligned(end + 1)
    tables = {}
    for name, count, size in head["tables"]:
        middle = place + 4 * count
        stop = middle + size * count
        tables[name] = Table(_numbers(whole[place:middle]), whole[middle:stop], size)
        place = _aligned(stop)
    return head["facts"], tables


def save(path: Path, facts: Mapping[str, Any], tables: Mapping[str, Mapping[int, bytes]]) -> int:
    """Write a file, the same bytes for the same tables; return its size in bytes."""
    sizes = [(name, len(table), _size(table)) for name, table in tables.items()]
    head = json.dumps({"facts": facts, "tables": sizes}, separators=(",", ":"))
    out = bytearray(MAGIC + head.encode("ascii") + b"\n")
    for table in tables.values():
        out += bytes(_aligned(len(out)) - len(out))
        keys = sorted(table)
        out += b"".join(key.to_bytes(4, "little") for key in keys)
        out += b"".join(table[key] for key in keys)
    path.write_bytes(out)
    return len(out)


def _size(table: Mapping[int, bytes]) -> int:
    sizes = {len(value) for value in table.values()}
    if len(sizes) > 1:
        raise ValueError(f"values of one table have {len(sizes)} sizes")
    return sizes.pop() if sizes else 1


def _numbers(data: memoryview) -> Sequence[int]:
    """Look at 32-bit numbers where they lie; turn them where the machine has the other order."""
    if sys.byteorder == "little":
        return data.cast("I")
    numbers = array("I", data)
    numbers.byteswap()
    return numbers


def _aligned(place: int) -> int:
    return place + -place % 4
