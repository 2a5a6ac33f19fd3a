"""A selection grows and shrinks by words and paragraphs, and is never empty."""

from hypothesis import given
from hypothesis import strategies as st

from reader.sources import article_from_bytes
from reader.view.selections import Selection, whole_block

ARTICLE = article_from_bytes(
    b"A headline\n\nThe first paragraph is here.\n\nA second one follows it.\n\nAnd a third.\n"
)
TEXT, BLOCKS = ARTICLE.text, ARTICLE.blocks


def test_words_and_paragraphs() -> None:
    first = whole_block(BLOCKS, TEXT.index("first"))
    assert first is not None
    assert first.of(TEXT) == "The first paragraph is here."
    assert first.by_word(TEXT, -1).of(TEXT) == "The first paragraph is"
    assert first.by_word(TEXT, 1).of(TEXT) == "The first paragraph is here.\n\nA"
    assert first.by_block(BLOCKS, 1).of(TEXT).endswith("follows it.")
    assert first.by_block(BLOCKS, 1).by_block(BLOCKS, -1) == first
    turned = first.turned()
    assert turned.by_word(TEXT, 1).of(TEXT) == "first paragraph is here."
    assert turned.by_word(TEXT, 1).by_word(TEXT, -1) == turned
    assert turned.by_block(BLOCKS, -1).of(TEXT).startswith("A headline")


def test_the_ends_of_the_text_hold() -> None:
    assert whole_block((), 0) is None
    last = whole_block(BLOCKS, len(TEXT) + 5)
    assert last is not None
    assert last.of(TEXT) == "And a third."
    assert last.by_word(TEXT, 1) == last
    assert last.by_block(BLOCKS, 1) == last


@given(st.lists(st.sampled_from(["word+", "word-", "block+", "block-", "turn"]), max_size=40))
def test_it_is_never_empty_nor_outside(steps: list[str]) -> None:
    selection = whole_block(BLOCKS, 0)
    assert selection is not None
    for step in steps:
        way = 1 if step.endswith("+") else -1
        selection = (
            selection.turned()
            if step == "turn"
            else selection.by_word(TEXT, way)
            if step.startswith("word")
            else selection.by_block(BLOCKS, way)
        )
        assert isinstance(selection, Selection)
        assert 0 <= selection.start < selection.stop <= len(TEXT)
