"""Figures of the calendar by their sentence: what lies ahead, what measures, what is no date."""

import pytest

from tests.figures import rows


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He promised to sue by Friday.", "2026-06-19"),
        ("It could reach them by March.", "2027-03"),
        ("Rovers play Athletic on Saturday.", "2026-06-20"),
        ("Rovers host Athletic on Saturday.", "2026-06-20"),
        ("England face Fiji on Saturday.", "2026-06-20"),
        ("She visits Rome on Saturday.", "2026-06-20"),
        ("Pilots at sea ports return to duty on Monday.", "2026-06-22"),
        ("The boats on the rota leave at dawn on Monday.", "2026-06-22"),
        ("He may speak again in July.", "2026-07"),
        ("They are due to meet on Monday.", "2026-06-22"),
        ("It is needed on Sunday.", "2026-06-21"),
        ("They will meet in July.", "2026-07"),
        ("Senate to vote on Monday", "2026-06-22"),
        ("They want to leave on Friday.", "2026-06-19"),
        ("In November the lamp goes out.", "2026-11"),
        ("On Monday we run.", "2026-06-22"),
        ("Oil for September delivery rose.", "2026-09"),
        ("Coffee for May delivery fell.", "2027-05"),
        ("They met on thursday.", "2026-06-11"),
        ("They will meet on monday.", "2026-06-22"),
        ("They met last thursday.", "2026-06-11"),
        ("It runs well into 2027.", "2027"),
        ("It came on the eighth of June.", "2026-06-08"),
        ("It came on the twenty-first of May.", "2026-05-21"),
        ("On 1 September last year it sank.", "2025-09-01"),
        ("It rose to 5% by Friday.", "2026-06-12"),
        ("They had to leave by Friday.", "2026-06-12"),
        ("They may have met on Friday.", "2026-06-12"),
        ("It may open, she said on Friday.", "2026-06-12"),
        ("His visit on Monday was short.", "2026-06-15"),
        ("The mayor’s visit to Rome on Friday was short.", "2026-06-12"),
        ("Rain stopped play on Monday.", "2026-06-15"),
        ("He failed to start on Monday.", "2026-06-15"),
        ("In November the lamp went out.", "2025-11"),
    ],
)
def test_what_lies_ahead_and_behind(text: str, value: str) -> None:
    assert [found for _, kind, found in rows(text) if kind == "date"] == [value]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("It left 26 dead in a month.", ["26", "a month"]),
        ("It came twice in a week.", ["a week"]),
        ("It shut within an hour.", ["an hour"]),
        ("It ran for a day.", ["a day"]),
        ("In a year of drought it fell.", []),
        ("It fell in a year when none came.", []),
        ("It comes three times a day.", ["three"]),
        ("It comes twice a year.", []),
        ("They won last season and this season.", []),
        ("It fell in the same months.", []),
        ("It came in at ten past, with books.", []),
    ],
)
def test_lengths_that_measure(text: str, spans: list[str]) -> None:
    assert [span for span, *_ in rows(text)] == spans


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It shut at four in the morning.", "04:00"),
        ("It shut at 9 in the evening.", "21:00"),
        ("It shut at ten at night.", "22:00"),
        ("It shut at one at night.", "01:00"),
    ],
)
def test_hours_of_the_day(text: str, value: str) -> None:
    assert [(kind, found) for _, kind, found in rows(text)] == [("time", value)]


def test_a_sentence_may_end_in_a_time_where_another_stands_before_it() -> None:
    assert [value for *_, value in rows("By 2.40am all had left. He left at 2.31.")] == [
        "02:40",
        "02:31",
    ]
    assert rows("It closed at 2.31.") == [("2.31", "count", "2.31")]


def test_the_first_quarter_is_one_date_with_its_year_and_without() -> None:
    assert rows("It fell in the first quarter.") == [("first quarter", "date", None)]
    assert rows("It fell in the first quarter of 2025.") == [
        ("first quarter of 2025", "date", ("2025-01", "2025-03"))
    ]
