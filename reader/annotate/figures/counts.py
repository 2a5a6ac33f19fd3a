"""Read counts: a bare number that counts something, where nothing says it does not.

Shape:   (text, Amount) -> Found or None.
Units:   decimal strings.
Errors:  none; years, labels, names ("Ocean’s Eleven") and the pronoun "one" are None.
"""

import re
from typing import Final

from reader.annotate.figures.amounts import Amount, Found
from reader.annotate.figures.calendars import MONTHS
from reader.annotate.figures.guards import is_label, is_tailed
from reader.annotate.figures.headlines import counts_in_headline
from reader.annotate.figures.leads import word_before
from reader.annotate.lexicon import lexicon

_YEARS: Final = range(1500, 2100)
_MONTH_AHEAD: Final = re.compile(" (?:" + "|".join(MONTHS) + r")\b")
_CAPITAL: Final = re.compile(r" (([A-Z][\w.’'-]{0,20})(?: [A-Z][a-z]{2,14})?)")
_OPENING: Final = re.compile(r"(?:^|[ \n]{2}|[.!?:;”’\"—–\n][ \n]?|[ \n][“‘\"'(]|[-—] |^[“‘\"'(])$")
_THINGS: Final = re.compile(
    r" (?:people|men|women|children|more|(?!is\b|was\b|has\b|as\b|this\b)[a-z]{3,14}s)\b"
)
_NOUNS: Final = re.compile(r" [a-z]{3,14}s\b")
_STATES: Final = frozenset({"U.S", "U.S.", "US", "UN", "U.N", "U.N.", "UK", "EU", "NATO"})
"""Whose soldiers, ships and officials newspapers count."""

_MINUTES: Final = frozenset({5, 10, 20, 25})
_CLOCK: Final = frozenset(
    {"at", "by", "until", "till", "from", "since", "before", "after", "about"}
)
"""Minutes past an hour that need not be named: "at ten past"."""

_BACK: Final = 24
_OWNED: Final = re.compile(r" ([A-Za-z][a-z’'-]{2,20})")
_NO_ONE: Final = frozenset(
    {"no", "the", "this", "that", "any", "every", "each", "which", "some", "another", "either", "neither", "not",
     "number", "day", "as", "at", "is", "be", "was", "it’s", "it's", "phase", "type", "world", "her", "his", "one"}
)  # fmt: skip
_NOT_COUNTED: Final = frozenset(
    {"another", "and", "who", "that", "which", "was", "has", "had", "can", "could", "would", "should", "may", "might",
     "must", "will", "with", "from", "for", "thing", "day", "way", "side", "time", "hand", "else", "step", "more",
     "were", "are", "the", "does", "did", "says", "said", "after", "before", "such", "where", "when", "but",
     "over", "into", "about", "than", "under", "out", "man’s", "man's", "kind", "sort", "point", "reason",
     "made", "sent", "went", "came", "took", "gave", "got", "told", "left", "found", "saw", "held", "won", "lost", "being",
     "since", "off", "like", "without", "having", "herself", "himself", "itself", "puts", "costs", "until", "because", "too", "also", "day’s", "born", "based", "used", "called", "moment", "minute", "another’s"}
)  # fmt: skip
_ADJECTIVE: Final = re.compile(
    r"(?:\b(?:a|an|the|this|that|no|every|each|any|his|her|its|their|our|my) [\w’'-]{2,15}"
    r"|\b(?:small|big|new|old|good|bad|large|little|last|first|next|only the|right|wrong|[a-z]{2,12}est|[a-z]{2,12}er)) $",
    re.IGNORECASE,
)
"""In "the old one" and "a bigger one" it is no number."""

_HURT: Final = frozenset(
    {
        "killing",
        "killed",
        "kills",
        "wounding",
        "wounded",
        "injuring",
        "injured",
        "leaving",
        "least",
        "than",
    }
)
"""After these "one" is a person or thing, whatever follows."""


def read_count(text: str, amount: Amount) -> Found | None:
    """Read `amount` as a count."""
    if is_tailed(text, amount.stop) or is_label(text, amount):
        return None
    if text.startswith(" past", amount.stop) and _is_past_hour(text, amount):
        return None
    if amount.spelt:
        if not _spelt_counts(text, amount):
            return None
    elif amount.plain and not _digits_count(text, amount):
        return None
    if amount.pair and None not in (amount.low, amount.high) and amount.low >= amount.high:  # type: ignore[operator]
        return None
    return amount.found(amount.stop, "count")


def _is_past_hour(text: str, amount: Amount) -> bool:
    return amount.low in _MINUTES and word_before(text, amount.start) in _CLOCK


def _digits_count(text: str, amount: Amount) -> bool:
    """False for days that no calendar has ("31 February"), "007" and bare years."""
    stop = amount.stop
    if text[stop : stop + 1] == " " and _MONTH_AHEAD.match(text, stop):
        return False
    if amount.pair or amount.low is None:
        return True
    digits = text[amount.start : stop]
    if digits[0] == "0" and len(digits) > 1:
        return False
    return len(digits) != 4 or int(digits) not in _YEARS or _THINGS.match(text, stop) is not None


def _spelt_counts(text: str, amount: Amount) -> bool:
    """True where number words count: never "zero" alone."""
    if not amount.pair and amount.low == 0:
        return False
    if not amount.pair and amount.low == 1:
        return _one_counts(text, amount)
    words = text[amount.start : amount.stop]
    if not words[0].isupper() or words.isupper():
        return True
    if opens(text, amount.start) and _opens_count(text, amount.stop):
        return True
    return counts_in_headline(text, amount.start, amount.stop)


def opens(text: str, start: int) -> bool:
    """True where a sentence begins: elsewhere a capital makes a name ("the Group of Seven")."""
    return start == 0 or _OPENING.search(text[max(0, start - 2) : start]) is not None


def _opens_count(text: str, stop: int) -> bool:
    """True unless a name follows that "Four" or "Ten" with a capital could begin."""
    following = _CAPITAL.match(text, stop)
    if following is None:
        return True
    known = lexicon()
    return (
        following[2] in known.demonyms
        or following[2] in _STATES
        or following[2] in known.phrases
        or following[1] in known.phrases
        or _NOUNS.match(text, following.end(2)) is not None
    )


def _one_counts(text: str, amount: Amount) -> bool:
    """True for "one soldier" and "killing one", never for the pronoun of "no one" and "one of"."""
    words = text[amount.start : amount.stop]
    if len(words) != len("one") or text[amount.stop : amount.stop + 1] == "-":
        return False
    word = word_before(text, amount.start)
    if word in _HURT:
        return not text.startswith(" of ", amount.stop)
    owned = _OWNED.match(text, amount.stop)
    if owned is None or word in _NO_ONE or owned[1] in _NOT_COUNTED:
        return False
    if word and _ADJECTIVE.search(text[max(0, amount.start - _BACK) : amount.start]):
        return False
    return owned[1][0].islower() or owned[1] in lexicon().demonyms
