"""One result of a search, as JSON and as text.

Shape:   a listing and a number in it -> a dictionary, or a few lines.
Units:   offsets are code points of the field they are in.
Errors:  none.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from reader.articles import Article
from reader.cli.output import column, say
from reader.cli.shapes import match_shape
from reader.cli.typeset import facts_line, pieces
from reader.desk import Desk, Listing
from reader.marks import Mark, NameKind
from reader.search import Field
from reader.spans import Span, disjoint

_AROUND: Final = 72
"""Code points of text shown around a match when no terminal tells its width."""


def result_shape(desk: Desk, listing: Listing, number: int) -> dict[str, Any]:
    """The result with this number, as the contract spells it."""
    article = desk.article(listing.ids[number])
    score = listing.scores[number] if listing.scores else 0
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "score": round(score, 2),
        "matches": [
            match
            for field, text, spans in _matches(desk, listing, article)
            for match in _named(field, text, match_shape(field, spans))
        ],
    }


def say_result(desk: Desk, listing: Listing, number: int) -> None:
    """The headline, where it is from, and the first place that matches."""
    article = desk.article(listing.ids[number])
    found: dict[Field, tuple[str, Sequence[Span]]] = {
        field: (text, spans) for field, text, spans in _matches(desk, listing, article)
    }
    title, spans = found.get("title", (article.title, ()))
    whole = Span(0, max(1, len(title)))
    say(*pieces(title, whole, [(span, "match") for span in spans], "headline"))
    say((f"  {article.id} · {facts_line(article)}", "dim"))
    if "text" in found:
        text, spans = found["text"]
        # The headline stands above already: rather a place below it.
        below = [span for span in spans if span.start > len(article.title)] or spans
        line = _line_around(text, below[0])
        say("  ", *pieces(text, line, [(span, "match") for span in spans]))


def _matches(
    desk: Desk, listing: Listing, article: Article
) -> Iterator[tuple[Field, str, Sequence[Span]]]:
    """Each field in which the query is found, its text, and where."""
    pattern = listing.pattern
    if pattern is None:
        return
    fields: list[tuple[Field, str]] = [
        ("title", article.title),
        ("standfirst", article.standfirst or ""),
        ("byline", article.byline or ""),
    ]
    for field, text in fields:
        if text and (spans := pattern.find(text, field)):
            yield field, text, spans
    marks = desk.marks(article.id) or ()
    for name, kinds in _names(marks).items():
        own = [span for kind in kinds for span in pattern.find(name, kind)]
        if spans := disjoint([*pattern.find(name, "name"), *own]):
            yield "name", name, spans
    asked = [Span(mark.start, mark.stop) for mark in pattern.marked(marks)]
    if spans := disjoint([*pattern.find(article.text, "text"), *asked]):
        yield "text", article.text, spans


def _names(marks: Iterable[Mark]) -> dict[str, set[NameKind]]:
    """The names among `marks` in their order, each once, and what they are names of."""
    names: dict[str, set[NameKind]] = {}
    for mark in marks:
        if mark.kind != "figure":
            names.setdefault(mark.name, set()).add(mark.kind)
    return names


def _named(field: str, text: str, matches: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """An article has many names: say which one the offsets are in."""
    return [{**match, "name": text} for match in matches] if field == "name" else matches


def _line_around(text: str, span: Span) -> Span:
    """What fits on one line around `span`, within its own paragraph."""
    room = (column() or _AROUND) - 2
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.stop)
    last = len(text) if last < 0 else last
    start = max(first, min(span.start - room // 3, last - room))
    stop = max(span.stop, min(last, start + room))
    if start > first:  # begin with a whole word
        start = 1 + text.find(" ", start, span.start) or start
    if stop < last:  # and end with one
        gap = text.rfind(" ", span.stop, stop + 1)
        stop = stop if gap < 0 else gap
    return Span(start, stop)
