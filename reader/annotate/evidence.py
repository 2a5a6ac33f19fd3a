"""What speaks for and against a name: the words themselves and what stands around them.

Shape:   questions about words and runs of one text, answered True or False.
Units:   at most 16 code points before a word and a few words behind it are looked at.
Errors:  none.
"""

import re
from typing import Final

from reader.annotate.lexicon import Lexicon
from reader.annotate.runs import Run, Word

_SAYS: Final = re.compile(
    r",? (?:said|says|told|added|adds|warned|insisted|explained|argued|recalled|wrote|asked|"
    r"replied|admitted|joked|vowed|tweeted|denied|declared|resigned|testified|urged|who|whose)\b"
)
_SAID: Final = re.compile(r"\b(?:said|says|added|explained|recalled|asked|replied) $")
_AGED: Final = re.compile(r", (?:aged )?[1-9][0-9],")
_IN: Final = re.compile(
    r"\b(?:in|at|off|near|outside|across|around|throughout|(?:north|south|east|west) of|towns? of|"
    r"cit(?:y|ies) of|villages? of|provinces? of|island of|port of|capital,|region of) $",
    re.IGNORECASE,
)
_AFTER_PLACE: Final = re.compile(
    r"[.,;:)!?—\n]|$| (?:on|and|to|in|for|after|where|when|is|was|has|at|with|from|by|since|during|"
    r"as|that|before|which|will|said|now|so)\b"
)
_TOWARDS: Final = re.compile(
    r"\b(?:at|to|from|of|for|into|toward|towards|between|and|via|leaving|left|reach|reached) $"
)
_AT: Final = re.compile(r"\b(?:at|in|near|outside) $")
_PROVINCE: Final = re.compile(r" (?:province|prefecture|governorate|oblast)\b")
_WHERE: Final = re.compile(r", where\b")
_THE: Final = re.compile(r"\b[Tt]he $")
_COUNTRY: Final = re.compile(r", ([A-Z][\w.]{1,20}(?: [A-Z][a-z]{1,20})?)")
_COMPOUND: Final = re.compile(
    r"-(?:led|based|backed|made|born|style|wide|era|held|controlled|run|owned|speaking|only|to|in|of)$",
    re.IGNORECASE,
)
_ACRONYM: Final = re.compile(r"[A-Z][A-Z&-]{1,6}[A-Z]?$|(?:[A-Z]\.){2,5}$")
_CALENDAR: Final = frozenset(
    "January February March April May June July August September October November December "  # noqa: SIM905
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays "
    "Thursdays Fridays Saturdays Sundays Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec "
    "Christmas Easter Ramadan".split()
)
NUMERALS: Final = frozenset({"Jr", "Sr", "II", "III", "IV", "VI"})
_WORD_FAMILIES: Final = frozenset(
    {"Park", "Do", "Song", "Moon", "Young", "Long", "Man", "Sun", "Ha"}
)
"""East Asian family names that are English words."""
_GIVEN: Final = re.compile(r"[A-Z][a-z]{1,8}-[a-z]{1,8}$")
"""A given name of two syllables: "Do-hyun", "Po-hsun"."""
_BEHIND: Final = 16
_LONGEST_PHRASE: Final = 5


class Evidence:
    """Answers about one text; `lowered` are the words it also writes in lower case."""

    def __init__(self, text: str, words: Lexicon, lowered: frozenset[str]) -> None:
        self.text = text
        self.words = words
        self._lowered = lowered

    def behind(self, word: Word) -> str:
        """The few letters that stand before `word`."""
        return self.text[max(0, word.start - _BEHIND) : word.start]

    def ordinary(self, word: Word) -> bool:
        """True for an everyday word, by the list or because this text writes it small too."""
        name = word.text
        if name in self.words.demonyms or name in _CALENDAR:
            return True
        if _COMPOUND.search(name) or self.hyphened(word) or self.words.is_common(name.lower()):
            return True
        return name.lower() in self._lowered and name not in self.words.first_names

    def small_too(self, name: str) -> bool:
        """True when the text writes `name` in lower case somewhere."""
        return name.lower() in self._lowered

    def hyphened(self, word: Word) -> bool:
        """True for the first half of "U.S.-led" and "US$5", which names nobody."""
        after = self.text[word.stop : word.stop + 2]
        return after[:1] in {"-", "$"} and after[1:].isalnum()

    def descriptive(self, word: Word) -> bool:
        """True for a nationality and for "Canadian-made"."""
        return word.text in self.words.demonyms or _COMPOUND.search(word.text) is not None

    def acronym(self, name: str) -> bool:
        """True for "NSPA" and "U.N."."""
        return _ACRONYM.match(name) is not None

    def phrase_at(self, run: Run, index: int) -> int:
        """Give the length in words of the longest known phrase at `index`, or 0."""
        name = run[index].text
        if name in self.words.starts:
            for length in range(min(_LONGEST_PHRASE, len(run) - index), 1, -1):
                phrase = self.text[run[index].start : run[index + length - 1].stop]
                if phrase in self.words.phrases or phrase in self.words.towns:
                    return length
        return 1 if name in self.words.phrases and not self.hyphened(run[index]) else 0

    def inside(self, run: Run) -> bool:
        """True after "in", "near", "the city of"."""
        return _IN.search(self.behind(run[0])) is not None

    def stands_as_place(self, run: Run) -> bool:
        """True for "in Ollagüe," but not for "in Ollagüe shares"."""
        if run[-1].owns:
            return False
        if _PROVINCE.match(self.text, run[-1].stop):
            return True
        after = _AFTER_PLACE.match(self.text, run[-1].stop)
        if self.inside(run):
            return after is not None
        return self.towards(run[0]) and _WHERE.match(self.text, run[-1].stop) is not None

    def towards(self, word: Word) -> bool:
        """True after "to", "from", "at"."""
        return _TOWARDS.search(self.behind(word)) is not None

    def definite(self, word: Word) -> bool:
        """True after "the"."""
        return _THE.search(self.behind(word)) is not None

    def before_country(self, word: Word) -> bool:
        """True for "Reading, England"."""
        match = _COUNTRY.match(self.text, word.stop)
        return match is not None and match[1] in self.words.phrases

    def says(self, word: Word) -> bool:
        """True before "said", "told", "who"."""
        return _SAYS.match(self.text, word.stop) is not None

    def speaks(self, word: Word) -> bool:
        """True where one word alone is somebody: "Tallis said", "said Tallis", "Tallis, 41,"."""
        if self.definite(word) or word.text in self.words.organisation_words:
            return False
        if self.text.startswith(".-", word.stop):
            return False
        if _AT.search(self.behind(word)):
            return False
        said = _SAID.search(self.behind(word)) or _AGED.match(self.text, word.stop)
        return self.says(word) or said is not None

    def no_surname(self, name: str) -> bool:
        """True for a word that no first name is followed by in a person's name."""
        if name in self.words.demonyms or name in _CALENDAR:
            return True
        if name in {"Party", "University", "Inc", "Ltd"} or name.lower() in {"and", "the", "of"}:
            return True
        return 1 < len(name) < 5 and name.isupper()

    def eastern(self, run: Run) -> bool:
        """True for "Park Do-hyun" and "Do Quang Hieu": a family name first, though a word."""
        if len(run) < 2 or run[0].text not in _WORD_FAMILIES:
            return False
        if _GIVEN.match(run[1].text):
            return True
        return len(run) == 3 and not any(map(self.ordinary, run[1:]))

    def unheard(self, names: list[str]) -> bool:
        """True when no word of `names` is everyday English, a nationality, an acronym or a code."""
        return not any(
            self.words.is_common(name.lower())
            or name in self.words.demonyms
            or self.acronym(name)
            or _COMPOUND.search(name)
            or any(character.isdigit() for character in name)
            for name in names
        )


def is_initial(name: str) -> bool:
    """True for "J" and "S.P."."""
    return len(name) == 1 or (name.endswith(".") and len(name) <= 6)
