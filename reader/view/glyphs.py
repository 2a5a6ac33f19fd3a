"""Text as it is written to the terminal, and how wide it is there.

Shape:   `shown` takes a slice of an article and returns what is written for it.
Units:   widths are terminal cells, as Rich counts them for the text `shown` returns.
Errors:  none, for any str.

Terminals disagree about sequences that join into one picture: families joined by U+200D,
skin tones, flags, variation selectors. Each is taken apart here into characters whose width
nobody disputes, so that no border moves: a family is its members, a flag its two letters.
"""

import re
from typing import Final

from rich.cells import cell_len

from reader.clean import screened

_DISPUTED: Final = re.compile(
    "[\u200d\u20e3\ufe0e\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)
_NARROW: Final = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20ac]*"
)
"""One cell each in every terminal: what nearly all of our text is made of."""


HERE: Final = "here: "
"""What the cursor's row begins with, for those who are read to."""


def shown(text: str) -> str:
    """What is written on the screen for `text`: no control, no disputed width."""
    text = screened(text)
    if text.isascii() or not _DISPUTED.search(text):
        return text
    return _DISPUTED.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0x1F1E6 <= code <= 0x1F1FF:  # a regional indicator: half of a flag
        return chr(code - 0x1F1E6 + ord("A"))
    return ""


def is_narrow(text: str) -> bool:
    """True when every character takes one cell and is written as it is."""
    return _NARROW.fullmatch(text) is not None


def width(text: str) -> int:
    """Cells that `text` takes when `shown`."""
    return len(text) if is_narrow(text) else cell_len(shown(text))


def fitted(text: str, cells: int) -> str:
    """`text`, shown, cut to at most `cells` with an ellipsis where something was left out.

    >>> fitted("Harbour pilots", 8)
    'Harbour…'
    """
    text = shown(text)
    if cells <= 0:
        return ""
    if width(text) <= cells:
        return text
    kept, used = [], 0
    for character in text:
        used += cell_len(character)
        if used > cells - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"
