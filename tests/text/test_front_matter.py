import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.front_matter import Fields, split_front_matter


def test_yaml() -> None:
    fields, below = split_front_matter(
        '---\ntitle: "Rain: a harvest"\nauthor: Ifeoma B.\ndate: 2026-06-04\nsummary: It fell.\n'
        "lang: en-GB\ntags:\n  - water\n  - [a, b]\nrating: {stars: 5}\ndraft: false\n---\n\nBody.\n"
    )
    assert fields == Fields(
        title="Rain: a harvest",
        standfirst="It fell.",
        byline="Ifeoma B.",
        date=dt.date(2026, 6, 4),
        date_from="front matter",
        language="en",
        extra=(
            ("lang", "en-GB"),
            ("tags", "water, a, b"),
            ("rating", "stars: 5"),
            ("draft", "false"),
        ),
    )
    assert below.strip() == "Body."


def test_toml() -> None:
    fields, below = split_front_matter(
        '+++\nheadline = "Notes"\npubDate = 2026-09-12T10:00:00Z\nyear = 2026\non = true\n'
        'list = ["a", 1.5]\ntable = {a = 1}\n+++\nBody.'
    )
    assert fields.title == "Notes"
    assert fields.date == dt.datetime(2026, 9, 12, 10, tzinfo=dt.UTC)
    assert fields.extra == (
        ("year", "2026"),
        ("on", "true"),
        ("list", "a, 1.5"),
        ("table", "a: 1"),
    )
    assert below.strip() == "Body."


def test_headers() -> None:
    fields, below = split_front_matter(
        "From: North Desk <desk@north.example>\nSubject: Talks resume\n  in the north\n"
        "Date: Tue, 14 Apr 2026 09:30:00 +0200\nX-Slug: talks\n\nBody."
    )
    assert (fields.title, fields.byline) == ("Talks resume in the north", "North Desk")
    assert fields.date is not None
    assert fields.date.isoformat() == "2026-04-14T09:30:00+02:00"
    assert fields.date_from == "header"
    assert fields.extra == (("From", "North Desk <desk@north.example>"), ("X-Slug", "talks"))
    assert below.strip() == "Body."


def test_a_lone_date_header() -> None:
    fields, below = split_front_matter("Date: 2026-04-14\n\nBody.")
    assert (fields.date, below.strip()) == (dt.date(2026, 4, 14), "Body.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Body only.",
        "---\ntitle: never closed\n\nBody.",
        "---\nJust a rule above.\n---\nBody.",
        "---\n- a\n- list\n---\nBody.",
        "---\n---\nBody.",
        "+++\ntitle = never quoted\n+++\nBody.",
        "+++\na = " + "[" * 5000 + "\n+++\nBody.",
        "+++\n" + "a." * 9000 + "a = 1\n+++\nBody.",
        "+++\na = " + "1" * 5000 + "\n+++\nBody.",
        "---\n" + "x" * 70_000 + "\n---\nBody.",
        "Note: this is text\n\nBody.",
        "Warning: one thing\nBeware: of another\n\nBody.",
        "Title: one line alone\n\nBody.",
        "Date: yesterday\n\nBody.",
        "Title: a\nand more text of a paragraph\n\nBody.",
    ],
)
def test_what_is_no_sheet_is_text(text: str) -> None:
    assert split_front_matter(text) == (Fields(), text)


def test_values_that_do_not_fit_are_kept() -> None:
    fields, _ = split_front_matter(
        "---\ntitle: [a, b]\ndate: someday\nlanguage: Klingon\ntitle: again\nauthor:\n---\nBody."
    )
    assert fields.title == "a, b"
    assert (fields.date, fields.language, fields.byline) == (None, None, None)
    assert fields.extra == (
        ("date", "someday"),
        ("language", "Klingon"),
        ("title", "again"),
    )


def test_a_colon_in_a_title_does_not_lose_the_sheet() -> None:
    fields, below = split_front_matter(
        "---\ntitle: Rain: the harvest\ndate: 2026-06-04\n---\nBody."
    )
    assert (fields.title, fields.date) == ("Rain: the harvest", dt.date(2026, 6, 4))
    assert below.strip() == "Body."


def test_aliases_and_tags_are_never_followed(tmp_path: Path) -> None:
    pwned = tmp_path / "PWNED"
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    fields, _ = split_front_matter(f"---\n{bomb}title: Rain\n---\nBody.")
    assert fields.title == "Rain"
    assert ("k", "&k [*j, *j]") in fields.extra
    attack = f'title: !!python/object/apply:os.system ["touch {pwned}"]'
    fields, _ = split_front_matter(f"---\n{attack}\n---\nBody.")
    assert "touch" in (fields.title or "")
    assert not pwned.exists()


def test_escapes_in_sheets_are_cleaned() -> None:
    fields, _ = split_front_matter('---\ntitle: "a\\e[31mred\\u202e\\uD800 b"\n---\nBody.')
    assert fields.title == "ared\ufffd b"
    fields, _ = split_front_matter('+++\ntitle = "a\\u001b[31mred\\n\\u009b b"\n+++\nBody.')
    assert "\x1b" not in (fields.title or "\x1b")
    assert "\n" not in (fields.title or "\n")


def test_an_escape_beyond_unicode_is_read_as_it_stands() -> None:
    fields, _ = split_front_matter('---\ntitle: "\\UFFFFFFFF"\n---\nBody.')
    assert fields.title == "\\UFFFFFFFF"


@given(
    st.sampled_from(["---", "+++", ""]),
    st.text(alphabet="ab:= -\n[]{}\"'&*!#|>?.,\\0ue", max_size=80) | st.text(max_size=60),
)
@settings(max_examples=200)
def test_any_sheet_is_read_or_text(fence: str, sheet: str) -> None:
    text = f"{fence}\n{sheet}\n{fence}\nThe end."
    fields, below = split_front_matter(text)
    assert below.endswith("The end.")
    if fields == Fields():
        assert below == text or not sheet.strip() or below.strip() == "The end."
