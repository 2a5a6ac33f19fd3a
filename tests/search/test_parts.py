"""The parts an index is made of: digests, postings, vocabularies, look-alikes."""

import pickle
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from reader.search import digest
from reader.search.lookalikes import alike, budget
from reader.search.postings import Postings, slots_of
from reader.search.vocabularies import Vocabulary


def test_a_digest_survives_pickling_and_stays_small() -> None:
    body = "The SU-34 landed. " * 200
    one = digest("Łódź", None, "By Jane Roe", body)
    assert pickle.loads(pickle.dumps(one)) == one
    assert one.title.words == "lodz"
    assert one.standfirst.words == ""
    assert one.body.joined == "su34"
    assert len(pickle.dumps(one)) < len(body) + 500


@given(st.text(), st.none() | st.text(), st.none() | st.text(), st.text())
@settings(max_examples=50)
def test_anything_has_a_digest(
    title: str, standfirst: str | None, byline: str | None, body: str
) -> None:
    one = digest(title, standfirst, byline, body)
    assert all("  " not in run.words for run in (one.title, one.standfirst, one.byline, one.body))


@given(st.lists(st.tuples(st.integers(0, 299), st.integers(0, 5), st.booleans()), max_size=400))
@settings(max_examples=60)
def test_postings_are_sets(steps: list[tuple[int, int, bool]]) -> None:
    postings = Postings()
    truth: dict[int, set[int]] = {}
    for slot, word, out in steps:
        held = truth.setdefault(word, set())
        if slot in held and out:
            postings.remove(slot, (word,))
            held.remove(slot)
        elif slot not in held and not out:
            postings.add(slot, (word,))
            held.add(slot)
    for word, held in truth.items():
        assert set(slots_of(postings.bits((word,)))) == held
    everywhere = set().union(*truth.values()) if truth else set()
    assert slots_of(postings.bits(truth)) == sorted(everywhere)


def test_a_common_word_settles_and_can_still_be_taken_back() -> None:
    postings = Postings()
    for slot in range(500):
        postings.add(slot, (1,))
    postings.remove(3, (1,))
    postings.remove(499, (1,))
    assert slots_of(postings.bits((1,))) == [s for s in range(499) if s != 3]


@pytest.mark.parametrize(
    ("word", "edits"),
    [("ab", 0), ("abc", 1), ("abcd", 1), ("abcdefg", 1), ("abcdefgh", 2), ("2016", 0), ("su34", 0)],
)
def test_what_is_forgiven(word: str, edits: int) -> None:
    assert budget(word) == edits


def test_a_long_address_is_no_slip() -> None:
    assert budget("x" * 5_000) == 0


def test_neighbours_exchanged_are_one_edit() -> None:
    assert alike("putni", ["putin", "putty"], 1) == [("putin", 1)]


def scanned(word: str, words: set[str], edits: int, *, starts: bool) -> dict[str, int]:
    """What `Vocabulary.alike` must find, the slow way."""
    found = {}
    for other in words:
        ends = range(len(other) + 1) if starts else (len(other),)
        distance = min(OSA.distance(word, other[:end]) for end in ends)
        if distance <= edits:
            found[other] = distance
    return found


@pytest.mark.parametrize("starts", [False, True])
def test_looking_in_few_places_finds_all_that_look_alike(starts: bool) -> None:
    dice = random.Random(5)

    def word(low: int, high: int) -> str:
        return "".join(dice.choice("abc") for _ in range(dice.randint(low, high)))

    words = {word(3, 12) for _ in range(1_500)}
    vocabulary = Vocabulary()
    vocabulary.numbers(sorted(words))
    vocabulary.numbers(fresh := [word(4, 9) for _ in range(100)])
    for _ in range(80):
        typed = word(4, 12)
        edits = budget(typed)
        wanted = scanned(typed, words | set(fresh), edits, starts=starts)
        assert vocabulary.alike(typed, edits, starts=starts) == wanted


@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=4)), st.text("ab", max_size=3))
@settings(max_examples=50)
def test_a_start_finds_its_words(words: list[str], start: str) -> None:
    vocabulary = Vocabulary()
    numbers = dict(zip(words, vocabulary.numbers(words), strict=True))
    wanted = {number for word, number in numbers.items() if word.startswith(start)}
    assert set(vocabulary.begins(start)) == wanted
    assert len(vocabulary) == len(set(words))


def test_new_words_are_found_before_and_after_they_are_sorted_in() -> None:
    vocabulary = Vocabulary()
    for number in range(2_000):
        vocabulary.numbers((f"w{number:04}x",))
        assert len(vocabulary.begins(f"w{number:04}")) == 1
    assert len(vocabulary.begins("w")) == 2_000
