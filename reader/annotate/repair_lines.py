"""Repairs as lines of a plain text file.

Shape:   `line_of(repair)` -> one line without its end; `repair_of(line)` the other way, None for a
         line that says nothing.
Errors:  ValueError that says what is wrong with a line.

    # names in quotation marks, escaped as JSON does
    hide person "Brexit"
    kind place "Georgia" person
    merge person "Putin" "Vladimir Putin"
    hide organisation "May" only 0123456789ab 5f0c...

A line each, and not TOML: one that is broken leaves the others as they are, and what a reader writes
between them stays where it is. "only" is followed by an article's id, and the digest of its text.
"""

import json
import re
from typing import Final

from reader.annotate.repairs import Repair, in_one_line
from reader.marks import KINDS

_WORD: Final = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")|(#.*)|([^\s"#]+))')
_ARTICLE: Final = re.compile(r"[0-9a-f]{12}")
_CONTENT: Final = re.compile(r"[0-9a-f]{20}")
_LONGEST: Final = 10_000


def line_of(repair: Repair) -> str:
    """The line that says it."""
    parts = [repair.action, repair.kind, _quoted(repair.name)]
    if repair.action == "kind":
        parts.append(repair.to)
    elif repair.action == "merge":
        parts.append(_quoted(repair.to))
    if repair.article:
        parts += ["only", repair.article, *([repair.content] if repair.content else [])]
    return " ".join(parts)


def repair_of(line: str) -> Repair | None:
    """What a line says; None for nothing, or a remark. ValueError where it cannot be understood."""
    words = _words(line)
    if not words:
        return None
    action, *rest = words
    if action not in ("hide", "kind", "merge"):
        raise ValueError(f"{action}: a line begins with hide, kind or merge")
    article = content = ""
    if "only" in rest[2:]:
        at = rest.index("only", 2)
        article, content = _article(rest[at + 1 :])
        rest = rest[:at]
    wanted = 2 if action == "hide" else 3
    if len(rest) != wanted:
        raise ValueError(f"{action}: {wanted} words are needed behind it, not {len(rest)}")
    kind = next((each for each in KINDS if each == rest[0]), None)
    if kind is None:
        raise ValueError(f"{rest[0]}: one of {', '.join(KINDS)}")
    to = in_one_line(rest[2]) if wanted == 3 else ""
    return Repair(action, kind, in_one_line(rest[1]), to, article, content)  # type: ignore[arg-type]


def _article(words: list[str]) -> tuple[str, str]:
    if not 1 <= len(words) <= 2 or not _ARTICLE.fullmatch(words[0]):
        raise ValueError("only: the id of an article is needed behind it")
    if len(words) == 2 and not _CONTENT.fullmatch(words[1]):
        raise ValueError("only: behind the id stands the digest of its text, or nothing")
    return words[0], words[1] if len(words) == 2 else ""


def _words(line: str) -> list[str]:
    words: list[str] = []
    line, place = line[:_LONGEST].strip(), 0
    while place < len(line):
        match = _WORD.match(line, place)
        if match is None:
            raise ValueError("a quotation mark is not closed")
        place = match.end()
        if match[2]:
            break
        words.append(_unquoted(match[1]) if match[1] else match[3])
    return words


def _quoted(name: str) -> str:
    """In quotation marks; what could not be seen in an editor is escaped."""
    return json.dumps(name, ensure_ascii=not name.isprintable())


def _unquoted(word: str) -> str:
    try:
        return str(json.loads(word))
    except ValueError as error:
        raise ValueError(f"{word}: not a text in quotation marks") from error
