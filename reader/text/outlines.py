"""The outline of an article: its headings, or the first words of its paragraphs where it has none.

Shape:   text and blocks -> `Entry`s in reading order.
Units:   offsets are code points; a label is one line of at most `LONGEST` of them.
Errors:  none.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from reader.articles import Block

LONGEST: Final = 120


class Entry(NamedTuple):
    """One place one can go to."""

    offset: int
    label: str
    level: int
    """0 for the headline, 1 for what is below it, more for headings of a lower rank."""


def outline(text: str, blocks: Sequence[Block]) -> tuple[Entry, ...]:
    """The headline and the headings; without headings, the paragraphs."""
    return tuple(entry(text, block) for block in outlined(blocks))


def outlined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that make the outline, in reading order."""
    headings = any(block.type == "heading" for block in blocks)
    left_out = ("standfirst", "caption")
    return [
        block
        for block in blocks
        if block.type == "headline"
        or (block.type == "heading" if headings else block.type not in left_out)
    ]


def entry(text: str, block: Block) -> Entry:
    """One block of the outline."""
    level = 0 if block.type == "headline" else max(1, block.level - 1)
    return Entry(block.start, _label(text, block), level)


def _label(text: str, block: Block) -> str:
    """The first words of a block; "…" where more follows."""
    words = " ".join(text[block.start : min(block.stop, block.start + 2 * LONGEST)].split())
    if len(words) <= LONGEST:
        return words
    cut = words.rfind(" ", 0, LONGEST)
    return f"{words[: cut if cut > 0 else LONGEST - 1]}…"
