"""Counting names: what is frozen counts as what is in memory, and both as one would by hand."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.marks import NAME_KINDS, Mark
from reader.search import Census, Facts, Frozen, Index, Segment, digest, freeze, parse_query
from reader.search.censuses import bars
from reader.search.tallies import Held, Slices
from tests.search.knowledge import MARKS, named

EMPTY = digest("", None, None, "")
DAY = 86_400.0
UNDATED = dt.datetime.min.replace(tzinfo=dt.UTC).timestamp()

Article = tuple[float, Sequence[Mark]]
ARTICLES = st.lists(
    st.tuples(st.one_of(st.integers(0, 900).map(lambda day: day * DAY), st.just(UNDATED)), MARKS),
    max_size=12,
)
QUERIES = ["", "person:ada", "-place:bo", "date:2016", "org:zz"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("censuses")


def told(work: Slices[list[Held]]) -> list[Held]:
    """What is returned after all portions."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            found: list[Held] = done.value
            return found


def surveyed(census: Census) -> Census:
    for _ in census.survey():
        pass
    return census


def in_memory(articles: Sequence[Article]) -> Index:
    filled = Index()
    for number, (moment, marks) in enumerate(articles):
        filled.add(f"{number}", EMPTY, moment=moment, facts=Facts())
        filled.add_marks(f"{number}", marks)
    return filled


def frozen(folder: Path, articles: Sequence[Article], parts: int) -> Index:
    """The same in some segments, an article of each replaced by one that lies in memory."""
    filled = Index()
    size = -(-len(articles) // parts) or 1
    for start in range(0, len(articles), size):
        path = folder / "one.segment"
        some = list(enumerate(articles))[start : start + size]
        freeze(
            path,
            (
                Frozen(f"{number}", moment, EMPTY, facts=Facts(), marks=marks)
                for number, (moment, marks) in some
            ),
        )
        segment = Segment(path)
        path.unlink()
        filled.attach(segment)
        number, (moment, marks) = some[-1]
        filled.add(f"{number}", EMPTY, moment=moment, facts=Facts())
        filled.add_marks(f"{number}", marks)
    return filled


def by_hand(articles: Sequence[Article], ids: Sequence[str], kind: str) -> Counter[str]:
    names: Counter[str] = Counter()
    for name in ids:
        _, marks = articles[int(name)]
        held = {" ".join(mark.name.split()) for mark in marks if mark.kind == kind}
        names.update(each for each in held if each and '"' not in each)
    return names


@given(ARTICLES, st.integers(1, 3), st.sampled_from(QUERIES))
@settings(max_examples=150, deadline=None)
def test_frozen_counts_as_memory_and_both_as_by_hand(
    folder: Path, articles: list[Article], parts: int, typed: str
) -> None:
    query = parse_query(typed)
    memory, file = in_memory(articles), frozen(folder, articles, parts)
    mine, other = surveyed(memory.census(query)), surveyed(file.census(query))
    assert len(mine) == len(other) == memory.search(query).total
    assert list(mine.ids) == list(other.ids)
    assert mine.times == other.times
    for kind in NAME_KINDS:
        wanted = by_hand(articles, list(mine.ids), kind)
        found = told(mine.names(kind, 100))
        assert found == told(other.names(kind, 100))
        assert {name: count for count, name in found} == wanted
        assert [count for count, _ in found] == sorted(wanted.values(), reverse=True)
        for most in (1, 2):
            counts = [count for count, _ in found[:most]]
            assert [each.articles for each in told(mine.names(kind, most))] == counts
            assert [each.articles for each in told(other.names(kind, most))] == counts
        for _, name in found:
            assert mine.over_time(kind, name) == other.over_time(kind, name)


@given(ARTICLES)
@settings(max_examples=100, deadline=None)
def test_every_dated_article_is_of_one_bar(articles: list[Article]) -> None:
    everybody = [(moment, [*marks, named("person", "Everybody")]) for moment, marks in articles]
    census = surveyed(in_memory(everybody).census(parse_query("")))
    dated = sum(moment > UNDATED for moment, _ in articles)
    assert sum(census.over_time("person", "Everybody")) == dated
    assert (census.times is None) is (dated == 0)


def test_many_names_are_counted_in_portions(folder: Path) -> None:
    articles: list[Article] = [
        (number * DAY, [named("place", f"Town {number}"), named("place", f"Shire {number % 7}")])
        for number in range(3_000)
    ]
    for index in (in_memory(articles), frozen(folder, articles, 2)):
        work = index.census(parse_query("")).names("place", 7)
        portions = 0
        try:
            while True:
                next(work)
                portions += 1
        except StopIteration as done:
            found = done.value
        assert [held.articles for held in found] == [429, 429, 429, 429, 428, 428, 428]
        assert portions > 1


@pytest.mark.parametrize(
    ("first", "last", "unit", "count"),
    [
        ("2016-03-15", "2016-03-15", "day", 1),
        ("2016-03-01", "2016-03-16", "day", 16),
        ("2016-03-01", "2016-03-17", "week", 3),
        ("2015-01-31", "2016-02-01", "month", 14),
        ("2012-05-01", "2016-02-01", "quarter", 16),
        ("2001-05-01", "2016-02-01", "year", 16),
        ("1951-05-01", "2016-02-01", "five years", 14),
        ("0001-01-01", "9999-12-31", "thousand years", 10),
        ("9999-12-20", "9999-12-31", "day", 12),
        ("9900-01-01", "9999-12-31", "decade", 10),
    ],
)
def test_bars_are_as_short_as_they_can_be(first: str, last: str, unit: str, count: int) -> None:
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    times = bars(start, end)
    assert (times.unit, len(times.edges) - 1) == (unit, count)
    assert list(times.edges) == sorted(times.edges)
    assert times.edges[0] <= start
    assert end < times.edges[-1] or times.edges[-1] == dt.date.max


def test_moments_no_calendar_knows_are_of_its_ends() -> None:
    articles: list[Article] = [(1e15, [named("person", "Ada")]), (0.0, [named("person", "Ada")])]
    census = surveyed(in_memory(articles).census(parse_query("")))
    assert census.times is not None
    assert census.times.edges[-1] == dt.date.max


def test_more_time_than_bars_is_one_bar() -> None:
    times = bars(dt.date(1, 1, 1), dt.date(9999, 12, 31), most=4)
    assert len(times.edges) == 2
