"""Read one number, in digits or in words.

Shape:   (text, position) -> `Number` or None; the number starts exactly at the position.
Units:   offsets are code points; values are exact Decimals, scale words applied.
Errors:  none; what is not surely a number is None. Every quantifier is bounded.
Source:  "billion" is the short scale, 10**9; commas part thousands, or lakhs ("1,00,000").
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

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
"""Power of ten per scale word."""

SHORT_SCALES: Final = {"k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9, "tn": 12, "trn": 12}
"""Scales that are other things outside money ("m" is metres); "bn" is one everywhere."""

FRACTIONS: Final = {
    name: part
    for part, names in {
        2: "half halves", 3: "third thirds", 4: "quarter quarters", 5: "fifth fifths",
        6: "sixth sixths", 7: "seventh sevenths", 8: "eighth eighths", 10: "tenth tenths",
    }.items()
    for name in names.split()
}  # fmt: skip

# 15 digits and a scale of 12 stay within Decimal's 28 digits, so no value is rounded.
_DIGITS: Final = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{2}){0,4}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,9})?(?![0-9])"
)
_SCALE: Final = re.compile(
    r"[ \u00a0-]?(thousand|million|billion|trillion|bn|dozen)\b", re.IGNORECASE
)
_SHORT: Final = re.compile(r" ?(k|m|mn|bn|b|tn|trn)\b", re.IGNORECASE)
_STEP: Final = re.compile(r"(?:(?: |-)and(?: |-)|[ \u00a0-])?([A-Za-z]{2,9})\b")
_HALF: Final = re.compile(r"(?: |-)and(?: |-)a(?: |-)half\b", re.IGNORECASE)
_FRACTION: Final = re.compile(
    r"[ -](hal(?:f|ves)|(?:third|quarter|fifth|sixth|seventh|eighth|tenth)s?)\b", re.IGNORECASE
)
_LEADING: Final = re.compile(
    r"(half[ -]an?|an?)[ -](dozen|hundred|thousand|million|billion|trillion)\b"
    r"(?![ -](?:thousand|million|billion)s\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
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
    value = Decimal(match[0].replace(",", ""))
    scale = _SCALE.match(text, match.end())
    if scale is None and short:
        scale = _SHORT.match(text, match.end())
    if scale is None:
        return Number(match.end(), value, plain=match[0].isdigit())
    word = scale[1].lower()
    if word == "dozen":
        return Number(scale.end(), value * 12, scaled=True)
    power = SCALES.get(word) or SHORT_SCALES[word]
    return Number(scale.end(), value * 10**power, scaled=True)


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
