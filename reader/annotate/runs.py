"""Cut a text into runs: words with capitals that stand together and may hold names.

Shape:   str -> runs in reading order; a run is a tuple of `Word`, never longer than 24.
Units:   offsets are code points; a possessive ending is outside its word.
Errors:  none, for any str; linear time: a word is at most 60 letters, longer ones are cut.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from reader.annotate.lexicon import Lexicon

_WORD: Final = re.compile(
    r"(?:[A-Z]\.){2,6}(?!\w)|[^\W\d_]\w{0,60}(?:[-’'](?=[^\W_])\w{1,40}){0,4}|(?<= )[‘’']t(?= [A-Z])|\n"
)
_LONGEST: Final = 24
_OPENING: Final = frozenset(".!?:;\n“‘\"'([{—–•*-|>…")
_PARTICLES: Final = frozenset(
    "de da do dos los las di du des del della dei van von der den zu bin ibn al el la le ten ter y ul ur bint ould "  # noqa: SIM905
    "’t ‘t 't".split()
)
_PREFIXED: Final = re.compile(
    r"(?:(?:al|el|ul|ad|as|ar|an|ash)-|d[’'])(?=[^\W\d_])(?=.[a-z’'])(?![a-z])"
)
_OWNERS: Final = frozenset({"Women", "Men", "Children", "People", "Lord", "Farmer", "Worker"})
"""Owners that stand inside organisations' names: "People’s Party"."""

_LINKS: Final = frozenset({"of", "for", "and", "the", "on"})
_ABBREVIATED: Final = frozenset(
    "Dr Mr Mrs Ms Gen Lt Sen Rep St Col Prof Gov Maj Capt Sgt Rev Jr Fr Adm Brig Cpl Messrs".split()  # noqa: SIM905
)
_SMALL_FORMS: Final = frozenset({"plc"})
"""Forms of companies that are written small: "Halcyon Power plc"."""

_FORM: Final = re.compile(r"(?:KG|KGaA|Ltd|Inc|LLC|OHG|Pte|Pty|SA|NV)\b")
_OF_PLACES: Final = frozenset(
    "Gulf Bay Isle Strait Straits Sea Republic Province Kingdom Cape Port Emirate".split()  # noqa: SIM905
)


_AFTER_STOP: Final = frozenset(
    "the a an it he she they we you i this that these those but and so in on at by for from to of if as "  # noqa: SIM905
    "when while then there here his her their its our my no not nothing what who how why some all one "
    "after before since until mr mrs ms dr".split()
)


class Word(NamedTuple):
    """One word of a run."""

    start: int
    stop: int
    text: str
    opens: bool
    """Begins a sentence, a line or a quotation, where any word has a capital."""
    owns: bool
    """Carries a possessive ending, outside `stop`."""
    capital: bool = True
    """False for the small words inside a name ("de", "of")."""


Run = tuple[Word, ...]


def find_runs(text: str, words: Lexicon) -> Iterator[Run]:
    """Yield every run of `text`."""
    run: list[Word] = []
    pending: list[Word] = []
    last_stop = -1
    for match in _WORD.finditer(text):
        token = match[0]
        if not (_is_capital(token) or (run and not pending and token in _SMALL_FORMS)):
            if (
                run
                and len(pending) < 2
                and _bridges(token, run, pending, words)
                and text[last_stop : match.start()] == " "
            ):
                pending.append(Word(match.start(), match.end(), token, False, False, False))
                last_stop = match.end()
            elif run:
                yield tuple(run)
                run, pending = [], []
            continue
        joined = (
            run and len(run) < _LONGEST and _joins(text, last_stop, match.start(), run, pending)
        )
        if run and not joined:
            yield tuple(run)
            run = []
        if joined:
            run += pending
        pending = []
        word = _word(text, match, bool(run))
        run.append(word)
        last_stop = word.stop
    if run:
        yield tuple(run)


def _is_capital(token: str) -> bool:
    return token[0].isupper() or (token[0] in "aedu" and _PREFIXED.match(token) is not None)


def _joins(text: str, last_stop: int, start: int, run: list[Word], pending: list[Word]) -> bool:
    """True when nothing but a space, "&" or an abbreviation's stop parts two words."""
    gap = text[last_stop:start] if start - last_stop <= 3 else "\n"
    if run[-1].owns and gap in {"’s ", "'s "}:
        return run[-1].text in _OWNERS and not pending
    if run[-1].owns:
        return gap in {"' ", "’ "} and not pending
    if gap in {" ", "\u00a0", " & "}:
        return True
    if gap not in {". ", "."} or pending:
        return False
    last = run[-1]
    if last.text == "Co":
        return _FORM.match(text, start) is not None
    return last.text in _ABBREVIATED or (
        len(last.text) == 1 and _is_initial(text, last.start, start)
    )


def _is_initial(text: str, letter: int, following: int) -> bool:
    """True for the letter of "J. Halvorsen", not for that of "plan B. Nothing" or "6°C. By"."""
    if letter and text[letter - 1] not in " \n.(“‘\"'\u00a0":
        return False
    word = _WORD.match(text, following)
    return word is not None and (len(word[0]) == 1 or word[0].lower() not in _AFTER_STOP)


def _bridges(small: str, run: list[Word], pending: list[Word], words: Lexicon) -> bool:
    """True when a small word may stand inside the name that `run` begins."""
    if run[-1].owns:
        return False
    if small in _PARTICLES:
        return not any(word.text in _LINKS for word in pending)
    if small not in _LINKS:
        return False
    if small == "the":
        return bool(pending) and pending[-1].text in {"of", "for"}
    if pending:
        return False
    if small in {"and", "on"}:
        return (
            small == "and"
            and any(word.text in {"of", "for"} for word in run)
            and run[0].text in words.organisation_heads
        )
    last = run[-1].text
    return last in words.organisation_heads or (small == "of" and last in _OF_PLACES)


def _word(text: str, match: re.Match[str], inside: bool) -> Word:
    token, start, stop = match[0], match.start(), match.end()
    owns = False
    if token[-2:] in {"'s", "’s"}:
        token, stop, owns = token[:-2], stop - 2, True
    elif token[-1:] == "s" and text[stop : stop + 1] in {"'", "’"}:
        owns = text[stop + 1 : stop + 2] == " "
    return Word(start, stop, token, not inside and _opens(text, start), owns)


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \t\u00a0")
    return not before or before[-1] in _OPENING
