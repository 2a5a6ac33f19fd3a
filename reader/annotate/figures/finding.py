"""Find figures: counts, money, quantities, dates, times, durations, ages, scores.

One walk over the places where a figure may begin: a digit, a sign of money or a word of number
or calendar. There, every reader may try that the first word asks for, and **the longest figure
wins**; of two as long, the reader named first. The walk goes on behind it, so figures never
overlap.

Shape:   (text, today) -> figure marks, sorted and disjoint.
Units:   offsets count code points; values as `reader.marks` says.
Errors:  none, for any str; linear time, as no reader looks further than a few words.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from reader.annotate.figures.amounts import Found, signed, spell
from reader.annotate.figures.approximations import find_approximation
from reader.annotate.figures.currencies import SIGN_CHARACTERS
from reader.annotate.figures.digits import read_digits
from reader.annotate.figures.doubles import joined
from reader.annotate.figures.guards import is_glued, past_not_a_figure
from reader.annotate.figures.leads import word_before
from reader.annotate.figures.money import read_sign
from reader.annotate.figures.purses import Purse
from reader.annotate.figures.triggers import TRIGGER
from reader.annotate.figures.wording import READERS
from reader.marks import Figure, Mark

# In "4, 5, 6" a middle number is nothing but a count; long tables are read so in little time.
_LISTED: Final = re.compile(
    r"(?:[0-9;] |, )((?:[1-9][0-9]{0,2}|0)(?:\.[0-9]{1,3})?)(?=[;,]? [0-9]{1,3}(?:\.[0-9]{1,3})?[,; ])"
)
_LISTS: Final = frozenset("0123456789;,")
_CHAIN: Final = re.compile(r"(?:[-–./:,][0-9]{1,12}){1,20}|[A-Za-z0-9]{1,40}")
_GLUE: Final = frozenset("-–&@#/")
_JOINS: Final = frozenset({" to", " an", " - ", " – ", " — "})
_DASHES: Final = frozenset("-–—")
_LOOSE: Final = frozenset({"mid", "early", "late", "pre", "post"})
"""Words that a dash may tie to a date."""


def find_figures(text: str, date: dt.date | dt.datetime | None = None) -> tuple[Mark, ...]:
    """Return every figure in `text`; `date` is the day relative dates count from.

    >>> [(m.figure.kind, m.figure.value) for m in find_figures("up 2.5% to £3,000")]
    [('percent', '2.5'), ('money', '3000')]
    """
    today = date.date() if isinstance(date, dt.datetime) else date
    return tuple(
        Mark(start, stop, "figure", text[start:stop], figure)
        for start, stop, figure in _walk(text, today)
    )


def _walk(text: str, today: dt.date | None) -> Iterator[Found]:
    end, aged = 0, False
    purse = Purse(text)
    for match in TRIGGER.finditer(text):
        start, stop = match.span()
        if start < end:
            continue
        if "0" <= text[start] <= "9":
            found, past = _read_number(text, start, stop, today, listed=not aged)
            end = max(end, past)
        elif text[start] in SIGN_CHARACTERS:
            found = None if start and text[start - 1].isalnum() else read_sign(text, start)
        else:
            found = _read_word(text, start, match[0], today)
        if found is not None:
            if (
                text[found.stop : found.stop + 3] in _JOINS
                or text[found.stop : found.stop + 1] in _DASHES
            ):
                found = joined(text, found, lambda at: _read_at(text, at, today))
            end, aged = found.stop, found.figure.kind == "age"
            yield _qualified(text, purse.settled(found) if found.figure.unit else found)


def _read_number(
    text: str, start: int, stop: int, today: dt.date | None, *, listed: bool
) -> tuple[Found | None, int]:
    """Read the figure at the digits `text[start:stop]`, or say how far there is none."""
    if is_glued(text, start):
        return None, stop
    if past := past_not_a_figure(text, start, stop):
        return None, past
    if listed and (middle := _listed(text, start)):
        return middle, 0
    found = read_digits(text, start, stop, today)
    return found, 0 if found else _past_chain(text, stop)


def _read_at(text: str, start: int, today: dt.date | None) -> Found | None:
    """Read the figure that begins exactly at `start`."""
    match = TRIGGER.match(text, start)
    if match is None or match[0] in SIGN_CHARACTERS:
        return None
    if match[0][0].isdigit():
        return read_digits(text, start, match.end(), today)
    return _read_word(text, start, match[0], today)


def _listed(text: str, start: int) -> Found | None:
    """Read a middle number of a list."""
    if start < 2 or text[start - 1] != " " or text[start - 2] not in _LISTS:
        return None
    match = _LISTED.match(text, start - 2)
    return Found(start, match.end(), Figure("count", spell(Decimal(match[1])))) if match else None


def _past_chain(text: str, stop: int) -> int:
    """Give the end of "2.0.1" or "4x4", so that its later digits are not read alone."""
    chain = _CHAIN.match(text, stop)
    return chain.end() if chain else stop


def _read_word(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
    if start and text[start - 1] in _GLUE and word_before(text, start) not in _LOOSE:
        return None
    if text.startswith("$", start + len(word)):
        return read_sign(text, start)
    return READERS[word.lower()](text, start, word, today)


def _qualified(text: str, found: Found) -> Found:
    figure = found.figure
    approx = find_approximation(text, found.start, found.stop, figure.kind)
    if approx:
        found = found._replace(figure=replace(figure, approx=approx))
    return signed(text, found) if figure.unit else found
