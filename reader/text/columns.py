"""Tell tables and code, whose spaces mean something, from prose, whose spaces do not.

Shape:   the lines of one group -> yes or no; `laid_out` keeps their columns.
Units:   columns are code points; a tab stands at every eighth.
Errors:  none; in doubt it is prose, which loses no letter.
Source:  a gap of three spaces, a tab or a bar on most lines makes a table; two spaces only
         where they line up, since old typing puts two after a full stop.
"""

import re
from collections import Counter
from typing import Final

_GAP: Final = re.compile(r"(?<=\S) {3,}(?=\S)")
_TAB: Final = re.compile(r"(?<=\S)[ ]?\t[ \t]*(?=\S)")
_NARROW_GAP: Final = re.compile(r"(?<=[^\s.!?:”’\"')]) {2,}(?=\S)")
_RULE: Final = re.compile(r"[-=+|_.: \t]{3,}")
_CODE: Final = re.compile(
    r"[{}\\$=]|\w_\w|\w\(|\)\s{0,8}:$|</?\w|^\s*(?:#|//|def |class |import |return\b|\$ )"
)
_LONG: Final = 2_000
"""A line beyond this is neither a row nor code."""


def is_table(lines: list[str]) -> bool:
    """Whether most of `lines` show columns."""
    if len(lines) < 2 or sum(map(_may_be_row, lines)) * 2 < len(lines):
        return False
    if any(len(line) > _LONG for line in lines):
        return False
    rows = [line for line in lines if not _RULE.fullmatch(line)]
    enough = max(2, -(-len(rows) * 3 // 5))
    if sum(line.count("|") >= 2 for line in lines) >= max(2, len(lines) * 3 // 5):
        return True
    if sum(bool(_TAB.search(row)) for row in rows) >= enough:
        return True
    if sum(bool(_GAP.search(row)) for row in rows) >= enough:
        return True
    return len(rows) > 2 and _lines_up(rows, enough)


def _may_be_row(line: str) -> bool:
    """Whether `line` has anything in it that could part columns; most prose has not."""
    bare = line.strip()
    return "  " in bare or "\t" in bare or "|" in bare


def _lines_up(rows: list[str], enough: int) -> bool:
    """Whether narrow gaps stand in the same column, on the left of a cell or on its right."""
    edges: Counter[tuple[str, int]] = Counter()
    for row in rows:
        for gap in _NARROW_GAP.finditer(row.expandtabs()):
            edges["left", gap.end()] += 1
            edges["right", gap.start()] += 1
    return any(count >= enough for count in edges.values())


def is_code(lines: list[str]) -> bool:
    """Whether all of `lines` are indented and a third of them look like a program's."""
    if not all(line.startswith(("    ", "\t")) for line in lines):
        return False
    signs = sum(bool(_CODE.search(line[:_LONG])) for line in lines)
    return signs * 3 >= len(lines)


def laid_out(lines: list[str]) -> str:
    """Return `lines` as one text, their common indent and trailing spaces taken off."""
    wide = [line.expandtabs() if len(line) <= _LONG else line for line in lines]
    indent = min(len(line) - len(line.lstrip(" ")) for line in wide)
    return "\n".join(line[indent:].rstrip() for line in wide).strip("\n")
