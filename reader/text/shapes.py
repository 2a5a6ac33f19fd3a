"""Tell what a paragraph is by its shape: headline, heading, quotation, caption, dateline.

Shape:   one Unit or str -> yes or no.
Units:   lengths are code points; words are runs of non-space.
Errors:  none; in doubt no, and the paragraph stays one.
Source:  the customs of newspapers: what is short, stands alone and has no closing stop is
         a heading, also wholly in quotation marks.
"""

import re
from typing import Final

from reader.text.lines import Unit

_LONGEST_HEADLINE: Final = 200
_LONGEST_HEADING: Final = 80
_MOST_WORDS: Final = 12
LONGEST_CAPTION: Final = 200

_CLOSING: Final = "”’\"'»)]"
_PAIRS: Final = {"“": "”", "‘": "’", '"': '"', "«": "»", "„": "“", "'": "'"}
_INNER_STOP: Final = re.compile(r"\w{3}[.!?][”’\"')]? [A-Z“‘]")
_SPEECH: Final = re.compile(r"[,.][”’\"'] ")
"""What is said, before who says it: "“Yes,” he said"."""
_CAPTION: Final = re.compile(
    r"(?:table|figure|fig\.|chart|map|graphic|photo(?:graph)?|picture|image|source)s?\b[^:.]{0,12}[:.] ?\S.*",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(r"\b(?:Source|Photo|Photograph|Picture|Credit|Graphic)s?: ")
_DATELINE: Final = re.compile(
    r"(?:[^\W\d_][\w'’.-]*(?: |, )){1,6}?(?:\([^()]{1,40}\) ?)?(?:—|–|--|-) ?\S"
)
_SENTENCE: Final = re.compile(r"[.!?][”’\"')]{0,2}\s+(?=[\"“‘(]?[A-Z0-9])")


def is_headline(unit: Unit) -> bool:
    """Whether `unit` can be the first line of an article: short, with no closing stop."""
    text = unit.text
    if unit.kind != "prose" or len(text) > _LONGEST_HEADLINE or not has_letters(text):
        return False
    return not ends_with_stop(text) and text[-1] not in ",;:"


def is_heading(unit: Unit) -> bool:
    """Whether `unit` is short, without a closing stop, and not in the middle of a sentence."""
    text = unit.text
    if unit.kind != "prose" or len(text) > _LONGEST_HEADING or not has_letters(text):
        return False
    if text[0].islower() or text[0] in "(—–-[" or text[-1] in ",;:–—-":
        return False
    if _SPEECH.search(text):
        return False
    if text.rstrip(_CLOSING).endswith(("!", "?")) and (text[-1] in _CLOSING or text[-1] == "!"):
        return False
    return (
        len(text.split()) <= _MOST_WORDS
        and not ends_with_stop(text)
        and not _INNER_STOP.search(text)
    )


def is_quotation(unit: Unit) -> bool:
    """Whether `unit` opens and closes with one pair of quotation marks.

    >>> is_quotation(Unit("prose", "“We had a plan. It failed.”"))
    True
    >>> is_quotation(Unit("prose", "“We had a plan,” he said. “It failed.”"))
    False
    """
    text = unit.text
    closing = _PAIRS.get(text[0])
    if unit.kind not in ("prose", "verse") or len(text) < 3 or text[-1] != closing:
        return False
    inner = text[1:-1]
    if closing == "’":
        return "‘" not in inner and not re.search(r"[,.!?]’ ", inner)
    return closing not in inner


def is_caption(unit: Unit, *, beside_table: bool) -> bool:
    """Whether `unit` says what a picture or a table beside it shows, or where it is from."""
    if unit.kind != "prose" or len(unit.text) > LONGEST_CAPTION:
        return False
    if _CREDIT.search(unit.text) and (beside_table or len(unit.text) <= _LONGEST_HEADING):
        return True
    return beside_table and _CAPTION.fullmatch(unit.text) is not None


def ends_with_stop(text: str) -> bool:
    """Whether a full stop closes `text`, inside or outside its quotation marks; "..." does not."""
    bare = text.rstrip(_CLOSING)
    return bare.endswith((".", "。")) and not bare.endswith("...")


def is_dateline(text: str) -> bool:
    """Whether a paragraph starts as a wire service's does: "LATAKIA, Syria (Reuters) — ..." ."""
    match = _DATELINE.match(text)
    return match is not None and text[: text.find(" ")].strip(",").isupper()


def count_sentences(text: str) -> int:
    """Return how many sentences `text` seems to have."""
    return len(_SENTENCE.findall(text)) + 1


def has_letters(text: str) -> bool:
    """Whether `text` has a letter or a digit."""
    return any(map(str.isalnum, text))
