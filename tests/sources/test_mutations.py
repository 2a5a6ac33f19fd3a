"""Files of every form with bits flipped, cut and spliced are read, or named, and never harmful.

A few in every run; BROADSHEET_MUTATIONS=2000 makes so many of each form. The seed is printed, and
BROADSHEET_SEED gives it again.
"""

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.articles import Article
from reader.errors import SourceError
from reader.sources import articles_from_bytes
from reader.sources.entries import Entry, packed
from reader.sources.feeds import parse_feed
from reader.sources.opml import read_list
from reader.sources.saved import read_saved
from reader.text.links import BadAddress, checked
from tests.sources.books import book, mail

HERE = Path(__file__).parent
COUNT = int(os.environ.get("BROADSHEET_MUTATIONS", "30"))
SLOWEST_S = 10
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
SCRAPS = (
    b"\x00", b"\x1b[2J", b"\xff\xfe", b"\x9b", b"\n", b"---\n", b"\xe2\x80\xae", b"<", b">", b'"', b"&#27;",
    b"&#x80000000;", b"<!--", b"]]>", b"<table><tr><td>", b"</p></div>", b"=?utf-8?b?", b"\nFrom a\n", b"{", b"[[",
)  # fmt: skip
RSS = (
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>Quay</title><link>https://a.example/</link>"
    b"<item><title>Rain &amp; wind</title><link>/1</link><guid>1</guid><pubDate>Tue, 15 Mar 2016 10:00:00 GMT"
    b"</pubDate><description><![CDATA[<p>It <b>rained</b>.]]></description></item></channel></rss>"
)
ATOM = (
    b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Quay</title><entry><id>1</id><title type='html'>&lt;b>Rain"
    b"</title><link href='/1'/><updated>2016-03-15T10:00:00Z</updated><content type='xhtml'><div>It rained.</div>"
    b"</content></entry></feed>"
)
JSON = b'{"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": [{"id": 1, "content_html": "<p>a"}]}'
OPML = (
    b"<opml version='2.0'><body><outline text='News'><outline type='rss' text='Quay' xmlUrl='https://a.example/f'/>"
    b"</outline></body></opml>"
)
SAVED = (
    b'[{"url": "https://a.example/1", "title": "Rain", "savedAt": "2020-01-02"}]',
    b"title,url,time_added,tags,status\nRain,https://a.example/1,1577923200,a|b,unread\n",
    b"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><A HREF='https://a.example/1' ADD_DATE='1577923200'>Rain</A></DL>",
)
PAGES = tuple(path.read_bytes() for path in sorted((HERE / "pages").glob("*.html")))
BOOK = book({"a.xhtml": "<h1>One</h1><p>It rained.", "b.xhtml": "<h1>Two</h1><ul><li>a<li>b</ul>"})
MAIL = mail("=?utf-8?q?Caf=C3=A9?=", "<p>It =C3=A9 rained.<p>Twice.", "Content-Type: text/html",
            "Content-Transfer-Encoding: quoted-printable")  # fmt: skip
MARKDOWN = b"---\ntitle: Rain\ndate: 2016-03-15\n---\n# Rain\n\nIt *rained* [here](https://a.example).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n  - y\n\n```\ncode\n```\n"
ENTRY = packed(
    Entry(
        guid="1",
        address="https://a.example/1",
        title="Rain",
        html="<p>It rained.",
        date="2016-03-15",
    )
)


def files(
    suffix: str, *goods: bytes
) -> tuple[str, tuple[bytes, ...], Callable[[bytes], Iterator[str]]]:
    return suffix, goods, lambda data: articles(data, f"/x/a.{suffix}")


def articles(data: bytes, path: str) -> Iterator[str]:
    """Every text of every article in the file, and what is said of those that cannot be read."""
    for item in articles_from_bytes(data, path=path):
        if not isinstance(item, Article):
            yield str(item)
            continue
        yield from (
            item.text,
            item.title,
            item.byline or "",
            item.source or "",
            item.standfirst or "",
        )
        yield from (link.address for link in item.links)
        assert all(0 <= link.start < link.stop <= len(item.text) for link in item.links)


def feed(data: bytes) -> Iterator[str]:
    """Every entry of a feed as the article that it becomes."""
    for entry in parse_feed(data, address="https://a.example/feed").entries:
        yield from articles(packed(entry), "/x/a.entry")


def saved(data: bytes) -> Iterator[str]:
    for entry in read_saved(data):
        yield from articles(packed(entry), "/x/a.entry")


def listed(data: bytes) -> Iterator[str]:
    """The addresses that are asked; the others are named, by the filter of all output."""
    for one in read_list(data):
        try:
            yield checked(one.address)
        except BadAddress as error:
            yield str(error)


def chapter(data: bytes) -> Iterator[str]:
    """A page in a book that is whole: of a book with a bit flipped nothing else is left."""
    yield from articles(book({"a.xhtml": data, "b.xhtml": "<p>b"}), "/x/a.epub")


FORMS = (
    files("txt", *(path.read_bytes() for path in sorted((HERE / "cases").glob("*.txt")))),
    files("md", MARKDOWN),
    files("html", *PAGES),
    files("eml", MAIL),
    files("mbox", b"From a\n" + MAIL + b"\n\nFrom b\n" + MAIL),
    files("epub", BOOK),
    ("chapter", PAGES, chapter),
    files("entry", ENTRY),
    ("feed", (RSS, ATOM, JSON), feed),
    ("opml", (OPML,), listed),
    ("saved", SAVED, saved),
)


def mutated(dice: random.Random, goods: tuple[bytes, ...]) -> bytes:
    """One of them with a few bits flipped, stretches cut, doubled or put in from another."""
    data = bytearray(dice.choice(goods))
    for _ in range(dice.randint(1, 8)):
        start = dice.randrange(len(data) + 1)
        match dice.randrange(5):
            case 0 if start < len(data):
                data[start] ^= 1 << dice.randrange(8)
            case 1:
                del data[start : start + dice.randint(1, 40)]
            case 2:
                other = dice.choice(goods)
                cut = dice.randrange(len(other))
                data[start:start] = other[cut : cut + dice.randint(1, 200)]
            case 3:
                del data[start:]
                data += dice.choice(goods)[-dice.randint(1, 200) :]
            case _:
                data[start:start] = dice.choice(SCRAPS) * dice.choice((1, 1, 1, 50))
    return bytes(data)


@pytest.mark.timeout(0 if COUNT > 100 else 120)
@pytest.mark.parametrize(("name", "goods", "read"), FORMS, ids=[name for name, _, _ in FORMS])
def test_mutations_are_read_or_named(
    name: str, goods: tuple[bytes, ...], read: Callable[[bytes], Iterator[str]]
) -> None:
    seed = int(os.environ.get("BROADSHEET_SEED", random.SystemRandom().randrange(2**32)))
    print(f"BROADSHEET_SEED={seed}")
    dice = random.Random(seed)
    for _ in range(COUNT):
        data = mutated(dice, goods)
        start = time.process_time()
        try:
            said = [*read(data)]
        except SourceError as error:
            said = [str(error)]
        assert time.process_time() - start < SLOWEST_S, data
        for text in said:
            assert not CONTROLS.search(text), (text, data)
