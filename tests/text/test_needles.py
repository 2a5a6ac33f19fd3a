"""What is typed is found wherever it stands, and nowhere else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.spans import Span
from reader.text.fold import fold
from reader.text.needles import PORTION, find_needle


def found(text: str, needle: str, near: int = 0) -> list[str]:
    portions = dict(find_needle(text, needle, near))
    return [span.of(text) for start in sorted(portions) for span in portions[start]]


@pytest.mark.parametrize(
    ("text", "needle", "places"),
    [
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Straße, STRASSE", "Strasse", ["Straße"]),
        ("Cafe\u0301 and café", "café", ["Cafe\u0301", "café"]),
        ("“don’t” and don't", "don't", ["don’t", "don't"]),
        ("air\nbase, air base", "air  base", ["air\nbase", "air base"]),
        ("NATO and nato", "NATO", ["NATO"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("text", "  ", []),
        ("", "x", []),
    ],
)
def test_places(text: str, needle: str, places: list[str]) -> None:
    assert found(text, needle) == places


@given(
    st.text("aábcß \n’", max_size=200).map(lambda text: text * 200),
    st.text("aábcß", min_size=1, max_size=4),
    st.integers(0, 40_000),
)
def test_portions_find_what_one_look_does(text: str, needle: str, near: int) -> None:
    portions = dict(find_needle(text, needle, near))
    spans = [span for start in sorted(portions) for span in portions[start]]
    for one, other in pairwise(spans):
        assert one.start < other.start
    for span in spans:
        assert fold(span.of(text)).startswith(fold(needle)) or fold(needle) in fold(span.of(text))
    if len(text) <= PORTION:
        assert len(spans) == fold(text).count(fold(needle))


def test_what_lies_over_a_border_is_found_once() -> None:
    text = "x" * (PORTION - 2) + "needle " + "y" * PORTION
    assert dict(find_needle(text, "needle"))[0] == (Span(PORTION - 2, PORTION + 4),)
    assert found(text, "needle", near=PORTION + 10) == ["needle"]


def test_what_begins_behind_a_border_is_of_the_next_portion() -> None:
    text = "x" * PORTION + "needle"
    portions = dict(find_needle(text, "needle"))
    assert portions[0] == ()
    assert portions[PORTION] == (Span(PORTION, PORTION + 6),)
