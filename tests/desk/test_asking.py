"""Fields, states and earlier searches at the desk."""

from contextlib import closing
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.desk.jobs import language_of
from reader.settings import Settings, load_settings, read_settings


def titles(desk: Desk, typed: str) -> list[str]:
    return [desk.article(name).title for name in desk.search(typed).ids]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("person:keller", ["Harbour opens"]),
        ("place:keller", []),
        ("place:lyon", ["Frost returns"]),
        ("money:>1m", ["Harbour opens"]),
        ("money:3mEUR", ["Harbour opens"]),
        ("-money:EUR", ["Buoys drift", "Frost returns"]),
        ("after:2017", ["Buoys drift"]),
        ("date:2016-03 -title:frost", ["Harbour opens"]),
        ("before:2016", []),
        ("source:news -date:2016", ["Buoys drift"]),
        ("foo:zzqq title:frost", []),
    ],
)
def test_fields_at_the_desk(desk: Desk, typed: str, found: list[str]) -> None:
    desk.read_all()
    desk.recognise_names(typed)
    assert titles(desk, typed) == found


def test_the_app_is_told_languages_with_the_marks(desk: Desk) -> None:
    for event in desk.start().events():
        desk.take(event)
    assert desk.unmarked == 0
    article = desk.article(desk.ids()[0])
    told = language_of(article)
    assert (len(titles(desk, f"lang:{told}")) > 0) is (told is not None)


def test_a_language_is_told_from_the_text(news: Path) -> None:
    text = "Die Lotsen wollen nicht arbeiten, und die Stadt wartet auf den Hafen, weil der Streik noch nicht beendet wurde."
    (news / "d.txt").write_text(f"2 May 2017\n\nLotsen streiken\n\n{text}\n", "utf-8")
    with closing(Desk.open([str(news)])) as here:
        here.read_all()
        assert titles(here, "lang:de") == ["Lotsen streiken"]
    with closing(Desk.open([str(news)])) as there:
        for event in there.start().events():
            there.take(event)
        assert titles(there, "lang:de") == ["Lotsen streiken"]
        there.recognise(there.ids()[0])


def test_states_are_what_was_done_last(desk: Desk) -> None:
    desk.read_all()
    first, second, _ = desk.ids()
    desk.mark_read(first)
    desk.star(second)
    assert list(desk.search("is:read").ids) == [first]
    assert list(desk.search("is:starred is:unread").ids) == [second]
    assert len(desk.search("is:unread").ids) == 2
    desk.mark_read(first, read=False)
    desk.star(second, starred=False)
    assert not desk.search("is:read").ids
    assert not desk.search("is:starred").ids


def test_states_outlive_the_desk(news: Path) -> None:
    with closing(Desk.open([str(news)])) as desk:
        desk.read_all()
        desk.mark_read(desk.ids()[0])
    with closing(Desk.open([str(news)])) as desk:
        desk.read_all()
        assert list(desk.search("is:read").ids) == [desk.ids()[0]]


def test_only_what_the_rest_leaves_is_recognised(desk: Desk) -> None:
    desk.read_all()
    desk.recognise_names("person:sousa after:2017")
    assert desk.unmarked == 2
    desk.recognise_names("-money:1 date:2016")
    assert desk.unmarked == 0


def test_where_a_field_was_asked_for_only_that_is_hit(desk: Desk) -> None:
    desk.read_all()
    desk.recognise_names("person:x")
    name = desk.search("title:harbour").ids[0]
    text = desk.article(name).text

    def hits(typed: str) -> list[str]:
        return [span.of(text) for span in desk.matches(desk.search(typed), name)]

    assert hits("title:harbour") == ["Harbour"]
    assert hits("text:harbour") == ["Harbour"]  # the headline is part of the text
    assert hits("person:keller") == ["Anna Keller"]
    assert hits("money:>1m") == ["€3m"]
    assert hits("place:rotterdam rotter") == ["Rotterdam"]
    assert hits("source:news") == []


def test_what_may_follow_is_known_before_any_search(desk: Desk) -> None:
    desk.read_all()
    assert (completion := desk.complete("source:n")) is not None
    assert completion.text == "source:news"


def test_earlier_searches_are_kept_once_newest_first(news: Path) -> None:
    with closing(Desk.open([str(news)])) as desk:
        for number in range(120):
            desk.session.remember_search(f"search {number}")
        for text in ("  ferry ", "search 118", "", " ", "x" * 1_000):
            desk.session.remember_search(text)
    with closing(Desk.open([str(news)])) as desk:
        kept = desk.session.searches
        assert kept[:4] == ("search 118", "ferry", "search 119", "search 117")
        assert len(kept) == 100
        desk.session.set("searches", [1, "a", "a"])
        assert list(desk.session.searches) == ["a"]
        desk.session.set("searches", "a")
        assert not desk.session.searches


def test_searches_in_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[searches]\nmorning = "is:unread"\n"big money" = "money:>1bn"\n', "utf-8")
    assert load_settings(path).searches == {"morning": "is:unread", "big money": "money:>1bn"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[searches]\nx = 3\n", "searches.x: a text in quotation marks"),
        ('searches = "x"\n', "searches: a table of names and queries"),
        ('[searches]\n" " = "x"\n', "searches: ' ': a name without spaces at its ends"),
        ("[keys]\nquit = 1\n", "keys.quit: a text in quotation marks"),
    ],
)
def test_wrong_searches_are_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    settings, complaints = read_settings(path)
    assert settings == Settings()
    assert len(complaints) == 1
    assert complaints[0].startswith(f"{path}:")
    assert complaints[0].endswith(said)
