"""The tagger's parts: tokens, stretches, tables, the best labels, and hostile text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate import find_names
from reader.annotate.tagger import names_of, shared_tagger
from reader.annotate.tagger.features import REACH, glue_of, place_keys
from reader.annotate.tagger.knowledge import describe, open_knowledge
from reader.annotate.tagger.tables import load, save
from reader.annotate.tagger.tokens import LONGEST, find_stretches, tokenise
from reader.annotate.tagger.weights import LABELS, open_weights
from reader.annotate.tagger.words import Word

ANY = st.text(max_size=200)
NEWSY = st.lists(
    st.sampled_from(
        "The president of France Mr. J. de al - Assad ’s ' . , \n said U.S. Inc Ltd. 3,000 “ ” St & and Oslo’s É ß İ \x00 \ud800".split(  # noqa: SIM905
            " "
        )
    ),
    max_size=60,
).map(" ".join)


@given(ANY | NEWSY)
def test_tokens_stand_in_the_text_in_order(text: str) -> None:
    tokens, starts = tokenise(text)
    assert len(tokens) == len(starts)
    last = 0
    for token, start in zip(tokens, starts, strict=True):
        assert text[start : start + len(token)] == token
        assert token
        assert not text[last:start].strip().strip("\x1c\x1d\x1e\x1f")
        last = start + len(token)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("O’Brien’s U.S.-led men", ["O’Brien", "’s", "U.S.", "-", "led", "men"]),
        ("J. R. Ewing won’t", ["J.", "R.", "Ewing", "won", "’", "t"]),
        ("N'Djamena, 3,000.50.", ["N'Djamena", ",", "3,000.50", "."]),
        ("plan B. The", ["plan", "B.", "The"]),
    ],
)
def test_words_and_signs_are_told_apart(text: str, tokens: list[str]) -> None:
    assert tokenise(text)[0] == tokens


def stretches(text: str) -> list[str]:
    tokens, starts = tokenise(text)
    known = open_knowledge()
    words = [describe(Word(token), known) for token in ["\n"] * REACH + tokens + ["\n"] * REACH]
    return [
        text[starts[start - REACH] : starts[stop - 1 - REACH] + len(tokens[stop - 1 - REACH])]
        for start, stop in find_stretches(words)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Then Bashar al-Assad met Staffan de Mistura.",
            ["Bashar al-Assad", "Staffan de Mistura"],
        ),
        ("He joined the Bank of England in May.", ["Bank of England in May"]),
        ("The boat sank. But nobody drowned.", []),
        ("Park Do-hyun ate at McDonald’s.", ["Park Do-hyun", "McDonald’s"]),
        ("the Smith & Sons, Inc. shop", ["Smith & Sons, Inc"]),
        ("One\nTwo", ["One", "Two"]),
        ("no capital here", []),
    ],
)
def test_stretches_hold_what_may_be_a_name(text: str, found: list[str]) -> None:
    assert stretches(text) == found


@given(ANY | NEWSY)
def test_stretches_are_short_and_disjoint(text: str) -> None:
    tagged = shared_tagger().tag(text)
    last = REACH
    for start, stop in tagged.stretches:
        assert last <= start < stop <= len(tagged.words) - REACH
        assert stop - start <= LONGEST + 4
        last = stop


@given(ANY | NEWSY)
def test_names_never_go_on_without_a_beginning(text: str) -> None:
    tagged = shared_tagger().tag(text)
    for (start, stop), row in zip(tagged.stretches, tagged.labels, strict=True):
        assert len(row) == stop - start
        for before, label in zip([0, *row], row, strict=False):
            assert label % 2 or not label or before in {label, label - 1}
    last = -1
    for name in names_of(tagged):
        assert last < name.first <= name.last < len(tagged.tokens)
        last = name.last


@given(ANY | NEWSY)
def test_names_are_sorted_disjoint_and_never_empty(text: str) -> None:
    last = 0
    for mark in find_names(text):
        assert last <= mark.start < mark.stop <= len(text)
        assert text[mark.start : mark.stop].strip()
        last = mark.stop


@pytest.mark.parametrize(
    "text",
    [
        "A" * 500_000,
        "Ab" * 150_000,
        "A-" * 100_000,
        "Al al-" * 50_000,
        "Mr. " * 50_000,
        "’s" * 100_000,
        "\n" * 150_000,
        "of Of " * 50_000,
        "名前" * 100_000,
        "\ud800" * 50_000,
    ],
    ids=lambda text: text[:6].encode("unicode_escape").decode(),
)
@pytest.mark.timeout(30)
def test_long_texts_of_one_thing_are_no_trouble(text: str) -> None:
    assert all(mark.stop <= len(text) for mark in find_names(text))


def test_a_table_gives_back_what_was_put_in(tmp_path: Path) -> None:
    table = {7: b"\x01\x02", 0xFFFFFFFF: b"\x03\x04", 0: b"\x05\x06"}
    file = tmp_path / "some.tables"
    size = save(file, {"fact": [1, 2]}, {"one": table, "none": {}})
    assert size == file.stat().st_size
    facts, tables = load(file)
    assert facts == {"fact": [1, 2]}
    assert {key: bytes(tables["one"].get(key) or b"") for key in table} == table
    assert tables["one"].get(8) is None
    assert tables["one"].number(7) == 0x0201
    assert tables["one"].sums(7) == 1 + (2 << 32)
    assert tables["one"].sums(8) == tables["none"].sums(7) == 0


@given(st.dictionaries(st.integers(0, 0xFFFFFFFF), st.binary(min_size=7, max_size=7)))
def test_a_table_is_the_same_bytes_for_the_same_content(
    tmp_path_factory: pytest.TempPathFactory, table: dict[int, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    save(folder / "a", {}, {"t": table})
    save(folder / "b", {}, {"t": dict(reversed(table.items()))})
    assert (folder / "a").read_bytes() == (folder / "b").read_bytes()
    found = load(folder / "a")[1]["t"]
    assert len(found) == len(table)
    assert all(bytes(found.get(key) or b"") == value for key, value in table.items())


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"something else")
    with pytest.raises(ValueError, match="no tables"):
        load(tmp_path / "x")
    with pytest.raises(ValueError, match="sizes"):
        save(tmp_path / "y", {}, {"t": {1: b"a", 2: b"bc"}})


def test_the_shipped_weights_fit_the_labels() -> None:
    weights = open_weights()
    assert len(weights.moves) == len(weights.moves[0]) == len(LABELS)
    assert len(weights.words) > 10_000
    assert len(weights.places) > 10_000


def test_every_place_of_a_stretch_has_as_many_keys() -> None:
    tagged = shared_tagger().tag("Yesterday Ada King-Noel of Lovelace & Sons met U.S. envoys.")
    for stretch in tagged.stretches:
        glue = glue_of(tagged.tokens, tagged.starts, stretch)
        rows = place_keys(tagged.words, stretch, 0, glue)
        assert len(rows) == stretch[1] - stretch[0] == len(glue)
        assert len({len(row) for row in rows}) == 1
