"""What is typed is read as meant, and anything can be typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search import Phrase, Query, Term, parse_query
from reader.search.queries import MAX_TERMS


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        ("  \t ", ()),
        ('"', ()),
        ('""', ()),
        ("-", ()),
        ("!? … %", ()),
        ("Putin", (Term("putin"),)),
        ("putin  LATAKIA ", (Term("putin"), Term("latakia"))),
        ("putin putin", (Term("putin"),)),
        ("Straße café", (Term("strasse"), Term("cafe"))),
        ("al-Assad", (Term("alassad", Phrase(("al", "assad"), open=True)),)),
        ("al-", (Term("al"),)),
        ("250,000", (Term("250000", Phrase(("250", "000"), open=True)),)),
        ("and/or", (Term("and"), Term("or"))),
        ('"air base"', (Phrase(("air", "base")),)),
        ("“Air  Base”", (Phrase(("air", "base")),)),
        ('"air ba', (Phrase(("air", "ba"), open=True),)),
        ('"air ', (Phrase(("air",)),)),
        ('syria"air base"x', (Term("syria"), Phrase(("air", "base")), Term("x"))),
    ],
)
def test_words_and_phrases(typed: str, terms: tuple[Term | Phrase, ...]) -> None:
    assert parse_query(typed) == Query(terms)


@pytest.mark.parametrize(
    ("typed", "without"),
    [
        ("-syria", (Phrase(("syria",)),)),
        ('-"air base"', (Phrase(("air", "base")),)),
        ('-"air ba', (Phrase(("air", "ba")),)),
        ("-al-assad", (Phrase(("al", "assad")),)),
        ("--", ()),
    ],
)
def test_what_to_leave_out(typed: str, without: tuple[Phrase, ...]) -> None:
    assert parse_query(typed) == Query(without=without)


def test_an_empty_query_is_false() -> None:
    assert not parse_query("?")
    assert parse_query("a")
    assert parse_query("-a")


def test_a_pasted_book_is_a_short_question() -> None:
    query = parse_query(" ".join(f"w{number}" for number in range(200_000)))
    assert len(query.terms) == MAX_TERMS


@given(st.text())
def test_anything_can_be_typed(typed: str) -> None:
    query = parse_query(typed)
    assert parse_query(typed) == query
    assert hash(query) == hash(parse_query(typed))
