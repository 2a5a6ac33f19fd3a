"""Cut a text into words, and find the stretches of it that may hold names.

Shape:   str -> (tokens, starts); tokens -> stretches, half-open pairs of token indexes.
Units:   a start counts code points; every token stands in the text as it is.
Errors:  none, for any str; linear time: a word is at most 60 letters, longer ones are cut.

Nothing outside a stretch is ever a name: a stretch begins with a capital that is not just "The" or
"He" at the beginning of a sentence, or with the particle before one ("al-Assad", "de Mistura"), and ends with one, or with the "'s" that may belong to it
("McDonald's"). Four words of five are in none, which is where the speed comes from.
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from reader.annotate.tagger.words import (
    CAPITAL,
    COMMA,
    LINK,
    LOWER,
    OWNER,
    PARTICLE,
    STOP,
    Word,
)

_TOKEN: Final = re.compile(
    r"""(
        (?:[A-Z]\.){2,6}(?![a-z])            # U.S.
      | [A-Z]\.(?=[ \u00a0]?[A-Z])           # J. Halvorsen
      | [^\W\d_]{1,60}(?:['’](?![sStTdDmM](?![^\W_])|(?:ll|re|ve)(?![^\W_]))[^\W\d_]{1,40}){0,2}
      | ['’][sS](?![^\W_])                   # the possessive ending
      | ['’‘]t(?=[ ]?[A-Z])                  # van ’t Hooft
      | \d(?:[\d.,]{0,20}\d)?
      | \n
      | [^\s\w]
      | _
    )""",
    re.VERBOSE,
)
LONGEST: Final = 24
"""A stretch has at most so many tokens; a longer one is cut."""

_BRIDGE: Final = 3
"""At most so many small words stand between two capitals of one name."""

_HYPHENS: Final = frozenset("-‐‑")

Stretch = tuple[int, int]


def tokenise(text: str) -> tuple[list[str], list[int]]:
    """Cut `text` into tokens, and say where each starts.

    >>> tokenise("Mr O’Brien’s U.S.-led")[0]
    ['Mr', 'O’Brien', '’s', 'U.S.', '-', 'led']
    """
    pieces = _TOKEN.split(text)
    # Pieces are a gap and a token in turn; where a token starts the gap before it ends.
    return pieces[1::2], list(accumulate(map(len, pieces)))[::2][: len(pieces) // 2]


def find_stretches(words: Sequence[Word]) -> list[Stretch]:
    """Find every stretch, in order; they are disjoint. The first word has one before it."""
    found: list[Stretch] = []
    last = 0
    for index in [index for index, word in enumerate(words) if word.sort == CAPITAL]:
        if index < last or (words[index].function and words[index - 1].closes):
            continue
        start = _first(words, index, last)
        last = _end(words, index, start + LONGEST)
        found.append((start, last))
    return found


def _first(words: Sequence[Word], index: int, last: int) -> int:
    """Give the particles before a capital to its stretch: "de la", "al-"."""
    start = index
    while start > last and start > index - _BRIDGE:
        before = words[start - 1]
        if before.sort == PARTICLE:
            start -= 1
        elif before.text == "-" and start - 1 > last and words[start - 2].sort == PARTICLE:
            start -= 2
        else:
            break
    return start


def _end(words: Sequence[Word], index: int, limit: int) -> int:
    """Find the end of the stretch whose first capital is at `index`."""
    limit = min(limit, len(words))
    end = _past_syllables(words, index + 1, limit)
    while end < limit:
        following = end
        while following < limit and following < end + _BRIDGE and _links(words, following):
            following += 1
        if following >= limit or words[following].sort != CAPITAL:
            break
        end = _past_syllables(words, following + 1, limit)
    if end < limit and words[end].sort == OWNER:
        end += 1
    return end


def _past_syllables(words: Sequence[Word], end: int, limit: int) -> int:
    """Go past "-hyun" of "Do-hyun", which may belong to the name; "-led" may not, but learns so."""
    while end + 1 < limit and words[end].text in _HYPHENS and words[end + 1].sort == LOWER:
        end += 2
    return end


def _links(words: Sequence[Word], index: int) -> bool:
    """True where the token may stand inside a name."""
    word = words[index]
    sort = word.sort
    if sort in {LINK, PARTICLE, OWNER}:
        return True
    if sort == STOP:
        return words[index - 1].abbreviates
    return sort == COMMA and index + 1 < len(words) and words[index + 1].suffix
