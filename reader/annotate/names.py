"""Find people, places and organisations in plain English text, one article at a time.

Shape:   one str -> name marks, sorted and disjoint.
Units:   offsets count code points; titles and possessive endings are outside a mark.
Errors:  none, for any str; linear time.
Source:  rules (`sorting`, `joining`) over the lists of `lexicon`.
"""

import re
from typing import Final

from reader.annotate.evidence import Evidence
from reader.annotate.joining import join
from reader.annotate.lexicon import Lexicon, lexicon
from reader.annotate.runs import Run, Word, find_runs
from reader.annotate.sorting import Guess, Sorter
from reader.marks import Mark

_LOWER: Final = re.compile(r"(?<![\w’'-])[a-z]{3,20}(?![\w])")
_LINE: Final = re.compile(r"[^\n]+")
_LONG_WORD: Final = re.compile(r"[^\W\d_][\w’'-]{2,40}")
_ENDS: Final = re.compile(r"[.!?…:;,”\"’)]\s*$")
_DATELINE: Final = re.compile(
    r"(?:^|\n)([A-Z][A-Z’'-]{2,20}(?: [A-Z][A-Z’'-]{1,20}){0,2})(?=, [A-Z]| ?\(| ?[—–-])"
)
_WIRE: Final = re.compile(
    r"(?:, [^\n()—–]{1,40})? ?\(([A-Z][\w&’'-]{1,30}(?: [A-Z][\w&’'-]{1,30}){0,2})\) ?[—–-]"
)
_HEADING_LENGTH: Final = 200


def find_names(text: str) -> tuple[Mark, ...]:
    """Return every name in `text`.

    >>> [(m.kind, m.name) for m in find_names("Mr Halvorsen met Ada Lovelace in Oslo.")]
    [('person', 'Halvorsen'), ('person', 'Ada Lovelace'), ('place', 'Oslo')]
    """
    words = lexicon()
    sorter = Sorter(Evidence(text, words, frozenset(_LOWER.findall(text))))
    headings = _headings(text)
    guesses: list[Guess] = _datelines(text, words)
    taken = {guess.start for guess in guesses}
    left: list[Word] = []
    line = 0
    for run in find_runs(text, words):
        while line < len(headings) and headings[line][1] <= run[0].start:
            line += 1
        heading = line < len(headings) and headings[line][0] <= run[0].start
        if run[0].start in taken or (heading and _is_shouted(run)):
            continue
        found = sorter.sort(run, heading=heading)
        guesses += found.guesses
        left += found.leftovers
    return join(text, guesses, left, words)


def _is_shouted(run: Run) -> bool:
    return len(run) > 2 and all(word.text.isupper() for word in run)


def _headings(text: str) -> list[tuple[int, int]]:
    """Find the lines where most words have a capital: there a capital says nothing."""
    found = []
    for match in _LINE.finditer(text):
        line = match[0]
        if len(line) > _HEADING_LENGTH or _ENDS.search(line[-3:]):
            continue
        long_words = _LONG_WORD.findall(line)
        capitals = sum(word[0].isupper() for word in long_words)
        if len(long_words) >= 3 and capitals >= 0.7 * len(long_words):
            found.append((match.start(), match.end()))
    return found


def _datelines(text: str, words: Lexicon) -> list[Guess]:
    """Find "LATAKIA, Syria (Northwire) —" at the start of a line: the place and the agency."""
    guesses = []
    for match in _DATELINE.finditer(text):
        if match[1] in words.capitals:
            guesses.append(Guess(match.start(1), match.end(1), match[1], "place", 3))
            if agency := _WIRE.match(text, match.end()):
                guesses.append(Guess(agency.start(1), agency.end(1), agency[1], "organisation", 3))
    return guesses
