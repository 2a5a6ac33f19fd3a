"""Quotations: their laws for any text, and the cases that rules are about."""

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.quotations import Quotation, find_quotations
from reader.annotate.quoted import paragraphs
from reader.marks import Mark


def marked(text: str, *names: str) -> tuple[Mark, ...]:
    """Marks for every place where one of these full names stands."""
    marks = []
    for name in names:
        place = -1
        while (place := text.find(name, place + 1)) >= 0:
            marks.append(Mark(place, place + len(name), "person", name))
    return tuple(sorted(marks, key=lambda mark: mark.start))


def told(text: str, *names: str) -> list[tuple[str | None, str]]:
    return [(each.speaker, each.said(text)) for each in find_quotations(text, marked(text, *names))]


def test_a_quotation_says_where_its_parts_and_its_speaker_stand() -> None:
    text = "“We,” Ada Lund said, “do not trust them.”"
    (found,) = find_quotations(text, marked(text, "Ada Lund"))
    assert found.of(text) == text
    assert [part.of(text) for part in found.parts] == ["We,", "do not trust them."]
    assert found.said_by is not None
    assert found.said_by.of(text) == "Ada Lund"


def test_what_is_never_closed_is_no_quotation() -> None:
    assert told("“This one is never closed at all, said Ada Lund.", "Ada Lund") == []
    assert told("“Open at the end.\n\nAnd not gone on with.”", "Ada Lund") == []


def test_a_sentence_that_leads_in_stands_above() -> None:
    text = "Ada Lund said:\n\n“We go.”\n\n“They stay, for all we know.”"
    assert told(text, "Ada Lund") == [
        ("Ada Lund", "We go."),
        (None, "They stay, for all we know."),
    ]


def test_straight_marks_and_inches() -> None:
    text = 'The 6" pipe burst. "It was old," Ada Lund said. "Very old."'
    assert told(text, "Ada Lund") == [("Ada Lund", "It was old,"), ("Ada Lund", "Very old.")]


def test_a_title_tells_who_she_is() -> None:
    text = "Mr Jo Berg met Ms Ada Lund. “It was time,” she said. “It was late,” he said."
    assert told(text, "Jo Berg", "Ada Lund") == [
        ("Ada Lund", "It was time,"),
        ("Jo Berg", "It was late,"),
    ]


def test_a_name_with_a_private_sign_in_the_text_confuses_nobody() -> None:
    text = "\ue000 said: “This is nobody’s, for all that.” \ue000\ue001 Ada Lund left."
    assert told(text, "Ada Lund") == [(None, "This is nobody’s, for all that.")]


_PIECES = (
    "“", "”", '"', "‘", "’", "Ada Lund", "Jo Berg", " said", " told", " she said", " he ", "said ",
    ": ", ", ", ". ", "! ", "\n\n", "\n", "yes we can", "Mr ", "according to ", " and ", "called it ",
    "\ue000", "’s", "a spokesman for ", "—", " ",
)  # fmt: skip
_texts = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)


@given(_texts)
def test_they_are_sorted_disjoint_and_within_the_text(text: str) -> None:
    marks = marked(text, "Ada Lund", "Jo Berg")
    stop = 0
    for found in find_quotations(text, marks):
        assert stop <= found.start < found.stop <= len(text)
        stop = found.stop
        place = found.start
        for part in found.parts:
            assert place <= part.start < part.stop <= found.stop
            assert part.of(text) == part.of(text).strip()
            place = part.stop
        assert (found.speaker is None) is (found.said_by is None)
        assert found.speaker in (None, "Ada Lund", "Jo Berg")


@given(_texts, st.integers(0, 30))
def test_a_text_before_them_only_shifts_them(text: str, count: int) -> None:
    before = "word " * count + "\n\nNothing here.\n\n"

    def shifted(found: Quotation) -> tuple[object, ...]:
        return (found.start + len(before), found.stop + len(before), found.speaker)

    plain = [shifted(each) for each in find_quotations(text, marked(text, "Ada Lund", "Jo Berg"))]
    whole = before + text
    later = find_quotations(whole, marked(whole, "Ada Lund", "Jo Berg"))
    assert [(each.start, each.stop, each.speaker) for each in later] == plain


@given(st.text('“”"‘’a \n.s', max_size=60))
def test_stretches_are_in_order_and_in_their_paragraph(text: str) -> None:
    place = 0
    for paragraph in paragraphs(text):
        assert place <= paragraph.start < paragraph.stop <= len(text)
        for stretch in paragraph.stretches:
            assert place <= stretch.start < stretch.stop <= paragraph.stop
            assert stretch.inner[0] <= stretch.inner[1]
            place = stretch.stop
        place = paragraph.stop


@pytest.mark.parametrize(
    "piece",
    [
        "“", "”", '"', "‘", "‘a ", "“a” ", "“a,” she said. ", "Ada Lund said “a b”. ",
        "Ada Lund, Ada Lund, ", "she ", "“a.\n\n", "said ", "Mr A. ", "The Old ", '“Go,” said The ',
    ],
)  # fmt: skip
def test_no_text_is_slow(piece: str) -> None:
    text = piece * (120_000 // len(piece))
    marks = marked(text, "Ada Lund")
    begin = thread_time()
    find_quotations(text, marks)
    assert thread_time() - begin < 6.0  # a tenth of that, where nobody else works
