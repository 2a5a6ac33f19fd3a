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

from bisect import insort
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from reader.search.digests import Field
from reader.search.lookalikes import budget
from reader.search.parts import SHORT, Worded
from reader.search.queries import Phrase, Term


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
    headline_words: tuple[Container[object], ...] = ()
    """What such words are in a headline, for each part of the index."""
    alike: frozenset[str] = frozenset()
    """Words of the short fields that are taken for the one typed."""
    alike_in_text: frozenset[str] = frozenset()
    """The same for bodies."""
    elsewhere: bool = False
    """True for what the headline was not asked for."""


class Stock:
    """The words of a library, in all its parts."""

    def __init__(
        self, parts: Sequence[tuple[int, Worded]], dead: int = 0, *, apart: bool = True
    ) -> None:
        self._parts = parts
        """Each with the slot in which it begins."""
        self._dead = dead
        """What is frozen, and no longer true."""
        self._sure = apart and not dead
        """Whether what the parts count adds up: no article is gone or stands in two of them."""

    def match(self, asked: Term | Phrase, fields: Collection[Field] = ()) -> Hits:
        """The articles that match `asked`, in these fields; without any, in all."""
        where = tuple(field for field in WEIGHTS if not fields or field in fields)
        found = (
            self._phrase(asked, where) if isinstance(asked, Phrase) else self._term(asked, where)
        )
        return found if "title" in where else replace(found, elsewhere=True)

    def _phrase(self, phrase: Phrase, where: Sequence[Field]) -> Hits:
        # A bare letter or two begin no word of a body, in quotes neither.
        bare = phrase.open and len(phrase.words) == 1 and len(phrase.words[0]) < SHORTEST_START
        return _hits(
            (WEIGHTS[field].exact, self._side_by_side(field, phrase))
            for field in where
            if not (bare and field == "text")
        )

    def _term(self, term: Term, where: Sequence[Field]) -> Hits:
        short = tuple(field for field in SHORT if field in where)
        text = tuple(field for field in where if field == "text")
        typed = self._as_typed(short, term)
        in_headline = typed[0][1] | typed[1][1] if "title" in short else 0
        begins_short = any(bits for _, bits in typed)
        typed += self._as_typed(text, term)
        begins_any = any(bits for _, bits in typed)

        alike = self._alike(short, term.word, starts=not begins_short)
        alike_in_text = {} if begins_any else self._alike(text, term.word, starts=False)
        mended = [tier for field in short for tier in self._mended(field, alike)]
        mended += [tier for field in text for tier in self._mended(field, alike_in_text)]
        return replace(
            _hits((*typed, *mended)),
            in_headline=in_headline,
            headline_words=tuple(part.begun(term.word) for _, part in self._parts),
            alike=frozenset(alike),
            alike_in_text=frozenset(alike_in_text),
        )

    def _as_typed(self, fields: Sequence[Field], term: Term) -> list[_Tier]:
        """Of each field the articles with the word itself, and those with a word it begins."""
        if not fields:
            return []
        exact = self._exact(fields, term.word)
        starts = exact
        if "text" not in fields or len(term.word) >= SHORTEST_START:
            starts = self._joined([part.starts(fields, term.word) for _, part in self._parts])
        tiers = []
        for field, own, begun in zip(fields, exact, starts, strict=True):
            apart = self._side_by_side(field, term.parts) if term.parts else 0
            tiers += [(WEIGHTS[field].exact, own), (WEIGHTS[field].start, begun | apart)]
        return tiers

    def _alike(self, fields: Sequence[Field], word: str, *, starts: bool) -> dict[str, int]:
        """The words in these fields that are taken for `word`, each with its distance."""
        edits = budget(word) if fields else 0
        if not edits:
            return {}
        near: dict[str, int] = {}
        for _, part in self._parts:
            near |= part.alike(fields, word, edits, starts=starts)
        kept: dict[str, int] = {}
        for distance in range(edits + 1):
            others = [
                other
                for other, far in near.items()
                if far == distance and not other.startswith(word)
            ]
            for other in self._most_common(fields, others, MOST_ALIKE - len(kept)):
                kept[other] = distance
        return kept

    def _most_common(self, fields: Sequence[Field], words: list[str], most: int) -> list[str]:
        """The `most` common of `words`, of equals the first by its letters; none that nobody has.

        What the parts say is the most it can be, for some of theirs may be gone or stand in two
        of them; only the words that may be among the first are counted article by article.
        """
        at_most = sorted(
            (-sum(part.count(fields, word) for _, part in self._parts), word) for word in words
        )
        counted: list[tuple[int, str]] = []
        for fewest, word in at_most:
            if len(counted) >= most and (not most or fewest > counted[most - 1][0]):
                break
            common = -fewest
            if common and not self._sure:
                common = sum(bits.bit_count() for bits in self._exact(fields, word))
            if common:
                insort(counted, (-common, word))
        return [word for _, word in counted[:most]]

    def _mended(self, field: Field, alike: dict[str, int]) -> list[_Tier]:
        """The articles with look-alikes in `field`, by distance."""
        tiers = []
        for distance, weight in enumerate(WEIGHTS[field].alike, 1):
            words = [word for word, edits in alike.items() if edits == distance]
            found = [[part.any_of(field, words)] for _, part in self._parts] if words else [[0]]
            tiers.append((weight, self._joined(found)[0]))
        return tiers

    def _exact(self, fields: Sequence[Field], word: str) -> list[int]:
        return self._joined([part.exact(fields, word) for _, part in self._parts])

    def _side_by_side(self, field: Field, phrase: Phrase) -> int:
        return self._joined([[part.phrase(field, phrase)] for _, part in self._parts])[0]

    def _joined(self, found: Sequence[Sequence[int]]) -> list[int]:
        """Bitsets of the whole index from those of each part, without what is gone."""
        joined = []
        for each in zip(*found, strict=True):
            bits = 0
            for (base, _), own in zip(self._parts, each, strict=False):
                bits |= own << base if base else own
            joined.append(bits ^ (bits & self._dead))
        return joined


def with_tier(hits: Hits, weight: int, articles: int) -> Hits:
    """`hits`, and those of `articles` that are not among them."""
    ranked = _hits((*hits.tiers, (weight, articles)))
    return replace(hits, tiers=ranked.tiers, found=ranked.found)


def _hits(tiers: Iterable[_Tier]) -> Hits:
    """Rank `tiers` and leave every article in its best only."""
    found = 0
    kept = []
    for weight, bits in sorted(tiers, reverse=True):
        if new := bits ^ (bits & found):
            kept.append((weight, new))
            found |= new
    return Hits(tuple(kept), found)
