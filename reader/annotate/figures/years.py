"""Read years: alone, in ranges, as decades, and those before Christ.

Shape:   (text, position) -> Found or None; the year starts exactly at the position.
Units:   ISO 8601 years, or a pair of them; a year before Christ has no value, as ISO 8601
         counts it in another way.
Errors:  none; four digits that nothing says are a year are None.
"""

import re
from typing import Final

from reader.annotate.figures.amounts import Found
from reader.annotate.figures.calendars import MONTHS
from reader.annotate.figures.leads import word_before
from reader.marks import Figure, Value

_DECADE: Final = re.compile(r"(?P<year>1[5-9][0-9]|20[0-9])0['’]?s\b")
_SHORT_DECADE: Final = re.compile(r"(?P<year>[2-9])0s\b")
_YEARS: Final = re.compile(
    r"(?P<low>1[5-9][0-9]{2}|20[0-9]{2})"
    r"(?:(?P<dash> [-–] (?=[12]?[0-9]{1,3}\b(?! [a-z]{1,14}s\b))|[-–—/]| to | and | or | through )"
    r"(?P<high>[12][0-9]{3}|[0-9]{1,2}))?(?![\w%]|[.,:/-]\w|°)"
)
_YEAR_BEFORE: Final = frozenset(
    {"in", "since", "by", "from", "of", "until", "till", "before", "after", "during", "between", "to", "into", "and", "or",
     "early", "late", "mid", "around", "about", "circa", "through", "throughout", "the", "than", "for", "as",
     "year", "spring", "summer", "autumn", "winter", "fall", "season", "born", "died", "election", "its", "their",
     "our", "his", "her", "a"}
    | {name.lower() for name in MONTHS} | {f"{name.lower()}." for name in MONTHS}
)  # fmt: skip
_YEAR_PHRASE: Final = re.compile(
    r"(?:\b(?:at least|back to|(?:%|cent|points?|up|down) on|year was|year is)|[’']s) $",
    re.IGNORECASE,
)
_YEAR_LISTED: Final = re.compile(r"\b(?:1[5-9]|20)[0-9]{2}, $")
_PHRASE_ENDS: Final = frozenset({"least", "to", "on", "was", "is"})
_YEAR_STRONG: Final = frozenset(
    {
        "in",
        "since",
        "until",
        "till",
        "during",
        "early",
        "late",
        "mid",
        "circa",
        "year",
        "summer",
        "winter",
    }
)
_COUNTED: Final = re.compile(
    r" (?:people|men|women|children|others|more|jobs|troops|of|(?!is\b|was\b|has\b|as\b|this\b)[a-z]{3,14}s)\b"
)
_BEFORE_CHRIST: Final = re.compile(r"[0-9]{3,4} ?(?:BC|BCE|B\.C\.)(?!\w)")
_OLD_YEAR: Final = re.compile(
    r"1[0-4][0-9]{2}(?=[.;)]|, (?![0-9])| (?:the|when|and|by|he|to|as|a|in)\b|$)"
)
_YEARLY: Final = re.compile(
    r" (?:(?:presidential|parliamentary|general|local|midterm|Summer|Winter) )?(?:elections?|season|World Cup|"
    r"Olympics?|census|budget|budgets|invasion|revolution|coup|war|earthquake|tsunami)\b"
)
_BACK: Final = 24


def read_years(text: str, start: int) -> Found | None:
    """Read "2014", "2014-16", "the 1990s" or "300 BC"."""
    return _decade(text, start) or _years(text, start) or _ancient(text, start)


def _decade(text: str, start: int) -> Found | None:
    match = _DECADE.match(text, start)
    if match is None:
        return None
    return _found(start, match.end(), (f"{match['year']}0", f"{match['year']}9"))


def read_short_decade(text: str, start: int) -> Found | None:
    """Read "80s" in "the ’80s" and "the early 80s"; in "her 80s" it is an age, and read as one."""
    match = _SHORT_DECADE.match(text, start)
    if match is None:
        return None
    if text[start - 1 : start] not in {"’", "‘", "'"} and word_before(text, start) not in {
        "the", "early", "late", "mid", "and",
    }:  # fmt: skip
        return None
    return _found(start, match.end(), (f"19{match['year']}0", f"19{match['year']}9"))


def _ancient(text: str, start: int) -> Found | None:
    """Read "300 BC", which ISO 8601 counts in another way, and the year of "in 1066"."""
    if match := _BEFORE_CHRIST.match(text, start):
        return _found(start, match.end(), None)
    match = _OLD_YEAR.match(text, start)
    if match is None or word_before(text, start) not in {"in", "since"}:
        return None
    return None if _COUNTED.match(text, match.end()) else _found(start, match.end(), match[0])


def _years(text: str, start: int) -> Found | None:
    match = _YEARS.match(text, start)
    if match is None:
        return None
    low, high, dash = match["low"], match["high"], match["dash"]
    if high is None:
        return _year_alone(text, start, match)
    word = word_before(text, start)
    spaced = len(dash) > 1
    last = low[: -len(high)] + high
    single = len(high) == 1 and int(last) - int(low) != 1
    if (
        (dash == " and " and word != "between")
        or (dash == " or " and word not in _YEAR_BEFORE)
        or (spaced and len(high) < 4 and dash[1] not in "-–")
        or single
    ):
        return _year_alone(text, start, _YEARS.match(text, start, start + 4))
    if not int(low) < int(last) <= 2099 or (len(high) == 2 and int(last) - int(low) >= 60):
        return _year_alone(text, start, _YEARS.match(text, start, start + 4)) if spaced else None
    return _found(start, match.end(), (low, last))


def _year_alone(text: str, start: int, match: re.Match[str] | None) -> Found | None:
    before = text[start - 1 : start]
    if match is None or (start and before in {"$", "£", "€", "/"}):
        return None
    word = word_before(text, start)
    if (
        not word
        and text[start - 2 : start] == ", "
        and _YEAR_LISTED.search(text[max(0, start - 7) : start])
    ):
        word = "in"
    if before == "-" and word != "mid":
        return None
    if word not in _YEAR_STRONG:
        stop = match.end()
        bracketed = before == "(" and text[stop : stop + 1] in {")", "-", "–"}
        behind = text[max(0, start - _BACK) : start]
        leads = word in _YEAR_BEFORE or (
            (word in _PHRASE_ENDS or word.endswith("s")) and _YEAR_PHRASE.search(behind)
        )
        if not _YEARLY.match(text, stop) and (
            not (bracketed or leads) or _COUNTED.match(text, stop)
        ):
            return None
    return _found(start, match.end(), match["low"])


def _found(start: int, stop: int, value: Value) -> Found:
    return Found(start, stop, Figure("date", value))
