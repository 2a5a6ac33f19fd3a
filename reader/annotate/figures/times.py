"""Read times of day: "9.30am", "14:00 GMT", "9am to 5pm", "noon".

Shape:   (text, position) -> Found or None; the time starts exactly at the position.
Units:   values are ISO 8601 times with the zone kept as an offset ("14:00Z").
Errors:  none.
Source:  a zone that changes with the season ("ET") has no offset, and none is written.
"""

import re
from typing import Final

from reader.annotate.figures.amounts import Found
from reader.marks import Figure, Value

_ZONES: Final = {
    "GMT": "Z", "UTC": "Z", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00",
    "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
    "JST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00", "ET": "", "PT": "", "CT": "",
}  # fmt: skip
_ZONE: Final = re.compile(r" (" + "|".join(_ZONES) + r")\b")
_HALF_DAY: Final = r"(?:[ \u00a0]?(?P<half>[ap])(?:m\b|\.m\.|\.m\b))"
_CLOCK: Final = re.compile(
    rf"(?P<hour>[0-2]?[0-9])(?:(?P<part>[:.])(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?)?"
    rf"(?![0-9]){_HALF_DAY}?(?![\w:%]|[.,][0-9])",
    re.IGNORECASE,
)
_MILITARY: Final = re.compile(
    r"([01][0-9]|2[0-3])([0-5][0-9])(?= (?:" + "|".join(_ZONES) + r")\b|hrs\b)"
)
_TO: Final = re.compile(r" ?(?:-|–|to|until|and) ?")
_OCLOCK: Final = re.compile(r"([0-9]{1,2}|[a-z]{3,6}) o[’']clock\b", re.IGNORECASE)
_WORD_CLOCK: Final = re.compile(
    r"(?P<hour>[a-z]{3,6}) (?P<half>[ap])(?:m\b|\.m\.|\.m\b)", re.IGNORECASE
)
_HOURS: Final = {
    name: hour
    for hour, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
        start=1,
    )
}
_MINUTES: Final = {
    "five": 5, "ten": 10, "quarter": 15, "a quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30,
    "5": 5, "10": 10, "20": 20, "25": 25,
}  # fmt: skip
_SPOKEN: Final = re.compile(
    "(?P<minutes>"
    + "|".join(sorted(_MINUTES, key=len, reverse=True))
    + ")(?: minutes)? (?P<way>past|to) "
    r"(?P<hour>"
    + "|".join(_HOURS)
    + r"|1[0-2]|[1-9])(?![\w-]|[.,:%]\d)(?! (?:per|of|or|and|people|percent)\b)"
)
_AT_SPOKEN: Final = re.compile(r"\b(?:[Aa]t|[Uu]ntil|[Tt]ill|around|before|since) $")
_NAMED: Final = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_MORNING: Final = re.compile(
    r"(?P<hour>[a-z]{3,6}|1[0-2]|[1-9]) (?:in the (?P<part>morning|afternoon|evening)|at (?P<night>night))\b"
)
_TWELVE: Final = re.compile(r"12 (noon|midday|midnight)\b")
_BETWEEN: Final = re.compile(r"[Bb]etween $")
_AT_HOUR: Final = re.compile(r"\b(?:At|at|until|Until|by|By) $")
_CLAUSE: Final = re.compile(r",| (?:the|on|in|he|she|they|it|we|I|that|this|sharp)\b")
_END: Final = re.compile(r"\.(?=\s|$)|;")
_OTHER_HOUR: Final = re.compile(r"[0-9] ?[ap]\.?m\b")
"""A sentence may end in "at 2.31" where another time stands before it."""
_AT: Final = re.compile(
    r"\b(?:at|by|from|until|till|since|around|about|before|after|between|and|to) $", re.IGNORECASE
)


def read_time(text: str, start: int) -> Found | None:
    """Read a time, or two that make a range, at `start`."""
    if match := _MILITARY.match(text, start):
        return _zoned(text, start, match.end(), f"{match[1]}:{match[2]}")
    if match := _TWELVE.match(text, start):
        return _zoned(text, start, match.end(), _NAMED[match[1]])
    if match := _OCLOCK.match(text, start):
        word = match[1].lower()
        hour = int(word) if word.isdigit() else _HOURS.get(word, 0)
        return _zoned(text, start, match.end(), f"{hour:02}:00") if 0 < hour <= 12 else None
    if match := _WORD_CLOCK.match(text, start):
        hour = _HOURS.get(match["hour"].lower(), 0)
        hour = hour % 12 + (12 if match["half"] in "pP" else 0) if hour else -1
        return _zoned(text, start, match.end(), f"{hour:02}:00") if hour >= 0 else None
    if text.startswith((" in the ", " at night"), _hour_stop(text, start)) and (
        spoken := _read_morning(text, start)
    ):
        return spoken
    first = _CLOCK.match(text, start)
    if first is None:
        return None
    return _range(text, start, first) or _single(text, start, first)


def _hour_stop(text: str, start: int) -> int:
    """Give the end of the word or number at `start`, which has six letters at most."""
    stop = text.find(" ", start, start + 7)
    return stop if stop > 0 else start


def _read_morning(text: str, start: int) -> Found | None:
    """Read "four in the morning" after "at" and the like, with the hour it is."""
    match = _MORNING.match(text, start)
    if match is None or not _AT.search(text[max(0, start - 8) : start]):
        return None
    word = match["hour"]
    hour = int(word) if word.isdigit() else _HOURS.get(word, 0)
    if not hour:
        return None
    late = match["part"] in {"afternoon", "evening"} or (match["night"] and hour > 5)
    return Found(start, match.end(), Figure("time", f"{hour % 12 + 12 * bool(late):02}:00"))


def read_spoken(text: str, start: int) -> Found | None:
    """Read "half past nine" and, after "at" and the like, "five to eight"."""
    match = _SPOKEN.match(text, start)
    if match is None:
        return None
    past = match["way"] == "past"
    if not past and not _AT_SPOKEN.search(text[max(0, start - 8) : start]):
        return None
    hour = int(match["hour"]) if match["hour"].isdigit() else _HOURS.get(match["hour"], 0)
    if not 1 <= hour <= 12:
        return None
    minutes = _MINUTES[match["minutes"].lower()]
    total = (60 * hour + (minutes if past else -minutes)) % (12 * 60)
    value = f"{total // 60 or 12:02}:{total % 60:02}"
    return Found(start, match.end(), Figure("time", value))


def read_named_time(text: str, start: int) -> Found | None:
    """Read "noon" or "midnight" after a word of time ("at noon")."""
    match = re.match(r"noon|midday|midnight", text[start : start + 8], re.IGNORECASE)
    if match is None or not _AT.search(text[max(0, start - 8) : start]):
        return None
    stop = start + match.end()
    return (
        None
        if text[stop : stop + 1].isalnum()
        else _zoned(text, start, stop, _NAMED[match[0].lower()])
    )


def _zoned(text: str, start: int, stop: int, value: str) -> Found:
    if zone := _ZONE.match(text, stop):
        return Found(start, zone.end(), Figure("time", value + _ZONES[zone[1]]))
    return Found(start, stop, Figure("time", value))


def _at_hour(text: str, start: int, match: re.Match[str]) -> bool:
    """True for "At 7.50 the wind ...": a point parts hours and minutes only after "at"."""
    if match["part"] != "." or not _AT_HOUR.search(text[max(0, start - 8) : start]):
        return False
    if _END.match(text, match.end()):
        return _OTHER_HOUR.search(text[max(0, start - 70) : start]) is not None
    return _CLAUSE.match(text, match.end()) is not None


def _single(text: str, start: int, match: re.Match[str]) -> Found | None:
    value = _value(match, match["half"])
    stop = match.end()
    surely = match["half"] or match["part"] == ":" or _at_hour(text, start, match)
    if value is None or not (surely or (match["minute"] and _ZONE.match(text, stop))):
        return None
    return _zoned(text, start, stop, value)


def _range(text: str, start: int, first: re.Match[str]) -> Found | None:
    """Read "9am to 5pm" and "9-11am", where the second time says what the first leaves out."""
    join = _TO.match(text, first.end())
    second = _CLOCK.match(text, join.end()) if join else None
    if second is None or not (second["half"] or (first["part"] == ":" == second["part"])):
        return None
    if join and join[0].strip() == "and" and not _BETWEEN.search(text[max(0, start - 8) : start]):
        return None
    low, high = _value(first, first["half"] or second["half"]), _value(second, second["half"])
    if low is None or high is None:
        return None
    stop = second.end()
    zone = _ZONE.match(text, stop)
    offset = _ZONES[zone[1]] if zone else ""
    value: Value = (low + offset, high + offset)
    return Found(start, zone.end() if zone else stop, Figure("time", value))


def _value(match: re.Match[str], half: str | None) -> str | None:
    hour = int(match["hour"])
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "pP" else 0)
    if hour > 23:
        return None
    seconds = f":{match['second']}" if match["second"] else ""
    return f"{hour:02}:{match['minute'] or '00'}{seconds}"
