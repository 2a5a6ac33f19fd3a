"""Read sums of money: sign or code before the number, or a currency's name after it.

Shape:   (text, position) -> Found or None for signs; (text, Amount) -> Found or None for names.
Units:   the unit is an ISO 4217 code; scale words are applied, pence are hundredths of a pound.
Errors:  none.
Source:  ISO 4217. A bare "$" is USD, "¥" is JPY; of several pesos, crowns and francs without
         a country's adjective the most traded one is meant.
"""

import re
from decimal import Decimal
from typing import Final

from reader.annotate.amounts import Amount, Found, read_amount

SIGNS: Final = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "R$": "BRL", "NT$": "TWD", "$": "USD", "£": "GBP", "€": "EUR",
    "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₦": "NGN", "₪": "ILS",
    "฿": "THB", "₫": "VND", "₴": "UAH", "₱": "PHP", "₵": "GHS", "Rs": "INR",
}  # fmt: skip
CODES: Final = frozenset(
    "USD EUR GBP JPY CNY CHF AUD CAD NZD HKD SGD SEK NOK DKK INR RUB BRL ZAR KRW TRY MXN PLN".split()  # noqa: SIM905
)
SIGN_CHARACTERS: Final = "".join(sorted({sign[-1] for sign in SIGNS if not sign[-1].isalpha()}))

_NAMES: Final = {
    name: code
    for code, names in {
        "USD": "dollar dollars", "EUR": "euro euros", "GBP": "pound pounds sterling quid",
        "JPY": "yen", "CNY": "yuan renminbi", "INR": "rupee rupees", "RUB": "rouble roubles ruble rubles",
        "BRL": "reais", "ZAR": "rand", "MXN": "peso pesos", "CHF": "franc francs", "SEK": "kronor krona",
        "NOK": "kroner krone", "TRY": "lira liras", "THB": "baht", "ILS": "shekel shekels", "NGN": "naira",
        "KES": "shilling shillings", "AED": "dirham dirhams", "SAR": "riyal riyals", "PLN": "zloty zlotys",
        "HUF": "forint forints", "IDR": "rupiah", "MYR": "ringgit", "UAH": "hryvnia hryvnias",
        "KRW": "won", "PKR": "", "GEL": "lari", "VND": "dong", "PEN": "soles", "BDT": "taka",
        "GHS": "cedi cedis", "CZK": "koruna korunas", "BOB": "boliviano bolivianos", "KZT": "tenge", "ETB": "birr",
        "RON": "leu lei", "PYG": "guaraní guaraníes", "GTQ": "quetzal quetzales", "HNL": "lempira lempiras",
        "MMK": "kyat kyats", "KHR": "riel riels", "ZMW": "kwacha", "AZN": "manat", "IRR": "rial rials",
        "KWD": "dinar dinars", "AMD": "dram drams",
    }.items()
    for name in names.split()
}  # fmt: skip
_ADJECTIVES: Final = {
    "us dollar": "USD", "american dollar": "USD", "australian dollar": "AUD",
    "canadian dollar": "CAD", "new zealand dollar": "NZD", "hong kong dollar": "HKD",
    "singapore dollar": "SGD", "taiwan dollar": "TWD", "swiss franc": "CHF", "cfa franc": "XOF",
    "egyptian pound": "EGP", "lebanese pound": "LBP", "syrian pound": "SYP",
    "pakistani rupee": "PKR", "indian rupee": "INR", "sri lankan rupee": "LKR",
    "chilean peso": "CLP", "mexican peso": "MXN", "argentine peso": "ARS",
    "colombian peso": "COP", "philippine peso": "PHP", "uruguayan peso": "UYU",
    "swedish krona": "SEK", "swedish kronor": "SEK", "danish krone": "DKK",
    "danish kroner": "DKK", "norwegian krone": "NOK", "norwegian kroner": "NOK",
    "icelandic krona": "ISK", "icelandic kronur": "ISK", "turkish lira": "TRY",
    "kenyan shilling": "KES", "tanzanian shilling": "TZS", "ugandan shilling": "UGX",
    "brazilian reai": "BRL", "south african rand": "ZAR", "south korean won": "KRW",
}  # fmt: skip
_SMALL: Final = {
    "pence": "GBP",
    "p": "GBP",
    "penny": "GBP",
    "cents": "USD",
    "cent": "USD",
    "tetri": "GEL",
}

_SIGN: Final = re.compile(
    "(?:" + "|".join(map(re.escape, sorted(SIGNS, key=len, reverse=True)))
    + "|(?:" + "|".join(sorted(CODES)) + r")\b)\.?[ \u00a0]?(?=[0-9])"
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
    found = amount.found(stop, "money", SIGNS.get(name, name))
    return Found(start, stop, found.figure)


def read_currency(text: str, amount: Amount) -> Found | None:
    """Read the currency's name, code or "p" after `amount`."""
    match = _AFTER.match(text, amount.stop)
    if match is None:
        return None
    name = match["name"]
    if match["adjective"]:
        return _with_adjective(amount, match)
    if name in _SMALL:
        attached = match.start("name") == amount.stop
        if (name == "p") is not attached or (name == "p" and amount.spelt):
            return None
        return amount.found(match.end(), "money", _SMALL[name], Decimal("0.01"))
    if name in CODES:
        return amount.found(match.end(), "money", name)
    code = _NAMES.get(name)
    if code is None or _is_other(text, amount, name, match.end()):
        return None
    stop = match.end()
    if text.startswith(" sterling", stop):
        stop += len(" sterling")
    return amount.found(stop, "money", code)


def _with_adjective(amount: Amount, match: re.Match[str]) -> Found | None:
    """Read "20 Canadian dollars"; an adjective nobody knows leaves the amount alone."""
    name = f"{match['adjective']}{match['name']}".lower()
    code = _ADJECTIVES.get(name) or _ADJECTIVES.get(name.removesuffix("s"))
    return amount.found(match.end(), "money", code) if code else None


def _is_other(text: str, amount: Amount, name: str, stop: int) -> bool:
    """True where "pounds" weigh, "won" is a verb, or "sterling" praises."""
    if name in {"pound", "pounds"}:
        behind = text[max(0, amount.start - 40) : amount.start]
        return bool(_WEIGHT.match(text, stop) or _WEIGHING.search(behind))
    if name == "won":
        return amount.low is None or amount.low < 1000
    return name == "sterling" and not amount.scaled
