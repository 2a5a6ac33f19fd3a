"""Give the word that leads up to a figure: the cheap question before the dear ones.

Shape:   (text, position) -> one word in lower case, or "" where nothing leads up to it.
Units:   at most 24 code points before the position are looked at.
Errors:  none.

Most figures stand behind words that mean nothing to them. A reader that knows by which words
its patterns end asks for the word first, and searches only behind one of those.
"""

import re
from typing import Final

_BEHIND: Final = 24
_PARTS: Final = frozenset(" -–\u00a0")
_LAST: Final = re.compile(r"[^\s(\[“‘\"'—–,;:>-]{1,24}(?:['’][a-z]{0,2})?$")


def word_before(text: str, start: int) -> str:
    """Return the word before `start`, which one space or dash parts from it.

    >>> word_before("It was about 40", 13)
    'about'
    """
    if start < 2 or text[start - 1] not in _PARTS:
        return ""
    low = start - _BEHIND if start > _BEHIND else 0
    begin = text.rfind(" ", low, start - 1) + 1
    word = text[begin or low : start - 1]
    if not word.isalpha():
        last = _LAST.search(word)
        word = last[0] if last else ""
    return word.lower()
