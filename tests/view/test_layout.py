"""Lines: nothing lost, nothing too wide, offsets found again."""

from hypothesis import given
from hypothesis import strategies as st

from reader.articles import Block, BlockType
from reader.view.glyphs import width
from reader.view.layout import INDENTS, lay_out

TEXTS = st.text(
    alphabet=st.sampled_from("ab cde fgh-—’é日本👨‍👩🇫🇷\u0301\u200d️ \n"), min_size=1, max_size=300
)


def one(text: str, type_: BlockType = "paragraph") -> tuple[Block, ...]:
    return (Block(0, len(text), type_),)


def lines_of(text: str, cells: int, type_: BlockType = "paragraph") -> list[str]:
    lines = lay_out(text, one(text, type_), cells)
    return [text[a:b] for a, b in zip(lines.starts, lines.stops, strict=True)]


def test_words_wrap_at_the_last_space_that_fits() -> None:
    assert lines_of("the quick brown fox", 10) == ["the quick", "brown fox"]


def test_a_word_of_exactly_the_width_fits() -> None:
    assert lines_of("abcdefghij klm", 10) == ["abcdefghij", "klm"]


def test_a_long_word_is_broken_where_the_line_ends() -> None:
    assert lines_of("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_line_may_end_after_a_dash() -> None:
    assert lines_of("one—two three", 8) == ["one—two", "three"]
    assert lines_of("abcdef—ghijkl", 8) == ["abcdef—", "ghijkl"]


def test_wide_letters_count_two_cells() -> None:
    assert lines_of("日本語日本語", 6) == ["日本語", "日本語"]


def test_lines_of_code_and_tables_are_not_broken() -> None:
    text = "a " * 40
    assert len(lay_out(text, one(text, "table"), 20)) == 1
    assert len(lay_out(text, one(text, "code"), 20)) == 1
    assert len(lay_out(text, one(text), 20)) == 4


def test_air_between_blocks_and_more_above_a_heading() -> None:
    text = "Head\n\nBody one\n\nSub\n\nBody two"
    blocks = (
        Block(0, 4, "headline"),
        Block(6, 14, "paragraph"),
        Block(16, 19, "heading"),
        Block(21, 29, "paragraph"),
    )
    lines = lay_out(text, blocks, 40)
    assert list(lines.blocks) == [0, -1, 1, -1, -1, 2, -1, 3]


@given(TEXTS, st.integers(4, 40), st.sampled_from(["paragraph", "quote", "code", "list"]))
def test_every_letter_is_on_some_line_in_order(text: str, cells: int, type_: BlockType) -> None:
    if not text.strip():
        return
    shown = "".join(lines_of(text, cells, type_))
    assert shown.replace(" ", "") == text.replace("\n", "").replace(" ", "")


@given(TEXTS, st.integers(4, 40), st.sampled_from(["paragraph", "quote"]))
def test_no_line_is_wider_than_the_column(text: str, cells: int, type_: BlockType) -> None:
    room = max(4, cells - INDENTS.get(type_, 0))
    for line in lines_of(text, cells, type_):
        assert width(line) <= room


@given(TEXTS, st.integers(4, 40), st.data())
def test_the_line_of_an_offset_holds_it(text: str, cells: int, data: st.DataObject) -> None:
    lines = lay_out(text, one(text), cells)
    offset = data.draw(st.integers(0, len(text) - 1))
    line = lines.line_at(offset)
    following = lines.starts[line + 1] if line + 1 < len(lines) else len(text)
    assert lines.starts[line] <= offset < max(following, lines.starts[line] + 1)
