"""The command `quotations`, and the same beside an article's marks."""

from pathlib import Path

import pytest

from reader.desk import Desk
from tests.cli.conftest import Run

TEXT = """Harbour pilots end dispute

“We waited,” Anna Keller said, “and it was worth it.”

A clerk shrugged: “Nobody told us anything about it.”
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "said.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_quotations_say_who_and_where(run: Run, path: Path) -> None:
    done = run("quotations", "--json", str(path))
    assert (done.status, done.err) == (0, "")
    text = run("show", "--json", str(path)).json["text"]
    first, second = done.json
    assert list(first) == ["start", "end", "text", "speaker", "said_by", "parts"]
    assert first["text"] == "We waited, and it was worth it."
    assert (first["speaker"], second["speaker"]) == ("Anna Keller", None)
    assert second["said_by"] is None
    assert text[first["said_by"]["start"] : first["said_by"]["end"]] == "Anna Keller"
    assert [text[part["start"] : part["end"]] for part in first["parts"]] == [
        "We waited,",
        "and it was worth it.",
    ]
    assert run("marks", "--json", str(path)).json["quotations"] == done.json


def test_in_a_pipe_a_line_each(run: Run, path: Path) -> None:
    assert run("quotations", str(path)).text.splitlines() == [
        "Anna Keller\tWe waited, and it was worth it.",
        "?\tNobody told us anything about it.",
    ]


def test_the_desk_knows_them_once_it_knows_the_marks(path: Path) -> None:
    desk = Desk.open([str(path)])
    desk.read_all()
    (name,) = desk.ids()
    assert [each.speaker for each in desk.quotations(name)] == [None, None]
    desk.recognise(name)
    assert [each.speaker for each in desk.quotations(name)] == ["Anna Keller", None]
    desk.close()
