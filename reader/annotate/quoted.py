"""What stands between quotation marks, paragraph by paragraph.

Shape:   one str -> `Paragraph`s, each with its `Stretch`es in order; none inside another.
Units:   offsets are code points.
Errors:  none, for any str. Linear time.

“…”, "…" and ‘…’ are quotation marks; an apostrophe is not. A paragraph that ends inside a quotation
leaves its last stretch open: it goes on if the next paragraph begins with the same mark, as
newspapers set it, and is no quotation if not.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_PARAGRAPH: Final = re.compile(r"\S[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*")
_SIGN: Final = re.compile('[“”"‘’]')
_PAIRS: Final = {"“": "”", '"': '"'}
_ELIDED: Final = re.compile(r"‘(?:\d0s|tis|twas|em|til|cause|bout)\b", re.IGNORECASE)
_MOST: Final = 4_000
"""A single quotation mark is looked for so far: behind that an apostrophe is likelier."""


class Stretch(NamedTuple):
    """A stretch of one paragraph between two quotation marks."""

    start: int
    stop: int
    """With the marks."""
    opener: str
    closed: bool

    @property
    def inner(self) -> tuple[int, int]:
        """The range without the marks."""
        return self.start + 1, self.stop - 1 if self.closed else self.stop


class Paragraph(NamedTuple):
    """A paragraph, and what is quoted in it."""

    start: int
    stop: int
    stretches: tuple[Stretch, ...]


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield every paragraph of `text`, with what is quoted in it."""
    for match in _PARAGRAPH.finditer(text):
        stop = match.start() + len(match[0].rstrip())
        yield Paragraph(match.start(), stop, tuple(_stretches(text, match.start(), stop)))


def _stretches(text: str, start: int, stop: int) -> Iterator[Stretch]:
    place, opened = start, -1
    while (sign := _SIGN.search(text, place, stop)) is not None:
        at = sign.start()
        place = at + 1
        if opened >= 0:
            if sign[0] == _PAIRS[text[opened]] and not _opens(text, at, start, stop):
                if text[opened + 1 : at].strip():
                    yield Stretch(opened, at + 1, text[opened], closed=True)
                opened = -1
            elif sign[0] == text[opened]:  # one that was never closed: the later one counts
                opened = at
        elif sign[0] == "‘" and (end := _single(text, at, start, stop)) is not None:
            yield Stretch(at, end + 1, "‘", closed=True)
            place = end + 1
        elif sign[0] == "“" or (sign[0] == '"' and _opens(text, at, start, stop)):
            opened = at
    if opened >= 0 and text[opened + 1 : stop].strip():
        yield Stretch(opened, stop, text[opened], closed=False)


def _opens(text: str, at: int, start: int, stop: int) -> bool:
    """True when what stands at `at` can only open: space before, none behind."""
    if text[at] == "”":
        return False
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < stop else " "
    return (before.isspace() or before in "([—–-‘“") and not after.isspace()


def _single(text: str, at: int, start: int, stop: int) -> int | None:
    """Where a single quotation mark at `at` is closed; None when it is none."""
    before = text[at - 1] if at > start else " "
    if before.isalnum() or text[at + 1 : at + 2].isspace() or _ELIDED.match(text, at):
        return None
    last, place = None, at + 1
    limit = min(stop, at + _MOST)
    while (place := text.find("’", place + 1, limit)) >= 0:
        if text[place + 1 : place + 2].isalnum() or text[place - 1].isspace():
            continue
        last = place
        if text[place - 1] != "s":  # "the workers’" has no quotation mark
            break
    return last
