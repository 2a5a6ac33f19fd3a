"""Read ordinals: "3rd", "twenty-first", and "first" only where it surely counts.

Shape:   (text, position) -> Found or None; the ordinal starts exactly at the position.
Units:   decimal strings: "3rd" is "3".
Errors:  none; "second" as a unit of time, "a third" as a fraction and idioms are None.
"""

import re
from typing import Final

from reader.annotate.figures.amounts import Found
from reader.annotate.figures.headlines import in_headline
from reader.annotate.figures.leads import word_before
from reader.annotate.figures.numbers import TENS
from reader.annotate.lexicon import lexicon
from reader.marks import Figure

WORDS: Final = {
    name: value
    for value, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "  # noqa: SIM905
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
} | {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_GRADED: Final = (
    "seeded|seed|largest|biggest|highest|longest|fastest|richest|best|most|ranked|placed|place|round|"
    "term|ever|floor|generation|set|leg|innings?|straight|consecutive|lowest|busiest|oldest"
)
_SPELT: Final = re.compile(
    "(?:("
    + "|".join(TENS)
    + ")[- ])?("
    + "|".join(WORDS)
    + rf")(?![\w’'])(?!-(?!(?:{_GRADED})\b))(?!s\b)",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(
    rf"([0-9]{{1,3}}(?:,[0-9]{{3}})|[0-9]{{1,6}})(st|nd|rd|th)\b(?!-(?!(?:{_GRADED}|minute|century)\b)[a-z])",
    re.IGNORECASE,
)
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}

_COUNTING: Final = frozenset(
    {"the", "his", "her", "its", "their", "our", "my", "your", "for", "every", "each", "very", "in", "finish",
     "finished", "came", "come", "placed", "ranked", "ranks", "and", "or"}
)  # fmt: skip
_ALONE: Final = frozenset(
    {"came", "come", "finish", "finished", "placed", "ranked", "ranks", "in", "the", "and", "or"}
)
_STANDING: Final = frozenset({"is", "was", "were", "are"})
_STANDS: Final = re.compile(r"[,.;]| \(| (?:with|behind|in|overall|at|on)\b")
_PLACING: Final = frozenset(
    {"go", "going", "goes", "went", "gone", "lie", "lies", "lay", "lying", "sit", "sits", "sat", "stay", "stayed",
     "stand", "stands", "remain", "remains", "remained", "runs", "ran", "stood"}
)  # fmt: skip
_ENDED: Final = re.compile(r"[.,;:)]|$| (?:in|on|with|behind|overall|at|after|and|but|for)\b")
_SCORED: Final = re.compile(
    r"\b(?:added|adding|adds|scored|scoring|scores|netted|netting|grabbed|bagged|headed|claimed|conceded|fired) a $"
)
_AFTER_GOAL: Final = re.compile(
    r"[.,;]|$| (?:before|after|from|in|on|with|when|soon|late|early|just|minutes|six|and)\b"
)
_QUOTES: Final = frozenset("“‘\"'")
_CAPITAL: Final = re.compile(r" ([A-Z][a-z]{2,20})\b")
_THING: Final = re.compile(r"(?:ment|tion|sion|ing|ance|ence|ity|ism|ship|ial|time)s?$")
"""Endings of rare words that are everyday things all the same."""
_NAMES: Final = re.compile(
    r" (?:Lady|Minister|Secretary|World|Reich|Republic|Nations?|Vice|Amendment|Baptist|Estate|Sea|Lord|Bank|Street|St|"
    r"Avenue|Ave|Coming|Vatican|Life|National|Way|Division|Class|Aid|Direct|Group|Federal|Circuit|Army|Fleet|"
    r"Congress|International|Empire|Temple|Step|Man|Floor|City|Home|Family|Responders?|Church|Solar|Data|Union|Punic|"
    r"Battle|Air|Infantry|Gulf|Boer|Opium|Intifada|Party|Capital|Point)\b"
)
_IDIOM: Final = re.compile(
    r" (?:lady|ladies|minister|aid|hand|name|names|thing|things|thought|thoughts|instance|sight|party|parties|"
    r"person(?! (?:to|who|in|killed|from|arrested|with|has|was)\b)|degree|class|glance|responders?|principles?|resort|world|nature|wind|fiddle|and foremost|home|homes|"
    r"of all|language|languages|come|cousins?|or|half-?time|ago|later)\b"
)
_NOT_NTH: Final = re.compile(
    r" (?:later|ago|of|or|and|to|before|after|in|for|at|on|per|behind|ahead|faster|slower|the|from|said|say|says|want|"
    r"have|has|had|are|were|was|is|did|more|less|off|lower|higher|as|than|by|if|when|but|chance|opinion|look|will|would|"
    r"could|may|might|must|can|come|comes|came|go|goes|went)\b"
)
"""What follows a length of time or a fraction, not "a second term" and "a third man"."""

_PLACED: Final = re.compile(
    r" (?:place|spot|set|term|round|day|night|week|season|innings|consecutive|straight|successive|division|leg|lap|heat|"
    r"tier|wicket|reading|seed|quarter-?final|stage|row|team|goal|try)\b"
)
_NOUN: Final = re.compile(r" (?:[a-z]{2}|[A-Z]|[“\"]|[0-9])|-")
_PLACE: Final = re.compile(
    r" (?:Lady|Minister|Secretary|World War|Reich|Republic|Nations?|Vice|Amendment|Baptist|Estate|Sea|Lord)\b"
)
_NAMED: Final = re.compile(
    r" (?:(?:[A-Z][\w-]{2,15} ){0,2}(?:Street|St|Avenue|Ave|Airborne|Division|Brigade|Battalion|Regiment|Infantry|Cavalry|"
    r"Armou?red|Fleet|Congress|Circuit|District|Precinct|Amendment|Army|Corps|Squadron|Floor|Century Fox|Lt|Lieutenant))\b"
)


def read_ordinal(text: str, start: int) -> Found | None:
    """Read an ordinal at `start`.

    >>> read_ordinal("the 21st day", 4).figure.value
    '21'
    """
    if text[start].isdigit():
        match = _DIGITS.match(text, start)
        return _read_digits(text, match) if match else None
    match = _SPELT.match(text, start)
    if match is None or match[0].isupper() or _PLACE.match(text, match.end()):
        return None
    value = WORDS[match[2].lower()]
    if match[1]:
        value += TENS[match[1].lower()]
        if WORDS[match[2].lower()] > 9:
            return None
    elif not _counts(text, match):
        return None
    return Found(start, match.end(), Figure("ordinal", str(value)))


def _counts(text: str, match: re.Match[str]) -> bool:
    """True where one word counts: "the first boat", "a second term", "came third"."""
    start, stop = match.span()
    if match[0][0].isupper():
        return _heads(text, match)
    if _IDIOM.match(text, stop):
        return False
    if text[stop : stop + 1] == "-":
        return True
    if _PLACED.match(text, stop):
        return True
    quoted = text[start - 1 : start] in _QUOTES
    word = word_before(text, start - quoted)
    noun = _NOUN.match(text, stop) is not None
    if match[0] == "first" and word in {"and", "or"}:
        return False
    if word in _STANDING:
        return _STANDS.match(text, stop) is not None and match[0] != "first"
    if word in _PLACING:
        return match[0] != "first" and _ENDED.match(text, stop) is not None
    if word in {"a", "an"}:
        return _is_another(text, match, noun=noun)
    if word.endswith(("’s", "'s", "s’", "s'")):
        return noun
    return word in _COUNTING and (noun or word in _ALONE)


def _is_another(text: str, match: re.Match[str], *, noun: bool) -> bool:
    """True for "a second term" and "added a third before half-time", not for "a third of it"."""
    start, stop = match.span()
    late = match[0] != "first" and _AFTER_GOAL.match(text, stop)
    if late and _SCORED.search(text[max(0, start - 24) : start]):
        return True
    sure = text[start - 2] != "A" or match[0] != "third"
    return noun and sure and not _NOT_NTH.match(text, stop)


def _heads(text: str, match: re.Match[str]) -> bool:
    """True for "Backs Second Airport Line" in a headline, not for "Second Avenue" and "First Bank"."""
    stop = match.end()
    following = _CAPITAL.match(text, stop)
    if following is None or _NAMES.match(text, stop) or match.start() == 0:
        return False
    if text[match.start() - 1] != " " or not in_headline(text, match.start()):
        return False
    return lexicon().is_common(following[1].lower()) or _THING.search(following[1]) is not None


def _read_digits(text: str, match: re.Match[str]) -> Found | None:
    number = int(match[1].replace(",", ""))
    ending = "th" if number % 100 in {11, 12, 13} else _ENDINGS.get(number % 10, "th")
    if match[2].lower() != ending or _NAMED.match(text, match.end()):
        return None
    return Found(match.start(), match.end(), Figure("ordinal", str(number)))
