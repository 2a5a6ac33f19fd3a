"""What is written to the terminal: no control, and a width nobody disputes."""

import wcwidth
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.view.glyphs import fitted, is_narrow, shown, width


def test_families_flags_and_tones_are_taken_apart() -> None:
    assert shown("👨‍👩‍👧") == "👨👩👧"
    assert shown("🇫🇷") == "FR"
    assert shown("👍🏽") == "👍"
    assert shown("❤️") == "❤"
    assert shown("1️⃣") == "1"


def test_letters_around_a_joiner_stay() -> None:
    assert shown("क्\u200dष") == "क्ष"
    assert shown("می\u200cخواهم") == "می\u200cخواهم"


def test_controls_become_pictures() -> None:
    assert shown("a\x1b[31mb") == "a␛[31mb"


def test_fitted_says_that_something_is_missing() -> None:
    assert fitted("Harbour pilots", 8) == "Harbour…"
    assert fitted("Harbour", 7) == "Harbour"
    assert fitted("日本語", 5) == "日本…"
    assert fitted("anything", 0) == ""


@given(st.text(max_size=60))
def test_nothing_shown_can_be_obeyed(text: str) -> None:
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown(text))


@given(st.text(max_size=60), st.integers(1, 30))
def test_fitted_fits(text: str, cells: int) -> None:
    assert cell_len(fitted(text, cells)) <= cells


@given(st.text(st.sampled_from("aé日👨👩👧‍🇫🇷🏽️❤☂👍 "), max_size=30))
def test_two_tables_agree_on_the_width_of_what_is_shown(text: str) -> None:
    # wcwidth counts character by character, as many terminals do.
    assert cell_len(shown(text)) == sum(max(0, wcwidth.wcwidth(c)) for c in shown(text))


@given(st.text(max_size=40))
def test_narrow_text_takes_a_cell_a_letter(text: str) -> None:
    if is_narrow(text):
        assert width(text) == cell_len(text) == len(text)
