"""What trafilatura is given of a page, and what comes back of it."""

import json
import logging
import socket  # noqa: TID251 - to see that nobody uses one
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.text import extracts
from reader.text.extracts import extracted
from reader.text.markup import read_fragment, written
from reader.text.pages import read_page
from reader.text.tags import grow

SAID = "It rained in the harbour all day long, and nobody in the town was surprised by it. "
BODY = f"<p>{SAID * 2}</p><p>{SAID} The pilot was not asked.</p>"


def blocks(html: str) -> list[tuple[str, str]]:
    draft = read_page(html, "https://a.example/n/")
    return [(block.type, block.of(draft.text)) for block in draft.blocks]


def test_blocks_stay_what_they_are() -> None:
    page = (
        f"<article><h1>Rain</h1>{BODY}<h2>Wind</h2><p>Type <code>wc</code> first, said the pilot.</p>"
        "<pre><code>wc -l\nwc -c</code></pre><ul><li>One boat came in late.<li>Two boats went out.</ul>"
        "<blockquote><p>We waited for the whole of the day.</p></blockquote>"
        "<table><tr><th>Day<th>Rain<tr><td>Monday<td>3 mm</table>"
        f"<figure><picture><img alt='A wet wall'></picture><figcaption>Photo: A. Berg</figcaption></figure>{BODY}"
    )
    found = blocks(page)
    assert [kind for kind, _ in found] == [
        *("headline", "paragraph", "paragraph", "heading", "paragraph", "code", "list", "quote"),
        *("table", "caption", "caption", "paragraph", "paragraph"),
    ]
    assert ("paragraph", "Type wc first, said the pilot.") in found
    assert ("code", "wc -l\nwc -c") in found
    assert ("caption", "Photo: A. Berg") in found
    assert ("table", "Day    | Rain\nMonday | 3 mm") in found


def test_links_start_from_the_page() -> None:
    draft = read_page(f"<article>{BODY}<p>More of it <a href='../b'>was seen</a> by a few men.</p>",
                      "https://a.example/n/")  # fmt: skip
    assert [(link.of(draft.text), link.address) for link in draft.links] == [
        ("was seen", "https://a.example/b")
    ]


def test_what_is_hidden_is_not_given_away() -> None:
    page = f"<article>{BODY}<p style='display:none'>{SAID} NEVER</p><div hidden>{BODY} NEVER</div>"
    part = extracted(grow(page))
    assert part is not None
    assert "NEVER" not in written(part).text


def test_a_page_whose_head_never_ends_and_one_with_a_sheet_alone() -> None:
    assert SAID.strip() in read_page(f"<html><head><title>Rain</title><body>{BODY}{BODY}").text
    sheet = json.dumps({"@type": "Article", "headline": "Rain", "articleBody": SAID * 9})
    page = f"<html><head><script type='application/ld+json'>{sheet}</script></head><body><p>Menu"
    assert SAID * 2 in read_page(page).text


def test_too_much_is_left_to_our_own_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<nav><p>{SAID}</nav><main>{BODY}</main><div class=comments>{BODY}</div>"
    for name in ("MOST_ELEMENTS", "MOST_STEPS", "LONGEST"):
        with monkeypatch.context() as patch:
            patch.setattr(extracts, name, 3)
            assert extracted(grow(page)) is None
            assert read_page(page).text == read_fragment(BODY).text


def test_what_it_trips_over_is_read_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def stumble(*_: object, **__: object) -> None:
        raise AttributeError("a page of a kind never met")

    monkeypatch.setattr(trafilatura, "bare_extraction", stumble)
    assert read_page(f"<main>{BODY}</main>").text == read_fragment(BODY).text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60_000 + "x",
        "<div>" + "rain<div></div>" * 11_500,
        "<p>" + "rain<br>" * 11_500,
        ("<blockquote>" * 180 + "x" + "</blockquote>" * 180) * 100,
        "<table><tr><td>" * 2_000 + "x",
        "<p>" + "rain and fog, " * 140_000,
        "<p " + " ".join(f"a{number}=v" for number in range(20_000)) + ">x",
        "<a:b c:d=e x\x00y=1><1>x<é>\ud800</é>",
    ],
    ids=lambda html: html[:12],
)
def test_what_is_deep_wide_or_no_name_takes_little_time(html: str) -> None:
    start = time.process_time()
    read_page(html)
    assert time.process_time() - start < 8


def test_it_asks_nobody_and_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    for page in ("", "<p>", "<img src=http://127.0.0.1:9/x>", f"<iframe src=//x.example>{BODY}"):
        read_page(page, "http://127.0.0.1:9/")
    assert capfd.readouterr() == ("", "")


def test_nothing_is_imported_before_there_is_a_page() -> None:
    heavy = ("trafilatura", "lxml", "justext", "dateparser", "htmldate", "courlan", "babel")
    script = (
        "import sys, reader.view.app, reader.view.screens.main, reader.sources.reading\n"
        "reader.read_article(b'15 Mar 2016\\n\\nRain\\n\\nIt rained.')\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
