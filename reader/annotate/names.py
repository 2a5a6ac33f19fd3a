"""Find people, places and organisations in plain English text, one article at a time.

Shape:   one str -> name marks, sorted and disjoint.
Units:   offsets count code points; titles and possessive endings are outside a mark.
Errors:  none, for any str; linear time.
Source:  a trained model (`tagger`), then rules: what the text says for sure (`certain`),
         what a mark covers (`trims`), and the second pass over the article (`joining`).

By rule, whatever the model says: well-known organisations are organisations, among them the seats
of power that stand for who sits there ("Kremlin", "Downing Street"; `data/organisations.txt`);
nationalities, ships and letters like "TV" are no names.
"""

import re
from collections.abc import Iterator
from typing import Final

from reader.annotate.appositions import is_body, is_thing
from reader.annotate.certain import certain
from reader.annotate.joining import Guess, join
from reader.annotate.lexicon import NameKind, lexicon
from reader.annotate.runs import Word
from reader.annotate.tagger import Name, Tagged, names_of, shared_tagger
from reader.annotate.tagger.features import REACH
from reader.annotate.tagger.words import CAPITAL
from reader.annotate.trims import POST_NOMINALS, trimmed
from reader.marks import Mark

_INITIALS: Final = re.compile(r"[A-Z]\.?(?: ?[A-Z]\.?)*$")
"""Nobody's name alone."""

_SUFFIX: Final = re.compile(r",? (?:Jr|Sr|II|III|IV)\b(?:\.(?=,| [a-z]))?")
_PARTICLES: Final = frozenset("de da di du della van von der bin ibn al el dos".split())  # noqa: SIM905
_CLOSE: Final = 7
_SEAT: Final = re.compile(
    r"([A-Z][\w’'&-]{1,30}(?: [A-Z][\w’'&-]{1,30}){1,3}) of ([A-Z][\w’'-]{2,30})$"
)
_RULED: Final = frozenset(
    "Archdiocese Borough City County Diocese District Duchy Government Hospital Kingdom Parish Port "  # noqa: SIM905
    "Province Republic State".split()
)
"""What a town's name belongs to."""

_INSIDE: Final = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Bb]etween(?: [A-Z][\w’'-]{2,20} and)?) $")
_SURE_TITLES: Final = frozenset({"Mr", "Mrs", "Ms", "Dr"})
_DOTTED: Final = frozenset(
    "Inc Ltd Co Corp Bros Cos Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich "  # noqa: SIM905
    "Minn Miss Mo Mont Neb Nev Okla Ont Ore Pa Que Tenn Tex Va Vt Wash Wis Wyo".split()
)
"""Their stop belongs to the name, unless a sentence ends with it."""


def find_names(text: str) -> tuple[Mark, ...]:
    """Return every name in `text`.

    >>> [(m.kind, m.name) for m in find_names("Mr Halvorsen met Ada Lovelace in Oslo.")]
    [('person', 'Halvorsen'), ('person', 'Ada Lovelace'), ('place', 'Oslo')]
    """
    tagged = shared_tagger().tag(text)
    guesses = _merged(certain(text, tagged), list(_guesses(text, tagged)))
    return join(text, guesses, list(_left(tagged)), lexicon())


def _merged(sure: tuple[Guess, ...], guesses: list[Guess]) -> list[Guess]:
    """Put what is sure over what was guessed in the same place."""
    if not sure:
        return guesses
    merged: list[Guess] = []
    coming = iter([*sure, None])
    known = next(coming)
    for guess in guesses:
        while known is not None and known.stop <= guess.start:
            merged.append(known)
            known = next(coming)
        if known is None or guess.stop <= known.start:
            merged.append(guess)
    if known is not None:
        merged += [known, *(last for last in coming if last is not None)]
    return merged


def _guesses(text: str, tagged: Tagged) -> Iterator[Guess]:
    """Yield what the labels say, trimmed to what a mark covers."""
    things: set[str] = set()
    end = 0
    for name in names_of(tagged):
        start, stop = _extended(text, tagged, name)
        place = trimmed(text, max(start, end), stop, name.kind)
        if place is None:
            continue
        start, stop = place
        surface = text[start:stop]
        if surface in POST_NOMINALS and text[end:start] == " ":
            continue
        if surface in things or is_thing(text, start, stop):
            things.add(surface)
        elif kind := _kind(text, start, stop, name.kind):
            end = stop
            if kind == "organisation" and (seat := _SEAT.match(surface)) and _is_seat(seat):
                yield Guess(start, start + seat.end(1), seat[1], kind, 2)
                yield Guess(start + seat.start(2), stop, seat[2], "place", 2)
            else:
                yield Guess(start, stop, surface, kind, 2)


def _extended(text: str, tagged: Tagged, name: Name) -> tuple[int, int]:
    """Take in what belongs to a name by rule: all behind "Mr", "Jr", the stop of "Inc."."""
    tokens, starts = tagged.tokens, tagged.starts
    first, last = name.first, name.last
    stop = starts[last] + len(tokens[last])
    if name.kind != "person":
        dotted = tokens[last] in _DOTTED and _goes_on(text, stop)
        return starts[first], stop + dotted
    if first > 1 and tokens[first - 2] in _SURE_TITLES and tokens[first - 1][0].isupper():
        first -= 1
    while first and tokens[first - 1] in _PARTICLES and starts[first] - starts[first - 1] < _CLOSE:
        first -= 1
    suffix = _SUFFIX.match(text, stop)
    return starts[first], suffix.end() if suffix else stop


def _goes_on(text: str, stop: int) -> bool:
    """True for the stop of "Acme Inc. said", not for one that ends a sentence."""
    following = text[stop : stop + 3]
    return following[:1] == "." and (
        following[1:2] in {",", ";", ")"} or (following[1:2] == " " and following[2:3].islower())
    )


def _kind(text: str, start: int, stop: int, kind: NameKind) -> NameKind | None:
    """Give the kind of a name by the rules above, or None where it is none."""
    words, surface = lexicon(), text[start:stop]
    if surface in words.plain_capitals or surface in words.titles:
        return None
    if kind == "person":
        if _INITIALS.match(surface):
            return words.phrases.get(surface)  # "US" is no one's name
        if surface in words.towns and _INSIDE.search(text, max(0, start - 34), start):
            return "place"
    elif surface in words.demonyms:
        return None
    if words.phrases.get(surface) == "organisation" or is_body(text, start, stop, words):
        return "organisation"
    return kind


def _is_seat(seat: re.Match[str]) -> bool:
    """True for "Kestrel Maritime of Rotterdam", not for "Bank of England"."""
    words = lexicon()
    return (
        seat[2] in words.towns
        and words.phrases.get(seat[0]) is None
        and seat[1].rsplit(" ", 1)[-1] not in words.organisation_heads | _RULED
    )


def _left(tagged: Tagged) -> Iterator[Word]:
    """Yield the words with capitals that are in no name."""
    for (start, _), row in zip(tagged.stretches, tagged.labels, strict=True):
        for index, label in enumerate(row, start):
            word = tagged.words[index]
            if not label and word.sort == CAPITAL:
                first = tagged.starts[index - REACH]
                opens = bool(tagged.words[index - 1].closes)
                yield Word(first, first + len(word.text), word.text, opens, False)
