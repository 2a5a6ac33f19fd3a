"""The gate of quotations: texts written for it, against floors that only rise.

`quotations.txt` holds a text and what is quoted in it, with its speaker or none. Marks are those of the
program's own recogniser, so its mistakes count, too. A quotation counts as right when its words are;
a speaker when words and name are.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from reader.annotate import find_marks
from reader.annotate.quotations import find_quotations

FLOORS = {"quotations": (98, 97), "speakers": (98, 94)}
"""The lowest precision and recall that pass, in per cent."""

Said = tuple[str, str]


class Case(NamedTuple):
    text: str
    said: frozenset[Said]


def cases() -> list[Case]:
    whole = (Path(__file__).parent / "quotations.txt").read_text("utf-8")
    made = []
    for block in whole.split("\n\n")[1:]:
        first, *rest = block.strip().split("\n")
        said = (line.removeprefix("= ").split(" | ", 1) for line in rest)
        made.append(Case(first.replace("¶", "\n\n"), frozenset((who, what) for who, what in said)))
    return made


CASES = cases()


def found(text: str) -> frozenset[Said]:
    return frozenset(
        (each.speaker or "?", each.said(text)) for each in find_quotations(text, find_marks(text))
    )


def _named(said: frozenset[Said]) -> frozenset[Said]:
    return frozenset(each for each in said if each[0] != "?")


@pytest.fixture(scope="module")
def scores() -> dict[str, tuple[float, float]]:
    right = dict.fromkeys(FLOORS, 0)
    ours, gold = dict.fromkeys(FLOORS, 0), dict.fromkeys(FLOORS, 0)
    for case in CASES:
        made = found(case.text)
        if made != case.said:
            print(f"{case.text}\n  wanted {sorted(case.said)}\n  found  {sorted(made)}")
        words = {what for _, what in made}, {what for _, what in case.said}
        named = _named(made), _named(case.said)
        for name, mine, theirs, both in (
            ("quotations", len(words[0]), len(words[1]), len(words[0] & words[1])),
            ("speakers", len(named[0]), len(named[1]), len(named[0] & named[1])),
        ):
            ours[name] += mine
            gold[name] += theirs
            right[name] += both
    made_of = {
        name: (100 * right[name] / ours[name], 100 * right[name] / gold[name]) for name in FLOORS
    }
    for name, (precision, recall) in made_of.items():
        print(
            f"{name}: precision {precision:.1f}, recall {recall:.1f} ({gold[name]} in {len(CASES)} texts)"
        )
    return made_of


def test_the_gold_is_sound() -> None:
    assert len(CASES) >= 60
    for case in CASES:
        for _, what in case.said:
            assert all(word in case.text for word in what.split())


@pytest.mark.parametrize("name", FLOORS)
def test_quotations_keep_above_their_floor(
    scores: dict[str, tuple[float, float]], name: str
) -> None:
    assert scores[name][0] >= FLOORS[name][0], f"{name}: precision {scores[name][0]:.1f}"
    assert scores[name][1] >= FLOORS[name][1], f"{name}: recall {scores[name][1]:.1f}"
