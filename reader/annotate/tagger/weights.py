"""What was learned: how much each key speaks for each label.

Shape:   a file of tables -> `Weights`.
Units:   weights are whole steps of 1/32, never negative: a row is moved up until its least label
         has none, which no comparison of labels can notice.
Errors:  OSError where the file is missing, ValueError where it is none of ours.
Source:  `python -m reader.annotate.train`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reader.annotate.tagger.tables import Table, load

WEIGHTS: Final = Path(__file__).parents[1] / "data" / "names.tables"

LABELS: Final = ("O", "B-person", "I-person", "B-place", "I-place", "B-organisation", "I-organisation")  # fmt: skip
STEPS: Final = 32
"""Steps of a weight of one."""

DISTANCES: Final = 5
"""A word weighs on the places from two before it to two behind it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned."""

    words: Table
    """A key of a word -> weights of the labels for each distance."""
    places: Table
    """A key of a place -> weights of the labels."""
    moves: tuple[tuple[int, ...], ...]
    """Weights of a label behind another, in the order of `LABELS`."""


def open_weights(path: Path = WEIGHTS) -> Weights:
    """Open what `train` wrote."""
    facts, tables = load(path)
    return Weights(tables["words"], tables["places"], tuple(map(tuple, facts["moves"])))
