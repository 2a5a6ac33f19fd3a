"""The figures of a text as rows that tests compare."""

import datetime as dt

from reader.annotate import find_figures

TUESDAY = dt.date(2026, 6, 16)


def rows(text: str) -> list[tuple[str, str, object]]:
    """Every figure: its text, kind and value, on a Tuesday."""
    return [
        (mark.of(text), mark.figure.kind, mark.figure.value)
        for mark in find_figures(text, TUESDAY)
        if mark.figure
    ]
