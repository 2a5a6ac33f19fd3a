"""A page: lines, marks, and offsets found again under a cell."""

from hypothesis import given
from hypothesis import strategies as st

from reader.articles import Block
from reader.marks import Figure, Mark
from reader.view.page import Page

TEXT = (
    "Ferry opens\n\nAnna Berg paid 30 kroner, she said, in the old harbour of Oslo.\n\n“A quote.”"
)
BLOCKS = (
    Block(0, 11, "headline"),
    Block(13, 76, "paragraph"),
    Block(78, 88, "quote"),
)
MARKS = (
    Mark(13, 22, "person", "Anna Berg"),
    Mark(28, 37, "figure", "30 kroner", Figure("money", "30", "NOK")),
    Mark(71, 75, "place", "Oslo"),
)


def page(cells: int = 30) -> Page:
    made = Page(TEXT, BLOCKS, ("12 March 2026",))
    made.mark(MARKS, frozenset())
    made.lay_out(cells)
    return made


def written(made: Page) -> list[str]:
    return ["".join(piece.text for piece in made.pieces(line)) for line in range(len(made))]


def test_the_preface_stands_above_the_text() -> None:
    assert written(page())[:4] == ["", "12 March 2026", "", "Ferry opens"]


def test_a_quote_has_its_rule() -> None:
    assert "  │ “A quote.”" in written(page())


def test_each_mark_is_written_in_the_look_of_its_kind() -> None:
    made = page(80)
    looks = {piece.text: piece.looks for line in range(len(made)) for piece in made.pieces(line)}
    assert looks["Anna Berg"] == ("paragraph", "person")
    assert looks["30 kroner"] == ("paragraph", "figure")


def test_hidden_kinds_are_written_plainly() -> None:
    made = page(80)
    made.mark(MARKS, frozenset({"person"}))
    looks = {
        look for line in range(len(made)) for piece in made.pieces(line) for look in piece.looks
    }
    assert "person" not in looks
    assert "figure" in looks
    assert made.mark_at(14) is None


def test_a_mark_is_found_under_every_one_of_its_cells() -> None:
    made = page(80)
    line = made.line_at(13)
    assert {made.offset_at(line, cell) for cell in range(9)} == set(range(13, 22))
    assert made.offset_at(line, 79) is None


@given(st.integers(8, 90), st.integers(0, len(TEXT) - 1))
def test_an_offset_is_on_its_line_at_any_width(cells: int, offset: int) -> None:
    made = page(cells)
    line = made.line_at(offset)
    if offset and not TEXT[offset].isspace():
        assert made.offset_of(line) <= offset
        assert offset in {made.offset_at(line, cell) for cell in range(cells + 4)}
