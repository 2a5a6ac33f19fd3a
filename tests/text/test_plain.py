import datetime as dt
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles import Article
from reader.clean import clean_text
from reader.text.datelines import read_date_line
from reader.text.drafts import Draft
from reader.text.plain import parse_plain

BODY = (
    "The harbour opened again on Monday after a long winter of repairs.\n\n"
    "Ships had been waiting outside for most of the week, said the harbour master."
)


def blocks(draft: Draft) -> list[tuple[str, str]]:
    return [(block.type, block.of(draft.text)) for block in draft.blocks]


def types(text: str) -> list[str]:
    return [block.type for block in parse_plain(text).blocks]


def test_a_whole_article() -> None:
    draft = parse_plain(
        "15 Mar 2016\n\nHarbour opens\n\nRepairs took all winter and cost three million.\n\n"
        f"By Ingrid Solheim\n\n{BODY}\n\n‘We waited’\n\nMore ships came later that day."
    )
    assert (draft.title, draft.byline) == ("Harbour opens", "Ingrid Solheim")
    assert draft.standfirst == "Repairs took all winter and cost three million."
    assert (draft.date, draft.date_from) == (dt.date(2016, 3, 15), "date line")
    assert [block.type for block in draft.blocks] == [
        *("headline", "standfirst", "paragraph", "paragraph", "heading", "paragraph"),
    ]
    assert "15 Mar" not in draft.text
    assert "Solheim" not in draft.text


@pytest.mark.parametrize(
    "text",
    [
        f"Harbour opens\n\n15 Mar 2016\n\n{BODY}",
        f"Harbour opens\n15 Mar 2016\n\n{BODY}",
        f"15 Mar 2016\nHarbour opens\n\n{BODY}",
        f"\n\n\n15 Mar 2016\n\n\n\nHarbour opens\n\n{BODY}",
        f"Published: 15 Mar 2016\n\nHarbour opens\n\n{BODY}",
        f"Harbour opens\nBy Ingrid Solheim\n15 Mar 2016\n\n{BODY}",
    ],
)
def test_the_date_line_is_one_of_the_first(text: str) -> None:
    draft = parse_plain(text)
    assert draft.date == dt.date(2016, 3, 15)
    assert draft.title == "Harbour opens"
    assert "2016" not in draft.text


def test_a_date_further_down_is_text() -> None:
    draft = parse_plain(f"Harbour opens\n\n{BODY}\n\n{BODY}\n\n15 Mar 2016\n\nThe end of it.")
    assert draft.date is None
    assert "15 Mar 2016" in draft.text


@pytest.mark.parametrize(
    "line",
    [
        *("March 2016", "Wednesday 16 March", "31 February 2020", "5/3/16", "2026年3月"),
        *("15-16 March 2016", "March 16th", "Wednesday", "Published: March 2016"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_date_that_is_not_sure_is_kept_beside_the_text(line: str, gap: str) -> None:
    for text in (f"{line}{gap}Harbour opens\n\n{BODY}", f"Harbour opens{gap}{line}\n\n{BODY}"):
        draft = parse_plain(text)
        assert (draft.title, draft.date, draft.date_from) == ("Harbour opens", None, None)
        assert draft.extra == (("date line", line),)
        assert line not in draft.text


@pytest.mark.parametrize(
    "line",
    [
        *("15 March 2016 | London", "15 March 2016 - London", "15 mars 2016 14:30"),
        *("March 15, 2016 at 9:30 pm EST", "15.03.2016 14:30 Uhr", "15 March 2016, London"),
    ],
)
def test_a_date_line_that_says_more_is_kept_whole(line: str) -> None:
    draft = parse_plain(f"{line}\n\nHarbour opens\n\n{BODY}")
    assert (draft.title, draft.date) == ("Harbour opens", dt.date(2016, 3, 15))
    assert draft.extra == (("date line", line),)


def test_an_unsure_date_gives_way_to_a_sure_one() -> None:
    draft = parse_plain(f"Wednesday\n2016-03-16\n\nHarbour opens\n\n{BODY}")
    assert (draft.title, draft.date) == ("Harbour opens", dt.date(2016, 3, 16))
    assert draft.extra == (("date line", "Wednesday"),)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour that closed for repairs after the storm opened again in\nMarch 2016\n\nOn.",
        "Oslo | 3 | 4\n15 March 2016 | London\nRome | 4 | 5",
        "March 2016",
    ],
)
def test_a_date_in_a_sentence_a_table_or_alone_stays(text: str) -> None:
    draft = parse_plain(text)
    assert (draft.extra, squeezed(draft.text)) == ((), squeezed(text))


@pytest.mark.parametrize("rule", ["====", "-------------"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_underlined_titles(rule: str, gap: str) -> None:
    draft = parse_plain(
        f"Harbour opens\n{rule}{gap}Repairs took all winter.\n\n{BODY}\n\nNext\n{rule}{gap}It is."
    )
    assert draft.standfirst == "Repairs took all winter."
    assert ("heading", "Next") in blocks(draft)
    assert rule not in draft.text


def test_a_rule_below_a_sentence_or_in_a_table_stays() -> None:
    for text in ("It was over.\n----\nNext year it was not.", "Port  Ships\n-----------\nOslo  3"):
        assert "----" in parse_plain(f"Harbour opens\n\n{BODY}\n\n{text}").text


def test_a_date_alone_is_shown() -> None:
    draft = parse_plain("15 Mar 2016")
    assert (draft.date, draft.text) == (dt.date(2016, 3, 15), "15 Mar 2016")


def test_the_sheet_wins_over_the_date_line_and_loses_nothing() -> None:
    draft = parse_plain(f"---\ntitle: Rain\ndate: 2026-06-04\n---\n15 Mar 2016\n\n{BODY}")
    assert (draft.date, draft.date_from) == (dt.date(2026, 6, 4), "front matter")
    assert draft.extra == (("date line", "15 Mar 2016"),)


def test_a_headline_said_twice_is_shown_once() -> None:
    draft = parse_plain(
        f"---\ntitle: Harbour opens\nsummary: All of it.\n---\nHarbour opens\n\n{BODY}"
    )
    assert draft.text.count("Harbour opens") == 1
    assert blocks(draft)[:2] == [("headline", "Harbour opens"), ("standfirst", "All of it.")]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Harbour opens", "headline"),
        ("Who owns the wind?", "headline"),
        ("Harbour opens.", "paragraph"),
        ("Dear Sir,", "paragraph"),
        ("x" * 5000, "paragraph"),
        ("* * *", "paragraph"),
    ],
)
def test_headline_or_paragraph(first: str, kind: str) -> None:
    assert types(f"{first}\n\n{BODY}")[0] == kind


@pytest.mark.parametrize(
    "after",
    [
        "LATAKIA, Syria (Reuters) — Talks began on Tuesday.\n\nThey went on.\n\nThey ended late.",
        "“We waited,” said the master of the harbour.\n\nThe ships came.\n\nThe ships left.",
        "Only one paragraph follows this one here.\n\nAnd it is the last.",
        "A long lede. " * 30 + "\n\nThe ships came.\n\nThe ships left.",
        "There were three causes:\n\nOne was the ice.\n\nThe other was the wind.",
        "* * *\n\nThe ships came.\n\nThe ships left.",
        "For years the clock was fast.\n\nNow it is right.\n\nMany complained about it.",
    ],
)
def test_no_standfirst(after: str) -> None:
    draft = parse_plain(f"Harbour opens\n\n{after}")
    assert (draft.title, draft.standfirst) == ("Harbour opens", None)


def test_byline_before_standfirst() -> None:
    draft = parse_plain(f"Harbour opens\n\nBy Jan de Vries\n\nRepairs took all winter.\n\n{BODY}")
    assert (draft.byline, draft.standfirst) == ("Jan de Vries", "Repairs took all winter.")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ingrid Solheim", "Ingrid Solheim"),
        ("BY INGRID SOLHEIM", "INGRID SOLHEIM"),
        ("By Luc de Wael and Farid al-Tamimi", "Luc de Wael and Farid al-Tamimi"),
        ("By Ingrid Solheim in Tromsø", "By Ingrid Solheim in Tromsø"),
        ("By Ingrid Solheim, our sea correspondent", "By Ingrid Solheim, our sea correspondent"),
        ("Ingrid Solheim reports", "Ingrid Solheim"),
        ("Ingrid Solheim reports from Tromsø", "Ingrid Solheim reports from Tromsø"),
        ("By the river", None),
        ("By Tuesday Night", None),
        ("By Jove!", None),
        ("Kestrel Maritime reports record profit", None),
    ],
)
def test_bylines(line: str, byline: str | None) -> None:
    draft = parse_plain(f"Harbour opens\n\n{line}\n\n{BODY}")
    assert draft.byline == byline
    assert (line in draft.text) is (byline is None)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Terrorist groups", "heading"),
        ("‘We will wait and see’", "heading"),
        ("“We don’t trust them”", "heading"),
        ("Who pays?", "heading"),
        ("131 volumes", "heading"),
        ("It was over.", "paragraph"),
        ("“We will wait and see.”", "quote"),
        ("“Who are they?”", "quote"),
        ("“We went,” he said. “We left.”", "paragraph"),
        ("‘Yes,’ he said, and ‘no’", "paragraph"),
        ("and then", "paragraph"),
        ("There were three:", "paragraph"),
        ("(ends)", "paragraph"),
        ("one two three four five six seven eight nine ten eleven twelve Thirteen", "paragraph"),
    ],
)
def test_short_lines(line: str, kind: str) -> None:
    assert types(f"Harbour opens\n\n{BODY}\n\n{line}\n\n{BODY}")[3] == kind


def test_a_heading_heads_something() -> None:
    assert types(f"Harbour opens\n\n{BODY}\n\nTerrorist groups")[-1] == "paragraph"
    names = "\n\n".join(f"Name {number}" for number in range(9))
    assert "heading" not in types(f"Harbour opens\n\n{BODY}\n\n{names}\n\n{BODY}")


def test_quoted_lines_lose_their_marks_only() -> None:
    draft = parse_plain("Harbour opens\n\nHe wrote:\n> > One.\n>\n> Two.\n\nThe end.")
    assert blocks(draft)[2:] == [("quote", "One."), ("quote", "Two."), ("paragraph", "The end.")]


def test_wrapped_text_is_joined() -> None:
    draft = parse_plain(
        "Talks to end a pay dispute at the largest port of the continent have\n"
        "resumed on Tuesday, nine days after the leaders of the dock- and well-\n"
        "known crane drivers walked out.\n\n"
        "The sides met on the harbour, early in the morning, with Luc\nde Wael."
    )
    assert draft.text == (
        "Talks to end a pay dispute at the largest port of the continent have resumed on Tuesday, "
        "nine days after the leaders of the dock- and well-known crane drivers walked out.\n\n"
        "The sides met on the harbour, early in the morning, with Luc de Wael."
    )


def test_indents_part_paragraphs_of_old_books() -> None:
    draft = parse_plain(
        "   It was a long and dark winter on the islands and the boat came but\n"
        "rarely, so that the books were read again and again by all.\n"
        "   In the spring the ice broke and with the first ship came a teacher\n"
        "who had brought with her a chest of novels."
    )
    assert len(draft.blocks) == 2
    assert draft.text.split("\n\n")[1].startswith("In the spring")


def test_verse_keeps_its_lines() -> None:
    verse = (
        "Lay her down easy, lay her down long,\nSalt to the left of her, salt to the right;\nNine"
    )
    draft = parse_plain(
        f"Harbour opens\n\n{BODY}\n\n    {verse.replace(chr(10), chr(10) + '    ')}"
    )
    assert blocks(draft)[-1] == ("paragraph", verse)


def test_a_paragraph_a_line() -> None:
    long = "The harbour opened again on Monday after a long winter of repairs. " * 3
    draft = parse_plain(f"15 Mar 2016\nHarbour opens\n{long}\n{long}\nWhat it cost\n{long}")
    assert draft.title == "Harbour opens"
    assert [block.type for block in draft.blocks[-2:]] == ["heading", "paragraph"]
    assert draft.text.count("\n\n") == 4


def test_a_short_paragraph_a_line() -> None:
    draft = parse_plain(
        "Harbour opens\nRepairs took all winter and cost three million.\n"
        "The harbour opened again on Monday after repairs.\nShips waited outside.\n"
        "What it cost\nThe bill came to three million, said its master.\nIt was paid by all of us."
    )
    assert draft.standfirst == "Repairs took all winter and cost three million."
    assert [block.type for block in draft.blocks[2:]] == [
        *("paragraph", "paragraph", "heading", "paragraph", "paragraph"),
    ]


def test_even_lines_that_end_with_stops_are_verse() -> None:
    verse = "The sun is up.\nThe day is new.\nThe boats are out.\nThe nets are, too.\nWe wait."
    assert blocks(parse_plain(f"Harbour opens\n\n{BODY}\n\n{verse}"))[-1] == ("paragraph", verse)


@pytest.mark.parametrize(
    "table",
    [
        "Port        Ships   Cost\n----------  -----  -----\nTromsø          3     4\nBusan          14   110",
        "| Port | Ships |\n|------|-------|\n| Oslo | 3     |",
        "Port    Ships\nOslo    3",
        "Oslo  3\nBern  4\nRome  5",
    ],
)
def test_tables_keep_their_columns(table: str) -> None:
    draft = parse_plain(f"Harbour opens\n\n{BODY}\n\n{table}\n\nSource: the port\n\n{BODY}")
    assert ("table", table) in blocks(draft)
    assert ("caption", "Source: the port") in blocks(draft)


def test_two_spaces_after_a_stop_are_no_table() -> None:
    draft = parse_plain(
        "It was a long and dark winter.  The boat came but rarely.  All the\n"
        "books were read again.  The teacher left.  The ice was thick.  In the\n"
        "spring it broke.  With the first ship came another.  She stayed."
    )
    assert [block.type for block in draft.blocks] == ["paragraph"]
    assert "  " not in draft.text


def test_code_keeps_its_indent() -> None:
    draft = parse_plain(f"How to\n\n{BODY}\n\n    def f(x):\n        return x + 1\n\n{BODY}")
    assert ("code", "def f(x):\n    return x + 1") in blocks(draft)


def test_lists_keep_their_items() -> None:
    draft = parse_plain(
        f"Ports\n\n{BODY}\n\nThere are:\n- Oslo\n  and more\n- Rome\n\n1. One\n2. Two"
    )
    assert blocks(draft)[-3:] == [
        ("paragraph", "There are:"),
        ("list", "- Oslo and more\n- Rome"),
        ("list", "1. One\n2. Two"),
    ]


PIECES = st.sampled_from(
    [
        *("15 Mar 2016", "Harbour opens", "By Ingrid Solheim", "A. B. reports from Oslo", "> said"),
        *(
            "‘We waited’",
            "“A quote.”",
            "- item",
            "1. one",
            "a  b   c\td",
            "x | y | z",
            "    f(x) = {}",
        ),
        *("The harbour opened again on Monday after a winter of repairs and of", "\t", " ", "..."),
        *("well-", "It was over.", "---", "+++", "Date: 2026-01-02", "====", "March 2016"),
    ]
)
LINES = st.lists(PIECES | st.text(max_size=20), max_size=14)
ENDS = st.sampled_from(["\n", "\n\n", "\n\n\n", "\n \n"])


def squeezed(text: str) -> str:
    """The letters and signs of `text`, without the marks of quoting and underlining."""
    return "".join(re.sub("[=-]{3,}", "", text.replace(">", "")).split())


def without_fields(text: str, draft: Draft) -> list[str]:
    """What may be left of the letters of `text` when date line and byline are taken out."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    dates = [
        place
        for place, line in enumerate(lines[:5])
        if draft.date_from
        and read_date_line(line.removeprefix("Date: ").removeprefix("Published: "))
    ]
    bylines = [
        {place}
        for place, line in enumerate(lines)
        if draft.byline and draft.byline in " ".join(line.split())
    ]
    # Lines that belong together are one before a byline is looked for in them.
    for place in range(len(lines)):
        for stop in range(place + 2, min(place + 6, len(lines) + 1)):
            joined = " ".join(" ".join(lines[place:stop]).split())
            if draft.byline and draft.byline in joined and len(joined) < len(draft.byline) + 12:
                bylines.append({*range(place, stop)})
    return [
        squeezed(
            "\n".join(line for place, line in enumerate(lines) if place != date and place not in by)
        )
        for date in (*dates, -1)
        for by in (*bylines, set[int]())
    ]


@settings(max_examples=400, deadline=None)
@given(LINES, ENDS)
def test_nothing_is_lost_and_blocks_cover_all(lines: list[str], end: str) -> None:
    text = clean_text(end.join(lines))
    draft = parse_plain(text)
    if not draft.extra:
        assert squeezed(draft.text) in without_fields(text, draft)
    place = 0
    for before, after in pairwise(draft.blocks):
        assert after.start == before.stop + 2
        assert draft.text[before.stop : after.start] == "\n\n"
    for block in draft.blocks:
        assert block.start >= place
        assert "\n\n" not in block.of(draft.text)
        assert block.of(draft.text).strip()
        place = block.stop
    assert place == len(draft.text)
    Article(id="0", text=draft.text, title="t", blocks=draft.blocks, date=draft.date)


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text(alphabet="aB.> -|1\t\n‘’“”:,;*•()—"))
def test_any_text_is_read(text: str) -> None:
    draft = parse_plain(clean_text(text))
    fields = "".join(value for pair in draft.extra for value in pair)
    assert len(squeezed(draft.text)) <= len(squeezed(clean_text(text)))
    if not draft.date_from and not draft.byline and not fields and ":" not in text:
        assert squeezed(draft.text) == squeezed(clean_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "H\n\n" + "The harbour was closed for repairs. \n\n" * 20_000,
        "".join(f"Heading {number}\n\nIt was over.\n\n" for number in range(3_000)),
        "The harbour was closed. " * 90_000,
        "x" * 1_000_000,
        "A line of text\n" * 200_000,
        "> " * 500_000,
        "- a\n" * 100_000,
        "“‘(—" * 250_000,
        "a" + " " * 1_000_000 + "b",
        "A (" * 300_000,
    ],
    ids=lambda text: str(text[:8]),
)
@pytest.mark.timeout(20)
def test_large_texts_are_read_in_time(text: str) -> None:
    assert squeezed(parse_plain(text).text) == squeezed(text)
