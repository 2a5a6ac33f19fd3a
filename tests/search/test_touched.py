"""Which articles were read is told alike, frozen or not, and however it changes."""

from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search import Frozen, Index, Segment, digest, freeze, parse_query

EMPTY = digest("", None, None, "")
NUMBERS = count()
KEYS = [*(f"a{number}" for number in range(40)), "é", "\ud800", "nobody"]
READ = st.lists(
    st.one_of(st.sets(st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS), max_size=1)),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("touched")


def frozen(folder: Path, keys: list[str]) -> Segment:
    path = folder / f"{next(NUMBERS)}.segment"
    freeze(path, (Frozen(key, 0.0, EMPTY) for key in keys))
    segment = Segment(path)
    path.unlink()  # what is mapped stays
    return segment


@given(
    READ,
    st.lists(st.sampled_from(KEYS[:-1]), unique=True),
    st.sampled_from([0, 20, 40]),
    st.sets(st.sampled_from(KEYS[:-1]), max_size=3),
    st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_states_are_those_of_the_last_answer(
    folder: Path,
    steps: list[set[str]],
    keys: list[str],
    frozen_ones: int,
    gone: set[str],
    as_list: bool,
) -> None:
    index = Index()
    half = frozen_ones // 2
    index.attach(frozen(folder, keys[:half]))
    index.attach(frozen(folder, keys[half:frozen_ones]))
    for key in keys[frozen_ones:]:
        index.add(key, EMPTY, moment=0.0)
    here = set(keys)
    for number, read in enumerate(steps):
        if number == 1:
            for key in here & gone:
                index.remove(key)
            here -= gone
        those = sorted(read) if as_list else frozenset(read)
        for typed, wanted in {"is:read": here & read, "is:unread": here - read}.items():
            found = index.search(parse_query(typed), lambda _, those=those: those)  # type: ignore[misc]
            assert set(found.ids) == wanted
            assert found.total == len(wanted)
