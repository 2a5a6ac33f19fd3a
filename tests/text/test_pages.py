"""What a page says of itself, in the many ways pages do, and links of an article."""

import datetime as dt
import time

import pytest

from reader.sources import article_from_bytes
from reader.text.links import addresses_of, host_of, links_of, own_address
from reader.text.pages import read_page
from reader.text.schemas import Said, read_schemas

BODY = "<p>It rained in the harbour all day long, and nobody in the town was surprised by it.</p>"


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("{", Said()),
        ("[" * 100_000, Said()),
        ("[1, null]", Said()),
        ('{"@type": "Person", "name": "A"}', Said()),
        ('{"@type": ["X", "BlogPosting"], "headline": ["A"], "author": "B"}', Said("A", ("B",))),
        ('{"@type": "Article", "headline": 5, "datePublished": "2020-01-01"}', Said(date="2020-01-01")),
        ('{"@type": "Article", "headline": "A", "author": [{"name": ["B"]}, 7, {}]}', Said("A", ("B",))),
        ("x" * 500_001, Said()),
    ],
    ids=range(8),
)  # fmt: skip
def test_data_sheets(sheet: str, said: Said) -> None:
    assert read_schemas([sheet]) == said


def test_titles_without_the_name_of_the_site() -> None:
    head = "<title>{}</title><meta property=og:site_name content='The Quay'>"
    assert read_page(head.format("Rain – The Quay") + BODY).title == "Rain"
    assert read_page(head.format("The Quay | Rain") + BODY).title == "Rain"
    assert read_page(head.format("Rain - again") + BODY).title == "Rain - again"
    assert read_page("<h1>Rain</h1>" + BODY).title == "Rain"
    assert read_page(BODY).title is None


def test_a_standfirst_in_the_head_of_the_page() -> None:
    said = "A wet day in the harbour, of which nobody had been told."
    draft = read_page(f"<h1>Rain</h1><meta name=description content='{said}'>{BODY}")
    assert draft.standfirst == said
    assert (
        read_page(f"<h1>Rain</h1><meta name=description content='{said}..'>{BODY}").standfirst
        is None
    )
    again = "It rained in the harbour all day long, and nobody in the town."
    assert read_page(f"<meta name=description content='{again}'>{BODY}").standfirst is None


def test_bylines_dates_and_languages_elsewhere() -> None:
    draft = read_page(
        f"<html><meta property=og:locale content=de_DE><h1>Rain</h1><p class=author>by Ada Berg</p>"
        f"<time datetime=2020-03-01>1 March</time>{BODY}"
    )
    assert (draft.byline, draft.date, draft.language) == ("Ada Berg", dt.date(2020, 3, 1), "de")
    assert read_page(f"<meta name=author content='https://x.example/ada'>{BODY}").byline is None
    twice = read_page(f"<meta name=author content='geschrieben von Lin O&amp;#039;Hara'>{BODY}")
    assert twice.byline == "Lin O'Hara"


def test_scraps_and_pointers_are_left_out_and_headings_without_text() -> None:
    page = (
        f"<article><h1>Rain</h1><p>1 March</p>{BODY}<p><a href=/x>Read on: more rain</a></p><h2>More</h2>"
        f"<ul><li><a href=/y>Wind</a></li></ul><h2>Wind</h2>{BODY}<p>Share</p></article>"
    )
    blocks = read_page(page, "https://a.example/").blocks
    assert [block.type for block in blocks] == ["headline", "paragraph", "heading", "paragraph"]


def test_deep_and_crowded_pages_take_no_time() -> None:
    start = time.process_time()
    assert read_page("<div>" * 10_000 + BODY).blocks
    assert read_page("<div>" * 190 + BODY * 2_500).blocks
    assert time.process_time() - start < 4


def test_links_of_markup_and_text_together() -> None:
    text = (
        b"---\nurl: https://own.example/\n---\n# A\n\nSee [one](https://one.example/), https://two.example/x "
        b"and <https://three.example/>, or [write](mailto:a@b.example?subject=c)."
    )
    article = article_from_bytes(text, path="/x/a.md")
    assert own_address(article) == "https://own.example/"
    assert [link.of(article.text) for link in links_of(article)] == [
        "one", "https://two.example/x", "https://three.example/", "write",
    ]  # fmt: skip
    addresses = addresses_of(article)
    assert addresses[:2] == ["https://one.example/", "https://three.example/"]
    assert addresses[-1] == "https://two.example/x"
    assert host_of("mailto:a@b.example?subject=c") == "a@b.example"
    assert host_of("https://bücher.example/x") == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    "page",
    [
        "<div><p>word word, word.</p>" * 15_000,
        ("<div>" * 190 + "x" + "</div>" * 190) * 250,
        "<form>" * 190 + "a<br>" * 30_000,
        "<ol><li>" * 15_000,
    ],
    ids=["many in one", "chains", "forms", "lists"],
)
def test_deep_pages_take_no_longer_than_wide_ones(page: str) -> None:
    begun = time.process_time()
    read_page(f"<html><body>{page}")
    assert time.process_time() - begun < 6  # half a second each, where it took ten and more
