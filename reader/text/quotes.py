"""Where a passage stands in a text that may have changed since it was written down.

Shape:   `find_quote(text, quote, near)` -> its span, or None where it is not there any more.
Units:   code points.
Errors:  none. Linear time.
"""

import re

from reader.spans import Span


def find_quote(text: str, quote: str, near: int) -> Span | None:
    """The place of `quote` in `text` that is nearest to `near`; spaces may have become others.

    >>> find_quote("one two, one two", "one two", 8)
    Span(start=9, stop=16)
    """
    if not quote.strip():
        return None
    if text.startswith(quote, max(0, near)):
        return Span(max(0, near), max(0, near) + len(quote))
    after = text.find(quote, max(0, near))
    before = text.rfind(quote, 0, max(0, near) + len(quote) - 1) if near > 0 else -1
    found = [start for start in (before, after) if start >= 0]
    if found:
        start = min(found, key=lambda start: abs(start - near))
        return Span(start, start + len(quote))
    words = r"\s+".join(map(re.escape, quote.split()))
    places = [Span(match.start(), match.end()) for match in re.finditer(words, text)]
    return min(places, key=lambda span: abs(span.start - near), default=None)
