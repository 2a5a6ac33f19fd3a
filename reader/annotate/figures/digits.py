"""Read the figure that begins with a digit, by asking every reader that what follows allows.

Shape:   (text, start, stop of the first digits, today) -> Found or None.
Errors:  none.

The overlap rule: the longest figure that starts here; of two as long, the reader named first.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from reader.annotate.figures import durations, money, quantities
from reader.annotate.figures.ages import read_age, read_decade_of_life
from reader.annotate.figures.amounts import Amount, Found, one, read_amount
from reader.annotate.figures.counts import read_count
from reader.annotate.figures.dates import read_date
from reader.annotate.figures.eras import read_era
from reader.annotate.figures.numbers import read_number
from reader.annotate.figures.ordinals import read_ordinal
from reader.annotate.figures.scores import read_ratio, read_score, read_share
from reader.annotate.figures.times import read_time

_UNITS: Final = durations.WORDS | money.WORDS | quantities.WORDS
_WORD_AHEAD: Final = re.compile(r"[ \u00a0-]([A-Za-z]{1,16})")
_SIGNS: Final = frozenset("%°º'\"µμ")
_SHORT: Final = frozenset("mk")
"""Short scales: metres and kilometres elsewhere, millions and thousands before "euros"."""
_ENDINGS: Final = frozenset("snrtSNRT,'’")
"""How "3rd", "40s" and "1,000th" go on after their first digits."""


def read_digits(text: str, start: int, stop: int, today: dt.date | None) -> Found | None:
    """Read the figure whose first digits are `text[start:stop]`."""
    return longest(_try_digits(text, start, stop, today))


def longest(candidates: Iterable[Found | None]) -> Found | None:
    """Choose by the overlap rule."""
    best: Found | None = None
    for found in candidates:
        if found is not None and (best is None or found.stop > best.stop):
            best = found
    return best


def _try_digits(text: str, start: int, stop: int, today: dt.date | None) -> Iterator[Found | None]:
    size, after = stop - start, text[stop : stop + 1]
    if after in _ENDINGS:
        yield read_decade_of_life(text, start)
    if size <= 4:
        yield read_date(text, start, today)
    if size in {1, 2, 4}:
        yield read_time(text, start)
    if after in _ENDINGS:
        yield read_era(text, start, today)
        yield read_ordinal(text, start)
    if after == ":" or text[start] == "1":
        yield read_ratio(text, start)
    amount = read_amount(text, start)
    if amount is not None:
        if text[amount.stop : amount.stop + 1] in _SHORT and (
            short := read_amount(text, start, short=True)
        ):
            yield money.read_currency(text, short)
        yield from try_amount(text, amount, today)


def try_amount(text: str, amount: Amount, today: dt.date | None) -> Iterator[Found | None]:
    """Every reading of a number or range; "5-10" may be "5" when no reader takes the pair."""
    yield from _try_amount(text, amount, today)
    if amount.pair and (number := read_number(text, amount.start)):
        yield from _try_amount(text, one(amount.start, number), today)


def _try_amount(text: str, amount: Amount, today: dt.date | None) -> Iterator[Found | None]:
    """Every reading by what stands around `amount`."""
    if _is_measured(text, amount.stop):
        yield quantities.read_percent(text, amount)
        yield money.read_currency(text, amount)
        yield durations.read_duration(text, amount, today)
        yield quantities.read_quantity(text, amount)
    if amount.pair:
        yield read_score(text, amount)
    elif text.startswith((" out of ", " in "), amount.stop):
        yield read_share(text, amount)
    yield read_age(text, amount)
    yield read_count(text, amount)


def _is_measured(text: str, stop: int) -> bool:
    """True where a unit may follow: most numbers have none, and no reader of units is asked."""
    after = text[stop : stop + 1]
    if word := _WORD_AHEAD.match(text, stop):
        return word[1] in _UNITS or word[1].lower() in _UNITS or word[1][0].isupper()
    if after in {" ", "\u00a0"}:
        after = text[stop + 1 : stop + 2]
    return after.isalpha() or after in _SIGNS
