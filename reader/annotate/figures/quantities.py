"""Read measured quantities and percentages: an amount and its unit.

Shape:   (text, Amount) -> Found or None.
Units:   the unit is its symbol; "5ft 10in" and "11st 4lb" are given in the smaller unit.
         A basis point is a hundredth of a percentage point.
Errors:  none.
Source:  SI symbols; for other units the symbols of common British and American use.
"""

import re
from decimal import Decimal
from typing import Final

from reader.annotate.figures.amounts import Amount, Found, spell
from reader.annotate.figures.leads import word_before
from reader.annotate.figures.numbers import read_number
from reader.marks import Figure

_LONG: Final = {
    "km": "kilometre kilometres kilometer kilometers kms", "m": "metre metres meter meters",
    "cm": "centimetre centimetres centimeter centimeters", "mm": "millimetre millimetres millimeter millimeters",
    "µm": "micrometre micrometres micron microns", "nm": "nanometre nanometres nanometer nanometers",
    "mi": "mile miles", "yd": "yard yards", "ft": "foot feet", "in": "inch inches", "nmi": "nm-",
    "ly": "light-year light-years", "kg": "kilogram kilograms kilo kilos kilogramme kilogrammes kgs",
    "g": "gram grams gramme grammes", "mg": "milligram milligrams", "µg": "microgram micrograms", "t": "tonne tonnes",
    "ton": "ton tons", "lb": "lbs", "oz": "ounce ounces", "st": "stone",
    "l": "litre litres liter liters", "ml": "millilitre millilitres milliliter milliliters",
    "gal": "gallon gallons", "pt": "pint pints", "bbl": "barrel barrels", "ha": "hectare hectares",
    "ac": "acre acres", "kn": "knot knots", "W": "watt watts", "kW": "kilowatt kilowatts",
    "MW": "megawatt megawatts", "GW": "gigawatt gigawatts", "kWh": "kilowatt-hour kilowatt-hours",
    "MWh": "megawatt-hour megawatt-hours", "GWh": "gigawatt-hour gigawatt-hours",
    "V": "volt volts", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
    "kB": "kilobyte kilobytes", "MB": "megabyte megabytes", "GB": "gigabyte gigabytes",
    "TB": "terabyte terabytes", "kcal": "kilocalorie kilocalories", "cal": "calorie calories",
    "dB": "decibel decibels", "hPa": "hectopascal hectopascals", "mbar": "millibar millibars",
    "mph": "", "km/h": "kph kmph",
}  # fmt: skip
_UNITS: Final = {name: symbol for symbol, names in _LONG.items() for name in names.split()}
_SYMBOLS: Final = {
    **{
        symbol: symbol
        for symbol in (
            "km", "cm", "mm", "µm", "nm", "kg", "mg", "lb", "oz", "ft", "yd", "ml", "ha", "mph",
            "kW", "MW", "GW", "TW", "kWh", "MWh", "GWh", "TWh", "kHz", "MHz", "GHz", "Hz", "MB",
            "GB", "TB", "KB", "kB", "dB", "hPa", "mbar", "kcal", "kg/m", "km/h", "m/s",
        )
    },
    "μm": "µm", "μg": "µg", "µg": "µg", "mcg": "µg", "km/hr": "km/h", "km²": "km²", "m²": "m²", "m³": "m³", "km2": "km²", "m2": "m²", "m3": "m³",
    "sq": "", "kmh": "km/h", "KB": "kB",
}  # fmt: skip
_ATTACHED: Final = {"m": "m", "g": "g", "l": "l", "in": "in", "t": "t", "st": "st"}
"""Symbols that are also words or letters: read only where they touch the number."""

WORDS: Final = frozenset(
    {*_UNITS, *_SYMBOLS, *_ATTACHED, "pound", "pounds", "square", "cubic", "sq", "nautical", "metric", "degree",
     "degrees", "light", "per", "percent", "pct", "percentage", "basis", "kilowatt", "megawatt", "gigawatt"}
)  # fmt: skip
"""What may follow a measured amount or a percentage."""

_AREA: Final = {"square": "²", "sq": "²", "cubic": "³"}
_PERCENT: Final = re.compile(
    r"(?:[ \u00a0]?%|(?-i:pc\b)|[ \u00a0-]?(?-i:pct\b)|[ \u00a0-](?:per[ -]?cent)\b)(?:([ -])(?:percentage )?points?\b)?"
    r"|[ \u00a0-]percentage[ -]points?\b|(?P<basis>[ \u00a0-]basis[ -]points?\b)",
    re.IGNORECASE,
)
_AND: Final = re.compile(r" and |[-–]")
_UNIT: Final = re.compile(
    r"(?P<gap>[ \u00a0-]?)(?:(?P<area>square|cubic|sq)[ -]|(?P<sea>nautical )|(?P<metric>metric )(?=tons?\b))?"
    r"(?P<unit>light-years?|(?:kilo|mega|giga)watt[- ]hours?|km/hr?|m/s|[A-Za-zµμ]{1,13}[²³23]?)(?![\w])"
)
_PER_HOUR: Final = re.compile(r"[ -](?:per|an|a)[ -]hour\b")

_DEGREES: Final = re.compile(
    r"(?:[ \u00a0]?(?:°|º)(?:[ \u00a0]?(?P<sign>[CF])\b)?|[ \u00a0-]degrees?(?:[ -](?P<word>(?i:Celsius|centigrade|Fahrenheit)|C|F)\b)?)",
)
_BARE: Final = re.compile(r"(?P<sign>[CF])\b")
_WARM: Final = re.compile(
    r"temperature|degree|heat|warm|cold|cool|hot|freezing|high|low|°", re.IGNORECASE
)
_REACHING: Final = frozenset(
    {"was", "is", "be", "been", "to", "hit", "hits", "reached", "reach", "reaches", "below", "above", "around", "nearly",
     "almost", "under", "over", "only", "just", "exceeded", "touched", "topped", "between", "and", "about"}
)  # fmt: skip
_HOTTEST: Final = 130
_RUN: Final = re.compile(r"[kK](?![\w’'-])")
_RACE: Final = re.compile(
    r" (?:run|runs|runner|runners|race|races|fun run|swim|walk|walks|ski|course|event|road race|personal best|jog|"
    r"time trial|trail|route|ride)\b"
)
_RAN: Final = re.compile(
    r"\b(?:ran|run|runs|running|race|raced|racing|jogged|completed|an?|first|second|my|his|her|their|every|next|last)"
    r"(?: (?:my|his|her|their|a|an|the))?(?: (?:first|second|last|next|fast|quick|slow))? $"
)
_RAN_TO: Final = re.compile(
    r"[.,;!?)]|$| (?:in|on|at|and|before|after|or|with|through|around|race|along|last|this)\b"
)
_FEET: Final = re.compile(r"(?:[ -]?ft|[ -]?f[oe]{2}t|')[ -]?(?:and )?(?=[0-9a-z])")
_INCHES: Final = re.compile(r"(?:[ -]?(?:in|ins|inch|inches)\b|\")")
_STONE: Final = re.compile(r"(?:st|[ -]stone)[ -]?(?=[0-9a-z])")
_POUNDS: Final = re.compile(r"[ -]?(?:lbs?|pounds?)\b")
_MILLIONS: Final = re.compile(r" (?:people|men|women|children|more|[a-z]{3,14}s)\b")
_MEASURING: Final = re.compile(
    r" (?:across|above|below|tall|wide|high|deep|long|towards|freestyle|hurdles|times|less|as|was|is|has)\b"
)


def unit_named(name: str) -> str:
    """Give the symbol of a unit that is written out: "kilometres" is "km"; "" for another word."""
    return _UNITS.get(name, "")


def read_percent(text: str, amount: Amount) -> Found | None:
    """Read "%", "per cent", "percentage points" or "basis points" after `amount`."""
    match = _PERCENT.match(text, amount.stop)
    if match is None:
        return None
    if match["basis"]:
        return amount.found(match.end(), "percent", "pp", Decimal("0.01"))
    points = "point" in match[0].lower()
    if not (points or amount.pair) and (pair := _percent_pair(text, amount, match.end())):
        return pair
    return amount.found(match.end(), "percent", "pp" if points else "%")


def _percent_pair(text: str, amount: Amount, stop: int) -> Found | None:
    """Read the rest of "between 10% and 49%"."""
    join = _AND.match(text, stop)
    if join is None or amount.low is None:
        return None
    if len(join[0]) > 1 and word_before(text, amount.start) != "between":
        return None
    high = read_number(text, join.end())
    match = _PERCENT.match(text, high.stop) if high else None
    if high is None or high.value is None or match is None or match["basis"] or match[1]:
        return None
    if high.value <= amount.low:
        return None
    return Found(
        amount.start, match.end(), Figure("percent", (spell(amount.low), spell(high.value)), "%")
    )


def read_quantity(text: str, amount: Amount) -> Found | None:
    """Read the unit after `amount`, and the second half of "5ft 10in"."""
    compound = _read_compound(text, amount)
    if compound:
        return compound
    if degrees := _read_degrees(text, amount):
        return degrees
    if text[amount.stop : amount.stop + 1] in {"k", "K"} and (run := _read_run(text, amount)):
        return run
    match = _UNIT.match(text, amount.stop)
    symbol = _symbol(amount, match) if match else ""
    if match is None or not symbol:
        return None
    stop = match.end()
    if symbol == "m" and match["unit"] == "m" and _means_million(text, stop):
        return amount.found(stop, "count", times=Decimal(10) ** 6)
    if symbol in {"mi", "km"} and (hourly := _PER_HOUR.match(text, stop)):
        return amount.found(hourly.end(), "quantity", "mph" if symbol == "mi" else "km/h")
    return amount.found(stop, "quantity", symbol)


def _symbol(amount: Amount, match: re.Match[str]) -> str:
    name = match["unit"]
    if match["area"]:
        base = _UNITS.get(name) or _SYMBOLS.get(name) or ("m" if name == "m" else "")
        return base + _AREA[match["area"]] if base else ""
    if match["sea"]:
        return "nmi" if name in {"mile", "miles"} else ""
    if match["metric"]:
        return "t"
    name = name.replace(" hour", "-hour")
    if name == "st" and (amount.low is None or amount.low > 40 or amount.low % 10 == 1):
        return ""
    if name in _ATTACHED:
        return "" if (match["gap"] and name != "m") or amount.spelt else _ATTACHED[name]
    if name in _SYMBOLS:
        return "" if amount.spelt else _SYMBOLS[name]
    return _UNITS.get(name) or ("lb" if name in {"pound", "pounds"} else "")


def _means_million(text: str, stop: int) -> bool:
    """True for "2.5m people": newspapers write millions so, and metres too."""
    return bool(_MILLIONS.match(text, stop)) and not _MEASURING.match(text, stop)


def _read_degrees(text: str, amount: Amount) -> Found | None:
    match = _DEGREES.match(text, amount.stop)
    letter = (match["sign"] or match["word"] or "") if match else ""
    if match is None:
        match = _BARE.match(text, amount.stop)
        if match is None or amount.spelt or not _is_warm(text, amount, match.end()):
            return None
        letter = match["sign"]
    unit = {"C": "°C", "F": "°F"}.get(letter[:1].upper(), "°")
    return amount.found(match.end(), "quantity", unit)


def _is_warm(text: str, amount: Amount, stop: int) -> bool:
    """True for "9C" where the words before it speak of weather, or of reaching it."""
    if _WARM.search(text[max(0, amount.start - 80) : amount.start]):
        return True
    if amount.low is None or amount.low > _HOTTEST or text[stop : stop + 1] == "-":
        return False
    if text[amount.start - 1 : amount.start] in {"-", "–", "−"}:
        return text[amount.start - 2 : amount.start - 1] == " "
    return word_before(text, amount.start) in _REACHING


def _read_run(text: str, amount: Amount) -> Found | None:
    """Read "10K run" and "my first 50k": a race of so many kilometres."""
    match = _RUN.match(text, amount.stop)
    if match is None or amount.spelt or amount.pair or amount.low is None or amount.low > 250:
        return None
    behind = text[max(0, amount.start - 32) : amount.start]
    if not _RACE.match(text, match.end()) and not (
        _RAN.search(behind) and _RAN_TO.match(text, match.end())
    ):
        return None
    return amount.found(match.end(), "quantity", "km")


def _read_compound(text: str, amount: Amount) -> Found | None:
    follows = text[amount.stop : amount.stop + 2].lstrip(" -")[:1]
    if amount.pair or amount.low is None or follows not in {"f", "F", "s", "'"}:
        return None
    for larger, smaller, times, unit in (
        (_FEET, _INCHES, 12, "in"),
        (_STONE, _POUNDS, 14, "lb"),
    ):
        first = larger.match(text, amount.stop)
        second = read_number(text, first.end()) if first else None
        last = smaller.match(text, second.stop) if second else None
        if second and last and second.value is not None and second.value < times:
            value = amount.low * times + second.value
            figure = Figure("quantity", f"{value.normalize():f}", unit)
            return Found(amount.start, last.end(), figure)
    return None
