"""Every order and grouping, frozen or not, is the one that sorting everything would give."""

import datetime as dt
from itertools import count
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search import Facts, Frozen, Index, Query, Segment, digest, freeze, orders
from reader.search.orders import (
    Arranged,
    Backwards,
    By,
    Group,
    Key,
    Label,
    grouping,
    headline_key,
    ordering,
    source_key,
)

NUMBERS = count()


class Paper(NamedTuple):
    """What an article is sorted by."""

    moment: float
    headline: str
    source: str | None
    words: int
    day: dt.date | None


class Papers(dict[str, Paper]):
    """Articles by their ids, as a shelf tells of them."""

    def sort_key(self, by: By, id: str) -> Key:  # noqa: A002
        paper = self[id]
        if by == "headline":
            return headline_key(paper.headline)
        if by == "source":
            return source_key(paper.source or "")
        return paper.words if by == "length" else -paper.moment

    def label(self, group: Group, id: str) -> Label:  # noqa: A002
        return self[id].source if group == "source" else self[id].day

    def expected(self, by: By, *, reverse: bool) -> list[str]:
        found = sorted(self, key=lambda name: (self.sort_key(by, name), -self[name].moment, name))
        return found[::-1] if reverse else found


PAPERS = st.lists(
    st.builds(
        Paper,
        st.sampled_from([0.0, 1.0, 2.0]),
        st.sampled_from(["“Été” over", "Ete over", "b", "", "Zoo", "zoo"]),
        st.sampled_from([None, "wire", "Wire", "local", "é"]),
        st.integers(0, 3),
        st.sampled_from([None, dt.date(2016, 3, 15), dt.date(2017, 1, 1)]),
    ),
    max_size=40,
).map(lambda papers: Papers((f"a{number:02}", paper) for number, paper in enumerate(papers)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("orders")


@pytest.fixture(autouse=True, scope="module")
def _small() -> object:
    """A handful is many."""
    with pytest.MonkeyPatch.context() as patch:
        for name, size in (("_STEP", 16), ("_SORTED", 4), ("_MERGED", 3), ("_PLACED", 2)):
            patch.setattr(orders, name, size)
        yield


def index_of(folder: Path, papers: Papers, parts: int) -> Index:
    """The papers, one of `parts` of them in memory and the others frozen."""
    index = Index()
    portions: list[list[Frozen]] = [[] for _ in range(parts)]
    for number, (name, paper) in enumerate(papers.items()):
        facts = Facts(paper.source, paper.day, None, paper.headline, paper.words)
        digested = digest(paper.headline, None, None, "")
        portions[number % parts].append(Frozen(name, paper.moment, digested, facts=facts))
    for portion in portions[1:]:
        path = folder / f"{next(NUMBERS)}.segment"
        freeze(path, portion)
        index.attach(Segment(path))
        path.unlink()  # what is mapped stays
    for each in portions[0]:
        index.add(each.id, each.digest, moment=each.moment, facts=each.facts)
    return index


def last(steps: object) -> Arranged:
    found = [step for step in steps if step is not None]  # type: ignore[attr-defined]
    assert len(found) == 1
    assert isinstance(found[0], Arranged)
    return found[0]


@given(PAPERS, st.sampled_from(get_args(By)), st.booleans(), st.sampled_from([1, 2, 3]), st.data())
@settings(max_examples=150)
def test_any_order_is_that_of_sorting(
    folder: Path, papers: Papers, by: By, reverse: bool, parts: int, data: st.DataObject
) -> None:
    index = index_of(folder, papers, parts)
    gone = data.draw(st.sets(st.sampled_from([*papers])) if papers else st.just(set()))
    for name in gone:
        index.remove(name)
        del papers[name]
    found = index.search(Query()).ids
    ordered = last(ordering(found, by, papers, reverse=reverse)).ids
    expected = papers.expected(by, reverse=reverse)
    assert list(ordered) == ordered[:] == expected
    assert [ordered.index(name) for name in expected] == list(range(len(expected)))
    assert all(name in ordered for name in expected)
    plain = papers.expected("newest", reverse=False)
    assert list(last(ordering(plain, by, papers, reverse=reverse)).ids) == expected


@given(PAPERS, st.sampled_from(get_args(Group)), st.booleans(), st.sampled_from([0, 1, 2]))
@settings(max_examples=100)
def test_groups_hold_everything_in_its_order(
    folder: Path, papers: Papers, group: Group, reverse: bool, parts: int
) -> None:
    found = (
        index_of(folder, papers, parts).search(Query()).ids
        if parts
        else papers.expected("newest", reverse=False)
    )
    arranged = last(ordering(found, "length", papers))
    order = list(arranged.ids)
    grouped = last(grouping(arranged, group, papers, reverse=reverse))
    assert sorted(grouped.ids) == sorted(order)
    place = 0
    for head in grouped.heads:
        assert head.start == place
        held = grouped.ids[place : place + head.size]
        assert list(held) == [name for name in order if papers.label(group, name) == head.label]
        place += head.size
    assert place == len(order)
    labels = [head.label for head in grouped.heads]
    assert len(labels) == len(set(labels))
    assert None not in labels[:-1]
    days = [label for label in labels if isinstance(label, dt.date)]
    assert days == sorted(days, reverse=not reverse)


def test_what_is_not_there_is_not_found(folder: Path) -> None:
    papers = Papers(a=Paper(0.0, "A", None, 1, None), b=Paper(1.0, "B", None, 1, None))
    ordered = last(
        ordering(index_of(folder, papers, 2).search(Query()).ids, "headline", papers)
    ).ids
    for ids in (ordered, Backwards(ordered)):
        assert "c" not in ids
        with pytest.raises(ValueError, match=r"not found|not in"):
            ids.index("c")
        with pytest.raises(ValueError, match=r"not found|not in"):
            ids.index(ids[0], 1)
        assert len(ids) == 2
    assert list(Backwards(ordered)) == Backwards(ordered)[:] == ["b", "a"]
    assert "a" in Backwards(ordered)
    assert Backwards(ordered).index("b") == 0
