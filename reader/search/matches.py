"""Match one word or phrase of a query against every article at once.

Shape:   a `Term` or `Phrase` -> `Hits`: bitsets of articles in tiers, best first, and the
         words that are taken for what was typed.
Units:   weights are points of 100; an article counts in the best tier it reaches.
         Headline, standfirst, byline and names: the word itself, words it begins, words that
         look like it; starts are corrected only where no word begins as typed, so that a
         well-spelt start drags nothing in.
         Body: the word itself, and from 3 letters words it begins. Look-alikes, whole ones,
         stand in only when no word in the library begins as typed: among so many words nearly
         every one has a neighbour, and a list of neighbours is noise.
Errors:  none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from reader.search.digests import Field
from reader.search.lookalikes import budget
from reader.search.queries import Phrase, Term
from reader.search.shelves import Shelf
from reader.search.vocabularies import Vocabulary


class Weights(NamedTuple):
    """What a match in a field is worth, by the kind of match."""

    exact: int
    start: int
    alike: tuple[int, int]
    """With one edit and with two."""


WEIGHTS: Final[dict[Field, Weights]] = {
    "title": Weights(94, 90, (60, 56)),
    "name": Weights(84, 80, (54, 50)),
    "byline": Weights(76, 73, (52, 48)),
    "standfirst": Weights(72, 68, (46, 42)),
    "text": Weights(36, 30, (20, 16)),
}

SHORTEST_START: Final = 3
"""From so many letters on a word typed stands for longer ones in a body, too."""

MOST_ALIKE: Final = 32
"""So many look-alikes of one word, the nearest and then the most common, are enough."""

_SHORT: Final[tuple[Field, ...]] = ("title", "name", "byline", "standfirst")


_Tier = tuple[int, int]
"""A weight, and the bitset of the articles that are worth it."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The articles that match one word or phrase."""

    tiers: tuple[_Tier, ...]
    """Best first; no article stands in two."""
    found: int
    """The articles of all tiers."""
    in_headline: int = 0
    """The articles with the word, or one it begins, in the headline."""
    headline_words: frozenset[str] = frozenset()
    """What such words are in a run."""
    alike: frozenset[str] = frozenset()
    """Words of the short fields that are taken for the one typed."""
    alike_in_text: frozenset[str] = frozenset()
    """The same for bodies."""
    elsewhere: bool = False
    """True for what the headline was not asked for."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The words of a library: short fields share one vocabulary, bodies have their own."""

    short: Vocabulary
    long: Vocabulary
    shelves: Mapping[Field, Shelf]

    def match(self, asked: Term | Phrase, fields: Iterable[Field] = ()) -> Hits:
        """The articles that match `asked`, in these fields; without any, in all."""
        where = tuple(field for field in self.shelves if not fields or field in fields)
        found = (
            self._phrase(asked, where) if isinstance(asked, Phrase) else self._term(asked, where)
        )
        return found if "title" in where else replace(found, elsewhere=True)

    def _phrase(self, phrase: Phrase, where: Sequence[Field]) -> Hits:
        # A bare letter or two begin no word of a body, in quotes neither.
        bare = phrase.open and len(phrase.words) == 1 and len(phrase.words[0]) < SHORTEST_START
        return _hits(
            (WEIGHTS[field].exact, self.shelves[field].phrase(phrase))
            for field in where
            if not (bare and field == "text")
        )

    def _term(self, term: Term, where: Sequence[Field]) -> Hits:
        short = [field for field in _SHORT if field in where]
        text: list[Field] = ["text"] if "text" in where else []
        begun = self.short.begins(term.word) if short else []
        typed = {field: self._as_typed(field, term, begun) for field in short}
        begins_short = any(bits for tiers in typed.values() for _, bits in tiers)
        for field in text:
            typed[field] = self._as_typed(field, term, self._begun_in_text(term.word))
        begins_any = any(bits for tiers in typed.values() for _, bits in tiers)

        alike = self._alike(short, term.word, starts=not begins_short)
        alike_in_text = self._alike(text, term.word, starts=False) if not begins_any else {}
        mended = [tier for field in short for tier in self._mended(field, self.short, alike)]
        for field in text:
            mended += self._mended(field, self.long, alike_in_text)
        in_headline = 0
        for _, bits in typed.get("title", ()):
            in_headline |= bits
        return replace(
            _hits((*(tier for tiers in typed.values() for tier in tiers), *mended)),
            in_headline=in_headline,
            headline_words=frozenset(begun),
            alike=frozenset(alike),
            alike_in_text=frozenset(alike_in_text),
        )

    def _begun_in_text(self, word: str) -> list[str]:
        if len(word) >= SHORTEST_START:
            return self.long.begins(word)
        number = self.long.number(word)
        return [] if number is None else [number]

    def _as_typed(self, field: Field, term: Term, begun: list[str]) -> tuple[_Tier, _Tier]:
        """The articles with the word itself in `field`, and those with a word it begins."""
        shelf, weights = self.shelves[field], WEIGHTS[field]
        number = (self.long if field == "text" else self.short).number(term.word)
        exact = 0 if number is None else shelf.bits((number,))
        starts = shelf.bits(begun)
        if term.parts:
            starts |= shelf.phrase(term.parts)
        return (weights.exact, exact), (weights.start, starts)

    def _alike(self, fields: Sequence[Field], word: str, *, starts: bool) -> dict[str, int]:
        """The words in these fields that are taken for `word`, each with its distance."""
        if not fields:
            return {}
        in_text = "text" in fields
        vocabulary = self.long if in_text else self.short
        alike = vocabulary.alike(word, budget(word), starts=starts)
        shelves = [self.shelves[field] for field in fields]
        ranked = []
        for other, distance in alike.items():
            number = vocabulary.number(other)
            if number is None or other.startswith(word):
                continue
            if common := sum(shelf.bits((number,)).bit_count() for shelf in shelves):
                ranked.append((distance, -common, other))
        return {other: distance for distance, _, other in sorted(ranked)[:MOST_ALIKE]}

    def _mended(self, field: Field, vocabulary: Vocabulary, alike: dict[str, int]) -> list[_Tier]:
        """The articles with look-alikes in `field`, by distance."""
        shelf = self.shelves[field]
        tiers = []
        for distance, weight in enumerate(WEIGHTS[field].alike, 1):
            words = [word for word, edits in alike.items() if edits == distance]
            tiers.append((weight, shelf.bits(vocabulary.numbers(words))))
        return tiers


def with_tier(hits: Hits, weight: int, articles: int) -> Hits:
    """`hits`, and those of `articles` that are not among them."""
    ranked = _hits((*hits.tiers, (weight, articles)))
    return replace(hits, tiers=ranked.tiers, found=ranked.found)


def _hits(tiers: Iterable[_Tier]) -> Hits:
    """Rank `tiers` and leave every article in its best only."""
    found = 0
    kept = []
    for weight, bits in sorted(tiers, reverse=True):
        if new := bits & ~found:
            kept.append((weight, new))
            found |= new
    return Hits(tuple(kept), found)
