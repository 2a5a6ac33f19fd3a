"""Sentences: where they begin and end, and that any text has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.spans import Span
from reader.text.sentences import REACH, sentence_around

TEXT = (
    "Rates rise again\n\nMr. Li paid £3.5m for it. “Why not?” he asked. "
    "The U.S. Army, led by J. R. Holt, said no... Then 40 left! Was it e.g. 5 or six?"
)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("Rates", "Rates rise again"),
        ("again", "Rates rise again"),
        ("£3.5m", "Mr. Li paid £3.5m for it."),
        ("Why", "“Why not?” he asked."),
        ("Army", "The U.S. Army, led by J. R. Holt, said no..."),
        ("40", "Then 40 left!"),
        ("six", "Was it e.g. 5 or six?"),
    ],
)
def test_the_sentence_of_a_word(word: str, sentence: str) -> None:
    start = TEXT.index(word)
    assert sentence_around(TEXT, Span(start, start + len(word))).of(TEXT) == sentence


def test_a_sentence_that_does_not_end_is_cut_far_away() -> None:
    text = "word " * 2_000
    found = sentence_around(text, Span(5_000, 5_004))
    assert found.stop - found.start <= 2 * REACH + 4


def test_spaces_at_its_edges_are_not_part_of_it() -> None:
    text = "  One here.   \nTwo"
    assert sentence_around(text, Span(2, 5)).of(text) == "One here."


@given(st.text("Ab .!?\n”“’1", min_size=1, max_size=60), st.data())
def test_it_holds_what_was_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = sentence_around(text, span)
    assert 0 <= found.start <= span.start
    assert span.stop <= found.stop <= len(text)
