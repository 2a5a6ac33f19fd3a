"""Read an amount: one number, or a range of two ("20 to 30", "2-3 million", "between 5 and 7").

Shape:   (text, position) -> `Amount` or None; it starts exactly at the position.
Units:   values are decimal strings without exponent or idle zeros.
Errors:  none.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from reader.annotate.figures.numbers import Number, read_number
from reader.marks import Figure, FigureKind, Value

_JOIN: Final = re.compile(r" to |-to-| ?[-–—] ?| and (?=[0-9a-z£€$]|[A-Z]{1,3}\$)| or (?=[0-9a-z])")
_BETWEEN: Final = re.compile(r"\b[Bb]etween (?:the ages of )?(?:[A-Z]{0,3}[$£€¥])?$")
_FROM: Final = re.compile(
    r"\b(?:(?<!anywhere )(?<!ranging )(?<!ranged )(?<!ranges )(?<!range )(?<!varying )(?<!takes )(?<!take )(?<!took )(?<!costs )(?<!cost )(?<!lasts )(?<!last )(?<!aged )(?<!vary )(?<!varies )(?<!priced )(?<!children )[Ff]rom|fell|rose) (?:[A-Z]{0,3}[$£€¥])?$"
)
# "five or six" is a range of neighbours; other numbers joined by "or" are two figures.
_BY: Final = re.compile(r"\b(?:by|vote of|margin of) $")
_BEHIND: Final = 30


class Found(NamedTuple):
    """A figure and where it stands; one start to one stop."""

    start: int
    stop: int
    figure: Figure


class Amount(NamedTuple):
    """One number or a pair, and how it is written."""

    start: int
    stop: int
    low: Decimal | None
    high: Decimal | None
    """None when there is one number only."""
    spelt: bool
    plain: bool
    scaled: bool
    joint: str = ""
    """What stands between the two numbers of a pair, stripped."""

    @property
    def pair(self) -> bool:
        """True for a range."""
        return self.joint != ""

    def value(self, times: Decimal = Decimal(1)) -> Value:
        """The contract's value, each number multiplied by `times`."""
        low = None if self.low is None else spell(self.low * times)
        if self.high is None:
            return low
        return (low, spell(self.high * times))

    def found(
        self, stop: int, kind: FigureKind, unit: str = "", times: Decimal = Decimal(1)
    ) -> Found:
        """This amount as a figure that ends at `stop`."""
        return Found(self.start, stop, Figure(kind, self.value(times), unit))


def spell(number: Decimal) -> str:
    """Write `number` in decimals, without exponent or idle zeros.

    >>> spell(Decimal("2500000.0"))
    '2500000'
    """
    written = f"{number:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written


_PLUS: Final = re.compile(r"\b(?:plus|plus-or|or|and|[0-9]{1,9}) [Mm]inus $")
_MINUS: Final = re.compile(r"(?:^|[ \u00a0(“])−$|(?<=[^\n])[ \u00a0(“][-–]$")


def signed(text: str, found: Found) -> Found:
    """Take in the minus before a temperature, a percentage or a sum: "–5.8°C"."""
    value, unit = found.figure.value, found.figure.unit
    if found.figure.kind not in {"quantity", "percent", "money"} or not isinstance(value, str):
        return found
    if found.figure.kind == "quantity" and unit not in {"°", "°C", "°F"}:
        return found
    if text.endswith(("minus ", "Minus "), 0, found.start) and not _PLUS.search(
        text[max(0, found.start - 16) : found.start]
    ):
        figure = Figure(found.figure.kind, f"-{value}", unit, found.figure.approx)
        return Found(found.start - len("minus "), found.stop, figure)
    if text[found.start - 1 : found.start] not in {"-", "–", "−"} or not _MINUS.search(
        text[max(0, found.start - 3) : found.start]
    ):
        return found
    figure = Figure(found.figure.kind, f"-{value}", unit, found.figure.approx)
    return Found(found.start - 1, found.stop, figure)


def one(start: int, number: Number) -> Amount:
    """`number` alone, without looking for a range."""
    return Amount(start, number.stop, number.value, None, number.spelt, number.plain, number.scaled)


def read_amount(text: str, start: int, *, short: bool = False, sign: str = "") -> Amount | None:
    """Read the number or range at `start`; `sign` may be repeated before the second number."""
    low = read_number(text, start, short=short)
    if low is None:
        return None
    single = one(start, low)
    join = _JOIN.match(text, low.stop)
    if join is None or low.value is None:
        return single
    follows = join.end()
    if sign and text.startswith(sign, follows):
        follows += len(sign)
    high = read_number(text, follows, short=short)
    if high is None or high.value is None or text[follows].isupper() > text[start].isupper():
        return single
    first = low.value
    if high.scaled and not low.scaled and first < 1000:
        first *= _scale_of(high.value)
    joint = join[0].strip()
    if not _is_range(text, start, joint, first, high):
        return single
    return Amount(
        start,
        high.stop,
        first,
        high.value,
        low.spelt,
        low.plain and high.plain,
        low.scaled or high.scaled,
        joint,
    )


def _scale_of(value: Decimal) -> Decimal:
    for power in (12, 9, 6, 3):
        if value >= 10**power:
            return Decimal(10) ** power
    return Decimal(1)


def _is_range(text: str, start: int, joint: str, low: Decimal, high: Number) -> bool:
    """True when the words around two numbers make them one range, or a score."""
    if high.value is None:
        return False
    behind = text[max(0, start - _BEHIND) : start]
    if joint == "and":
        return low < high.value and _BETWEEN.search(behind) is not None
    if joint == "or":
        return high.value == low + 1
    if joint == "to" and _FROM.search(behind):
        return False
    if low > high.value and (joint == "-to-" or (joint == "to" and _BY.search(behind))):
        return True
    # A dash may also make a score, or a pair of years; the readers that follow decide.
    return joint not in {"to", "-to-"} or low < high.value or high.value == 1
