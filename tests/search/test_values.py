"""Amounts and days are read exactly, and compared as people mean them."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.marks import FIGURE_KINDS, Approximation, Figure, FigureKind
from reader.search.values import Range, amount, days, range_of

TODAY = dt.date(2026, 3, 15)


def on(day: dt.date) -> Range:
    return Range(float(day.toordinal()), float(day.toordinal()))


def holds(typed: str, figure: Figure, *, quantity: bool = False) -> bool:
    asked, said = amount(typed, quantity=quantity), range_of(figure)
    assert asked is not None
    assert said is not None
    return asked.holds(said)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1k", 1e3), ("2.5m", 2.5e6), ("2mn", 2e6), ("3b", 3e9), ("3bn", 3e9), ("1t", 1e12),
        ("1tn", 1e12), ("1,000", 1e3), ("12,345,678.5", 12345678.5), ("-5", -5.0),
        ("1.5million", 1.5e6), ("2 billion", 2e9), ("=7", 7.0), ("3.2bn", 3200000000.0),
    ],
)  # fmt: skip
def test_amounts(typed: str, value: float) -> None:
    assert amount(typed) == Range(value, value)


@pytest.mark.parametrize(
    "typed",
    ["", ">", "..", "x", "1,00", "10,00,000", "1..2..3", ">1..2", "5..1", ">gbp", "£5$", "£1..€2", "5km",
     "1e5", "--1", "gbp..eur", ".5", "1xyzw", "9" * 400, "“1”"],
)  # fmt: skip
def test_no_amounts(typed: str) -> None:
    assert amount(typed) is None


@pytest.mark.parametrize(
    ("typed", "value", "found"),
    [
        (">5", "5", False), (">5", "5.1", True), (">=5", "5", True), ("<5", "5", False),
        ("<5", "4.9", True), ("<=5", "5", True), ("5", "5.0", True), ("5..6", "6", True),
        ("5..6", "6.1", False), ("5..", "5", True), ("..5", "5.1", False),
        ("5..6", ("6", "9"), True), ("5..6", ("7", "9"), False), (">8", ("7", "9"), True),
        (">100", ("7", None), True), ("<7", ("7", None), False), ("8", (None, "9"), True),
    ],
)  # fmt: skip
def test_comparing(typed: str, value: str | tuple[str | None, str | None], found: bool) -> None:
    assert holds(typed, Figure("count", value)) is found


@pytest.mark.parametrize(
    ("typed", "approx", "found"),
    [
        (">250000", "more", True), (">=250000", "more", True), ("250000", "more", True),
        ("<250000", "more", False), ("<250000", "less", True), (">250000", "less", False),
        (">250000", "about", False), (">250000", "at least", False), ("250000", None, True),
    ],
)  # fmt: skip
def test_more_than_a_number_is_above_it(typed: str, approx: Approximation, found: bool) -> None:
    assert holds(typed, Figure("count", "250000", approx=approx)) is found


def test_units_restrict() -> None:
    pounds, dollars = Figure("money", "5", "GBP"), Figure("money", "5", "USD")
    assert holds("£5", pounds)
    assert not holds("£5", dollars)
    assert holds("5", dollars)
    assert holds("usd", dollars)
    assert holds("us$5", dollars)
    assert not holds("5°f", Figure("quantity", "5", "°C"), quantity=True)
    assert holds("5°c", Figure("quantity", "5", "°C"), quantity=True)
    assert holds("5..6%", Figure("percent", "5", "%"))
    assert not holds("5pp", Figure("percent", "5", "%"))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2016", dt.date(2016, 1, 1), dt.date(2016, 12, 31)),
        ("2016-02", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        ("2016/2", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        ("2016-3-5", dt.date(2016, 3, 5), dt.date(2016, 3, 5)),
        ("9999-12", dt.date(9999, 12, 1), dt.date.max),
        ("0001", dt.date.min, dt.date(1, 12, 31)),
        ("2014..2016-03", dt.date(2014, 1, 1), dt.date(2016, 3, 31)),
        ("yesterday..today", dt.date(2026, 3, 14), TODAY),
    ],
)
def test_days(typed: str, first: dt.date, last: dt.date) -> None:
    assert days(typed, TODAY) == Range(float(first.toordinal()), float(last.toordinal()))


@pytest.mark.parametrize(
    ("typed", "inside", "outside"),
    [
        (">2016", dt.date(2017, 1, 1), dt.date(2016, 12, 31)),
        (">=2016", dt.date(2016, 1, 1), dt.date(2015, 12, 31)),
        ("<2016", dt.date(2015, 12, 31), dt.date(2016, 1, 1)),
        ("<=2016", dt.date(2016, 12, 31), dt.date(2017, 1, 1)),
        ("2016..", dt.date(2020, 1, 1), dt.date(2015, 12, 31)),
        ("..2016", dt.date(1920, 1, 1), dt.date(2017, 1, 1)),
    ],
)
def test_days_before_and_after(typed: str, inside: dt.date, outside: dt.date) -> None:
    asked = days(typed, TODAY)
    assert asked is not None
    assert asked.holds(on(inside))
    assert not asked.holds(on(outside))


@pytest.mark.parametrize(
    "typed",
    ["", "..", ">", "201", "2016-13", "2016-02-30", "0000", "x", "2017..2016", ">1..2", "1..2..3"],
)
def test_no_days(typed: str) -> None:
    assert days(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "value", "found"),
    [
        ("2014", "2014", True), ("2014", "2014-05", True), ("2014-05", "2014", False),
        ("2014", "2014-05-06", True), ("2014", ("2012", "2020"), True), ("2011", ("2012", None), False),
        ("2030", ("2012", None), True),
    ],
)  # fmt: skip
def test_days_that_are_mentioned(
    typed: str, value: str | tuple[str | None, str | None], found: bool
) -> None:
    asked, said = days(typed, TODAY), range_of(Figure("date", value))
    assert asked is not None
    assert said is not None
    assert asked.holds(said) is found


@pytest.mark.parametrize(
    ("kind", "value"),
    [("date", "--03-15"), ("date", None), ("count", None), ("score", "3-1"), ("time", "12:00"),
     ("count", "many"), ("count", "nan"), ("count", ("1", "many")), ("date", "2016-02-31")],
)  # fmt: skip
def test_what_cannot_be_compared(kind: FigureKind, value: str) -> None:
    assert range_of(Figure(kind, value)) is None


@given(st.text())
def test_any_text_is_an_amount_or_none(typed: str) -> None:
    for found in (amount(typed), amount(typed, quantity=True), days(typed, TODAY)):
        assert found is None or found.low <= found.high


@given(st.decimals(-(10**12), 10**12, places=3), st.decimals(-(10**12), 10**12, places=3))
def test_operators_part_all_numbers(asked: object, said: object) -> None:
    figure = Figure("count", str(said))
    below, same, above = (holds(f"{sign}{asked}", figure) for sign in ("<", "=", ">"))
    assert [below, same, above].count(True) == 1
    assert holds(f">={asked}", figure) is (same or above)
    assert holds(f"<={asked}", figure) is (same or below)


@given(st.sampled_from(FIGURE_KINDS), st.text(), st.text())
def test_any_figure_has_a_range_or_none(kind: FigureKind, value: str, unit: str) -> None:
    found = range_of(Figure(kind, value, unit))
    assert found is None or (math.isfinite(found.low) and found.low <= found.high)
