"""Read scores and ratios: "3-1", "52–48", "two to one", "4:1", "one in five".

Shape:   (text, Amount) -> Found or None for pairs; (text, position) -> Found or None otherwise.
Units:   a score is "3-1", a ratio "2:1"; "one in five" is "1:5".
Errors:  none.
"""

import re
from decimal import Decimal
from typing import Final

from reader.annotate.figures.amounts import Amount, Found, spell
from reader.annotate.figures.numbers import read_number
from reader.marks import Figure

_COLON: Final = re.compile(r"([0-9]{1,3}):([0-9]{1,2})(?![\w:]|[.,][0-9])")
_ONE_IN: Final = re.compile(r"(?:one|1)(?: |-)in(?: |-)(?=[0-9a-z])", re.IGNORECASE)
_SHARE: Final = re.compile(
    r" (out of|in(?= (?:three|four|five|six|seven|eight|ten|twenty)\b(?! (?:attempt|day|game|hour|match|minute|month|outing|race|second|start|week|year)))) "
)
"""Not "two in ten minutes"."""

_GAME: Final = re.compile(
    r"\b(?:win|wins|won|winning|beat|beats|beaten|beating|lose|lost|losing|loss|defeat\w{0,3}|draw|drew|drawn|lead|"
    r"leads|led|leading|victory|score\w{0,2}|scoreline|thrash\w{0,2}|trail\w{0,3}|ahead|behind|down|up|vote[ds]?|"
    r"voting|ruling|ruled|final|finished|match|game|set|sets|aggregate|hammer\w{0,2}|goals?|equali[sz]\w{1,5})\b",
    re.IGNORECASE,
)
_THING: Final = re.compile(
    r" (?!on|in|at|to|by|as|win|wins|loss|draw|defeat|victory|after|against|and|over|with|before|from|for|lead|result|score\w{0,8}|aggregate|thrashing|home|away|vote|decision|majority)[a-z]{2}"
)
_CHAINED: Final = re.compile(r"[-–/.]\d")
_LARGEST: Final = 999


def read_score(text: str, amount: Amount) -> Found | None:
    """Read the pair `amount` as a score, or as a ratio when "to" joins it."""
    low, high = amount.low, amount.high
    if low is None or high is None or max(low, high) > _LARGEST or amount.scaled:
        return None
    if _CHAINED.match(text, amount.stop) or text[max(0, amount.start - 1) : amount.start] in {
        "-",
        "–",
    }:
        return None
    if low != low.to_integral_value() or high != high.to_integral_value():
        return None
    if amount.joint in {"to", "-to-"}:
        if low <= high or high == 0:
            return None
        sign = ":" if high == 1 else "-"
        return _found(amount.start, amount.stop, f"{spell(low)}{sign}{spell(high)}")
    if amount.joint not in {"-", "–"} or amount.spelt or not _tight(text, amount):
        return None
    around = (
        text[max(0, amount.start - 60) : amount.start] + " " + text[amount.stop : amount.stop + 40]
    )
    if low < high and (not _GAME.search(around) or _THING.match(text, amount.stop)):
        return None
    return _found(amount.start, amount.stop, f"{spell(low)}-{spell(high)}")


def read_ratio(text: str, start: int) -> Found | None:
    """Read "4:1" or "one in five" at `start`."""
    if match := _COLON.match(text, start):
        # Two digits behind the colon are minutes of a time, which is read before ratios.
        return (
            _found(start, match.end(), f"{int(match[1])}:{int(match[2])}")
            if int(match[2])
            else None
        )
    match = _ONE_IN.match(text, start)
    number = read_number(text, match.end()) if match else None
    if number is None or number.value is None or number.value < Decimal(2):
        return None
    if number.plain and number.value >= 1500:
        return None
    after = text[number.stop : number.stop + 1]
    if after.isalnum() or after in {"%", "-"}:
        return None
    return _found(start, number.stop, f"1:{spell(number.value)}")


def read_share(text: str, amount: Amount) -> Found | None:
    """Read "four out of five", and "four in five" when it is spelt, as the ratio 4:5."""
    joint = _SHARE.match(text, amount.stop)
    if joint is None or (joint[1] == "in" and not amount.spelt):
        return None
    whole = read_number(text, joint.end())
    if whole is None or whole.value is None or amount.low is None or whole.scaled or amount.scaled:
        return None
    part, total = int(amount.low), int(whole.value)
    if not 0 < part < total <= 100 or text[whole.stop : whole.stop + 1].isalnum():
        return None
    if part != amount.low or total != whole.value:
        return None
    return _found(amount.start, whole.stop, f"{part}:{total}")


def _found(start: int, stop: int, value: str) -> Found:
    return Found(start, stop, Figure("score", value))


def _tight(text: str, amount: Amount) -> bool:
    """True when no space parts the two numbers."""
    return " " not in text[amount.start : amount.stop]
