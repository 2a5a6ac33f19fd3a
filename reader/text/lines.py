"""Part plain text into units: paragraphs, verses, tables, code, lists and quotes.

Shape:   str -> a list of Unit in reading order; every character but spaces is in one of them,
         save the ">" that marks a quoted line.
Units:   widths are code points a line.
Errors:  none; linear in the length of the text. A doubtful group stays as its lines are.
Source:  mail and old archives wrap at 60 to 80 columns: a line there ends where the next
         word would not have fitted. Where it would have, someone ended the line on purpose.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, Literal

from reader.text.columns import is_code, is_table, laid_out

UnitKind = Literal["prose", "verse", "quote", "list", "code", "table"]

_WIDEST: Final = 110
"""A line with spaces beyond this is a paragraph by itself; nobody wraps so wide."""
_NARROWEST: Final = 45
"""Lines shorter than this are not taken for wrapped text."""

_SPACES: Final = re.compile(r"[ \t]{2,}|\t")
_RULE: Final = re.compile(r"={3,}|-{3,}")
_QUOTED: Final = re.compile(r"[ \t]{0,8}(?:>[ \t]?)+")
_ITEM: Final = re.compile(r"[ \t]{0,12}(?:([-*•‣])|([0-9]{1,3})[.)])[ \t]+\S")
_WORD: Final = re.compile(r"\S{1,120}")
_STOPS: Final = (".", "!", "?", "…", ".”", "!”", "?”", ".’", "!’", "?’", '."', '!"', '?"', ".)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A group of lines that belong together."""

    kind: UnitKind
    text: str
    """Without the line breaks of wrapping; verse, lists, code and tables keep theirs."""


def part_units(text: str) -> list[Unit]:
    r"""Return the units of `text`.

    >>> [unit.kind for unit in part_units("One paragraph.\n\n- first\n- second")]
    ['prose', 'list']
    """
    groups = _groups(text)
    width = _wrap_width(groups)
    return [unit for group in groups for unit in _units(group, width)]


def _groups(text: str) -> list[list[str]]:
    """Lines between blank ones."""
    groups: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line and not line.isspace():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return groups if groups[-1] else groups[:-1]


def _wrap_width(groups: list[list[str]]) -> int:
    """The column where this text's lines break, as far as its longer groups tell; 0 for none."""
    lengths = sorted(
        length
        for group in groups
        if len(group) > 1
        for line in group[:-1]
        if _NARROWEST <= (length := len(line.strip())) <= 100
    )
    return lengths[(len(lengths) - 1) * 95 // 100] if lengths else 0


def _units(group: list[str], width: int) -> Iterable[Unit]:
    # Most groups are one line that begins with a letter: nothing but a paragraph.
    if len(group) == 1 and group[0][0].isalpha():
        return (Unit("prose", _tidy(group[0])),)
    return _told_apart(group, width)


def _told_apart(group: list[str], width: int) -> Iterator[Unit]:
    if _is_underlined(group) and not is_table(group):
        yield Unit("prose", _tidy(group[0]))
        group = group[2:]
    for quoted, run in groupby(group, lambda line: line.lstrip()[:1] == ">"):
        lines = list(run)
        if quoted:
            yield from _quotes(lines, width)
        elif is_table(lines):
            yield Unit("table", laid_out(lines))
        elif is_code(lines):
            yield Unit("code", laid_out(lines))
        else:
            yield from _listed(lines, width)


def _is_underlined(group: list[str]) -> bool:
    """Whether the first of the lines is a title, and the second the rule below it."""
    if len(group) < 2 or not _RULE.fullmatch(group[1].strip()):
        return False
    title = group[0].strip()
    return (
        len(title) <= _WIDEST
        and any(map(str.isalnum, title))
        and not title.startswith(">")
        and not title.endswith((".", ",", ";", ":"))
        and not _is_item(group[0])
        and not _SPACES.search(title)
    )


def _quotes(lines: list[str], width: int) -> Iterable[Unit]:
    bare = [_QUOTED.sub("", line, count=1) for line in lines]
    for group in _groups("\n".join(bare)):
        for unit in _prose(group, max(0, width - 2)):
            yield Unit("quote", unit.text)


def _listed(lines: list[str], width: int) -> Iterable[Unit]:
    """Prose, and from its first item on a list; a lone "1." is a heading's number, not a list."""
    items = [place for place, line in enumerate(lines) if _is_item(line)]
    bulleted = bool(items) and lines[items[0]].lstrip()[0] in "-*•‣"
    if len(items) < 2 and not (bulleted and items[0] == 0):
        return _prose(lines, width)
    lead = list(_prose(lines[: items[0]], width)) if items[0] else []
    bounds = zip(items, [*items[1:], len(lines)], strict=True)
    rows = (_joined([_tidy(line) for line in lines[start:stop]]) for start, stop in bounds)
    return [*lead, Unit("list", "\n".join(rows))]


def _is_item(line: str) -> bool:
    match = _ITEM.match(line)
    return match is not None and any(map(str.isalnum, line[match.end() - 1 : match.end() + 60]))


def _prose(lines: list[str], width: int) -> list[Unit]:
    if len(lines) == 1:
        return [Unit("prose", _tidy(lines[0]))]
    tidy = [_tidy(line) for line in lines]
    if _is_paragraph_a_line(tidy):
        return [Unit("prose", line) for line in tidy]
    head, pieces = _pieces(lines, tidy, width)
    if any(map(_continues, pieces)) and _is_wrapped(pieces, width):
        return [Unit("prose", _joined(piece)) for piece in ([head] if head else []) + pieces]
    return [Unit("verse", "\n".join(tidy))]


def _continues(piece: list[str]) -> bool:
    return len(piece) > 1


def _pieces(lines: list[str], tidy: list[str], width: int) -> tuple[list[str], list[list[str]]]:
    """A title that stands on the first line, and paragraphs told apart by their indents."""
    indented = [line[:1] in " \t" for line in lines]
    start = 0
    head: list[str] = []
    widest = max(width, *map(len, tidy))
    if (
        len(tidy) > 2
        and not tidy[0].endswith((*_STOPS, ",", ";", ":", "-", "—"))
        and not tidy[1][:1].islower()
        and len(tidy[0]) + len(_first_word(tidy[1])) < widest * 0.6
    ):
        head, start = tidy[:1], 1
    if not indented[start] or all(indented[start:]):
        return head, [tidy[start:]]
    pieces: list[list[str]] = []
    for line, new in zip(tidy[start:], indented[start:], strict=True):
        if new:
            pieces.append([])
        pieces[-1].append(line)
    return head, pieces


def _is_paragraph_a_line(tidy: list[str]) -> bool:
    if any(len(line) > _WIDEST and " " in line for line in tidy):
        return True
    ended = sum(line.endswith(_STOPS) for line in tidy)
    return (
        ended * 10 >= len(tidy) * 9
        and max(map(len, tidy)) > 80
        and not any(line[:1].islower() for line in tidy)
    ) or _is_sentences_a_line(tidy)


def _is_sentences_a_line(tidy: list[str]) -> bool:
    """Whether lines too short to tell by their width end with their sentences, and only so.

    Verse is shorter or more even; wrapped text seldom ends a line with a sentence.
    """
    lengths = sorted(len(line) for line in tidy if line.endswith(_STOPS))
    if len(lengths) < 4 or any(line[:1].islower() for line in tidy):
        return False
    others = [line for line in tidy if not line.endswith(_STOPS)]
    if len(others) * 3 > len(tidy) or any(line[-1] in ",;:-—" for line in others):
        return False
    return lengths[len(lengths) // 2] >= _NARROWEST and lengths[-1] - lengths[0] >= 20


def _is_wrapped(pieces: list[list[str]], width: int) -> bool:
    """Whether the lines of `pieces` end because the next word did not fit."""
    breaks = [pair for piece in pieces for pair in pairwise(piece)]
    widest = max(width, *(len(line) for piece in pieces for line in piece))
    if widest < _NARROWEST:
        return False
    needs = [len(line) + 1 + len(_first_word(after)) for line, after in breaks]
    if widest >= 60 and all(need > widest for need in needs):
        return True
    lower = sum(after[:1].islower() for _, after in breaks)
    if len(breaks) > 1 and not lower and all(after[:1].isupper() for _, after in breaks):
        return False  # every line begins with a capital: verse
    # Text wrapped by hand is ragged; one eighth of the width is what a hand gives away.
    forced = sum(need > widest * 0.82 for need in needs)
    return forced * 10 >= len(breaks) * 8 or lower * 3 >= len(breaks)


def _first_word(line: str) -> str:
    match = _WORD.match(line)
    return match[0] if match else ""


def _joined(lines: list[str]) -> str:
    """One line out of wrapped ones; a hyphen at a line's end stays, whatever it was meant for."""
    parts = [lines[0]]
    for before, after in pairwise(lines):
        parts += (_gap(before, after), after)
    return "".join(parts)


def _gap(before: str, after: str) -> str:
    if before[-1] in "-—" and len(before) > 1 and before[-2].isalpha() and after[0].isalpha():
        return ""
    wide = unicodedata.east_asian_width(before[-1]) + unicodedata.east_asian_width(after[0])
    return "" if set(wide) <= {"W", "F"} else " "


def _tidy(line: str) -> str:
    line = line.strip()
    return _SPACES.sub(" ", line) if "  " in line or "\t" in line else line
