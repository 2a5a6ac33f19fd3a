"""The sentence around a place in a text, to quote it.

Shape:   a text, a span and the bounds of its paragraph -> the span of the sentence; of several
         sentences where the place reaches over their borders.
Units:   code points; a sentence that never ends is cut to `LONGEST` around the place, at spaces.
Errors:  none; a mistaken full stop makes a quotation shorter or longer, nothing else.
"""

import re
from typing import Final

from reader.spans import Span

LONGEST: Final = 400

_END: Final = re.compile(
    r"""[.!?…]+[”’"'»)\]]*      # full stops, and what closes behind them,
        (?=\s+[“‘"'«(\[]*(?P<next>\w))  # before something that may begin a sentence
        |[。！？]+[」』”’）]*""",
    re.VERBOSE,
)
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\Z")
_SHORT: Final = re.compile(
    "(?:mr|mrs|ms|dr|prof|st|sen|rep|gov|gen|col|lt|capt|sgt|maj|hon|rev|messrs|nos?|vs?|fig|approx"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|inc|ltd|co|corp|mt|ft)",
    re.IGNORECASE,
)
"""A full stop behind one of these ends no sentence, mostly."""


def sentence_at(text: str, place: Span, paragraph: Span) -> Span:
    """The sentence of `paragraph` that holds `place`.

    >>> text = "It rained. Dr. Dahl left Oslo at 3.15 p.m. on Monday. Nobody knew."
    >>> sentence_at(text, Span(15, 19), Span(0, len(text))).of(text)
    'Dr. Dahl left Oslo at 3.15 p.m. on Monday.'
    """
    low = max(paragraph.start, place.start - LONGEST)
    high = min(paragraph.stop, place.stop + LONGEST)
    start, stop = low, high
    for end in _END.finditer(text, low, high):
        if not _ends(text, end, low):
            continue
        if end.end() <= place.start:
            start = end.end()
        elif end.end() >= place.stop:
            stop = end.end()
            break
    return _trimmed(text, *_cut(text, place, start, stop, paragraph))


def _ends(text: str, end: re.Match[str], low: int) -> bool:
    """True when the full stop is none of an abbreviation."""
    following = end["next"]
    if following is None or end[0] != ".":
        return following is None or not following.islower()
    word = _WORD_BEFORE.search(text, max(low, end.start() - 12), end.start())
    before = word[0] if word else ""
    is_initial = len(before) == 1 and before.isupper()
    return not (following.islower() or is_initial or _SHORT.fullmatch(before))


def _cut(text: str, place: Span, start: int, stop: int, paragraph: Span) -> tuple[int, int]:
    """Where nothing ended for long, some words before and after will do."""
    room = max(0, LONGEST - (place.stop - place.start))
    if stop - start <= LONGEST:
        room = LONGEST
    if place.start - start > room // 2 or (start > paragraph.start and text[start].isalnum()):
        near = max(start, place.start - room // 2)
        space = text.find(" ", near, place.start)
        start = space + 1 if space >= 0 else near
    if stop - place.stop > room // 2:
        near = min(stop, place.stop + room // 2)
        space = text.rfind(" ", place.stop, near)
        stop = space if space >= 0 else near
    return start, stop


def _trimmed(text: str, start: int, stop: int) -> Span:
    while text[start].isspace():
        start += 1
    while text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop)
