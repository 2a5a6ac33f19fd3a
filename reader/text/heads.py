"""Take headline, standfirst and byline off the top of an article.

Shape:   units and the data sheet's fields -> Head; the units it did not take are the body.
Errors:  none; a line that is not surely one of these stays in the body.
Source:  newspapers print headline, standfirst, byline, text, or byline before standfirst;
         wire services put the writer's name last.
"""

from dataclasses import dataclass
from typing import Final

from reader.text.bylines import find_byline
from reader.text.front_matter import Fields
from reader.text.lines import Unit
from reader.text.shapes import (
    count_sentences,
    has_letters,
    is_dateline,
    is_heading,
    is_headline,
    is_quotation,
)

_LONGEST_STANDFIRST: Final = 300
_LONGEST_BEFORE_BYLINE: Final = 600

# A paragraph that begins so goes on with the one before, which is then no standfirst.
_GOES_ON: Final = frozenset(
    {"and", "but", "so", "then", "now", "yet", "it", "he", "she", "they", "we"}
    | {"this", "that", "these", "those", "his", "her", "their", "its"}
)


@dataclass(frozen=True, slots=True)
class Head:
    """The top of an article, and what is below."""

    headline: str | None
    standfirst: str | None
    byline: str | None
    body: list[Unit]


def take_head(units: list[Unit], fields: Fields) -> Head:
    """Return the head of an article; what its data sheet says comes before any guess."""
    byline, headline = fields.byline, fields.title
    if headline:
        body = _without(units, headline)
    else:
        units = _opened(units)
        if byline is None and _is_byline_first(units):
            byline, units = find_byline(units[0].text), units[1:]
        headline, body = _headline(units)
    guessed = fields.title is None and headline is not None
    byline, body, after_byline = _byline(byline, body, headline)
    standfirst = fields.standfirst
    if standfirst:
        body = _without(body, standfirst)
    elif guessed and _is_standfirst(body, after_byline=after_byline):
        standfirst, body = body[0].text, body[1:]
    byline, body, _ = _byline(byline, body, headline)
    if byline is None and len(body) > 1 and (byline := find_byline(body[-1].text, last=True)):
        body = body[:-1]
    return Head(headline, standfirst, byline, body)


def _without(units: list[Unit], said: str) -> list[Unit]:
    """`units` without a first one that only repeats what the data sheet said."""
    return units[1:] if units and units[0].text == said else units


def _opened(units: list[Unit]) -> list[Unit]:
    """`units`, their first lines parted where headline and byline have no blank line between."""
    if not units or units[0].kind != "verse":
        return units
    lines = units[0].text.split("\n")
    first = Unit("prose", lines[0])
    if not is_headline(first):
        return units
    heads = [first]
    if find_byline(lines[1]):
        heads.append(Unit("prose", lines[1]))
    rest = lines[len(heads) :]
    kept = [Unit("verse" if len(rest) > 1 else "prose", "\n".join(rest))] if rest else []
    return [*heads, *kept, *units[1:]]


def _is_byline_first(units: list[Unit]) -> bool:
    return len(units) > 2 and find_byline(units[0].text) is not None and is_headline(units[1])


def _headline(units: list[Unit]) -> tuple[str | None, list[Unit]]:
    return (units[0].text, units[1:]) if units and is_headline(units[0]) else (None, units)


def _byline(
    byline: str | None, units: list[Unit], headline: str | None
) -> tuple[str | None, list[Unit], bool]:
    """The byline, what follows it, and whether it was found here; it is never all there is."""
    if byline is None and units and (headline or len(units) > 1):
        found = find_byline(units[0].text) if units[0].kind == "prose" else None
        if found:
            return found, units[1:], True
    return byline, units, False


def _is_standfirst(units: list[Unit], *, after_byline: bool) -> bool:
    """Whether the first of `units` stands between headline and body, rather than beginning it."""
    if len(units) < 3 or units[0].kind != "prose":
        return False
    text, after = units[0].text, units[1]
    if text[-1] in ":：" or not has_letters(text):
        return False  # it brings in what follows, or is only a sign
    if is_dateline(text) or is_quotation(units[0]) or text[0] in '“"':
        return False
    if not after_byline and after.kind == "prose" and find_byline(after.text):
        return len(text) <= _LONGEST_BEFORE_BYLINE
    if after.kind not in ("prose", "verse", "quote") or is_heading(after) or _is_title(units[0]):
        return False
    if after.text.split(maxsplit=1)[0].lower().strip(",’") in _GOES_ON:
        return False
    if after_byline and len(text) >= len(after.text):
        return False
    return len(text) <= _LONGEST_STANDFIRST and count_sentences(text) <= 2


def _is_title(unit: Unit) -> bool:
    """Whether `unit` is too short to sum an article up: the heading of its first part."""
    return is_heading(unit) and len(unit.text.split(maxsplit=6)) < 6
