"""Read how exact a figure is said to be: "more than", "about", "at least", "or so".

Shape:   (text, start, stop) -> an approximation or None; its words stay outside the mark.
Errors:  none. At most 32 code points before the figure and 12 behind it are looked at.
"""

import re
from typing import Final

from reader.annotate.figures.leads import word_before
from reader.marks import Approximation, FigureKind

_WORDS: Final[dict[Approximation, str]] = {
    "at least": r"at least|no less than|not less than|no fewer than|not fewer than|a minimum of|minimum",
    "at most": r"at most|up to|as many as|as much as|(?:no|none|not|nothing|never|nobody) (?:more|longer|higher|larger|later|greater|wider|deeper|taller|bigger|older|thicker|faster) than|not more than|a maximum of|maximum",
    "more": r"more than|(?:(?<!won )(?<!win )(?<!took )(?<!take )(?<!taken )(?<!turned )(?<!handed )(?<!went )(?<!ran )over)|above|exceeding|upwards? of|greater than|in excess of|well over|"
    r"(?:higher|larger|longer|older|bigger|taller) than",
    "less": r"less than|under|below|fewer than|short of|(?:lower|smaller|shorter|younger) than",
    "about": r"about|around|nearly|almost|some|roughly|approximately|approx\.?|circa|c\.|close to|"
    r"(?:an )?estimated|an average of|mid|~|just about",
}
_ENDINGS: Final = frozenset(
    {"least", "than", "of", "minimum", "to", "most", "as", "maximum", "over", "above", "exceeding",
     "under", "below", "about", "around", "nearly", "almost", "some", "roughly", "approximately", "approx",
     "approx.", "circa", "c.", "estimated", "mid"}
)  # fmt: skip
"""The last word of everything above."""

_NAMES: Final[dict[str, Approximation]] = {approx.replace(" ", "_"): approx for approx in _WORDS}
_BEFORE: Final = re.compile(
    r"(?:^|[\s(“‘\"'—–,;:>-])(?:"
    + "|".join(f"(?P<{name}>{_WORDS[approx]})" for name, approx in _NAMES.items())
    + r")(?: the| a| an)?[ \u00a0-]?(?:age of )?$",
    re.IGNORECASE,
)
_AFTER: Final[tuple[tuple[Approximation, re.Pattern[str]], ...]] = (
    ("at least", re.compile(r" or (?:more|above|over|older)\b|-plus\b|\+(?!\w)")),
    ("at most", re.compile(r" or (?:less|fewer|under|below|younger)\b")),
    ("about", re.compile(r" or so\b|-odd\b|-ish\b")),
)
_SPAN: Final = re.compile(
    r"(?<!for )(?<!of )(?<!just )(?<!well )(?<!by )\b(?:over|about the)(?: the| a| an)? ?$",
    re.IGNORECASE,
)
"""With a length of time "over" is during, unless a preposition stands before it."""
_NOT_OF_DATES: Final = re.compile(
    r"\b(?:(?:some|over|above|under|below)(?: the| a)?|(?<!later )than) ?$", re.IGNORECASE
)


def find_approximation(text: str, start: int, stop: int, kind: FigureKind) -> Approximation | None:
    """Say what the words around `text[start:stop]` make of it."""
    if kind in {"ordinal", "score"}:
        return None
    after = text[stop : stop + 4]
    if after == " or " or after[:1] in {"-", "+"}:
        for approx, pattern in _AFTER:
            if pattern.match(text, stop):
                return approx
    if not _leads(text, start):
        return None
    behind = text[max(0, start - 32) : start]
    if kind in {"date", "time"} and _NOT_OF_DATES.search(behind):
        return None
    if kind == "duration" and _SPAN.search(behind):
        return None
    match = _BEFORE.search(behind)
    return _NAMES[match.lastgroup] if match and match.lastgroup else None


def _leads(text: str, start: int) -> bool:
    """True where the last word before the figure, but for an article, may end an approximation."""
    word = word_before(text, start)
    if word in {"the", "a", "an"}:
        word = word_before(text, start - len(word) - 1)
    return word in _ENDINGS or text[start - 1 : start] in {"~", "."}
