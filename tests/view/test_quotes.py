"""The rows of who says what."""

from reader.annotate import find_marks
from reader.annotate.quotations import find_quotations
from reader.view.quotes import NOBODY, quote_rows

TEXT = (
    "“We wait,” Ada Lund said. “What else is there to do in this town?” asked a man. "
    "“We go,” said Jo Berg. Ada Lund replied: “Not yet.”"
)


def test_speakers_stand_above_what_they_say() -> None:
    rows = quote_rows(TEXT, find_quotations(TEXT, find_marks(TEXT)))
    assert [row.text for row in rows] == [
        "Ada Lund  2",
        "“We wait,”",
        "“Not yet.”",
        "Jo Berg  1",
        "“We go,”",
        f"{NOBODY}  1",
        "“What else is there to do in this town?”",
    ]
    assert [row.is_head for row in rows] == [True, False, False, True, False, True, False]
    assert all(row.place is None or row.place.of(TEXT).startswith("“") for row in rows)


def test_no_quotation_no_row() -> None:
    assert quote_rows("Nothing.", ()) == ()
