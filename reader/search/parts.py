"""The parts of an index: frozen ones, and the articles in memory that came since.

Shape:   `Part` says what a part can be asked, `Worded` what of it is about words; `Fresh` is the
         one in memory.
Units:   each part counts its slots from 0; `places` of an index tells where a part begins.
         What stands in a headline is told by signs: a number, a character, whatever the part
         has for a word. They mean something beside `begun` of the same part only.
         In memory a slot is never used for another article: an answer given earlier still
         says which articles it means.
Errors:  none.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from reader.search.digests import Digest, Field, Run, run
from reader.search.postings import slots_of
from reader.search.queries import Phrase
from reader.search.shelves import Shelf
from reader.search.vocabularies import Vocabulary

SHORT: Final[tuple[Field, ...]] = ("title", "name", "byline", "standfirst")
"""They share one vocabulary; the bodies have their own."""


class Beside(NamedTuple):
    """Where words stand side by side; bitsets."""

    found: int
    unsure: int = 0
    """Articles that hold the words, and too many to look whether they stand side by side."""


class Worded(Protocol):
    """What articles say in some fields. Fields asked for together share a vocabulary."""

    def exact(self, fields: Collection[Field], word: str) -> list[int]:
        """Of each field, the articles with the word itself; a bitset."""

    def starts(self, fields: Collection[Field], start: str) -> list[int]:
        """Of each field, the articles with a word that begins with `start`."""

    def any_of(self, field: Field, words: Collection[str]) -> int:
        """The articles with any of `words` in `field`."""

    def phrase(self, field: Field, phrase: Phrase) -> Beside:
        """The articles in which the words of `phrase` stand side by side in `field`."""

    def count(self, fields: Collection[Field], word: str) -> int:
        """How many articles hold `word`, summed over the fields."""

    def alike(
        self, fields: Collection[Field], word: str, edits: int, *, starts: bool
    ) -> dict[str, int]:
        """The words of these fields that look like `word`, each with its distance."""

    def begun(self, start: str) -> Container[object]:
        """The signs in headlines that stand for words beginning with `start`."""


class Part(Worded, Protocol):
    """Articles by their words."""

    def __len__(self) -> int:
        """How many slots there are."""

    def id(self, slot: int) -> str:
        """The id of the article that stands in `slot`."""

    def age(self, slot: int) -> tuple[float, str]:
        """By this articles are sorted, newest first."""

    def newest(self, bits: int) -> Iterator[list[int]]:
        """The slots in a bitset, newest first, some at a time and never none."""

    def places(self, id: str, among: int) -> list[int]:  # noqa: A002
        """Where in this bitset of slots articles with this id stand."""

    def headline(self, slot: int) -> Sequence[object]:
        """A sign for each word of the headline, in their order."""

    def frequencies(self, slots: Sequence[int], word: str) -> list[tuple[int, int]]:
        """How often `word` stands in the body of each slot, and how many words the body has."""


class Fresh:
    """Articles in memory."""

    def __init__(self) -> None:
        self._short = Vocabulary()
        self._long = Vocabulary()
        self._shelves: dict[Field, Shelf] = {field: Shelf(self._short) for field in SHORT}
        self._shelves["text"] = Shelf(self._long)
        self._ids: list[str] = []
        self._ages: list[tuple[float, str]] = []

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, id: str, digest: Digest, moment: float) -> int:  # noqa: A002
        """Take an article in; its slot comes back."""
        slot = len(self._ids)
        self._ids.append(id)
        self._ages.append((-moment, id))
        self._shelves["title"].add(slot, digest.title)
        self._shelves["standfirst"].add(slot, digest.standfirst)
        self._shelves["byline"].add(slot, digest.byline)
        self._shelves["text"].add(slot, digest.body)
        return slot

    def add_names(self, slot: int, names: Iterable[str]) -> None:
        """Add names that the article in `slot` is found by, which may stand in another part."""
        runs: list[Run] = [run(name) for name in names]
        self._shelves["name"].add(slot, *runs)

    def remove(self, slot: int) -> None:
        """Forget what is known of the article in `slot`."""
        for shelf in self._shelves.values():
            shelf.remove(slot)

    def id(self, slot: int) -> str:
        """As `Part` says."""
        return self._ids[slot]

    def age(self, slot: int) -> tuple[float, str]:
        """As `Part` says."""
        return self._ages[slot]

    def newest(self, bits: int) -> Iterator[list[int]]:
        """As `Part` says."""
        if bits:
            yield sorted(slots_of(bits), key=self._ages.__getitem__)

    def places(self, id: str, among: int) -> list[int]:  # noqa: A002
        """As `Part` says."""
        return [slot for slot in slots_of(among) if self._ids[slot] == id]

    def exact(self, fields: Collection[Field], word: str) -> list[int]:
        """As `Part` says."""
        number = self._words(fields).number(word)
        numbers = () if number is None else (number,)
        return [self._shelves[field].bits(numbers) for field in fields]

    def starts(self, fields: Collection[Field], start: str) -> list[int]:
        """As `Part` says."""
        numbers = self._words(fields).begins(start)
        return [self._shelves[field].bits(numbers) for field in fields]

    def any_of(self, field: Field, words: Collection[str]) -> int:
        """As `Part` says."""
        numbers = map(self._words((field,)).number, words)
        return self._shelves[field].bits(number for number in numbers if number is not None)

    def phrase(self, field: Field, phrase: Phrase) -> Beside:
        """As `Part` says."""
        return Beside(self._shelves[field].phrase(phrase))

    def count(self, fields: Collection[Field], word: str) -> int:
        """As `Part` says."""
        return sum(bits.bit_count() for bits in self.exact(fields, word))

    def alike(
        self, fields: Collection[Field], word: str, edits: int, *, starts: bool
    ) -> dict[str, int]:
        """As `Part` says."""
        return self._words(fields).alike(word, edits, starts=starts)

    def begun(self, start: str) -> Container[object]:
        """As `Part` says."""
        return frozenset(self._short.begins(start))

    def headline(self, slot: int) -> Sequence[object]:
        """As `Part` says."""
        return self._shelves["title"].run(slot)

    def frequencies(self, slots: Sequence[int], word: str) -> list[tuple[int, int]]:
        """As `Part` says."""
        number, bodies = self._long.number(word), self._shelves["text"]
        return [bodies.frequency(slot, number) for slot in slots]

    def _words(self, fields: Collection[Field]) -> Vocabulary:
        return self._long if "text" in fields else self._short
