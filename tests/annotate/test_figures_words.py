"""Figures that words make: crowds, stretches of time, eras, holidays, and what only looks like them."""

import datetime as dt

import pytest

from reader.annotate import find_figures

TUESDAY = dt.date(2026, 6, 16)

Row = tuple[str, str, object, str, str | None]


def rows(text: str) -> list[Row]:
    return [
        (mark.of(text), mark.figure.kind, mark.figure.value, mark.figure.unit, mark.figure.approx)
        for mark in find_figures(text, TUESDAY)
        if mark.figure
    ]


@pytest.mark.parametrize(
    ("text", "span", "value", "approx"),
    [
        ("It killed one sailor.", "one", "1", None),
        ("At least one Welsh sailor left.", "one", "1", "at least"),
        ("It hit two, killing one and hurting more.", "two", "2", None),
        ("The six-party talks began.", "six", "6", None),
        ("The 53-nation body met.", "53", "53", None),
        ("Some 20-odd boats came.", "20", "20", "about"),
        ("Hungary’s 26 lakes froze.", "26", "26", None),
        ("Five Samoan sailors came.", "Five", "5", None),
        ("The force will number 7,000.", "7,000", "7000", None),
        ("Three U.S. ships came.", "Three", "3", None),
        ("He housed 13 hundred of them.", "13 hundred", "1300", None),
        ("They sold 2½ million.", "2½ million", "2500000", None),
        ("A quarter of a million came.", "A quarter of a million", "250000", None),
        ("Three-fourths of it burnt.", "Three-fourths", "0.75", None),
        ("Just over half (53 of them) came.", "half", "0.5", "more"),
        ("They shot as many as 30.", "30", "30", "at most"),
        ("Dozens were hurt.", "Dozens", None, None),
        ("It took tens of thousands of crates.", "tens of thousands", None, None),
        ("Several hundred came.", "Several hundred", None, None),
    ],
)
def test_counts(text: str, span: str, value: str | None, approx: str | None) -> None:
    assert rows(text)[0] == (span, "count", value, "", approx)


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("It cost Rs 5 crore.", "Rs 5 crore", "50000000", "INR"),
        ("It cost Rs5 lakh.", "Rs5 lakh", "500000", "INR"),
        ("It cost EUR20.", "EUR20", "20", "EUR"),
        ("It cost HK$20.", "HK$20", "20", "HKD"),
        ("It cost C$1.5m-C$2m.", "C$1.5m-C$2m", ("1500000", "2000000"), "CAD"),
        ("It cost R1,500.", "R1,500", "1500", "ZAR"),
        ("It cost 90 rand.", "90 rand", "90", "ZAR"),
        ("It cost 50 Chinese yuan.", "50 Chinese yuan", "50", "CNY"),
        ("It cost about a dollar.", "a dollar", "1", "USD"),
        ("It cost 3 dollars and 50 cents.", "3 dollars and 50 cents", "3.5", "USD"),
        ("It cost millions of dollars.", "millions of dollars", None, "USD"),
        ("It cost several thousand euros.", "several thousand euros", None, "EUR"),
    ],
)
def test_money(text: str, span: str, value: object, unit: str) -> None:
    assert [row[:4] for row in rows(text)] == [(span, "money", value, unit)]


@pytest.mark.parametrize(
    ("text", "span", "kind", "value", "unit"),
    [
        ("It carried 850 metric tons.", "850 metric tons", "quantity", "850", "t"),
        ("It made 5 kilowatt hours.", "5 kilowatt hours", "quantity", "5", "kWh"),
        ("It was minus 10 degrees.", "minus 10 degrees", "quantity", "-10", "°"),
        ("It was 30 degrees celsius.", "30 degrees celsius", "quantity", "30", "°C"),
        ("He is 6 ft 2 in.", "6 ft 2 in", "quantity", "74", "in"),
        ("It lay thousands of miles off.", "thousands of miles", "quantity", None, "mi"),
        ("It fell 1.5pc.", "1.5pc", "percent", "1.5", "%"),
        ("It rose by 20%-30%.", "20%-30%", "percent", ("20", "30"), "%"),
        ("It rose a percentage point.", "a percentage point", "percent", "1", "pp"),
        ("It was backed by 60-to-36.", "60-to-36", "score", "60-36", ""),
        ("Four out of five left.", "Four out of five", "score", "4:5", ""),
        ("They close at four p.m. today.", "four p.m.", "time", "16:00", ""),
        ("It opens at 12 noon.", "12 noon", "time", "12:00", ""),
        ("Mr Marsh, 51, joined.", "51", "age", "51", "y"),
        ("They hired a third cook.", "third", "ordinal", "3", ""),
        ("She met third-seeded Rowe.", "third", "ordinal", "3", ""),
        ("It fell to ninth place.", "ninth", "ordinal", "9", ""),
        ("She is the third person to leave.", "third", "ordinal", "3", ""),
        ("It lasts anywhere from 3 to 9 km.", "3 to 9 km", "quantity", ("3", "9"), "km"),
        ("He was second with 12 goals.", "second", "ordinal", "2", ""),
        ("Its first Cup was lost.", "first", "ordinal", "1", ""),
    ],
)
def test_other_kinds(text: str, span: str, kind: str, value: object, unit: str) -> None:
    assert rows(text)[0][:4] == (span, kind, value, unit)


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("It took the past two weeks.", "past two weeks", "P2W"),
        ("It will take the next 10 days.", "next 10 days", "P10D"),
        ("It grew over the past year.", "past year", "P1Y"),
        ("A year-long drought ended.", "year-long", "P1Y"),
        ("It took a year and a half.", "a year and a half", "P1.5Y"),
        ("It came a day after the flood.", "a day", "P1D"),
        ("It grew in recent years.", "recent years", None),
        ("It took several weeks.", "several weeks", None),
        ("It stood for decades.", "decades", None),
        ("It ended years of drought.", "years", None),
        ("It comes thousands of years late.", "thousands of years", None),
    ],
)
def test_lengths_of_time(text: str, span: str, value: str | None) -> None:
    assert [row[:3] for row in rows(text)] == [(span, "duration", value)]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("It stood in the 19th century.", "19th century", ("1800", "1899")),
        ("In the 18th and 19th centuries it grew.", "18th and 19th centuries", ("1700", "1899")),
        (
            "In the first half of the 20th century.",
            "first half of the 20th century",
            ("1900", "1949"),
        ),
        ("In the third quarter of 2008.", "third quarter of 2008", ("2008-07", "2008-09")),
        ("In the first half of this year.", "first half of this year", ("2026-01", "2026-06")),
        ("Profit fell in the first quarter.", "first quarter", None),
        ("It ends by the end of the year.", "end of the year", "2026"),
        ("It fell in the spring of 2003.", "spring of 2003", "2003"),
        ("It fell last winter.", "last winter", None),
        ("It falls this weekend.", "this weekend", ("2026-06-20", "2026-06-21")),
        ("It fell this decade.", "this decade", ("2020", "2029")),
        ("It fell last quarter.", "last quarter", ("2026-01", "2026-03")),
        ("It fell from January to May.", "January to May", ("2026-01", "2026-05")),
        ("It ran July–August 2010.", "July–August 2010", ("2010-07", "2010-08")),
        ("It met on September ninth, 2001.", "September ninth, 2001", "2001-09-09"),
        ("It ran from May 3 through 5.", "May 3 through 5", ("2026-05-03", "2026-05-05")),
        ("It ran from June 15 to July 2.", "June 15 to July 2", ("2026-06-15", "2026-07-02")),
        ("It ran 28 May–3 June 2016.", "28 May–3 June 2016", ("2016-05-28", "2016-06-03")),
        ("A November election was held.", "November", "2025-11"),
        ("It is set for November.", "November", "2026-11"),
        ("It grew in 2009 - 10.", "2009 - 10", ("2009", "2010")),
        ("It rose by 2% in the ’80s.", "2%", "2"),
        ("A 2003 film was lost.", "2003", "2003"),
        ("It was built in 1215, when they left.", "1215", "1215"),
        ("It was built in 300 BC.", "300 BC", None),
        ("It shut on Christmas Eve.", "Christmas Eve", "2026-12-24"),
        ("It shut a few days ago.", "a few days ago", None),
        ("It shut in mid-March.", "March", "2026-03"),
    ],
)
def test_dates(text: str, span: str, value: object) -> None:
    day = dt.date(2026, 11, 16) if "Christmas" in text else TUESDAY
    mark = find_figures(text, day)[0]
    assert mark.figure is not None
    assert (mark.of(text), mark.figure.value) == (span, value)


def test_what_fell_to_49_is_no_year() -> None:
    assert [row[:3] for row in rows("It fell from 56 in 2003 to 49 last year.")] == [
        ("56", "count", "56"),
        ("2003", "date", "2003"),
        ("49", "count", "49"),
        ("last year", "date", "2025"),
    ]


def test_two_ages_after_one_word() -> None:
    assert [row[1:3] for row in rows("Men aged 24 and 31 left.")] == [("age", "24"), ("age", "31")]


def test_her_thirties_are_an_age_and_the_thirties_are_not() -> None:
    assert [row[1] for row in rows("In her early 30s she left; the early 80s were dull.")] == [
        "age",
        "date",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A small one will do, and the old one like it.",
        "They went one by one, and one was lost.",
        "World War 2 and Windows 10 and H.R. 3590.",
        "The Group of Eight and the Big Three met.",
        "Spider-Man 3 is on; see 401(k).",
        "He is second to none and first elected in spring.",
        "Working hours are long, and the days of sail are over.",
        "They sang carols at the Christmas market.",
        "May said so; April agreed; June left.",
        "Wages are paid by the day and the week.",
        "20th Century Fox made it.",
        "The Six-Day War was lost.",
        "40 Downing Street",
        "The fall of Rome and the spring of the clock.",
    ],
)
def test_no_figure(text: str) -> None:
    assert rows(text) == []
