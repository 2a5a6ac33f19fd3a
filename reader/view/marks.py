"""Marks and matches -> runs of one look, for one line of text. Pure; no style is chosen here.

Shape:   `runs(start, stop, ...)` -> `Run`s that cover start..stop without gap or overlap.
Units:   code points.
Errors:  none; marks and matches must be sorted and disjoint, each among themselves.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from reader.marks import Kind, Mark
from reader.spans import S, Span

_stop = attrgetter("stop")


class Run(NamedTuple):
    """A stretch of a line that looks the same throughout."""

    start: int
    stop: int
    kind: Kind | None = None
    matched: bool = False
    current: bool = False
    """The match, or the mark, that the cursor is on."""
    layers: tuple[str, ...] = ()
    """The names of whatever else it belongs to."""


def within(spans: Sequence[S], start: int, stop: int) -> Iterator[S]:
    """Those of `spans` (sorted, disjoint) that touch start..stop."""
    for index in range(bisect_left(spans, start + 1, key=_stop), len(spans)):
        if spans[index].start >= stop:
            return
        yield spans[index]


def runs(
    start: int,
    stop: int,
    marks: Sequence[Mark],
    matches: Sequence[Span] = (),
    current: Iterable[Span] = (),
    layers: Mapping[str, Sequence[Span]] | None = None,
) -> list[Run]:
    """Cut start..stop wherever a mark, a match, the cursor or a layer begins or ends."""
    here = list(within(marks, start, stop))
    found = list(within(matches, start, stop))
    pointed = [span for span in current if span.start < stop and span.stop > start]
    others = [
        (name, span)
        for name, spans in (layers or {}).items()
        for span in spans
        if span.start < stop and span.stop > start
    ]
    if not here and not found and not pointed and not others:
        return [Run(start, stop)] if start < stop else []
    edges = {start, stop}
    for span in (*here, *found, *pointed, *(span for _, span in others)):
        edges.update((max(start, span.start), min(stop, span.stop)))
    cuts = sorted(edges)
    return [
        Run(
            left,
            right,
            next((mark.kind for mark in here if mark.start <= left < mark.stop), None),
            any(span.start <= left < span.stop for span in found),
            any(span.start <= left < span.stop for span in pointed),
            tuple(dict.fromkeys(n for n, span in others if span.start <= left < span.stop)),
        )
        for left, right in pairwise(cuts)
    ]


def counts(marks: Iterable[Mark]) -> dict[Kind, int]:
    """How many marks there are of each kind."""
    tally: dict[Kind, int] = {"person": 0, "place": 0, "organisation": 0, "figure": 0}
    for mark in marks:
        tally[mark.kind] += 1
    return tally
