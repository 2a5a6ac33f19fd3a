"""Read ordinals: "3rd", "twenty-first", and "first" only where it surely counts.

Shape:   (text, position) -> Found or None; the ordinal starts exactly at the position.
Units:   decimal strings: "3rd" is "3".
Errors:  none; "second" as a unit of time, "a third" as a fraction and idioms are None.
"""

import re
from typing import Final

from reader.annotate.amounts import Found
from reader.annotate.numbers import TENS
from reader.marks import Figure

WORDS: Final = {
    name: value
    for value, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "  # noqa: SIM905
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
} | {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_SPELT: Final = re.compile(
    "(?:(" + "|".join(TENS) + ")[- ])?(" + "|".join(WORDS) + r")(?![\w’'-])(?!s\b)", re.IGNORECASE
)
_DIGITS: Final = re.compile(
    r"([0-9]{1,3}(?:,[0-9]{3})|[0-9]{1,6})(st|nd|rd|th)\b(?!-[a-z]{1,9}-?)", re.IGNORECASE
)
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}

_COUNTING: Final = re.compile(
    r"(?:\b(?:the|his|her|its|their|our|my|your|for|every|each|very|in|finish(?:ed)?|came|come|placed|ranked)"
    r"|[’']s?) $",
    re.IGNORECASE,
)
_FRACTION: Final = re.compile(r"\b(?:an?|one|two|three|four|five|six|seven|nine) $", re.IGNORECASE)
_IDIOM: Final = re.compile(
    r" (?:lady|ladies|minister|aid|hand|name|names|thing|things|thought|thoughts|instance|sight|party|parties|"
    r"person|degree|class|glance|responders?|principles?|resort|world|nature|wind|fiddle|and foremost|home|homes|"
    r"of all|language|languages|come|cousins?|or|half-?time|ago|later)\b"
)
_PLACE: Final = re.compile(r" [A-Z]")
_NAMED: Final = re.compile(
    r" (?:(?:[A-Z][\w-]{2,15} ){0,2}(?:Street|St|Avenue|Ave|Airborne|Division|Brigade|Battalion|Regiment|Infantry|Cavalry|"
    r"Armou?red|Fleet|Congress|Circuit|District|Precinct|Amendment|Army|Corps|Squadron|Floor))\b"
)


def read_ordinal(text: str, start: int) -> Found | None:
    """Read an ordinal at `start`.

    >>> read_ordinal("the 21st day", 4).figure.value
    '21'
    """
    if match := _DIGITS.match(text, start):
        return _read_digits(text, match)
    match = _SPELT.match(text, start)
    if match is None or _PLACE.match(text, match.end()) or match[0].isupper():
        return None
    value = WORDS[match[2].lower()] + (TENS[match[1].lower()] if match[1] else 0)
    if match[1] and WORDS[match[2].lower()] > 9:
        return None
    behind = text[max(0, start - 12) : start]
    if not match[1]:
        if match[0][0].isupper() or not _COUNTING.search(behind) or _FRACTION.search(behind):
            return None
        if _IDIOM.match(text, match.end()) or _needs_noun(text, match, behind):
            return None
    return Found(start, match.end(), Figure("ordinal", str(value)))


def _needs_noun(text: str, match: re.Match[str], behind: str) -> bool:
    """True where a noun must follow and none does ("in second", "for first").

    A place in a race stands alone: "came third", "finished in second place".
    """
    following = re.match(r" [a-z]{2,}", text[match.end() : match.end() + 4])
    alone = re.search(
        r"\b(?:came|come|finish(?:ed)?|placed|ranked|in|the) $", behind, re.IGNORECASE
    )
    return following is None and alone is None


def _read_digits(text: str, match: re.Match[str]) -> Found | None:
    number = int(match[1].replace(",", ""))
    ending = "th" if number % 100 in {11, 12, 13} else _ENDINGS.get(number % 10, "th")
    if match[2].lower() != ending or _NAMED.match(text, match.end()):
        return None
    return Found(match.start(), match.end(), Figure("ordinal", str(number)))
