"""Fields are read as meant; what is none is a word, or named."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search import Phrase, Query, Term, parse_query
from reader.search.fields import FIELDS, SPELLINGS, column
from reader.search.filters import Filter, Measured, Spoken, Stated
from reader.search.queries import MAX_TERMS
from reader.search.values import Range
from reader.text.fold import fold

TODAY = dt.date(2026, 3, 15)
NOW = float(TODAY.toordinal())


def read(typed: str, *, typing: bool = False) -> Query:
    return parse_query(typed, typing=typing, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("title:Ferry", (Term("ferry", scope="title"),)),
        ("headline:ferry", (Term("ferry", scope="title"),)),
        ("byline:roe author:roe", (Term("roe", scope="byline"),)),
        ("org:acc organisation:acc", (Term("acc", scope="organisation"),)),
        ("TITLE:x", (Term("x", scope="title"),)),
        ('person:"Ada Solheim"', (Phrase(("ada", "solheim"), scope="person"),)),
        ('person:"ada sol', (Phrase(("ada", "sol"), open=True, scope="person"),)),
        ("place:“New York”", (Phrase(("new", "york"), scope="place"),)),
        ("text:a source:b", (Term("a", scope="text"), Term("b", scope="source"))),
        ("title:and/or", (Term("and", scope="title"), Term("or", scope="title"))),
        (
            "person:al-assad",
            (Term("alassad", Phrase(("al", "assad"), open=True), scope="person"),),
        ),
        ("title: ferry", (Term("ferry"),)),
        ("title:", ()),
        ("title:!?", ()),
        ('title:"', ()),
    ],
)
def test_words_of_one_field(typed: str, terms: tuple[Term | Phrase, ...]) -> None:
    assert read(typed) == Query(terms)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("is:unread", Stated("read", wanted=False)),
        ("is:read", Stated("read")),
        ("IS:Starred", Stated("starred")),
        ("is:removed", Stated("removed")),
        ("lang:en", Spoken("en")),
        ("lang:de-AT", Spoken("de")),
        ("after:2016-03", Measured("published", Range(low=736024.0))),
        ("before:2016", Measured("published", Range(high=735963.0))),
        ("date:2016-03-15", Measured("published", Range(736038.0, 736038.0))),
        ("date:today", Measured("published", Range(NOW, NOW))),
        ("date:yesterday", Measured("published", Range(NOW - 1, NOW - 1))),
        ("date-mentioned:2016", Measured("date", Range(735964.0, 736329.0))),
        ("money:GBP", Measured("money", Range(unit="gbp"))),
        ("money:>=£1bn", Measured("money", Range(low=1e9, unit="gbp"))),
        ("money:1bnEUR", Measured("money", Range(1e9, 1e9, "eur"))),
        ('money:"1 bn EUR"', Measured("money", Range(1e9, 1e9, "eur"))),
        ("percent:20..30%", Measured("percent", Range(20.0, 30.0, "%"))),
        ("figure:250,000", Measured(None, Range(250000.0, 250000.0))),
        ("quantity:5m", Measured("quantity", Range(5.0, 5.0, "m"))),
        ("age:>=60", Measured("age", Range(low=60.0, unit="y"))),
        ("age:<=18mo", Measured("age", Range(high=18.0, unit="mo"))),
        ("count:..12", Measured("count", Range(high=12.0))),
    ],
)
def test_filters(typed: str, found: Filter) -> None:
    assert read(typed) == Query(filters=(found,))
    assert read(f"-{typed}") == Query(without_filters=(found,))


def test_fields_may_be_left_out() -> None:
    assert read("-source:wire -person:al-assad") == Query(
        without=(Phrase(("wire",), scope="source"), Phrase(("al", "assad"), scope="person"))
    )
    assert read('-title:"air ba') == Query(without=(Phrase(("air", "ba"), scope="title"),))


@pytest.mark.parametrize(
    "typed", ["10:30", "at 10:30", "http://x.org/a", "c:x", ":x", "a1:b", "ratio 2:1", "(title:x"]
)
def test_times_and_addresses_are_words(typed: str) -> None:
    query = read(typed)
    assert not query.complaints
    assert all(term.scope is None for term in query.terms)
    assert query.terms


def test_what_is_no_field_is_named_and_its_words_are_searched() -> None:
    query = read('foo:bar "x" -colour:"dark red"')
    assert [line.partition(";")[0] for line in query.complaints] == [
        "no field “foo”",
        "no field “colour”",
    ]
    assert "title:" in query.complaints[0]
    assert query.terms == (Term("foo"), Term("bar"), Phrase(("x",)))
    assert query.without == (Phrase(("colour",)), Phrase(("dark", "red")))


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("after:mo", "after: wants a date, such as 2016-03"),
        ("date:2016-13", "date: wants a date, such as 2016-03"),
        ("is:green", "is: wants unread, read, starred or removed"),
        ("lang:x", "lang: wants the letters of a language, such as en"),
        ("money:much", "money: wants a sum, such as >1bn or £5m..£10m"),
        ("percent:>", "percent: wants a number, such as >5 or 20..30"),
        ("count:3..1", "count: wants a number, such as >250000"),
    ],
)
def test_a_value_that_is_none_is_named_and_the_rest_is_searched(typed: str, complaint: str) -> None:
    assert read(f"ferry {typed}") == Query((Term("ferry"),), complaints=(complaint,))


@pytest.mark.parametrize(
    "typed",
    ["after:20", "after:2016-", "date:tod", "is:", "is:un", "lang:e", "money:>", "money:>£", "money:1bnE",
     "money:gb", "percent:20..", "figure:1,", "date:2014..20"],
)  # fmt: skip
def test_nothing_is_said_of_what_is_still_being_typed(typed: str) -> None:
    assert not read(typed, typing=True).complaints


@pytest.mark.parametrize(
    "typed", ["after:x", "is:green", "lang:1", "money:>much", "foo:b", "count:x1"]
)
def test_what_can_become_no_value_is_named_at_once(typed: str) -> None:
    assert read(typed, typing=True).complaints
    assert read("after:20 x", typing=True).complaints


def test_numbers_are_written_apart_too() -> None:
    (term,) = read("250000").terms
    assert isinstance(term, Term)
    assert term.parts == Phrase(("250", "000"), open=True)
    assert term.value == Range(250000.0, 250000.0)
    (other,) = read("1234567").terms
    assert isinstance(other, Term)
    assert other.parts == Phrase(("1", "234", "567"), open=True)
    assert [t.value for t in read("12 abc 5km title:9999").terms if isinstance(t, Term)] == [
        None
    ] * 4


@pytest.mark.parametrize(
    ("typed", "needs"),
    [
        ("ferry is:read lang:en after:2016 source:x title:y", False),
        ("person:x", True),
        ("-place:x", True),
        ("money:>1", True),
        ("-date-mentioned:2014", True),
    ],
)
def test_a_query_knows_whether_it_needs_marks(typed: str, needs: bool) -> None:
    query = read(typed)
    assert query.needs_marks is needs
    assert not query.without_marks.needs_marks
    assert all(term.scope for term in query.without_marks.terms)


def test_every_field_is_known_by_all_its_names() -> None:
    assert set(FIELDS) <= set(SPELLINGS)
    assert all(column(name) for name in SPELLINGS)
    assert column("colour") is None


@given(st.lists(st.sampled_from(SPELLINGS), max_size=50), st.text(max_size=8))
def test_only_so_much_is_asked(names: list[str], value: str) -> None:
    query = read(" ".join(f"{name}:{value}{number}" for number, name in enumerate(names)))
    assert len(query.terms) <= MAX_TERMS
    assert len(query.filters) <= MAX_TERMS


CHUNKS = st.one_of(
    st.text(max_size=12),
    st.tuples(
        st.sampled_from(["", "-"]),
        st.sampled_from([*SPELLINGS, "foo", "ba-r"]),
        st.one_of(
            st.text(max_size=10),
            st.text("0123456789.,<>=£$%kmbn-/", max_size=10),
            st.text(max_size=10).map(lambda text: f'"{text}"'),
        ),
    ).map(lambda parts: f"{parts[0]}{parts[1]}:{parts[2]}"),
)


@given(st.lists(CHUNKS, max_size=6).map(" ".join), st.booleans())
def test_anything_can_be_asked_and_complaints_name_the_field(typed: str, typing: bool) -> None:
    query = read(typed, typing=typing)
    assert query == read(typed, typing=typing)
    for complaint in query.complaints:
        assert "\n" not in complaint
        if complaint.startswith("no field “"):
            name = complaint.removeprefix("no field “").partition("”")[0].rstrip("…")
        else:
            name = complaint.partition(":")[0]
            assert column(name) is not None
        assert name in fold(typed)


@given(st.text().map(lambda text: text.replace(":", "").replace("：", "")))
def test_a_text_without_colons_asks_for_words_alone(typed: str) -> None:
    query = read(typed)
    if ":" not in fold(typed):
        assert query == Query(query.terms, query.without)
        assert all(term.scope is None for term in (*query.terms, *query.without))
