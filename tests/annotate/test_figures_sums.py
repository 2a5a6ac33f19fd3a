"""Figures of people and purses: ages behind names, the world's money, market fractions, ranges."""

import datetime as dt

import pytest

from reader.annotate import find_figures

TUESDAY = dt.date(2026, 6, 16)

Row = tuple[str, str, object, str]


def rows(text: str) -> list[Row]:
    return [
        (mark.of(text), mark.figure.kind, mark.figure.value, mark.figure.unit)
        for mark in find_figures(text, TUESDAY)
        if mark.figure
    ]


def of_kind(text: str, kind: str) -> list[str]:
    return [span for span, found, _, _ in rows(text) if found == kind]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Amara Okafor, 36, receives visitors.", ["36"]),
        ("Okafor, 36, receives visitors.", ["36"]),
        ("Okafor, 36, nodded.", ["36"]),
        ("The elder Boateng, 68, sat down.", ["68"]),
        ("Boateng, 68, a farmer, left.", ["68"]),
        ("They held Tom Reed, 22, and Anna Bell, 24.", ["22", "24"]),
        ("He was 16 when it sank.", ["16"]),
        ("Okafor was 16 when it sank.", ["16"]),
        ("She was 102.", ["102"]),
        ("“I’m 43 and tired,” he said.", ["43"]),
        ("I shall be 71, and dry.", ["71"]),
        ("At 80 she could still row.", ["80"]),
        ("At 15 he went to sea.", ["15"]),
        ("The oldest, Abel Roth, was 101.", ["101"]),
        ("Men aged 24, 31 and 52 left.", ["24", "31", "52"]),
        ("Girls aged 3, 4, 5, 6 and 7 sang.", ["3", "4", "5", "6", "7"]),
        ("Aged 3, 4 and 5, they sang.", ["3", "4", "5"]),
        ("In Accra, 36, mostly men, left.", []),
        ("In Santa Fe, 36, including two boys, left.", []),
        ("Storms hit Ghana, 36, others left.", []),
        ("The owner, Acme Ltd, 36, fell.", []),
        ("However, 36, perhaps more, left.", []),
        ("In May, 12, 14 and 20 were drawn.", []),
        ("It will be 71.", []),
        ("Gold was 16 when it fell.", []),
        ("At 80 the train was late.", []),
        ("The train, at 80, was late.", []),
        ("She was 102 seconds behind.", []),
    ],
)
def test_ages_behind_names_and_verbs(text: str, ages: list[str]) -> None:
    assert of_kind(text, "age") == ages


@pytest.mark.parametrize(
    ("sum_of_money", "value", "unit"),
    [
        ("RM800,000", "800000", "MYR"),
        ("RM5 million", "5000000", "MYR"),
        ("5 million kina", "5000000", "PGK"),
        ("20 Qatari riyals", "20", "QAR"),
        ("20 Saudi riyals", "20", "SAR"),
        ("20 Omani rials", "20", "OMR"),
        ("20 Yemeni rials", "20", "YER"),
        ("20 Iranian rials", "20", "IRR"),
        ("7 dirhams", "7", "AED"),
        ("7 dinars", "7", "KWD"),
        ("7 Jordanian dinars", "7", "JOD"),
        ("7 Tunisian dinars", "7", "TND"),
        ("7 Bahraini dinars", "7", "BHD"),
        ("7 Serbian dinars", "7", "RSD"),
        ("30 millimes", "0.03", "TND"),
        ("500 som", "500", "KGS"),
        ("5 zlotys", "5", "PLN"),
        ("20 Czech crowns", "20", "CZK"),
        ("20 Swedish crowns", "20", "SEK"),
        ("40 leva", "40", "BGN"),
        ("50 kuna", "50", "HRK"),
        ("30 Cuban pesos", "30", "CUP"),
        ("30 bolivars", "30", "VES"),
        ("50 guaranies", "50", "PYG"),
        ("40 cordobas", "40", "NIO"),
        ("30 colones", "30", "CRC"),
        ("40 gourdes", "40", "HTG"),
        ("20 Zambian kwacha", "20", "ZMW"),
        ("20 Malawian kwacha", "20", "MWK"),
        ("40 pula", "40", "BWP"),
        ("40 meticais", "40", "MZN"),
        ("40 kwanza", "40", "AOA"),
        ("50 CFA francs", "50", "XOF"),
        ("30 Rwandan francs", "30", "RWF"),
        ("30 Congolese francs", "30", "CDF"),
        ("30 ariary", "30", "MGA"),
        ("30 Nepalese rupees", "30", "NPR"),
        ("30 kip", "30", "LAK"),
        ("20 tugrik", "20", "MNT"),
        ("5 New Taiwan dollars", "5", "TWD"),
        ("5 New Zealand dollars", "5", "NZD"),
        ("5 Fijian dollars", "5", "FJD"),
        ("5 Jamaican dollars", "5", "JMD"),
        ("400 afghanis", "400", "AFN"),
        ("5 1/4 cents", "0.0525", "USD"),
        ("12-3/8 cents", "0.12375", "USD"),
        ("5m Swiss francs", "5000000", "CHF"),
        ("50k euros", "50000", "EUR"),
        ("1.5m to 2m lari", ("1500000", "2000000"), "GEL"),
    ],
)
def test_the_world_s_money(sum_of_money: str, value: object, unit: str) -> None:
    assert rows(f"It came to {sum_of_money}.") == [(sum_of_money, "money", value, unit)]


@pytest.mark.parametrize(
    "text",
    ["Two crowns were stolen.", "He has 12 quetzals in cages.", "Two drams of whisky.", "RM sold it.",
     "It was 20 afghanis who came."],
)  # fmt: skip
def test_what_only_shares_a_name_with_money(text: str) -> None:
    assert of_kind(text, "money") == []


@pytest.mark.parametrize(
    ("text", "span", "unit"),
    [
        ("Stalls in Prague took 80 crowns for it.", "80", ""),
        ("Stalls in Prague charged 800 crowns for it.", "800 crowns", "CZK"),
        ("Stalls in Oslo charged 800 crowns for it.", "800 crowns", "NOK"),
        ("Stalls in Rabat charged 80 dirhams for it.", "80 dirhams", "MAD"),
        ("Stalls in Lilongwe charged 80 kwacha for it.", "80 kwacha", "MWK"),
    ],
)
def test_a_bare_name_is_the_money_of_the_country_that_is_named(
    text: str, span: str, unit: str
) -> None:
    assert [(found, code) for found, _, _, code in rows(text)] == [(span, unit)]


@pytest.mark.parametrize(
    ("text", "span", "kind", "value", "unit"),
    [
        ("It closed at 12-3/8.", "12-3/8", "count", "12.375", ""),
        ("It rose 1/4 point.", "1/4", "count", "0.25", ""),
        ("It sold 2 1/2 million.", "2 1/2 million", "count", "2500000", ""),
        ("The rate is 5-1/4 percent.", "5-1/4 percent", "percent", "5.25", "%"),
        ("The rate is 7 3/4 pct.", "7 3/4 pct", "percent", "7.75", "%"),
        ("The rate is 5 pct.", "5 pct", "percent", "5", "%"),
        ("It lies 2-1/2 miles off.", "2-1/2 miles", "quantity", "2.5", "mi"),
        ("It took 2 1/2 years.", "2 1/2 years", "duration", "P2.5Y", ""),
        ("It is 5 2/3 miles off.", "5 2/3 miles", "quantity", None, "mi"),
        ("It is a third less than that.", "a third", "count", None, ""),
        ("It costs a fifth more.", "a fifth", "count", "0.2", ""),
        ("The range is 3.50% to 3.75%.", "3.50% to 3.75%", "percent", ("3.5", "3.75"), "%"),
        ("It cost $1.5m to $2m.", "$1.5m to $2m", "money", ("1500000", "2000000"), "USD"),
        ("It cost 20 euros to 30 euros.", "20 euros to 30 euros", "money", ("20", "30"), "EUR"),
        ("They ran 10km to 15km.", "10km to 15km", "quantity", ("10", "15"), "km"),
        ("They ran 10km-15km.", "10km-15km", "quantity", ("10", "15"), "km"),
        ("It takes 5 years to 7 years.", "5 years to 7 years", "duration", ("P5Y", "P7Y"), ""),
        ("It takes from 12 to 18 months.", "12 to 18 months", "duration", ("P12M", "P18M"), ""),
        ("Seats cost from 300 to 900 yen.", "300 to 900 yen", "money", ("300", "900"), "JPY"),
    ],
)  # fmt: skip
def test_fractions_and_ranges(text: str, span: str, kind: str, value: object, unit: str) -> None:
    assert rows(text) == [(span, kind, value, unit)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("It rose from 5% to 7%.", ["5%", "7%"]),
        ("It rose 5% to 7%.", ["5%", "7%"]),
        ("They ran 2 miles and 3 miles.", ["2 miles", "3 miles"]),
        ("It fell from 7 years to 5 years.", ["7 years", "5 years"]),
        ("It ran 5 miles to 3 tonnes.", ["5 miles", "3 tonnes"]),
        ("It came to 5 years to 3 months.", ["5 years", "3 months"]),
        ("They play 24 7/7.", ["24"]),
    ],
)
def test_what_is_no_range(text: str, spans: list[str]) -> None:
    assert [span for span, *_ in rows(text)] == spans
