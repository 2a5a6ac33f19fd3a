"""Laws of figures that hold for any text: bounds, order, the shape of values, work in proportion."""

import datetime as dt
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader.annotate.figures
from reader.annotate import find_figures
from reader.marks import FigureKind

DAY = dt.date(2016, 3, 15)
PIECES = (  # noqa: SIM905
    "0|1|7|12|19|30|250,000|2.5|1,00,000|2014|1999|1066|½|£|$|US$|€|Rs|R|CHF|A$|-|–|—|+|−|.|,|:|/|%|°C|'|"
    "’s|(|)|\n|\u00a0|a|an|the|of|and|to|or|in|at|by|for|from|between|about|at least|more than|up to|"
    "minus|no|number|aged|At 80 she|Okafor, 36, nodded|pct|1/4|5-1/4|kina|RM5|crowns|5% to|10km-|monday|into|"
    "eighth of|delivery|this year|play on|Kills Four|Second Line|Samoa 17 Tonga 23|1. Anna 2. Bell|9C|-4F|50k run|one|two|twenty|twenty-one|half|quarter|third|dozen|hundred|thousand|million|bn|"
    "m|k|crore|dozens|tens of|millions|first|second|3rd|21st|century|half of|quarter of|years|year|"
    "months|week|days|hours|ago|later|old|-year-old|January|Feb.|March|May|December|Monday|Tuesday week|"
    "today|tomorrow|last|this|next|past|recent|several|a few|noon|midnight|9am|p.m.|14:00|GMT|o’clock|"
    "past|per cent|percentage points|dollars|euros|pesos|cents|p|won|km|ft|in|lb|st|miles|mph|degrees|"
    "square|metric tons|people|Christmas Eve|spring of|end of the year|-long|3-1|6-4|one in|two to one|"
    "SU-34|F-16|COVID-19|Section|iPhone|020 7946 0018|12 High Street|é|\ud800|ß|İ"
).split("|")
TEXTS = st.one_of(
    st.text(alphabet=st.characters(), max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=24).map("".join),
)
DATES = st.one_of(st.none(), st.dates(), st.just(DAY))

_DECIMAL = r"-?[0-9]+(?:\.[0-9]+)?"
_DATE = r"(?:[0-9]{4}(?:-[01][0-9](?:-[0-3][0-9])?)?|--[01][0-9]-[0-3][0-9])"
_VALUES: dict[FigureKind, str] = {
    "count": _DECIMAL,
    "ordinal": r"[0-9]+",
    "percent": _DECIMAL,
    "money": _DECIMAL,
    "quantity": _DECIMAL,
    "date": _DATE,
    "time": r"[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-][0-9]{2}:[0-9]{2})?",
    "duration": r"P(?:T?[0-9]+(?:\.[0-9]+)?[YMWDHS])+",
    "age": _DECIMAL,
    "score": r"[0-9]+[-:][0-9]+(?:\.[0-9]+)?",
}
_UNITS: dict[FigureKind, str] = {
    "count": "",
    "ordinal": "",
    "percent": "%|pp",
    "money": "[A-Z]{3}",
    "quantity": r"\S{1,8}",
    "date": "",
    "time": "",
    "duration": "",
    "age": "y|mo|wk|d",
    "score": "",
}


@settings(max_examples=400, deadline=None)
@given(TEXTS, DATES)
def test_figures_are_in_bounds_sorted_and_disjoint(text: str, day: dt.date | None) -> None:
    stop = 0
    for mark in find_figures(text, day):
        assert stop <= mark.start < mark.stop <= len(text)
        assert mark.of(text).strip() == mark.of(text) == mark.name
        stop = mark.stop


@settings(max_examples=400, deadline=None)
@given(TEXTS, DATES)
def test_values_and_units_are_spelt_as_their_kind_asks(text: str, day: dt.date | None) -> None:
    for mark in find_figures(text, day):
        figure = mark.figure
        assert figure is not None
        assert re.fullmatch(_UNITS[figure.kind], figure.unit), mark
        values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
        assert len(values) in {1, 2}
        for value in values:
            assert value is None or re.fullmatch(_VALUES[figure.kind], value), mark


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_day_to_count_from_moves_no_figure(text: str) -> None:
    def rows(day: dt.date | None) -> list[tuple[object, ...]]:
        return [
            (mark.start, mark.stop, mark.figure.kind, mark.figure.unit, mark.figure.approx)
            for mark in find_figures(text, day)
            if mark.figure
        ]

    assert rows(None) == rows(DAY)


def work(text: str) -> int:
    """Count every call that reading `text` makes: a clock that a busy machine cannot bend."""
    calls = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        find_figures(text, DAY)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "1,", "1-", "£", "9:", "3-1 ", "1234567890", "2014 ", "one-", "twenty-", "a hundred ", "one in ",
     "19th and ", "5ft ", "$1.5m-", "200 pesos ", "5 cents ", "Monday ", "years ", "last ", "first half of the ",
     "January to ", "5 per cent and ", "will on Friday ", "three hundred and ", "1;", "1. ", "12 High ", "020 ",
     "between 5 and ", "aged 3, ", "A B 1 ", "1. A ", "5% to ", "5 1/4 ", "Second Line ", "Rovers play on Friday ",
     "Okafor, 36, ", "9C to ", "50k run ", "ten past ", "at four in the morning ", "minus 5%", "Mr Marsh, 51, ", "half ", "\ud800", " ", "\n"],
)  # fmt: skip
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    find_figures(piece * 10, DAY)  # what is loaded once is loaded here
    once, twice = work((piece * 4_000)[:4_000]), work((piece * 8_000)[:8_000])
    assert twice <= 2.2 * once + 200


ROOM = Path(reader.annotate.figures.__file__).parent
MODULES = sorted(path.stem for path in ROOM.glob("*.py") if path.stem != "__init__")


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in MODULES:
        for name, value in vars(
            importlib.import_module(f"reader.annotate.figures.{module}")
        ).items():
            for pattern in value if isinstance(value, tuple) else (value,):
                if isinstance(pattern, re.Pattern):
                    yield f"{module}.{name}", pattern


def repeats(parsed: Any) -> Iterator[int]:
    """Give the bound of every repetition in a parsed pattern."""
    for operation, argument in parsed:
        if str(operation) in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            yield int(argument[1])
        for part in argument if isinstance(argument, tuple | list) else [argument]:
            for inner in part if isinstance(part, list) else [part]:
                if type(inner).__name__ == "SubPattern":
                    yield from repeats(inner)


def test_every_pattern_is_bounded_but_the_run_of_digits() -> None:
    """A walk in proportion to the text needs patterns that look no further than a few words."""
    parse = importlib.import_module("re._parser").parse
    unbounded = {
        name
        for name, pattern in patterns()
        for bound in repeats(parse(pattern.pattern, pattern.flags))
        if bound > 100
    }
    assert unbounded == {"triggers.TRIGGER", "finding.TRIGGER"}
