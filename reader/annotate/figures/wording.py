"""Read the figure that begins with a word: which readers each word asks.

Shape:   `READERS`, a reader for every word of `triggers.TRIGGER` in lower case; a reader is
         (text, start, word, today) -> Found or None.
Errors:  none.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from reader.annotate.figures import triggers
from reader.annotate.figures.amounts import Found, read_amount
from reader.annotate.figures.calendars import MONTHS, WEEKDAYS
from reader.annotate.figures.crowds import read_crowd
from reader.annotate.figures.dates import read_month, read_nth
from reader.annotate.figures.digits import longest, try_amount
from reader.annotate.figures.durations import read_single
from reader.annotate.figures.eras import read_end, read_era, read_season
from reader.annotate.figures.holidays import read_holiday
from reader.annotate.figures.money import read_one, read_sign
from reader.annotate.figures.numbers import TENS
from reader.annotate.figures.ordinals import read_ordinal
from reader.annotate.figures.parts import read_part
from reader.annotate.figures.relatives import read_nearby, read_relative, read_weekday
from reader.annotate.figures.scores import read_ratio, read_score
from reader.annotate.figures.stretches import read_bare, read_few, read_led, read_long
from reader.annotate.figures.times import read_named_time, read_spoken, read_time

Reader = Callable[[str, int, str, dt.date | None], Found | None]

_CLOCKS: Final = frozenset({" o’", " o'", " p.", " a.", " pm", " am", " in", " at"})


def _number(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
    return longest(_try_number(text, start, word.lower(), today))


def _try_number(text: str, start: int, word: str, today: dt.date | None) -> Iterator[Found | None]:
    stop = start + len(word)
    if word in _SPOKEN:
        yield read_spoken(text, start)
    if word in _PARTS:
        yield read_single(text, start, today)
        yield read_part(text, start)
    if text[stop : stop + 3] in _CLOCKS:
        yield read_time(text, start)
    if word in TENS:
        yield read_nth(text, start, today)
        yield read_era(text, start, today)
        yield read_ordinal(text, start)
    if word == "one":
        yield read_ratio(text, start)
    amount = read_amount(text, start)
    if amount is None:
        return
    if amount.pair and amount.joint == "to":
        yield read_score(text, amount)
    yield from try_amount(text, amount, today)


def _article(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
    return (
        read_crowd(text, start)
        or read_few(text, start)
        or read_one(text, start)
        or longest(_try_number(text, start, word.lower(), today))
    )


def _ordinal(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
    del word
    return read_nth(text, start, today) or read_era(text, start, today) or read_ordinal(text, start)


def _leader(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
    del word
    return read_relative(text, start, today) or read_led(text, start, today)


def _few(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
    del word, today
    return read_crowd(text, start) or read_few(text, start)


def _month(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
    del word
    return read_month(text, start, today)


def _nearby(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
    del word
    return read_nearby(text, start, today)


def _end(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
    del word
    return read_end(text, start, today)


def _plain(read: Callable[[str, int], Found | None]) -> Reader:
    """Make a reader of one that needs neither the word nor the day."""

    def reader(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
        del word, today
        return read(text, start)

    return reader


def _readers(groups: Iterable[tuple[Iterable[str], Reader]]) -> dict[str, Reader]:
    return {word.lower(): reader for words, reader in groups for word in words}


_SPOKEN: Final = frozenset({"a", "five", "ten", "quarter", "twenty", "half"})
_PARTS: Final = frozenset({"a", "an", "half", "one"})
READERS: Final = _readers(
    (
        (triggers.SIGNS | triggers.CURRENCIES, _plain(read_sign)),
        (triggers.NUMBERS | {"half", "quarter"}, _number),
        (("a", "an"), _article),
        (triggers.ORDINALS, _ordinal),
        (MONTHS, _month),
        (WEEKDAYS, read_weekday),
        (triggers.DAYS, _nearby),
        (triggers.HOURS, _plain(read_named_time)),
        (triggers.LEADERS, _leader),
        (triggers.FEW, _few),
        (triggers.CROWDS, _plain(read_crowd)),
        (triggers.STRETCHES, _plain(read_bare)),
        (triggers.SEASONS, _plain(read_season)),
        (triggers.ENDS, _end),
        (triggers.LONG, _plain(read_long)),
        (triggers.HOLIDAYS, read_holiday),
    )
)
