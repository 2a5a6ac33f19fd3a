"""The language of the search from the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("title:harbour", ["Harbour pilots end dispute"]),
        ("person:keller money:>3m", ["Harbour pilots end dispute"]),
        ('person:"Anna Keller"', ["Harbour pilots end dispute"]),
        ("place:keller", []),
        ("before:2016", ["Frost in the vineyards"]),
        ("date:2016-03-15", ["Harbour pilots end dispute"]),
        ("-person:keller", ["Frost in the vineyards"]),
        ("is:starred", []),
    ],
)
def test_fields(run: Run, news: Path, typed: str, found: list[str]) -> None:
    done = run("search", "--json", "--", typed, str(news))
    assert (done.status, done.err) == (0, "")
    assert [result["title"] for result in done.json["results"]] == found


def test_matches_stand_in_the_field_that_was_asked_for(run: Run, news: Path) -> None:
    def fields(typed: str) -> list[str]:
        (result,) = run("search", "--json", typed, str(news)).json["results"]
        return [match["field"] for match in result["matches"]]

    assert fields("title:harbour") == ["title"]
    assert fields("money:>3m") == ["text"]
    assert set(fields("person:keller")) == {"name", "text"}
    (result,) = run("search", "--json", "person:keller", str(news)).json["results"]
    names = [match for match in result["matches"] if match["field"] == "name"]
    assert {match["name"][match["start"] : match["end"]] for match in names} == {"Keller"}


def test_what_cannot_be_read_is_named_and_the_rest_is_searched(run: Run, news: Path) -> None:
    done = run("search", "--json", "title:frost after:soon color:red", str(news))
    assert done.status == 0
    first, second = done.err.splitlines()
    assert first == "after: wants a date, such as 2016-03"
    assert second.startswith("no field “color”; fields are title: standfirst:")
    done = run("search", "--json", "title:frost after:201", str(news))
    assert done.err == "after: wants a date, such as 2016-03\n"
    assert done.json["total"] == 1


def test_a_saved_search(run: Run, news: Path, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('[searches]\nice = "title:frost"\n', "utf-8")
    done = run("search", "--json", "@ice", str(news))
    assert [result["title"] for result in done.json["results"]] == ["Frost in the vineyards"]
    done = run("search", "@fire", str(news))
    assert done.status == 1
    assert done.err == "@fire: no search of that name is saved in the settings (there are ice)\n"


def test_no_saved_search(run: Run, news: Path) -> None:
    done = run("search", "@fire\x1b[31m", str(news))
    assert (done.status, done.out) == (1, b"")
    assert "\x1b" not in done.err
    assert done.err.endswith("(none is)\n")


def test_help_explains_the_language(run: Run) -> None:
    text = run("search", "--help").text
    for word in ("person:", "is:unread", "money:>£1bn", "date-mentioned:", "[searches]", "@NAME"):
        assert word in text


def test_an_article_under_the_x_ray(run: Run, news: Path) -> None:
    found = run("xray", "--json", str(news / "harbour.txt")).json
    assert [(each["kind"], each["name"], each["count"]) for each in found[:2]] == [
        ("person", "Anna Keller", 2),
        ("place", "Rotterdam", 1),
    ]
    text = run("show", "--json", str(news / "harbour.txt")).json["text"]
    places = found[0]["positions"]
    assert [text[each["start"] : each["end"]] for each in places] == ["Anna Keller", "Keller"]
    (money,) = [each for each in found if each["figure"] and each["figure"]["kind"] == "money"]
    assert (money["name"], money["count"]) == ("3.5 million euros", 1)
    lines = run("xray", str(news / "harbour.txt")).text.splitlines()
    assert lines[0].startswith("2\tperson\tAnna Keller\t")
    assert len(lines) == len(found)


def test_a_library_under_the_x_ray(run: Run, news: Path) -> None:
    done = run("xray", "--library", "--json", "", str(news))
    assert (done.status, done.err) == (0, "")
    assert done.json["total"] == 2
    assert done.json["bar"] == "month"
    names = {(each["kind"], each["name"]): each for each in done.json["names"]}
    keller = names["person", "Anna Keller"]
    assert keller["articles"] == 1
    assert keller["times"] == [{"from": "2016-03-01", "articles": 1}]
    done = run("xray", "--library", "title:harbour", str(news))
    assert "1\tperson\tAnna Keller\tsince 2016-03-15\n" in done.text
    done = run("xray", "--library", "title:frost", str(news))
    assert "Keller" not in done.text
    assert run("xray", "--library", "colour:red", str(news)).err.startswith("no field “colour”")


def test_the_x_ray_of_nothing_is_wrong_usage(run: Run, news: Path) -> None:
    assert run("xray").status == 2
    assert run("xray", str(news / "harbour.txt"), str(news)).status == 2
    assert run("xray", str(news / "none.txt")).status == 1
