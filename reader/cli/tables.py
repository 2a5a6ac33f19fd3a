r"""A table as CSV, for spreadsheets.

Shape:   a header and rows of texts -> lines of RFC 4180: CRLF at each end, a header line, cells
         with a comma, a quotation mark or a space at an edge in quotation marks. UTF-8.
Errors:  as `reader.cli.output`.
Source:  RFC 4180; OWASP, "CSV Injection", for what spreadsheets take for a formula.

A cell that a spreadsheet might run, for it begins with = + - @ (wide forms too) or with a space or
sign in front of one, gets an apostrophe before it: whoever opens the file sees text. Plain numbers
("-3.5") are left alone. No control character but the ends of lines is written.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from reader.clean import screened
from reader.cli.output import write_bytes
from reader.marks import Mark

if TYPE_CHECKING:
    from reader.desk.figures import FigureRow

_FORMULA: Final = re.compile(r"""[\s'"]*[=+\-@＝＋－＠﹢﹣−\t\r|%]""")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


def say_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write the header and the rows to standard output."""
    sys.stdout.flush()
    for row in (header, *rows):
        write_bytes((",".join(map(cell, row)) + "\r\n").encode("utf-8", "replace"))


def say_figures_csv(text: str, marks: Iterable[Mark]) -> None:
    """Write the figures among `marks`: as the table of the app, and as the contract spells them."""
    from reader.desk.figures import figure_rows

    header = (
        "kind", "value", "as written", "sentence", "start", "end", "low", "high", "unit", "approx"
    )  # fmt: skip
    say_csv(header, [_figure_cells(text, row) for row in figure_rows(text, marks)])


def _figure_cells(text: str, row: "FigureRow") -> tuple[str, ...]:
    mark, figure = row.mark, row.mark.figure
    value = figure.value if figure is not None else None
    low, high = value if isinstance(value, tuple) else (value, value)
    unit, approx = (figure.unit, figure.approx or "") if figure is not None else ("", "")
    place = (str(mark.start), str(mark.stop))
    sentence = row.sentence.of(text)
    return (row.kind, row.value, row.written, sentence, *place, low or "", high or "", unit, approx)


def cell(text: str) -> str:
    """One cell, harmless and quoted where it has to be.

    >>> cell("=1+2"), cell("-3.5"), cell('say "no", now')
    ("'=1+2", '-3.5', '"say ""no"", now"')
    """
    text = screened(" ".join(text.split()))
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    if any(sign in text for sign in ',"') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text
