"""Any place of an answer is found by counting, in however many parts it lies."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search import digest
from reader.search.merges import Place, newest_first
from reader.search.parts import Fresh, Part
from tests.search.test_segments import article, frozen

MOMENTS = st.sampled_from([1.0, 2.0, 3.0])
"""Few, so that many articles share one."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("merges")


@given(
    st.lists(st.tuples(MOMENTS, st.integers(0, 3)), max_size=300),
    st.randoms(use_true_random=False),
)
@settings(max_examples=25, deadline=None)
def test_every_place_is_found_in_any_order(
    folder: Path, drawn: list[tuple[float, int]], random: Random
) -> None:
    empty = digest("", None, None, "")
    held, parts = Fresh(), []
    for number in range(3):
        mine = [
            article(f"{key}", ("", "", "", "", [], moment))
            for key, (moment, part) in enumerate(drawn)
            if part == number
        ]
        if mine:
            parts.append(frozen(folder, mine))
    for key, (moment, part) in enumerate(drawn):
        if part == 3:
            held.add(f"{key}", empty, moment)
    places, base = [], 0
    everything: list[Part] = [*parts, held]
    for each in everything:
        places.append(Place(base, len(each), each))
        base += len(each)
    wanted = sorted(slot for slot in range(base) if random.random() < 0.7)
    bits = sum(1 << slot for slot in wanted)

    def age(slot: int) -> tuple[float, str]:
        place = next(each for each in reversed(places) if slot >= each.base and each.size)
        return place.part.age(slot - place.base)

    truth = sorted(wanted, key=age)
    found = newest_first(bits, places)
    asked = list(range(len(truth)))
    random.shuffle(asked)
    for place in asked:
        assert found.slot(place) == truth[place]
        assert found.place(truth[place]) == place
