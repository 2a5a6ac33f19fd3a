import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.dates import date_in_name, parse_date_line, parse_header_date

DAY = dt.date(2016, 3, 15)
TWO_HOURS = dt.timezone(dt.timedelta(hours=2))


@pytest.mark.parametrize(
    "line",
    [
        "15 Mar 2016",
        "15 March 2016",
        "  15 march  2016 ",
        "15th March 2016",
        "15th of March, 2016",
        "Tuesday, 15 March 2016",
        "Tue 15 Mar. 2016",
        "March 15, 2016",
        "Mar 15 2016",
        "Tuesday, March 15, 2016",
        "15-Mar-2016",
        "2016-03-15",
        "2016/03/15",
        "15/03/2016",
        "03/15/2016",
        "15.3.2016",
        "15.03.2016",
        "15-03-2016",
        "2016-03-15T10:30:00",
        "2016-03-15 23:59",
        "15 March 2016, 14:30",
        "15 March 2016 at 2.30pm",
        "March 15, 2016 10:30 EST",
    ],
)
def test_plain_days(line: str) -> None:
    found = parse_date_line(line)
    assert found == DAY
    assert type(found) is dt.date


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("2016-03-15T10:30:00Z", dt.datetime(2016, 3, 15, 10, 30, tzinfo=dt.UTC)),
        ("2016-03-15T10:30:00.123+02:00", dt.datetime(2016, 3, 15, 10, 30, tzinfo=TWO_HOURS)),
        ("2016-03-15 10:30 +0200", dt.datetime(2016, 3, 15, 10, 30, tzinfo=TWO_HOURS)),
        ("15 March 2016, 12.05am GMT", dt.datetime(2016, 3, 15, 0, 5, tzinfo=dt.UTC)),
        ("15 March 2016, 12:05 pm UTC", dt.datetime(2016, 3, 15, 12, 5, tzinfo=dt.UTC)),
    ],
)
def test_moments_with_a_zone(line: str, moment: dt.datetime) -> None:
    found = parse_date_line(line)
    assert isinstance(found, dt.datetime)
    assert found == moment
    assert found.utcoffset() == moment.utcoffset()


def test_only_the_setting_tells() -> None:
    assert parse_date_line("03/04/2016", day_order="dmy") == dt.date(2016, 4, 3)
    assert parse_date_line("03/04/2016", day_order="mdy") == dt.date(2016, 3, 4)
    assert parse_date_line("15/03/2016", day_order="mdy") == DAY
    assert parse_date_line("03.04.2016", day_order="mdy") == dt.date(2016, 4, 3)
    assert parse_header_date("03/04/2016", day_order="mdy") == dt.date(2016, 3, 4)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "31 February 2016",
        "29 Feb 2015",
        "0000-00-00",
        "2016-13-01",
        "15 March 99999",
        "99999-01-01",
        "0016-03-15",
        "32/01/2016",
        "15 March",
        "March 2016",
        "2016",
        "15 Marching 2016",
        "On 15 March 2016",
        "15 March 2016 was a Tuesday",
        "2016-03-15T25:00",
        "2016-03-15T10:30+99:00",
        "15 March 2016 at 13pm",
        "15 March 2016 at 13.00pm",
        "١٥/٠٣/٢٠١٦",
        "15 March 2016" + " " * 5000 + "x",
    ],
)
def test_not_a_date(line: str) -> None:
    assert parse_date_line(line) is None


def test_moments_at_the_ends_of_time_stay_days() -> None:
    assert parse_date_line("9999-12-31T23:59:00-11:00") == dt.date(9999, 12, 31)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (
            "Tue, 14 Apr 2026 09:30:00 +0200",
            dt.datetime(2026, 4, 14, 9, 30, tzinfo=TWO_HOURS),
        ),
        ("Tue, 14 Apr 2026 09:30:00 -0000", dt.datetime(2026, 4, 14, 9, 30, tzinfo=dt.UTC)),
        ("14 April 2026", dt.date(2026, 4, 14)),
        ("31 Feb 2026 10:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_headers(value: str, found: dt.date | None) -> None:
    assert parse_header_date(value) == found


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-05-18-bridge.txt", dt.date(2026, 5, 18)),
        ("bridge_2026_05_18.txt", dt.date(2026, 5, 18)),
        ("20260518.txt", dt.date(2026, 5, 18)),
        ("a 2026-02-31 b 2026-03-01.txt", dt.date(2026, 3, 1)),
        ("2026-0518", None),
        ("120260518", None),
        ("202605181", None),
        ("2026-02-31.txt", None),
        ("000_5a05b967c852f647.txt", None),
        ("99991231", None),
    ],
)
def test_names(name: str, day: dt.date | None) -> None:
    assert date_in_name(name) == day


@given(st.dates(min_value=dt.date(1000, 1, 1)))
@settings(max_examples=60)
def test_every_day_in_every_form(day: dt.date) -> None:
    month = day.strftime("%B")
    for line in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{day.strftime('%A')}, {month} {day.day}, {day.year}",
        f"{day.day}.{day.month}.{day.year}",
    ):
        assert parse_date_line(line) == day


@given(st.text(alphabet="0123456789 -/.:,TZ+abcdefmnprtuy", max_size=70) | st.text())
@settings(max_examples=200)
def test_any_text_is_read_or_not(line: str) -> None:
    for found in (parse_date_line(line), parse_header_date(line), date_in_name(line)):
        if isinstance(found, dt.datetime):
            assert found.tzinfo is not None
            assert found.astimezone(dt.UTC) == found
