"""Read how exact a figure is said to be: "more than", "about", "at least", "or so".

Shape:   (text, start, stop) -> an approximation or None; its words stay outside the mark.
Errors:  none. At most 32 code points before the figure and 12 behind it are looked at.
"""

import re
from typing import Final

from reader.marks import Approximation, FigureKind

_WORDS: Final[dict[Approximation, str]] = {
    "at least": r"at least|no less than|not less than|no fewer than|not fewer than|a minimum of|minimum",
    "at most": r"at most|up to|as many as|as much as|(?:no|none|not|nothing|never|nobody) (?:more|longer|higher|larger|later|greater|wider|deeper|taller|bigger|older|thicker|faster) than|not more than|a maximum of|maximum",
    "more": r"more than|(?:(?<!won )(?<!win )(?<!took )(?<!take )(?<!taken )(?<!turned )(?<!handed )(?<!went )(?<!ran )over)|above|exceeding|upwards? of|greater than|in excess of|well over|"
    r"(?:higher|larger|longer|older|bigger|taller) than",
    "less": r"less than|under|below|fewer than|short of|(?:lower|smaller|shorter|younger) than",
    "about": r"about|around|nearly|almost|some|roughly|approximately|approx\.?|circa|c\.|close to|"
    r"(?:an )?estimated|an average of|just over|just under|mid|~|just about",
}
_BEFORE: Final = tuple(
    (
        approx,
        re.compile(
            rf"(?:^|[\s(“‘\"'—–,;:>-])(?:{words})(?: the| a| an)?[ \u00a0-]?(?:age of )?$",
            re.IGNORECASE,
        ),
    )
    for approx, words in _WORDS.items()
)
_AFTER: Final[tuple[tuple[Approximation, re.Pattern[str]], ...]] = (
    ("at least", re.compile(r" or (?:more|above|over|older)\b|-plus\b|\+(?!\w)")),
    ("at most", re.compile(r" or (?:less|fewer|under|below|younger)\b")),
    ("about", re.compile(r" or so\b|-odd\b|-ish\b")),
)
_TAIL: Final = re.compile(r"[a-z.~] ?$|-$", re.IGNORECASE)
_SPAN: Final = re.compile(
    r"(?<!for )(?<!of )(?<!just )(?<!well )(?<!by )\b(?:over|about the)(?: the| a| an)? ?$",
    re.IGNORECASE,
)
"""With a length of time "over" is during, unless a preposition stands before it."""
_DATES: Final = re.compile(r"\b(?:some|over|above|under|below)(?: the| a)? ?$", re.IGNORECASE)


def find_approximation(text: str, start: int, stop: int, kind: FigureKind) -> Approximation | None:
    """Say what the words around `text[start:stop]` make of it."""
    if kind in {"ordinal", "score"}:
        return None
    for approx, pattern in _AFTER:
        if text[stop : stop + 1] in {" ", "-", "+"} and pattern.match(text, stop):
            return approx
    behind = text[max(0, start - 32) : start]
    if not _TAIL.search(behind) or (kind in {"date", "time"} and _DATES.search(behind)):
        return None
    if kind in {"date", "time"} and re.search(
        r"\b(?:some|more than|less than) $", behind, re.IGNORECASE
    ):
        return None
    if kind == "duration" and _SPAN.search(behind):
        return None
    for approx, pattern in _BEFORE:
        if pattern.search(behind):
            return approx
    return None
