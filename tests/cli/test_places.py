"""Outline and addresses from the command line."""

from pathlib import Path

from tests.cli.conftest import Run


def test_the_outline_of_an_article(news: Path, run: Run) -> None:
    harbour = str(news / "harbour.txt")
    entries = run("outline", harbour, "--json").json
    assert entries[0] == {"start": 0, "label": "Harbour pilots end dispute", "level": 0}
    assert "Keller thanked the mediators." in [entry["label"] for entry in entries]
    assert run("outline", harbour).text.splitlines()[0] == "0\tHarbour pilots end dispute"
    assert run("outline", str(news / "none.txt")).status == 1


def test_the_addresses_of_an_article(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "---\ntitle: A\nurl: https://own.example/\n---\nSee http://b\u00fccher.example/x, or javascript:x.\n",
        "utf-8",
    )
    shown = run("links", str(path), "--json").json
    assert shown["own"] == "https://own.example/"
    assert [link["host"] for link in shown["links"]] == ["xn--bcher-kva.example"]
    assert run("links", str(path)).text.splitlines()[0].startswith("https://own.example/\t")
    path.write_text("---\ntitle: A\nurl: javascript:x\n---\nText of it.\n")
    assert run("links", str(path), "--json").json == {"own": None, "links": []}
