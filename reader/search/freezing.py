"""Freeze articles into a segment: from a stream of digests to one file.

Shape:   `freeze(path, articles)` takes `Frozen`s, each id once. They may come in any order; newest
         first is the one that needs no sorting afterwards. The file is there complete or not
         at all.
Units:   as in `segments`. Words get signs as they are met, and runs are written at once; when
         all words are known they are sorted and numbered. What grows in memory is four bytes
         for each different word of an article, and the words; the same for facts.
         Names of one sort and sources are fields, too, of the short words; all else that is
         known of articles is written by `freezing_facts`.
Errors:  StoreError when the file cannot be written; ValueError for a moment that is no number,
         for an id that comes twice, or when there are more words than three bytes can count.
"""

import math
from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, compress, repeat
from pathlib import Path
from typing import Final, NamedTuple

from reader.marks import NAME_KINDS, Mark
from reader.search.columns import Writer, little, writing
from reader.search.digests import Digest, Run, run
from reader.search.facts import Facts
from reader.search.fields import NAMED, Scope
from reader.search.freezing_facts import FactsDraft
from reader.search.freezing_orders import OrdersDraft
from reader.search.freezing_phrases import noted, scanned_of, write_phrases
from reader.search.freezing_sets import COMMON, moved, write_sets, write_texts
from reader.search.frozen import PAIRS, WIDTH, Runs, letter_key
from reader.search.lookalikes import TOO_LONG
from reader.search.parts import SHORT

_ALL: Final[tuple[Scope, ...]] = (*SHORT, "text", *NAMED)
_MOST_WORDS: Final = 256**WIDTH - 1

_COMMON_LETTERS: Final = 512
"""Forty such sets are read for one mistyped word; reading a bitset is quick."""

_NAMES: Final = 65_536
"""So many names are taken apart once: each is of two fields, and of many articles."""

_BEHIND_TYPED: Final = 3
"""So many letters more than the longest forgiven word has can matter."""


class Frozen(NamedTuple):
    """An article for the index."""

    id: str
    moment: float
    """Seconds since the epoch."""
    digest: Digest
    names: Sequence[str] = ()
    """What `Index.add_names` would be given; the names among the marks need not be."""
    facts: Facts | None = None
    marks: Sequence[Mark] = ()
    """What was recognised in the text, each with the fullest form of its name."""


def freeze(path: Path, articles: Iterable[Frozen], *, scanned: int | None = None) -> None:
    """Write the segment of these articles at `path`.

    Args:
        path: of the file.
        articles: all of them.
        scanned: so many of them are looked through for words side by side; None is what is best.
    """
    with writing(path) as writer:
        _write(writer, articles, scanned)


class _Signs(dict[str, int]):
    """A sign for every word: a number, from 1, as they come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self) + 1
        return number


class _Draft:
    """The articles as they come: rows of words in signs, and where each sign was met."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._rows: dict[str, int] = {}
        self._moments = array("d")
        short = _Signs()
        self.signs: dict[Scope, _Signs] = dict.fromkeys(_ALL, short) | {"text": _Signs()}
        self.met: dict[Scope, list[array[int]]] = {field: [array("I")] for field in _ALL}
        self.facts = FactsDraft()
        self._orders = OrdersDraft()
        self._named = lru_cache(_NAMES)(run)
        self._ends = {field: array("I", [0]) for field in _ALL}
        self._runs = {field: bytearray() for field in _ALL}
        writer.begin("text runs")

    def take(self, article: Frozen) -> None:
        """Note one article."""
        if math.isnan(article.moment):
            raise ValueError(f"{article.id!r} has no moment")
        row = len(self._rows)
        if self._rows.setdefault(article.id, row) != row:
            raise ValueError(f"{article.id!r} comes twice")
        self._moments.append(article.moment)
        one = article.digest
        self._say(row, "title", (one.title,))
        self._orders.take(article.facts or Facts())
        said = self.facts.take(row, article.facts or Facts(), article.marks)
        names = chain(article.names, *map(said.__getitem__, NAME_KINDS))
        self._say(row, "name", list(map(self._named, dict.fromkeys(names))))
        for sort in NAMED:
            self._say(row, sort, list(map(self._named, said[sort])))
        self._say(row, "byline", (one.byline,))
        self._say(row, "standfirst", (one.standfirst,))
        self._say(row, "text", (one.body,))

    def _say(self, row: int, field: Scope, runs: Sequence[Run]) -> None:
        """Note what an article says in a field."""
        if not runs or not (runs[0].words or len(runs) > 1):
            self._ends[field].append(self._ends[field][-1])
            return
        signs, met = self.signs[field], self.met[field]
        said: list[int] = []
        for one in runs:
            if said:
                said.append(0)
            said += map(signs.__getitem__, one.words.split())
            for word in one.joined.split():
                said += (0, signs[word])
        self._ends[field].append(self._ends[field][-1] + len(said))
        if not said:
            return
        if len(met) <= len(signs):
            met += [array("I") for _ in range(len(signs) + 1 - len(met))]
        held = set(said)
        held.discard(0)
        # One call that loops inside: an article has hundreds of words, a library millions.
        deque(map(array.append, map(met.__getitem__, held), repeat(row)), maxlen=0)
        packed = bytearray(little(array("I", said)).tobytes())
        del packed[WIDTH::4]
        if field == "text":
            self._writer.write(packed)
        else:
            self._runs[field] += packed

    def write(self) -> "array[int]":
        """Write what is known of the articles one by one; the slot of each row comes back."""
        rows = sorted(self._rows.items(), key=lambda row: (-self._moments[row[1]], row[0]))
        writer = self._writer
        for field in _ALL:
            if field != "text":
                writer.add(f"{field} runs", self._runs[field])
            ends = self._ends[field]
            writer.add_numbers(f"{field} runs from", [ends[row] for _, row in rows])
            writer.add_numbers(f"{field} runs to", [ends[row + 1] for _, row in rows])
        write_texts(writer, "ids", [each.encode("utf-8", PAIRS) for each, _ in rows])
        writer.add_moments("moments", [self._moments[row] for _, row in rows])
        by_id = sorted(range(len(rows)), key=lambda slot: rows[slot][0])
        writer.add_numbers("by id", by_id)
        self._orders.write(writer, [row for _, row in rows])
        slots = array("I", bytes(4 * len(rows)))
        for slot, (_, row) in enumerate(rows):
            slots[row] = slot
        return slots

    def runs(self, field: Scope, slots: "array[int]") -> Runs:
        """What the articles say in a field whose runs are written."""
        low, high = array("I", slots), array("I", slots)
        for row, slot in enumerate(slots):
            low[slot], high[slot] = self._ends[field][row : row + 2]
        return Runs(self._writer.reread(f"{field} runs"), low, high)


def _write(writer: Writer, articles: Iterable[Frozen], scanned: int | None) -> None:
    draft = _Draft(writer)
    deque(map(draft.take, articles), maxlen=0)
    slots = draft.write()
    size = len(slots)
    to = slots if any(slot != row for row, slot in enumerate(slots)) else None
    scanned = scanned_of(size) if scanned is None else scanned
    common: dict[int, int] = {}
    vocabularies: dict[str, tuple[Scope, ...]] = {"short": (*SHORT, *NAMED), "long": ("text",)}
    for name, fields in vocabularies.items():
        signs = draft.signs[fields[0]]
        words = sorted(signs)
        _write_words(writer, name, words, signs)
        for field in fields:
            held = _held(draft.met.pop(field), map(signs.__getitem__, words), to)
            if field == "text":
                held = [*noted(held, map(signs.__getitem__, words), common, size, scanned)]
            write_sets(writer, field, held, size, COMMON, words)
    draft.facts.write(writer, size, to)
    write_phrases(writer, "text", draft.runs("text", slots), common, size, scanned)


def _held(
    met: list["array[int]"], signs: Iterable[int], slots: "array[int] | None"
) -> list["array[int]"]:
    """The slots in which each of these signs was met, ascending."""
    none = array("I")
    met += repeat(none, max(signs := [*signs], default=0) + 1 - len(met))
    held = list(map(met.__getitem__, signs))
    return held if slots is None else [moved(rows, slots) for rows in held]


def _write_words(writer: Writer, name: str, words: Sequence[str], signs: _Signs) -> None:
    """Write a vocabulary, the words' signs, and which words have which letter where."""
    if len(words) > _MOST_WORDS:
        raise ValueError(f"{len(words)} different words")
    write_texts(writer, name, [word.encode("utf-8", PAIRS) for word in words])
    by_number = array("I", map(signs.__getitem__, words))
    by_sign = array("I", bytes(4 * (len(words) + 1)))
    for number, sign in enumerate(by_number):
        by_sign[sign] = number
    writer.add_numbers(f"{name} signs", by_number)
    writer.add_numbers(f"{name} numbers", by_sign)

    by_key: dict[bytes, array[int]] = {}
    lettered = [number for number, word in enumerate(words) if word.isalpha()]
    width = TOO_LONG + _BEHIND_TYPED
    # A table of letters, spaces behind the shorter words: a column of it is one slice.
    table = "".join([words[number][:width].ljust(width) for number in lettered])
    for place in range(width):
        column = table[place::width]
        numbers = list(compress(lettered, map(str.isalpha, column)))
        letters = column.replace(" ", "")
        with_letter: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        lists = map(with_letter.__getitem__, letters)
        deque(map(array.append, lists, numbers), maxlen=0)
        by_key |= {letter_key(place, letter): held for letter, held in with_letter.items()}
        by_key[letter_key(place, "")] = array("I", numbers)
    keys = sorted(by_key)
    write_texts(writer, f"{name} keys", keys)
    held_by = list(map(by_key.__getitem__, keys))
    write_sets(writer, f"{name} letters", held_by, len(words), _COMMON_LETTERS, ())
