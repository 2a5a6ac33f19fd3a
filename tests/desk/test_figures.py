"""Figures as people read them, and the orders of their table."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate import find_marks
from reader.desk.figures import UNKNOWN, FigureRow, figure_rows, in_order, value_in_words
from reader.marks import FIGURE_KINDS, Approximation, Figure, FigureKind, Value

DAY = dt.date(2016, 3, 15)


@pytest.mark.parametrize(
    ("kind", "value", "unit", "approx", "said"),
    [
        ("money", "2500000", "EUR", None, "EUR 2,500,000"),
        ("money", ("2500000", None), "EUR", "about", "about from EUR 2,500,000"),
        ("percent", ("20", "30"), "%", None, "20–30 %"),
        ("percent", (None, "30"), "%", None, "up to 30 %"),
        ("percent", "2.5", "pp", None, "2.5 pp"),
        ("count", "250000", "", "more", "more than 250,000"),
        ("count", None, "", "about", f"about {UNKNOWN}"),
        ("count", (None, None), "", None, UNKNOWN),
        ("ordinal", "1", "", None, "1st"),
        ("ordinal", "1012", "", None, "1,012th"),
        ("quantity", "-3.5", "°C", None, "-3.5 °C"),
        ("date", "2016-03-14", "", None, "Mon 14 Mar 2016"),
        ("date", ("2016-03-14", "2016-03-16"), "", None, "Mon 14 Mar 2016 – Wed 16 Mar 2016"),
        ("date", "2016-03", "", None, "Mar 2016"),
        ("date", ("1990", "1999"), "", None, "1990–1999"),
        ("date", "--03-15", "", None, "15 Mar"),
        ("date", "2016-13-01", "", None, "2016-13-01"),
        ("date", "2015-02-29", "", None, "2015-02-29"),
        ("time", "15:00Z", "", None, "15:00 UTC"),
        ("duration", "P6M", "", "at least", "at least 6 months"),
        ("duration", "PT1H30M", "", None, "1 hour 30 minutes"),
        ("duration", "P", "", None, "P"),
        ("age", "61", "y", None, "61 years"),
        ("age", "1", "mo", None, "1 month"),
        ("score", "3-1", "", None, "3–1"),
    ],
)
def test_values_in_words(
    kind: FigureKind, value: Value, unit: str, approx: Approximation | None, said: str
) -> None:
    assert value_in_words(Figure(kind, value, unit, approx)) == said


TEXT = (
    "Boat trip\n\nOn Monday about 30 people paid £2 or €2.5 million for an hour. "
    "Dozens left after 20 minutes.\nThe 61-year-old and a 6-month-old baby paid €3."
)


@pytest.fixture
def table() -> list[FigureRow]:
    return figure_rows(TEXT, find_marks(TEXT, date=DAY))


def written(rows: list[FigureRow]) -> list[str]:
    return [row.written for row in rows]


def test_a_row_says_what_when_and_where(table: list[FigureRow]) -> None:
    first = table[0]
    assert (first.kind, first.value, first.written) == ("date", "Mon 14 Mar 2016", "Monday")
    assert first.sentence.of(TEXT).startswith("On Monday about 30")
    assert first.sentence.of(TEXT).endswith("for an hour.")


def test_the_text_has_an_order(table: list[FigureRow]) -> None:
    assert written(in_order(table, "text")) == written(table)
    assert written(in_order(table, "text", turned=True)) == written(table)[::-1]


def test_by_value_each_kind_goes_up_and_what_is_not_known_stays_last(
    table: list[FigureRow],
) -> None:
    by_value = in_order(table, "value")
    assert [row.kind for row in by_value] == sorted(
        (row.kind for row in table), key=FIGURE_KINDS.index
    )
    counts = [row.written for row in by_value if row.kind == "count"]
    assert counts == ["30", "Dozens"]
    turned = in_order(table, "value", turned=True)
    assert [row.written for row in turned if row.kind == "count"] == counts
    assert [row.written for row in by_value if row.kind == "money"] == ["€3", "€2.5 million", "£2"]
    assert [row.written for row in turned if row.kind == "money"] == ["€2.5 million", "€3", "£2"]
    assert [row.written for row in by_value if row.kind == "duration"] == ["20 minutes", "an hour"]
    assert [row.value for row in by_value if row.kind == "age"] == ["6 months", "61 years"]


def test_by_kind_the_text_decides_within_one(table: list[FigureRow]) -> None:
    rows = in_order(table, "kind")
    assert [row.written for row in rows if row.kind == "money"] == ["£2", "€2.5 million", "€3"]
    assert in_order(table, "kind", turned=True)[0].kind == "age"


_ends = st.none() | st.text("0123456789-.:PTZYMDHS/ x", max_size=12)


@given(
    st.sampled_from(FIGURE_KINDS),
    _ends | st.tuples(_ends, _ends),
    st.sampled_from(["", "EUR", "%", "y", "km"]),
)
def test_any_value_is_said(kind: FigureKind, value: Value, unit: str) -> None:
    assert isinstance(value_in_words(Figure(kind, value, unit)), str)


@given(st.text("12 %€mMonday,.-\n", max_size=80))
def test_orders_only_change_the_order(text: str) -> None:
    rows = figure_rows(text, find_marks(text, date=DAY))
    for order in ("text", "kind", "value"):
        for turned in (False, True):
            assert set(in_order(rows, order, turned=turned)) == set(rows)
