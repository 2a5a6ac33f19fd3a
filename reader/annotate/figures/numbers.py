"""Read one number, in digits or in words.

Shape:   (text, position) -> `Number` or None; the number starts exactly at the position.
Units:   offsets are code points; values are exact Decimals, scale words applied.
Errors:  none; what is not surely a number is None. Every quantifier is bounded.
Source:  "billion" is the short scale, 10**9; commas part thousands, or lakhs ("1,00,000").
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

UNITS: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "  # noqa: SIM905
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),  # noqa: SIM905
        start=2,
    )
}
SCALES: Final = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_INDIAN: Final = {"lakh": 5, "crore": 7}
"""Power of ten per scale word."""

SHORT_SCALES: Final = {"k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9, "tn": 12, "trn": 12}
"""Scales that are other things outside money ("m" is metres); "bn" is one everywhere."""

FRACTIONS: Final = {
    name: part
    for part, names in {
        2: "half halves", 3: "third thirds", 4: "quarter quarters fourth fourths", 5: "fifth fifths",
        6: "sixth sixths", 7: "seventh sevenths", 8: "eighth eighths", 9: "ninth ninths", 10: "tenth tenths",
    }.items()
    for name in names.split()
}  # fmt: skip

_VULGAR: Final = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": None, "⅔": None, "⅕": Decimal("0.2"),
    "⅛": Decimal("0.125"), "⅜": Decimal("0.375"), "⅝": Decimal("0.625"), "⅞": Decimal("0.875"),
}  # fmt: skip
"""What a fraction adds to the number it stands behind; thirds have no end in decimals."""

# 15 digits and a scale of 12 stay within Decimal's 28 digits, so no value is rounded.
_DIGITS: Final = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{2}){0,4}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,9})?(?![0-9])([½¼¾⅓⅔⅕⅛⅜⅝⅞])?"
)
_AND_PART: Final = re.compile(r"[ -]([1-9][0-9]?)/(2|3|4|5|6|8|10|16|32|64)(?![\w/%]|[.,]?[0-9])")
"""What traders and cooks add to a whole number: "5 1/4", "12-3/8"."""
_PART: Final = re.compile(
    r"([1-9][0-9]?)/(2|3|4|5|8|16|32)(?= (?:of an? )?(?:points?|percent|per cent|pct|cents?|miles?|inch(?:es)?|cups?|"
    r"teaspoons?|tablespoons?|hours?|pounds?|pints?|acres?)\b)"
)
_SCALE: Final = re.compile(
    r"[ \u00a0-]?(hundred|thousand|million|billion|trillion|bn|dozen|lakh|crore)s?\b", re.IGNORECASE
)
_SHORT: Final = re.compile(r" ?(k|m|mn|bn|b|tn|trn)\b", re.IGNORECASE)
_STEP: Final = re.compile(r"(?:(?: |-)and(?: |-)|[ \u00a0-])?([A-Za-z]{2,9})\b")
_HALF: Final = re.compile(r"(?: |-)and(?: |-)a(?: |-)half\b", re.IGNORECASE)
_FRACTION: Final = re.compile(
    r"[ -](hal(?:f|ves)|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?)\b",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    "("
    + "|".join(sorted({*UNITS, *TENS}, key=len, reverse=True))
    + r")(?![A-Za-z])(?![ \u00a0-](?:"
    + "|".join({*UNITS, *TENS, *SCALES, *FRACTIONS, "and", "hundred", "dozen"})
    + r"|bn)(?![A-Za-z]))",
    re.IGNORECASE,
)
"""A number word and nothing after it that could belong to it: most of them stand so."""

_PLAIN: Final = {word: Decimal(value) for word, value in (UNITS | TENS).items()}
_LEADING: Final = re.compile(
    r"(half[ -]an?|an?)[ -](dozen|hundred|thousand|million|billion|trillion)\b"
    r"(?![ -](?:thousand|million|billion)s\b)",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """One number and how it is written."""

    stop: int
    value: Decimal | None
    """None for a fraction that has no end in decimals ("two-thirds")."""
    spelt: bool = False
    """Written in words."""
    plain: bool = False
    """Nothing but digits: it may be a year, a model or a house."""
    scaled: bool = False
    """Carries a scale word of its own."""


def read_number(text: str, start: int, *, short: bool = False) -> Number | None:
    """Read the number at `start`; with `short`, "m" and "k" are scales too.

    >>> read_number("2.5 million tonnes", 0).value
    Decimal('2500000.0')
    """
    if "0" <= text[start : start + 1] <= "9":
        return _read_digits(text, start, short=short)
    if alone := _ALONE.match(text, start):
        return Number(alone.end(), _PLAIN[alone[1].lower()], spelt=True)
    if text[start : start + 1] in "aAhH" and (match := _LEADING.match(text, start)):
        half = match[1][0] in "hH"
        power = {"dozen": Decimal(12), "hundred": Decimal(100)}
        scale = match[2].lower()
        value = power[scale] if scale in power else Decimal(10) ** SCALES[scale]
        number = Number(match.end(), value / 2 if half else value, spelt=True, scaled=True)
        return number if half or scale == "dozen" else _read_words(text, start, match)
    return _read_words(text, start, None)


def _read_digits(text: str, start: int, *, short: bool) -> Number | None:
    match = _DIGITS.match(text, start)
    if match is None:
        return None
    follows = text[match.end() : match.end() + 3]
    if ("/" in follows or follows[1:2].isdigit()) and (odd := _read_part(text, match)):
        return odd
    value: Decimal | None = Decimal((match[0][:-1] if match[1] else match[0]).replace(",", ""))
    if match[1]:
        below = _VULGAR[match[1]]
        value = None if below is None or value is None else value + below
    if value is None:
        return Number(match.end(), None)
    scale = _SCALE.match(text, match.end())
    if scale is None and short:
        scale = _SHORT.match(text, match.end())
    if scale is None:
        return Number(match.end(), value, plain=match[0].isdigit())
    word = scale[1].lower()
    if word in {"dozen", "hundred"}:
        return Number(scale.end(), value * (12 if word == "dozen" else 100), scaled=True)
    power = SCALES.get(word) or _INDIAN.get(word) or SHORT_SCALES[word]
    return Number(scale.end(), value * 10**power, scaled=True)


def _read_part(text: str, whole: re.Match[str]) -> Number | None:
    """Read "5 1/4" and "12-3/8", and "1/4" before a unit."""
    if part := _AND_PART.match(text, whole.end()):
        before = Decimal(whole[0].replace(",", "")) if whole[0][-1].isdigit() else None
    elif part := _PART.match(text, whole.start()):
        before = Decimal(0)
    if part is None or before is None or int(part[1]) >= int(part[2]):
        return None
    exact = int(part[2]) not in {3, 6}
    value = before + Decimal(part[1]) / Decimal(part[2]) if exact else None
    if scale := _SCALE.match(text, part.end()):
        power = SCALES.get(scale[1].lower())
        if power and value is not None:
            return Number(scale.end(), value * 10**power, scaled=True)
    return Number(part.end(), value)


class _Words:
    """The state of reading number words: what may follow what has been read."""

    def __init__(self) -> None:
        self.total = 0
        self.current = 0
        self.last = "start"
        self.power = 99

    def take(self, word: str) -> bool:
        """Add `word`, or say that it does not continue this number."""
        if word in UNITS:
            small = UNITS[word] < 10
            return self._add(UNITS[word], "unit", (*("tens",) * small, "start", "hundred", "scale"))
        if word in TENS:
            return self._add(TENS[word], "tens", ("start", "hundred", "scale"))
        if word == "hundred" and 0 < self.current < 100:
            self.current, self.last = self.current * 100, "hundred"
            return True
        power = SCALES.get(word)
        if power is None or power >= self.power or not self.current:
            return False
        self.total += self.current * 10**power
        self.current, self.power, self.last = 0, power, "scale"
        return True

    def _add(self, value: int, kind: str, after: tuple[str, ...]) -> bool:
        if self.last not in after:
            return False
        self.current, self.last = self.current + value, kind
        return True


def _read_words(text: str, start: int, leading: re.Match[str] | None) -> Number | None:
    """Read "two hundred and six", or what follows a `leading` "a hundred"."""
    state = _Words()
    stop = start
    if leading is not None:
        state.take("one")
        state.take(leading[2].lower())
        stop = leading.end()
    for _ in range(14):
        match = _STEP.match(text, stop)
        if match is None or (stop == start and match.start(1) != start):
            break
        if match[0][1:4] == "and" and state.last not in {"hundred", "scale"}:
            break
        if not state.take(match[1].lower()):
            break
        stop = match.end()
    if stop == start:
        return None
    return _finish(text, stop, state)


def _finish(text: str, stop: int, state: _Words) -> Number:
    value = Decimal(state.total + state.current)
    scaled = state.last in {"hundred", "scale"} or state.total > 0
    if state.last == "unit":
        if half := _HALF.match(text, stop):
            stop, value = half.end(), value + Decimal("0.5")
            if scale := _SCALE.match(text, stop):
                power = SCALES.get(scale[1].lower())
                if power:
                    return Number(scale.end(), value * 10**power, spelt=True, scaled=True)
            return Number(stop, value, spelt=True)
        if (part := _FRACTION.match(text, stop)) and value:
            below = FRACTIONS[part[1].lower()]
            exact = below in {2, 4, 5, 8, 10}
            return Number(part.end(), value / below if exact else None, spelt=True)
        if (dozen := _SCALE.match(text, stop)) and dozen[1].lower() == "dozen":
            return Number(dozen.end(), value * 12, spelt=True, scaled=True)
    return Number(stop, value, spelt=True, scaled=scaled)
