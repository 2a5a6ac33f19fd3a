"""Sentences: where they begin and end, that any text has them, and that they are quoted whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.spans import Span
from reader.text.sentences import LONGEST, sentence_at

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
    assert sentence_at(TEXT, Span(start, start + len(word))).of(TEXT) == sentence


def test_a_sentence_that_does_not_end_is_cut_far_away() -> None:
    text = "word " * 2_000
    found = sentence_at(text, Span(5_000, 5_004), longest=1_000)
    assert LONGEST < found.stop - found.start <= 1_000


def test_spaces_at_its_edges_are_not_part_of_it() -> None:
    text = "  One here.   \nTwo"
    assert sentence_at(text, Span(2, 5)).of(text) == "One here."


@given(st.text("Ab .!?\n”“’1", min_size=1, max_size=60), st.data())
def test_it_holds_what_was_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = sentence_at(text, span)
    assert 0 <= found.start <= span.start
    assert span.stop <= found.stop <= len(text)


def quoted(text: str, word: str) -> str:
    start = text.index(word)
    return sentence_at(text, Span(start, start + len(word)), Span(0, len(text))).of(text)


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("Anna left. Bo stayed.", "Anna", "Anna left."),
        ("Anna left. Bo stayed.", "Bo", "Bo stayed."),
        ("Anna left", "Anna", "Anna left"),
        ("Bo saw Block 14B. Anna left.", "Anna", "Anna left."),
        ("“We go,” said Anna. “At last!” Bo laughed.", "Anna", "“We go,” said Anna."),
        ("“At last!” Bo laughed. Anna left.", "Bo", "Bo laughed."),
        ("“At last!” he said to Bo. Anna left.", "Bo", "“At last!” he said to Bo."),
        ("Mr. Bo met J. K. Anna in the U.S. on Monday. It rained.", "Anna",
         "Mr. Bo met J. K. Anna in the U.S. on Monday."),
        ("It cost 3.5 million. Anna paid.", "3.5", "It cost 3.5 million."),
        ("Really? Anna paid... Bo did not.", "Anna", "Anna paid..."),
        ("北京很大。安娜来了。她走了。", "安娜", "安娜来了。"),
        ("Anna left. Bo stayed.", "left. Bo", "Anna left. Bo stayed."),
        ("  Anna left.  ", "Anna", "Anna left."),
    ],
)  # fmt: skip
def test_sentences(text: str, word: str, sentence: str) -> None:
    assert quoted(text, word) == sentence


def test_a_paragraph_is_a_border() -> None:
    text = "Headline without a stop\n\nAnna left"
    place = Span(text.index("Anna"), text.index("Anna") + 4)
    assert sentence_at(text, place, Span(25, len(text))).of(text) == "Anna left"


def test_what_never_ends_is_cut_at_spaces() -> None:
    text = "word " * 400 + "Anna" + " word" * 400
    found = quoted(text, "Anna")
    assert "Anna" in found
    assert len(found) <= LONGEST
    assert set(found.split()) == {"word", "Anna"}


@given(st.text("aA .!?”“\n。1", min_size=1, max_size=900), st.data())
def test_it_always_holds_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, min(len(text), start + 30)))
    if not text[start:stop].strip() or text[start].isspace() or text[stop - 1].isspace():
        return
    found = sentence_at(text, Span(start, stop), Span(0, len(text)))
    assert found.start <= start
    assert stop <= found.stop
    assert found.stop - found.start <= LONGEST + stop - start
