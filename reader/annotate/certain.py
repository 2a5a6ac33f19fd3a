"""What the text itself says for sure: datelines, letters in brackets, "X, a company", "X & Y".

Shape:   (text, `Tagged`) -> guesses of weight 3, sorted and disjoint.
Units:   offsets count code points.
Errors:  none; every quantifier is bounded.
"""

import re
from collections.abc import Iterator
from typing import Final

from reader.annotate.appositions import is_body
from reader.annotate.joining import Guess
from reader.annotate.lexicon import lexicon
from reader.annotate.tagger import Tagged
from reader.annotate.tagger.features import REACH
from reader.annotate.tagger.words import CAPITAL
from reader.spans import disjoint

_DATELINE: Final = re.compile(
    r"(?:^|\n)([A-Z][A-Z’'-]{2,20}(?: [A-Z][A-Z’'-]{1,20}){0,2})(?=, [A-Z]| ?\(| ?[—–-])"
    r"(?:(?:, [^\n()—–]{1,40})? ?\(([A-Z][\w&’'-]{1,30}(?: [A-Z][\w&’'-]{1,30}){0,2})\) ?[—–-])?"
)
"""The place and the agency of "LATAKIA, Syria (Northwire) —"."""

_DEFINED: Final = re.compile(r" \(([A-Z]{3,8})\)")


def certain(text: str, tagged: Tagged) -> tuple[Guess, ...]:
    """Find what needs no guessing."""
    return disjoint(
        (
            *_datelines(text),
            *_defined(text, tagged),
            *_called(text, tagged),
            *_partners(text, tagged),
        )
    )


def _datelines(text: str) -> Iterator[Guess]:
    capitals = lexicon().capitals
    for match in _DATELINE.finditer(text):
        if match[1] in capitals or match[2]:
            yield Guess(match.start(1), match.end(1), match[1], "place", 3)
        if match[2]:
            yield Guess(match.start(2), match.end(2), match[2], "organisation", 3)


def _defined(text: str, tagged: Tagged) -> Iterator[Guess]:
    """Find what "(PTRP)" abbreviates: the words before it that begin with its letters."""
    for first, stop in tagged.stretches:
        end = tagged.starts[stop - 1 - REACH] + len(tagged.tokens[stop - 1 - REACH])
        match = _DEFINED.match(text, end)
        if match is None:
            continue
        capitals = [index for index in range(first, stop) if tagged.words[index].sort == CAPITAL][
            -len(match[1]) :
        ]
        if "".join(tagged.words[index].text[0] for index in capitals) == match[1]:
            start = tagged.starts[capitals[0] - REACH]
            yield Guess(start, end, text[start:end], "organisation", 3)


def _called(text: str, tagged: Tagged) -> Iterator[Guess]:
    """Find words that no label takes for a name, but the sentence calls a company."""
    words = lexicon()
    for (first, stop), row in zip(tagged.stretches, tagged.labels, strict=True):
        if stop - first < 2 or any(row):
            continue
        start = tagged.starts[first - REACH]
        end = tagged.starts[stop - 1 - REACH] + len(tagged.tokens[stop - 1 - REACH])
        known = all(words.is_common(tagged.words[index].lower) for index in range(first, stop))
        if not known and is_body(text, start, end, words):
            yield Guess(start, end, text[start:end], "organisation", 3)


def _partners(text: str, tagged: Tagged) -> Iterator[Guess]:
    """Find firms like "Weir & Lowell": a name whose "&" joins what is not of one kind."""
    for (first, stop), row in zip(tagged.stretches, tagged.labels, strict=True):
        for middle in range(first + 1, stop - 1):
            if tagged.words[middle].text != "&":
                continue
            begin, end = _side(tagged, first - 1, middle, -1), _side(tagged, stop, middle, 1)
            left, right = (
                row[begin - first : middle - first],
                row[middle + 1 - first : end + 1 - first],
            )
            kinds = {(label + 1) // 2 for label in (*left, *right)}
            if left and right and kinds != {0} and len(kinds) > 1:
                start = tagged.starts[begin - REACH]
                after = tagged.starts[end - REACH] + len(tagged.words[end].text)
                name = text[start:after]
                kind = lexicon().phrases.get(name.replace("&", "and"), "organisation")
                yield Guess(start, after, name, kind, 3)


def _side(tagged: Tagged, beyond: int, middle: int, step: int) -> int:
    """The last word with a capital that "&" at `middle` reaches, going by `step`; at most two."""
    place = middle
    for _ in range(2):
        following = tagged.words[place + step]
        if place + step == beyond or following.sort != CAPITAL:
            break
        place += step
    return place
