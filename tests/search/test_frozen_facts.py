"""Frozen facts answer as `Known` does, which was told the same in memory."""

import datetime as dt
import math
import random
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.marks import NAME_KINDS, Mark
from reader.search import Facts, Frozen, Index, Segment, digest, freeze, parse_query
from reader.search.completions import commonest
from reader.search.facts import Known
from reader.search.fields import NAMED
from reader.search.filters import Measured, Spoken
from reader.search.frozen_facts import FrozenFacts
from reader.search.starts import rests
from reader.search.values import Range
from reader.text.fold import fold
from tests.search.knowledge import ASKED, FACTS, MARKS, measured, named

Article = tuple[Facts, Sequence[Mark]]
EMPTY = digest("", None, None, "")
ARTICLES = st.lists(st.tuples(FACTS, MARKS), max_size=8)
STARTS = ["", "a", "Ad", "ada", "ada ", "b", "bo", "v", "vladi", "pu", "str", "stras", "h", "北"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("facts")


def frozen(folder: Path, articles: Sequence[Article]) -> Segment:
    """The articles in their order: the newest first."""
    path = folder / "one.segment"
    freeze(
        path,
        (
            Frozen(f"{key}", -float(key), EMPTY, facts=facts, marks=marks)
            for key, (facts, marks) in enumerate(articles)
        ),
    )
    segment = Segment(path)
    path.unlink()
    return segment


def known(articles: Sequence[Article]) -> Known:
    filled = Known()
    for slot, (facts, marks) in enumerate(articles):
        filled.add(slot, facts)
        filled.add_marks(slot, marks)
    return filled


@given(ARTICLES, st.lists(ASKED, min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_words_and_filters_find_the_same(
    folder: Path, articles: list[Article], typed: list[str]
) -> None:
    memory, file = known(articles), frozen(folder, articles).facts
    assert len(file) == len(memory)
    for each in typed:
        query = parse_query(each, today=dt.date(2014, 3, 15))
        for asked in (*query.terms, *query.without):
            if asked.scope in NAMED:
                wanted, found = memory.named(asked), file.named(asked)
                assert found.tiers == wanted.tiers, asked
                assert (found.found, found.alike) == (wanted.found, wanted.alike), asked
        for each_filter in (*query.filters, *query.without_filters):
            if isinstance(each_filter, Measured | Spoken):
                assert file.filtered(each_filter) == memory.filtered(each_filter), each_filter


EDGES = st.sampled_from([*map(float, range(-9, 10)), 0.5, 7.5])
LOWS, HIGHS = (st.one_of(st.just(end), EDGES) for end in (-math.inf, math.inf))


@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), max_size=12),
    st.lists(st.tuples(LOWS, HIGHS), min_size=1, max_size=8),
)
@settings(max_examples=150, deadline=None)
def test_every_range_holds_the_same_numbers(
    folder: Path, numbers: list[tuple[int, int]], asked: list[tuple[float, float]]
) -> None:
    articles: list[Article] = [
        (Facts(), [measured("count", str(low) if low == high else (str(low), str(high)))])
        for low, high in numbers
    ]
    memory, file = known(articles), frozen(folder, articles).facts
    for ends in asked:
        low, high = sorted(ends)
        each = Measured("count", Range(low, high))
        assert file.filtered(each) == memory.filtered(each)


@given(ARTICLES, st.sampled_from([*NAMED, "language"]), st.sampled_from([*STARTS, "e", "en", "d"]))
@settings(max_examples=200, deadline=None)
def test_the_same_name_is_offered(
    folder: Path, articles: list[Article], sort: str, start: str
) -> None:
    memory, file = known(articles), frozen(folder, articles).facts
    found = file.complete(sort, start)
    if start or sort == "language":
        assert found == memory.complete(sort, start)
        return
    # Which of several comes first where nothing was typed is not promised.
    counts = Counter(name for _, marks in articles for kind, name in names(marks) if kind == sort)
    if sort == "source":
        counts = Counter(facts.source for facts, _ in articles if facts.source)
    sayable = {name: count for name, count in counts.items() if rests(name)}
    most = max(sayable.values(), default=0)
    offered = {" ".join(name.split()) for name, count in sayable.items() if count == most}
    assert found in offered if offered else found is None


def names(marks: Sequence[Mark]) -> set[tuple[str, str]]:
    return {(mark.kind, mark.name) for mark in marks if mark.figure is None}


@given(ARTICLES, st.integers(0, 255), st.sampled_from(NAME_KINDS), st.sampled_from(STARTS))
@settings(max_examples=150, deadline=None)
def test_only_names_that_somebody_holds_are_offered(
    folder: Path, articles: list[Article], gone: int, sort: str, start: str
) -> None:
    found = commonest([(0, frozen(folder, articles).facts)], gone, sort, start)
    held = {
        rest
        for slot, (_, marks) in enumerate(articles)
        if not gone >> slot & 1
        for kind, name in names(marks)
        if kind == sort
        for rest in rests(name)[: None if start else 1]
        if fold(rest).startswith(fold(start)) and len(fold(rest)) > len(fold(start))
    }
    if found is None:
        assert not held or "ß" in "".join(held)
    else:
        assert fold(start + found) in {fold(rest) for rest in held}


def test_the_commonest_comes_first_and_makes_way_for_what_is_left(folder: Path) -> None:
    people = ["Ada Solheim", "Ada Solheim", "Ada Solheim", "Ada Berg", "Ada Berg", "Adam Smith"]
    articles: list[Article] = [(Facts(language="en"), [named("person", each)]) for each in people]
    articles.append((Facts(language="de"), []))
    facts = frozen(folder, articles).facts
    assert facts.complete("person", "") == "Ada Solheim"
    assert facts.complete("person", "ada") == " Solheim"
    assert facts.complete("language", "") == "en"
    left = partial(commonest, [(0, facts)])
    assert left(0b000111, "person", "ada") == " Berg"
    assert left(0b011111, "person", "") == "Adam Smith"
    assert left(0b111111, "person", "a") is None
    assert left(0b111111, "language", "") == "de"
    assert left(0b1111111, "language", "") is None


def test_facts_told_later_stand_beside_the_frozen_ones(folder: Path) -> None:
    index = Index()
    index.attach(frozen(folder, [(Facts("wire"), []), (Facts("Herald"), [])]))
    index.add_marks("1", [named("person", "Ada"), measured("money", "2e9", "EUR")], language="de")
    for typed in ("person:ada", "money:>1bn", "lang:de", "source:herald ada"):
        assert list(index.search(parse_query(typed)).ids) == ["1"], typed
    assert (completion := index.complete("person:a")) is not None
    assert completion.rest == "da"
    index.remove("1")
    for typed in ("person:ada", "money:>1bn", "lang:de", "source:herald"):
        assert list(index.search(parse_query(typed)).ids) == [], typed
    for typed in ("person:a", "source:h"):
        assert index.complete(typed) is None
    with pytest.raises(KeyError):
        index.add_marks("1", [])


def test_facts_of_nothing_are_empty(folder: Path) -> None:
    facts: FrozenFacts = frozen(folder, []).facts
    assert len(facts) == 0
    assert facts.filtered(Spoken("en")) == 0
    assert facts.filtered(Measured(None, Range())) == 0
    assert facts.complete("person", "") is None
    assert facts.complete("person", "a") is None


def test_a_large_library_answers_as_one_in_memory(folder: Path) -> None:
    dice = random.Random(4)
    people = [f"{dice.choice('ABCDE')}{dice.choice('aeiou')} Name{n // 3}" for n in range(900)]
    common = 1 / sum(1 / (place + 1) for place in range(900))
    weights = [common / (place + 1) for place in range(900)]

    def marks() -> list[Mark]:
        low, wide = dice.randrange(3_000), dice.randrange(1, 400)
        return [
            *(named("person", each) for each in dice.choices(people, weights, k=4)),
            measured("money", str(dice.randrange(-50, 5_000)), dice.choice(["GBP", "USD"])),
            measured("count", str(int(dice.paretovariate(1)))),
            measured("count", (str(low), str(low + wide))),
            measured("date", f"{dice.randrange(1990, 2020)}-{dice.randrange(1, 13):02}"),
        ]

    articles: list[Article] = [
        (
            Facts(
                dice.choice(["a", "b"]), dt.date(2010, 1, 1) + dt.timedelta(dice.randrange(3_000))
            ),
            marks(),
        )
        for _ in range(2_000)
    ]
    memory, file = known(articles), frozen(folder, articles).facts
    typed = ["date:2012", "before:2013-03", "date-mentioned:1995..2010", "money:usd", "figure:>0"]
    for _ in range(60):
        low = dice.randrange(-20, 4_000)
        typed += [
            f"money:>£{low}",
            f"count:{low}..{low * 2 + 50}",
            f"figure:<={low}",
            f"count:{low}",
        ]
        typed += [f"person:name{dice.randrange(300)}", f"date:>{dice.randrange(2010, 2018)}"]
    typed += ["person:a", "person:nmae12", 'person:"name1', 'person:"aa name2"', "source:a"]
    for each in typed:
        query = parse_query(each)
        for asked in query.terms:
            assert file.named(asked).tiers == memory.named(asked).tiers, each
        for each_filter in query.filters:
            assert isinstance(each_filter, Measured)
            assert file.filtered(each_filter) == memory.filtered(each_filter), each
    for start in ("a", "b", "na", "name1", "name12", "aa n", "e", "zz"):
        assert file.complete("person", start) == memory.complete("person", start), start
