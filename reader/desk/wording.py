"""A figure's value in plain words, whatever way the article wrote it.

Shape:   a `Figure` -> one short line: "about 3.2 million euros", "15 March 2016".
Units:   as in `reader.marks`.
Errors:  none; what has no value is "".
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from reader.marks import Approximation, Figure

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_CURRENCIES: Final = {
    "EUR": "euros", "USD": "US dollars", "GBP": "pounds", "JPY": "yen", "CHF": "Swiss francs",
    "CNY": "yuan", "INR": "rupees", "RUB": "roubles", "CAD": "Canadian dollars",
    "AUD": "Australian dollars", "NZD": "New Zealand dollars",
}  # fmt: skip
_SCALES: Final = ((12, "trillion"), (9, "billion"), (6, "million"))
_UNITS: Final = {"%": "per cent", "pp": "percentage points"}
_AGES: Final = {"y": "years old", "mo": "months old", "wk": "weeks old", "d": "days old"}
_PERIODS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_TIMES: Final = {"H": "hour", "M": "minute", "S": "second"}
_APPROXIMATELY: Final[dict[Approximation, str]] = {
    "about": "about", "more": "more than", "less": "less than", "at least": "at least",
    "at most": "at most",
}  # fmt: skip
_DATE: Final = re.compile(r"(?:(-)|(\d{4}))(?:-(\d{2}))?(?:-(\d{2}))?")
_PART: Final = re.compile(r"(\d+(?:\.\d+)?)([A-Z])")


def in_words(figure: Figure) -> str:
    """What the figure says.

    >>> in_words(Figure("money", "3200000", "EUR", "about"))
    'about 3.2 million euros'
    >>> in_words(Figure("percent", ("5", "10"), "%"))
    '5 to 10 per cent'
    """
    if figure.value is None:
        return ""
    if isinstance(figure.value, str):
        said = _said(figure, figure.value)
    else:
        low, high = (None if end is None else _said(figure, end) for end in figure.value)
        said = f"{low} to {high}" if low and high else f"{low} or more" if low else f"up to {high}"
    unit = _unit(figure)
    before = f"{_APPROXIMATELY[figure.approx]} " if figure.approx else ""
    return f"{before}{said} {unit}".rstrip()


def _said(figure: Figure, value: str) -> str:
    """One value without its unit."""
    match figure.kind:
        case "date":
            return _date(value)
        case "duration":
            return _duration(value)
        case "score":
            return value.replace("-", "–")
        case "ordinal":
            return _ordinal(value)
        case "time":
            return value
    return _number(value)


def _unit(figure: Figure) -> str:
    if figure.kind == "money":
        return _CURRENCIES.get(figure.unit, figure.unit)
    if figure.kind == "age":
        return _AGES.get(figure.unit, figure.unit)
    return _UNITS.get(figure.unit, figure.unit)


def _number(value: str) -> str:
    """Grouped in threes; from a million on with a word, where that is exact and short."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite():
        return value
    for exponent, word in _SCALES:
        if abs(number) >= Decimal(10) ** exponent:
            short = f"{number.scaleb(-exponent).normalize():,f}"
            if len(short.partition(".")[2]) <= 3:
                return f"{short} {word}"
            break
    return f"{number:,f}" if abs(number) >= 10_000 else f"{number:f}"


def _date(value: str) -> str:
    found = _DATE.fullmatch(value)
    if found is None:
        return value
    _, year, month, day = found.groups()
    if month and not 1 <= int(month) <= len(_MONTHS):
        return value
    parts = (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year or "")
    return " ".join(part for part in parts if part) or value


def _duration(value: str) -> str:
    days, _, times = value.removeprefix("P").partition("T")
    said = [
        f"{number} {names[sign]}{'' if number == '1' else 's'}"
        for part, names in ((days, _PERIODS), (times, _TIMES))
        for number, sign in _PART.findall(part)
        if sign in names
    ]
    return " ".join(said) or value


def _ordinal(value: str) -> str:
    if not value.isdecimal():
        return value
    teen = value[-2:-1] == "1"
    ending = "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(value[-1], "th")
    return f"{value}{ending}"
