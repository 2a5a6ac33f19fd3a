"""Find figures: counts, money, quantities, dates, times, durations, ages, scores.

One walk over the words of a text. Only a digit, a sign of money or a word of number or
calendar is looked at; there, every reader may try, and **the longest figure wins**; of two
as long, the reader named first. The walk goes on behind it, so figures never overlap.

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

from reader.annotate.ages import read_age, read_decade_of_life
from reader.annotate.amounts import Amount, Found, one, read_amount, signed, spell
from reader.annotate.approximations import find_approximation
from reader.annotate.calendars import MONTHS, WEEKDAYS
from reader.annotate.dates import read_calendar, read_date
from reader.annotate.durations import read_duration, read_single
from reader.annotate.guards import is_glued, is_label, is_tailed, past_not_a_figure
from reader.annotate.lexicon import lexicon
from reader.annotate.money import CODES, SIGN_CHARACTERS, read_currency, read_sign
from reader.annotate.numbers import TENS, UNITS, read_number
from reader.annotate.ordinals import WORDS as ORDINALS
from reader.annotate.ordinals import read_ordinal
from reader.annotate.parts import read_part
from reader.annotate.purses import Purse
from reader.annotate.quantities import read_percent, read_quantity
from reader.annotate.scores import read_ratio, read_score
from reader.annotate.times import read_named_time, read_spoken, read_time
from reader.marks import Figure, Mark

_WORD: Final = re.compile(rf"[0-9]+|[{re.escape(SIGN_CHARACTERS)}]|[^\W\d_]+")
_NUMBERS: Final = frozenset({*UNITS, *TENS, "a", "an", "half", "quarter"})
_CALENDAR: Final = frozenset(
    {*(name.lower() for name in (*MONTHS, *WEEKDAYS)), "yesterday", "today", "tomorrow", "tonight",
     "last", "this", "next"}
)  # fmt: skip
_TIMES: Final = frozenset({"noon", "midday", "midnight"})
_MONEY: Final = frozenset(
    {code.lower() for code in CODES} | {"us", "au", "ca", "nz", "hk", "nt", "c", "s", "r", "rs"}
)
_TRIGGERS: Final = _NUMBERS | _CALENDAR | _TIMES | _MONEY | ORDINALS.keys()
_CAPITALS: Final = frozenset(word.capitalize() for word in _TRIGGERS) | {
    word.upper() for word in _MONEY
}
_KNOWN: Final = _TRIGGERS | _CAPITALS
_YEARS: Final = range(1500, 2100)
_MONTH_AHEAD: Final = re.compile(" (?:" + "|".join(MONTHS) + r")\b")
_UNIT_AHEAD: Final = re.compile(r"[ \u00a0-]?[^\W\d_]|[ \u00a0]?[%°º'\"]")
# In "4, 5, 6" a middle number is nothing but a count; long tables are read so in little time.
_LISTED: Final = re.compile(
    r"(?:[0-9;] |, )((?:[1-9][0-9]{0,2}|0)(?:\.[0-9]{1,3})?)(?=[;,]? [0-9]{1,3}(?:\.[0-9]{1,3})?[,; ])"
)
_CHAIN: Final = re.compile(r"(?:[-–./:,][0-9]{1,12}){1,20}|[A-Za-z0-9]{1,40}")
_CAPITAL: Final = re.compile(r" ([A-Z][\w’'-]{0,20})")
_IN_NAME: Final = re.compile(r"[A-Z][\w’'-]{0,14} $")
_THINGS: Final = re.compile(
    r" (?:people|men|women|children|more|(?!is\b|was\b|has\b|as\b|this\b)[a-z]{3,14}s)\b"
)


def find_figures(text: str, date: dt.date | dt.datetime | None = None) -> tuple[Mark, ...]:
    """Return every figure in `text`; `date` is the day relative dates count from.

    >>> [(m.figure.kind, m.figure.value) for m in find_figures("up 2.5% to £3,000")]
    [('percent', '2.5'), ('money', '3000')]
    """
    today = date.date() if isinstance(date, dt.datetime) else date
    return tuple(
        Mark(found.start, found.stop, "figure", text[found.start : found.stop], found.figure)
        for found in _walk(text, today)
    )


def _walk(text: str, today: dt.date | None) -> Iterator[Found]:
    end = 0
    purse = Purse(text)
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        if start < end or (word[0] > "9" and word not in _KNOWN and word not in SIGN_CHARACTERS):
            continue
        if "0" <= word[0] <= "9":
            if is_glued(text, start):
                end = max(end, match.end())
                continue
            if past := past_not_a_figure(text, start):
                end = past
                continue
            if listed := _LISTED.match(text, start - 2) if start > 1 else None:
                end = listed.end()
                yield Found(start, end, Figure("count", spell(Decimal(listed[1]))))
                continue
            found = _read_digits(text, start, today)
        elif word in SIGN_CHARACTERS:
            found = None if start and text[start - 1].isalnum() else read_sign(text, start)
        else:
            found = _read_word(text, start, word.lower(), today)
        if found is not None:
            end = found.stop
            yield _qualified(text, purse.settled(found) if found.figure.unit else found)
        elif "0" <= word[0] <= "9":
            end = max(end, _past_chain(text, match.end()))


def _past_chain(text: str, stop: int) -> int:
    """Give the end of "2.0.1" or "4x4", so that its later digits are not read alone."""
    chain = _CHAIN.match(text, stop)
    return chain.end() if chain else stop


def _qualified(text: str, found: Found) -> Found:
    approx = find_approximation(text, found.start, found.stop, found.figure.kind)
    if approx:
        found = replace(found, figure=replace(found.figure, approx=approx))
    return signed(text, found) if found.figure.unit else found


def _longest(candidates: Iterator[Found | None]) -> Found | None:
    """The overlap rule: the longest figure that starts here; of two as long, the first."""
    best: Found | None = None
    for found in candidates:
        if found is not None and (best is None or found.stop > best.stop):
            best = found
    return best


def _read_digits(text: str, start: int, today: dt.date | None) -> Found | None:
    return _longest(_try_digits(text, start, today))


def _try_digits(text: str, start: int, today: dt.date | None) -> Iterator[Found | None]:
    yield read_date(text, start, today)
    yield read_time(text, start)
    yield read_decade_of_life(text, start)
    yield read_ordinal(text, start)
    yield read_ratio(text, start)
    amount = read_amount(text, start)
    if amount is not None:
        yield from _try_amount(text, amount, today)
        if amount.pair:
            single = _first(text, amount)
            yield from _try_amount(text, single, today)


def _first(text: str, amount: Amount) -> Amount:
    """The first number of a range, alone: "5-10" may be "5" when no reader takes the pair."""
    number = read_number(text, amount.start)
    return amount if number is None else one(amount.start, number)


def _try_amount(text: str, amount: Amount, today: dt.date | None) -> Iterator[Found | None]:
    """Every reading of a number or range by what stands around it."""
    if _UNIT_AHEAD.match(text, amount.stop):
        yield from _try_units(text, amount, today)
    if amount.pair:
        yield read_score(text, amount)
    yield read_age(text, amount)
    yield _read_count(text, amount)


def _try_units(text: str, amount: Amount, today: dt.date | None) -> Iterator[Found | None]:
    """Every reading by the unit that follows."""
    yield read_percent(text, amount)
    yield read_currency(text, amount)
    yield read_duration(text, amount, today)
    yield read_quantity(text, amount)


def _read_word(text: str, start: int, word: str, today: dt.date | None) -> Found | None:
    before = text[start - 1] if start else " "
    if before.isalnum() or before in "_-–&@#/":
        return None
    if text.startswith("$", start + len(word)):
        return read_sign(text, start)
    if word in _CALENDAR:
        return read_calendar(text, start, today)
    if word in _TIMES:
        return read_named_time(text, start)
    if word in _MONEY:
        return read_sign(text, start)
    if word in ORDINALS:
        return read_ordinal(text, start)
    return _longest(_try_word(text, start, word, today))


def _try_word(text: str, start: int, word: str, today: dt.date | None) -> Iterator[Found | None]:
    yield read_spoken(text, start)
    if word in {"a", "an", "half", "one"}:
        yield read_single(text, start, today)
        yield read_part(text, start)
    if word not in {"a", "an", "half", "quarter"}:
        yield read_time(text, start)
        yield read_ordinal(text, start)
        yield read_ratio(text, start)
    amount = read_amount(text, start)
    if amount is None:
        return
    if amount.pair and amount.joint == "to":
        yield read_score(text, amount)
    yield from _try_amount(text, amount, today)
    if amount.pair:
        yield from _try_amount(text, _first(text, amount), today)


def _read_count(text: str, amount: Amount) -> Found | None:
    """Read a bare number that counts something, where nothing says it does not."""
    if is_tailed(text, amount.stop) or is_label(text, amount):
        return None
    if amount.spelt and not _spelt_counts(text, amount):
        return None
    if amount.plain and _MONTH_AHEAD.match(text, amount.stop):
        return None  # no calendar has this day: "31 February"
    if amount.plain and not amount.pair and amount.low is not None:
        digits = text[amount.start : amount.stop]
        if digits[0] == "0" and len(digits) > 1:
            return None
        if len(digits) == 4 and int(amount.low) in _YEARS and not _counts_things(text, amount.stop):
            return None
    if (
        amount.pair
        and amount.high is not None
        and amount.low is not None
        and amount.low >= amount.high
    ):
        return None
    return Found(amount.start, amount.stop, Figure("count", amount.value()))


def _counts_things(text: str, stop: int) -> bool:
    return _THINGS.match(text, stop) is not None


def _spelt_counts(text: str, amount: Amount) -> bool:
    """True where number words count: never the pronoun "one", nor "zero" alone."""
    if amount.low in {Decimal(0), Decimal(1)} and not amount.pair:
        return False
    words = text[amount.start : amount.stop]
    if words[0].isupper() and _IN_NAME.search(text[max(0, amount.start - 16) : amount.start]):
        return False
    if not words[0].isupper():
        return True
    following = _CAPITAL.match(text, amount.stop)
    return following is None or following[1] in lexicon().demonyms
