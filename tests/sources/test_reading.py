import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles import Article, article_id
from reader.errors import NotText, SourceError
from reader.sources import article_from_bytes, read_article

CASES = Path(__file__).parent / "cases"
CHECKOUT = Path(__file__).resolve().parents[2]
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.txt")))
def test_case(name: str) -> None:
    article = article_from_bytes((CASES / f"{name}.txt").read_bytes())
    expected = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    assert expected == {
        "title": article.title,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "date": article.date.isoformat() if article.date else None,
        "date_from": article.date_from,
        "encoding": article.encoding,
        "extra": [list(pair) for pair in article.extra],
        "blocks": [[block.type, block.of(article.text)] for block in article.blocks],
    }


def test_the_example_article() -> None:
    folder = CHECKOUT.parent / "shared" / "seed"
    files = sorted(folder.glob("*.txt"))
    if not files:
        pytest.skip(f"NO EXAMPLE ARTICLE in {folder}")
    article = read_article(files[0])
    assert (article.date, article.date_from) == (dt.date(2016, 3, 15), "date line")
    assert article.title == "Russia begins Syria military withdrawal"
    assert "six-month" in (article.standfirst or "")
    headings = [block.of(article.text) for block in article.blocks if block.type == "heading"]
    assert headings == ["‘We do not trust them’", "Terrorist groups"]
    paragraphs = files[0].read_text("utf-8").split()[3:]
    assert article.text.split() == paragraphs


@pytest.mark.parametrize(
    ("name", "modified", "date", "date_from"),
    [
        ("notes-2026-05-18.txt", 0.0, dt.date(2026, 5, 18), "file name"),
        ("notes-2026-02-31.txt", 86_400.0 * 365, dt.date(1971, 1, 1), "file date"),
        ("notes.txt", 1e300, None, None),
        ("notes.txt", None, None, None),
    ],
)
def test_dates_in_order(
    name: str, modified: float | None, date: dt.date | None, date_from: str | None
) -> None:
    article = article_from_bytes(
        b"A quiet day at the harbour.", path=f"/x/{name}", modified=modified
    )
    if date_from == "file date":
        assert date is not None
        assert isinstance(article.date, dt.date)
        assert not isinstance(article.date, dt.datetime)
        assert abs((article.date - date).days) <= 1  # the reader's zone decides
    else:
        assert article.date == date
    assert article.date_from == date_from


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/x/quiet_day-at-the-harbour.txt", "Quiet day at the harbour"),
        ("/x/2026-05-18-quiet-day.txt", "Quiet day"),
        ("/x/20260518.txt", "It was a quiet day at the harbour…"),
        ("/x/a\udcff\x1b[31mb\n.txt", "A\ufffdb"),
        (None, "It was a quiet day at the harbour…"),
    ],
)
def test_a_title_for_a_text_without(path: str | None, title: str) -> None:
    article = article_from_bytes(b"It was a quiet day at the harbour, they said.", path=path)
    assert article.title == title
    assert article.path == path


def test_ids_come_from_the_place_or_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Some text.")
    article = read_article(file)
    assert article.id == article_id(str(file))
    assert article.source == tmp_path.name
    assert article.date_from == "file date"
    assert read_article(b"Some text.").id == article_id(b"Some text.")


@pytest.mark.parametrize(
    "data", [b"", b"\n\n \r\n\t", b"\xef\xbb\xbf", b"\x1b[2J\x07", b"\xc2\xa0"]
)
def test_nothing_to_read_is_named(data: bytes) -> None:
    with pytest.raises(NotText, match=r"nothing to read|binary"):
        article_from_bytes(data)


def test_binary_is_named_with_its_path() -> None:
    with pytest.raises(NotText) as caught:
        article_from_bytes(b"\x7fELF" + bytes(50), path="/x/a.txt")
    assert caught.value.path == "/x/a.txt"
    assert str(caught.value) == "/x/a.txt: not text but binary data"


@pytest.mark.parametrize("data", [b"x", b"15 Mar 2016", b"Headline only", b"\x85", b"a\x0cb"])
def test_little_is_shown(data: bytes) -> None:
    assert article_from_bytes(data + b" y").text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_newlines_of_any_kind(newline: str) -> None:
    lines = ("15 Mar 2016", "", "Harbour opens", "", "It cost 3m.", "", "They paid.")
    article = article_from_bytes(newline.join(lines).encode())
    assert [block.of(article.text) for block in article.blocks] == [*lines[2::2]]


PAYLOADS = (
    "\x1b]52;c;aGk=\x07 \x1b]0;title\x07 \x1b[31m \x9b2J \x1bPq\x1b\\ \x0e\x0f \x08\x08 \u202e\u2066 "
    "\U000e0041 \ufeff"
)


def test_controls_go_and_text_stays() -> None:
    text = f"15 Mar 2016\n\nHarbour{PAYLOADS}opens\n\nFirst{PAYLOADS}one.\n\nClosing paragraph."
    article = article_from_bytes(text.encode())
    everything = f"{article.text}\n{article.title}"
    assert not CONTROLS.search(everything)
    assert article.title.startswith("Harbour")
    assert article.text.endswith("Closing paragraph.")


def checked(article: Article) -> None:
    fields = [article.text, article.title, article.byline or "", article.standfirst or ""]
    assert not CONTROLS.search(
        "\n".join([*fields, *(text for pair in article.extra for text in pair)])
    )


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_named(data: bytes) -> None:
    try:
        article = article_from_bytes(data)
    except SourceError:
        return
    checked(article)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The harbour’s open – again.", 5),
        ("港は再び開いた。船は待っていた。", 14),
        ("港口 (port) 重新開放。", 7),
        ("항구가 다시 열렸다.", 5),
    ],
)
def test_words_are_counted_where_no_space_parts_them(text: str, words: int) -> None:
    assert article_from_bytes(text.encode()).words == words


def test_a_long_text_without_spaces_takes_its_time() -> None:
    assert article_from_bytes(("港は再び開いた。" * 300).encode()).minutes == 9
