"""The teacher: labels on pieces of words and back, blocks, and a network small enough to run here."""

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.annotate.tagger.corpus import Annotated, Span, read_corpus
from reader.annotate.tagger.teacher import LABELS, Pieces, batches, label_pieces, read_labels
from reader.annotate.teach import blocks_of, cut, main

TEXT = "Ada Solheim of Harbour Union said in Norrvik that 3 boats sank."
SPANS: tuple[Span, ...] = ((0, 11, "person"), (15, 28, "organisation"), (37, 44, "place"))


def pieces(text: str, size: int) -> list[tuple[int, int]]:
    """Words cut into pieces of `size`, as a tokeniser of sub-words does, with its empty ends."""
    places: list[tuple[int, int]] = [(0, 0)]
    start = 0
    for word in text.split(" "):
        stop = start + len(word)
        places += [(at, min(at + size, stop)) for at in range(start, stop, size)]
        start = stop + 1
    return [*places, (0, 0)]


def sure(labels: list[int]) -> list[list[float]]:
    return [[float(number == label) for number in range(len(LABELS))] for label in labels]


@pytest.mark.parametrize("size", [1, 3, 20])
def test_labels_go_onto_pieces_and_come_back(size: int) -> None:
    places = pieces(TEXT, size)
    labels = label_pieces(places, Annotated(TEXT, SPANS))
    assert labels[0] == labels[-1] == -100
    line = read_labels(TEXT, places, sure(labels))
    assert [tuple(span[:2]) for span in line["spans"]] == [span[:2] for span in SPANS]
    assert [span[2] for span in line["spans"]] == ["PERSON", "ORG", "PLACE"]
    # The last piece ends where the text does: nothing is left over.
    assert line["unsure"] == []


def test_names_that_touch_stay_two_names() -> None:
    text = "Norrvik Accra sank"
    annotated = Annotated(text, ((0, 7, "place"), (8, 13, "place")))
    places = pieces(text, 4)
    line = read_labels(text, places, sure(label_pieces(places, annotated)))
    assert [span[:2] for span in line["spans"]] == [[0, 7], [8, 13]]


def test_doubt_is_told() -> None:
    places = [(0, 3), (4, 11), (12, 14)]
    rows = [[0.45, 0.55, 0, 0, 0, 0, 0], [0.7, 0.3, 0, 0, 0, 0, 0], [1.0, 0, 0, 0, 0, 0, 0]]
    line = read_labels("Ada Solheim of a long text", places, rows)
    assert line["spans"] == [[0, 3, "PERSON"]]
    # The name is weak, the word after it is hardly outside, and the end was never seen.
    assert line["unsure"] == [[0, 3], [4, 11], [14, 26]]


@given(st.text(alphabet="Ab .!?\n”", max_size=400), st.integers(5, 60))
@example("?A\n ?? ?", 5)
def test_blocks_keep_every_word_in_order(text: str, length: int) -> None:
    blocks = list(blocks_of(text, length))
    assert " ".join(blocks).split() == text.split()
    assert all(block.strip() == block and block for block in blocks)


@given(st.integers(1, 80))
def test_annotated_texts_are_cut_outside_names(length: int) -> None:
    text = "St. Ada met J. R. Quist. She left Norrvik! Then Accra. No more."
    names = ("St. Ada", "J. R. Quist", "Norrvik", "Accra")
    spans: tuple[Span, ...] = tuple(
        (text.index(name), text.index(name) + len(name), "person") for name in names
    )
    parts = list(cut(Annotated(text, spans), length))
    assert [part.text[a:b] for part in parts for a, b, _ in part.spans] == list(names)
    assert "".join(part.text for part in parts) == text


def test_batches_hold_every_block_once_and_no_more_than_they_may() -> None:
    chance = random.Random(4)
    items = [Pieces([1] * chance.randint(1, 90), [], []) for _ in range(200)]
    for groups in (batches(items, 300), batches(items, 300, random.Random(1))):
        assert sorted(number for group in groups for number in group) == list(range(200))
        for group in groups:
            assert len(group) == 1 or len(group) * max(len(items[i].ids) for i in group) <= 300
    longest = [max(len(items[i].ids) for i in group) for group in batches(items, 300)]
    assert all(one <= two for one, two in pairwise(longest))


def test_errors_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.jsonl"
    assert main(["tune", str(tmp_path), str(missing), "-o", str(tmp_path / "t")]) == 1
    printed = capsys.readouterr().err
    assert printed.startswith("teach: ")
    assert "none.jsonl" in printed


def test_a_small_network_learns_and_labels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("torch", reason="SKIPPED LOUDLY: the extra `teach` is not installed")
    makers = pytest.importorskip("transformers", reason="the extra `teach` is not installed")
    base = tmp_path / "base"
    base.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "Ada", "Sol", "##heim", "slept", "."]
    (base / "vocab.txt").write_text("\n".join(words), "utf-8")
    config = makers.BertConfig(
        vocab_size=len(words), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=256,
    )  # fmt: skip
    makers.BertModel(config).save_pretrained(base)
    makers.BertTokenizerFast(str(base / "vocab.txt"), do_lower_case=False).save_pretrained(base)
    lessons = tmp_path / "lessons.jsonl"
    row = {"text": "Ada Solheim slept .", "spans": [[0, 11, "PERSON"]]}
    lessons.write_text((json.dumps(row) + "\n") * 400, "utf-8")
    teacher = tmp_path / "teacher"
    arguments = ["tune", str(base), *[str(lessons)] * 4, "-o", str(teacher), "--rate", "0.01"]
    assert main(arguments) == 0
    plain, labelled = tmp_path / "plain.txt", tmp_path / "labelled.jsonl"
    plain.write_text("Ada Solheim slept .\n\nslept Ada .\n", "utf-8")
    assert main(["label", str(teacher), str(plain), "-o", str(labelled)]) == 0
    first = labelled.read_bytes()
    assert read_corpus(labelled)[0].spans == ((0, 11, "person"),)
    # A second run has nothing to do; one that was cut short goes on.
    assert main(["label", str(teacher), str(plain), "-o", str(labelled)]) == 0
    assert labelled.read_bytes() == first
    labelled.write_bytes(first[:-9])
    assert main(["label", str(teacher), str(plain), "-o", str(labelled)]) == 0
    assert labelled.read_bytes() == first
    capsys.readouterr()
