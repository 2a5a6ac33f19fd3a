"""A page: lines, marks, and offsets found again under a cell."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from reader.articles import Block, BlockType, Link
from reader.marks import Figure, Mark
from reader.view.glyphs import width
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


def made_of(*parts: tuple[BlockType, str, int], links: Sequence[Link] = (), room: int = 0) -> Page:
    blocks, place = [], 0
    for kind, text, level in parts:
        blocks.append(Block(place, place + len(text), kind, level))
        place += len(text) + 2
    made = Page("\n\n".join(text for _, text, _ in parts), blocks, links=links)
    made.lay_out(30, room)
    return made


def test_items_of_a_list_hang_and_have_bullets() -> None:
    text = "- one two three four five six seven\n  - and a nested one that goes on\n10. ten is a word and so is eleven"
    assert [line for line in written(made_of(("list", text, 0))) if line.strip()] == [
        "  • one two three four five",
        "    six seven",
        "    • and a nested one that",
        "      goes on",
        "  10. ten is a word and so is",
        "      eleven",
    ]


def test_deep_quotations_have_more_bars() -> None:
    lines = written(made_of(("quote", "a", 1), ("quote", "b", 2)))
    assert "  │ a" in lines
    assert "  │ │ b" in lines


def test_links_have_numbers_which_take_their_room() -> None:
    text = "See the harbour office and also the old pier of Oslo"
    links = (
        Link(8, 22, "https://a.example/"),
        Link(36, 44, "https://b.example/"),
        Link(48, 52, "https://a.example/"),
    )
    made = made_of(("paragraph", text, 0), links=links)
    assert [line for line in written(made) if line] == [
        "See the harbour office[1] and",
        "also the old pier[2] of",
        "Oslo[1]",
    ]
    assert made.offset_at(1, 21) == 21
    assert made.offset_at(1, 23) is None
    assert made.offset_at(1, 26) == 23
    assert made.offset_at(2, 22) == text.rindex("of") + 1


def test_code_is_cut_and_scrolls_sideways() -> None:
    code = "0123456789" * 6 + "\nshort\n" + "港" * 30
    made = made_of(("code", code, 0), room=22)
    assert [line for line in written(made) if line] == [
        "  " + "0123456789" * 2 + "0123456…",
        "  short",
        "  " + "港" * 13 + "…",
    ]  # the column is wider than the room
    assert made.sideways(0, 10) == 62 - 30 + 1
    made.shift = 10
    assert [line for line in written(made) if line] == [
        "  …" + ("0123456789" * 6)[11:37] + "…",
        "  …",
        "  …" + ("港" * 30)[5:18] + "…",
    ]
    assert made.offset_at(1, 3) == 11
    assert made.offset_at(1, 2) is None
    made.shift = made.sideways(0, 10)
    assert written(made)[1].endswith("9")


@given(st.text("ab \n港", min_size=1, max_size=60), st.integers(0, 40), st.integers(6, 30))
def test_no_line_of_code_is_wider_than_the_room(text: str, shift: int, cells: int) -> None:
    if not text.strip():
        return
    made = Page(text, (Block(0, len(text), "code"),))
    made.lay_out(cells)
    made.shift = shift
    assert all(width(line) <= cells for line in written(made))


@given(
    st.text("ab ", min_size=1, max_size=80).filter(str.strip),
    st.lists(st.integers(0, 79), max_size=6),
    st.integers(8, 30),
)
def test_with_numbers_no_letter_is_lost(text: str, places: list[int], cells: int) -> None:
    at = sorted({place for place in places if place < len(text)})
    links = [Link(place, place + 1, f"https://{place}.example/") for place in at]
    made = Page(text, (Block(0, len(text), "paragraph"),), links=links)
    made.lay_out(cells)
    looks = [piece for line in range(len(made)) for piece in made.pieces(line)]
    letters = "".join(piece.text for piece in looks if piece.looks == ("paragraph",))
    assert letters.replace(" ", "") == text.replace(" ", "")
    assert sum(piece.looks == ("link-number",) for piece in looks) >= sum(
        text[place] != " " for place in at
    )
