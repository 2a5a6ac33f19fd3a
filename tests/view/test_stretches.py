"""A text laid out by stretches: the same lines as one laid out in one go, whatever is seen first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles import Block, BlockType
from reader.view.layout import Line, lay_out
from reader.view.stretches import STRETCH, Stretches

WORDS = st.lists(st.sampled_from(["a", "the", "harbour", "—", "日本", "e\u0301", "\n", "x" * 90]))
KINDS: tuple[BlockType, ...] = ("headline", "paragraph", "heading", "code", "list")


def article(parts: list[str]) -> tuple[str, list[Block]]:
    """The parts as blocks, parted by blank lines."""
    text, blocks = "", []
    for number, part in enumerate(parts):
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{part}" if text else part
        blocks.append(Block(start, len(text), KINDS[number % len(KINDS)]))
    return text, blocks


def all_of(made: Stretches) -> list[Line | None]:
    while not made.is_whole:
        made.go_on(0)
    return [made.line(number) for number in range(len(made))]


@given(
    st.lists(WORDS.map(lambda words: " ".join(["word", *words])), min_size=1),
    st.integers(50, 900),
    st.integers(8, 90),
    st.data(),
)
def test_the_lines_are_those_of_the_whole_text(
    parts: list[str], times: int, cells: int, data: st.DataObject
) -> None:
    text, blocks = article(parts * min(times, 1 + 24_000 // len("".join(parts))))
    made = Stretches(text, blocks, cells)
    for _ in range(3):
        made.find(data.draw(st.integers(0, len(text))))
    lines = lay_out(text, blocks, cells)
    assert all_of(made) == [lines.line(number) for number in range(len(lines))]


@pytest.mark.parametrize(
    "text", ["word " * 9_000, "x" * 50_000, "日本" * 30_000, "e\u0301" * 40_000, "日 word " * 9_000]
)
@pytest.mark.parametrize("cells", [8, 41, 72])
def test_a_paragraph_without_an_end_loses_nothing(text: str, cells: int) -> None:
    made = Stretches(text, (Block(0, len(text), "paragraph"),), cells)
    shown = [line for line in all_of(made) if line]
    written = "".join(text[line.start : line.stop] for line in shown)
    assert written.replace(" ", "") == text.replace(" ", "")
    assert len(shown) <= len(lay_out(text, (Block(0, len(text), "paragraph"),), cells)) + 10


def test_only_what_is_looked_at_is_laid_out() -> None:
    text, blocks = article(["Some words of a text."] * 50_000)
    made = Stretches(text, blocks, 60)
    top = made.find(len(text) // 2)
    made.settle(top, 40, top)
    laid = [made.line(number) is not None for number in range(len(made))]
    assert 0 < sum(laid) < len(laid) // 20


@given(st.integers(0, 200_000), st.integers(1, 400), st.integers(0, 60))
def test_what_is_seen_stays_on_top_while_the_rest_is_laid_out(
    offset: int, length: int, before: int
) -> None:
    text, blocks = article([f"{'Longer ' * (number % length)}word." for number in range(400)])
    offset %= len(text)
    made = Stretches(text, blocks, 40)
    line = made.find(offset)
    top = max(0, made.settle(line - before, 30, line))
    seen = [made.line(number) for number in range(top, min(len(made), top + 30))]
    while not made.is_whole:
        top += made.go_on(top)
    assert [made.line(number) for number in range(top, min(len(made), top + 30))] == seen
    assert made.find(offset) - top <= before


def test_an_offset_is_found_from_any_side() -> None:
    text, blocks = article([f"{'word ' * 60}end."] * 900)
    whole = lay_out(text, blocks, 33)
    made = Stretches(text, blocks, 33)
    for offset in range(0, len(text), 3 * STRETCH // 2):
        made.find(offset)
    all_of(made)
    for offset in range(0, len(text), 97):
        assert made.find(offset) == whole.line_at(offset)
    assert made.line(len(made)) is None
    assert made.line(-1) is None
