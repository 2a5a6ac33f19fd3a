"""Entries as files: each in its place whatever a feed calls it, written whole, read like any article."""

import datetime as dt
import json
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles import Article
from reader.errors import NotText, SourceError
from reader.sources import article_from_bytes, walk
from reader.sources.entries import SUFFIX, WANTED, Entry, Kept, Shelf, packed, unpacked

ONE = Entry("g1", "Harbour opens", "http://e.org/1", "<p>It cost <b>€3m</b>.</p>", feed="Wire")
TWO = Entry("g2", "Frost returns", "http://e.org/2", "<p>Growers lit candles.</p>", feed="Wire")


def keep(folder: Path, *entries: Entry, today: str = "2016-03-15") -> Kept:
    return Shelf(str(folder)).keep(entries, today=today)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


texts = st.text(max_size=20)


@given(
    st.builds(Entry, texts, texts, texts, texts, texts, texts, st.tuples(texts), st.tuples(texts))
)
def test_what_is_packed_comes_back(entry: Entry) -> None:
    whole = {
        key: value
        for key, value in json.loads(packed(entry)).items()
        if key not in ("authors", "categories")
    }
    back = unpacked(packed(entry))
    assert all(getattr(back, key) == value for key, value in whole.items() if key != "format")


@pytest.mark.parametrize(
    "told",
    [b"", b"{}", b"[]", b"null", b'{"format": "else"}', b"{" * 100_000, b"\xff", b'{"a":' * 50_000],
    ids=range(8),
)
def test_what_is_no_entry_is_named(told: bytes) -> None:
    with pytest.raises(NotText, match="not an entry"):
        unpacked(told, "x")


def test_wrong_types_are_passed_over() -> None:
    told = {"format": "broadsheet entry 1", "title": 3, "authors": "x", "categories": ["a", 2]}
    assert unpacked(json.dumps(told).encode()) == Entry(categories=("a",))


def test_the_same_guid_is_the_same_file(tmp_path: Path) -> None:
    assert len(keep(tmp_path, ONE, TWO).new) == 2
    before = names(tmp_path)
    assert keep(tmp_path, ONE, TWO) == Kept()
    changed = keep(tmp_path, replace(ONE, title="Harbour closes"), today="2016-03-16")
    assert (len(changed.new), len(changed.changed)) == (0, 1)
    assert names(tmp_path) == before  # and what left the feed stays
    assert unpacked(Path(changed.changed[0]).read_bytes()).first == "2016-03-15"


def _kept_twice(folder: Path, first: Sequence[Entry], second: Sequence[Entry]) -> int:
    keep(folder, *first)
    keep(folder, *second)
    return len(names(folder))


def test_missing_double_and_changed_guids(tmp_path: Path) -> None:
    bare = [replace(ONE, guid=""), replace(TWO, guid="", address="")]
    assert _kept_twice(tmp_path / "missing", bare, bare) == 2
    double = [replace(ONE, guid="x"), replace(TWO, guid="x")]
    assert _kept_twice(tmp_path / "double", double, double) == 2
    assert _kept_twice(tmp_path / "one later", double[:1], double) == 2
    assert _kept_twice(tmp_path / "one left", double, double[1:]) == 2
    assert _kept_twice(tmp_path / "changed", [ONE, TWO], [replace(ONE, guid="new"), TWO]) == 2
    same = [replace(ONE, address="http://e.org/"), replace(TWO, address="http://e.org/")]
    assert _kept_twice(tmp_path / "same link", same, [*same, replace(same[0], guid="3")]) == 3
    assert _kept_twice(tmp_path / "alike", [ONE, ONE], [ONE, ONE]) == 2
    nameless = [Entry(html="a"), Entry(html="b"), Entry(html="b")]
    assert _kept_twice(tmp_path / "nameless", nameless, nameless) == 3


def test_hostile_names_stay_in_the_folder(tmp_path: Path) -> None:
    inner = tmp_path / "here" / "in"
    keep(inner, replace(ONE, guid="../../x"), replace(TWO, guid="/etc/passwd\0\ud800"))
    assert names(tmp_path / "here") == ["in"]
    assert len(names(inner)) == 2


def test_a_damaged_file_is_written_anew(tmp_path: Path) -> None:
    path = Path(keep(tmp_path, ONE).new[0])
    path.write_bytes(b"{")
    assert keep(tmp_path, ONE).changed == (str(path),)
    assert unpacked(path.read_bytes()).title == ONE.title


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError):
        keep(tmp_path / "file" / "below", ONE)


def test_pages_that_are_wanted(tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path))
    assert Shelf(str(tmp_path / "none")).wanted() == []
    (path,) = shelf.keep([ONE], today="").new
    shelf.want(path)
    assert shelf.wanted() == [(path, 0)]
    shelf.want(path, 2)
    assert shelf.wanted() == [(path, 2)]
    shelf.done(path)
    shelf.done(path)
    assert shelf.wanted() == []
    shelf.put(path, replace(ONE, page="<html>"))
    assert shelf.keep([ONE], today="") == Kept()  # the page stays
    assert len(shelf) == 1


def test_the_same_ten_thousand_times(tmp_path: Path) -> None:
    told = [Entry(title="Harbour opens")] * 10_000
    shelf = Shelf(str(tmp_path))
    begun = time.perf_counter()
    places = list(shelf._placed(told))
    assert time.perf_counter() - begun < 5  # it took minutes
    assert len(set(places)) == 10_000
    assert places == list(shelf._placed(told))


def test_what_is_wanted_is_noted_before_it_is_there(tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path))
    (path,) = shelf.keep([ONE], today="", want=True).new
    wanted, entry = (tmp_path / f"{Path(path).stem}{end}" for end in (WANTED, SUFFIX))
    assert wanted.stat().st_mtime_ns <= entry.stat().st_mtime_ns
    entry.unlink()  # as if the process had been killed between the two
    assert Shelf(str(tmp_path)).wanted() == []
    assert Shelf(str(tmp_path)).keep([ONE], today="").new == (path,)
    assert Shelf(str(tmp_path)).wanted() == [(path, 0)]


def test_drafts_of_who_was_killed_are_taken_away(tmp_path: Path) -> None:
    old, new = tmp_path / ".old.draft", tmp_path / ".new.draft"
    for each in (old, new):
        each.write_text("half")
    os.utime(old, (0, 0))
    keep(tmp_path, ONE)
    assert new.exists()  # somebody may be at it
    assert not old.exists()


def _article(tmp_path: Path, entry: Entry) -> Article:
    path = tmp_path / f"x{SUFFIX}"
    path.write_bytes(packed(entry))
    (found,) = walk([tmp_path])
    assert not isinstance(found, Exception)
    return article_from_bytes(path.read_bytes(), path=str(path), source="folder")


def test_an_entry_is_an_article(tmp_path: Path) -> None:
    article = _article(
        tmp_path,
        replace(
            ONE, date="2016-03-15T10:00:00+01:00", authors=("Ann", "Tom"), categories=("World",),
            language="en", summary="What the port decided.", title="Harbour\x1b[31m opens",
        ),
    )  # fmt: skip
    assert article.text == "Harbour opens\n\nWhat the port decided.\n\nIt cost €3m."
    assert (article.title, article.standfirst) == ("Harbour opens", "What the port decided.")
    assert (article.byline, article.source, article.language) == ("Ann, Tom", "Wire", "en")
    assert article.date == dt.datetime(2016, 3, 15, 10, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    assert (article.date_from, article.address) == ("feed", "http://e.org/1")
    assert article.extra == (("category", "World"),)


def test_little_is_an_article_too(tmp_path: Path) -> None:
    bare = _article(
        tmp_path, Entry(title="Only a title", address="http://e.org/1", first="2016-03-15")
    )
    assert bare.text == "Only a title\n\nhttp://e.org/1"
    assert (bare.date, bare.date_from) == (dt.date(2016, 3, 15), "file date")
    assert (
        _article(tmp_path, Entry(html="<p>Words.</p>", date="no", address="javascript:x")).address
        is None
    )
    with pytest.raises(NotText, match="nothing in it"):
        _article(tmp_path, Entry(guid="x"))


def test_a_page_that_says_more_is_read_instead(tmp_path: Path) -> None:
    body = "".join(
        f"<p>Paragraph {n} of the story, with a good many words in it.</p>" for n in range(9)
    )
    page = (
        "<html><head><title>Harbour opens</title></head><body>"
        f"<article><h1>Harbour opens</h1><time datetime='2016-03-14'></time>{body}</article></body></html>"
    )
    article = _article(tmp_path, replace(ONE, page=page))
    assert "Paragraph 8" in article.text
    assert (str(article.date), article.date_from) == ("2016-03-14", "html")
    assert "It cost" in _article(tmp_path, replace(ONE, page="<html></html>")).text


def test_summaries_that_say_nothing_new_are_left_out(tmp_path: Path) -> None:
    for summary in ("It cost €3m.", "The port …", "x" * 500, "<b></b>"):
        assert _article(tmp_path, replace(ONE, summary=summary)).standfirst is None
