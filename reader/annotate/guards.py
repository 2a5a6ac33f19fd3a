"""Say which numbers are no figures: models, versions, addresses, telephone numbers, sections.

Shape:   (text, start) -> bool before a number is read; (text, Amount) -> bool for a bare count.
Errors:  none. At most 40 code points on either side are looked at.
"""

import re
from typing import Final

from reader.annotate.amounts import Amount
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
_LABEL: Final = re.compile(
    r"(?:\b(?:no|nos|section|sections|chapter|article|articles|page|pages|pp?|room|flat|route|highway|channel|flight|gate|"
    r"figure|fig|table|version|verse|psalm|clause|rule|paragraph|para|line|platform|pier|lot|unit|block|bus|act|scene|"
    r"resolution|number|numbers|type|appendix|part|episode|season|series|volume|vol|issue|exercise|ward|"
    r"motorway|junction|category|grade|tier|force|formula|catch|title|schedule|bay|terminal|square|item|step)\.? ?|№ ?)$",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(r"[A-Za-z_]|[-–][A-Za-z]|\.[0-9]|[-–/][0-9]|:[0-9]|[/&@#=]\w")
_CAPITAL: Final = re.compile(r"\b(?P<word>[A-Z][\w’'-]{0,20}) $")
_LETTERED: Final = re.compile(r"\b(?:iPhone|iPad|iOS|macOS|iMac) $")


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


def past_not_a_figure(text: str, start: int) -> int | None:
    """Give the end of a telephone number, an address or a list's number at `start`, or None."""
    if match := _PHONE.match(text, start):
        digits = sum(character.isdigit() for character in match[0])
        grouped = _GROUPS.search(match[0]) is not None
        if digits >= 7 and grouped:
            return match.end()
    if (start == 0 or text[start - 1] == "\n") and (match := _LIST.match(text, start)):
        return match.end()
    if match := _ADDRESS.match(text, start):
        return match.end()
    return None


def is_label(text: str, amount: Amount) -> bool:
    """True for the number of a section, a flight, a model: it names and does not count."""
    near = text[max(0, amount.start - 2) : amount.start]
    if not (near[:1].isalpha() or near[:1] in {".", "№"} or near[1:] == "№"):
        return False
    behind = text[max(0, amount.start - 24) : amount.start]
    if _LABEL.search(behind):
        return True
    if amount.spelt:
        return False
    if _LETTERED.search(behind):
        return True
    match = _CAPITAL.search(behind)
    if match is None:
        return False
    word = match["word"]
    return not lexicon().is_common(word.lower())


def is_tailed(text: str, stop: int) -> bool:
    """True when letters or more digits are glued to the end: "4x4", "2.0.1", "737-800"."""
    return _TAIL.match(text, stop) is not None
