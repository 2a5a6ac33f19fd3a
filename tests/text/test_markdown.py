"""Markdown, and the data sheets above it."""

import datetime as dt

import pytest

from reader.text.markdown import parse_markdown

ARTICLE = """---
title: Tides
author: Anna Berg
date: 2026-03-15
url: https://example.org/tides
---
# Tides

First *para* with [a link](https://example.org/a).

## Second

1. one
2. two

> quote

```
def x():

    return 1
```

| Port | High |
|------|-----:|
| Lark | ~~7~~ 8 |

![A harbour](x.png)
"""


def said(text: str) -> list[tuple[str, str]]:
    draft = parse_markdown(text)
    return [(block.type, block.of(draft.text)) for block in draft.blocks]


def test_an_article() -> None:
    draft = parse_markdown(ARTICLE)
    assert (draft.title, draft.byline, draft.date) == ("Tides", "Anna Berg", dt.date(2026, 3, 15))
    assert said(ARTICLE) == [
        ("headline", "Tides"),
        ("paragraph", "First para with a link."),
        ("heading", "Second"),
        ("list", "1. one\n2. two"),
        ("quote", "quote"),
        ("code", "def x():\n\n    return 1"),
        ("table", "Port | High\nLark | 7 8"),
        ("caption", "A harbour"),
    ]
    assert [link.of(draft.text) for link in draft.links] == ["a link"]


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        ("# A\n\nb", "A", "b"),
        ("## A\n\nb", None, "A"),
        ("+++\ntitle = 'C'\n+++\n# A\n\nb", "C", "A"),
        ("A\n=\n\nb", "A", "b"),
        ("---\ntitle: A\nb", None, "title: A\nb"),
        ("", None, ""),
    ],
)
def test_headlines(text: str, title: str | None, first: str) -> None:
    draft = parse_markdown(text)
    assert draft.title == title
    body = [block for block in draft.blocks if block.type != "headline"]
    assert (body[0].of(draft.text).replace("\n", " ") if body else "") == first.replace("\n", " ")


def test_a_date_line_is_a_date_and_a_sheet_alone_is_text() -> None:
    draft = parse_markdown("# A\n\n15 March 2016\n\nb")
    assert (draft.date, draft.date_from) == (dt.date(2016, 3, 15), "date line")
    assert draft.text == "A\n\nb"
    assert "tags" in parse_markdown("---\ntags: [a]\n---\n").text


def test_what_html_hides_or_runs_is_not_there() -> None:
    text = "<script>a()</script>\n\n<img onerror=b() src=c> d [e](javascript:f)\n\n<p hidden>g</p>"
    draft = parse_markdown(text)
    assert draft.text == "d [e](javascript:f)"
    assert not draft.links


@pytest.mark.parametrize(
    "text",
    [
        "> " * 2_000 + "x",
        "".join("    " * number + "- x\n" for number in range(100)),
        "x " + "[" * 50_000,
        "x " + "*a_" * 5_000,
        "x\n\n" + "![" * 10_000,
        "x " + "`a" * 20_000,
        "<div>" * 10_000 + "x",
        "x\n\n|a|b|\n|-|-|\n" + "|c|d|\n" * 500,
    ],
    ids=lambda text: text[:6],
)
def test_traps_are_passed(text: str) -> None:
    parse_markdown(text)
