"""Where a search hit an article: spans over its text, each block searched as the field it is.

Shape:   pattern, article, marks -> spans, sorted and disjoint; `matching` gives them a portion of
         the text at a time, so that whoever shows them need not wait for those of a whole book.
Units:   code points of the article's text.
Errors:  none.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter
from typing import Final, NamedTuple

from reader.articles import Article, Block
from reader.marks import Mark
from reader.search import Field, Pattern
from reader.spans import Span, disjoint

PORTION: Final = 16_384
"""Code points; they are searched in a millisecond, or five."""

_OVERLAP: Final = 400
"""So much of the next portion is looked at, for what begins in one and ends in the other."""

_start = attrgetter("start")


class _Portion(NamedTuple):
    field: Field
    start: int
    stop: int
    """What begins before is of this portion."""
    reach: int
    """What is looked at for it."""


def matching(
    pattern: Pattern, article: Article, marks: Sequence[Mark], near: int = 0
) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Where each portion begins and what is found in it; the portion of offset `near` first."""
    portions = list(_portions(article))
    own, names = pattern.only("text"), dict[str, tuple[Span, ...]]()
    first = max(0, bisect_left(portions, near + 1, key=_start) - 1)
    for portion in chain(portions[first:], portions[:first]):
        here = marks[
            bisect_left(marks, portion.start, key=_start) : bisect_left(
                marks, portion.stop, key=_start
            )
        ]
        found = [
            *_in_portion(pattern, article.text, portion, portion.field),
            *_in_names(pattern, article.text, here, names),
            *(Span(mark.start, mark.stop) for mark in pattern.marked(here)),
        ]
        # What was asked of the text alone may stand in all of it.
        if own is not None and portion.field != "text":
            found += _in_portion(own, article.text, portion, "text")
        yield portion.start, disjoint(found)


def together(found: Mapping[int, tuple[Span, ...]]) -> tuple[Span, ...]:
    """What was found in all portions."""
    spans: list[Span] = []
    for start in sorted(found):
        more = found[start]
        while spans and more and more[0].start < spans[-1].stop:  # both looked at the overlap
            more = more[1:]
        spans += more
    return tuple(spans)


def _field(block: Block) -> Field:
    if block.type == "headline":
        return "title"
    return "standfirst" if block.type == "standfirst" else "text"


def _portions(article: Article) -> Iterator[_Portion]:
    """Neighbouring blocks of one field are searched in one go, but for what is long."""
    text = article.text
    for field, group in groupby(article.blocks, key=_field):
        blocks = list(group)
        start, end = blocks[0].start, blocks[-1].stop
        while end - start > 2 * PORTION:
            cut = max(text.rfind(space, start, start + PORTION) for space in " \n") + 1
            cut = cut if cut > start else start + PORTION
            yield _Portion(field, start, cut, min(end, cut + _OVERLAP))
            start = cut
        yield _Portion(field, start, end, end)


def _in_portion(pattern: Pattern, text: str, portion: _Portion, field: Field) -> Iterator[Span]:
    start = portion.start
    for span in pattern.find(text[start : portion.reach], field):
        if start + span.start < portion.stop:
            yield Span(start + span.start, start + span.stop)


def _in_names(
    pattern: Pattern, text: str, marks: Iterable[Mark], known: dict[str, tuple[Span, ...]]
) -> Iterator[Span]:
    """Names forgive typing errors that the text around them does not."""
    for mark in marks:
        if mark.kind != "figure":
            name = mark.of(text)
            if (found := known.get(name)) is None:
                found = known[name] = pattern.find(name, "name")
            for span in found:
                yield Span(mark.start + span.start, mark.start + span.stop)
