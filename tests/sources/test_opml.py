"""Lists of feeds as they are found, and as we write them."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.errors import NotText
from reader.sources.opml import Listed, is_list, read_list, write_list

LIST = """<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>
<outline text="World" title="World"><outline text="Asia"><outline type="rss" text="A" title="A News"
 xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/></outline>
<outline text="B" XMLURL='https://b.example/'/></outline>
<!-- <outline text="No" xmlUrl="https://no.example/"/> -->
<outline text="C" xmlUrl="https://c.example/"></outline><outline text="empty"/></body></opml>"""


def test_categories_within_each_other() -> None:
    assert read_list(LIST.encode()) == [
        Listed("A News", "https://a.example/feed?x=1&y=2", "World/Asia", "https://a.example/"),
        Listed("B", "https://b.example/", "World"),
        Listed("C", "https://c.example/"),
    ]


@pytest.mark.parametrize(
    ("told", "title", "address"),
    [
        ('<outline text="Salt & Co" xmlUrl="http://e.org/?a=1&b=2"/>', "Salt & Co", "http://e.org/?a=1&b=2"),
        ('<outline text="The "Big" One" xmlUrl="http://e.org/"/>', 'The "Big" One', "http://e.org/"),
        ('<outline text="3 < 4 > 2" xmlUrl="http://e.org/"/>', "3 < 4 > 2", "http://e.org/"),
        ('<outline text="Caf&eacute;" xmlUrl="http://e.org/"/>', "Café", "http://e.org/"),
        ("<outline text='It's' xmlUrl='http://e.org/'/>", "It's", "http://e.org/"),
        ('<outline xmlUrl = "http://e.org/"\n text="A\nB" />', "A B", "http://e.org/"),
        ('<outline text="cut" xmlUrl="http://e.org/', "cut", "http://e.org/"),
        ('<outline text="no end" xmlUrl="http://e.org/">', "no end", "http://e.org/"),
    ],
    ids=range(8),
)  # fmt: skip
def test_lists_that_are_not_well_formed(told: str, title: str, address: str) -> None:
    (found,) = read_list(f"<opml><body>{told}".encode())
    assert (found.title, found.address) == (title, address)


def test_bombs_and_depths_are_harmless() -> None:
    bomb = '<!DOCTYPE o [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]>' + LIST
    assert "root:" not in repr(read_list(bomb.replace("A News", "&a;&b;").encode()))
    deep = "<opml>" + '<outline text="x">' * 30_000 + '<outline xmlUrl="http://e.org/"/>'
    assert len(read_list(deep.encode())[0].category) < 50
    assert len(read_list(b"<opml>" + b'<outline xmlUrl="http://e.org/"/>' * 5_000)) == 5_000
    assert read_list(b"<opml><outline " + b'a="' * 100_000) == []


def test_what_is_no_list_is_named() -> None:
    with pytest.raises(NotText, match="not a list of feeds"):
        read_list(b"<html>", "x")
    assert not is_list("hello")


names = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=8).filter(
    lambda name: "/" not in name and "&" not in name
)


@example([Listed("0", "http://e.org/", "A=", "")])
@given(
    st.lists(
        st.builds(Listed, names, st.just("http://e.org/"), names | st.just("a/b"), st.just(""))
    )
)
def test_what_is_written_comes_back(feeds: list[Listed]) -> None:
    text = write_list(feeds)
    assert text.encode("utf-8")
    if not any("\ufffe" in repr(each) or "\uffff" in repr(each) for each in feeds):
        ET.fromstring(text)
        assert sorted(read_list(text.encode())) == sorted(feeds)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(told: str) -> None:
    read_list(f"<opml><outline {told}<outline xmlUrl='x{told}'/>".encode("utf-8", "surrogatepass"))
