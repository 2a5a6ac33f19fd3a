"""Freeze articles into a segment: from a stream of digests to one file.

Shape:   `freeze(path, articles)` takes `Frozen`s, each id once. They may come in any order; newest
         first is the one that needs no sorting afterwards. The file is there complete or not
         at all.
Units:   as in `segments`. Words get signs as they are met, and runs are written at once; when
         all words are known they are sorted and numbered. What grows in memory is four bytes
         for each different word of an article, and the words.
Errors:  StoreError when the file cannot be written; ValueError for a moment that is no number,
         for an id that comes twice, or when there are more words than three bytes can count.
"""

import math
from array import array
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import accumulate, groupby, repeat
from operator import or_
from pathlib import Path
from typing import Final, NamedTuple

from reader.search.columns import Writer, little, writing
from reader.search.digests import Digest, Field, Run, run
from reader.search.frozen import PAIRS, WIDTH, letter_key, stride_of
from reader.search.lookalikes import TOO_LONG
from reader.search.postings import swept
from reader.search.segments import FIELDS

_MOST_WORDS: Final = 256**WIDTH - 1

_COMMON: Final = 32
"""A word in one of so many articles has a bitset: it weighs no more than the list of slots."""

_COMMON_LETTERS: Final = 512
"""Forty such sets are read for one mistyped word; reading a bitset is quick."""

_OFTEN: Final = 16
"""A start has a bitset of its own when its rare words are met once in so many articles, ..."""

_OFTEN_AT_LEAST: Final = 2_048
"""... and so often at least; to sweep up fewer takes no time."""

_LONGEST_START: Final = 5
_BEHIND_TYPED: Final = 3
"""So many letters more than the longest forgiven word has can matter."""


class Frozen(NamedTuple):
    """An article for the index."""

    id: str
    moment: float
    """Seconds since the epoch."""
    digest: Digest
    names: Sequence[str] = ()
    """What `Index.add_names` would be given."""


def freeze(path: Path, articles: Iterable[Frozen]) -> None:
    """Write the segment of these articles at `path`."""
    with writing(path) as writer:
        _write(writer, articles)


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
        self.signs: dict[Field, _Signs] = dict.fromkeys(FIELDS, short) | {"text": _Signs()}
        self.met: dict[Field, list[array[int]]] = {field: [array("I")] for field in FIELDS}
        self._ends = {field: array("I", [0]) for field in FIELDS}
        self._runs = {field: bytearray() for field in FIELDS}
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
        self._say(row, "name", [run(name) for name in article.names])
        self._say(row, "byline", (one.byline,))
        self._say(row, "standfirst", (one.standfirst,))
        self._say(row, "text", (one.body,))

    def _say(self, row: int, field: Field, runs: Sequence[Run]) -> None:
        """Note what an article says in a field."""
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
        for field in FIELDS:
            if field != "text":
                writer.add(f"{field} runs", self._runs[field])
            ends = self._ends[field]
            writer.add_numbers(f"{field} runs from", [ends[row] for _, row in rows])
            writer.add_numbers(f"{field} runs to", [ends[row + 1] for _, row in rows])
        _write_texts(writer, "ids", [each.encode("utf-8", PAIRS) for each, _ in rows])
        writer.add_moments("moments", [self._moments[row] for _, row in rows])
        by_id = sorted(range(len(rows)), key=lambda slot: rows[slot][0])
        writer.add_numbers("by id", by_id)
        slots = array("I", bytes(4 * len(rows)))
        for slot, (_, row) in enumerate(rows):
            slots[row] = slot
        return slots


def _write(writer: Writer, articles: Iterable[Frozen]) -> None:
    draft = _Draft(writer)
    deque(map(draft.take, articles), maxlen=0)
    slots = draft.write()
    moved = any(slot != row for row, slot in enumerate(slots))
    for name, fields in {"short": FIELDS[:-1], "long": FIELDS[-1:]}.items():
        signs = draft.signs[fields[0]]
        words = sorted(signs)
        _write_words(writer, name, words, signs)
        for field in fields:
            met = draft.met.pop(field)
            held = (_taken(met, signs[word], slots if moved else None) for word in words)
            _write_sets(writer, field, held, len(slots), _COMMON, words)


def _taken(met: list["array[int]"], sign: int, slots: "array[int] | None") -> "array[int]":
    """Take the rows in which a sign was met out of the list; they come back as slots, sorted."""
    if sign >= len(met):
        return array("I")
    rows, met[sign] = met[sign], array("I")
    return rows if slots is None else array("I", sorted(map(slots.__getitem__, rows)))


def _write_texts(writer: Writer, name: str, texts: Sequence[bytes]) -> None:
    writer.add(name, b"".join(texts))
    writer.add_numbers(f"{name} at", accumulate(map(len, texts), initial=0))


def _write_words(writer: Writer, name: str, words: Sequence[str], signs: _Signs) -> None:
    """Write a vocabulary, the words' signs, and which words have which letter where."""
    if len(words) > _MOST_WORDS:
        raise ValueError(f"{len(words)} different words")
    _write_texts(writer, name, [word.encode("utf-8", PAIRS) for word in words])
    by_number = array("I", map(signs.__getitem__, words))
    by_sign = array("I", bytes(4 * (len(words) + 1)))
    for number, sign in enumerate(by_number):
        by_sign[sign] = number
    writer.add_numbers(f"{name} signs", by_number)
    writer.add_numbers(f"{name} numbers", by_sign)

    by_key: dict[bytes, array[int]] = {}
    numbers = [number for number, word in enumerate(words) if word.isalpha()]
    for place in range(TOO_LONG + _BEHIND_TYPED):
        numbers = [number for number in numbers if len(words[number]) > place]
        letters = [words[number][place] for number in numbers]
        with_letter: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        lists = map(with_letter.__getitem__, letters)
        deque(map(array.append, lists, numbers), maxlen=0)
        by_key |= {letter_key(place, letter): held for letter, held in with_letter.items()}
        by_key[letter_key(place, "")] = array("I", numbers)
    keys = sorted(by_key)
    _write_texts(writer, f"{name} keys", keys)
    held_by = map(by_key.__getitem__, keys)
    _write_sets(writer, f"{name} letters", held_by, len(words), _COMMON_LETTERS, ())


def _write_sets(
    writer: Writer,
    name: str,
    held_by: Iterable["array[int]"],
    size: int,
    share: int,
    words: Sequence[str],
) -> None:
    """Write what each number is met in; for `words` also what their starts are met in.

    Args:
        writer: of the file.
        name: of the sections.
        held_by: for each number the slots, ascending.
        size: how many slots there are.
        share: a number met in more than one of so many slots has a bitset.
        words: those of the numbers.
    """
    at, slots, common, counts = array("I", [0]), array("I"), array("I"), array("I")
    bitsets: list[int] = []
    for number, held in enumerate(held_by):
        if len(held) > max(1, size // share):
            common.append(number)
            counts.append(len(held))
            bitsets.append(swept(held, size))
        else:
            slots.extend(held)
        at.append(len(slots))
    lows, highs = array("I"), array("I")
    least = max(_OFTEN_AT_LEAST, size // _OFTEN)
    for low, high in sorted(_starts(words, at, least)):
        lows.append(low)
        highs.append(high)
        inside = bitsets[bisect_left(common, low) : bisect_left(common, high)]
        bitsets.append(reduce(or_, inside, swept(slots[at[low] : at[high]], size)))
    writer.begin(f"{name} bitsets")
    for bits in bitsets:
        writer.write(bits.to_bytes(stride_of(size), "little"))
    columns = {"at": at, "slots": slots, "common": common, "counts": counts}
    for column, data in (columns | {"lows": lows, "highs": highs}).items():
        writer.add_numbers(f"{name} {column}", data)


def _starts(words: Sequence[str], at: "array[int]", least: int) -> set[tuple[int, int]]:
    """The ranges of words with a common start whose rare ones are met more than `least` times."""
    found = set()
    ranges = [(0, len(words))]
    for length in range(1, _LONGEST_START + 1):
        inner = []
        for low, high in ranges:
            grouped = groupby(range(low, high), key=lambda number: words[number][:length])
            for start, group in grouped:
                members = list(group)
                one = members[0], members[-1] + 1
                if len(start) == length and at[one[1]] - at[one[0]] > least:
                    inner.append(one)
        ranges = inner
        found.update(ranges)
    return found
