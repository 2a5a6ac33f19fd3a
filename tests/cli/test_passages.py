"""Notes from the command line."""

from pathlib import Path

from reader.desk.passages import as_markdown
from reader.library import Passage
from tests.cli.conftest import Run


def test_a_note_is_written_shown_and_taken_away(news: Path, run: Run) -> None:
    harbour = str(news / "harbour.txt")
    ran = run("passages", harbour, "--quote", "six months", "--note", "how *long*?", "--json")
    assert ran.status == 0
    assert ran.json[0]["text"] == "six months"
    assert ran.json[0]["note"] == "how *long*?"
    assert ran.json[0]["title"] == "Harbour pilots end dispute"
    assert ran.json[0]["date"] == "2016-03-15"
    assert ran.json[0]["place"] == harbour
    text = run("passages").text
    assert "## Harbour pilots end dispute" in text
    assert "> six months" in text
    assert "how \\*long\\*?" in text
    assert run("passages", ran.json[0]["article"]).text == text
    assert run("passages", str(news / "frost.txt"), "--json").json == []
    assert run("passages", harbour, "--quote", "six months", "--note", "").status == 0
    assert run("passages", "--json").json == []
    assert run("passages").out == b""


def test_wrong_use_is_told(news: Path, run: Run) -> None:
    assert run("passages", "--note", "x").status == 2
    assert run("passages", str(news / "frost.txt"), "--quote", "x").status == 2
    ran = run("passages", str(news / "frost.txt"), "--quote", "not in it", "--note", "x")
    assert (ran.status, "does not say" in ran.err) == (1, True)
    assert run("passages", "0123456789ab").status == 1


def test_nothing_in_the_markdown_is_markup() -> None:
    passage = Passage("k", "a", "", 0, "<b>*x*\n[y](z)", "#n", "T_t_", "", "", "/p", 0.0)
    text = as_markdown([passage])
    assert "> \\<b\\>\\*x\\*" in text
    assert "> \\[y\\](z)" in text
    assert "\\#n" in text
