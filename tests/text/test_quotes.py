"""A passage is found again in a text that changed around it."""

from hypothesis import given
from hypothesis import strategies as st

from reader.text.quotes import find_quote

TEXT = "The pier is closed.\n\nThe pier is open again,\nhe said. The pier is closed."


def test_the_nearest_place_wins() -> None:
    for near in (0, 5, 40, 60, 1_000):
        found = find_quote(TEXT, "The pier is", near)
        assert found is not None
        assert found.of(TEXT) == "The pier is"
    nearest = find_quote(TEXT, "The pier is closed.", 60)
    assert nearest is not None
    assert nearest.start == TEXT.rindex("The pier")


def test_other_spaces_do_not_matter() -> None:
    found = find_quote(TEXT, "again, he\nsaid.", 0)
    assert found is not None
    assert found.of(TEXT) == "again,\nhe said."


def test_what_is_not_there_is_not_found() -> None:
    assert find_quote(TEXT, "Nothing of it", 3) is None
    assert find_quote(TEXT, " \n", 3) is None


@given(
    st.text("ab \n", max_size=40), st.text("ab ", min_size=1), st.text("ab \n"), st.integers(0, 99)
)
def test_a_quote_of_the_text_is_found(before: str, quote: str, after: str, near: int) -> None:
    text = before + quote + after
    found = find_quote(text, quote, near)
    assert (found is None) == (not quote.strip())
    if found is not None:
        assert found.of(text).split() == quote.split()
        assert found.stop <= len(text)
