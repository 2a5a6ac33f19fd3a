"""Tell a line that stands for a date, also where it is not sure which one.

Shape:   one line -> DateLine(date, whole), or None when the line says something else.
Units:   a date without a sure zone is a plain day, as in `reader.text.dates`.
Errors:  none; a date that is not sure is a DateLine without one.
Source:  the customs of newspapers; names of months and days in their western languages.
         Names that two languages give to different months are left out.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reader.settings import DayOrder
from reader.text.dates import MONTHS, Moment, parse_date_line, tells_time

_LONGEST: Final = 64
_LONGEST_PLACE: Final = 40

_FOREIGN_MONTHS: Final = {
    **dict.fromkeys(("janvier", "januar", "januari", "enero", "gennaio", "janeiro"), "january"),
    **dict.fromkeys(("février", "februar", "februari", "febrero", "febbraio"), "february"),
    **dict.fromkeys(("fevereiro",), "february"),
    **dict.fromkeys(("mars", "märz", "maart", "marzo", "março"), "march"),
    **dict.fromkeys(("avril", "abril", "aprile"), "april"),
    **dict.fromkeys(("mai", "mei", "mayo", "maggio", "maio", "maj"), "may"),
    **dict.fromkeys(("juin", "juni", "junio", "giugno", "junho"), "june"),
    **dict.fromkeys(("juillet", "juli", "julio", "luglio", "julho"), "july"),
    **dict.fromkeys(("août", "augustus", "augusti", "agosto"), "august"),
    **dict.fromkeys(("septembre", "septiembre", "settembre", "setembro"), "september"),
    **dict.fromkeys(("octobre", "oktober", "octubre", "ottobre", "outubro"), "october"),
    **dict.fromkeys(("novembre", "noviembre", "novembro"), "november"),
    **dict.fromkeys(("décembre", "dezember", "desember", "diciembre", "dicembre"), "december"),
    **dict.fromkeys(("dezembro",), "december"),
}
_DAYS: Final = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"}
    | {"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"}
    | {"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"}
)
_SHORT_DAYS: Final = frozenset(
    {"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"}
)
_JOINTS: Final = frozenset(
    {"the", "of", "at", "am", "pm", "de", "del", "le", "den"}
    | {"uhr", "um", "à", "h", "gmt", "utc", "bst", "est", "edt", "pst", "pdt", "cet", "cest"}
)

_WORD: Final = re.compile(r"[^\W\d_]+")
_SIGNS: Final = re.compile(r"[\w\s,./|·:()–—-]+")
_ORDINAL: Final = re.compile(r"(?<=[0-9])(?:st|nd|rd|th|er|ère|re|º|ª)\b")
_NUMBERS: Final = re.compile(
    r"(?:[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}){1,2}|[0-9]{1,2}([.-])[0-9]{1,2}\1[0-9]{4}"
    r"|[0-9]{4}([/.-])[0-9]{1,2}\2[0-9]{1,2})"
)
_EAST: Final = re.compile(r"(?:[0-9]{4} ?[年년] ?)?[0-9]{1,2} ?[月월](?: ?[0-9]{1,2} ?[日号號일])?")
# "Mars 2020" is a spacecraft, "Mar" and "Jan" may be names: they count beside a day's number.
_NOT_ALONE: Final = re.compile(r"(?:Le )?(?:Mars|Mar|Jan|Jun|Dec|Sept?)(?: [0-9]{4})?")
_PLACED: Final = re.compile(r"(.{6,60}?)\s{0,3}([|·–—]|(?<=\s)-(?=\s))\s{0,3}(\S.*)")
_PLACED_BY_COMMA: Final = re.compile(r"(.{2,56}?[0-9]{4})(,) (\S.*)")
# In capitals, as newspapers set it: "Hiroshima, 6 August 1945" may be a headline.
_PLACE_FIRST: Final = re.compile(r"([^\W\d_][^\d,|·–—]{1,39}?)(?:,|\s?[|·–—])\s(\S.{5,55})")


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says."""

    date: Moment | None
    """None where the line is a date, but not surely which."""
    whole: bool
    """Whether `date` holds all that the line says."""


@lru_cache(maxsize=1_024)
def read_date_line(line: str, *, day_order: DayOrder = "dmy") -> DateLine | None:
    """Return what `line` says when it stands for a date and nothing else but its place.

    >>> read_date_line("15 mars 2016")
    DateLine(date=datetime.date(2016, 3, 15), whole=True)
    >>> read_date_line("Wednesday 16 March")
    DateLine(date=None, whole=False)
    """
    if len(line) > 2 * _LONGEST or "\t" in line:
        return None
    if date := _parsed(line, day_order):
        told = tells_time(line, date) or tells_time(_in_english(line), date)
        return DateLine(date, whole=not told)
    match = _PLACED.fullmatch(line) or _PLACED_BY_COMMA.fullmatch(line)
    if match and _is_place(match[3], match[2]) and (date := _parsed(match[1].strip(), day_order)):
        return DateLine(date, whole=False)
    match = _PLACE_FIRST.fullmatch(line)
    in_capitals = match and match[1].isupper() and not match[2].isupper()
    if (
        match
        and in_capitals
        and _is_place(match[1], ",")
        and (date := _parsed(match[2], day_order))
    ):
        return DateLine(date, whole=False)
    return DateLine(None, whole=False) if _is_dateish(line) else None


def _parsed(line: str, day_order: DayOrder) -> Moment | None:
    return parse_date_line(line, day_order=day_order) or parse_date_line(
        _in_english(line), day_order=day_order
    )


def _in_english(line: str) -> str:
    """`line` with its months in English, without names of days and what joins them."""
    words: list[str] = []
    for word in _ORDINAL.sub("", line.lower()).split():
        bare = word.strip(",.")
        if bare in _FOREIGN_MONTHS:
            words.append(_FOREIGN_MONTHS[bare])
        elif bare not in _DAYS and bare not in ("de", "del", "le", "den"):
            words.append(word)
    return " ".join(words)


def _is_place(text: str, sign: str) -> bool:
    """Whether `text` may be the place after a date; after a dash, names only."""
    words = text.split()
    if len(text) > _LONGEST_PLACE or len(words) > 5 or text[-1] in ".!?:;,":
        return False
    if "|" in text or not any(map(str.isalpha, text)):
        return False
    return sign in "|·" or (len(words) <= 3 and not any(word[0].islower() for word in words))


def _is_dateish(line: str) -> bool:
    """Whether `line` is made of names of months and days, numbers and what parts them."""
    if len(line) > _LONGEST or not _SIGNS.fullmatch(line) or not line[0].isalnum():
        return False
    if "  " in line or line.count("|") > 1 or line[-1] in ".:":
        return False
    if _NUMBERS.fullmatch(line) or _EAST.fullmatch(line):
        return True
    bare = _ORDINAL.sub("", line.lower())
    words = _WORD.findall(bare)
    named = [word for word in words if word not in _JOINTS]
    months = [word for word in named if word in MONTHS or word in _FOREIGN_MONTHS]
    days = [word for word in named if word in _DAYS or word in _SHORT_DAYS]
    if not named or len(months) + len(days) < len(named) or _NOT_ALONE.fullmatch(line):
        return False
    if any(map(str.isdigit, bare)):
        return True
    return len(named) <= 2 and all(len(word) > 3 for word in named)
