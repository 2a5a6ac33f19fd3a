"""Words side by side in frozen articles: as in memory, however few articles are looked through."""

import random
from array import array
from itertools import accumulate, count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search import Field, Frozen, Index, Phrase, Segment, digest, freeze, parse_query
from reader.search.freezing_phrases import SCANNED, scanned_of
from reader.search.frozen_phrases import FILLER, gaps_of
from reader.search.parts import Fresh
from reader.search.postings import slots_of

NUMBERS = count()
WORDS = st.sampled_from(["a", "ab", "abc", "b", "ba", "al-ab", "c"])
BODY = st.lists(WORDS, max_size=12).map(" ".join)
BODIES = st.lists(BODY, min_size=1, max_size=12)
ASKED = st.lists(st.sampled_from(["a", "ab", "abc", "b", "al", "c", "x"]), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("phrases")


def frozen(folder: Path, bodies: list[str], scanned: int | None) -> Segment:
    """The articles in their order: the newest first."""
    path = folder / f"{next(NUMBERS)}.segment"
    articles = [
        Frozen(f"{number:04}", -float(number), digest("", None, None, body))
        for number, body in enumerate(bodies)
    ]
    freeze(path, articles, scanned=scanned)
    segment = Segment(path)
    segment.verify()
    path.unlink()  # what is mapped stays
    return segment


def fresh(bodies: list[str]) -> Fresh:
    part = Fresh()
    for number, body in enumerate(bodies):
        part.add(f"{number:04}", digest("", None, None, body), -float(number))
    return part


@given(BODIES, st.lists(ASKED, min_size=1, max_size=5), st.sampled_from([1, 2, 4, None]))
@settings(max_examples=150, deadline=None)
def test_closed_phrases_are_found_as_in_memory(
    folder: Path, bodies: list[str], asked: list[list[str]], scanned: int | None
) -> None:
    segment, part = frozen(folder, bodies, scanned), fresh(bodies)
    for words in asked:
        phrase = Phrase(tuple(words))
        assert segment.phrase("text", phrase) == part.phrase("text", phrase)


@given(BODIES, st.lists(ASKED, min_size=1, max_size=5), st.sampled_from([1, 2, 4, None]))
@settings(max_examples=150, deadline=None)
def test_of_open_phrases_nothing_is_lost_and_nothing_sure_is_wrong(
    folder: Path, bodies: list[str], asked: list[list[str]], scanned: int | None
) -> None:
    segment, part = frozen(folder, bodies, scanned), fresh(bodies)
    for words in asked:
        phrase = Phrase(tuple(words), open=True)
        found, unsure = segment.phrase("text", phrase)
        wanted, _ = part.phrase("text", phrase)
        assert found | wanted == wanted
        assert wanted | found | unsure == found | unsure
        assert not found & unsure
        if scanned is None or unsure.bit_count() == 0:
            assert found == wanted


def test_common_words_side_by_side_in_many_articles(folder: Path) -> None:
    dice = random.Random(4)
    words = ["of", "the", "in", *(f"word{number}" for number in range(30))]
    weights = [9, 9, 6, *(3 / (place + 1) for place in range(30))]
    bodies = [" ".join(dice.choices(words, weights, k=30)) for _ in range(700)]
    part = fresh(bodies)
    for scanned in (3, 40, 200):
        segment = frozen(folder, bodies, scanned)
        for _ in range(80):
            phrase = Phrase(tuple(dice.choices(words[:8], k=dice.randint(2, 5))))
            assert segment.phrase("text", phrase) == part.phrase("text", phrase)


def test_what_is_sure_stands_before_what_is_not(folder: Path) -> None:
    bodies = ["harbour of the town", "town of a harbour", "harbour of tides", "tide of harbour"]
    index = Index()
    index.attach(frozen(folder, bodies * 3, 3))
    first, rest = parse_query('"harbour of the'), parse_query('"harbour of t')
    assert [int(each) % 4 for each in index.search(first).ids[:3]] == [0, 0, 0]
    found = index.search(rest)
    assert {int(each) % 4 for each in found.ids} >= {0, 2}
    assert index.search(parse_query('"harbour of the"')).total == 3


def test_headlines_are_looked_through(folder: Path) -> None:
    path = folder / "headlines.segment"
    title: tuple[Field, ...] = ("title",)
    articles = [
        Frozen(
            f"{number:04}", 0.0, digest("of the tide" if number % 2 else "the of", None, None, "")
        )
        for number in range(40)
    ]
    freeze(path, articles, scanned=2)
    found = Segment(path).phrase(title[0], Phrase(("of", "the")))
    assert slots_of(found.found) == list(range(1, 40, 2))
    assert not found.unsure


@given(st.sets(st.integers(0, 400_000), min_size=1, max_size=20))
def test_gaps_tell_the_slots(slots: set[int]) -> None:
    gaps = gaps_of(array("I", sorted(slots)))
    told = zip(accumulate(gaps), gaps, strict=True)
    assert [slot for slot, gap in told if gap != FILLER] == sorted(slots)


def test_larger_libraries_look_through_more() -> None:
    assert scanned_of(10) == scanned_of(50_000) == SCANNED
    assert scanned_of(800_000) == 100_000
