"""Books, mails, boxes and pages as articles; and what is wrong with some is named."""

import datetime as dt
import io
import json
import re
import time
import zipfile
from pathlib import Path

import pytest

from reader.articles import Article
from reader.errors import NotText, SourceError, TooLarge
from reader.sources import article_from_bytes, article_from_page, articles_from_bytes, books, mails
from tests.sources.books import CONTAINER, book, mail, sheet

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
SEEDS = Path(__file__).parents[2] / "seeds"


def _short(value: object) -> str:
    """A name for a case: books hold the hour they were made at."""
    return value if isinstance(value, str) else type(value).__name__


CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def read(data: bytes, path: str = "/x/a.epub") -> tuple[list[Article], list[str]]:
    """The articles, and what could not be read."""
    good: list[Article] = []
    bad: list[str] = []
    try:
        for item in articles_from_bytes(data, path=path, source="news"):
            if isinstance(item, Article):
                good.append(item)
            else:
                bad.append(str(item))
    except SourceError as error:
        bad.append(str(error))
    return good, bad


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages(page: Path) -> None:
    wanted = json.loads(page.with_suffix(".json").read_text("utf-8"))
    article = article_from_page(page.read_bytes(), address="https://example.org/a")
    for words in wanted["with"]:
        assert words in article.text
    for words in wanted["without"]:
        assert words not in article.text
    assert article.title in wanted.get("title", article.title).split("|")
    if "byline" in wanted:
        assert article.byline == wanted["byline"]
    if "date" in wanted:
        assert article.date is not None
        assert article.date.isoformat() == wanted["date"]
        assert article.date_from == "html"
    if "site" in wanted:
        assert article.source == wanted["site"]
    if "language" in wanted:
        assert article.language == wanted["language"]


def test_a_page_knows_its_address_and_its_links_start_from_its_base() -> None:
    raw = (
        b"<html><head><link rel=canonical href='/c'><base href='https://b.example/d/'></head>"
        b"<body><p>It is <a href='e'>here</a>, and nowhere else in the whole wide world.</p></body></html>"
    )
    article = article_from_page(raw, address="https://a.example/x?utm=1", source="Feed")
    assert article.address == "https://a.example/c"
    assert [link.address for link in article.links] == ["https://b.example/d/e"]
    assert article.source == "Feed"
    with pytest.raises(NotText, match="nothing to read"):
        article_from_page(b"<html><body></body></html>", address="https://a.example/")
    with pytest.raises(NotText, match="binary"):
        article_from_page(b"\x89PNG\r\n\x1a\n", address="https://a.example/")


@pytest.mark.parametrize(
    ("raw", "charset", "encoding"),
    [
        ("<meta charset=iso-8859-1><p>café".encode("cp1252"), None, "cp1252"),
        ("<p>café".encode("cp1250"), "windows-1250", "cp1250"),
        ("<?xml version='1.0' encoding='koi8-r'?><p>привет".encode("koi8-r"), None, "koi8-r"),
        ("<meta charset=no-such><p>café".encode(), None, "utf-8"),
        ("\ufeff<meta charset=koi8-r><p>café".encode(), "koi8-r", "utf-8"),
        ("<meta charset=utf-8><p>café".encode("cp1252"), None, "cp1252"),
    ],
    ids=_short,
)
def test_a_page_says_its_encoding(raw: bytes, charset: str | None, encoding: str) -> None:
    article = article_from_page(raw, address="https://a.example/", charset=charset)
    assert article.encoding == encoding
    assert article.text in ("café", "привет")


def test_the_chapters_of_a_book() -> None:
    nav = "<nav><ol><li><a href='c0.xhtml#x'>The Start</a></li></ol></nav>"
    more = '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    pages = {
        "c0.xhtml": "<html><body><h1>The Start</h1><p>Hello <a href='c1.xhtml'>on</a></p></body></html>",
        "c1.xhtml": "<html><body><h2>Two</h2><p>Text.</p></body></html>",
        "c2.xhtml": "<html><body><img alt='A cover of a book'/></body></html>",
        "c3.xhtml": "<html><body><p>No heading.</p></body></html>",
    }
    package = sheet(
        [*pages], more, '<itemref idref="n"/><itemref idref="c0"/><itemref idref="no"/>'
    )
    good, bad = read(book(pages, package=package, files={"b/nav.xhtml": nav}))
    assert not bad
    assert [one.title for one in good] == ["The Start", "Two", "Chapter 3"]
    assert {one.source for one in good} == {"A Book"}
    assert {(one.byline, one.language, one.date) for one in good} == {
        ("Bo Lind, Ada", "en", dt.date(2020, 1, 2))
    }
    assert [one.part for one in good] == ["b/c0.xhtml", "b/c1.xhtml", "b/c3.xhtml"]
    assert [one.id for one in good] == sorted(one.id for one in good)
    assert good[0].text == "The Start\n\nHello on"


def test_titles_in_an_older_table_of_contents() -> None:
    ncx = (
        "<ncx><navMap><navPoint><navLabel><text>First</text></navLabel>"
        '<content src="c0.xhtml"/></navPoint></navMap></ncx>'
    )
    more = '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    package = sheet(["c0.xhtml"], more)
    ((one,), _) = read(book({"c0.xhtml": "<p>a</p>"}, package=package, files={"b/toc.ncx": ncx}))
    assert one.title == "First"
    ((one,), _) = read(book({"c0.xhtml": "<p>a</p>"}, package=package))
    assert one.title == "Chapter 1"


ENTITIES = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not a zip", "not a book that can be read"),
        (book({"c.xhtml": "<p>a</p>"})[:200], "not a book that can be read"),
        (book({}, container=None), "it has no container"),
        (book({}, container=CONTAINER.format("no.opf")), "it has no data sheet"),
        (book({}, container=CONTAINER.format("../../etc/passwd")), "it has no data sheet"),
        (book({}), "the book lists no chapters"),
        (book({"c.xhtml": "<p></p>"}), "the book has no text"),
        (book({}, package=ENTITIES + sheet(["c"])), "it declares entities"),
        (book({}, package=(ENTITIES + sheet(["c"])).encode("utf-16")), "it declares entities"),
        (book({"c.xhtml": ENTITIES + "<p>&b;</p>"}), "it declares entities"),
        (
            book(
                {"c.xhtml": "<p>a</p>"},
                files={"META-INF/encryption.xml": '<x><CipherReference URI="b/c.xhtml"/></x>'},
            ),
            "encrypted",
        ),
        (book({}, package=sheet(["../../../etc/passwd"])), "cannot be read"),
        (book({}, package=sheet(["/etc/passwd"])), "cannot be read"),
        (book({}, package=sheet(["..%2f..%2fetc%2fpasswd"])), "cannot be read"),
    ],
    ids=_short,
)
def test_books_that_cannot_be_read_are_named(data: bytes, reason: str) -> None:
    good, bad = read(data)
    assert not good
    assert all(line.startswith("/x/a.epub") and "\n" not in line for line in bad)
    assert any(reason in line for line in bad)


def test_limits_of_books(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = book({"a.xhtml": "<p>" + "a" * 3_000_000, "b.xhtml": "<p>b</p>"})
    monkeypatch.setattr(books, "LONGEST_CHAPTER", 1_000_000)
    good, bad = read(bomb)
    assert [one.text for one in good] == ["b"]
    assert "a.xhtml: more than 0 MiB unpacked" in bad[0]
    monkeypatch.setattr(books, "MOST_CHAPTERS", 2)
    pages = {f"{number}.xhtml": f"<p>{number}" for number in range(4)}
    good, bad = read(book(pages))
    assert len(good) == 2
    assert "4 chapters" in bad[0]
    monkeypatch.setattr(books, "MOST_TAGS", 100)
    good, bad = read(book({"a.xhtml": "<p>a", "b.xhtml": "<br>" * 100, "c.xhtml": "<p>c"}))
    assert [one.text for one in good] == ["a"]
    assert "more than 100 tags" in bad[0]
    monkeypatch.setattr(books, "MOST_ENTRIES", 3)
    assert "more than 3 files" in read(book(pages))[1][0]


def test_one_table_of_contents_named_many_times_is_read_once() -> None:
    table = "<navmap>" + "<navpoint><navlabel>x</navlabel><content src='a'/></navpoint>" * 5_000
    items = "".join(
        f'<item id="t{n}" href="t.ncx" media-type="application/x-dtbncx+xml"/>' for n in range(500)
    )
    made = book({"a.xhtml": "<p>a"}, package=sheet(["a.xhtml"], items), files={"b/t.ncx": table})
    begun = time.process_time()
    good, bad = read(made)
    assert time.process_time() - begun < 4  # it was read until the book's limit was reached
    assert [one.text for one in good] == ["a"]
    assert not bad


def test_one_broken_chapter_does_not_hide_the_others() -> None:
    good = book({"a.xhtml": "<p>" + "first " * 50, "b.xhtml": "<p>second"})
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        place = archive.getinfo("b/a.xhtml").header_offset
    data = bytearray(good)
    data[place + 30 + len("b/a.xhtml") + 3] ^= 0xFF
    articles, bad = read(bytes(data))
    assert [one.text for one in articles] == ["second"]
    assert len(bad) == 1


def test_encrypted_entries_are_named() -> None:
    data = bytearray(book({"a.xhtml": "<p>a"}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.rfind(sign)
        data[place + at] |= 1
    assert any("encrypted" in line or "cannot be read" in line for line in read(bytes(data))[1])


NEWSLETTER = (SEEDS / "letters" / "the-slow-post.eml").read_bytes()


def test_a_newsletter() -> None:
    ((one,), _) = read(NEWSLETTER, "/x/a.eml")
    assert one.title == "The Slow Post: a parcel that took 19 years"
    assert one.byline == "The Slow Post"
    assert one.date == dt.datetime(2026, 4, 26, 7, 15, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert one.date_from == "header"
    assert "very late apology" not in one.text
    assert one.text.count("took 19 years") == 1
    assert [block.type for block in one.blocks].count("list") == 1
    assert article_from_bytes(NEWSLETTER).text == one.text  # without a name its headers tell


@pytest.mark.parametrize(
    ("data", "title", "byline", "start"),
    [
        (mail("Rain", "It fell.\n\nAll day."), "Rain", "Ada", "Rain\n\nIt fell."),
        (mail("=?utf-8?q?Caf=C3=A9?=", "x", sender="b@x.example"), "Café", "b@x.example", "Café"),
        (mail("=?no-such?q?a?=", "x"), "=?no-such?q?a?=", "Ada", ""),
        (mail("a\x1b]0;b\x07c", "d"), "ac", "Ada", ""),
        (mail("a", "caf=E9", "Content-Type: text/plain; charset=iso-8859-1",
              "Content-Transfer-Encoding: quoted-printable"), "a", "Ada", "a\n\ncafé"),
        (mail("a", "<p>b", "Content-Type: text/html; charset=no-such"), "a", "Ada", "a\n\nb"),
        (mail("", "A headline here\n\nBody of the mail, which goes on.", sender=""), "A headline here", None, ""),
    ],
    ids=_short,
)  # fmt: skip
def test_mails(data: bytes, title: str, byline: str | None, start: str) -> None:
    ((one,), bad) = read(data, "/x/a.eml")
    assert not bad
    assert (one.title, one.byline) == (title, byline)
    assert one.text.startswith(start)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"nothing here",
        mail("", ""),
        mail("", "x", "Content-Type: image/png"),
        mail("", "x", "Content-Type: text/plain", "Content-Disposition: attachment"),
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: message/rfc822\n\n" * 3_000,
    ],
    ids=_short,
)  # fmt: skip
def test_mails_that_say_nothing_are_named(data: bytes) -> None:
    good, bad = read(data, "/x/a.eml")
    assert not good
    assert len(bad) == 1


@pytest.mark.parametrize(
    "date", ["32 Foo 99999", "Tue, 15 Mar 2016 10:00:00 -9999", "31 Dec 9999 23:00:00 -2300"]
)
def test_dates_that_are_none(date: str) -> None:
    data = mail("a", "b").replace(b"Tue, 15 Mar 2016 10:00:00 +0100", date.encode())
    ((one,), _) = read(data, "/x/a.eml")
    assert one.date_from != "header"


def test_a_box_of_mails() -> None:
    first, second = mail("One", ">From here on.\n\nGoodbye."), mail("Two", "b")
    box = (
        b"From a\n"
        + first
        + b"\n\nFrom b\n"
        + second
        + b"\n\nFrom b\n"
        + second
        + b"\n\nFrom c\n\n"
    )
    good, bad = read(box, "/x/a.mbox")
    assert [one.title for one in good] == ["One", "Two", "Two"]
    assert "From here on." in good[0].text
    assert len({one.id for one in good}) == 3
    assert len(bad) == 1
    again, _ = read(b"From c\n" + mail("New", "n") + b"\n\n" + box, "/x/a.mbox")
    assert {one.id for one in good} < {one.id for one in again}
    assert read(b"no mail", "/x/a.mbox")[1]
    assert len([*mails.parted(box)]) == 4


def test_opening_an_article_makes_no_request(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket  # noqa: TID251 - to see that nobody opens one

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a request")

    monkeypatch.setattr(socket, "socket", refused)
    page = (
        b"<html><head><link rel=stylesheet href=http://127.0.0.1:9/a><meta http-equiv=refresh "
        b"content='0;http://127.0.0.1:9'></head><body><img src=http://127.0.0.1:9/b><iframe src=http://127.0.0.1:9>"
        b"</iframe><object data=http://127.0.0.1:9></object><p>Text.</p></body></html>"
    )
    for path, data in (
        ("/x/a.html", page),
        ("/x/a.md", page),
        ("/x/a.eml", mail("a", page.decode(), "Content-Type: text/html")),
    ):
        ((one,), _) = read(data, path)
        assert "Text." in one.text


def test_a_bomb_in_a_data_sheet_stays_small() -> None:
    bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{after}: &{after} [{','.join(['*' + before] * 9)}]\n"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    ((one,), _) = read(f"{bomb}---\nText.\n".encode(), "/x/a.md")
    assert "Text." in one.text
    ((one,), _) = read(
        b"---\ntitle: !!python/object/apply:os.system ['touch PWNED']\n---\nText.", "/x/a.md"
    )
    assert not Path("PWNED").exists()


def test_errors_say_what_they_are() -> None:
    assert issubclass(TooLarge, SourceError)
    with pytest.raises(NotText):
        article_from_bytes(book({}), path="/x/a.epub")
