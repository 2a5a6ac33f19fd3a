import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.datelines import DateLine, read_date_line

DAY = dt.date(2016, 3, 15)


@pytest.mark.parametrize(
    "line",
    [
        *("15 March 2016", "15/3/16", "3/15/16", "15.3.16", "15 mars 2016", "15. März 2016"),
        *("Dienstag, 15. März 2016", "martes 15 de marzo de 2016", "15 maart 2016"),
        *("2016年3月15日", "2016年03月15日（火）", "2016年3月15日 星期二", "2016년 3월 15일"),
    ],
)
def test_a_date_and_no_more(line: str) -> None:
    assert read_date_line(line) == DateLine(DAY, whole=True)


@pytest.mark.parametrize(
    "line",
    [
        *("15 March 2016 | New York", "15 March 2016 · London", "15 March 2016 – London"),
        *("2016-03-15 - London", "March 15, 2016, London", "15 March 2016 | 5 min read"),
        *("15 March 2016 10:30 EST", "15 mars 2016 14:30", "2016年3月15日（火）14:30"),
        *("ROTTERDAM, 15 March 2016", "NEW YORK, March 15, 2016", "SÃO PAULO — 15 March 2016"),
    ],
)
def test_a_date_and_more(line: str) -> None:
    assert read_date_line(line) == DateLine(DAY, whole=False)


@pytest.mark.parametrize(
    "line",
    [
        *("March 2016", "mars 2016", "Wednesday 16 March", "16th March", "Sunday", "April"),
        *("31 February 2020", "32/13/2016", "3/4/16", "15-16 March 2016", "March/April 2016"),
        *("2026年3月", "3月4日", "15 mars 2016 à 14h30", "16 March, 2016 25:00"),
    ],
)
def test_a_date_that_is_not_sure(line: str) -> None:
    assert read_date_line(line) == DateLine(None, whole=False)


@pytest.mark.parametrize(
    "line",
    [
        *("", "Harbour opens", "1984", "9/11", "24/7", "1.2.13", "12 14 16", "May", "Sun", "Mars"),
        *("Mars 2020", "Le Mars", "March for peace", "Black Friday", "March 2016.", "- March 2016"),
        *("15 March 2016 – the day it began", "15 March 2016 | It was over.", "Jan  12  14"),
        *("Paris, 15 March 2016", "PORT STRIKE, 15 MARCH 2016", "OSLO, May", "UN, 2016"),
        *("15 March 2016 | Oslo | 3", "Jan | 12 | 14", "May 2016 be better", "\tMarch", "10-4"),
        "15 March 2016 " * 90,
    ],
)
def test_not_a_date_line(line: str) -> None:
    assert read_date_line(line) is None


def test_a_moment_holds_its_time() -> None:
    moment = dt.datetime(2016, 3, 15, 10, 30, tzinfo=dt.UTC)
    assert read_date_line("2016-03-15T10:30Z") == DateLine(moment, whole=True)


def test_two_numbers_that_could_be_days_ask_for_more() -> None:
    assert read_date_line("3/15/16", day_order="mdy") == DateLine(DAY, whole=True)
    assert read_date_line("3/4/16", day_order="mdy") == DateLine(None, whole=False)
    assert read_date_line("15/3/99") == DateLine(dt.date(1999, 3, 15), whole=True)


@given(st.text(alphabet="0123456789 -/.:,|·年月日marschuntdy", max_size=70) | st.text())
@settings(max_examples=200)
def test_any_line_is_read_or_not(line: str) -> None:
    said = read_date_line(line)
    assert said is None or said.date is not None or not said.whole
