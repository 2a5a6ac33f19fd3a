"""Name the world's money: signs, codes, and names with or without a country's adjective.

Shape:   tables, and two questions: (name, adjective) -> code or None.
Units:   ISO 4217 codes.
Errors:  none; an adjective nobody knows is None.
Source:  ISO 4217. A bare "$" is USD, "¥" is JPY; of several pesos, crowns and francs without
         a country's adjective the most traded one is meant.
"""

from typing import Final

SIGNS: Final = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "R$": "BRL", "NT$": "TWD", "$": "USD", "£": "GBP", "€": "EUR",
    "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₦": "NGN", "₪": "ILS",
    "฿": "THB", "₫": "VND", "₴": "UAH", "₱": "PHP", "₵": "GHS", "Rs": "INR", "RM": "MYR",
}  # fmt: skip
CODES: Final = frozenset(
    "USD EUR GBP JPY CNY CHF AUD CAD NZD HKD SGD SEK NOK DKK INR RUB BRL ZAR KRW TRY MXN PLN".split()  # noqa: SIM905
)
SIGN_CHARACTERS: Final = "".join(sorted({sign[-1] for sign in SIGNS if not sign[-1].isalpha()}))

NAMES: Final = {
    name: code
    for code, names in {
        "USD": "dollar dollars", "EUR": "euro euros", "GBP": "pound pounds sterling quid",
        "JPY": "yen", "CNY": "yuan renminbi", "INR": "rupee rupees", "RUB": "rouble roubles ruble rubles",
        "BRL": "reais", "ZAR": "rand", "MXN": "peso pesos", "CHF": "franc francs", "SEK": "kronor krona",
        "NOK": "kroner krone", "TRY": "lira liras", "THB": "baht", "ILS": "shekel shekels", "NGN": "naira",
        "KES": "shilling shillings", "AED": "dirham dirhams", "SAR": "riyal riyals", "PLN": "zloty zlotys zlotych",
        "HUF": "forint forints", "IDR": "rupiah rupiahs", "MYR": "ringgit", "UAH": "hryvnia hryvnias",
        "KRW": "won", "GEL": "lari", "VND": "dong", "PEN": "soles", "BDT": "taka",
        "GHS": "cedi cedis", "CZK": "koruna korunas crown crowns", "BOB": "boliviano bolivianos", "KZT": "tenge",
        "ETB": "birr", "RON": "leu lei", "PYG": "guarani guaranies guaraní guaraníes", "GTQ": "quetzal quetzals quetzales",
        "HNL": "lempira lempiras", "MMK": "kyat kyats", "KHR": "riel riels", "ZMW": "kwacha", "AZN": "manat",
        "IRR": "rial rials", "KWD": "dinar dinars", "AMD": "dram drams", "PGK": "kina", "KGS": "som",
        "BGN": "lev leva", "HRK": "kuna", "VES": "bolivar bolivars bolivares", "NIO": "cordoba cordobas",
        "CRC": "colon colones", "HTG": "gourde gourdes", "BWP": "pula", "MZN": "metical meticais", "AOA": "kwanza kwanzas",
        "MGA": "ariary", "LAK": "kip", "MNT": "tugrik tugriks", "AFN": "afghani afghanis",
    }.items()
    for name in names.split()
}  # fmt: skip
"""A name that several countries use has the code of the commonest."""

_COUNTRIES: Final = {
    "dollar": "us:USD american:USD australian:AUD canadian:CAD new_zealand:NZD hong_kong:HKD singapore:SGD"
    " singaporean:SGD taiwan:TWD new_taiwan:TWD taiwanese:TWD fiji:FJD fijian:FJD jamaican:JMD bahamian:BSD"
    " barbados:BBD barbadian:BBD trinidad:TTD namibian:NAD liberian:LRD zimbabwe:ZWL zimbabwean:ZWL guyanese:GYD"
    " belize:BZD brunei:BND solomon:SBD east_caribbean:XCD eastern_caribbean:XCD",
    "franc": "swiss:CHF cfa:XOF west_african:XOF central_african:XAF rwandan:RWF burundian:BIF burundi:BIF"
    " congolese:CDF guinean:GNF djibouti:DJF comorian:KMF french:FRF belgian:BEF",
    "pound": "egyptian:EGP lebanese:LBP syrian:SYP sudanese:SDG south_sudanese:SSP british:GBP uk:GBP irish:IEP"
    " cyprus:CYP cypriot:CYP",
    "rupee": "indian:INR pakistani:PKR pakistan:PKR sri_lankan:LKR sri_lanka:LKR nepalese:NPR nepali:NPR"
    " mauritian:MUR mauritius:MUR seychelles:SCR",
    "peso": "chilean:CLP mexican:MXN argentine:ARS argentinian:ARS colombian:COP philippine:PHP uruguayan:UYU"
    " cuban:CUP dominican:DOP",
    "kron": "swedish:SEK danish:DKK norwegian:NOK icelandic:ISK",
    "crown": "czech:CZK swedish:SEK danish:DKK norwegian:NOK icelandic:ISK slovak:SKK estonian:EEK",
    "koruna": "czech:CZK slovak:SKK",
    "lira": "turkish:TRY lebanese:LBP syrian:SYP italian:ITL maltese:MTL",
    "shilling": "kenyan:KES kenya:KES tanzanian:TZS tanzania:TZS ugandan:UGX uganda:UGX somali:SOS",
    "riyal": "saudi:SAR qatari:QAR qatar:QAR yemeni:YER omani:OMR iranian:IRR",
    "rial": "iranian:IRR omani:OMR yemeni:YER qatari:QAR",
    "dinar": "kuwaiti:KWD jordanian:JOD tunisian:TND algerian:DZD bahraini:BHD bahrain:BHD iraqi:IQD libyan:LYD"
    " serbian:RSD yugoslav:YUM",
    "dirham": "uae:AED emirati:AED moroccan:MAD",
    "kwacha": "zambian:ZMW malawian:MWK malawi:MWK",
    "rand": "south_african:ZAR",
    "won": "south_korean:KRW korean:KRW north_korean:KPW",
    "lei": "romanian:RON moldovan:MDL",
    "leu": "romanian:RON moldovan:MDL",
    "mark": "german:DEM finnish:FIM",
    "manat": "azerbaijani:AZN azeri:AZN turkmen:TMT",
    "som": "kyrgyz:KGS uzbek:UZS",
    "rouble": "russian:RUB belarusian:BYN",
    "ruble": "russian:RUB belarusian:BYN",
}
_BY_COUNTRY: Final = {
    stem: {
        adjective.replace("_", " "): code
        for adjective, code in (pair.split(":") for pair in pairs.split())
    }
    for stem, pairs in _COUNTRIES.items()
}

PARTS: Final = {
    "pence": ("GBP", "0.01"), "p": ("GBP", "0.01"), "penny": ("GBP", "0.01"), "cents": ("USD", "0.01"),
    "cent": ("USD", "0.01"), "tetri": ("GEL", "0.01"), "paise": ("INR", "0.01"), "kopecks": ("RUB", "0.01"),
    "kopeks": ("RUB", "0.01"), "groszy": ("PLN", "0.01"), "sen": ("MYR", "0.01"), "fils": ("AED", "0.01"),
    "millimes": ("TND", "0.001"),
}  # fmt: skip
"""The small change of some: its currency, and what part of it one is."""

ELSE: Final = frozenset(
    {"crown", "crowns", "dram", "drams", "colon", "quetzal", "quetzals", "guarani", "afghani", "afghanis", "sen",
     "fils"}
)  # fmt: skip
"""Names that are also other things: small numbers of them are money only where they are paid."""


def of_country(name: str, adjective: str) -> str | None:
    """Give the code of "dollars" that are "Canadian"; None for a stranger.

    >>> of_country("kronor", "Swedish")
    'SEK'
    """
    adjective = adjective.lower()
    stem = "kron" if name.startswith("kron") else name.lower().removesuffix("s")
    return _BY_COUNTRY.get(stem, {}).get(adjective)
