"""A selection in a text, and how it grows and shrinks: by words and by paragraphs. Pure.

Shape:   a frozen `Selection`; every step gives another one. It is never empty.
Units:   code points.
Errors:  none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final

from reader.articles import Block
from reader.spans import Span

_WORD: Final = re.compile(r"\S+")
_FAR: Final = 2_000
"""A word is looked for so far back; there is none without a space that is longer."""

_start, _stop = attrgetter("start"), attrgetter("stop")


@dataclass(frozen=True, slots=True)
class Selection(Span):
    """A passage, and the end of it that moves."""

    backwards: bool = False
    """True while it is the beginning that moves."""

    @property
    def moving(self) -> int:
        """The offset that a step changes: of the last character, or of the first."""
        return self.start if self.backwards else self.stop - 1

    def turned(self) -> "Selection":
        """The other end moves now."""
        return replace(self, backwards=not self.backwards)

    def to(self, offset: int) -> "Selection":
        """The moving end at `offset`, where that leaves something."""
        if self.backwards:
            return replace(self, start=offset) if offset < self.stop else self
        return replace(self, stop=offset) if offset > self.start else self

    def by_word(self, text: str, step: int) -> "Selection":
        """A word more or less; the end stands at the edge of a word."""
        if self.backwards:
            return self.to(_word_start(text, self.start, step))
        return self.to(_word_stop(text, self.stop, step))

    def by_block(self, blocks: Sequence[Block], step: int) -> "Selection":
        """A paragraph more or less; what is begun is completed first."""
        if self.backwards:
            starts = list(map(_start, blocks))
            place = (
                bisect_right(starts, self.start)
                if step > 0
                else bisect_left(starts, self.start) - 1
            )
            return self.to(starts[place]) if 0 <= place < len(starts) else self
        stops = list(map(_stop, blocks))
        place = bisect_right(stops, self.stop) if step > 0 else bisect_left(stops, self.stop) - 1
        return self.to(stops[place]) if 0 <= place < len(stops) else self


def whole_block(blocks: Sequence[Block], offset: int) -> Selection | None:
    """The paragraph in which `offset` is, or the next one; the last one behind all of them."""
    if not blocks:
        return None
    block = blocks[min(bisect_right(blocks, offset, key=_stop), len(blocks) - 1)]
    return Selection(block.start, block.stop) if block.start < block.stop else None


def _word_stop(text: str, stop: int, step: int) -> int:
    if step > 0:
        word = _WORD.search(text, stop)
        return word.end() if word else stop
    before = [word.end() for word in _WORD.finditer(text, max(0, stop - _FAR), stop)]
    return before[-2] if len(before) > 1 else stop


def _word_start(text: str, start: int, step: int) -> int:
    if step < 0:
        before = [word.start() for word in _WORD.finditer(text, max(0, start - _FAR), start)]
        return before[-1] if before else start
    words = _WORD.finditer(text, start)
    next(words, None)
    following = next(words, None)
    return following.start() if following else start
