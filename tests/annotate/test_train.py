"""Training: the form of annotated texts, the same weights every time, clear errors."""

import itertools
import json
from pathlib import Path

import pytest

from reader.annotate.tagger.corpus import Annotated, Score, is_sure, joined, labels_of, read_corpus
from reader.annotate.tagger.knowledge import open_knowledge
from reader.annotate.tagger.lessons import headlines
from reader.annotate.tagger.tagging import Tagger, names_of
from reader.annotate.tagger.tokens import tokenise
from reader.annotate.tagger.weights import open_weights
from reader.annotate.train import main

PEOPLE = ("Ada Solheim", "Idris Valera", "Tom Achterberg", "Mei Tanaka", "Lena Quist")
PLACES = ("Norrvik", "Accra", "Lisbon", "Tromsø", "Quellón")
BODIES = ("Fjordline Ltd", "Harbour Union", "Kestrel Bank", "Weir Group", "Delta Trust")


def corpus() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for person, place, body in itertools.product(PEOPLE, PLACES, BODIES):
        text = f"{person} of {body} said in {place} that nobody was hurt."
        spans = [
            [text.index(name), text.index(name) + len(name), label]
            for name, label in ((person, "PERSON"), (body, "ORG"), (place, "PLACE"))
        ]
        rows.append({"text": text, "spans": spans})
    return rows


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "own.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in corpus()), "utf-8")
    return path


def test_training_learns_and_is_the_same_every_time(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one.tables", tmp_path / "two.tables"
    assert main([str(texts), "-o", str(one), "--score", str(texts)]) == 0
    assert main([str(texts), "-o", str(two)]) == 0
    assert one.read_bytes() == two.read_bytes()
    printed = capsys.readouterr().out
    assert "125 texts" in printed
    assert "people and places 100.0" in printed
    tagger = Tagger(open_knowledge(), open_weights(one))
    tagged = tagger.tag("Rosa Lindqvist of Harbour Union said in Genoa that nobody was hurt.")
    found = [
        (" ".join(tagged.tokens[name.first : name.last + 1]), name.kind)
        for name in names_of(tagged)
    ]
    assert found == [
        ("Rosa Lindqvist", "person"),
        ("Harbour Union", "organisation"),
        ("Genoa", "place"),
    ]


def test_what_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"text": "Oslo", "spans": []}\n{"text": 3\n', "utf-8")
    assert main([str(broken)]) == 1
    assert "broken.jsonl, line 2" in capsys.readouterr().err


def test_lines_are_read_with_what_is_unsure(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {
        "text": "Oslo and Rome and Mr X",
        "spans": [[9, 13, "PLACE"], [0, 4, "PLACE"], [0, 2, "ORG"], [5, 8, "TIME"]],
        "unsure": [[18, 22]],
    }
    path.write_text(json.dumps(row), "utf-8")
    (text,) = read_corpus(path)
    assert text.spans[-1] == (9, 13, "place")
    assert len(text.spans) == 2
    assert is_sure(text, 0, 18)
    assert not is_sure(text, 17, 20)


def test_texts_are_joined_with_their_spans_moved() -> None:
    texts = [
        Annotated("Oslo.", ((0, 4, "place"),)),
        Annotated("Rome.", ((0, 4, "place"),), ((4, 5),)),
    ]
    (whole,) = joined(texts, 100)
    assert [whole.text[start:stop] for start, stop, _ in whole.spans] == ["Oslo", "Rome"]
    assert whole.text[slice(*whole.unsure[0])] == "."
    assert len(list(joined(texts, 5))) == 2


def test_labels_follow_the_spans() -> None:
    text = "Ada King of Rome"
    tokens, starts = tokenise(text)
    spans = ((0, 8, "person"), (12, 16, "place"))
    assert labels_of(spans, starts, tokens, (0, 4)) == ["B-person", "I-person", "O", "B-place"]  # type: ignore[arg-type]


def test_headlines_keep_their_names() -> None:
    text = "A storm hit the coast of Norway near Oslo on Monday evening. Nobody was hurt."
    spans = tuple(
        (text.index(name), text.index(name) + len(name), "place") for name in ("Norway", "Oslo")
    )
    lines = list(headlines([Annotated(text, spans)] * 40, 1.0, 1))  # type: ignore[arg-type]
    assert {line.text for line in lines} == {
        "A STORM HIT THE COAST OF NORWAY NEAR OSLO ON MONDAY EVENING",
        "A Storm Hit the Coast of Norway Near Oslo on Monday Evening",
    }
    for line in lines:
        assert [line.text[a:b].title() for a, b, _ in line.spans] == ["Norway", "Oslo"]


def test_the_score_is_the_harmonic_mean() -> None:
    score = Score()
    assert score.f1 == 100
    score.add({(0, 4, "place"), (5, 8, "person")}, {(0, 4, "place")})
    assert round(score.f1, 1) == 66.7
