"""Join the names of one article: the second pass over what the first pass guessed.

Shape:   (text, guesses, leftovers) -> name marks, sorted and disjoint.
Units:   offsets are code points; `name` is the fullest form the article gives.
Errors:  none.

A surname takes the full name of the person said before, or else of the first one after; a
surface has one kind, the one with most weight; a word left over is marked where the same
surface is marked elsewhere; "Pilots' Association (PA)" makes "PA" a name of the association.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from reader.annotate.lexicon import Lexicon, NameKind
from reader.annotate.runs import Word
from reader.marks import Mark
from reader.spans import Span, disjoint

_PARTICLES: Final = frozenset(
    "de da do dos los las di du des del della van von der den zu bin ibn al el la le ten ter ’t ‘t".split()  # noqa: SIM905
)
_LONGEST: Final = 5
_WIDEST: Final = 80
"""A repeat is at most so many words, and code points, long."""

_NEAREST: Final = 8
"""So many earlier full names are weighed when several people share a surname."""

_TITLE: Final = re.compile(r"\b([A-Z][a-z]{3,14}) $")
_CLAUSE: Final = re.compile(r",(?: [\w’'-]{1,20}){1,5}")
_SUFFIX: Final = re.compile(r",? (?:Jr|Sr|II|III|IV)$")
_DEFINED: Final = re.compile(r" \(([A-Z][A-Za-z&]{1,9})\)")


_CLUB_ENDS: Final = frozenset({"Rovers", "Wanderers", "Albion", "Hotspur", "Rangers"})
"""Last words of clubs that are names alone, too."""


@dataclass(frozen=True, slots=True)
class Guess(Span):
    """A name, its kind, and how sure that is."""

    surface: str
    kind: NameKind
    weight: int


class People:
    """The full names of an article, found by surname or first name."""

    def __init__(self, text: str, guesses: Iterable[Guess]) -> None:
        self._text = text
        self._said: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._first: dict[str, set[str]] = defaultdict(set)
        for guess in guesses:
            if guess.kind == "person" and _is_full(guess.surface):
                for key in _surnames(guess.surface):
                    self._said[key].append((guess.start, guess.surface))
                self._first[guess.surface.split(" ", 1)[0]].add(guess.surface)

    def full(self, surface: str, start: int) -> str | None:
        """Give the fullest name that `surface`, said at `start`, stands for."""
        said = self._said.get(surface) or self._said.get(surface[:1].lower() + surface[1:])
        if said:
            index = max(0, bisect_right(said, start, key=lambda item: item[0]) - 1)
            return self._by_office(said[max(0, index - _NEAREST) : index + 1], start)
        first = self._first.get(surface)
        return next(iter(first)) if first and len(first) == 1 else None

    def is_first(self, surface: str) -> bool:
        """True when one person alone in the article has this first name."""
        return len(self._first.get(surface, ())) == 1 and len(surface) > 2

    def _by_office(self, said: list[tuple[int, str]], start: int) -> str:
        """Of several people choose the one of the office before `start`, else the last."""
        last = said[-1][1]
        title = _TITLE.search(self._text, max(0, start - 24), start)
        if title is None or all(full == last for _, full in said):
            return last
        office = title[1].lower()
        holders = {full for place, full in said if self._holds(office, place, full)}
        return holders.pop() if len(holders) == 1 else last

    def _holds(self, office: str, start: int, full: str) -> bool:
        """True for "Farid al-Tamimi, the transport minister", and for "Minister Farid ..."."""
        stop = start + len(full)
        before = self._text[max(0, start - len(office) - 1) : start].lower()
        behind = _CLAUSE.match(self._text, stop)
        return before == f"{office} " or (
            behind is not None and office in behind[0].lower().split()
        )

    def is_surname(self, surface: str) -> bool:
        """True when someone in the article has this surname."""
        return surface in self._said


def _is_full(surface: str) -> bool:
    """True for more than a surname: not for "van der Berg" or "Dowling Jr"."""
    names = _SUFFIX.sub("", surface).split(" ")
    return len(names) > 1 and names[0].lower() not in _PARTICLES


def _surnames(full: str) -> list[str]:
    """List what `full` is called by: "Staffan de Mistura" is "de Mistura" and "Mistura"."""
    names = _SUFFIX.sub("", full).split(" ")
    keys = [names[-1], *(name for name in names[1:-1] if len(name) > 3 and name[0].isupper())]
    if suffix := _SUFFIX.search(full):
        keys.append(names[-1] + suffix[0])
    first = len(names) - 1
    while first > 1 and names[first - 1].lower() in _PARTICLES:
        first -= 1
        keys.append(" ".join(names[first:]))
    if names[-1][:3].lower() in {"al-", "el-"}:
        keys.append(names[-1][3:])
    return [key for key in keys if len(key) > 1]


def join(text: str, guesses: list[Guess], left: list[Word], words: Lexicon) -> tuple[Mark, ...]:
    """Make one article's guesses agree, and name every mark by its fullest form."""
    guesses = _agreed(guesses)
    bodies = _bodies(guesses, words)
    guesses = [_as_body(guess, bodies) for guess in guesses]
    people = People(text, guesses)
    short = bodies | _definitions(text, guesses)
    kinds: dict[str, NameKind] = dict.fromkeys(short, "organisation")
    kinds |= {guess.surface: guess.kind for guess in guesses if guess.surface not in short}
    repeats = _Repeats(text, kinds, short, people, words)
    return disjoint(_mark(guess, people, short, words) for guess in (*guesses, *repeats.find(left)))


class _Repeats:
    """Finds names among the words that the first pass left over."""

    def __init__(
        self,
        text: str,
        kinds: dict[str, NameKind],
        short: Mapping[str, str],
        people: People,
        words: Lexicon,
    ) -> None:
        self._text = text
        self._short = short
        self._kinds = kinds
        self._people = people
        self._words = words

    def find(self, left: list[Word]) -> Iterator[Guess]:
        """Yield a guess for every surname and every repeat of a known surface."""
        index = 0
        while index < len(left):
            length = self._repeat(left, index)
            if length:
                start, stop = left[index].start, left[index + length - 1].stop
                surface = self._text[start:stop]
                yield Guess(start, stop, surface, self._kinds[surface], 1)
            elif self._is_person(left[index]):
                word = left[index]
                yield Guess(word.start, word.stop, word.text, "person", 1)
            elif kind := self._known(left[index]):
                word = left[index]
                yield Guess(word.start, word.stop, word.text, kind, 1)
            index += length or 1

    def _repeat(self, left: list[Word], index: int) -> int:
        """Give the length in words of the longest known surface that starts here, or 0."""
        for length in range(min(_LONGEST, len(left) - index), 1, -1):
            start, stop = left[index].start, left[index + length - 1].stop
            if stop - start < _WIDEST and self._text[start:stop] in self._kinds:
                return length
        word = left[index]
        known = word.text in self._kinds and (
            word.text in self._short or not self._words.is_common(word.text.lower())
        )
        return 1 if known and not self._people.is_surname(word.text) else 0

    def _known(self, word: Word) -> NameKind | None:
        """Give the kind of a country and of letters that everybody knows: "Laos", "UN"."""
        if word.text.isupper() or word.text in self._words.countries:
            return self._words.phrases.get(word.text)
        return None

    def _is_person(self, word: Word) -> bool:
        plain = word.opens and self._words.is_common(word.text.lower())
        if self._people.is_surname(word.text):
            return not plain
        return self._people.is_first(word.text) and not self._words.is_common(word.text.lower())


def _mark(guess: Guess, people: People, short: dict[str, str], words: Lexicon) -> Mark:
    surface = guess.surface
    if surface in short:
        return Mark(guess.start, guess.stop, "organisation", short[surface])
    if guess.kind == "person" or (guess.weight < 2 and people.is_surname(surface)):
        full = people.full(surface, guess.start) or surface
        return Mark(guess.start, guess.stop, "person", full)
    if guess.kind == "place" and len(surface) > 3 and surface.isupper():
        surface = words.capitals.get(surface, surface)
    return Mark(guess.start, guess.stop, guess.kind, surface)


def _bodies(guesses: list[Guess], words: Lexicon) -> dict[str, str]:
    """Map the short form of a company to its full name: "Kestrel" of "Kestrel Maritime"."""
    bodies: dict[str, str] = {}
    for guess in guesses:
        if guess.kind != "organisation" or guess.weight < 2 or " " not in guess.surface:
            continue
        names = guess.surface.split(" ")
        if names[0] in words.demonyms or names[0] in words.first_names:
            continue
        for length in range(1, min(len(names), _LONGEST)):
            if (prefix := " ".join(names[:length])) in words.phrases:
                break
            if length > 1 or not _is_shared(prefix, words):
                bodies.setdefault(prefix, guess.surface)
        if names[-1] in _CLUB_ENDS:
            bodies.setdefault(names[-1], guess.surface)
    return {prefix: bodies.get(full, full) for prefix, full in bodies.items()}


def _is_shared(first: str, words: Lexicon) -> bool:
    """True for a first word that says more than the name it begins: "Lagos", "Port"."""
    if len(first) < 4 or first[-1] in "'’" or words.is_common(first.lower()):
        return True
    if first in words.place_words or first in words.organisation_words:
        return True
    return first in words.towns or first in words.starts


def _as_body(guess: Guess, bodies: dict[str, str]) -> Guess:
    if guess.surface in bodies and guess.weight < 3:
        return replace(guess, kind="organisation")
    return guess


def _agreed(guesses: list[Guess]) -> list[Guess]:
    """Give every surface one kind: the one with most weight, the earlier of equals."""
    weights: dict[str, dict[NameKind, int]] = defaultdict(lambda: defaultdict(int))
    for guess in guesses:
        weights[guess.surface][guess.kind] += guess.weight**2
    best = {surface: max(kinds, key=lambda kind: kinds[kind]) for surface, kinds in weights.items()}
    return [
        guess if guess.kind == best[guess.surface] else replace(guess, kind=best[guess.surface])
        for guess in guesses
    ]


def _definitions(text: str, guesses: list[Guess]) -> dict[str, str]:
    """Find "Full Name (FN)" where the short form is made of the long one's capitals."""
    short: dict[str, str] = {}
    for guess in guesses:
        if guess.kind != "organisation" or " " not in guess.surface:
            continue
        match = _DEFINED.match(text, guess.stop)
        if match is None:
            continue
        capitals = "".join(letter for letter in guess.surface if letter.isupper())
        letters = "".join(letter for letter in match[1] if letter.isupper())
        if letters and capitals.startswith(letters[0]) and len(set(letters) - set(capitals)) <= 1:
            short.setdefault(match[1], guess.surface)
    return short
