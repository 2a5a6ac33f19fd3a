"""Take the words off a run that have their capital from the sentence they open.

Shape:   (evidence, run) -> the rest of the run, perhaps empty.
Errors:  none.
"""

from typing import Final

from reader.annotate.evidence import Evidence
from reader.annotate.runs import Run

ARTICLES: Final = frozenset({"The", "A", "An"})
_WORD_NAMES: Final = frozenset({"Will", "May", "Grant", "Mark", "Bill", "Rose"})
"""First names that open a sentence as verbs, too."""


def without_opening(see: Evidence, run: Run) -> Run:
    """Drop articles, and everyday words where a sentence begins."""
    while run and (run[0].text in ARTICLES or (run[0].opens and _is_opener(see, run))):
        run = run[1:]
    return run


def _is_opener(see: Evidence, run: Run) -> bool:
    """True when the first word has its capital from the sentence it opens."""
    words, first = see.words, run[0].text
    if first in words.titles or first in words.organisation_heads or first in words.place_heads:
        return len(run) == 1 and first in words.common
    if see.eastern(run):
        return False
    if first.isupper() and first in words.phrases:
        return len(run) > 1 and run[1].text.isupper()  # "IS" of a line in capitals
    if first in words.first_names and len(run) > 1 and not see.small_too(first):
        return first in _WORD_NAMES and see.ordinary(run[1])
    if see.phrase_at(run, 0) > 1:
        return False
    return see.ordinary(run[0]) and first not in words.demonyms
