"""A text with blocks and links while it is put together.

Shape:   `BlockList.add` a block with the links in it, again and again; `fragment` is all of it.
Units:   spots count code points of the block that is added, links those of the whole text.
Errors:  none. What is added is cleaned, and blank blocks are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.articles import Block, BlockType, Link
from reader.clean import clean_text
from reader.text.grids import Spot


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a piece of HTML says."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


class BlockList:
    """Blocks, one after the other."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._place = 0
        self._caption_before = ""
        """The text of the block before, if that is a caption: pictures often say theirs twice."""

    def fragment(self) -> Fragment:
        """All that was added."""
        return Fragment("".join(self._parts), tuple(self._blocks), tuple(self._links))

    def add(self, kind: BlockType, text: str, spots: list[Spot], level: int = 0) -> None:
        """Append a block; blank lines around it and at the ends of its lines are no part of it."""
        clean = clean_text(text)
        if (
            clean != text
        ):  # what was parted by tags makes something together that is not for reading
            text, spots = clean, []
        if kind == "code":
            start = len(text) - len(text.lstrip()) if not text.strip() else _first_full_line(text)
        else:
            start = len(text) - len(text.lstrip())
        text = text.rstrip()
        if not text.strip():
            return
        text = text[start:]
        if kind == "caption" and text == self._caption_before:
            return
        self._caption_before = text if kind == "caption" else ""
        if self._blocks:
            self._parts.append("\n\n")
            self._place += 2
        self._blocks.append(Block(self._place, self._place + len(text), kind, level))
        self._parts.append(text)
        self._links += _moved_links(text, spots, -start, self._place)
        self._place += len(text)


def _moved_links(text: str, spots: list[Spot], by: int, place: int) -> Iterator[Link]:
    """The links of a block that begins at `place`, without blanks at their ends."""
    for start, stop, address in spots:
        begin, end = max(0, start + by), min(len(text), stop + by)
        stretch = text[begin:end]
        begin += len(stretch) - len(stretch.lstrip())
        end -= len(stretch) - len(stretch.rstrip())
        if begin < end:
            yield Link(place + begin, place + end, address)


def _first_full_line(text: str) -> int:
    """Where the first line begins that is not blank."""
    return text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1
