"""A sentence is quoted whole, and nothing but it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.spans import Span
from reader.text.quoting import LONGEST, sentence_at


def quoted(text: str, word: str) -> str:
    start = text.index(word)
    return sentence_at(text, Span(start, start + len(word)), Span(0, len(text))).of(text)


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("Anna left. Bo stayed.", "Anna", "Anna left."),
        ("Anna left. Bo stayed.", "Bo", "Bo stayed."),
        ("Anna left", "Anna", "Anna left"),
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
