"""A frozen part of the index: a file, mapped into memory, searchable the moment it is opened.

Shape:   `freeze` (in `freezing`) writes it, in any process; `Segment(path)` opens it, and
         `Index.attach(segment, gone=...)` puts it under an index. What is known of its articles
         besides their words is in the same file: `Segment.facts`.
         A segment never changes: what was removed or replaced since is told to the index, and
         what came since is added to it. When there is much of both, freeze anew, open the new
         file, and replace the old one; readers of the old one are not disturbed.
Units:   slots count from 0, the newest article first, among equals the lesser id; so slots in
         their order are articles in theirs. Opening reads a header and maps the rest, 1 ms
         whatever the size; memory holds what is looked at, and the system may take it back.
Errors:  StoreDamaged, StoreTooNew, StoreError on opening. Damage behind a sound header is found
         by `verify`, which reads everything: call it in another process, or a thread, before
         trusting a file from a machine that may have crashed.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress
from pathlib import Path
from typing import Final

from reader.errors import StoreDamaged
from reader.search.columns import Columns
from reader.search.digests import Field
from reader.search.frozen import PAIRS, Runs, Sets, Texts, Words
from reader.search.frozen_facts import FrozenFacts
from reader.search.frozen_fields import FrozenFields
from reader.search.frozen_phrases import Phrases
from reader.search.orders import FrozenOrders
from reader.search.parts import SHORT
from reader.search.postings import slots_of, swept

FIELDS: Final[tuple[Field, ...]] = (*SHORT, "text")

_SOUGHT: Final = 32
"""To look for an id takes as long as to go through so many."""

_CHUNK: Final = 2_048
"""So many eights of slots are named at once: many screens, and no time."""


class Segment(FrozenFields):
    """Articles by their words, frozen, and what is known of them besides."""

    def __init__(self, path: Path) -> None:
        self._columns = columns = Columns(path)
        self._ids = Texts(columns, "ids")
        self._moments = columns.moments("moments")
        self._by_id = columns.numbers("by id")
        if not len(self._ids) == len(self._moments) == len(self._by_id):
            raise StoreDamaged(str(path), "the columns of the segment differ in length")
        size = len(self._ids)
        short, long = Words(columns, "short"), Words(columns, "long")
        runs: dict[Field, Runs] = {field: Runs.of(columns, f"{field} runs") for field in FIELDS}
        self._headlines = runs["title"]
        super().__init__(
            size,
            (short, long),
            {field: Sets(columns, field, size) for field in FIELDS},
            runs,
            {"text": Phrases(columns, "text", size)},
        )
        self.facts = FrozenFacts(columns, size, short)
        """What is known of the articles besides their words."""
        self.orders = FrozenOrders(columns, self._moments)
        """The orders they can be listed in."""

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def path(self) -> Path:
        """The file."""
        return self._columns.path

    def verify(self) -> None:
        """Read everything, and raise StoreDamaged where it is not what was written."""
        self._columns.verify()

    # What articles there are.

    def slot(self, id: str) -> int | None:  # noqa: A002
        """Where the article with this id stands; None when it is not here."""
        wanted = id.encode("utf-8", PAIRS)
        place = bisect_left(self._by_id, wanted, key=self._ids.__getitem__)
        if place < len(self._by_id) and self._ids[slot := self._by_id[place]] == wanted:
            return slot
        return None

    def among(self, ids: AbstractSet[str]) -> int:
        """Where articles with these ids stand; a bitset."""
        if len(ids) * _SOUGHT < len(self):
            found = [slot for each in ids if (slot := self.slot(each)) is not None]
        else:
            names = self._ids.plain() or map(self.id, range(len(self)))
            found = list(compress(range(len(self)), map(ids.__contains__, names)))
        return swept(found, len(self))

    def id(self, slot: int) -> str:
        """The id of the article that stands in `slot`."""
        raw = self._ids[slot]
        try:
            return raw.decode("utf-8", PAIRS)
        except UnicodeDecodeError:  # damage, which `verify` tells; nobody has such an article
            return raw.decode("utf-8", "replace")

    def age(self, slot: int) -> tuple[float, str]:
        """By this articles are sorted, newest first."""
        return -self._moments[slot], self.id(slot)

    def newest(self, bits: int) -> Iterator[list[int]]:
        """The slots in a bitset, newest first, some at a time and never none."""
        octets = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        for start in range(0, len(octets), _CHUNK):
            if some := int.from_bytes(octets[start : start + _CHUNK], "little"):
                yield [start * 8 + slot for slot in slots_of(some)]

    def places(self, id: str, among: int) -> list[int]:  # noqa: A002
        """Where in this bitset of slots the article with this id stands."""
        slot = self.slot(id)
        return [] if slot is None or not among >> slot & 1 else [slot]

    def headline(self, slot: int) -> Sequence[object]:
        """A sign for each word of the headline, in their order."""
        return self._short.of_signs(self._headlines.first(slot))
