"""What is known of words wherever they stand: classes, lists and phrases.

Shape:   a `Word` -> the same with its class and lists; a stretch -> keys of the phrases in it.
Errors:  OSError where the file is missing, ValueError where it is none of ours; then none.
Source:  `python -m reader.annotate.gather`; `data/README.md` names origins and licences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reader.annotate.tagger.features import key_of, parts_of, shape_of
from reader.annotate.tagger.tables import Table, load
from reader.annotate.tagger.tokens import Stretch
from reader.annotate.tagger.words import CAPITAL, Word

WORDS: Final = Path(__file__).parents[1] / "data" / "words.tables"
PHRASE_BIT: Final = 1 << 31
"""On the lists of a word that begins a phrase."""

LONGEST_PHRASE: Final = 6


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of words wherever they stand."""

    classes: Table
    """A form's key -> the class of words used like it."""
    lists: Table
    """A lower-case form's key -> the lists it is on, a bit for each."""
    phrases: Table
    """The key of several words -> the kind of phrase they are."""
    coarse: tuple[int, ...]
    """The coarse class of each class."""


def open_knowledge(path: Path = WORDS) -> Knowledge:
    """Open what `gather` wrote."""
    facts, tables = load(path)
    return Knowledge(tables["classes"], tables["lists"], tables["phrases"], tuple(facts["coarse"]))


def describe(word: Word, known: Knowledge) -> Word:
    """Look up the class and the lists of a word."""
    text, lower = word.text, word.lower
    word.key = key_of(lower)
    word.shape = key_of(shape_of(text))
    if text[0].isalpha():
        cluster = known.classes.number(word.key if text == lower else key_of(text))
        if not cluster and len(text) > 3 and text.isupper():
            cluster = known.classes.number(key_of(text.title()))
        if not cluster and text != lower:
            cluster = known.classes.number(word.key)
        if cluster:
            word.cluster, word.coarse = cluster, known.coarse[cluster]
        if word.sort == CAPITAL:
            word.lists = known.lists.number(word.key)
    word.parts = parts_of(word)
    return word


def phrase_keys(words: Sequence[Word], stretch: Stretch, known: Knowledge) -> list[tuple[int, int]]:
    """Find known phrases of several words; give a key for each place in one."""
    found = []
    index, stop = stretch
    while index < stop - 1:
        length = 0
        if words[index].lists & PHRASE_BIT:
            key = words[index].key
            for count in range(2, min(LONGEST_PHRASE, stop - index) + 1):
                key = phrase_key(key, words[index + count - 1].key)
                if number := known.phrases.number(key):
                    length, kind = count, number
        for offset in range(length):
            part = 0 if not offset else 1 if offset < length - 1 else 2
            found.append((index + offset, key_of(f"phrase {kind} {part} {min(length, 4)}")))
        index += length or 1
    return found


def phrase_key(key: int, following: int) -> int:
    """Give the key of a phrase that is one word longer."""
    return (key * 0x01000193 + following + 1) & 0xFFFFFFFF
