"""The command `xray`: who, where and how much, of one article or of everything that is listed.

Shape:   as `broadsheet marks`, but each name once, with its count and its places.
Units:   counts are mentions in an article, articles in a library; positions are code points.
Errors:  as those of the other commands that read.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from reader.articles import Article
from reader.cli.output import say, say_json
from reader.cli.shapes import entries_shape
from reader.desk import Desk
from reader.desk.xray import entries
from reader.marks import NAME_KINDS, Mark, NameKind

if TYPE_CHECKING:
    from reader.search import Census
    from reader.search.tallies import Held, Slices

T = TypeVar("T")


def say_article(article: Article, marks: Sequence[Mark], *, as_json: bool) -> None:
    """Write the names and figures of an article, the most mentioned of each kind first."""
    found = entries(article.text, marks)
    if as_json:
        say_json(entries_shape(found))
        return
    for entry in found:
        subject = entry.subject
        places = " ".join(f"{mark.start}-{mark.stop}" for mark in entry.mentions)
        count = f"{len(entry.mentions)}"
        say(f"{count}\t{subject.kind}\t", (subject.title, subject.kind), (f"\t{places}", "dim"))


def say_library(desk: Desk, query: str, limit: int, *, as_json: bool) -> None:
    """Write the names that most of the articles hold which `query` finds."""
    listing = desk.search(query)
    if desk.unmarked:
        for name in listing.ids:
            desk.recognise(name)
    census = desk.census(listing.query)
    _done(census.survey())
    names = {kind: _done(census.names(kind, limit)) for kind in NAME_KINDS}
    if as_json:
        say_json(_library_shape(census, names))
        return
    for kind, some in names.items():
        for held in some:
            times = _times(census, kind, held.name)
            since = f"\tsince {times[0]['from']}" if times else ""
            say(f"{held.articles}\t{kind}\t", (held.name, kind), (since, "dim"))


def _library_shape(census: "Census", names: "dict[NameKind, list[Held]]") -> dict[str, object]:
    times = census.times
    return {
        "total": len(census),
        "bar": times.unit if times is not None else None,
        "names": [
            {
                "kind": kind,
                "name": held.name,
                "articles": held.articles,
                "times": _times(census, kind, held.name),
            }
            for kind, some in names.items()
            for held in some
        ],
    }


def _times(census: "Census", kind: NameKind, name: str) -> list[dict[str, object]]:
    """The stretches of the calendar in which the name was written of, and in how many articles."""
    if census.times is None:
        return []
    counts = census.over_time(kind, name)
    return [
        {"from": edge.isoformat(), "articles": count}
        for edge, count in zip(census.times.edges, counts, strict=False)
        if count
    ]


def _done(work: "Slices[T]") -> T:
    """The answer, with nobody waiting for a turn in between."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            answer: T = done.value
            return answer
