"""The tree of a page: what it is for good pages, and that bad ones have no power over it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import tags
from reader.text.tags import Close, Element, Open, grow, tokens


def outline(element: Element) -> str:
    """The tree as names in brackets, for trees of a test's size."""
    inside = "".join(
        child.strip() if isinstance(child, str) else outline(child) for child in element.children
    )
    return f"({element.name} {inside})" if element.name else inside


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("<p>a<p>b", "(p a)(p b)"),
        ("<ul><li>a<li>b</ul>c", "(ul (li a)(li b))c"),
        ("<p>a<div>b</div>", "(p a)(div b)"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "(table (tr (td a)(td b))(tr (td c)))"),
        ("<b><p>a</b>b</p>c", "(b (p ab)c)"),
        ("a<br/>b<img src=x>c", "a(br )b(img )c"),
        ("<svg/>a<p/>b", "(svg )a(p b)"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "(dl (dt a)(dd b)(dt c))"),
        ("</p></div>a", "a"),
        ("a</br>b", "a(br )b"),
        ("<a href=x>a<a href=y>b</a>", "(a a)(a b)"),
        ("<td>a</table>b</td>c", "(td ab)c"),
        ("<!-- <p>a -->b<!doctype x>c<?php d ?>e", "bce"),
        ("<![CDATA[a<b]]>c", "a<bc"),
        ("a<!-->b", "ab"),
        ("<script>if (a<b) '</p>'</script>c", "(script if (a<b) '</p>')c"),
        ("<title>a<p>b", "(title a)(p b)"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("a<p", "a"),
        ("a<!--b", "a"),
        ("a<!b", "a"),
        ("a</b", "a"),
    ],
)
def test_trees(html: str, tree: str) -> None:
    assert outline(grow(html)) == tree


def test_attributes_with_and_without_quotes_and_entities() -> None:
    (tag,) = tokens("<A HREF='x&amp;y' b=\"c > d\" e=f g h='1' h='2'>")
    assert isinstance(tag, Open)
    assert tag.attributes == {"href": "x&y", "b": "c > d", "e": "f", "g": "", "h": "1"}
    assert list(tokens("</P >")) == [Close("p")]


def test_references_that_no_letter_has() -> None:
    assert list(tokens("&#" + "9" * 5_000 + ";&#x" + "f" * 5_000 + ";&eacute;&zzz;")) == [
        "\ufffd\ufffdé&zzz;"
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60_000 + "x" + "</div>" * 60_000 + "y",
        "<table><tr><td>" * 2_000 + "xy",
        "<p " + " ".join(f'a{number}="v"' for number in range(20_000)) + ">xy",
        "<b><p>" * 10_000 + "xy",
        "xy<!-- " + "<!--" * 50_000,
        "xy" + "<a " * 50_000,
        "xy" + '<a b="' * 50_000,
        "<title>" * 30_000 + "xy",
        "xy" + "<![CDATA[" * 50_000,
        "<select><option>" * 20_000 + "xy",
        "</p>" * 100_000 + "xy",
        "<p " + " " * 500_000 + ">xy",
    ],
    ids=lambda html: html[:9],
)
def test_what_is_deep_wide_or_never_ends_takes_no_time(html: str) -> None:
    start = time.process_time()
    text = "".join(grow(html).strings())
    assert time.process_time() - start < 4
    assert {*"xy"} <= {*text}


def test_limits_keep_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tags, "MOST_ELEMENTS", 3)
    assert outline(grow("<p>a<p>b<p>c<p>d<p>e")) == "(p a)(p b)(p c)de"
    monkeypatch.setattr(tags, "LONGEST", 5)
    assert outline(grow("<p>abcdef")) == "(p ab)"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "<b>",
                "</b>",
                "a",
                "<li>",
                "<a>",
            ]
        ),
        max_size=60,
    )
)
def test_no_text_is_lost_and_parents_know_their_children(parts: list[str]) -> None:
    tree = grow("".join(parts))
    assert "".join(tree.strings()) == "a" * parts.count("a")
    for element in tree.walk():
        assert all(
            child.parent is element for child in element.children if isinstance(child, Element)
        )
