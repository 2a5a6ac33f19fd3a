"""Runs: a line cut wherever its look changes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.marks import Figure, Mark
from reader.spans import Span, disjoint
from reader.view.marks import counts, runs, within


def person(start: int, stop: int) -> Mark:
    return Mark(start, stop, "person", "x")


def figure(start: int, stop: int) -> Mark:
    return Mark(start, stop, "figure", "3", Figure("count", "3"))


def test_a_line_without_marks_is_one_run() -> None:
    assert [(run.start, run.stop, run.kind) for run in runs(3, 9, ())] == [(3, 9, None)]


def test_an_empty_line_has_no_runs() -> None:
    assert runs(4, 4, (person(2, 8),)) == []


def test_marks_and_matches_cut_each_other() -> None:
    found = runs(0, 10, (person(2, 6),), (Span(4, 8),))
    assert [(r.start, r.stop, r.kind, r.matched) for r in found] == [
        (0, 2, None, False),
        (2, 4, "person", False),
        (4, 6, "person", True),
        (6, 8, None, True),
        (8, 10, None, False),
    ]


def test_a_mark_that_runs_over_the_line_is_cut_to_it() -> None:
    assert [(r.start, r.stop, r.kind) for r in runs(5, 8, (person(2, 12),))] == [(5, 8, "person")]


def test_the_cursor_is_on_its_run_only() -> None:
    found = runs(0, 6, (figure(0, 2), figure(4, 6)), (), (Span(4, 6),))
    assert [(r.kind, r.current) for r in found] == [
        ("figure", False),
        (None, False),
        ("figure", True),
    ]


def test_counts_name_every_kind() -> None:
    assert counts([person(0, 1), person(2, 3), figure(4, 5)]) == {
        "person": 2,
        "place": 0,
        "organisation": 0,
        "figure": 1,
    }


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=12).map(
    lambda pairs: disjoint(Span(start, start + length) for start, length in pairs)
)


@given(SPANS, SPANS, st.integers(0, 60), st.integers(1, 30))
def test_runs_cover_the_line_without_gap_or_overlap(
    marks: tuple[Span, ...], matches: tuple[Span, ...], start: int, length: int
) -> None:
    marked = tuple(person(span.start, span.stop) for span in marks)
    found = runs(start, start + length, marked, matches)
    assert found[0].start == start
    assert found[-1].stop == start + length
    assert all(left.stop == right.start for left, right in pairwise(found))
    for run in found:
        assert (run.kind == "person") == any(m.start <= run.start < m.stop for m in marks)
        assert run.matched == any(m.start <= run.start < m.stop for m in matches)


@given(SPANS, st.integers(0, 60), st.integers(1, 30))
def test_within_agrees_with_a_scan(spans: tuple[Span, ...], start: int, length: int) -> None:
    stop = start + length
    assert list(within(spans, start, stop)) == [
        s for s in spans if s.start < stop and s.stop > start
    ]
