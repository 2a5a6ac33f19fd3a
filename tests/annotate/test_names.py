"""Names: what is found, what is left alone, and how the names of one article are joined."""

import pytest

from reader.annotate import find_names
from reader.annotate.trims import trimmed


def found(text: str) -> list[tuple[str, str, str]]:
    return [(mark.of(text), mark.kind[0].upper(), mark.name) for mark in find_names(text)]


def surfaces(text: str, kind: str) -> list[str]:
    return [mark.of(text) for mark in find_names(text) if mark.kind == kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Yesterday Ingrid Solheim left.", "Ingrid Solheim"),
        ("The mayor met President Idris Valera on the quay.", "Idris Valera"),
        ("We asked Mr Halvorsen about it.", "Halvorsen"),
        ("We asked Mr de Wael about it.", "de Wael"),
        ("It was J. T. Halvorsen who wrote it.", "J. T. Halvorsen"),
        ("It was Tom Achterberg Jr who wrote it.", "Tom Achterberg Jr"),
        ("Dr Amara Okonkwo-Reyes’s paper is out.", "Amara Okonkwo-Reyes"),
        ("The envoy Farid al-Tamimi flew in.", "Farid al-Tamimi"),
        ("Then Ludovica d’Aurelio played.", "Ludovica d’Aurelio"),
        ("“No,” said Quillfeather, who had come late.", "Quillfeather"),
        ("Foreign Minister Petra Lindqvist agreed.", "Petra Lindqvist"),
        ("The Russian Deputy Prime Minister Oleg Sarovin agreed.", "Oleg Sarovin"),
    ],
)
def test_people(text: str, name: str) -> None:
    assert surfaces(text, "person") == [name]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Analysts at Weir & Lowell said so.", "Weir & Lowell", "organisation"),
        ("The merchants Böhm & Ferrers sold wine.", "Böhm & Ferrers", "organisation"),
        ("She works for Harris & Co in Leeds.", "Harris & Co", "organisation"),
        ("They flew to Trinidad & Tobago.", "Trinidad & Tobago", "place"),
        ("They flew to Antigua & Barbuda.", "Antigua & Barbuda", "place"),
    ],
)
def test_partners(text: str, name: str, kind: str) -> None:
    assert name in surfaces(text, kind)


def test_where_a_firm_sits_is_no_part_of_its_name() -> None:
    text = "The boat is drawn up by Kestrel Maritime of Rotterdam for the Bank of England."
    assert surfaces(text, "organisation") == ["Kestrel Maritime", "Bank of England"]
    assert surfaces(text, "place") == ["Rotterdam"]


def test_one_divides_time_between_places() -> None:
    text = "Prof. J. T. Halvorsen has divided his time between Bergen and Valparaíso."
    assert surfaces(text, "place") == ["Bergen", "Valparaíso"]


def test_a_degree_is_no_name() -> None:
    assert found("Dipl.-Ing. Käthe Brock left.") == [("Käthe Brock", "P", "Käthe Brock")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Snow fell in Tromsø overnight.", "Tromsø"),
        ("Moscow says it will wait.", "Moscow"),
        ("Ships crossed the North Sea.", "North Sea"),
        ("They sailed up the Tamar River at dusk.", "Tamar River"),
        ("They sailed on Lake Ohrid at dusk.", "Lake Ohrid"),
        ("She lives in Reading, England.", "Reading"),
        ("A flood hit Ollantaytambo in Peru.", "Peru"),
        ("People in Quebradilla, a hamlet, left.", "Quebradilla"),
        ("The US-built dam in Laos burst.", "Laos"),
    ],
)
def test_places(text: str, name: str) -> None:
    assert name in surfaces(text, "place")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Kremlin said no.", "Kremlin"),
        ("The UN said no.", "UN"),
        ("It was the Ministry of Foreign Affairs that said no.", "Ministry of Foreign Affairs"),
        ("A study at the University of Tromsø says so.", "University of Tromsø"),
        ("Shares in Kestrel Maritime AG fell.", "Kestrel Maritime AG"),
        ("The Harbour Workers’ Federation voted.", "Harbour Workers’ Federation"),
        ("He was hired by Weir Logistics Ltd.", "Weir Logistics Ltd"),
        ("Fighters of Islamic State fled.", "Islamic State"),
    ],
)
def test_organisations(text: str, name: str) -> None:
    assert surfaces(text, "organisation") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The Russian pilots and the Syrians left.",
        "Police said the boats were safe. Nobody was hurt.",
        "But on Monday in March the Prime Minister smiled.",
        "The CEO saw it on TV.",
        "I think Mother knew. Perhaps Father did too.",
        "“Yes,” she said. “Well, never.”",
        "LOCAL MAN BUYS BOAT",
        "Six Ways to Mend a Net Without a Needle",
        "It stood at 6°C. By then they had gone.",
        "There is no plan B. Nothing was left.",
    ],
)
def test_no_names(text: str) -> None:
    assert found(text) == []


def test_the_name_in_a_compound_is_marked() -> None:
    assert found("A US-led mission and a UN-backed plan failed.") == [
        ("US", "P", "US"),
        ("UN", "O", "UN"),
    ]


def test_a_surname_takes_the_full_name_said_before() -> None:
    text = (
        "Ingrid Solheim met Idris Valera. Solheim spoke; Valera’s answer came late. Mr Valera left."
    )
    assert [name for _, _, name in found(text)] == [
        "Ingrid Solheim",
        "Idris Valera",
        "Ingrid Solheim",
        "Idris Valera",
        "Idris Valera",
    ]


def test_a_headline_borrows_the_full_name_that_follows() -> None:
    text = "Valera resigns after storm\n\nIdris Valera resigned.\n\nThe Valera government fell."
    assert found(text) == [
        ("Valera", "P", "Idris Valera"),
        ("Idris Valera", "P", "Idris Valera"),
        ("Valera", "P", "Idris Valera"),
    ]


def test_two_people_of_one_surname_are_told_apart_by_what_was_said_last() -> None:
    text = "Anna Brandt rose. Mrs Brandt sat. Then Karl Brandt rose. Mr Brandt sat."
    assert [name for _, _, name in found(text)] == ["Anna Brandt"] * 2 + ["Karl Brandt"] * 2


def test_particles_stay_in_a_surname() -> None:
    text = "Luc de Wael and Farid al-Tamimi met. Mr de Wael smiled. Tamimi did not."
    assert found(text)[2:] == [
        ("de Wael", "P", "Luc de Wael"),
        ("Tamimi", "P", "Farid al-Tamimi"),
    ]


def test_an_acronym_in_brackets_has_the_full_name_from_then_on() -> None:
    text = "The North Sea Pilots’ Association (NSPA) met. The NSPA agreed."
    full = "North Sea Pilots’ Association"
    assert found(text) == [(full, "O", full), ("NSPA", "O", full), ("NSPA", "O", full)]


def test_a_company_is_known_by_its_first_word() -> None:
    text = "Shares in Kestrel Maritime AG fell. In court Kestrel Maritime said nothing."
    assert found(text)[1] == ("Kestrel Maritime", "O", "Kestrel Maritime AG")


def test_a_dateline() -> None:
    text = "LATAKIA, Syria (Northwire) — The port reopened."
    assert surfaces(text, "place") == ["LATAKIA", "Syria"]


def test_a_headline_in_title_case_is_not_one_name() -> None:
    text = "Kremlin Rejects Plan To Move Fleet From Sevastopol\n\nThe plan was old."
    assert [surface for surface, _, _ in found(text)] == ["Kremlin", "Sevastopol"]


def test_titles_and_possessive_endings_are_outside() -> None:
    text = "UN Special Envoy Petra Lindqvist’s plan and King Haakon's yacht."
    assert [surface for surface, _, _ in found(text)] == ["UN", "Petra Lindqvist", "Haakon"]


def test_a_month_before_a_name_is_no_part_of_it() -> None:
    text = "February with Kestrel Maritime AG"
    assert trimmed(text, 0, len(text), "organisation") == (14, len(text))
    assert trimmed("April Nowak", 0, 11, "person") == (0, 11)
