"""Figures: one table of sentences a kind, and what must never be a figure."""

import datetime as dt

import pytest

from reader.annotate import find_figures
from reader.marks import Figure

TUESDAY = dt.date(2026, 6, 16)


def only(text: str) -> tuple[str, Figure]:
    (mark,) = find_figures(text, TUESDAY)
    assert mark.figure is not None
    return mark.of(text), mark.figure


@pytest.mark.parametrize(
    ("text", "span", "value", "approx"),
    [
        ("They sold 12 boats.", "12", "12", None),
        ("They sold 1,204 boats.", "1,204", "1204", None),
        ("More than 250,000 crates were lost.", "250,000", "250000", "more"),
        ("Half a dozen gulls sat there.", "Half a dozen", "6", None),
        ("She bought a dozen eggs.", "a dozen", "12", None),
        ("About two million crabs came.", "two million", "2000000", "about"),
        ("It took twenty-one attempts.", "twenty-one", "21", None),
        ("A crowd of two hundred and six sang.", "two hundred and six", "206", None),
        ("They need 3.5 million seeds.", "3.5 million", "3500000", None),
        ("Some 2.5m people watched.", "2.5m", "2500000", "about"),
        ("At least 40 barges sank.", "40", "40", "at least"),
        ("No fewer than 40 barges sank.", "40", "40", "at least"),
        ("Up to 90 may come.", "90", "90", "at most"),
        ("Fewer than 50 replied.", "50", "50", "less"),
        ("Nearly 70 replied.", "70", "70", "about"),
        ("We need 30 or more helpers.", "30", "30", "at least"),
        ("Between five and seven trees fell.", "five and seven", ("5", "7"), None),
        ("It needs 20 to 30 rivets.", "20 to 30", ("20", "30"), None),
        ("Bring 10-12 people.", "10-12", ("10", "12"), None),
        ("It needs 2-3 million rivets.", "2-3 million", ("2000000", "3000000"), None),
        ("Three and a half million bees left.", "Three and a half million", "3500000", None),
        ("A tank three-quarters full.", "three-quarters", "0.75", None),
        ("He had two-thirds of the vote.", "two-thirds", None, None),
    ],
)
def test_counts(text: str, span: str, value: object, approx: str | None) -> None:
    found, figure = only(text)
    assert (found, figure.kind, figure.value, figure.unit) == (span, "count", value, "")
    assert figure.approx == approx


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("The 3rd gate.", "3rd", "3"),
        ("The 21st gate.", "21st", "21"),
        ("She was the first to leave.", "first", "1"),
        ("Its second boat sank.", "second", "2"),
        ("The twenty-first boat sank.", "twenty-first", "21"),
    ],
)
def test_ordinals(text: str, span: str, value: str) -> None:
    assert only(text) == (span, Figure("ordinal", value))


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("It rose 2.5%.", "2.5%", "2.5", "%"),
        ("It rose 7 per cent.", "7 per cent", "7", "%"),
        ("It rose seven percent.", "seven percent", "7", "%"),
        ("It fell by 3 percentage points.", "3 percentage points", "3", "pp"),
        ("It fell by 25 basis points.", "25 basis points", "0.25", "pp"),
        ("between 5 and 7 per cent", "5 and 7 per cent", ("5", "7"), "%"),
        ("It grew 2–3%.", "2–3%", ("2", "3"), "%"),
    ],
)
def test_percentages(text: str, span: str, value: object, unit: str) -> None:
    found, figure = only(text)
    assert (found, figure.kind, figure.value, figure.unit) == (span, "percent", value, unit)


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("It cost £3bn.", "£3bn", "3000000000", "GBP"),
        ("It cost US$1.2 million.", "US$1.2 million", "1200000", "USD"),
        ("It cost $5.", "$5", "5", "USD"),
        ("It cost A$5.", "A$5", "5", "AUD"),
        ("It cost 20 euros.", "20 euros", "20", "EUR"),
        ("It cost €450,000.", "€450,000", "450000", "EUR"),
        ("A 5p bag.", "5p", "0.05", "GBP"),
        ("It cost 40 pence.", "40 pence", "0.4", "GBP"),
        ("It cost 90 cents.", "90 cents", "0.9", "USD"),
        ("It cost ¥30 billion.", "¥30 billion", "30000000000", "JPY"),
        ("It cost 3 million dollars.", "3 million dollars", "3000000", "USD"),
        ("It cost a million dollars.", "a million dollars", "1000000", "USD"),
        ("It cost 20 Canadian dollars.", "20 Canadian dollars", "20", "CAD"),
        ("It cost CHF 20.", "CHF 20", "20", "CHF"),
        ("It cost 620,000 naira.", "620,000 naira", "620000", "NGN"),
        ("It cost £5m-£10m.", "£5m-£10m", ("5000000", "10000000"), "GBP"),
        ("It cost $20 to $30 million.", "$20 to $30 million", ("20000000", "30000000"), "USD"),
        ("It cost 20 pounds.", "20 pounds", "20", "GBP"),
    ],
)
def test_money(text: str, span: str, value: object, unit: str) -> None:
    found, figure = only(text)
    assert (found, figure.kind, figure.value, figure.unit) == (span, "money", value, unit)


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("Under 40mm of rain.", "40mm", "40", "mm"),
        ("He is 5ft 10in tall.", "5ft 10in", "70", "in"),
        ("She weighs 11st 4lb.", "11st 4lb", "158", "lb"),
        ("Winds of 60mph.", "60mph", "60", "mph"),
        ("A speed of 90 kilometres per hour.", "90 kilometres per hour", "90", "km/h"),
        ("It was 18°C.", "18°C", "18", "°C"),
        ("It was 18 degrees Celsius.", "18 degrees Celsius", "18", "°C"),
        ("Temperatures of 38C.", "38C", "38", "°C"),
        ("They cut 300 hectares.", "300 hectares", "300", "ha"),
        ("They cut 30 square kilometres.", "30 square kilometres", "30", "km²"),
        ("A six-mile walk.", "six-mile", "6", "mi"),
        ("It lies 18 nautical miles off.", "18 nautical miles", "18", "nmi"),
        ("The 100m freestyle.", "100m", "100", "m"),
        ("It takes 2.4 tonnes.", "2.4 tonnes", "2.4", "t"),
        ("It takes 50 pounds of flour.", "50 pounds", "50", "lb"),
        ("It makes 11.2 GW.", "11.2 GW", "11.2", "GW"),
        ("It lies 200 to 250 km south.", "200 to 250 km", ("200", "250"), "km"),
    ],
)
def test_quantities(text: str, span: str, value: object, unit: str) -> None:
    found, figure = only(text)
    assert (found, figure.kind, figure.value, figure.unit) == (span, "quantity", value, unit)


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("It shut on 15 March 2016.", "15 March 2016", "2016-03-15"),
        ("It shut on March 15, 2016.", "March 15, 2016", "2016-03-15"),
        ("It shut on 15th March 2016.", "15th March 2016", "2016-03-15"),
        ("It shut on 2016-03-15.", "2016-03-15", "2016-03-15"),
        ("It shut on 25/12/2015.", "25/12/2015", "2015-12-25"),
        ("It shut on 03/04/2015.", "03/04/2015", None),
        ("It shut on 12 May.", "12 May", "2026-05-12"),
        ("It shut on 28 December.", "28 December", "--12-28"),
        ("It shut on Friday 12 June.", "Friday 12 June", "2026-06-12"),
        ("It shut in March 2016.", "March 2016", "2016-03"),
        ("It shut in March.", "March", "2026-03"),
        ("It shut in August.", "August", "2025-08"),
        ("It shuts next August.", "next August", "2026-08"),
        ("It shuts by next May. Mrs Rowe knows.", "next May", "2027-05"),
        ("It shut in March this year.", "March this year", "2026-03"),
        ("It shut in 2014.", "2014", "2014"),
        ("The crash of 1987.", "1987", "1987"),
        ("It shut in the 1990s.", "1990s", ("1990", "1999")),
        ("It ran in 2014–16.", "2014–16", ("2014", "2016")),
        ("It ran between 1931 and 1937.", "1931 and 1937", ("1931", "1937")),
        ("It shut on 12-14 March 2016.", "12-14 March 2016", ("2016-03-12", "2016-03-14")),
        ("It shut on Monday.", "Monday", "2026-06-15"),
        ("It shut on Tuesday.", "Tuesday", "2026-06-16"),
        ("It shut last Tuesday.", "last Tuesday", "2026-06-09"),
        ("It shuts next Tuesday.", "next Tuesday", "2026-06-23"),
        ("It shut yesterday.", "yesterday", "2026-06-15"),
        ("It shuts tomorrow.", "tomorrow", "2026-06-17"),
        ("It shut last year.", "last year", "2025"),
        ("It shuts next month.", "next month", "2026-07"),
        ("It shuts this week.", "this week", ("2026-06-15", "2026-06-21")),
        ("It shut ten days ago.", "ten days ago", "2026-06-06"),
        ("It shut two years ago.", "two years ago", "2024"),
        ("It shut a month ago.", "a month ago", "2026-05"),
    ],
)
def test_dates(text: str, span: str, value: object) -> None:
    assert only(text) == (span, Figure("date", value))  # type: ignore[arg-type]


@pytest.mark.parametrize("word", ["Monday", "yesterday", "last year", "next week", "ten days ago"])
def test_relative_dates_without_a_day_to_count_from(word: str) -> None:
    (mark,) = find_figures(f"It shut {word}.")
    assert mark.figure == Figure("date", None)


def test_a_date_with_a_time_counts_from_its_day() -> None:
    noon = dt.datetime(2026, 6, 16, 12, tzinfo=dt.UTC)
    assert find_figures("on Monday", noon) == find_figures("on Monday", TUESDAY)


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
@pytest.mark.parametrize(
    "word", ["next year", "last week", "tomorrow", "ten days ago", "a year ago"]
)
def test_the_calendar_has_two_ends(day: dt.date, word: str) -> None:
    (mark,) = find_figures(word, day)
    assert mark.figure is not None
    assert mark.figure.kind == "date"


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("It opens at 9.30am.", "9.30am", "09:30"),
        ("It opens at 9 p.m. daily.", "9 p.m.", "21:00"),
        ("It opens at 14:00 GMT.", "14:00 GMT", "14:00Z"),
        ("It opens at 1400 GMT.", "1400 GMT", "14:00Z"),
        ("It opens at 14:00 CET.", "14:00 CET", "14:00+01:00"),
        ("It opens at noon.", "noon", "12:00"),
        ("It opens at 12am.", "12am", "00:00"),
        ("It opens at six o’clock.", "six o’clock", "06:00"),
        ("It is open 9am to 5pm.", "9am to 5pm", ("09:00", "17:00")),
        ("At 7.50 the wind turned.", "7.50", "07:50"),
    ],
)
def test_times(text: str, span: str, value: object) -> None:
    assert only(text) == (span, Figure("time", value))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("A six-month strike.", "six-month", "P6M"),
        ("It took five years.", "five years", "P5Y"),
        ("It took 90 minutes.", "90 minutes", "PT90M"),
        ("It took 1.5 hours.", "1.5 hours", "PT1.5H"),
        ("It took half an hour.", "half an hour", "PT30M"),
        ("It took three weeks.", "three weeks", "P3W"),
        ("It took two decades.", "two decades", "P20Y"),
        ("It took a fortnight.", "a fortnight", "P2W"),
        ("It took two hours and 30 minutes.", "two hours and 30 minutes", "PT2H30M"),
        ("It took 12 to 15 days.", "12 to 15 days", ("P12D", "P15D")),
        ("It took two and a half hours.", "two and a half hours", "PT2.5H"),
    ],
)
def test_durations(text: str, span: str, value: object) -> None:
    assert only(text) == (span, Figure("duration", value))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("A 34-year-old welder.", "34-year-old", "34", "y"),
        ("A welder aged 34.", "34", "34", "y"),
        ("A six-month-old calf.", "six-month-old", "6", "mo"),
        ("The bridge is 90 years old.", "90 years old", "90", "y"),
        ("Ida Marsh, 51, left.", "51", "51", "y"),
        ("A welder in her 40s.", "40s", ("40", "49"), "y"),
        ("They were aged between 20 and 30.", "20 and 30", ("20", "30"), "y"),
        ("He is 84.", "84", "84", "y"),
    ],
)
def test_ages(text: str, span: str, value: object, unit: str) -> None:
    found, figure = only(text)
    assert (found, figure.kind, figure.value, figure.unit) == (span, "age", value, unit)


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Rovers won 3-1.", "3-1", "3-1"),
        ("They lost 1–2 at home.", "1–2", "1-2"),
        ("The vote was 52-48.", "52-48", "52-48"),
        ("A margin of two to one.", "two to one", "2:1"),
        ("A ratio of 4:1.", "4:1", "4:1"),
        ("About one in five replied.", "one in five", "1:5"),
        ("They backed it by 212 to 37.", "212 to 37", "212-37"),
    ],
)
def test_scores(text: str, span: str, value: str) -> None:
    assert only(text) == (span, Figure("score", value))


@pytest.mark.parametrize(
    "text",
    [
        "An SU-34 and an F-16 flew over.",
        "She uses an iPhone 15.",
        "COVID-19 closed it.",
        "A Boeing 737 and an A320 landed.",
        "The G20 met.",
        "Version 2.0.1 is out, and v3.1 too.",
        "Ask 192.168.1.1 for it.",
        "See Section 12 and page 4.",
        "Call 020 7946 0018 now.",
        "Call +44 20 7946 0018 now.",
        "He lives at 12 High Street.",
        "1. Boil the kettle.\n2. Wait.",
        "No one saw one of them, or the one they wanted.",
        "A second later it was gone.",
        "He may go if they march.",
        "Mrs May said so, and March agreed.",
        "The first lady spoke first.",
        "He is on duty 24/7 since 9/11.",
        "A 4x4 stood on the 5G mast.",
        "31 February 2015x",
        "The Sunday Times said so on Black Friday, once.",
        "It comes twice a week.",
        "They play 4-4-2.",
        "Meet on 5th Avenue.",
    ],
)
def test_no_figure(text: str) -> None:
    assert [mark.of(text) for mark in find_figures(text, TUESDAY)] == []


def test_figures_stand_side_by_side() -> None:
    text = "From 9am on 3 May, 12 boats (40 tonnes each) earned £5m, up 3%."
    assert [mark.of(text) for mark in find_figures(text, TUESDAY)] == [
        "9am",
        "3 May",
        "12",
        "40 tonnes",
        "£5m",
        "3%",
    ]
