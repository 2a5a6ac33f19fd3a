"""Part an article's own data sheet from its text: YAML, TOML, or header lines as in mail.

Shape:   split_front_matter(text) -> (Fields, the text below); no sheet, and all of it is below.
Units:   values are one line each, cleaned again, since YAML and TOML can spell controls out.
Errors:  none; a sheet that is broken, never closed or too large is text like any other.
Source:  YAML 1.1 without types, tags and aliases; TOML 1.0; RFC 2822 headers.
"""

import re
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Final

from reader.articles import DateSource
from reader.clean import clean_text
from reader.settings import DayOrder
from reader.text.dates import Moment, parse_header_date
from reader.text.sheets import Pairs, read_toml, read_yaml

_LARGEST: Final = 65_536
"""A sheet longer than this, in code points, is text."""

_TITLES: Final = ("title", "headline", "subject")
_BYLINES: Final = ("author", "authors", "byline", "by", "from")
_DATES: Final = ("date", "published", "pubdate", "publishdate", "date published")
_STANDFIRSTS: Final = ("description", "summary", "standfirst")
_LANGUAGES: Final = ("lang", "language")
_KNOWN: Final = frozenset((*_TITLES, *_BYLINES, *_DATES, *_STANDFIRSTS, *_LANGUAGES))

_HEADER: Final = re.compile(r"([A-Za-z][A-Za-z_-]{0,30}(?: [A-Za-z]{1,12})?):(?:[ \t]+(.*)|[ \t]*)")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9_-]{1,20})?")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a data sheet says of its article."""

    title: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    date: Moment | None = None
    date_from: DateSource | None = None
    language: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    """Every other key and value, and values that did not fit their own field."""


def split_front_matter(text: str, *, day_order: DayOrder = "dmy") -> tuple[Fields, str]:
    r"""Return what the sheet at the top of `text` says, and the text below it.

    >>> split_front_matter("---\ntitle: Rain\n---\nIt fell.")[0].title
    'Rain'
    """
    start = _first_line(text)
    for fence, closers, read in (("---", ("---", "..."), read_yaml), ("+++", ("+++",), read_toml)):
        if text.startswith(fence + "\n", start):
            parted = _fenced(text, start + len(fence) + 1, closers)
            pairs = read(parted[0]) if parted else None
            if parted is None or not pairs:
                return Fields(), text
            return _fields(pairs, "front matter", day_order), parted[1]
    pairs, below = _headers(text, start)
    if pairs:
        return _fields(pairs, "header", day_order), below
    return Fields(), text


def _first_line(text: str) -> int:
    """Where the first line that is not blank starts."""
    blank = len(text) - len(text.lstrip())
    return text.rfind("\n", 0, blank) + 1


def _fenced(text: str, start: int, closers: tuple[str, ...]) -> tuple[str, str] | None:
    """The sheet and what follows its closing line; None when it is never closed."""
    sheet = text[start : start + _LARGEST]
    place = 0
    while place < len(sheet):
        end = sheet.find("\n", place)
        stop = end if end >= 0 else len(sheet)
        if sheet[place:stop].rstrip() in closers:
            return sheet[:place], text[start + stop :]
        place = stop + 1
    return None


def _headers(text: str, start: int) -> tuple[Pairs, str]:
    """Header lines and the text below; no pairs when the top is not surely a header."""
    pairs: list[tuple[str, str]] = []
    place = start
    while place < len(text) and place - start <= _LARGEST:
        end = text.find("\n", place)
        stop = end if end >= 0 else len(text)
        line = text[place:stop]
        if not line.strip():
            break
        if pairs and line[0] in " \t":
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
        elif len(line) <= 2_000 and (match := _HEADER.fullmatch(line.rstrip())):
            pairs.append((match[1], match[2] or ""))
        else:
            return (), text
        place = stop + 1
    return (tuple(pairs), text[place:]) if _is_header(pairs) else ((), text)


def _is_header(pairs: list[tuple[str, str]]) -> bool:
    """Two lines of which one is known, or a lone date that can be read."""
    known = [key for key, _ in pairs if key.lower() in _KNOWN]
    if len(pairs) >= 2:
        return bool(known)
    return any(key.lower() in _DATES and parse_header_date(value) for key, value in pairs)


def _fields(pairs: Pairs, source: DateSource, day_order: DayOrder) -> Fields:
    """Give every value its place; the first of a kind wins and the others are kept as extra."""
    found: dict[str, str] = {}
    extra: list[tuple[str, str]] = []
    date: Moment | None = None
    for raw_key, raw_value in pairs:
        key, value = _line(raw_key), _line(raw_value)
        kind = _kind(key.lower())
        if kind == "date" and date is None:
            date = parse_header_date(value, day_order=day_order)
            kept = date is None
        else:
            short = _short(kind, value) if kind not in found else ""
            found |= {kind: short} if short else {}
            kept = short != value
        if kept:
            extra.append((key, value))
    return Fields(
        title=found.get("title"),
        standfirst=found.get("standfirst"),
        byline=found.get("byline"),
        date=date,
        date_from=source if date else None,
        language=found.get("language"),
        extra=tuple(extra),
    )


def _kind(key: str) -> str:
    for kind, keys in (
        ("title", _TITLES),
        ("byline", _BYLINES),
        ("date", _DATES),
        ("standfirst", _STANDFIRSTS),
        ("language", _LANGUAGES),
    ):
        if key in keys:
            return kind
    return ""


def _short(kind: str, value: str) -> str:
    """What the field of this kind shows of `value`: a name without its address, "en" of "en-GB"."""
    if kind == "byline" and "<" in value and len(value) <= 200:
        name, address = parseaddr(value)
        return name if name and address else value
    if kind == "language":
        match = _LANGUAGE.fullmatch(value)
        return match[1].lower() if match else ""
    return value if kind and kind != "date" else ""


def _line(value: str) -> str:
    return " ".join(clean_text(value).split())
