"""Read sums of money: sign or code before the number, or a currency's name after it.

Shape:   (text, position) -> Found or None for signs; (text, Amount) -> Found or None for names.
Units:   the unit is an ISO 4217 code; scale words are applied, pence are hundredths of a pound.
Errors:  none.
Source:  `currencies`.
"""

import re
from decimal import Decimal
from typing import Final

from reader.annotate.figures.amounts import Amount, Found, read_amount, spell
from reader.annotate.figures.currencies import CODES, ELSE, NAMES, PARTS, SIGNS, of_country
from reader.annotate.figures.leads import word_before
from reader.annotate.figures.numbers import read_number
from reader.marks import Figure

WORDS: Final = frozenset({*NAMES, *PARTS, *CODES, "mark", "marks"})
"""What may follow an amount of money."""

_IN_CENTS: Final = frozenset({"dollar", "dollars", "euro", "euros", "pound", "pounds"})
_CENTS: Final = re.compile(r"(?:,? and | )(?=[0-9a-z])")
_CENT: Final = re.compile(r" (?:cents?|pence|penny)\b")
_ONE: Final = re.compile(
    r"[Aa] (?P<name>dollar|euro|pound|rand|rupee|yuan|penny)\b(?![-’']| (?:of|[a-z]{0,8}(?:bill|note|sign|coin|store|value|rate)s?\b))"
)
_COSTING: Final = frozenset(
    {"for", "than", "cost", "costing", "worth", "costs", "about", "under", "over", "only", "just", "pay", "paid", "pays", "nearly",
     "almost", "least", "earn", "earns", "earned", "below", "above", "around", "charge", "charged"}
)  # fmt: skip
"""Words that make "a dollar" a sum; elsewhere it is a rate ("40 cents a pound") or a note."""

_SUM: Final = 100
_READ: Final = {**SIGNS, "R": "ZAR"}
"""In English "R1,500" is rand; elsewhere a lone letter is no sign."""

_SIGN: Final = re.compile(
    "(?:" + "|".join(map(re.escape, sorted(_READ, key=len, reverse=True)))
    + "|(?:" + "|".join(sorted(CODES)) + r")(?![A-Za-z]))\.?[ \u00a0]?(?=[0-9])"
)  # fmt: skip
_AFTER: Final = re.compile(
    r"(?:[ \u00a0-](?P<adjective>(?:[A-Z][A-Za-z]{1,12} ){0,2}[A-Z][A-Za-z]{1,12} )?|(?=p\b))"
    r"(?P<name>[A-Za-z]{1,10})\b"
)
_WEIGHT: Final = re.compile(r"(?: of [a-z]|[ -](?:heavy|in weight|lighter|heavier|per square))")
_WEIGHING: Final = re.compile(
    r"\b(?:weigh\w{0,4}|lost|gained|shed)(?: \w{1,10}){0,3} ?$", re.IGNORECASE
)
_WORDY: Final = re.compile(r"[ \u00a0-](dollars?|euros?|pounds?|sterling)\b")


def currency_named(name: str) -> str | None:
    """Give the ISO 4217 code of a currency by its name in a sentence: "US dollars" is "USD"."""
    return NAMES.get(name.rsplit(" ", maxsplit=1)[-1])


def read_sign(text: str, start: int) -> Found | None:
    """Read "£3bn", "US$1.2 million", "CHF 20" or a range of them at `start`."""
    sign = _SIGN.match(text, start)
    if sign is None:
        return None
    amount = read_amount(text, sign.end(), short=True, sign=sign[0])
    if amount is None:
        return None
    name = sign[0].rstrip(" \u00a0.")
    stop = amount.stop
    if text[stop : stop + 1].isalnum():
        return None
    if wordy := _WORDY.match(text, stop):
        stop = wordy.end()
    found = amount.found(stop, "money", _READ.get(name, name))
    return Found(start, stop, found.figure)


def read_currency(text: str, amount: Amount) -> Found | None:
    """Read the currency's name, code or "p" after `amount`."""
    match = _AFTER.match(text, amount.stop)
    if match is None:
        return None
    name = match["name"]
    if match["adjective"]:
        return _with_adjective(text, amount, match)
    if name in PARTS:
        attached = match.start("name") == amount.stop
        if (name == "p") is not attached or (name == "p" and amount.spelt):
            return None
        small, part = PARTS[name]
        if name in ELSE and not _is_paid(text, amount):
            return None
        return amount.found(match.end(), "money", small, Decimal(part))
    if name in CODES:
        return amount.found(match.end(), "money", name)
    if name in _IN_CENTS and (both := _and_cents(text, amount, match)):
        return both
    code = NAMES.get(name)
    if code is None or _is_other(text, amount, name, match.end()):
        return None
    stop = match.end()
    if text.startswith(" sterling", stop):
        stop += len(" sterling")
    return amount.found(stop, "money", code)


def _with_adjective(text: str, amount: Amount, match: re.Match[str]) -> Found | None:
    """Read "20 Canadian dollars"; an adjective nobody knows leaves the amount alone."""
    code = of_country(match["name"], match["adjective"].rstrip())
    if code is None and not _is_other(text, amount, match["name"], match.end()):
        code = NAMES.get(match["name"])
    return amount.found(match.end(), "money", code) if code else None


def read_one(text: str, start: int) -> Found | None:
    """Read "a dollar" where it is paid."""
    match = _ONE.match(text, start)
    if match is None or word_before(text, start) not in _COSTING:
        return None
    name = match["name"]
    code, value = ("GBP", "0.01") if name == "penny" else (NAMES[name], "1")
    return Found(start, match.end(), Figure("money", value, code))


def _and_cents(text: str, amount: Amount, match: re.Match[str]) -> Found | None:
    """Read the rest of "3 dollars and 50 cents"."""
    if amount.pair or amount.low is None or not (join := _CENTS.match(text, match.end())):
        return None
    cents = read_number(text, join.end())
    last = _CENT.match(text, cents.stop) if cents else None
    if cents is None or last is None or cents.value is None or cents.value >= 100:
        return None
    value = spell(amount.low + cents.value / 100)
    return Found(amount.start, last.end(), Figure("money", value, NAMES[match["name"]]))


def _is_other(text: str, amount: Amount, name: str, stop: int) -> bool:
    """True where "pounds" weigh, "won" is a verb, or "sterling" praises."""
    if name in {"pound", "pounds"}:
        behind = text[max(0, amount.start - 40) : amount.start]
        return bool(_WEIGHT.match(text, stop) or _WEIGHING.search(behind))
    if name == "won":
        return amount.low is None or amount.low < 1000
    if name in ELSE:
        return not _is_paid(text, amount)
    return name == "sterling" and not amount.scaled


def _is_paid(text: str, amount: Amount) -> bool:
    """True for a sum, or a number of coins that somebody asks or gives for something."""
    if amount.scaled or (amount.low is not None and amount.low >= _SUM):
        return True
    return word_before(text, amount.start) in _COSTING
