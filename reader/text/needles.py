"""Find the very words that were typed, in one text: every place where they stand.

Shape:   `find_needle(text, needle, near)` -> portions of the text, each with where it begins and
         the spans that begin in it, in order and disjoint; the portion of offset `near` first.
         Case matters as soon as a capital is typed; accents, quotes and the width of a space
         never do, and a line may end where a space is typed.
Units:   code points of the text; spans cover whole characters, combining marks included.
Errors:  none, for any str. Linear time.
"""

import re
from collections.abc import Iterator
from typing import Final

from reader.spans import Span
from reader.text.fold import fold, fold_with_map, original_span

PORTION: Final = 16_384
"""Code points; they are searched in a millisecond or two."""

_GROWTH: Final = 4
"""A folded character may stand for so many: combining marks, letters that were one sign."""


def find_needle(text: str, needle: str, near: int = 0) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Where each portion of `text` begins, and where `needle` stands in it.

    >>> list(find_needle("The Café, the café", "cafe"))
    [(0, (Span(start=4, stop=8), Span(start=14, stop=18)))]
    >>> list(find_needle("The Café, the café", "Cafe"))
    [(0, (Span(start=4, stop=8),))]
    """
    pattern = _pattern(needle)
    if pattern is None:
        return
    exact = needle != needle.lower()
    reach = _GROWTH * len(needle) + 16
    starts = range(0, max(1, len(text)), PORTION)
    first = max(0, min(near, len(text) - 1)) // PORTION
    end: dict[int, int] = {}
    for start in (*starts[first:], *starts[:first]):
        stop = min(len(text), start + PORTION)
        part = text[start : stop + reach]
        spans = []
        for one, other in _places(part, pattern):
            if start + one >= stop:
                break
            if not exact or _same_case(part[one:other], needle):
                spans.append(Span(start + one, start + other))
        # One that hangs over into this portion was found in the one before, if that came before.
        over = end.get(start, start)
        spans = [span for span in spans if span.start >= over]
        end[stop] = spans[-1].stop if spans else stop
        yield start, tuple(spans)


def _pattern(needle: str) -> re.Pattern[str] | None:
    """The needle as it stands in a folded text; None for nothing but spaces."""
    words = [re.escape(word) for word in fold(needle).split()]
    return re.compile(r"\s+".join(words)) if words else None


def _places(part: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    folded, offsets = fold_with_map(part)
    for match in pattern.finditer(folded):
        yield original_span(offsets, match.start(), match.end())


def _same_case(found: str, needle: str) -> bool:
    """True when every letter is as large as it was typed."""
    return _shape(found) == _shape(needle)


def _shape(text: str) -> list[bool]:
    """For each letter of the folded text, whether it was a capital."""
    return [sign.isupper() for sign in text for letter in fold(sign) if letter.isalpha()]
