"""Folding levels what typing levels, and every letter can be traced back."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text.fold import (
    LETTER,
    fold,
    fold_with_map,
    forms,
    is_letter,
    joined_words,
    original_span,
    unjoined,
    words,
)

TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="aAßİıﬁé\u0301\u200b\u00ad'’-,.19 北京カ\u0940क\ufdfd\n\ud800"),
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Harbour PILOTS", "harbour pilots"),
        ("Café", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("Łódź Tromsø Đorđe", "lodz tromso dorde"),
        ("Straße œuvre Æsir", "strasse oeuvre aesir"),
        ("İSTANBUL ıstanbul", "istanbul istanbul"),
        ("\u212aelvin", "kelvin"),
        ("ﬁnance", "finance"),
        ("pass\u200bword co\u00adoperation", "password cooperation"),
        ("“don’t” ‹‐›", '"don\'t" ‹-›'),
        ("ＡＢＣ１", "abc1"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("", ""),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("al-Assad", {"al", "assad", "alassad"}),
        ("al-Assad’s", {"al", "assad", "s", "alassad", "alassads"}),
        ("250,000", {"250", "000", "250000"}),
        ("1,2", {"1", "2"}),
        ("3.5", {"3", "5", "3.5"}),
        ("SU-34", {"su", "34", "su34"}),
        ("don't", {"don", "t", "dont"}),
        ("U.S. troops", {"u", "s", "us", "troops"}),
        ("end. Start", {"end", "start"}),
        ("- a -- b -", {"a", "b"}),
        ("snake_case", {"snake", "case"}),
        ("北京 today", {"北", "京", "today"}),
        ("हिन्दी", {"हनद"}),
        ("!?…", set()),
    ],
)
def test_words_people_search_for(text: str, found: set[str]) -> None:
    assert {word.form for word in words(text)} == found


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("in the Straße now", "Straße"),
        ("to İstanbul now", "İstanbul"),
        ("a cafe\u0301, here", "cafe\u0301"),
        ("the pass\u200bword is", "pass\u200bword"),
        ("his ﬁnances are", "ﬁnances"),
        ("Bashar al‐Assad said", "al‐Assad"),
    ],
)
def test_spans_cover_whole_characters(text: str, part: str) -> None:
    assert part in [text[word.start : word.stop] for word in words(text)]


def test_half_of_a_character_stands_for_all_of_it() -> None:
    folded, offsets = fold_with_map("aßb")
    assert folded == "assb"
    assert original_span(offsets, 1, 2) == (1, 2)
    assert original_span(offsets, 0, 2) == (0, 2)


def test_every_character_alone_folds_for_good() -> None:
    once = [fold(chr(code)) for code in range(0x3000)]
    assert [fold(folded) for folded in once] == once


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="éüñåçôžšÅ ÉaeİΩ", max_size=60))
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(TEXTS)
def test_the_map_never_goes_back_and_ends_at_the_end(text: str) -> None:
    folded, offsets = fold_with_map(text)
    places = list(offsets)
    assert folded == fold(text)
    assert len(places) == len(offsets) == len(folded) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert all(0 <= place < len(text) for place in places[:-1])
    assert offsets[-1] == len(text)
    with pytest.raises(IndexError):
        offsets[len(places)]
    assert list(offsets[1:]) == places[1:]


@given(TEXTS)
@example("`" + "".join(map(chr, range(0x80, 0x99))))  # ASCII folds alike beside any other signs
def test_what_a_map_points_at_folds_to_it(text: str) -> None:
    folded, offsets = fold_with_map(text)
    for place, letter in enumerate(folded):
        start, stop = original_span(offsets, place, place + 1)
        assert 0 <= start < stop <= len(text)
        assert letter in fold(text[start:stop])


@given(TEXTS)
def test_words_and_forms_agree(text: str) -> None:
    found = list(words(text))
    parts, joined = forms(text)
    assert [word.form for word in found if not word.joined] == parts
    assert {word.form for word in found if word.joined} == joined


@given(TEXTS)
def test_words_stand_where_they_say(text: str) -> None:
    for word in words(text):
        assert 0 <= word.start < word.stop <= len(text)
        covered = fold(text[word.start : word.stop])
        if len(covered) == len(word.form):
            assert word.form == unjoined(covered)
        elif word.joined:  # it may begin or end inside a character: "0.¼" is "0.1⁄4"
            assert word.form in unjoined(covered)


@given(TEXTS)
def test_joined_words_point_at_their_letters(text: str) -> None:
    folded = fold(text)
    view, places = joined_words(folded)
    assert len(places) == len(view) + 1
    for place, letter in enumerate(view):
        if letter != "\n":
            assert folded[places[place]] == letter


@pytest.mark.parametrize("size", [200_000])
@pytest.mark.parametrize("unit", ["a-", "a.", "1,234", "'", "é\u0301", "\ufdfd", "ab ", "-a'"])
def test_hostile_texts_take_linear_time(unit: str, size: int) -> None:
    text = unit * (size // len(unit))
    folded, _ = fold_with_map(text)
    joined_words(folded)
    forms(text)
    assert folded


def test_a_letter_is_the_same_in_both_ways() -> None:
    signs = "".join(map(chr, range(0x12000)))
    assert "".join(filter(is_letter, signs)) == "".join(re.findall(LETTER, signs))
