"""Filters find what a slow oracle finds, which looks at every article for every filter."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.marks import Figure, Mark
from reader.search import Facts, Index, Phrase, Term, digest, parse_query
from reader.search.filters import Filter, Measured, Spoken, Stated
from reader.search.values import PLAIN, Range, range_of
from reader.text.fold import forms
from tests.search.knowledge import AMOUNTS, CHUNKS, FACTS, MENTIONS, NAMES, measured, named

TODAY = dt.date(2026, 3, 15)


@dataclass(frozen=True)
class Paper:
    """An article as the oracle sees it."""

    key: str
    facts: Facts
    marks: tuple[Mark, ...]
    read: bool
    starred: bool


def filled(papers: list[Paper]) -> Index:
    index = Index()
    for paper in papers:
        index.add(paper.key, digest("a", None, None, "b"), moment=0.0, facts=paper.facts)
        index.add_marks(paper.key, paper.marks)
    return index


def found_by(index: Index, papers: list[Paper], typed: str) -> list[str]:
    states = {
        "read": [paper.key for paper in papers if paper.read],
        "starred": [paper.key for paper in papers if paper.starred] + ["gone"],
    }
    query = parse_query(typed, today=TODAY)
    assert not query.complaints
    return sorted(index.search(query, states.__getitem__).ids)


def holds(paper: Paper, asked: Filter) -> bool:
    if isinstance(asked, Stated):
        return (paper.read if asked.state == "read" else paper.starred) is asked.wanted
    if isinstance(asked, Spoken):
        return (paper.facts.language or "").lower().partition("-")[0] == asked.language
    if asked.measure == "published":
        day = paper.facts.day
        return day is not None and asked.range.low <= day.toordinal() <= asked.range.high
    kinds = PLAIN if asked.measure is None else (asked.measure,)
    return any(
        mark.figure is not None
        and mark.figure.kind in kinds
        and (said := range_of(mark.figure)) is not None
        and asked.range.holds(said)
        for mark in paper.marks
    )


def names_of(paper: Paper, term: Term | Phrase) -> list[str]:
    if term.scope == "source":
        return [paper.facts.source] if paper.facts.source else []
    return [mark.name for mark in paper.marks if mark.kind == term.scope]


def word_holds(paper: Paper, term: Term | Phrase) -> bool:
    """Exactly or by a start: the names here are too short for errors to be forgiven."""
    for name in names_of(paper, term):
        parts, joined = forms(name)
        if isinstance(term, Phrase):
            size = len(term.words)
            runs = [parts[at : at + size] for at in range(len(parts) - size + 1)]
            if list(term.words) in runs:
                return True
        elif any(word.startswith(term.word) for word in (*parts, *joined)):
            return True
    return False


def oracle(papers: list[Paper], typed: str) -> list[str]:
    query = parse_query(typed, today=TODAY)
    return sorted(
        paper.key
        for paper in papers
        if all(word_holds(paper, term) for term in query.terms)
        and not any(word_holds(paper, phrase) for phrase in query.without)
        and all(holds(paper, asked) for asked in query.filters)
        and not any(holds(paper, asked) for asked in query.without_filters)
    )


PAPERS = st.lists(
    st.builds(
        Paper,
        st.just(""),
        FACTS,
        st.lists(st.one_of(AMOUNTS, MENTIONS, NAMES), max_size=6).map(tuple),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
).map(lambda papers: [replace(paper, key=str(number)) for number, paper in enumerate(papers)])


@given(
    PAPERS, st.lists(st.lists(CHUNKS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4)
)
@settings(max_examples=200)
def test_filters_agree_with_the_oracle(papers: list[Paper], typed: list[str]) -> None:
    index = filled(papers)
    for one in typed:
        assert found_by(index, papers, one) == oracle(papers, one), one
    # Half of them go, and one that is there comes again.
    for paper in papers[::2]:
        index.remove(paper.key)
    kept = papers[1::2]
    for paper in kept[:1]:
        index.add(paper.key, digest("a", None, None, "b"), moment=0.0, facts=paper.facts)
        index.add_marks(paper.key, paper.marks)
    for one in typed:
        assert found_by(index, kept, one) == oracle(kept, one), one


def test_typing_errors_are_forgiven_in_names_and_sources() -> None:
    index = Index()
    index.add("0", digest("a", None, "By Jane Porter", ""), moment=0, facts=Facts("Evening Herald"))
    index.add_marks("0", [named("person", "Ada Solheim"), named("place", "Rotterdam")])
    for typed in (
        "person:solhiem",
        "place:roterdam",
        "source:heradl",
        "source:even",
        "author:proter",
    ):
        assert list(index.search(parse_query(typed)).ids) == ["0"], typed
    for typed in (
        "person:rotterdam",
        "place:solheim",
        'person:"solhei"',
        "title:solheim",
        "org:ada",
    ):
        assert list(index.search(parse_query(typed)).ids) == [], typed


def test_words_of_one_field_are_found_there_alone() -> None:
    index = Index()
    index.add("t", digest("Ferry", None, None, "Harbour pilots"), moment=2)
    index.add("s", digest("x", "Ferry", None, "A word"), moment=1)
    index.add("b", digest("x", None, None, "The ferry, the feery"), moment=0)
    for typed, found in [
        ("title:ferry", ["t"]),
        ("standfirst:ferry", ["s"]),
        ("text:ferry", ["b"]),
        ("title:frery", ["t"]),
        ("text:frery", ["b"]),
        ("-title:ferry", ["s", "b"]),
        ("title:ferry text:harbour", ["t"]),
        ("title:pilots", []),
        ('text:"harbour pilots"', ["t"]),
        ('title:"harbour pilots"', []),
    ]:
        assert list(index.search(parse_query(typed)).ids) == found, typed


def test_side_by_side_in_the_headline_counts_whatever_else_is_asked() -> None:
    index = Index()
    for place, title in enumerate(["Vote of the pilots", "Pilots vote"]):
        index.add(str(place), digest(title, None, None, ""), moment=-place, facts=Facts("wire"))
    assert list(index.search(parse_query("pilots vote source:wire")).ids) == ["1", "0"]


def test_only_filters_list_the_newest_first() -> None:
    index = Index()
    for key, moment in [("old", 1.0), ("new", 2.0), ("other", 3.0)]:
        facts = Facts(language="de" if key == "other" else "en")
        index.add(key, digest("x", None, None, ""), moment=moment, facts=facts)
    found = index.search(parse_query("lang:en"))
    assert list(found.ids) == ["new", "old"]
    assert list(found.scores) == [100.0, 100.0]


def test_what_was_recognised_later_is_found_and_forgotten() -> None:
    index = Index()
    index.add("0", digest("x", None, None, ""), moment=0)
    query = parse_query("lang:de money:>1bn person:ada")
    assert not index.search(query).ids
    index.add_marks("0", [named("person", "Ada"), measured("money", "2e9", "EUR")], language="de")
    index.add_marks("0", [named("person", "Ada")], language="de")
    assert list(index.search(query).ids) == ["0"]
    index.remove("0")
    index.add("0", digest("x", None, None, ""), moment=0)
    assert not index.search(query).ids
    with pytest.raises(KeyError):
        index.add_marks("1", ())


def test_a_number_finds_figures_of_its_value() -> None:
    index = Index()
    index.add("0", digest("x", None, None, "a quarter of a million"), moment=0)
    index.add("1", digest("x", None, None, "all 250 000 of them"), moment=1)
    index.add_marks("0", [measured("count", "250000")])
    assert list(index.search(parse_query("250000")).ids) == ["1", "0"]
    assert list(index.search(parse_query("250k")).ids) == ["0"]
    assert list(index.search(parse_query("250001")).ids) == []


@pytest.mark.parametrize(
    ("typed", "fields"),
    [("title:ferry", {"title"}), ("text:ferry", {"text"}), ("ferry", {"title", "text", "name"})],
)
def test_only_the_field_that_was_asked_for_is_marked(typed: str, fields: set[str]) -> None:
    index = Index()
    index.add("0", digest("Ferry", None, None, "Ferry"), moment=0)
    pattern = index.search(parse_query(typed)).pattern
    assert {field for field in ("title", "text", "name") if pattern.find("Ferry", field)} == fields


def test_marks_that_were_asked_for_are_marked() -> None:
    marks = (
        Mark(0, 5, "person", "Ada Solheim"),
        Mark(10, 15, "place", "Solheim"),
        Mark(20, 25, "figure", "5%", Figure("percent", "5", "%")),
        Mark(30, 35, "figure", "250,000", Figure("count", "250000")),
    )
    index = Index()
    index.add("0", digest("x", None, None, ""), moment=0)
    index.add_marks("0", marks)
    for typed, starts in [
        ("person:solhiem", [0]),
        ("place:solheim", [10]),
        ("percent:>4", [20]),
        ("figure:>4 person:ada", [0, 20, 30]),
        ("250000", [30]),
        ("solheim", []),
        ("-person:bo", []),
    ]:
        pattern = index.search(parse_query(typed)).pattern
        assert [mark.start for mark in pattern.marked(marks)] == starts, typed


def test_ranges_hold_whole_dates_only() -> None:
    asked = Measured("date", Range(10.0, 20.0))
    assert not asked.fits(Figure("date", "2014"))
    assert not asked.fits(Figure("count", "15"))
    assert Measured(None, Range(10.0, 20.0)).fits(Figure("age", "15", "y"))
    assert not Measured(None, Range(10.0, 20.0)).fits(Figure("score", "15-1"))
