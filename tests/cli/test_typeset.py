"""Wrapped lines keep every word and the width."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.articles import Article, Block, Link
from reader.cli.typeset import clipped, numbered, pieces, wrapped
from reader.spans import Span

texts = st.text(alphabet="ab c\n\té漢👩🏽‍", min_size=1, max_size=120)


@settings(max_examples=150)
@given(texts, st.integers(2, 30))
def test_lines_are_narrow_and_lose_nothing(text: str, width: int) -> None:
    lines = list(wrapped(text, Span(0, len(text)), width))
    assert "".join("".join(line.of(text).split()) for line in lines) == "".join(text.split())
    for line in lines:
        assert cell_len(line.of(text)) <= width or len(line.of(text).strip()) == 1
        assert "\n" not in line.of(text)


def test_lines_are_filled() -> None:
    text = "one two three four"
    assert [line.of(text) for line in wrapped(text, Span(0, len(text)), 9)] == [
        "one two", "three", "four",
    ]  # fmt: skip


@settings(max_examples=150)
@given(st.text(alphabet="ab é漢👩🏽‍❤\ufe0f\u0301", max_size=40), st.integers(2, 30))
def test_what_is_clipped_fits_and_begins_as_before(text: str, width: int) -> None:
    cut = clipped(text, width)
    assert cell_len(cut) <= max(width, 2)
    if cell_len(text) <= width:
        assert cut == text
    else:
        assert cut.endswith("…")
        assert text.startswith(cut[:-1])


@settings(max_examples=100)
@given(st.text(min_size=3, max_size=40), st.data())
def test_styles_part_a_line_without_changing_it(text: str, data: st.DataObject) -> None:
    cuts = sorted(set(data.draw(st.lists(st.integers(0, len(text)), max_size=8))))
    spans = [(Span(a, b), "place") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    line = Span(1, len(text) - 1)
    parts = pieces(text, line, spans, "heading")
    assert "".join(part[0] for part in parts) == line.of(text)
    styled = "".join(part[0] for part in parts if part[1] == "place")
    assert styled == "".join(text[max(s.start, 1) : min(s.stop, len(text) - 1)] for s, _ in spans)


def test_styles_move_with_the_numbers_of_links() -> None:
    text = "Ada and Bo met."
    links = (Link(0, 3, "https://a.example/"), Link(8, 10, "https://b.example/"))
    article = Article(
        id="0", text=text, title="t", blocks=(Block(0, len(text), "paragraph"),), links=links
    )
    shown, styled, addresses = numbered(article, [(Span(0, 3), "person"), (Span(8, 10), "person")])
    assert shown.text == "Ada[1] and Bo[2] met."
    assert [span.of(shown.text) for span, _ in styled] == ["Ada", "Bo"]
    assert [block.of(shown.text) for block in shown.blocks] == [shown.text]
    assert addresses == ["https://a.example/", "https://b.example/"]
