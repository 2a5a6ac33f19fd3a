"""Match one word or phrase of a query against every article at once.

Shape:   a `Term` or `Phrase` -> `Hits`: bitsets of articles in tiers, best first, and the
         words that are taken for what was typed.
Units:   weights are points of 100; an article counts in the best tier it reaches.
         Headline, standfirst, byline and names: the word itself, words it begins, words that
         look like it; starts are corrected only where no word begins as typed, so that a
         well-spelt start drags nothing in. For a word of three letters stand in only those it
         is with a letter dropped or two swapped; they are worth less than a body's own words.
         Body: the word itself, and from 3 letters words it begins. Look-alikes, whole ones,
         stand in only when no word in the library begins as typed: among so many words nearly
         every one has a neighbour, and a list of neighbours is noise.
Errors:  none.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from reader.search.digests import Field
from reader.search.lookalikes import SURE, alike, budget, slipped
from reader.search.parts import SHORT, Beside, Worded
from reader.search.queries import Phrase, Term


class Weights(NamedTuple):
    """What a match in a field is worth, by the kind of match."""

    exact: int
    start: int
    alike: tuple[int, ...]
    """By `_grade`: with one edit, as the start of a word with one; with two, as a start with two."""
    barely: int = 0
    """With one edit in a word so short that most of what looks like it is another word."""


WEIGHTS: Final[dict[Field, Weights]] = {
    "title": Weights(94, 90, (60, 57, 56, 54), 28),
    "name": Weights(84, 80, (54, 52, 50, 48), 26),
    "byline": Weights(76, 73, (52, 50, 48, 46), 24),
    "standfirst": Weights(72, 68, (46, 44, 42, 40), 22),
    "text": Weights(36, 30, (20, 18, 16, 14)),
}

UNSURE: Final = 12
"""What an article is worth of which nobody looked whether the words stand side by side."""

SHORTEST_START: Final = 3
"""From so many letters on a word typed stands for longer ones in a body, too."""

MOST_ALIKE: Final = 48
"""So many look-alikes of one word, the nearest and then the most common, are enough.

Whole words of so few letters have 40 neighbours among 180,000; more are what they may begin.
"""

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
    in_short: int = 0
    """Those that need no body to be found, or whose body was asked for."""
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
        if len(where) == 1:
            found = replace(found, in_short=found.found)
        return found if "title" in where else replace(found, elsewhere=True)

    def _phrase(self, phrase: Phrase, where: Sequence[Field]) -> Hits:
        # A bare letter or two begin no word of a body, in quotes neither.
        bare = phrase.open and len(phrase.words) == 1 and len(phrase.words[0]) < SHORTEST_START
        found = {
            field: self._side_by_side(field, phrase)
            for field in where
            if not (bare and field == "text")
        }
        hits = _hits(
            tier
            for field, bits in found.items()
            for tier in ((WEIGHTS[field].exact, bits.found), (UNSURE, bits.unsure))
        )
        short = reduce(or_, (bits.found for field, bits in found.items() if field in SHORT), 0)
        return replace(hits, in_short=short)

    def _term(self, term: Term, where: Sequence[Field]) -> Hits:
        short = tuple(field for field in SHORT if field in where)
        text = tuple(field for field in where if field == "text")
        typed = self._as_typed(short, term)
        in_headline = typed[0][1] | typed[1][1] if "title" in short else 0
        begins_short = any(bits for _, bits in typed)
        in_text = self._as_typed(text, term)
        begins_any = begins_short or any(bits for _, bits in in_text)

        alike = self._alike(short, term.word, starts=not begins_short)
        alike_in_text = {} if begins_any else self._alike(text, term.word, starts=False)
        barely = len(term.word) < SURE
        typed += [tier for field in short for tier in self._mended(field, alike, barely=barely)]
        in_text += [tier for field in text for tier in self._mended(field, alike_in_text)]
        return replace(
            _hits((*typed, *in_text)),
            in_headline=in_headline,
            in_short=reduce(or_, (bits for _, bits in typed), 0),
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
            apart = self._side_by_side(field, term.parts) if term.parts else Beside(0)
            tiers += [
                (WEIGHTS[field].exact, own),
                (WEIGHTS[field].start, begun | apart.found),
                (UNSURE, apart.unsure),
            ]
        return tiers

    def _alike(self, fields: Sequence[Field], word: str, *, starts: bool) -> dict[str, int]:
        """The words in these fields that are taken for `word`, each with its grade."""
        edits = budget(word) if fields else 0
        if not edits or ("text" in fields and len(word) < SURE):
            return {}
        near: dict[str, int] = {}
        for _, part in self._parts:
            near |= part.alike(fields, word, edits, starts=starts and len(word) >= SURE)
        near = {other: far for other, far in near.items() if not other.startswith(word)}
        if len(word) < SURE:
            near = {other: far for other, far in near.items() if slipped(word, other)}
        grades: dict[int, list[str]] = defaultdict(list)
        whole = dict(alike(word, near, edits)) if starts else near
        for other, far in near.items():
            grades[_grade(far, whole.get(other))].append(other)
        kept: dict[str, int] = {}
        for grade, others in sorted(grades.items()):
            for other in self._most_common(fields, others, MOST_ALIKE - len(kept)):
                kept[other] = grade
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

    def _mended(self, field: Field, alike: dict[str, int], *, barely: bool = False) -> list[_Tier]:
        """The articles with look-alikes in `field`, by their grades."""
        tiers = []
        weights = WEIGHTS[field]
        for grade, weight in enumerate((weights.barely,) if barely else weights.alike):
            words = [word for word, own in alike.items() if own == grade]
            found = [[part.any_of(field, words)] for _, part in self._parts] if words else [[0]]
            tiers.append((weight, self._joined(found)[0]))
        return tiers

    def _exact(self, fields: Sequence[Field], word: str) -> list[int]:
        return self._joined([part.exact(fields, word) for _, part in self._parts])

    def _side_by_side(self, field: Field, phrase: Phrase) -> Beside:
        return Beside(*self._joined([part.phrase(field, phrase) for _, part in self._parts]))

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


def _grade(start: int, whole: int | None) -> int:
    """How near a look-alike is: 0 the nearest.

    Args:
        start: how many edits what was typed is away from the start of the word.
        whole: and from all of it; None when that is too many.
    """
    return 2 * start - 1 if whole is None or whole > start else 2 * whole - 2


def _hits(tiers: Iterable[_Tier]) -> Hits:
    """Rank `tiers` and leave every article in its best only."""
    found = 0
    kept = []
    for weight, bits in sorted(tiers, reverse=True):
        if new := bits ^ (bits & found):
            kept.append((weight, new))
            found |= new
    return Hits(tuple(kept), found)
