"""What is frozen is found as if it stood in memory; what is no sound file is refused."""

import random
import struct
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from reader.errors import StoreDamaged, StoreError, StoreTooNew
from reader.marks import Mark
from reader.search import (
    Facts,
    Field,
    Found,
    Frozen,
    Index,
    Segment,
    digest,
    freeze,
    parse_query,
)
from reader.search.columns import writing
from reader.search.lookalikes import budget
from reader.spans import Span
from tests.search.knowledge import ASKED, FACTS, MARKS
from tests.search.libraries import PAPER, QUERY

TEXT: tuple[Field, ...] = ("text",)
Paper = tuple[str, str, str, str, list[str], float]
Known = tuple[Facts, list[Mark]]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("segments")


NUMBERS = count()


def frozen(folder: Path, articles: Iterable[Frozen]) -> Segment:
    path = folder / f"{next(NUMBERS)}.segment"
    freeze(path, articles)
    segment = Segment(path)
    path.unlink()  # what is mapped stays
    return segment


def article(key: str, paper: Paper) -> Frozen:
    title, standfirst, byline, body, names, moment = paper
    return Frozen(key, moment, digest(title, standfirst, byline, body), names)


def known_article(key: str, paper: Paper, known: Known) -> Frozen:
    return article(key, paper)._replace(facts=known[0], marks=known[1])


def put(index: Index, one: Frozen) -> None:
    index.add(one.id, one.digest, moment=one.moment, facts=one.facts)
    index.add_names(one.id, one.names)
    index.add_marks(one.id, one.marks)


def answer(found: Found) -> tuple[list[str], list[float], list[tuple[Span, ...]]]:
    marked = [found.pattern.find(text, field) for text in MARKED for field in ("title", "text")]
    return list(found.ids), list(found.scores), marked


MARKED = ("Vladimir Putin at the al-Assad harbours of 2016", "zepelins SU-34 glassblowers tide")
STEP = st.tuples(
    st.sampled_from(["remove", "replace", "name", "mark"]),
    st.integers(0, 9),
    PAPER,
    st.tuples(FACTS, MARKS),
)
MIXED = st.tuples(ASKED, QUERY).map(" ".join)


@given(
    st.lists(
        st.tuples(PAPER, st.tuples(FACTS, MARKS), st.sampled_from(["first", "second", "memory"])),
        max_size=7,
    ),
    st.lists(STEP, max_size=4),
    st.lists(st.one_of(QUERY, ASKED, MIXED), min_size=1, max_size=6),
)
@settings(max_examples=150, deadline=None)
def test_frozen_or_not_the_answer_is_the_same(
    folder: Path,
    drawn: list[tuple[Paper, Known, str]],
    steps: list[tuple[str, int, Paper, Known]],
    typed: list[str],
) -> None:
    plain, mixed = Index(), Index()
    articles = {
        f"{key}": (known_article(f"{key}", paper, known), where)
        for key, (paper, known, where) in enumerate(drawn)
    }
    for one, _ in articles.values():
        put(plain, one)
    for part in ("first", "second"):
        mixed.attach(frozen(folder, (one for one, where in articles.values() if where == part)))
    for one, where in articles.values():
        if where == "memory":
            put(mixed, one)
    for step, number, paper, known in steps:
        key = f"{number}"
        for index in (plain, mixed):
            if step == "replace":
                put(index, known_article(key, paper, known))
            elif key in index and step == "remove":
                index.remove(key)
            elif key in index and step == "mark":
                index.add_marks(key, known[1], language=known[0].language)
            elif key in index:
                index.add_names(key, paper[4])
    assert len(plain) == len(mixed)
    for each in typed:
        wanted, found = (index.search(parse_query(each)) for index in (plain, mixed))
        assert answer(found) == answer(wanted)
        assert found.total == len(wanted.ids)
        assert [found.ids[place] for place in range(-found.total, 0)] == list(wanted.ids)
        assert found.scores[: found.total] == list(wanted.scores)
        for key in articles:
            assert (key in found.ids) == (key in list(wanted.ids))
            if key in found.ids:
                assert found.ids.index(key) == list(wanted.ids).index(key)


def test_what_is_gone_from_a_segment_may_stand_elsewhere(folder: Path) -> None:
    old = frozen(
        folder,
        [
            article("a", ("harbour", "", "", "", [], 1.0)),
            article("b", ("harbour", "", "", "", [], 2.0)),
        ],
    )
    new = frozen(folder, [article("a", ("harbour", "", "", "", [], 3.0))])
    index = Index()
    index.attach(old, gone=["a", "nobody"])
    index.attach(new)
    assert list(index.search(parse_query("harbour")).ids) == ["a", "b"]
    assert len(index) == 2


def test_an_answer_stays_what_it_was(folder: Path) -> None:
    index = Index()
    index.attach(frozen(folder, [article("a", ("harbour", "", "", "", [], 1.0))]))
    put(index, article("b", ("harbour", "", "", "", [], 2.0)))
    put(index, article("c", ("harbour", "", "", "", [], 0.0)))
    found = index.search(parse_query("harbour"))
    index.remove("a")
    index.remove("b")
    put(index, article("c", ("storm", "", "", "", [], 9.0)))
    put(index, article("d", ("harbour", "", "", "", [], 9.0)))
    index.attach(frozen(folder, [article("e", ("harbour", "", "", "", [], 1.0))]))
    assert list(found.ids) == ["b", "a", "c"]
    assert found.ids.index("c") == 2
    assert "d" not in found.ids


def test_who_is_not_there_cannot_be_removed_or_named(folder: Path) -> None:
    index = Index()
    index.attach(frozen(folder, [article("a", ("harbour", "", "", "", [], 1.0))]))
    assert "a" in index
    index.remove("a")
    assert "a" not in index
    for key in ("a", "b"):
        with pytest.raises(KeyError):
            index.remove(key)
        with pytest.raises(KeyError):
            index.add_names(key, ["Putin"])


def test_a_place_outside_the_answer_is_an_error(folder: Path) -> None:
    index = Index()
    index.attach(frozen(folder, [article("a", ("harbour", "", "", "", [], 1.0))]))
    found = index.search(parse_query("harb"))
    for place in (1, -2):
        with pytest.raises(IndexError):
            found.ids[place]
    with pytest.raises(ValueError):
        found.ids.index("b")
    with pytest.raises(ValueError):
        found.ids.index("a", 1)
    assert found.ids != ["b"]
    assert found.ids.__eq__({"a"}) is False
    assert repr(found.ids) == "Ids(['a'])"


def test_names_may_be_added_to_what_is_frozen(folder: Path) -> None:
    index = Index()
    index.attach(frozen(folder, [article("a", ("harbour", "", "", "", ["Jane Roe"], 1.0))]))
    index.add_names("a", ["Jane Roe", "Bashar al-Assad"])
    index.add_names("a", ["Latakia"])
    for typed in ("latakia", "alassad", "lataika", '"bashar al', "roe", "jane harbour"):
        assert list(index.search(parse_query(typed)).ids) == ["a"]
    assert list(index.search(parse_query('"roe bashar"')).ids) == []
    index.remove("a")
    for typed in ("latakia", "lataika", "roe", ""):
        assert list(index.search(parse_query(typed)).ids) == []


def test_numbers_that_follow_by_chance_are_no_phrase(folder: Path) -> None:
    # "w255" is the 256th word: 00 01 00. Three of it hold 01 00 00 01 00 00, "w0" and "w0".
    bodies = {
        "a": " ".join(f"w{number}" for number in range(300)),
        "b": "w255 w255 w255 x w0",
        "c": "w255 w255 w255 x w0 w0",
    }
    index = Index()
    index.attach(
        frozen(folder, [article(key, ("", "", "", body, [], 0.0)) for key, body in bodies.items()])
    )
    for typed, found in {
        '"w0 w0"': ["c"],
        '"w0 w': ["a", "c"],
        '"w0 w0 ': ["c"],
        '"w255 w255"': ["b", "c"],
        '"x w': ["b", "c"],
    }.items():
        assert list(index.search(parse_query(typed)).ids) == found


# -- large enough for bitsets, starts with bitsets of their own, and merging ----------------


def many(number: int, dice: random.Random) -> list[Frozen]:
    words = ["".join(dice.choice("aeinst") for _ in range(dice.randint(1, 9))) for _ in range(900)]
    weights = [1 / (place + 2) for place in range(len(words))]

    def text(size: int) -> str:
        return " ".join(dice.choices(words, weights, k=size))

    return [
        Frozen(
            f"{key:05}",
            float(dice.randrange(50)),
            digest(text(6), text(3), None, text(30)),
            [text(2)],
        )
        for key in range(number)
    ]


def test_a_large_library_answers_as_one_in_memory(folder: Path) -> None:
    dice = random.Random(8)
    articles = many(2_600, dice)
    plain, mixed = Index(), Index()
    for one in articles:
        put(plain, one)
    mixed.attach(frozen(folder, articles[:1_800]))
    mixed.attach(frozen(folder, articles[1_800:2_400]))
    for one in articles[2_400:]:
        put(mixed, one)
    for key in range(0, 2_600, 7):
        plain.remove(f"{key:05}")
        mixed.remove(f"{key:05}")
    for one in dice.sample(articles, 100):
        if one.id in plain:
            plain.add_names(one.id, ["Tennessee Ants"])
            mixed.add_names(one.id, ["Tennessee Ants"])
    held = [word for one in articles[:200] for word in one.digest.body.words.split()]
    typed = ["", "a", "t", "st", "an", "ant", "tennessee", '"tennessee a', "-a", "a e", "t s i"]
    for _ in range(150):
        word = dice.choice(held)
        other = word[:2] + dice.choice("aeinst") + word[3:]
        typed += [word, other, f"{other} {dice.choice(held)[:2]}", f"{word} -{dice.choice(held)}"]
    phrase = articles[5].digest.body.words.split()
    typed += [f'"{" ".join(phrase[place : place + 2])}' for place in range(28)]
    for each in typed:
        wanted, found = (index.search(parse_query(each)) for index in (plain, mixed))
        assert list(found.ids) == list(wanted.ids), each
        assert list(found.scores) == list(wanted.scores), each


def scanned(word: str, words: Iterable[str], edits: int, *, starts: bool) -> dict[str, int]:
    """What must be found, the slow way."""
    found = {}
    for other in words:
        ends = range(len(other) + 1) if starts else (len(other),)
        distance = min(OSA.distance(word, other[:end]) for end in ends)
        if other.isalpha() and distance <= edits:
            found[other] = distance
    return found


@pytest.mark.parametrize("starts", [False, True])
def test_comparing_all_words_at_once_finds_all_that_look_alike(folder: Path, starts: bool) -> None:
    dice = random.Random(5)

    def word(low: int, high: int) -> str:
        return "".join(dice.choice("abc") for _ in range(dice.randint(low, high)))

    words = {word(1, 12) for _ in range(1_500)} | {"abc1", "a2abc", "ébabc", "x" * 60}
    segment = frozen(folder, [article("a", ("", "", "", " ".join(words), [], 0.0))])
    for typed in ["x" * 40, *(word(4, 12) for _ in range(80))]:
        edits = budget(typed)
        wanted = scanned(typed, words | {"e" + "babc"}, edits, starts=starts)
        wanted.pop("ébabc", None)
        assert segment.alike(TEXT, typed, edits, starts=starts) == wanted


@given(
    st.lists(st.text("abé北", min_size=1, max_size=6), min_size=1, max_size=20),
    st.text("abx", min_size=4, max_size=9),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_slips_are_those_of_optimal_string_alignment(
    folder: Path, words: list[str], typed: str, starts: bool
) -> None:
    one = digest("", None, None, " ".join(words))
    segment = frozen(folder, [Frozen("a", 0.0, one)])
    for edits in (0, 1, 2):
        wanted = scanned(typed, one.body.words.split(), edits, starts=starts) if edits else {}
        assert segment.alike(TEXT, typed, edits, starts=starts) == wanted


# -- files ----------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "index" / "one.segment"
    path.parent.mkdir()
    freeze(path, [article("a", ("harbour pilots", "vote", "", "The tide.", ["Roe"], 1.0))])
    return path


def test_a_segment_knows_its_articles(path: Path) -> None:
    segment = Segment(path)
    segment.verify()
    assert len(segment) == 1
    assert segment.path == path
    assert segment.slot("a") == 0
    assert segment.slot("b") is None
    assert segment.age(0) == (-1.0, "a")


def test_nothing_can_be_frozen(tmp_path: Path) -> None:
    freeze(tmp_path / "none", [])
    segment = Segment(tmp_path / "none")
    segment.verify()
    index = Index()
    index.attach(segment)
    for typed in ("", "a", "harbuor", '"a b"', "-a"):
        assert list(index.search(parse_query(typed)).ids) == []


def test_a_byte_that_changes_is_noticed(path: Path) -> None:
    sound = path.read_bytes()
    padding = 0
    for place in (*range(80), *range(80, len(sound), 13)):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 0x10]) + sound[place + 1 :])
        try:
            Segment(path).verify()
        except (StoreDamaged, StoreTooNew):
            continue
        padding += 1
    assert padding < 60  # what lies between sections means nothing


@pytest.mark.parametrize("size", [0, 1, 39, 40, 200, -8, -1])
def test_what_is_cut_short_is_refused(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(StoreDamaged, match=r"one\.segment: "):
        Segment(path)


@pytest.mark.parametrize("foreign", [b"SQLite format 3\0" * 9, b"\0" * 500, b"The tide.\n" * 50])
def test_what_is_something_else_is_refused(path: Path, foreign: bytes) -> None:
    path.write_bytes(foreign)
    with pytest.raises(StoreDamaged, match="not a segment"):
        Segment(path)


def other_version(path: Path, version: int) -> None:
    import zlib

    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, 8, version)
    struct.pack_into("<I", data, 32, zlib.crc32(data[:32]))
    path.write_bytes(data)


def test_a_later_version_is_told_apart_from_damage(path: Path) -> None:
    other_version(path, 99)
    with pytest.raises(StoreTooNew, match="version 99"):
        Segment(path)
    other_version(path, 1)
    with pytest.raises(StoreDamaged, match="version 1, which is out of use"):
        Segment(path)


def test_a_file_that_is_not_there_is_an_error_of_the_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No such file"):
        Segment(tmp_path / "none")
    with pytest.raises(StoreError, match="No such file"):
        freeze(tmp_path / "none" / "one", [])


def test_a_freeze_that_fails_leaves_the_old_file_and_nothing_else(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ValueError, match="no moment"):
        freeze(path, [article("b", ("x", "", "", "", [], float("nan")))])
    with pytest.raises(ValueError, match="comes twice"):
        freeze(path, [article("b", ("x", "", "", "", [], 0.0))] * 2)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_new_file_in_its_place_does_not_disturb_who_reads_the_old(path: Path) -> None:
    index = Index()
    index.attach(Segment(path))
    freeze(path, [])
    assert list(index.search(parse_query("tide")).ids) == ["a"]


def test_a_file_of_other_sections_is_no_segment(path: Path) -> None:
    with writing(path) as writer:
        writer.add("ids", b"")
        writer.add("ids at", b"\0\0\0")
    with pytest.raises(StoreDamaged, match="amid a number"):
        Segment(path)
    with writing(path) as writer:
        writer.add_numbers("ids at", [0])
    with pytest.raises(StoreDamaged, match="has no ids"):
        Segment(path)


def test_columns_of_different_length_are_refused(path: Path) -> None:
    with writing(path) as writer:
        writer.add("ids", b"")
        writer.add_numbers("ids at", [0])
        writer.add_moments("moments", [1.0])
        writer.add_numbers("by id", [])
    with pytest.raises(StoreDamaged, match="differ in length"):
        Segment(path)
