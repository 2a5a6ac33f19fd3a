"""The language of a text, and what is marked in one that is not English."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotate import find_marks
from reader.annotate.figures.foreign import find_foreign_figures, read_decimal
from reader.annotate.languages import guess_language, is_english
from reader.marks import Figure

CASES = [
    (line.split("\t")[0], line.split("\t")[1])
    for line in (Path(__file__).parent / "cases" / "languages.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
TEXT_OF = dict(CASES[1:])
WORDS = st.sampled_from(" ".join(text for _, text in CASES).split())
CODES = st.sampled_from(["de", "fr", "es", "ja", "ar", "xx", "", None])


def figures(text: str, language: str) -> list[tuple[str, Figure | None]]:
    return [(mark.of(text), mark.figure) for mark in find_foreign_figures(text, language)]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_a_paragraph_of_news(language: str, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Frost in the vineyards",
        "Real Madrid 2, Atlético de Madrid 1, Borussia Dortmund 0, Olympique de Marseille 3",
        "12 34 56 78 90 12 34 56 78 90 12 34 56 78 90",
        "Пожар в порту",
        "東京",
        "qwfp luy arst neio zxcv bkmh qwfp luy arst neio",
    ],
)
def test_what_cannot_be_told(text: str) -> None:
    assert guess_language(text) is None


def test_capitals_tell_as_much() -> None:
    assert guess_language(TEXT_OF["de"].upper()) == "de"


def test_letters_with_their_marks_apart_tell_as_much() -> None:
    from unicodedata import normalize

    assert guess_language(normalize("NFD", TEXT_OF["vi"])) == "vi"


def test_an_english_article_may_quote_another_language_at_length() -> None:
    english = "The minister said nothing about the plan, and nobody who was there would say more. "
    assert guess_language(english * 6 + TEXT_OF["de"] + english * 6) == "en"


@pytest.mark.parametrize(
    ("code", "is_so"), [(None, True), ("en", True), ("EN-gb", True), ("de", False), ("nb", False)]
)
def test_is_english(code: str | None, is_so: bool) -> None:
    assert is_english(code) is is_so


@settings(max_examples=200)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=80).map(" ".join)))
def test_a_guess_is_a_code_or_nothing(text: str) -> None:
    guess = guess_language(text)
    assert guess is None or (len(guess) == 2 and guess.isascii() and guess.islower())


@pytest.mark.parametrize("piece", ["a", "der ", "é", "水", "\ud800", "ا ", "\u0301", "A"])
def test_the_length_of_a_text_costs_nothing(piece: str) -> None:
    def seconds(text: str) -> float:
        begin = time.perf_counter()
        guess_language(text)
        return time.perf_counter() - begin

    small, large = piece * 2_000, piece * 1_000_000
    guess_language(small)
    assert min(seconds(large) for _ in range(3)) < 20 * min(seconds(small) for _ in range(3)) + 0.05


def test_the_marks_of_a_german_article_are_its_figures() -> None:
    text = TEXT_OF["de"] + " In Berlin sagte Anna Brandt, das koste 3,5 Milliarden Euro."
    assert [(mark.kind, mark.of(text)) for mark in find_marks(text)] == [
        ("figure", "3,5 Milliarden Euro")
    ]
    assert "Anna Brandt" in [mark.name for mark in find_marks(text, language="en")]


def test_a_short_text_counts_as_english() -> None:
    assert [mark.name for mark in find_marks("Oslo paid £3bn.")] == ["Oslo", "£3bn"]


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("1200", "de", "1200"),
        ("1.200,50", "de", "1200.50"),
        ("1,200.50", "de", "1200.50"),
        ("1.200", "de", "1200"),
        ("1,200", "de", None),
        ("1,200", "ja", "1200"),
        ("1.200", "ar", None),
        ("0,125", "de", "0.125"),
        ("3.5", "de", "3.5"),
        ("1.200.000", "fr", "1200000"),
        ("1\u202f200,5", "fr", "1200.5"),
        ("1 200 500", "fr", "1200500"),
        ("1’200.50", "de", "1200.50"),
    ],
)
def test_numbers_are_read_by_the_custom_of_the_language(
    written: str, language: str, value: str | None
) -> None:
    is_number, found = read_decimal(written, language)
    assert is_number
    assert (None if found is None else str(found)) == value


@pytest.mark.parametrize("written", ["1.2.3", "007", "1 200", "1,2,3", "1.20,300.4", "0.125.000"])
def test_what_is_no_number(written: str) -> None:
    assert read_decimal(written, "de") == (False, None)


@pytest.mark.parametrize(
    ("text", "language", "surface", "figure"),
    [
        ("um 3,5 % höher", "de", "3,5 %", Figure("percent", "3.5", "%")),
        ("um -4 % höher", "de", "-4 %", Figure("percent", "-4", "%")),
        ("5–10 % mehr", "de", "5–10 %", Figure("percent", ("5", "10"), "%")),
        ("增长了50%。", "zh", "50%", Figure("percent", "50", "%")),
        ("für 1.200,50 € das", "de", "1.200,50 €", Figure("money", "1200.5", "EUR")),
        ("voor € 12,50 per", "nl", "€ 12,50", Figure("money", "12.5", "EUR")),
        ("за 100 USD в", "ru", "100 USD", Figure("money", "100", "USD")),
        ("3 млрд евро в", "ru", "3 млрд евро", Figure("money", "3000000000", "EUR")),
        ("2,5 mil millones de euros", "es", "2,5 mil millones de euros",
         Figure("money", "2500000000", "EUR")),
        ("environ 1 200 € en", "fr", "1 200 €", Figure("money", "1200", "EUR")),
        ("costó $5 mil", "es", "$5", Figure("money", None, "USD")),
        ("1,200 % mehr", "de", "1,200 %", Figure("percent", None, "%")),
        ("nach 12 km im", "de", "12 km", Figure("quantity", "12", "km")),
        ("bei -5 °C im", "de", "-5 °C", Figure("quantity", "-5", "°C")),
        ("am 15. März 2016 in", "de", "15. März 2016", Figure("date", "2016-03-15")),
        ("el 15 de marzo de 2016", "es", "15 de marzo de 2016", Figure("date", "2016-03-15")),
        ("am 03.04.2016 in", "de", "03.04.2016", Figure("date", "2016-04-03")),
        ("den 2016-03-15 i", "sv", "2016-03-15", Figure("date", "2016-03-15")),
    ],
)  # fmt: skip
def test_figures_that_are_certain(text: str, language: str, surface: str, figure: Figure) -> None:
    assert figures(text, language) == [(surface, figure)]


@pytest.mark.parametrize(
    "text",
    [
        "im Jahr 2016 kamen 12 Menschen",
        "am 31.02.2016 um 12:30",
        "Version 1.2.3 und 3 %-Punkte, 50%ig",
        "3 200 € im Jahr",
        "A3 5% 12kmh x12 kg 5 kg/m",
    ],
)
def test_what_is_not_certain_is_left(text: str) -> None:
    assert [surface for surface, _ in figures(text, "de") if surface != "5%"] == []


PIECES = st.sampled_from(
    "1 12 200 1.200 1,5 . , - – % € $ EUR Mio. Milliarden Euro de 15. März 2016 03.04.2016 km ’ \u00a0 a ü 水".split(  # noqa: SIM905
        " "
    )
)


@settings(max_examples=400)
@given(
    st.one_of(
        st.text(),
        st.lists(PIECES, max_size=30).map(" ".join),
        st.lists(PIECES, max_size=30).map("".join),
    ),
    CODES,
)
def test_foreign_figures_are_in_bounds_sorted_and_disjoint(text: str, code: str | None) -> None:
    stop = 0
    for mark in find_foreign_figures(text, code):
        assert stop <= mark.start < mark.stop <= len(text)
        assert mark.of(text).strip() == mark.of(text) == mark.name
        stop = mark.stop


@settings(max_examples=100)
@given(st.integers(0, 10**9), st.integers(1, 99))
def test_german_sums_are_exact(euros: int, cents: int) -> None:
    written = f"{euros:,}".replace(",", ".") + f",{cents:02}"
    ((_, figure),) = figures(f"Es kostet {written} € im Jahr", "de")
    assert figure is not None
    assert figure.value == f"{euros}.{cents:02}".rstrip("0")


@pytest.mark.parametrize("piece", ["1", "1,", "1 ", "1.200", "€", "5–", "%", "1. a ", "-", "5 %"])
def test_half_a_megabyte_of_one_piece_is_read_in_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        begin = time.process_time()
        find_foreign_figures(text, "de")
        return time.process_time() - begin

    seconds(1_000)
    small = min(seconds(25_000) for _ in range(2))
    assert seconds(500_000) < 60 * small + 0.5
