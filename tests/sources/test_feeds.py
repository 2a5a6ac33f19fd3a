"""Feeds of every kind, well-formed and not."""

import json
from base64 import b64encode
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources.discovery import feeds_of, is_page, title_of
from reader.sources.entries import Entry
from reader.sources.feeds import NotFeed, parse_feed

RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>http://e.org/</link>'
    "{}</channel></rss>"
)
ITEMS = (
    "<item><title>One</title><link>http://e.org/1</link><guid>g1</guid><description>d1</description></item>"
    "<item><title>Two</title><link>http://e.org/2</link><guid>g2</guid><description>d2</description></item>"
)
GOOD = RSS.format(ITEMS)
BOMB = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY a{n} "{(f"&a{n - 1};" if n else "&a;") * 10}">' for n in range(10)
)

ILL: dict[str, tuple[str | bytes, str]] = {
    "bare &": (GOOD.replace("One", "Salt & Co").replace("e.org/1", "e.org/?a=1&b=2"), "Salt & Co"),
    "HTML entities": (GOOD.replace("One", "Caf&eacute;&nbsp;&mdash;"), "Café —"),
    "raw <": (GOOD.replace("One", "3 < 4"), "3 < 4"),
    "tags in the text": (GOOD.replace("d1", "<p>Hi <b>there</b></p>"), "One"),
    "an open tag in the text": (GOOD.replace("d1", "<p>Hi <br> there"), "One"),
    "junk before": ("<br />\n<b>Warning</b>: include() in /x.php\n" + GOOD, "One"),
    "blank lines before": ("\n\n  " + GOOD, "One"),
    "two roots": (GOOD + GOOD, "One"),
    "junk after": (GOOD + "<script>x</script>", "One"),
    "says Latin-1, is UTF-8": (
        GOOD.replace("One", "Café").replace('"1.0"', '"1.0" encoding="ISO-8859-1"').encode(),
        "Café",
    ),
    "says UTF-8, is Windows-1252": (
        GOOD.replace("One", "Café “x”").replace('"1.0"', '"1.0" encoding="utf-8"').encode("cp1252"),
        "Café “x”",
    ),
    "says nothing it is": (
        GOOD.replace('"1.0"', '"1.0" encoding="klingon"').replace("One", "Café").encode("cp1252"),
        "Café",
    ),
    "KOI8": (
        GOOD.replace('"1.0"', '"1.0" encoding="koi8-r"').replace("One", "Москва").encode("koi8-r"),
        "Москва",
    ),
    "UTF-16": (GOOD.encode("utf-16"), "One"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "One"),
    "no guid": (GOOD.replace("<guid>g1</guid>", ""), "One"),
    "a prefix nobody declared": (GOOD.replace("<guid>g1", "<dc:creator>A</dc:creator><guid>g1"), "One"),
    "an entity bomb": (BOMB + "]>" + GOOD.split("?>")[1].replace("One", "One &a9;"), "One &a9;"),
    "an outer entity": (
        '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + GOOD.split("?>")[1].replace("One", "One &x;"),
        "One &x;",
    ),
    "one hidden in UTF-16": (
        (
            '<!DOCTYPE l [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]>' + GOOD.split("?>")[1]
        ).encode("utf-16"),
        "One",
    ),
    "bad dates": (GOOD.replace("<guid>g1", "<pubDate>31 Foo 99:99</pubDate><guid>g1"), "One"),
    "controls": (GOOD.replace("One", "O\x1bn\x00e&#27;&#xFFFE;"), "One\ufffd\ufffd"),
    "capitals": (GOOD.replace("<item", "<ITEM").replace("</item", "</ITEM"), "One"),
    "attributes without quotes": (GOOD.replace("<guid>", "<guid isPermaLink=false>"), "One"),
    "an end that is not there": (GOOD.replace("</description></item><item>", "</item><item>"), "One"),
}  # fmt: skip


@pytest.mark.parametrize("name", ILL)
def test_ill_formed_feeds_are_read(name: str) -> None:
    told, title = ILL[name]
    feed = parse_feed(told if isinstance(told, bytes) else told.encode("utf-8", "surrogatepass"))
    assert [entry.title for entry in feed.entries] == [title, "Two"]
    assert [entry.address for entry in feed.entries][1] == "http://e.org/2"
    assert feed.complaint == ""
    assert "root:" not in repr(feed)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("hello", "not a feed"),
        ("<!doctype html><html><body>Login</body></html>", "an HTML page"),
        ("{", "JSON that cannot be read"),
        ("{}", "JSON, but not a feed"),
        ("{" + '"a":[' * 100_000, "JSON that cannot be read"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "JSON, but not a feed"),
        ("<rss>" + "<a>" * 30_000, "cannot be read"),
    ],
    ids=range(9),
)
def test_what_is_no_feed_is_named(told: str, words: str) -> None:
    with pytest.raises(NotFeed, match=words):
        parse_feed(told.encode(), address="http://e.org/feed")


def test_what_comes_before_a_break_is_kept() -> None:
    cut = parse_feed(GOOD[:-60].encode())
    assert [entry.title for entry in cut.entries] == ["One"]  # of the second nobody knows the rest
    assert cut.complaint == "cut short"
    deep = parse_feed(GOOD.replace("</channel>", "<item>" + "<a>" * 30_000).encode())
    assert [entry.title for entry in deep.entries][:2] == ["One", "Two"]
    assert deep.complaint


def test_rss_in_full() -> None:
    feed = parse_feed(
        b"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:a="http://www.w3.org/2005/Atom"><channel>
        <a:link rel="self" href="http://e.org/feed"/><title>The &lt;b&gt;Wire&lt;/b&gt; &amp;amp; more</title>
        <link>/home</link><language>en-GB</language><item><title>Tom &amp;amp; Ann</title>
        <guid>http://e.org/g</guid><description>Short.</description><content:encoded><![CDATA[<p>Long & <i>whole</i></p>]]>
        </content:encoded><pubDate>Tue, 15 Mar 2016 10:00:00 +0100</pubDate><author>a@e.org (Ann Lee)</author>
        <dc:creator>Tom Kay</dc:creator><category>World</category><category>World</category>
        <category>Sea</category></item><item><link>story?id=1</link><author>only@mail.org</author>
        <dc:date>2016-03-15</dc:date></item></channel></rss>""",
        address="http://e.org/x/feed",
    )
    assert (feed.title, feed.address, feed.language) == (
        "The Wire & more",
        "http://e.org/home",
        "en",
    )
    one, two = feed.entries
    assert (one.title, one.address, one.guid) == ("Tom & Ann", "http://e.org/g", "http://e.org/g")
    assert (one.html, one.summary) == ("<p>Long & <i>whole</i></p>", "Short.")
    assert (one.date, one.authors) == ("2016-03-15T10:00:00+01:00", ("Tom Kay",))
    assert (one.categories, one.language) == (("World", "Sea"), "en")
    assert (two.address, two.date, two.authors) == ("http://e.org/story?id=1", "2016-03-15", ())


def test_rdf() -> None:
    feed = parse_feed(
        b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title><link>http://e.org</link>
        <dc:language>de</dc:language></channel><item><title>A</title><link>http://e.org/a</link>
        <description>d</description><dc:subject>S</dc:subject></item></rdf:RDF>"""
    )
    assert (feed.title, feed.language, feed.entries[0].categories) == ("Old", "de", ("S",))


def test_atom() -> None:
    feed = parse_feed(
        b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="http://e.org/b/"><title>At</title>
        <link rel="self" href="feed"/><link href="."/><author><name>House</name></author>
        <entry><title type="text">A &lt;b> c</title><id>urn:1</id><link rel="edit" href="e"/><link href="one"/>
        <updated>2016-03-16T00:00:00Z</updated><published>2016-03-15T10:00:00Z</published>
        <summary>Sum.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>X</p></div></content>
        <author><name>Ann</name></author><category term="t" label="Label"/></entry>
        <entry><id>http://e.org/two</id><summary type="html">&lt;p>S&lt;/p></summary></entry>
        <entry><id>3</id><content>First & second

        third</content></entry></feed>"""
    )
    assert (feed.title, feed.address, feed.language) == ("At", "http://e.org/b/", "fr")
    one, two, three = feed.entries
    assert (one.title, one.address, one.date) == (
        "A <b> c",
        "http://e.org/b/one",
        "2016-03-15T10:00:00+00:00",
    )
    assert "<p>X</p>" in one.html
    assert (one.authors, one.categories) == (("Ann",), ("Label",))
    assert (two.address, two.html, two.authors) == ("http://e.org/two", "<p>S</p>", ("House",))
    assert three.html == "<p>First &amp; second</p><p>third</p>"


SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:other="http://e.org/other/" '
    'xmlns:itunes="http://www.itunes.com/DTDs/Podcast-1.0.dtd"'
)


def entry_of(fields: str) -> Entry:
    """The one entry of a feed whose item has these fields."""
    (entry,) = parse_feed(
        f"<rss {SPACES}><channel><item>{fields}</item></channel></rss>".encode(),
        address="http://e.org/feeds/f",
    ).entries
    return entry


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("<author>ann@e.org (Ann Lee)</author>", "Ann Lee"),
        ("<author>Ann Lee &lt;ann@e.org&gt;</author>", "Ann Lee"),
        ("<author>Ann Lee (ann@e.org)</author>", "Ann Lee"),
        ("<author>ann@e.org</author>", ""),
        ("<author>ann at work</author>", "ann at work"),
        ("<dc:author>Ann Lee</dc:author>", "Ann Lee"),
        ("<author><name>Ann Lee</name></author>", "Ann Lee"),
    ],
)
def test_names_without_addresses_of_mail(told: str, name: str) -> None:
    assert entry_of(told).authors == ((name,) if name else ())


def test_fields_of_the_modules() -> None:
    one = entry_of(
        "<other:description>no</other:description><other:title>no</other:title>"
        "<media:group><media:title>A film</media:title><media:description>Of a ship.</media:description></media:group>"
        '<itunes:category text="News"><itunes:category text="Sea"/></itunes:category>'
        "<media:category>Film</media:category><dcterms:issued>2016-03-15T10:00:00Z</dcterms:issued>"
    )
    assert (one.title, one.html) == ("A film", "Of a ship.")
    assert (one.categories, one.date) == (("News", "Sea", "Film"), "2016-03-15T10:00:00+00:00")
    about = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rss="http://purl.org/rss/1.0/">
        <rss:item rdf:about="http://e.org/a"><rss:title>A</rss:title></rss:item></rdf:RDF>"""
    assert [(each.guid, each.title) for each in parse_feed(about).entries] == [
        ("http://e.org/a", "A")
    ]


def test_what_is_packed_in_atom() -> None:
    packed = b64encode(b"<p>A <b>word</b>").decode()
    (one, two, three) = parse_feed(
        f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title mode="base64">{packed}</title>
        <content type="application/octet-stream">{packed[:8]} {packed[8:]}</content></entry>
        <entry><content type="image/png">AAAA</content></entry>
        <entry><content type="application/x">no base64 at all</content></entry></feed>""".encode()
    ).entries
    assert (one.title, one.html) == ("A word", "<p>A <b>word</b>")
    assert (two.html, three.html) == ("AAAA", "no base64 at all")


def test_scripts_are_no_headline() -> None:
    for told in (
        "A ship&lt;script&gt;x()&lt;/script&gt;",
        "<![CDATA[A ship<!-- x -->]]>",
        "<div>A ship<script>x()</script></div>",
    ):
        assert entry_of(f"<title>{told}</title>").title == "A ship"


def test_where_addresses_start_from() -> None:
    link = "<link>http://e.org/a/b</link>"
    told = "<description>&lt;a href='c'>x&lt;/a></description>"
    assert entry_of(link + told).base == ""  # from the entry's own
    assert entry_of(told).base == "http://e.org/feeds/f"
    assert entry_of(link + told.replace(">", " xml:base='/d/'>", 1)).base == "http://e.org/d/"
    assert entry_of(link.replace("http://e.org/a/b", "/a/b")).address == "http://e.org/a/b"


def test_the_language_of_what_is_read() -> None:
    (entry,) = parse_feed(
        b"""<feed xml:lang="fr"><entry><title>x</title><content xml:lang="en-GB">y</content></entry></feed>"""
    ).entries
    assert entry.language == "en"


def test_an_end_that_is_nearly_there() -> None:
    feed = parse_feed(GOOD.removesuffix(">").encode())
    assert (len(feed.entries), feed.complaint) == (2, "")


def test_json_feed() -> None:
    told = {
        "version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "http://e.org/",
        "language": "en", "items": [
            {"id": 7, "url": "/a", "title": "A", "content_text": "x < y", "summary": "s", "tags": ["t", 3],
             "authors": [{"name": "Ann"}, None], "date_published": "2016-03-15T10:00:00Z"},
            {"id": "b", "content_html": "<p>h</p>", "author": {"name": "Old"}, "tags": "no", "url": {"x": 1}},
            "nonsense", None,
        ],
    }  # fmt: skip
    one, two = parse_feed(json.dumps(told).encode(), address="http://e.org/feed").entries
    assert (one.guid, one.address, one.html, one.summary) == (
        "7",
        "http://e.org/a",
        "<p>x &lt; y</p>",
        "s",
    )
    assert (one.categories, one.authors) == (("t", "3"), ("Ann",))
    assert (two.html, two.authors, two.address) == ("<p>h</p>", ("Old",), "")


def test_no_address_that_a_browser_should_not_follow() -> None:
    feed = parse_feed(GOOD.replace("http://e.org/1", "javascript:alert(1)").encode())
    assert feed.entries[0].address == ""


def test_large_feeds() -> None:
    item = "<item><title>{}</title><guid>{}</guid></item>"
    many = "".join(item.format("T", n) for n in range(10_000))
    assert len(parse_feed(RSS.format(many).encode()).entries) == 10_000
    long = parse_feed(RSS.format(item.format("x" * 200_000, 1)).encode())
    assert len(long.entries[0].title) == 65_536


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    for told in (
        data,
        b"<rss>" + data + b"</rss>",
        b'{"version":"jsonfeed","items":[' + data + b"]}",
    ):
        with suppress(SourceError):
            parse_feed(told)


@given(st.integers(0, len(GOOD)), st.integers(0, 60), st.text(max_size=12))
def test_no_mutation_breaks_it(place: int, gone: int, put: str) -> None:
    told = (GOOD[:place] + put + GOOD[place + gone :]).encode("utf-8", "surrogatepass")
    try:
        feed = parse_feed(told)
    except SourceError:
        return
    assert len(feed.entries) <= 4


def test_what_a_page_says_of_its_feeds() -> None:
    page = """<!DOCTYPE html><title>A &amp; B</title><LINK REL="alternate" type='application/rss+xml' href="/feed">
    <link rel=alternate type=application/atom+xml href=https://e.org/atom><link rel="stylesheet" href="x.css">
    <link rel="alternate" type="text/html" hreflang="de" href="/de">
    <link rel="alternate" type="application/rss+xml" href="javascript:x"><link rel="alternate" href="http://[">"""
    assert is_page(page)
    assert not is_page("hello")
    assert title_of(page) == "A & B"
    assert feeds_of(page, "http://e.org/x") == ["http://e.org/feed", "https://e.org/atom"]
