"""A frozen part of the index: a file, mapped into memory, searchable the moment it is opened.

Shape:   `freeze` (in `freezing`) writes it, in any process; `Segment(path)` opens it, and
         `Index.attach(segment, gone=...)` puts it under an index.
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
from collections.abc import Collection, Container, Iterator, Sequence
from pathlib import Path
from typing import Final

from reader.errors import StoreDamaged
from reader.search.columns import Columns
from reader.search.digests import Field
from reader.search.frozen import PAIRS, Runs, Sets, Texts, Words, run_key
from reader.search.parts import SHORT
from reader.search.postings import slots_of, swept
from reader.search.queries import Phrase

FIELDS: Final[tuple[Field, ...]] = (*SHORT, "text")

_CHUNK: Final = 2_048
"""So many eights of slots are named at once: many screens, and no time."""


class Segment:
    """Articles by their words, frozen."""

    def __init__(self, path: Path) -> None:
        self._columns = columns = Columns(path)
        self._ids = Texts(columns, "ids")
        self._moments = columns.moments("moments")
        self._by_id = columns.numbers("by id")
        if not len(self._ids) == len(self._moments) == len(self._by_id):
            raise StoreDamaged(str(path), "the columns of the segment differ in length")
        self._short, self._long = Words(columns, "short"), Words(columns, "long")
        self._sets = {field: Sets(columns, field, len(self._ids)) for field in FIELDS}
        self._runs = {field: Runs(columns, f"{field} runs") for field in FIELDS}

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

    def id(self, slot: int) -> str:
        """The id of the article that stands in `slot`."""
        return self._ids[slot].decode("utf-8", PAIRS)

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

    # What is in them.

    def exact(self, fields: Collection[Field], word: str) -> list[int]:
        """Of each field, the articles with the word itself."""
        number = self._words(fields).number(word)
        if number is None:
            return [0] * len(fields)
        return [self._sets[field].bits(range(number, number + 1)) for field in fields]

    def starts(self, fields: Collection[Field], start: str) -> list[int]:
        """Of each field, the articles with a word that begins with `start`."""
        numbers = self._words(fields).begins(start)
        return [self._sets[field].bits(numbers) for field in fields]

    def any_of(self, field: Field, words: Collection[str]) -> int:
        """The articles with any of `words` in `field`."""
        found = 0
        vocabulary, sets = self._words((field,)), self._sets[field]
        for word in words:
            if (number := vocabulary.number(word)) is not None:
                found |= sets.bits(range(number, number + 1))
        return found

    def count(self, fields: Collection[Field], word: str) -> int:
        """How many articles hold `word`, summed over the fields."""
        number = self._words(fields).number(word)
        if number is None:
            return 0
        return sum(self._sets[field].count(number) for field in fields)

    def alike(
        self, fields: Collection[Field], word: str, edits: int, *, starts: bool
    ) -> dict[str, int]:
        """The words of these fields that look like `word`, each with its distance."""
        return self._words(fields).alike(word, edits, starts=starts)

    def phrase(self, field: Field, phrase: Phrase) -> int:
        """The articles in which the words of `phrase` stand side by side in `field`."""
        vocabulary, sets = self._words((field,)), self._sets[field]
        ends = self._lasts(vocabulary, phrase)
        candidates = sets.bits(ends)
        head: list[int] = []
        for word in phrase.words[:-1]:
            number = vocabulary.number(word)
            if number is None or not candidates:
                return 0
            one = range(number, number + 1)
            head += vocabulary.signs(one)
            candidates &= sets.bits(one)
        if not head or not candidates:
            return candidates
        slots, runs, lasts = slots_of(candidates), self._runs[field], vocabulary.signs(ends)
        if len(lasts) == 1:
            found = runs.side_by_side(slots, run_key((*head, *lasts)))
        else:
            found = runs.holding(
                slots, run_key(head), frozenset(run_key((sign,)) for sign in lasts)
            )
        return swept(found, len(self))

    def begun(self, start: str) -> Container[object]:
        """The signs in headlines that stand for words beginning with `start`."""
        return self._short.begins(start)

    def headline(self, slot: int) -> Sequence[object]:
        """A sign for each word of the headline, in their order."""
        return self._short.of_signs(self._runs["title"].first(slot))

    def _words(self, fields: Collection[Field]) -> Words:
        return self._long if "text" in fields else self._short

    @staticmethod
    def _lasts(vocabulary: Words, phrase: Phrase) -> range:
        """The words that the last one typed may be."""
        last = phrase.words[-1]
        if phrase.open:
            return vocabulary.begins(last)
        number = vocabulary.number(last)
        return range(0) if number is None else range(number, number + 1)
