"""Tag the names of a text: the best sequence of labels for each stretch of capitals.

Shape:   str -> `Tagged`: tokens, stretches and their labels; labels -> names, in order.
Units:   `Name.first` and `Name.last` number tokens; sums are in whole steps of a weight.
Errors:  none, for any str.

The sums of all seven labels travel in one whole number, 32 bits for each: one addition weighs
them all, which makes plain Python as quick as this needs to be. What a distinct word weighs is
summed once and kept.
"""

import struct
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from reader.annotate.lexicon import NameKind
from reader.annotate.tagger.features import (
    MASK,
    REACH,
    edged,
    glue_of,
    keys_of,
    place_keys,
    with_lines,
)
from reader.annotate.tagger.knowledge import Knowledge, describe, open_knowledge, phrase_keys
from reader.annotate.tagger.tables import Table
from reader.annotate.tagger.tokens import Stretch, find_stretches, tokenise
from reader.annotate.tagger.weights import DISTANCES, LABELS, STEPS, Weights, open_weights
from reader.annotate.tagger.words import Word

_UNPACK: Final = struct.Struct(f"<{len(LABELS)}I").unpack
_BYTES: Final = 4 * len(LABELS)
_BITS: Final = 8 * _BYTES
_MOST_WORDS: Final = 60_000
_MOST_PLACES: Final = 150_000
"""So much is kept at most; then it is forgotten, and looked up again."""


class Name(NamedTuple):
    """A name as the labels give it."""

    first: int
    last: int
    kind: NameKind


class Tagged(NamedTuple):
    """A text's tokens and names."""

    tokens: list[str]
    starts: list[int]
    words: Sequence[Word]
    """The tokens' words, with `REACH` more at either end."""
    stretches: list[Stretch]
    """Counted in `words`."""
    labels: list[list[int]]
    """The best labels of each stretch."""


class Sums(dict[int, int]):
    """Weights of keys, as they are asked for: seven fields in one number."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._sums = table.sums

    def __missing__(self, key: int) -> int:
        value = self[key] = self._sums(key & MASK)
        return value


class _Words(dict[str, Word]):
    """The distinct words seen so far."""

    def __init__(self, known: Knowledge) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, text: str) -> Word:
        word = self[text] = describe(Word(text), self._known)
        return word


class Tagger:
    """Finds names with one model. Safe to share between threads."""

    def __init__(self, known: Knowledge, weights: Weights) -> None:
        self._known = known
        self._weights = weights
        self._words = _Words(known)
        self._places = Sums(weights.places)
        self._into = [
            [
                (before, weights.moves[before][label])
                for before in range(len(LABELS))
                if _may_follow(before, label)
            ]
            for label in range(len(LABELS))
        ]

    def tag(self, text: str) -> Tagged:
        """Find the best labels for every stretch of `text`."""
        self._forget()
        tokens, starts = tokenise(text)
        words = edged(tokens, self._words.__getitem__)
        stretches = find_stretches(words)
        labels = [
            self._best(self._sums(words, stretch, sort, glue_of(tokens, starts, stretch)))
            for stretch, sort in with_lines(words, stretches)
        ]
        return Tagged(tokens, starts, words, stretches, labels)

    def _forget(self) -> None:
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
        if len(self._places) > _MOST_PLACES:
            self._places.clear()

    def _best(self, sums: Sequence[int]) -> list[int]:
        """Give the best sequence of labels (Viterbi), each as its place in `LABELS`."""
        if len(sums) == 1:
            row = _UNPACK(sums[0].to_bytes(_BYTES, "little"))
            return [max(_FIRST, key=row.__getitem__)]
        rows = [_UNPACK(number.to_bytes(_BYTES, "little")) for number in sums]
        into = self._into
        row = rows[0]
        score = {label: row[label] for label in _FIRST}
        back: list[dict[int, int]] = []
        for row in rows[1:]:
            least = max(row) - _HOPELESS
            following: dict[int, int] = {}
            pointers: dict[int, int] = {}
            for label, value in enumerate(row):
                if value < least and label:
                    continue
                best, chosen = _NEVER, 0
                for before, weight in into[label]:
                    if before in score and (candidate := score[before] + weight) > best:
                        best, chosen = candidate, before
                if best > _NEVER:
                    following[label] = best + value
                    pointers[label] = chosen
            score = following
            back.append(pointers)
        label = max(score, key=score.__getitem__)
        labels = [label]
        for pointers in reversed(back):
            label = pointers[label]
            labels.append(label)
        labels.reverse()
        return labels

    def _sums(
        self, words: Sequence[Word], stretch: Stretch, line: int, glue: Sequence[int]
    ) -> list[int]:
        """Weigh every label at every place of a stretch."""
        weight = self._places.__getitem__
        vectors = [
            word.vectors or weigh(word, self._weights)
            for word in words[stretch[0] - REACH : stretch[1] + REACH]
        ]
        sums = []
        for near, keys in enumerate(place_keys(words, stretch, line, glue)):
            own = (
                vectors[near][0]
                + vectors[near + 1][1]
                + vectors[near + 2][2]
                + vectors[near + 3][3]
                + vectors[near + 4][4]
            )
            sums.append(sum(map(weight, keys), own))
        for index, key in phrase_keys(words, stretch, self._known):
            sums[index - stretch[0]] += weight(key)
        return sums


_NEVER: Final = -(1 << 40)
_HOPELESS: Final = 20 * STEPS
"""Steps behind the best label of a place that no neighbour makes up for."""

_FIRST: Final = (0, 1, 3, 5)
"""Labels a stretch may begin with."""

KINDS: Final[tuple[NameKind, ...]] = ("person", "place", "organisation")


def _may_follow(before: int, label: int) -> bool:
    """True unless a name would go on that was not begun."""
    inside = label and label % 2 == 0
    return not inside or before in {label, label - 1}


def names_of(tagged: Tagged) -> list[Name]:
    """Read the names off the labels of every stretch."""
    names: list[Name] = []
    for (start, _), row in zip(tagged.stretches, tagged.labels, strict=True):
        for index, label in enumerate(row, start - REACH):
            if label % 2:
                names.append(Name(index, index, KINDS[label // 2]))
            elif label:
                names[-1] = names[-1]._replace(last=index)
    return names


def weigh(word: Word, weights: Weights) -> tuple[int, ...]:
    """Sum up what a word weighs at each distance, and keep it with the word."""
    sums = weights.words.sums
    total = 0
    for key in keys_of(word):
        total += sums(key)
    mask = (1 << _BITS) - 1
    word.vectors = vectors = tuple(
        total >> (_BITS * distance) & mask for distance in range(DISTANCES)
    )
    return vectors


@lru_cache(maxsize=1)
def shared_tagger() -> Tagger:
    """Return the tagger of the model that is shipped, opening it the first time."""
    return Tagger(open_knowledge(), open_weights())
