"""The sentence around a place in a text, to quote it.

Shape:   a text, a span and the bounds of its paragraph, else its line -> the span of the sentence;
         of several sentences where the place reaches over their borders.
Units:   code points; a sentence that never ends is cut around the place, at spaces.
Errors:  none, for any str and any span of it; a mistaken full stop makes a quotation shorter or
         longer, nothing else.

A sentence ends at a full stop, question or exclamation mark with space behind it, unless a small
letter follows; not behind "Mr", an initial, "U.S.", or "e.g.".
"""

import re
from typing import Final

from reader.spans import Span

LONGEST: Final = 400
"""Longer sentences are cut, unless more is asked for."""

_END: Final = re.compile(
    r"""[.!?…]+[”’"'»)\]]*      # full stops, and what closes behind them,
        (?=\s+[“‘"'«(\[£$€#]*(?P<next>\w))  # before something that may begin a sentence
        |[。！？]+[」』”’）]*""",
    re.VERBOSE,
)
_WORD_BEFORE: Final = re.compile(r"(?<!\d)[^\W\d_]+(?:\.[^\W\d_]+)*\Z")
_SHORT: Final = re.compile(
    r"(?i:mr|mrs|ms|dr|prof|st|sir|sen|rep|gov|gen|col|lt|capt|sgt|maj|hon|rev|jr|sr|messrs|nos?|vs?"
    r"|cf|ca|fig|approx|pp?|e\.g|i\.e|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|inc|ltd|co|corp"
    r"|mt|ft)|[A-Z](?:\.[A-Z]){0,4}"
)
"""A full stop behind one of these ends no sentence, mostly."""


def sentence_at(
    text: str, place: Span, paragraph: Span | None = None, *, longest: int = LONGEST
) -> Span:
    """The sentence of `paragraph`, or of the line, that holds `place`.

    >>> text = "It rained. Dr. Dahl left Oslo at 3.15 p.m. on Monday. Nobody knew."
    >>> sentence_at(text, Span(15, 19)).of(text)
    'Dr. Dahl left Oslo at 3.15 p.m. on Monday.'
    """
    if paragraph is None:
        paragraph = _line(text, place, longest)
    low = max(paragraph.start, place.start - longest)
    high = min(paragraph.stop, place.stop + longest)
    start, stop = low, high
    for end in _END.finditer(text, low, high):
        if not _ends(text, end, low):
            continue
        if end.end() <= place.start:
            start = end.end()
        elif end.end() >= place.stop:
            stop = end.end()
            break
    start, stop = _cut(text, place, Span(start, stop), paragraph.start, longest)
    while start < place.start and text[start].isspace():
        start += 1
    while stop > place.stop and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop)


def _line(text: str, place: Span, longest: int) -> Span:
    """The line, or lines, of `place`; those that begin or end too far away are not looked for."""
    before = text.rfind("\n", max(0, place.start - longest), place.start)
    after = text.find("\n", place.stop, place.stop + longest)
    return Span(before + 1, after if after >= 0 else len(text))


def _ends(text: str, end: re.Match[str], low: int) -> bool:
    """True when the full stop is none of an abbreviation."""
    following = end["next"]
    if following is None or end[0] != ".":
        return following is None or not following.islower()
    word = _WORD_BEFORE.search(text, max(low, end.start() - 12), end.start())
    before = word[0] if word else ""
    return not (following.islower() or _SHORT.fullmatch(before))


def _cut(text: str, place: Span, sentence: Span, first: int, longest: int) -> tuple[int, int]:
    """Where nothing ended for long, some words before and after will do."""
    start, stop = sentence.start, sentence.stop
    room = max(0, longest - (place.stop - place.start))
    if stop - start <= longest:
        room = longest
    if place.start - start > room // 2 or (start > first and text[start].isalnum()):
        near = max(start, place.start - room // 2)
        space = text.find(" ", near, place.start)
        start = space + 1 if space >= 0 else near
    if stop - place.stop > room // 2:
        near = min(stop, place.stop + room // 2)
        space = text.rfind(" ", place.stop, near)
        stop = space if space >= 0 else near
    return start, stop
