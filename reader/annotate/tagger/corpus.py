"""Annotated texts: read them, cut them into examples, and score marks against them.

Shape:   a file of JSON lines `{"text", "spans": [[start, end, label]]}` -> `Annotated` texts;
         a line may have `"unsure": [[start, end]]` as well.
Units:   offsets count code points, half-open; labels are PERSON, PLACE, ORG, others are passed by.
Errors:  OSError and ValueError, naming the file and the line.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reader.annotate.lexicon import NameKind
from reader.annotate.tagger.tokens import Stretch

KINDS: Final[dict[str, NameKind]] = {"PERSON": "person", "PLACE": "place", "ORG": "organisation"}

Span = tuple[int, int, NameKind]

SCORED: Final[dict[str, tuple[NameKind, ...]]] = {
    "person": ("person",),
    "place": ("place",),
    "organisation": ("organisation",),
    "people and places": ("person", "place"),
    "all": ("person", "place", "organisation"),
}
"""What is scored, and the kinds it takes in."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and its names, sorted and disjoint."""

    text: str
    spans: tuple[Span, ...]
    unsure: tuple[tuple[int, int], ...] = ()
    """Parts whose labels nobody vouches for: nothing is learned from them."""


def read_corpus(path: Path) -> list[Annotated]:
    """Read one file."""
    return list(_read(path))


def _read(path: Path) -> Iterator[Annotated]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                spans = sorted(
                    (int(start), int(stop), KINDS[label])
                    for start, stop, label in row["spans"]
                    if label in KINDS
                )
                text = row["text"]
                unsure = tuple((int(start), int(stop)) for start, stop in row.get("unsure", ()))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{path}, line {number}: {error!r}") from error
            yield Annotated(text, tuple(_disjoint(spans)), unsure)


def _disjoint(spans: Iterable[Span]) -> Iterator[Span]:
    last = 0
    for span in spans:
        if span[0] >= last:
            yield span
            last = span[1]


def labels_of(
    spans: Sequence[Span], starts: Sequence[int], tokens: Sequence[str], stretch: Stretch
) -> list[str]:
    """Give the label of each token of a stretch, counted without padding."""
    labels: list[str] = []
    before: Span | None = None
    for index in range(*stretch):
        start = starts[index]
        stop = start + len(tokens[index])
        span = next((span for span in spans if span[0] < stop and span[1] > start), None)
        if span is None:
            labels.append("O")
        else:
            labels.append(f"{'I' if span is before else 'B'}-{span[2]}")
        before = span
    return labels


def joined(texts: Iterable[Annotated], length: int) -> Iterator[Annotated]:
    """Join texts that follow one another to articles of about `length` code points."""
    parts: list[Annotated] = []
    for text in texts:
        if parts and sum(len(part.text) + 1 for part in parts) + len(text.text) > length:
            yield _together(parts)
            parts = []
        parts.append(text)
    if parts:
        yield _together(parts)


def _together(parts: Sequence[Annotated]) -> Annotated:
    spans: list[Span] = []
    unsure: list[tuple[int, int]] = []
    offset = 0
    for part in parts:
        spans += [(start + offset, stop + offset, kind) for start, stop, kind in part.spans]
        unsure += [(start + offset, stop + offset) for start, stop in part.unsure]
        offset += len(part.text) + 1
    return Annotated("\n".join(part.text for part in parts), tuple(spans), tuple(unsure))


def is_sure(text: Annotated, start: int, stop: int) -> bool:
    """True where somebody vouches for the labels between two offsets."""
    return not any(first < stop and last > start for first, last in text.unsure)


class Score:
    """Counts of right, wrong and missed names of a kind."""

    def __init__(self) -> None:
        self.right = self.found = self.wanted = 0

    def add(self, found: set[Span], wanted: set[Span]) -> None:
        """Count one text."""
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        total = self.found + self.wanted
        return 200 * self.right / total if total else 100.0


def score(find: Callable[[str], set[Span]], texts: Iterable[Annotated]) -> dict[str, Score]:
    """Compare what `find` says of each text with what was annotated, by kind and together."""
    scores: dict[str, Score] = {name: Score() for name in SCORED}
    for text in texts:
        found, wanted = find(text.text), set(text.spans)
        for name, kinds in SCORED.items():
            scores[name].add(
                {span for span in found if span[2] in kinds},
                {span for span in wanted if span[2] in kinds},
            )
    return scores
