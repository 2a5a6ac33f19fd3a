"""The gate of quality: marks of sentences written for it, against floors that only rise.

`gold.jsonl` holds one sentence or excerpt a line: what it is about, its text and its marks
`[start, stop, kind]`, and for a figure also its kind, value, unit and approximation. All of it was
written, and annotated, for this gate: nothing is trained on it. `floors.json` holds the lowest F1 that
passes, in per cent, by kind of mark; `values` is the share of figures that are right in all.
"""

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reader.annotate import find_marks
from reader.marks import FIGURE_KINDS, KINDS, Mark

HERE = Path(__file__).parent
TODAY = dt.date(2026, 6, 16)
FLOORS: dict[str, int] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]

Row = tuple[object, ...]


def row(mark: Mark) -> Row:
    if mark.figure is None:
        return (mark.start, mark.stop, mark.kind)
    figure = mark.figure
    return (
        mark.start,
        mark.stop,
        "figure",
        figure.kind,
        figure.value,
        figure.unit,
        figure.approx,
    )


def wanted(sentence: dict[str, Any]) -> set[Row]:
    return {
        tuple(tuple(cell) if isinstance(cell, list) else cell for cell in mark)
        for mark in sentence["marks"]
    }


@pytest.fixture(scope="module")
def scores() -> dict[str, float]:
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for sentence in GOLD:
        rows = {row(mark) for mark in find_marks(sentence["text"], date=TODAY)}
        expected = wanted(sentence)
        found.update(str(cells[2]) for cells in rows)
        gold.update(str(cells[2]) for cells in expected)
        right.update(str(kind) for _, _, kind in {r[:3] for r in rows} & {r[:3] for r in expected})
        right["values"] += sum(cells[2] == "figure" for cells in rows & expected)
    shares = {kind: 200 * right[kind] / (found[kind] + gold[kind]) for kind in KINDS}
    return shares | {"values": 100 * right["values"] / gold["figure"]}


def test_the_gold_is_sound() -> None:
    assert sum(sentence["text"].count(".") for sentence in GOLD) >= 400
    for sentence in GOLD:
        stop = 0
        for mark in sentence["marks"]:
            assert stop <= mark[0] < mark[1] <= len(sentence["text"])
            assert mark[2] in KINDS
            assert (len(mark) == 7 and mark[3] in FIGURE_KINDS) is (mark[2] == "figure")
            stop = mark[1]


@pytest.mark.parametrize("kind", [*KINDS, "values"])
def test_quality_keeps_above_its_floor(scores: dict[str, float], kind: str) -> None:
    assert scores[kind] >= FLOORS[kind], f"{kind}: {scores[kind]:.1f}"
