"""Where a search hit an article: spans over its text, each block searched as the field it is.

Shape:   pattern, article, marks -> spans, sorted and disjoint.
Units:   code points of the article's text.
Errors:  none.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from reader.articles import Article, Block
from reader.marks import Mark
from reader.search import Field, Pattern
from reader.spans import Span, disjoint


def matches_in(pattern: Pattern, article: Article, marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Every place in the text of `article` that `pattern` finds, names and figures among them."""
    marks = tuple(marks)
    names = _in_names(pattern, article.text, marks)
    own = (Span(mark.start, mark.stop) for mark in pattern.marked(marks))
    return disjoint([*_in_blocks(pattern, article), *names, *own])


def _field(block: Block) -> Field:
    if block.type == "headline":
        return "title"
    return "standfirst" if block.type == "standfirst" else "text"


def _in_blocks(pattern: Pattern, article: Article) -> Iterator[Span]:
    """Neighbouring blocks of one field are searched in one go.

    What was asked of the text alone may stand in all of them: all are the text.
    """
    own = pattern.only("text")
    for field, group in groupby(article.blocks, key=_field):
        blocks = list(group)
        start = blocks[0].start
        for span in pattern.find(article.text[start : blocks[-1].stop], field):
            yield Span(start + span.start, start + span.stop)
        if own is not None and field != "text":
            for span in own.find(article.text[start : blocks[-1].stop], "text"):
                yield Span(start + span.start, start + span.stop)


def _in_names(pattern: Pattern, text: str, marks: Iterable[Mark]) -> Iterator[Span]:
    """Names forgive typing errors that the text around them does not."""
    for mark in marks:
        if mark.kind != "figure":
            for span in pattern.find(mark.of(text), "name"):
                yield Span(mark.start + span.start, mark.start + span.stop)
