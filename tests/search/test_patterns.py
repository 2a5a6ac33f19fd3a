"""What is marked is what was found, letter for letter."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from reader.search import Field, Index, Pattern, Term, digest, parse_query
from reader.search.lookalikes import budget
from reader.search.patterns import _word
from reader.spans import Span
from reader.text.fold import LETTER, fold, unjoined


def pattern(typed: str, text: str, field: Field = "title") -> Pattern:
    """The pattern of `typed` in a library of one article, with `text` as that field."""
    index = Index()
    title, standfirst, byline, body = (
        text if field == each else "" for each in ("title", "standfirst", "byline", "text")
    )
    index.add("a", digest(title, standfirst, byline, body), moment=0)
    if field == "name":
        index.add_names("a", [text])
    return index.search(parse_query(typed)).pattern


def marked(typed: str, text: str, field: Field = "title") -> list[str]:
    return [span.of(text) for span in pattern(typed, text, field).find(text, field)]


@pytest.mark.parametrize(
    ("typed", "text", "field", "found"),
    [
        ("syria", "Syria, in Syria", "title", ["Syria", "Syria"]),
        ("syr", "Syria and Assyria", "title", ["Syr"]),
        ("s", "Syria so-so", "title", ["S", "s", "s"]),
        ("s", "Syria s so", "text", ["s"]),
        ("sy", "Syria sy", "text", ["sy"]),
        ("syr", "Syria sy", "text", ["Syr"]),
        ("putni", "Putin said", "title", ["Putin"]),
        ("putni", "Putin’s word", "name", ["Putin"]),
        ("vladimr", "Vladimir Putin", "byline", ["Vladimir"]),
        ("zepelin", "the Zeppelin flew", "text", ["Zeppelin"]),
        ("assad", "al-Assad's", "title", ["Assad"]),
        ("alass", "al-Assad's", "title", ["al-Ass"]),
        ("al-assad", "by al-Assad's men", "title", ["al-Assad"]),
        ("al-asad", "by al-Assad's men", "title", ["al-Assad"]),
        ("governments", "the government's plan", "title", ["government's"]),
        ("dont", "they don’t", "text", ["don’t"]),
        ("su34", "an SU-34 jet", "text", ["SU-34"]),
        ("250000", "all 250,000 of", "text", ["250,000"]),
        ("3.5", "at 3.5% or 35", "text", ["3.5"]),
        ("us", "the U.S. said", "text", ["U.S"]),
        ("covid-19", "of Covid 19, of COVID-19", "text", ["Covid 19", "COVID-19"]),
        ("cafe", "the Cafe\u0301 Café", "title", ["Cafe\u0301", "Café"]),
        ("ca", "the Cafe\u0301", "title", ["Ca"]),
        ("strasse", "Straße", "title", ["Straße"]),
        ("stras", "Straße", "title", ["Straß"]),
        ("i", "İstanbul", "title", ["İ"]),
        ("istanbul", "in İstanbul", "text", ["İstanbul"]),
        ("fin", "ﬁnance", "title", ["ﬁn"]),
        ("f", "ﬁnance", "title", ["ﬁ"]),
        ("kelvin", "\u212aelvin", "text", ["\u212aelvin"]),
        ("password", "a pass\u200bword", "text", ["pass\u200bword"]),
        ('"air base"', "an air base, air\n\nbase; airbase", "text", ["air base", "air\n\nbase"]),
        ('"air base"', "an air bases", "text", []),
        ('"air ba', "an air base", "text", ["air ba"]),
        ('"s', "so s", "text", ["s"]),
        ("北京", "在北京市", "text", ["北", "京"]),
        ("al alassad", "al-Assad", "title", ["al-Assad"]),
        ("-syria", "Syria", "title", []),
        ("", "Syria", "title", []),
        ("c++ (.*)", "C++ code (.*)", "title", ["C", "c"]),
    ],
)
def test_marks(typed: str, text: str, field: Field, found: list[str]) -> None:
    assert marked(typed, text, field) == found


def test_a_look_alike_is_marked_only_where_it_counts() -> None:
    index = Index()
    index.add("a", digest("Putin", None, None, "Peter Patin spoke of a tariff"), moment=0)
    found = index.search(parse_query("putin"))
    assert found.pattern.find("Patin", "text") == ()
    assert found.pattern.find("Putin", "text") == (Span(0, 5),)


def test_phrases_do_not_join_what_stands_apart() -> None:
    index = Index()
    index.add("a", digest('"covid 19"', None, None, "x"), moment=0)
    found = index.search(parse_query('"covid 19"')).pattern
    assert found.find("co-vid and 19-year", "title") == ()
    assert found.find("x-covid of 19-y", "title") == ()


TEXTS = st.lists(
    st.sampled_from(
        [
            "Putin",
            "putty",
            "Syria",
            "al-Assad",
            "Assad’s",
            "Straße",
            "café",
            "İstanbul",
            "SU-34",
            "250,000",
            "U.S.",
            "don't",
            "zoo",
            "Zeppelin",
            "ﬁn",
            "\u200b",
            "pass\u200bword",
            "a",
            "s",
            "the",
            "harbour",
            "harbours",
            ",",
            "—",
            "\n",
        ]
    ),
    max_size=12,
).map(" ".join)
QUERIES = st.lists(
    st.sampled_from(
        [
            "putin",
            "put",
            "putni",
            "syira",
            "alassad",
            "al-ass",
            "strass",
            "cafe",
            "ista",
            "istanbul",
            "su34",
            "su-3",
            "250000",
            "us",
            "dont",
            "zo",
            "zepelin",
            "zeppeiln",
            "f",
            "fin",
            "pass",
            "passwoord",
            "a",
            "s",
            "th",
            "harbuor",
        ]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


def explained(covered: str, typed: str) -> bool:
    """Whether `covered` may stand for a word of the query."""
    bare = unjoined(fold(covered)).replace("'", "").replace(".", "")
    for term in parse_query(typed).terms:
        assert isinstance(term, Term)
        whole = bare.replace(" ", "")
        if whole == term.word or whole == fold(covered) == term.word:
            return True
        if bare.startswith(term.word) and len(covered) <= len(term.word):  # half of an "ﬁ"
            return True
        edits = budget(term.word)
        starts = range(max(0, len(term.word) - edits), len(term.word) + edits + 1)
        if edits and any(OSA.distance(term.word, bare[:end]) <= edits for end in starts):
            return True
    return False


@given(TEXTS, QUERIES, st.sampled_from(["title", "standfirst", "byline", "name", "text"]))
@settings(max_examples=150)
def test_what_is_marked_is_asked_for(text: str, typed: str, field: Field) -> None:
    spans = pattern(typed, text, field).find(text, field)
    assert list(spans) == sorted(spans, key=lambda span: span.start)
    assert all(before.stop <= after.start for before, after in pairwise(spans))
    for span in spans:
        assert span.stop <= len(text)
        assert explained(span.of(text), typed), span.of(text)


@given(TEXTS, QUERIES, st.sampled_from(["title", "standfirst", "byline", "name", "text"]))
@settings(max_examples=150)
def test_what_is_found_is_marked(text: str, typed: str, field: Field) -> None:
    index = Index()
    index.add("a", digest(*(text if field == f else "" for f in ("title", "standfirst", "byline", "text"))), moment=0)  # fmt: skip
    if field == "name":
        index.add_names("a", [text])
    for word in typed.split():
        found = index.search(parse_query(word))
        assert bool(found.ids) is bool(found.pattern.find(text, field))


@given(st.text(), st.text())
@settings(max_examples=100)
def test_any_text_can_be_looked_through(typed: str, text: str) -> None:
    for field in ("title", "text"):
        found = pattern(typed, text, field)
        for span in found.find(text, field):
            assert 0 <= span.start < span.stop <= len(text)


@pytest.mark.parametrize("unit", ["a-", "a ", "a.", "a'", "é\u0301", "\ufdfd", "air  ", "'"])
def test_hostile_texts_take_linear_time(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    for typed in ("a", "aaa", '"a a', '"air base"', "a-a", "air-base"):
        pattern(typed, "air base a-a aaa").find(text, "text")


@given(
    st.lists(st.sampled_from(["s", "'", "bus", "b", "us", " ", "漢", "é", "_", "'s"])),
    st.sampled_from(["bus", "s", "b", "漢s", "bb", "busbus"]),
    st.booleans(),
    st.booleans(),
)
def test_words_are_found_as_by_a_regular_expression(
    parts: list[str], word: str, whole: bool, possessive: bool
) -> None:
    spellings, letters = [word], word
    if possessive and word.endswith("s") and len(word) > 1:
        spellings, letters = [word, f"{word[:-1]}'s"], f"{word[:-1]}'?s"
    start = "".join(f"(?<!{LETTER}{each})" for each in spellings)
    pattern = re.compile(f"{letters}{start}" + (f"(?!{LETTER})" if whole else ""))
    text = "".join(parts)
    found = list(_word(word, whole=whole, possessive=possessive).ranges(text))
    assert found == [match.span() for match in pattern.finditer(text)]
