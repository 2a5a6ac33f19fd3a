r"""Where a sentence of an English text begins and ends.

Shape:   `sentence_around(text, span)` -> the `Span` of the sentence that the span stands in.
Units:   code points.
Errors:  none, for any str and any span of it; linear in the sentence, at most `REACH` each way.

A sentence ends with its line, or at a full stop, question or exclamation mark that is followed by
space and by a capital, a number or a quotation mark; not behind "Mr", an initial, or "e.g.".
"""

import re
from typing import Final

from reader.spans import Span

REACH: Final = 1_000
"""Code points looked at before and behind; a sentence that is longer is cut there."""

_END: Final = re.compile(
    r"""[.!?…]+ [”’"')\]]{0,3} [ \t\u00a0]+ (?=[“‘"'(\[]{0,2} [A-Z0-9À-ÞЀ-Я£$€#])""", re.VERBOSE
)
_SHORT: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sir|Gen|Col|Lt|Sgt|Capt|Rep|Sen|Gov|Rev|Hon|Jr|Sr|Inc|Ltd|Co"
    r"|No|vs|v|cf|approx|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|p|pp|e\.g|i\.e)"
    r"|(?<![\w’'])[A-Z](?:\.[A-Z]){0,4})\Z"
)
"""What a full stop stands behind without ending a sentence."""


def sentence_around(text: str, span: Span) -> Span:
    """The sentence of `text` that `span` begins in; it reaches to the end of `span` at least.

    >>> text = "Mr Li left. He paid £3. Then it rained."
    >>> sentence_around(text, Span(20, 22)).of(text)
    'He paid £3.'
    """
    low, high = max(0, span.start - REACH), min(len(text), span.stop + REACH)
    first = text.rfind("\n", low, span.start) + 1 or low
    last = text.find("\n", span.stop, high)
    last = high if last < 0 else last
    start = first
    for end in _END.finditer(text, first, last):
        if not _ends(text, first, end):
            continue
        if end.end() <= span.start:
            start = end.end()
        elif end.start() >= span.stop - 1:
            last = end.end()
            break
    while last > span.stop and text[last - 1].isspace():
        last -= 1
    while start < span.start and text[start].isspace():
        start += 1
    return Span(start, last)


def _ends(text: str, first: int, end: "re.Match[str]") -> bool:
    """True when this really ends a sentence, and no abbreviation."""
    if not end[0].startswith(".") or end[0].startswith(".."):
        return True
    return _SHORT.search(text, max(first, end.start() - 12), end.start()) is None
