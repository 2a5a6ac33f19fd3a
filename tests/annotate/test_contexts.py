"""Figures whose value depends on the sentence: tense, country, sign, parts of a whole."""

import datetime as dt

import pytest

from reader.annotate import find_figures

TUESDAY = dt.date(2026, 6, 16)


def values(text: str) -> list[tuple[str, object, str]]:
    return [
        (mark.of(text), mark.figure.value, mark.figure.unit)
        for mark in find_figures(text, TUESDAY)
        if mark.figure
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Friday.", "2026-06-12"),
        ("They will meet on Friday.", "2026-06-19"),
        ("A ruling is due on Friday.", "2026-06-19"),
        ("It was due on Friday.", "2026-06-12"),
        ("It will close, she said on Friday.", "2026-06-12"),
        ("It closed. It will open. They met on Friday.", "2026-06-12"),
        ("It is expected to be signed on Friday.", "2026-06-19"),
        ("They will meet on Tuesday.", "2026-06-16"),
        ("He’ll hear on Monday week.", "2026-06-29"),
        ("Wells are read every Friday.", None),
        ("From January the forum will have cash.", "2027-01"),
        ("It must earn more by December.", "2026-12"),
        ("It opened in December.", "2025-12"),
        ("It was on Sunday 22 May.", "--05-22"),
        ("The boat sank in 2020 or 2021.", ("2020", "2021")),
    ],
)
def test_days_ahead_and_behind(text: str, value: object) -> None:
    assert [found for _, found, _ in values(text)] == [value]


def test_a_day_over_the_turn_of_the_year_is_the_near_one() -> None:
    (mark,) = find_figures("It is due on 18 January.", dt.date(2026, 11, 16))
    assert mark.figure is not None
    assert mark.figure.value == "2027-01-18"


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("He sold half of it.", "half", "0.5"),
        ("It fell by half.", "half", "0.5"),
        ("It took a third of it.", "a third", None),
        ("It rose by a fifth.", "a fifth", "0.2"),
        ("It is less than an eighth of that.", "an eighth", "0.125"),
    ],
)
def test_parts_of_a_whole(text: str, span: str, value: str | None) -> None:
    assert values(text) == [(span, value, "")]


@pytest.mark.parametrize(
    "text", ["A third man came.", "They drew at half time.", "Half Past Four is a yacht."]
)
def test_no_parts(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("It stood at –5.8°C by then.", "–5.8°C", "-5.8", "°C"),
        ("The price was −€12 then.", "−€12", "-12", "EUR"),
        ("Growth was -3% then.", "-3%", "-3", "%"),
        ("Stakes of between 10% and 49% sold.", "10% and 49%", ("10", "49"), "%"),
        (
            "Between US$20 million and US$30 million went.",
            "US$20 million and US$30 million",
            ("20000000", "30000000"),
            "USD",
        ),
        ("In Chile it cost 200 pesos.", "200 pesos", "200", "CLP"),
        ("It cost 200 pesos.", "200 pesos", "200", "MXN"),
        ("In Sweden it cost 200 kronor.", "200 kronor", "200", "SEK"),
        ("Oslo pays, not Denmark: 20 Danish kroner.", "20 Danish kroner", "20", "DKK"),
        ("It cost 12 bolivianos.", "12 bolivianos", "12", "BOB"),
        ("We meet at five to eight.", "five to eight", "07:55", ""),
        ("It came at half past nine.", "half past nine", "09:30", ""),
        ("A tuner, now 71, said so.", "71", "71", "y"),
        ("Judge Anna van der Berg, 67, said so.", "67", "67", "y"),
    ],
)
def test_sums_signs_and_clocks(text: str, span: str, value: object, unit: str) -> None:
    assert values(text) == [(span, value, unit)]


def test_cents_are_of_the_currency_that_the_text_counts_in() -> None:
    assert values("It earned €5m, 5 cents a share.")[1] == ("5 cents", "0.05", "EUR")


def test_two_times_are_no_range_without_between() -> None:
    assert [value for _, value, _ in values("Read at 14:00 and 20:00.")] == ["14:00", "20:00"]


def test_a_list_of_numbers_is_counts() -> None:
    assert [value for _, value, _ in values("4, 5, 6.5, 7 and 8")] == ["4", "5", "6.5", "7", "8"]
