"""The figures as CSV: what RFC 4180 says, and nothing that a spreadsheet would run."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.tables import cell
from tests.cli.conftest import Run


def read(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out, newline="")))


def test_the_table_has_a_header_and_a_row_for_each_figure(run: Run, news: Path) -> None:
    done = run("figures", "--csv", str(news / "harbour.txt"))
    assert (done.status, done.err) == (0, "")
    assert done.text.startswith("kind,value,as written,sentence,start,end,low,high,unit,approx\r\n")
    assert done.text.count("\n") == done.text.count("\r\n")
    rows = read(done.text)
    assert len(rows) == len(run("figures", "--json", str(news / "harbour.txt")).json)
    (money,) = (row for row in rows if row["kind"] == "money")
    assert money["value"] == "EUR 3,500,000"
    assert (money["low"], money["unit"], money["as written"]) == ("3500000", "EUR", "€3.5m")
    assert money["sentence"] == "It will cost €3.5m."
    (monday,) = (row for row in rows if row["as written"] == "Monday")
    assert monday["value"] == "Mon 21 Mar 2016"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "'=", '"=', "＝", "|", "%"])
def test_no_cell_is_a_formula(run: Run, tmp_path: Path, start: str) -> None:
    path = tmp_path / "evil.txt"
    path.write_text(f"Title\n\n{start}cmd|' /C calc'!A0 cost £3 in 2014.\n", "utf-8")
    for row in read(run("figures", "--csv", str(path)).text):
        assert row["sentence"].lstrip("'\"")[:1] not in set("=+-@＝") or row["sentence"][0] == "'"


@given(st.text())
def test_a_cell_is_one_harmless_line(text: str) -> None:
    made = cell(text)
    assert not set(made) & {"\n", "\r", "\x1b", "\x00", "\x9b"}
    (row,) = csv.reader([made]) if made else [[""]]
    first = row[0].lstrip()[:1] if row else ""
    assert first not in set("=+@＝＋＠")
    if first == "-":
        assert row[0].replace("-", "", 1).replace(".", "", 1).isdigit()


def test_one_form_at_a_time(run: Run, news: Path) -> None:
    assert run("figures", "--csv", "--json", str(news / "harbour.txt")).status == 2
