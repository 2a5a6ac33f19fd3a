"""list, show, marks, figures and search say what the contract says."""

import json
import os
from pathlib import Path

import pytest

from reader.articles import BLOCK_TYPES
from reader.marks import FIGURE_KINDS, KINDS
from tests.cli.conftest import HARBOUR, Run
from tests.sources.books import book

LIST_KEYS = [
    "id", "path", "title", "standfirst", "byline", "source", "date", "date_from", "words", "language"
]  # fmt: skip


def test_list_is_newest_first_and_to_the_letter(run: Run, news: Path) -> None:
    done = run("list", "--json", str(news))
    assert (done.status, done.err) == (0, "")
    first, second = done.json
    assert list(first) == LIST_KEYS
    assert (first["title"], first["date"], first["date_from"]) == (
        "Harbour pilots end dispute", "2016-03-15", "date line",
    )  # fmt: skip
    assert first["path"] == str(news / "harbour.txt")
    assert second["title"] == "Frost in the vineyards"
    assert first["words"] > second["words"]
    assert first["language"] == "en"  # a guess: the file says nothing


@pytest.mark.parametrize(
    ("sort", "first"),
    [("newest", "Harbour"), ("oldest", "Frost"), ("title", "Frost"), ("words", "Frost")],
)
def test_sorting(run: Run, news: Path, sort: str, first: str) -> None:
    assert run("list", "--json", "--sort", sort, str(news)).json[0]["title"].startswith(first)


def test_list_by_source(run: Run, news: Path) -> None:
    (news / "zoo").mkdir()
    (news / "harbour.txt").rename(news / "zoo" / "harbour.txt")
    sources = [row["source"] for row in run("list", "--json", "--sort", "source", str(news)).json]
    assert sources == ["news", "zoo"]


def test_list_in_a_pipe_is_one_line_each(run: Run, news: Path) -> None:
    lines = run("list", str(news)).text.splitlines()
    assert [line.split("\t")[1:3] for line in lines] == [
        ["2016-03-15", "news"],
        ["2015-04-02", "news"],
    ]


def test_without_paths_the_samples_are_listed(run: Run) -> None:
    done = run("list", "--json")
    assert done.status == 0
    assert len(done.json) > 20


def test_standard_input_is_an_article(run: Run) -> None:
    done = run("list", "--json", "-", stdin=HARBOUR.encode())
    assert [(row["title"], row["path"]) for row in done.json] == [
        ("Harbour pilots end dispute", None)
    ]
    assert run("show", "--json", "-", stdin=HARBOUR.encode()).json["id"] == done.json[0]["id"]


def test_show_gives_text_and_blocks_that_fit(run: Run, news: Path) -> None:
    shown = run("show", "--json", str(news / "harbour.txt")).json
    assert list(shown) == [*LIST_KEYS, "text", "encoding", "blocks", "address", "links", "extra"]
    text = shown["text"]
    assert text.startswith("Harbour pilots end dispute\n\n")
    assert {block["type"] for block in shown["blocks"]} <= set(BLOCK_TYPES)
    for block in shown["blocks"]:
        assert list(block) == ["type", "text", "start", "end", "level"]
        assert text[block["start"] : block["end"]] == block["text"]
    assert "".join(block["text"] for block in shown["blocks"]) == text.replace("\n\n", "")


def test_show_by_id(run: Run, news: Path) -> None:
    run("add", str(news))
    row = run("list", "--json").json[1]
    shown = run("show", "--json", row["id"])
    assert shown.status == 0
    assert {key: shown.json[key] for key in LIST_KEYS} == row


def test_show_in_a_pipe_is_unwrapped_text(run: Run, news: Path) -> None:
    lines = run("show", str(news / "harbour.txt")).text.splitlines()
    assert lines[0] == "Harbour pilots end dispute"
    assert lines[1].startswith("15 March 2016 · news · 1 min")
    assert (
        "Anna Keller said the pilots would return to work on Monday. It will cost €3.5m." in lines
    )


def test_fields_without_a_place_of_their_own_are_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "fields.txt"
    path.write_text(
        "---\ntitle: Harbour opens\ndesk: metro\nedition: late\n---\n\nA text.\n", "utf-8"
    )
    shown = run("show", "--json", str(path)).json
    assert shown["extra"] == [["desk", "metro"], ["edition", "late"]]
    lines = run("show", str(path)).text.splitlines()
    assert lines[0] == "Harbour opens"
    assert lines[2:4] == ["desk: metro", "edition: late"]
    assert "A text." in lines


def test_an_article_without_other_fields_shows_none(run: Run, news: Path) -> None:
    assert run("show", "--json", str(news / "harbour.txt")).json["extra"] == []
    assert run("show", str(news / "harbour.txt")).text.splitlines()[2] == ""


@pytest.mark.parametrize("command", ["show", "marks", "figures"])
@pytest.mark.parametrize("data", [b"", b" \n\n", b"\x00\x01\x02" * 400])
def test_a_pipe_that_is_no_article_is_called_by_its_name(
    run: Run, command: str, data: bytes
) -> None:
    done = run(command, "-", stdin=data)
    assert (done.status, done.out) == (1, b"")
    assert done.err.startswith("standard input: ")
    assert done.err.count("\n") == 1


def test_marks_and_figures(run: Run, news: Path) -> None:
    shown = run("marks", "--json", str(news / "harbour.txt")).json
    assert list(shown) == ["text", "marks", "quotations"]
    for mark in shown["marks"]:
        assert list(mark) == ["start", "end", "text", "kind", "name", "figure"]
        assert shown["text"][mark["start"] : mark["end"]] == mark["text"]
        assert mark["kind"] in KINDS
        assert (mark["figure"] is not None) == (mark["kind"] == "figure")
    money = {
        "text": "€3.5m", "kind": "money", "value": "3500000", "unit": "EUR", "approx": None
    }  # fmt: skip
    figures = run("figures", "--json", str(news / "harbour.txt")).json
    assert [
        {key: figure[key] for key in money} for figure in figures if figure["kind"] == "money"
    ] == [money]
    assert all(figure["kind"] in FIGURE_KINDS for figure in figures)
    assert "€3.5m\tmoney\t3500000 EUR" in run("figures", str(news / "harbour.txt")).text
    assert "\tfigure\t€3.5m" in run("marks", str(news / "harbour.txt")).text


def test_search_finds_and_points(run: Run, news: Path) -> None:
    done = run("search", "--json", "rotterdam", str(news))
    assert done.status == 0
    assert list(done.json) == ["total", "results"]
    assert done.json["total"] == 1
    (result,) = done.json["results"]
    assert list(result) == ["id", "path", "title", "score", "matches"]
    assert 0 < result["score"] <= 100
    text = run("show", "--json", result["path"]).json["text"]
    spans = [match for match in result["matches"] if match["field"] == "text"]
    assert [text[span["start"] : span["end"]] for span in spans] == ["Rotterdam"]


def test_search_limit_and_total(run: Run) -> None:
    done = run("search", "--json", "--limit", "2", "the").json
    assert len(done["results"]) == 2
    assert done["total"] > 2
    scores = [result["score"] for result in done["results"]]
    assert scores == sorted(scores, reverse=True)


def test_search_without_a_match_is_no_fault(run: Run, news: Path) -> None:
    done = run("search", "--json", "zzzzqqqq", str(news))
    assert (done.status, done.json) == (0, {"total": 0, "results": []})
    done = run("search", "zzzzqqqq", str(news))
    assert (done.status, done.out, done.err) == (0, b"", "")


def test_search_for_nothing_lists_everything(run: Run, news: Path) -> None:
    assert run("search", "--json", "", str(news)).json["total"] == 2


def test_search_text_shows_the_place(run: Run, news: Path) -> None:
    text = run("search", "mediators", str(news)).text
    assert text.splitlines()[0] == "Harbour pilots end dispute"
    assert "thanked the mediators" in text


@pytest.mark.parametrize("command", ["show", "marks", "figures"])
@pytest.mark.parametrize("name", ["nowhere.txt", "0123456789ab"])
def test_what_is_not_there_is_named(run: Run, command: str, name: str) -> None:
    done = run(command, "--json", name)
    assert (done.status, done.out) == (1, b"")
    assert done.err.startswith(f"{name}: ")
    assert done.err.count("\n") == 1


def test_a_folder_is_not_an_article(run: Run, news: Path) -> None:
    done = run("show", str(news))
    assert (done.status, done.err) == (1, f"{news}: a folder, not a file\n")


def test_bad_files_are_named_and_the_good_ones_listed(run: Run, news: Path) -> None:
    (news / "empty.txt").write_bytes(b"")
    (news / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    done = run("list", "--json", str(news), str(news / "missing"))
    assert done.status == 1
    assert len(done.json) == 2
    assert len(done.err.splitlines()) == 3
    for name in ("empty.txt", "picture.txt", "missing"):
        assert name in done.err


def test_wrong_usage_is_two(run: Run) -> None:
    wrong = (
        ["list", "--colour"], ["show"], ["search"], ["list", "--sort", "age"], ["repair"],
        ["completion"],
    )  # fmt: skip
    for argv in wrong:
        done = run(*argv)
        assert done.status == 2, argv
        assert done.out == b""
        assert "Try: broadsheet" in done.err
        assert done.err.count("\n") == 1
        assert "\\n" not in done.err


HOSTILE = (
    "1 May 2016\n\nA \x1b]52;c;cm0gLXJm\x07headline\x9b31m\n\n"
    "Body \x1b[31mred\x1b]0;owned\x07 \x00\x08\x0e text \u202eolleh\u2066.\n\nEnd.\n"
)


@pytest.mark.parametrize("command", ["list", "show", "marks", "figures", "search", "check"])
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_no_control_byte_reaches_the_output(
    run: Run, tmp_path: Path, command: str, form: list[str]
) -> None:
    folder = tmp_path / os.fsdecode(b"bad\x1b[31m\n\xff\xc2\x9b")
    folder.mkdir()
    path = folder / "x\x1b]0;t\x07\r\n.txt"
    path.write_bytes(HOSTILE.encode())
    (folder / "empty\x1b[0m.txt").write_bytes(b"")
    words = ["e", str(folder)] if command == "search" else [str(path)]
    if command in ("list", "check"):
        words = [str(folder)]
    done = run(command, *form, *words)
    for output in (done.out, done.err.encode()):
        text = output.decode("utf-8")
        assert not [c for c in text if (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f"]
        assert not set("\u202e\u2066\ufeff") & set(text)
    if form:
        json.loads(done.out)


def test_a_name_that_is_not_utf8_survives_json(run: Run, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\x9b.txt"
    with open(path, "wb") as file:  # noqa: PTH123 - the name is bytes
        file.write(HARBOUR.encode())
    (row,) = run("list", "--json", os.fsdecode(path)).json
    assert os.fsencode(row["path"]) == path


def test_an_id_from_a_list_of_paths_can_be_shown(run: Run, news: Path) -> None:
    rows = run("list", str(news), "--json").json
    assert len(rows) > 1
    for row in rows:
        shown = run("show", row["id"], "--json").json
        assert shown["path"] == row["path"]


def test_a_file_shown_by_itself_has_the_date_it_has_in_a_list(run: Run, tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text("A headline\n\nAnd a text.\n", "utf-8")
    (row,) = run("list", str(tmp_path), "--json").json
    shown = run("show", str(tmp_path / "undated.txt"), "--json").json
    assert row["date_from"] == "file date"
    assert {key: shown[key] for key in row} == row


def test_a_book_is_shown_with_the_way_to_its_other_chapters(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(book({"a.xhtml": "<h1>One</h1><p>a", "b.xhtml": "<h1>Two</h1><p>b"}))
    shown = run("show", str(path))
    assert (shown.status, shown.text.splitlines()[0]) == (0, "One")
    assert shown.err.startswith(f"{path}: 1 more article; `broadsheet list ")
    assert run("show", "--json", str(path)).json["title"] == "One"
    other = run("list", "--json", str(path)).json[1]
    alone = run("show", other["id"])
    assert (alone.text.splitlines()[0], alone.err) == ("Two", "")


def test_links_have_numbers_and_their_addresses_below(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Rain\n\nIt [rained](https://a.example/) on [Monday](https://b.example/),\n"
        "and [again](https://a.example/) on Tuesday.\n\n> So it [did](https://b.example/)\n",
        "utf-8",
    )
    lines = run("show", str(path)).text.splitlines()
    assert "It rained[1] on Monday[2], and again[1] on Tuesday." in lines
    assert lines[-4:] == ["│ So it did[2]", "", "[1] https://a.example/", "[2] https://b.example/"]
    assert "[1]" not in run("show", "--json", str(path)).json["text"]
