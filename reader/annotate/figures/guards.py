"""Say which numbers are no figures: models, versions, addresses, telephone numbers, sections.

Shape:   (text, start) -> bool before a number is read; (text, Amount) -> bool for a bare count.
Errors:  none. At most 40 code points on either side are looked at.
"""

import re
from typing import Final

from reader.annotate.figures.amounts import Amount
from reader.annotate.figures.leads import word_before
from reader.annotate.figures.tables import is_entry, is_scored
from reader.annotate.lexicon import lexicon

_GLUED: Final = re.compile(r"(?:[\w#@&=\\_^*~]|[A-Za-z][-–/]|[0-9][.,:/'’-]|[./]{1,2}|\$|[A-Z]\.)$")
_MID: Final = re.compile(r"\b(?:mid|pre|post|non|sub|under|over|Under)[-–]$")
_PHONE: Final = re.compile(r"(?:\+|\(|00)?[0-9]{2,5}\)?(?:[ -][0-9]{2,8}){1,5}(?![0-9])")
_GROUPS: Final = re.compile(r"[ -][0-9]{3,8}")
_LIST: Final = re.compile(r"[0-9]{1,3}[.)](?=[ \t\n]|$)")
_ADDRESS: Final = re.compile(
    r"[0-9]{1,5}[A-Za-z]? (?:[A-Z][\w’'.-]{1,20} ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|"
    r"Way|Court|Place|Close|Terrace|Crescent|Row|Quay)\b|[0-9]{1,5} Downing\b"
)
_LABELS: Final = frozenset(
    {"no", "nos", "section", "sections", "chapter", "article", "articles", "page", "pages", "p", "pp", "room", "flat",
     "route", "highway", "channel", "flight", "gate", "figure", "fig", "table", "version", "verse", "psalm", "clause",
     "rule", "paragraph", "para", "line", "platform", "pier", "lot", "unit", "block", "bus", "act", "scene",
     "resolution", "number", "numbers", "type", "appendix", "part", "episode", "season", "series", "volume", "vol",
     "issue", "exercise", "ward", "motorway", "junction", "category", "grade", "tier", "force", "formula", "catch",
     "title", "schedule", "bay", "terminal", "square", "item", "step", "iphone", "ipad", "ios", "macos", "imac",
     "boeing", "airbus", "phase", "№"}
)  # fmt: skip
_CAPITALS: Final = frozenset(
    {"windows", "war", "group", "apollo", "mark", "radio", "studio", "space", "galaxy", "model", "class", "euro",
     "operation", "area", "camp", "stage", "pool", "division", "fortune", "soyuz", "playstation", "expo", "house",
     "district", "zone", "seat", "lane", "mission", "sky", "world", "psalm", "opus", "super", "bowl"}
)  # fmt: skip
"""Everyday words that make a name with a capital and a number: "Windows 10", "Apollo 11"."""
_NO_TEAMS: Final = _LABELS | _CAPITALS

_LABELLED: Final = re.compile(
    r"\b(?:[Nn]umbers|[Nn]os\.?|[Ss]ections|[Cc]hapters|[Aa]rticles|[Pp]ages|[Cc]lauses|[Rr]outes|[Ll]ines)"
    r" (?:[0-9]{1,4}, ){0,4}[0-9]{1,4},? and $"
)
_NUMBERING: Final = re.compile(r"\b(?:will|would|to|may|could|now|they|who) number $")
_TAIL: Final = re.compile(
    r"[A-Za-z_]|–[A-Za-z]|-(?!(?!something|off|up|out|way)[a-z]{3,20}(?![a-z-]))[A-Za-z]|\.[0-9]|[-–/][0-9]|:[0-9]|[/&@#=]\w|\([a-z]\)"
)


def is_glued(text: str, start: int) -> bool:
    """True when what stands before `start` makes the number part of something else."""
    if start == 0:
        return False
    before = text[start - 1]
    if before in " \n\t(“‘\"'\u00a0—,;:":
        return before in ",:" and start > 1 and text[start - 2].isdigit()
    behind = text[max(0, start - 8) : start]
    if _MID.search(behind):
        return False
    return _GLUED.search(behind) is not None


def past_not_a_figure(text: str, start: int, stop: int) -> int | None:
    """Give the end of a telephone number, an address or a list's number, or None.

    Its first digits are `text[start:stop]`; what follows them says whether it is worth a search.
    """
    after, further = text[stop : stop + 1], text[stop + 1 : stop + 2]
    if after == ")" or (after in {" ", "-"} and further.isdigit()):
        match = _PHONE.match(text, start)
        if match and _GROUPS.search(match[0]) and sum(map(str.isdigit, match[0])) >= 7:
            return match.end()
    if after in {".", ")"} and (start == 0 or text[start - 1] == "\n"):
        match = _LIST.match(text, start)
        if match:
            return match.end()
    if after == "." and further == " " and is_entry(text, start, stop):
        return stop
    if (after == " " and further.isupper()) or (further == " " and after.isalpha()):
        match = _ADDRESS.match(text, start)
        if match:
            return match.end()
    return None


def is_label(text: str, amount: Amount) -> bool:
    """True for the number of a section, a flight, a model: it names and does not count."""
    start = amount.start
    word = word_before(text, start)
    if not word:
        return text[start - 1 : start] == "№"
    if word == "and" and _LABELLED.search(text[max(0, start - 40) : start]):
        return True
    if word.rstrip(".") in _LABELS:
        return word != "number" or not _NUMBERING.search(text[max(0, start - 16) : start])
    if (
        len(word) == 4
        and word[1::2] == ".."
        and word not in {"u.s.", "u.n.", "u.k.", "a.m.", "p.m.", "a.d."}
    ):
        return True  # "H.R. 3590"
    if amount.spelt or not word[-1].isalnum() or word.endswith(("’s", "'s")):
        return False
    begin = start - 1 - len(word)
    if not "A" <= text[begin] <= "Z" or text[start - 1] != " ":
        return False
    if text[begin - 1 : begin] == "-" or word in _CAPITALS:
        return True
    return not lexicon().is_common(word) and not is_scored(text, start, amount.stop, _NO_TEAMS)


def is_tailed(text: str, stop: int) -> bool:
    """True when letters or more digits are glued to the end: "4x4", "2.0.1", "737-800"."""
    return _TAIL.match(text, stop) is not None
