"""Repairs of marks: what each does, and the laws they keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.repair_lines import line_of, repair_of
from reader.annotate.repairs import Repair, concerning, is_touched, repaired, touched_names
from reader.marks import KINDS, NAME_KINDS, Figure, Kind, Mark
from reader.spans import disjoint

TEXT = "Brexit came. Putin met Anna  Berg in Georgia for £3. Putin left."
MARKS = (
    Mark(0, 6, "person", "Brexit"),
    Mark(13, 18, "person", "Vladimir Putin"),
    Mark(23, 33, "person", "Anna Berg"),
    Mark(37, 44, "place", "Georgia"),
    Mark(49, 51, "figure", "£3", Figure("money", "3", "GBP")),
    Mark(53, 58, "person", "Putin"),
)
ID, CONTENT = "0123456789ab", "0123456789abcdef0123"


def names(*repairs: Repair) -> list[tuple[str, str]]:
    return [(mark.kind, mark.name) for mark in repaired(TEXT, MARKS, repairs)]


def test_hiding_takes_away_all_marks_of_a_name() -> None:
    assert ("person", "Brexit") not in names(Repair("hide", "person", "Brexit"))
    assert names(Repair("hide", "place", "Brexit")) == names()
    assert len(names(Repair("hide", "person", "Anna Berg"))) == 5
    assert ("figure", "£3") not in names(Repair("hide", "figure", "£3"))


def test_what_is_written_counts_as_well_as_what_is_meant() -> None:
    assert len(names(Repair("hide", "person", "Putin"))) == 4
    assert len(names(Repair("hide", "person", "Vladimir Putin"))) == 5


def test_another_kind_and_another_name() -> None:
    assert ("person", "Georgia") in names(Repair("kind", "place", "Georgia", "person"))
    merged = names(Repair("merge", "person", "Putin", "V. Putin"))
    assert merged.count(("person", "V. Putin")) == 2


def test_one_repair_goes_on_where_another_ends() -> None:
    first = Repair("merge", "person", "Brexit", "Britain")
    second = Repair("kind", "person", "Britain", "place")
    third = Repair("merge", "place", "Britain", "UK")
    for order in ((first, second, third), (third, second, first)):
        assert names(*order)[0] == ("place", "UK")


def test_two_that_chase_each_other_end_somewhere() -> None:
    there = Repair("merge", "person", "Brexit", "Other")
    back = Repair("merge", "person", "Other", "Third")
    again = Repair("merge", "person", "Third", "Other")
    assert names(there, back, again)[0][1] in ("Other", "Third")


def test_a_repair_may_be_for_one_article() -> None:
    everywhere = Repair("hide", "person", "Brexit")
    here = Repair("hide", "person", "Putin", article=ID, content=CONTENT)
    asked = []

    def content() -> str:
        asked.append(1)
        return CONTENT

    assert concerning([everywhere], "other", content) == (everywhere,)
    assert not asked
    assert concerning([everywhere, here], ID, content) == (everywhere, here)
    assert concerning([here], "moved", content) == (here,)
    assert concerning([here], "other", str) == ()


def test_names_that_a_repair_touches() -> None:
    first = Repair("merge", "person", "A", "B")
    second = Repair("merge", "person", "B", "C")
    assert touched_names(second, [first, second]) == {"A", "B", "C"}
    assert is_touched(TEXT, MARKS, {"Anna Berg"})
    assert not is_touched(TEXT, MARKS, {"Berg"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "drop"},
        {"kind": "thing"},
        {"name": ""},
        {"name": " a"},
        {"name": "a\nb"},
        {"to": "x"},
        {"action": "kind", "to": "person"},
        {"action": "kind", "to": "figure"},
        {"action": "merge", "to": ""},
        {"action": "merge", "to": "a"},
        {"action": "kind", "kind": "figure", "to": "person"},
        {"content": CONTENT},
    ],
)
def test_what_makes_no_sense_is_no_repair(wrong: dict[str, str]) -> None:
    fields = {"action": "hide", "kind": "person", "name": "a"} | wrong
    with pytest.raises(ValueError, match=r"."):
        Repair(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("drop person x", "begins with"),
        ("hide person", "2 words"),
        ("hide person x y", "2 words"),
        ("kind place Georgia", "3 words"),
        ("hide thing x", "one of"),
        ('hide person "x', "quotation mark"),
        ('hide person "\\q"', "quotation marks"),
        ("hide person x only", "id of an article"),
        ("hide person x only 12", "id of an article"),
        (f"hide person x only {ID} 12", "digest"),
        ("kind place Georgia figure", "another kind"),
    ],
)
def test_a_broken_line_says_what_is_wrong(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        repair_of(line)


def test_lines_as_people_write_them() -> None:
    assert repair_of("") is None
    assert repair_of("  # a remark") is None
    assert repair_of("hide person Brexit # no one") == Repair("hide", "person", "Brexit")
    assert repair_of('merge  person  Putin  "Vladimir  Putin"') == Repair(
        "merge", "person", "Putin", "Vladimir Putin"
    )


_names = st.sampled_from(["A", "B", "C", "A B"])


@st.composite
def _repairs(draw: st.DrawFn) -> Repair:
    action = draw(st.sampled_from(["hide", "kind", "merge"]))
    name = draw(_names)
    if action == "hide":
        return Repair("hide", draw(st.sampled_from(KINDS)), name)
    kind = draw(st.sampled_from(NAME_KINDS))
    if action == "kind":
        return Repair(
            "kind", kind, name, draw(st.sampled_from([k for k in NAME_KINDS if k != kind]))
        )
    to = draw(_names.filter(lambda other: other != name))
    return Repair("merge", kind, name, to, *draw(st.sampled_from([(), (ID,), (ID, CONTENT)])))


def _mark(start: int, kind: Kind, name: str) -> Mark:
    figure = Figure("count", "1") if kind == "figure" else None
    return Mark(start, start + 1, kind, name, figure)


_marks = st.lists(
    st.builds(_mark, st.integers(0, 19), st.sampled_from(KINDS), _names), max_size=8
).map(disjoint)
_texts = st.text("ABC", min_size=20, max_size=20)


@given(_texts, _marks, st.lists(_repairs(), max_size=6))
def test_marks_stay_sorted_disjoint_and_where_they_are(
    text: str, marks: tuple[Mark, ...], repairs: list[Repair]
) -> None:
    made = repaired(text, marks, repairs)
    assert disjoint(made) == made
    places = {(mark.start, mark.stop): mark for mark in marks}
    for mark in made:
        assert mark.figure == places[mark.start, mark.stop].figure


@given(_texts, _marks, st.lists(_repairs(), max_size=6))
def test_what_is_repaired_is_repaired(
    text: str, marks: tuple[Mark, ...], repairs: list[Repair]
) -> None:
    made = repaired(text, marks, repairs)
    assert repaired(text, made, repairs) == made


@given(_texts, _marks, st.lists(_repairs(), max_size=5), st.randoms())
def test_what_is_not_touched_stays(
    text: str, marks: tuple[Mark, ...], repairs: list[Repair], random: object
) -> None:
    wanted = {each.name for each in repairs}
    for mark in marks:
        if not is_touched(text, [mark], wanted):
            assert mark in repaired(text, marks, repairs)


@given(_repairs())
def test_a_line_says_all_of_it(repair: Repair) -> None:
    assert repair_of(line_of(repair)) == repair


@given(st.text(min_size=1, max_size=20).map(lambda text: " ".join(text.split())))
def test_any_name_can_be_written(name: str) -> None:
    if name:
        line = line_of(Repair("hide", "person", name))
        assert "\n" not in line
        assert line.isprintable()
        assert repair_of(line) == Repair("hide", "person", name)
