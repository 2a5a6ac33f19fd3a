"""HTML as clean text with blocks and links."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.block_lists import Fragment
from reader.text.grids import Cell, cells_of, written_rows
from reader.text.markup import read_fragment

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def said(html: str) -> list[tuple[str, str]]:
    fragment = read_fragment(html)
    return [(block.type, block.of(fragment.text)) for block in fragment.blocks]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("  a\n b<b>c</b> ", [("paragraph", "a bc")]),
        ("<p>a</p><p> </p><p>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("a<br>b<br><br>c", [("paragraph", "a\nb"), ("paragraph", "c")]),
        ("<h2>a</h2>b<hr>c", [("heading", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", [("list", "- a\n- b\n  - c"), ("paragraph", "d")]),
        ("<ol start=9><li>a<li><p>b<p>c</ol>", [("list", "9. a\n10. b\n  c")]),
        ("<dl><dt>a<dd>b</dl>", [("list", "a\n  b")]),
        ("<li>a", [("list", "- a")]),
        ("<ul><li>a<pre>b\n c</pre></ul>", [("list", "- a"), ("code", "b\n c")]),
        ("<blockquote><p>a<p>b</blockquote>c", [("quote", "a"), ("quote", "b"), ("paragraph", "c")]),
        ("<pre>\n  a\n\n\tb  \n</pre>", [("code", "  a\n\n    b")]),
        ("<p>x<img alt='a wall'>y<img alt=':)'>", [("paragraph", "xy:)"), ("caption", "a wall")]),
        ("<img alt=photo.jpg><img src=x>", []),
        (
            "<figure><img alt='a b c'><figcaption>a b c</figcaption></figure>",
            [("caption", "a b c")],
        ),
        (
            "<table><caption>t</caption><tr><th>a<th>bb<tr><td>ccc<td>d<br>e</table>",
            [("caption", "t"), ("table", "a   | bb\nccc | d e")],
        ),
        ("<table><tr><td><p>a<td>b</table>", [("paragraph", "a"), ("paragraph", "b")]),
        (
            "<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table><p>e</table>",
            [("table", "a | b\nc | d"), ("paragraph", "e")],
        ),
        ("<table role=presentation><tr><td>a<tr><td>b</table>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<p>a<script>b</script><style>c</style><template>d</template>e", [("paragraph", "ae")]),
        ("<p style='display:none'>a</p><p hidden>b<p aria-hidden=true>c<p class=sr-only>d<p>e", [("paragraph", "e")]),
        ("<q>a</q>", [("paragraph", "“a”")]),
        ("<dialog>a</dialog><dialog open>b</dialog>", [("paragraph", "b")]),
        ("&#27;[31ma&#x9b;b&#8238;c\x1b]52;c;x\x07d", [("paragraph", "[31ma›bcd")]),
    ],
)  # fmt: skip
def test_blocks(html: str, blocks: list[tuple[str, str]]) -> None:
    assert said(html) == blocks


def test_levels_of_headings_and_quotations() -> None:
    fragment = read_fragment(
        "<h1>a</h1><h4>b</h4><blockquote>c<blockquote>d</blockquote></blockquote>e"
    )
    assert [block.level for block in fragment.blocks] == [1, 4, 1, 2, 0]


def linked(fragment: Fragment) -> list[tuple[str, str]]:
    return [(link.of(fragment.text), link.address) for link in fragment.links]


def test_links_of_the_web_and_mailboxes_and_no_other() -> None:
    html = (
        "<p> <a href='/a'> one <b>two</b> </a><a href='b?c#d'>three</a> <a href='#x'>four</a>"
        "<a href=' JavaScript:alert(1)'>five</a><a href='file:///etc/passwd'>six</a>"
        "<a href='data:text/html,x'>seven</a><a href='mailto:a@b.example'>eight</a>"
        "<a href='http://[bad'>nine</a><a>ten</a><a href='http://x.example/%s'>eleven</a>"
        "<a href='ht\ntp://y.example'>twelve</a>"
    )
    assert linked(read_fragment(html, "https://z.example/n/")) == [
        ("one two", "https://z.example/a"),
        ("three", "https://z.example/n/b?c#d"),
        ("eight", "mailto:a@b.example"),
        ("twelve", "http://y.example"),
    ]
    assert linked(read_fragment("<a href='/a'>one</a>")) == []


def test_a_link_over_two_paragraphs_and_in_lists_and_tables() -> None:
    html = (
        "<a href='https://x.example'><p>a</p><p>b</p></a><ul><li><a href='https://y.example'>c</a></ul>"
        "<table><tr><th>k<th>v<tr><td>dd<td><a href='https://z.example'>e</a></table>"
    )
    fragment = read_fragment(html)
    assert linked(fragment) == [
        ("a", "https://x.example"),
        ("b", "https://x.example"),
        ("c", "https://y.example"),
        ("e", "https://z.example"),
    ]


def test_wide_letters_stand_in_columns_and_huge_tables_are_not_padded() -> None:
    text, _ = written_rows([[Cell("港", []), Cell("a", [])], [Cell("abc", []), Cell("b", [])]])
    assert text == "港  | a\nabc | b"
    assert cells_of("e\u0301港") == 3
    many = [[Cell("x" * 50, []), Cell("y", [])]] + [[Cell("", []), Cell("z", [])]] * 60_000
    assert len(written_rows(many)[0]) < 400_000
    assert written_rows([]) == ("", [])


PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<a_href='https://x.example/'>",
            "</a>",
            "<ul>",
            "<li>",
            "</ul>",
            "<pre>",
            "</pre>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<blockquote>",
            "</blockquote>",
            "<br>",
            "<img_alt='a_wall'>",
            "<h2>",
            "</h2>",
            "<ol>",
            "</ol>",
            "<figure>",
            "<figcaption>",
            "</figure>",
            "word",
            "two.",
            "&#27;[2J",
            "&amp;",
            "\x1b]0;t\x07",
            "\u202e",
            "<script>",
            "</script>",
            "<div>",
            "</div>",
            "é",
            "\x9b",
        ]
    ).map(lambda part: part.replace("_", " ")),
    max_size=50,
)


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sampled_from(["", " ", "\n"]))
def test_laws(parts: list[str], between: str) -> None:
    fragment = read_fragment(between.join(parts), "https://b.example/")
    text = fragment.text
    assert not CONTROLS.search(text)
    place = 0
    for number, block in enumerate(fragment.blocks):
        assert text[place : block.start] == ("\n\n" if number else "")
        assert block.of(text).strip()
        assert block.of(text) == block.of(text).rstrip()
        place = block.stop
    assert place == len(text)
    end = 0
    for link in fragment.links:
        assert end <= link.start < link.stop <= len(text)
        assert link.of(text).strip() == link.of(text)
        end = link.stop
