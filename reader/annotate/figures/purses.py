"""Say which country's money a bare "pesos" or "cents" is, from the rest of the text.

Shape:   a `Purse` of one text; (Found) -> the same Found, or one with a likelier currency.
Units:   ISO 4217 codes.
Errors:  none; each question of a text is answered once, so that the walk stays linear.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Final

from reader.annotate.figures.amounts import Found

_COUNTRIES: Final[dict[str, dict[str, str]]] = {
    "peso": {
        "MXN": "Mexic", "CLP": "Chile", "ARS": "Argentin", "COP": "Colombia", "PHP": "Philippin|Manila|Filipino",
        "UYU": "Urugua|Montevideo", "CUP": "Cuba|Havana", "DOP": "Dominican",
    },
    "franc": {
        "CHF": "Swiss|Switzerland|Zurich|Geneva|Basel|Bern", "XOF": "Senegal|Ivor|Mali\\b|Benin|Togo|Niger\\b|Burkina",
        "XAF": "Cameroon|Gabon|Chad\\b", "RWF": "Rwanda", "BIF": "Burundi", "CDF": "Congo|Kinshasa",
    },
    "crown": {
        "CZK": "Czech|Prague", "SEK": "Swed|Stockholm", "NOK": "Norw|Oslo", "DKK": "Denmark|Danish|Copenhagen",
        "ISK": "Iceland|Reykjav",
    },
    "dirham": {"AED": "Emirat|Dubai|Abu Dhabi|UAE", "MAD": "Morocc|Casablanca|Rabat"},
    "kwacha": {"ZMW": "Zambia|Lusaka", "MWK": "Malawi|Lilongwe|Blantyre"},
    "lei": {"RON": "Romania|Bucharest", "MDL": "Moldov|Chisinau"},
    "manat": {"AZN": "Azer|Baku", "TMT": "Turkmen"},
    "kron": {
        "NOK": "Norw|Oslo|Bergen|Troms", "DKK": "Denmark|Danish|Copenhagen", "SEK": "Swed|Stockholm|Gothenburg",
        "ISK": "Iceland|Reykjav",
    },
    "shilling": {"KES": "Kenya|Nairobi|Mombasa", "TZS": "Tanzania|Dar es Salaam", "UGX": "Uganda|Kampala", "SOS": "Somali|Mogadishu"},
    "rupee": {"INR": "India|Delhi|Mumbai", "PKR": "Pakistan|Karachi|Lahore", "LKR": "Sri Lanka|Colombo\\b", "NPR": "Nepal|Kathmandu", "MUR": "Mauriti"},
    "dinar": {"KWD": "Kuwait", "IQD": "Iraq|Baghdad", "JOD": "Jordan|Amman", "DZD": "Algeri", "TND": "Tunisia|Tunis", "RSD": "Serbia|Belgrade", "LYD": "Libya|Tripoli"},
    "riyal": {"SAR": "Saudi|Riyadh", "QAR": "Qatar|Doha", "YER": "Yemen"},
    "rial": {"IRR": "Iran|Tehran", "OMR": "Oman|Muscat", "YER": "Yemen"},
}  # fmt: skip
"""For every name of money the countries that call theirs so, the commonest first."""

_PATTERNS: Final = {
    name: re.compile(
        r"\b(?:" + "|".join(f"(?P<{code}>{words})" for code, words in codes.items()) + ")"
    )
    for name, codes in _COUNTRIES.items()
}
_NEAR: Final = 400
"""A country named so few code points away outweighs one that the text names more often."""

_CENTS: Final = re.compile(r"cents?$")
_NAMED: Final = re.compile("[A-Z]")
""""20 Danish kroner" says whose money it is."""
_SIGNS: Final = re.compile(r"(?:US|A|C|NZ|HK|S)?\$(?=[0-9])|€(?=[0-9])|\b(?:euros?|dollars?)\b")
_SIGN_CODES: Final = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
}  # fmt: skip


class Purse:
    """The currencies one text speaks of."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._mentions: dict[str, list[tuple[int, str]]] = {}
        self._commonest: dict[str, str | None] = {}

    def settled(self, found: Found) -> Found:
        """Give `found` the currency of the country that the text is about, if its name is shared."""
        if found.figure.kind != "money":
            return found
        written = self._text[found.start : found.stop]
        code: str | None = None
        if _CENTS.search(written):
            code = self._cents
        elif not _NAMED.search(written):
            word = re.split("[ \u00a0-]", written)[-1]
            name = next((name for name in _COUNTRIES if word.startswith(name)), None)
            code = self._country(name, found.start) if name else None
        return found._replace(figure=replace(found.figure, unit=code)) if code else found

    def _country(self, name: str, start: int) -> str | None:
        """Give the code of the country named next to `start`, or most often."""
        mentions = self._mentions.get(name)
        if mentions is None:
            found = _PATTERNS[name].finditer(self._text)
            mentions = [(match.start(), str(match.lastgroup)) for match in found]
            self._mentions[name] = mentions
        index = bisect_left(mentions, (start, ""))
        near = sorted(mentions[max(0, index - 1) : index + 1], key=lambda m: abs(m[0] - start))
        if near and abs(near[0][0] - start) <= _NEAR:
            return near[0][1]
        if name not in self._commonest:
            self._commonest[name] = _most(code for _, code in mentions)
        return self._commonest[name]

    @cached_property
    def _cents(self) -> str | None:
        return _most(_SIGN_CODES.get(match[0], "USD") for match in _SIGNS.finditer(self._text))


def _most(codes: Iterable[str]) -> str | None:
    counted = Counter(codes).most_common(1)
    return counted[0][0] if counted else None
