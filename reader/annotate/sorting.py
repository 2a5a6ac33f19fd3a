"""Sort the words of a run into people, places and organisations.

Shape:   (evidence, run) -> guesses and leftovers, in reading order; none overlap.
Units:   a guess's weight says how sure it is: 3 is known or titled, 2 is a pattern, 1 a chance.
Errors:  none.

The rules, strongest first:
1. a common word that opens a sentence is no part of a name, nor is a title or a nationality;
2. a run that ends in an organisation's word ("Ministry", "Ltd") is one organisation, and so
   is "Ministry of ...";
3. the longest known phrase wins; seats of power ("Kremlin") are organisations, capitals places;
4. a title or a first name makes a person; a place's word ("River") or "in" a place;
5. two or three unknown words that are no everyday English are a person, if nothing says "the".
"""

from dataclasses import dataclass
from typing import Final

from reader.annotate.bodies import called, defined_body, ended_body
from reader.annotate.evidence import NUMERALS, Evidence, is_initial
from reader.annotate.lexicon import NameKind
from reader.annotate.openings import without_opening
from reader.annotate.runs import Run, Word

_PLACE_HEADS: Final = frozenset(
    "Lake Mount Cape Fort Port San Santa Isle Camp Punta Isla Puerto Ponta Cabo Cerro".split()  # noqa: SIM905
)
_CLUBS: Final = frozenset(
    "Deportivo Atlético Real Sporting Dynamo Dinamo Racing Inter Borussia Olympique".split()  # noqa: SIM905
)
"""First words of clubs: "Deportivo Norte" is no person."""
_POST_NOMINALS: Final = frozenset(
    "KC QC SC MBE OBE CBE DBE KBE KCB CMG PhD MD MP MEP MSP MLA FRS DSO VC".split()  # noqa: SIM905
)
"""Letters behind a name, which are titles as those before it are."""
_SURE_TITLES: Final = frozenset({"Mr", "Mrs", "Ms"})
_LINKS: Final = frozenset({"of", "for", "and", "the", "on"})
_SHOUTED: Final = frozenset({"IS", "WHO", "US", "AP", "ETA"})
"""Names that are words where everything is in capitals."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A name, its kind, and how sure that is."""

    start: int
    stop: int
    surface: str
    kind: NameKind
    weight: int


@dataclass(frozen=True, slots=True)
class Sorted:
    """What became of one run: guesses, and the words that no rule took."""

    guesses: tuple[Guess, ...]
    leftovers: tuple[Word, ...]


class Sorter:
    """Sorts the runs of one text, one after the other."""

    def __init__(self, evidence: Evidence) -> None:
        self._see = evidence
        self._words = evidence.words
        self._guesses: list[Guess] = []
        self._left: list[Word] = []
        self._things: set[str] = set()

    def sort(self, run: Run, *, heading: bool) -> Sorted:
        """Sort one run; in a heading every word has a capital, so only what is known counts."""
        self._guesses, self._left = [], []
        if heading:
            self._known(run, heading=True)
        else:
            if body := defined_body(self._see, run):
                self._take(body, "organisation", 2)
                run = run[: -len(body)]
            for part in self._owned(run):
                if not self._called(part):
                    self._clause(without_opening(self._see, part))
        return Sorted(tuple(self._guesses), tuple(self._left))

    def _called(self, run: Run) -> bool:
        """Take what the sentence calls a company; pass over ships, there and further on."""
        start, stop = (run[0].start, run[-1].stop) if run else (0, 0)
        if self._see.text[start:stop] in self._things:
            return True
        found = called(self._see, run)
        if found is None:
            return False
        what, part = found
        if what == "body":
            self._take(part, "organisation", 2)
        else:
            self._things.add(self._see.text[part[0].start : part[-1].stop])
        return True

    def _organisation(self, run: Run) -> bool:
        """Take a run whose own words make it an organisation."""
        found = ended_body(self._see, run)
        if found is None:
            return False
        part, named = found
        if named:
            self._take(part, "organisation", 2)
        else:
            self._left += part
        return True

    def _take(self, run: Run, kind: NameKind, weight: int) -> None:
        start, stop = run[0].start, run[-1].stop
        self._guesses.append(Guess(start, stop, self._see.text[start:stop], kind, weight))

    def _owned(self, run: Run) -> list[Run]:
        """Part a run at plural owners, but for an organisation of them ("Pilots' Association")."""
        parts: list[Run] = []
        first = 0
        for index, word in enumerate(run[:-1], start=1):
            if not word.owns:
                continue
            known = self._see.phrase_at(run, first) == index - first
            body = run[-1].text in self._words.organisation_words
            if known or not body or word.text in self._words.demonyms:
                parts.append(run[first:index])
                first = index
        return [*parts, run[first:]]

    def _clause(self, run: Run) -> None:
        """Part a run at its last title; what follows a title is a person."""
        if not run or self._organisation(run):
            return
        for index in range(len(run) - 1, -1, -1):
            if run[index].text not in self._words.titles or self._see.phrase_at(run, index):
                continue
            first = index
            while first and self._is_title_part(run[first - 1].text):
                first -= 1
            self._clause(run[:first])
            after = _past_title(run, index + 1)
            if len(after) == 1 and self._is_surname(run[index].text, after[0]):
                self._take(after, "person", 3)
            elif not self._organisation(after):
                self._person_or_known(after, titled=True)
            return
        self._person_or_known(run, titled=False)

    def _is_surname(self, title: str, word: Word) -> bool:
        """True for any word behind "Mr", everyday or not: "Mr Park", "Mrs Law"."""
        return title in _SURE_TITLES and word.text not in self._words.demonyms

    def _is_title_part(self, name: str) -> bool:
        return name in self._words.title_words or name in self._words.titles

    def _person_or_known(self, run: Run, *, titled: bool) -> None:
        run = self._trimmed(run, keep_small=titled)
        if not run:
            return
        if titled:
            self._titled(run)
        elif self._is_person(run):
            self._take(run, "person", 2)
        elif not self._place(run):
            self._known(run, heading=False)

    def _trimmed(self, run: Run, *, keep_small: bool) -> Run:
        """Cut nationalities and small words off both ends, but not the "de" of "Mr de Wael"."""
        while run and not self._see.phrase_at(run, 0):
            small = not run[0].capital and (not keep_small or run[0].text in _LINKS)
            if not (small or self._see.descriptive(run[0])):
                break
            run = run[1:]
        while run and (not run[-1].capital or (len(run) > 1 and run[-1].text in _POST_NOMINALS)):
            run = run[:-1]
        return run

    def _titled(self, run: Run) -> None:
        known = self._see.phrase_at(run, 0) == len(run)
        spoilt = len(run) > 1 and any(map(self._spoils, run)) and not self._see.eastern(run)
        if known or spoilt or len(run) > 6:
            self._known(run, heading=False)
        elif len(run) == 1 and (self._see.ordinary(run[0]) or self._see.acronym(run[0].text)):
            self._left += run
        else:
            self._take(run, "person", 3)

    def _spoils(self, word: Word) -> bool:
        """True for a word that no person's name has behind a title."""
        if not word.capital or word.text in self._words.first_names:
            return False
        return self._see.ordinary(word) and word.text not in NUMERALS and word.text != "St"

    def _is_person(self, run: Run) -> bool:
        names = [word.text for word in run if word.capital]
        if not 2 <= len(names) <= 5 or len(run) > 6:
            return False
        if names[-1] in self._words.place_words or self._see.phrase_at(run, 0) == len(run):
            return False
        if all(map(is_initial, names)):
            return False
        if self._see.eastern(run):
            return True
        rest = [name for name in names[1:] if name not in NUMERALS]
        if names[0] in self._words.first_names or is_initial(names[0]):
            known = any(" ".join(names[i:]) in self._words.phrases for i in range(1, len(names)))
            return not known and not any(map(self._see.no_surname, rest))
        return self._is_unheard_person(run, names)

    def _is_unheard_person(self, run: Run, names: list[str]) -> bool:
        """True for words that nobody knows and nothing makes a place or a body."""
        words = self._words
        first = names[0]
        if first in words.place_heads or first in _PLACE_HEADS or first in _CLUBS:
            return False
        if names[-1] in words.organisation_words or self._see.definite(run[0]):
            return False
        if not self._see.unheard([name for name in names if name not in NUMERALS]):
            return False
        if any(self._see.phrase_at(run, index) for index in range(len(run))):
            return False
        towns = any(name in words.towns for name in names)
        if self._see.inside(run) or (towns and self._see.towards(run[0])):
            return False
        return len(names) <= 3 or self._see.says(run[-1])

    def _place(self, run: Run) -> bool:
        """Take "the Tamar River", "Lake Malawi", "in Ollagüe", and clubs."""
        see = self._see
        first, last = run[0].text, run[-1].text
        if len(run) in {2, 3} and first in _CLUBS and not all(map(see.ordinary, run)):
            self._take(run, "organisation", 2)
            return True
        if 2 <= len(run) <= 4:
            ended = last in self._words.place_words and not all(map(see.ordinary, run[:-1]))
            headed = first in _PLACE_HEADS and last not in NUMERALS and not see.ordinary(run[-1])
            if ended or headed:
                self._take(run, "place", 2)
                return True
        if len(run) > 3 or see.phrase_at(run, 0) or any(map(see.ordinary, run)):
            return False
        if any(see.acronym(word.text) for word in run) or not see.stands_as_place(run):
            return False
        self._take(run, "place", 2 if first in self._words.towns else 1)
        return True

    def _known(self, run: Run, *, heading: bool) -> None:
        """Take the known phrases of a run one by one; leave the rest for the second pass."""
        index = 0
        shouted = heading and len(run) > 1 and all(word.text.isupper() for word in run)
        while index < len(run):
            length = self._see.phrase_at(run, index)
            if length and not (shouted and length == 1 and run[index].text in _SHOUTED):
                part = run[index : index + length]
                phrase = self._see.text[part[0].start : part[-1].stop]
                self._take(part, self._words.phrases.get(phrase, "place"), 3)
            elif heading and (length := self._full_name(run[index : index + 4])):
                self._take(run[index : index + length], "person", 1)
            else:
                self._alone(run[index], lonely=len(run) == 1, heading=heading)
            index += length or 1

    def _full_name(self, run: Run) -> int:
        """Give the length of a first name or initials and what is surely a surname, or 0."""
        text, count = self._see.text, 0
        while count < len(run) - 1 and len(run[count].text) == 1 and text[run[count].stop] == ".":
            count += 1
        if count:
            return 0 if self._see.ordinary(run[count]) else count + 1
        if len(run) < 2 or run[0].text not in self._words.first_names:
            return 0
        return 0 if any(map(self._see.ordinary, run[:2])) or self._see.phrase_at(run, 1) else 2

    def _alone(self, word: Word, *, lonely: bool, heading: bool) -> None:
        """Take one word by what stands around it, or leave it."""
        see, named = self._see, word.text in self._words.first_names
        if not word.capital:
            return
        if see.acronym(word.text) and not heading:
            self._acronym(word)
        elif self._is_ordinary_town(word):
            self._take((word,), "place", 2)
        elif see.ordinary(word) and not (named and see.says(word)):
            self._left.append(word)
        elif (lonely or heading) and self._is_town(word):
            sure = see.inside((word,)) or see.towards(word) or see.before_country(word)
            self._take((word,), "place", 2 if sure else 1)
        elif lonely and not heading and (see.speaks(word) or (named and not see.definite(word))):
            self._take((word,), "person", 1)
        else:
            self._left.append(word)

    def _is_town(self, word: Word) -> bool:
        if word.text not in self._words.towns:
            return False
        strong = word.text not in self._words.weak
        return strong or self._see.inside((word,)) or self._see.before_country(word)

    def _is_ordinary_town(self, word: Word) -> bool:
        """True for "Reading, England" and "in Bath,", though both are words."""
        if word.text not in self._words.towns or not self._see.ordinary(word):
            return False
        return self._see.before_country(word) or self._see.stands_as_place((word,))

    def _acronym(self, word: Word) -> None:
        """Take letters that stand for an organisation, but no "TV" or "GDP"."""
        text = word.text.replace(".", "")
        if text in self._words.plain_capitals or len(text) < 2:
            return
        bare = not word.opens and len(text) <= 5
        if len(text) >= 3 and (bare or self._see.definite(word)):
            self._take((word,), "organisation", 1)
        else:
            self._left.append(word)


def _past_title(run: Run, index: int) -> Run:
    """Drop "of State" and "General" behind a title."""
    if [word.text for word in run[index : index + 2]] == ["of", "State"]:
        index += 2
    while index < len(run) and run[index].text in {"General", "of", "Designate", "Elect"}:
        index += 1
    return run[index:]
