"""The command `repair`, and what other commands say afterwards."""

from pathlib import Path

import pytest

from reader.paths import places
from tests.cli.conftest import Run


def people(run: Run, path: Path) -> set[str]:
    marks = run("marks", "--json", str(path)).json["marks"]
    return {mark["name"] for mark in marks if mark["kind"] == "person"}


def test_hide_list_and_undo(run: Run, news: Path) -> None:
    path = news / "harbour.txt"
    assert people(run, path) == {"Anna Keller"}
    done = run("repair", "hide", "person", "Anna Keller")
    assert (done.status, done.err) == (0, "")
    assert people(run, path) == set()
    shown = run("repair", "list", "--json").json
    assert shown == [
        {"action": "hide", "kind": "person", "name": "Anna Keller", "to": None, "article": None}
    ]
    assert run("repair", "list").text == '1\thide person "Anna Keller"\n'
    assert run("repair", "undo", "--json").json == shown[0]
    assert people(run, path) == {"Anna Keller"}


def test_kind_and_merge_reach_the_search(run: Run, news: Path) -> None:
    run("repair", "merge", "person", "Anna Keller", "Anna Maria Keller")
    assert people(run, news / "harbour.txt") == {"Anna Maria Keller"}
    run("repair", "kind", "place", "Rotterdam", "organisation")
    assert run("search", "--json", "place:rotterdam", str(news)).json["total"] == 0
    assert run("search", "--json", "org:rotterdam", str(news)).json["total"] == 1
    assert run("search", "--json", 'person:"Anna Maria"', str(news)).json["total"] == 1


def test_in_one_article(run: Run, news: Path) -> None:
    other = news / "other.txt"
    other.write_text("Other news\n\nAnna Keller spoke in Rotterdam on Monday.\n", "utf-8")
    run("repair", "hide", "person", "Anna Keller", "--in", str(news / "harbour.txt"))
    assert people(run, news / "harbour.txt") == set()
    assert people(run, other) == {"Anna Keller"}
    assert run("repair", "list", "--json").json[0]["article"] is not None
    assert run("repair", "hide", "person", "Anna Keller", "--in", "nowhere").status == 1


def test_figures_can_be_hidden(run: Run, news: Path) -> None:
    path = str(news / "harbour.txt")
    assert "€3.5m" in run("figures", path).text
    run("repair", "hide", "figure", "€3.5m")
    assert "€3.5m" not in run("figures", path).text
    assert "€3.5m" not in run("figures", path, "--csv").text.replace("It will cost €3.5m.", "")


@pytest.mark.parametrize(
    "argv",
    [
        ("hide", "thing", "x"),
        ("hide", "person", " "),
        ("kind", "place", "Rome", "place"),
        ("kind", "place", "Rome", "figure"),
        ("merge", "person", "A", "A"),
        ("undo", "0"),
    ],
)
def test_wrong_usage(run: Run, argv: tuple[str, ...]) -> None:
    assert run("repair", *argv).status == 2
    assert not places().repairs.exists()


def test_nothing_to_take_back(run: Run) -> None:
    assert run("repair", "undo").status == 1
    assert run("repair", "undo", "3").status == 1


def test_the_right_one_is_taken_back(run: Run) -> None:
    for name in ("A", "B", "C"):
        run("repair", "hide", "person", name)
    assert run("repair", "undo", "2").text == 'taken back: hide person "B"\n'
    assert [each["name"] for each in run("repair", "list", "--json").json] == ["A", "C"]


def test_a_broken_line_is_told(run: Run, news: Path) -> None:
    path = places().repairs
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("what is\x1b[31m this\nhide person 'Anna Keller'\n", "utf-8")
    done = run("repair", "list")
    assert done.status == 0
    assert f"{path}:1: what: a line begins with hide, kind or merge" in done.err
    assert f"{path}:2: " in done.err
    assert "\x1b" not in done.err
    assert f"{path}:1: " in run("marks", str(news / "harbour.txt")).err


def test_config_says_where(run: Run) -> None:
    assert run("config", "--json").json["repairs"] == str(places().repairs)
