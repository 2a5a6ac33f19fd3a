"""What the sentence says a name is, and the letters, owners and particles around names."""

import pytest

from reader.annotate import find_names

KINDS = {"person": "P", "place": "L", "organisation": "O"}


def found(text: str) -> list[tuple[str, str, str]]:
    return [(mark.of(text), KINDS[mark.kind], mark.name) for mark in find_names(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("First comes Gulf Meridian, a sovereign fund, with nine.", "Gulf Meridian"),
        ("Harbour Rovers, a club founded by clerks, won.", "Harbour Rovers"),
        ("An analyst at the research firm Weir Lowell left.", "Weir Lowell"),
        ("A co-operative of pension funds, Nordlys Fonn, has some.", "Nordlys Fonn"),
        ("The merchants Böhm & Ferrers ship wine.", "Böhm & Ferrers"),
        ("It sued Lüders GmbH & Co. KG over it.", "Lüders GmbH & Co. KG"),
        ("Halcyon Bight Power plc, of Aberdeen, won.", "Halcyon Bight Power plc"),
        ("The Gulf Women’s Union met.", "Gulf Women’s Union"),
        ("The Fédération des Vignerons du Couloir met.", "Fédération des Vignerons du Couloir"),
    ],
)
def test_the_sentence_says_it_is_a_body(text: str, name: str) -> None:
    assert (name, "O", name) in found(text)
    assert "P" not in [kind for _, kind, _ in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The Alva Marie, a hake boat of twelve metres, sank. The Alva Marie was old.",
        "They boarded the tanker Alva Marie by night.",
        "HMS Dauntless sailed.",
        "It was signed by J. T., a cook.",
    ],
)
def test_ships_and_initials_are_nobody(text: str) -> None:
    assert found(text) == []


def test_a_person_beside_a_company_s_noun_stays_a_person() -> None:
    text = "Ingrid Solheim, a company director, met Tom Achterberg, a fund manager."
    assert [kind for _, kind, _ in found(text)] == ["P", "P"]


def test_letters_in_brackets_define_any_body() -> None:
    text = "The Prairie Teachers’ Retirement Plan (PTRP) paid. PTRP grew."
    full = "Prairie Teachers’ Retirement Plan"
    assert found(text) == [(full, "O", full), ("PTRP", "O", full), ("PTRP", "O", full)]


def test_family_names_that_are_words() -> None:
    text = "Park Do-hyun left. Mr Park smiled. Mr Do Quang Hieu sat."
    assert found(text) == [
        ("Park Do-hyun", "P", "Park Do-hyun"),
        ("Park", "P", "Park Do-hyun"),
        ("Do Quang Hieu", "P", "Do Quang Hieu"),
    ]


def test_particles_and_suffixes_find_the_full_name() -> None:
    text = (
        "Maria van der Berg met Patricio Dowling Jr and Marijke van ’t Hooft. "
        "Ms van der Berg rose. Mr Dowling Jr sat. Ms van ’t Hooft left."
    )
    assert [name for _, _, name in found(text)[3:]] == [
        "Maria van der Berg",
        "Patricio Dowling Jr",
        "Marijke van ’t Hooft",
    ]


def test_an_office_tells_two_of_one_surname_apart() -> None:
    text = (
        "Farid al-Tamimi, the transport minister, spoke. Sheikh Yusuf al-Tamimi listened. "
        "Minister al-Tamimi sat. Sheikh al-Tamimi rose."
    )
    assert [name for _, _, name in found(text)[2:]] == ["Farid al-Tamimi", "Yusuf al-Tamimi"]


def test_letters_behind_a_name_are_outside() -> None:
    assert found("Sir Alasdair Munro KC spoke.") == [("Alasdair Munro", "P", "Alasdair Munro")]


def test_a_dateline_names_place_and_agency() -> None:
    text = "BUSAN, South Korea (Harbour Wire) — A yard won."
    assert found(text) == [
        ("BUSAN", "L", "Busan"),
        ("South Korea", "L", "South Korea"),
        ("Harbour Wire", "O", "Harbour Wire"),
    ]


@pytest.mark.parametrize("name", ["Quellón", "Grøtsundet"])
def test_a_place_nobody_knows(name: str) -> None:
    assert [mark.kind for mark in find_names(f"A quay at {name} for ships.")] == ["place"]


@pytest.mark.parametrize("piece", [", a b", "A & ", "the firm A, ", "A (AB) ", "Mr Al Al, a "])
def test_hostile_appositions_are_harmless(piece: str) -> None:
    assert all(mark.start < mark.stop for mark in find_names(piece * 5_000))
