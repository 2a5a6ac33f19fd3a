"""Find organisations: by their own words, or because the sentence calls them a company.

Shape:   (evidence, run) -> the part of the run that is one, or None.
Errors:  none.
"""

from typing import Final, Literal

from reader.annotate.appositions import defined, is_body, is_partnership, is_thing
from reader.annotate.evidence import Evidence
from reader.annotate.openings import ARTICLES, without_opening
from reader.annotate.runs import Run

_OF: Final = frozenset({"of", "for", "de", "des", "du", "del", "della"})
_RANKED_BODIES: Final = frozenset({"General", "Chief", "Sister", "King"})
"""Titles that organisations have in their names ("General Hospital")."""
_STATE_BODIES: Final = frozenset({"Parliament", "Congress", "Senate"})
_LONGEST_BODY: Final = 6


def defined_body(see: Evidence, run: Run) -> Run:
    """Give the end of `run` that "(RTP)" behind it abbreviates, unless it is a known place."""
    body = defined(see.text, run)
    return body if body and not see.phrase_at(body, 0) else ()


def called(see: Evidence, run: Run) -> tuple[Literal["body", "thing"], Run] | None:
    """Give the run that the sentence calls a company ("body") or a ship ("thing")."""
    while run and run[0].text in ARTICLES:
        run = run[1:]
    if not run or see.phrase_at(run, 0) == len(run):
        return None
    joined = is_partnership(see.text, run)
    ended = len(run) > 1 and run[-1].text in see.words.organisation_words
    if not (joined or ended):
        run = without_opening(see, run)
    if not run or (not ended and all(map(see.ordinary, run))):
        return None
    if is_thing(see.text, run):
        return ("thing", run)
    if len(run) > _LONGEST_BODY or any(word.text in see.words.titles for word in run):
        return None
    return ("body", run) if joined or is_body(see.text, run, see.words) else None


def ended_body(see: Evidence, run: Run) -> tuple[Run, bool] | None:
    """Give the run that "Association" ends or "Ministry of" begins, and whether it is a name."""
    words = see.words
    names = [word.text for word in run]
    head = _head(see, names)
    if head == 0 and (len(run) < 2 or names[-1] not in words.organisation_words):
        return None
    if any(
        name in words.titles and name not in words.organisation_words and name not in _RANKED_BODIES
        for name in names[:-1]
    ):
        return None
    rest = _without_nation(see, run, head)
    named = len(rest) > 1 or rest[0].text in _STATE_BODIES
    if len(rest) == 2 and not head and rest[0].opens:
        named = not all(map(see.ordinary, rest))
    return rest, named


def _head(see: Evidence, names: list[str]) -> int:
    """Give the place of "of" behind a word like "Ministry", or 0."""
    for index in range(1, len(names)):
        if names[index] in _OF and names[index - 1] in see.words.organisation_heads:
            return index
    return 0


def _without_nation(see: Evidence, run: Run, head: int) -> Run:
    """Drop "Syrian" before "Army" and "Ministry of ...", but not before "Airways"."""
    arm = run[head - 1 if head else -1].text in see.words.state_words
    first = 0
    while first < len(run) - 1 and run[first].text in see.words.demonyms:
        if not (arm or not run[first + 1].capital):
            break
        first += 1
    return run[first:]
