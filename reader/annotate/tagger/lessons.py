"""Lessons for the tagger: what CRFsuite learns from, and its weights as tables.

Shape:   annotated texts -> the tables of `weights`.
Units:   weights are rounded to whole steps.
Errors:  ImportError where python-crfsuite is missing: the extra `train`.
Source:  averaged structured perceptron (Collins 2002) by CRFsuite (Okazaki), whose other learners
         take longer and score no better.

"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ctypes import CDLL
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from reader.annotate.tagger.corpus import Annotated, is_sure, labels_of
from reader.annotate.tagger.features import (
    MASK,
    REACH,
    edged,
    glue_of,
    keys_of,
    place_keys,
    with_lines,
)
from reader.annotate.tagger.knowledge import Knowledge, describe, phrase_keys
from reader.annotate.tagger.tokens import find_stretches, tokenise
from reader.annotate.tagger.weights import DISTANCES, LABELS, STEPS
from reader.annotate.tagger.words import Word

Tables = dict[str, dict[int, bytes]]
_ROUNDS: Final = 10
_COURSES: Final = 3
"""So many perceptrons learn the same texts in another order; their weights are averaged, which costs
nothing in use."""

_SHARE: Final = 0.08
"""A perceptron's weights are some twelve times those of a likelihood's maximum."""

_RARE: Final = 2
"""A key seen less often teaches nothing."""

_SMALL: Final = 1
"""A row whose weights differ by less steps is left out."""

_LARGEST: Final = 255
_NUMBER: Final = {label: index for index, label in enumerate(LABELS)}


class Examples:
    """Stretches of annotated texts as CRFsuite takes them."""

    def __init__(self, known: Knowledge) -> None:
        self._known = known
        self._words: dict[str, Word] = {}
        self._keys: dict[str, list[str]] = {}

    def of(self, text: Annotated) -> Iterator[tuple[list[list[str]], list[str]]]:
        """Yield attributes and labels of each stretch."""
        tokens, starts = tokenise(text.text)
        words = edged(tokens, self._word)
        for stretch, sort in with_lines(words, find_stretches(words)):
            inner = (stretch[0] - REACH, stretch[1] - REACH)
            stop = starts[inner[1] - 1] + len(tokens[inner[1] - 1])
            if is_sure(text, starts[inner[0]], stop):
                glue = glue_of(tokens, starts, stretch)
                yield (
                    self._rows(words, stretch, sort, glue),
                    labels_of(text.spans, starts, tokens, inner),
                )

    def _rows(
        self, words: Sequence[Word], stretch: tuple[int, int], line: int, glue: Sequence[int]
    ) -> list[list[str]]:
        rows = []
        for index, keys in enumerate(place_keys(words, stretch, line, glue), stretch[0]):
            row = [f"p{key & MASK}" for key in keys]
            for distance in range(DISTANCES):
                word = words[index - REACH + distance]
                row += [f"{distance}{key}" for key in self._keys[word.text]]
            rows.append(row)
        for index, key in phrase_keys(words, stretch, self._known):
            rows[index - stretch[0]].append(f"p{key}")
        return rows

    def _word(self, text: str) -> Word:
        word = self._words.get(text)
        if word is None:
            word = self._words[text] = describe(Word(text), self._known)
            self._keys[text] = list(map(str, keys_of(word)))
        return word


def learn(
    texts: Iterable[Annotated], known: Knowledge, folder: Path
) -> tuple[Tables, list[list[int]]]:
    """Learn; return the tables and the moves. CRFsuite's own file goes to `folder`."""
    crfsuite: Any = import_module("pycrfsuite")
    trainer = crfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"feature.minfreq": _RARE, "max_iterations": _ROUNDS})
    examples = Examples(known)
    for text in texts:
        for rows, labels in examples.of(text):
            trainer.append(rows, labels)
    states: dict[tuple[str, str], float] = defaultdict(float)
    moves: dict[tuple[str, str], float] = defaultdict(float)
    for number in range(_COURSES):
        # CRFsuite draws its lots from the C library, which has to begin anew for each.
        CDLL(None).srand(number + 1)
        model = folder / f"crfsuite-{number}"
        trainer.train(str(model))
        tagger = crfsuite.Tagger()
        tagger.open(str(model))
        learned = tagger.info()
        for sums, weights in ((states, learned.state_features), (moves, learned.transitions)):
            for key, weight in weights.items():
                sums[key] += weight / _COURSES
    return _tables(states, moves)


def _tables(
    states: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float]
) -> tuple[Tables, list[list[int]]]:
    words: dict[int, list[float]] = defaultdict(lambda: [0.0] * DISTANCES * len(LABELS))
    places: dict[int, list[float]] = defaultdict(lambda: [0.0] * len(LABELS))
    for (attribute, label), weight in states.items():
        key = int(attribute[1:])
        if attribute[0] == "p":
            places[key][_NUMBER[label]] = _SHARE * weight
        else:
            words[key][int(attribute[0]) * len(LABELS) + _NUMBER[label]] = _SHARE * weight
    moves = [[0] * len(LABELS) for _ in LABELS]
    for (before, label), weight in transitions.items():
        moves[_NUMBER[before]][_NUMBER[label]] = round(_SHARE * weight * STEPS)
    return {"words": _packed(words), "places": _packed(places)}, moves


def _packed(table: Mapping[int, Sequence[float]]) -> dict[int, bytes]:
    return {
        key: row
        for key, weights in table.items()
        if any(row := _row([round(weight * STEPS) for weight in weights]))
    }


def _row(steps: Sequence[int]) -> bytes:
    """Move each group of labels up until its least is 0; small differences say nothing."""
    row: list[int] = []
    for first in range(0, len(steps), len(LABELS)):
        group = steps[first : first + len(LABELS)]
        least = min(group)
        moved = [min(weight - least, _LARGEST) for weight in group]
        row += moved if max(moved) >= _SMALL else [0] * len(moved)
    return bytes(row)


_SENTENCE: Final = re.compile(r"[^.!?\n]{30,110}(?=[.!?]?(?:\s|$))")
_PLAIN: Final = re.compile(r"\b[a-z]")
_SMALL_WORDS: Final = re.compile(r"\b(?:A|An|And|As|At|But|By|For|From|In|Of|On|Or|The|To|With)\b")


def headlines(texts: Iterable[Annotated], share: float, seed: int) -> Iterator[Annotated]:
    """Turn a share of the texts' first sentences into headlines, in Title Case or in CAPITALS."""
    chance = random.Random(seed)
    for text in texts:
        if chance.random() >= share:
            continue
        match = _SENTENCE.match(text.text)
        if match is None or any(start < match.end() < stop for start, stop, _ in text.spans):
            continue
        line = match[0]
        if chance.random() < 0.5:
            line = line.upper()
        else:
            line = _PLAIN.sub(lambda found: found[0].upper(), line)
            line = line[0] + _SMALL_WORDS.sub(lambda found: found[0].lower(), line[1:])
        if len(line) == len(match[0]):
            spans = tuple(span for span in text.spans if span[1] <= match.end())
            yield Annotated(line, spans, text.unsure)
