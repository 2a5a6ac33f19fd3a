"""The JSON of the contract: articles, marks and figures as plain dictionaries.

Shape:   keys exactly as other programs rely on them; what is not known is None. The language
         is what the file says, else the guess that its marks rest on.
Units:   `start` and `end` are code points, half-open.
Errors:  none.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from reader.articles import Article
from reader.desk.xray import Entry
from reader.marks import Figure, Mark, Value
from reader.spans import Span

Json = dict[str, Any]


def article_shape(article: Article) -> Json:
    """What a list says about one article."""
    # A list without `--json` tells no language, and need not know how to guess one.
    from reader.annotate.languages import guess_language

    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "source": article.source,
        "date": article.date.isoformat() if article.date else None,
        "date_from": article.date_from,
        "words": article.words,
        "language": article.language or guess_language(article.text),
    }


def whole_shape(article: Article) -> Json:
    """The article with its text, its blocks and every other field of its file."""
    return {
        **article_shape(article),
        "text": article.text,
        "encoding": article.encoding,
        "blocks": [
            {
                "type": block.type,
                "text": block.of(article.text),
                "start": block.start,
                "end": block.stop,
                "level": block.level,
            }
            for block in article.blocks
        ],
        "address": article.address,
        "links": [
            {
                "start": link.start,
                "end": link.stop,
                "text": link.of(article.text),
                "address": link.address,
            }
            for link in article.links
        ],
        "extra": [[key, value] for key, value in article.extra],
    }


def marks_shape(text: str, marks: Sequence[Mark]) -> Json:
    """A text, its marks, and who says what in it."""
    return {
        "text": text,
        "marks": [
            {
                "start": mark.start,
                "end": mark.stop,
                "text": mark.of(text),
                "kind": mark.kind,
                "name": mark.name,
                "figure": _figure(mark.figure) if mark.figure else None,
            }
            for mark in marks
        ],
        "quotations": quotations_shape(text, marks),
    }


def quotations_shape(text: str, marks: Sequence[Mark]) -> list[Json]:
    """The quotations of a text; where their speakers are not known, None."""
    from reader.annotate.quotations import find_quotations

    return [
        {
            "start": each.start,
            "end": each.stop,
            "text": each.said(text),
            "speaker": each.speaker,
            "said_by": None if each.said_by is None else _place(each.said_by),
            "parts": [{**_place(part), "text": part.of(text)} for part in each.parts],
        }
        for each in find_quotations(text, marks)
    ]


def figures_shape(text: str, marks: Iterable[Mark]) -> list[Json]:
    """The figures among `marks`, normalised."""
    return [
        {"start": mark.start, "end": mark.stop, "text": mark.of(text), **_figure(mark.figure)}
        for mark in marks
        if mark.figure is not None
    ]


def entries_shape(entries: Iterable[Entry]) -> list[Json]:
    """The names and figures of an article, each with every place where it stands."""
    return [
        {
            "kind": entry.subject.kind,
            "name": entry.subject.title,
            "count": len(entry.mentions),
            "positions": [{"start": mark.start, "end": mark.stop} for mark in entry.mentions],
            "figure": _figure(entry.subject.figure) if entry.subject.figure else None,
        }
        for entry in entries
    ]


def match_shape(field: str, spans: Sequence[Span]) -> list[Json]:
    """Where a query matches in one field."""
    return [{"field": field, "start": span.start, "end": span.stop} for span in spans]


def _place(span: Span) -> Json:
    return {"start": span.start, "end": span.stop}


def _figure(figure: Figure) -> Json:
    return {
        "kind": figure.kind,
        "value": _value(figure.value),
        "unit": figure.unit,
        "approx": figure.approx,
    }


def _value(value: Value) -> str | list[str | None] | None:
    return list(value) if isinstance(value, tuple) else value
