"""Exports of programs that keep pages to be read later."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NotText
from reader.sources.saved import read_saved


def test_pocket_tables() -> None:
    told = (
        "title,url,time_added,tags,status\r\n"
        '"Harbour, again",https://e.org/1,1458036000,sea|world,unread\r\n,https://e.org/2,,,archive\r\nx,,,,\r\n'
    )
    one, two = read_saved(told.encode())
    assert (one.title, one.address, one.categories) == (
        "Harbour, again",
        "https://e.org/1",
        ("sea", "world"),
    )
    assert one.date == "2016-03-15T10:00:00+00:00"
    assert (two.address, two.date, two.categories) == ("https://e.org/2", "", ())


def test_instapaper_tables() -> None:
    told = (
        "URL,Title,Selection,Folder,Timestamp,Tags\n"
        'https://e.org/1,One,picked < this,Unread,1458036000,"[""a"", ""b""]"\n'
        "https://e.org/2,Two,,Sea,1458036000,[]\n"
    )
    one, two = read_saved(told.encode())
    assert (one.summary, one.categories) == ("<p>picked &lt; this</p>", ("a", "b"))
    assert two.categories == ("Sea",)


def test_pocket_pages_and_bookmarks() -> None:
    pocket = '<!DOCTYPE html><ul><li><a href="https://e.org/?a&amp;b" time_added="1458036000" tags="x,y">A <b>&amp;</b></a></li></ul>'
    (one,) = read_saved(pocket.encode())
    assert (one.title, one.address, one.categories) == ("A &", "https://e.org/?a&b", ("x", "y"))
    marks = """<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3 ADD_DATE="1">Sea</H3><DL><p>
        <DT><A HREF="https://e.org/1" ADD_DATE="1458036000" ICON="data:x">One</A></DL><p>
        <DT><A HREF="javascript:x">Two</A></DL>"""
    one, two = read_saved(marks.encode())
    assert (one.title, one.categories, one.date[:10]) == ("One", ("Sea",), "2016-03-15")
    assert (two.address, two.categories) == ("javascript:x", ())


def test_wallabag_and_omnivore() -> None:
    wallabag = [
        {"url": "https://e.org/1", "title": "One", "content": "<p>Whole</p>", "tags": ["t"], "language": "en_GB",
         "published_by": ["Ann", None], "created_at": "2016-03-15T10:00:00+0000", "published_at": None},
        "nonsense",
    ]  # fmt: skip
    (one,) = read_saved(json.dumps(wallabag).encode())
    assert (one.html, one.language, one.authors, one.date[:10]) == (
        "<p>Whole</p>",
        "en",
        ("Ann",),
        "2016-03-15",
    )
    omnivore = [
        {"url": "https://e.org/1", "title": "One", "description": "a < b", "author": "Tom",
         "labels": [{"name": "x"}, "y", 3], "savedAt": "2016-03-15T10:00:00.123Z"},
        {"url": "https://e.org/2", "labels": "no"},
    ]  # fmt: skip
    one, two = read_saved(json.dumps(omnivore).encode())
    assert (one.summary, one.authors, one.categories) == ("<p>a &lt; b</p>", ("Tom",), ("x", "y"))
    assert one.date[:10] == "2016-03-15"
    assert two.categories == ()


@pytest.mark.parametrize(
    "told",
    ["", "{}", "[]", "[1]", '{"items": [{}]}', "a,b\n1,2", "<p>no link</p>", "[" * 100_000, 'url\n"' + "x" * 2_000_000],
    ids=range(9),
)  # fmt: skip
def test_what_is_no_export_is_named(told: str) -> None:
    with pytest.raises(NotText):
        read_saved(told.encode(), "x")


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(told: str) -> None:
    for begin in ("", "url,title\n", "[", "<a href='x'>"):
        try:
            read_saved((begin + told).encode("utf-8", "surrogatepass"))
        except NotText:
            continue


def test_links_that_never_end() -> None:
    begun = time.process_time()
    with pytest.raises(NotText):
        read_saved(b"<html>" + b"<a x>" * 200_000)
    assert time.process_time() - begun < 3
    (one,) = read_saved(
        b'<html><a href="http://e.org/1">no end<a href="http://e.org/2">a <b>z</b></a>'
    )
    assert (one.address, one.title) == ("http://e.org/2", "a z")
