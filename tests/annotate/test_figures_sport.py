"""Figures of headlines, tables and races: capitals that mean nothing, names that score, 10K runs."""

import pytest

from tests.figures import rows


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Council Backs Second Airport Rail Line", ["Second"]),
        ("Senator Survives Third Impeachment Vote", ["Third"]),
        ("Storm Kills Four in Delta", ["Four"]),
        ("Ten Men Charged After First Strike in Harbour", ["Ten", "First"]),
        ("Nine Die as Bus Leaves Road", ["Nine"]),
        ("Six Nations Match Is Called Off", []),
        ("Final Four Teams Named in Texas", []),
        ("Ocean’s Eleven Opens in Paris Again", []),
        ("Twenty One Pilots Win Award", []),
        ("Minister Opens Third Avenue Street Market", []),
        ("First Bank Loses Chief to Rival", []),
        ("Ship of Second World War Found", []),
        ("He met First Bank officials near Fourth Street.", []),
        ("The Second World War and the Third Reich", []),
        ("He said that Second Airport was its name", []),
    ],
)
def test_headlines_in_title_case(text: str, spans: list[str]) -> None:
    assert [span for span, *_ in rows(text)] == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("They hope to go third.", ["third"]),
        ("He lies second in the table.", ["second"]),
        ("She was third.", ["third"]),
        ("He added a third before half-time.", ["third"]),
        ("It was a French first division match.", ["first"]),
        ("He fears a “second cold war”.", ["second"]),
        ("She met Italian seventh seed Rossi.", ["seventh"]),
        ("His first 100 days began.", ["first", "100 days"]),
        ("He went first.", []),
        ("He went second class.", []),
        ("He added a second to his time.", []),
    ],
)
def test_ordinals_of_sport(text: str, spans: list[str]) -> None:
    assert [span for span, *_ in rows(text)] == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Baltimore 9 Seattle 5", ["9", "5"]),
        ("Samoa 17 Tonga 23", ["17", "23"]),
        ("Leeds United 2 Hull City 0; Bath 10, Wasps 24.", ["2", "0", "10", "24"]),
        ("Sussex 363 (W. Athelney 111, V. Drakeford 52).", ["363", "111", "52"]),
        ("He took 4 for 61 and made 101 not out.", ["4", "61", "101"]),
        ("They were 245-4.", ["245-4"]),
        ("1. Ana Roth (Samoa) 1:58.11 2. Eva Marsh (Fiji) 1:58.18 3. Ida Quist (Cuba) 1:59.02", []),
        ("Apollo 11 Windows 10", []),
        ("Page 4 Figure 12", []),
        ("Channel 4 Rovers 24", []),
        ("It scored 2. Svetlana left.", ["2"]),
        ("Numbers 38 and 52 broke.", []),
    ],
)
def test_tables_and_lists(text: str, spans: list[str]) -> None:
    assert [span for span, *_ in rows(text)] == spans


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("I ran 50k in it.", ("50k", "quantity", "50")),
        ("It is a 10K run.", ("10K", "quantity", "10")),
        ("He ran a 5k.", ("5k", "quantity", "5")),
        ("It was 9C in it.", ("9C", "quantity", "9")),
        ("It fell to -4F.", ("-4F", "quantity", "-4")),
        ("It was between 9C and 12C.", ("9C and 12C", "quantity", ("9", "12"))),
    ],
)
def test_races_and_weather(text: str, figure: tuple[str, str, object]) -> None:
    assert rows(text) == [figure]


@pytest.mark.parametrize(
    "text",
    ["A 5k loan.", "It has 10k followers.", "They sat in 9C.", "We live at 9C.", "Flat 9C was let.", "A 4K film."],
)  # fmt: skip
def test_what_is_no_race_and_no_weather(text: str) -> None:
    assert rows(text) == []
