"""Fold text for comparison, and take it apart into the words people search for.

Shape:   str -> str (`fold`), with a map back (`fold_with_map`), or its words (`words`).
         Case, accents, ligatures, zero-width characters and the shape of quotes are levelled;
         "al-Assad" gives "al", "alassad" and "assad", "250,000" gives "250000" as well.
Units:   offsets count code points of the text as given; spans cover whole characters,
         their combining marks included.
Errors:  none, for any str, lone surrogates included. Linear time.
Source:  Unicode case folding and compatibility decomposition (UAX #15), per code point.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple, overload

_PLAIN: Final = {
    **dict.fromkeys("‘’‚‛ʹʻʼʽ′‵＇´", "'"),
    **dict.fromkeys("“”„‟″‶«»＂", '"'),
    **dict.fromkeys("‐‑", "-"),
    # Letters that Unicode gives no decomposition, as English keyboards write them.
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "n",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}

# A sign of these writings is a word of its own, for they put no spaces between words.
_SIGNS: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
LETTER: Final = rf"[^\W_{_SIGNS}]"
"""A letter or digit that can stand beside others in one word, as a regular expression."""


def is_letter(sign: str) -> bool:
    """True for what `LETTER` matches: to compile that takes milliseconds, to ask this none."""
    return sign.isalnum() and not (
        sign >= "\u3040"
        and (sign <= "\u30ff" or "\u3400" <= sign <= "\u4dbf" or "\u4e00" <= sign <= "\u9fff")
    )


_FIRST_SIGN: Final = "\u3040"
_FOREIGN: Final = re.compile("[^\x00-\x7f]")
_SPACES: Final = {
    code: " " for code in range(128) if not chr(code).isalnum() and not chr(code).isspace()
}
"""What stands between the parts of words, in ASCII."""

_SHAPES: Final = bytes(
    97 if code < 128 and chr(code).isalnum() else 45 if chr(code) in "'-,." else 32
    for code in range(256)
)
"""Letters and digits become an "a", what may join them a "-": a search for "a-a" is the quickest."""

_FEW: Final = 24
"""Up to here, replacing one foreign character after the other beats translating all letters."""


class _Grammar(NamedTuple):
    """How words are made of letters."""

    joiner: re.Pattern[str]
    """What may be left out when typing: al-Assad, don't, 250,000, U.S."""
    inner_joiner: re.Pattern[str]
    """The same, but the apostrophe of a possessive."""
    word: re.Pattern[str]
    part: re.Pattern[str]
    seam: re.Pattern[str]
    """What stands between two letters and may join them."""


@cache
def _grammar(signs: str) -> _Grammar:
    """The grammar of texts with these `signs` in them; made when the first such text comes.

    A class that leaves out thousands of signs takes milliseconds to compile, many of them
    delay the start of the program; texts without any need no such class.
    """
    letter, alpha = f"[^\\W_{signs}]", f"[^\\W\\d_{signs}]"
    # Each begins with the sign itself, so that a text is scanned for signs and not for letters.
    joiner = (
        rf"['\-](?<={letter}.)(?={letter})"
        r"|,(?<=\d,)(?=\d\d\d(?!\d))"
        rf"|\.(?<={alpha}\.)(?<!{letter}{letter}\.)(?={alpha}(?!{letter}))"
    )
    sign = f"[{signs}]|" if signs else ""
    return _Grammar(
        joiner=re.compile(joiner),
        inner_joiner=re.compile(rf"(?:{joiner})(?<!'(?=s(?!{letter})))"),
        word=re.compile(rf"{sign}{letter}+(?:(?:{joiner}|(?<=\d)\.(?=\d)){letter}+)*"),
        part=re.compile(rf"{sign}{letter}+"),
        seam=re.compile(rf"['\-,.](?<={letter}.)(?={letter})"),
    )


def _grammar_of(folded: str) -> _Grammar:
    """The simplest grammar that does for this text."""
    plain = folded.isascii() or max(folded) < _FIRST_SIGN
    return _grammar("" if plain else _SIGNS)


class _Folds(dict[int, str]):
    """The folded form of each code point met so far."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    """`character` folded by itself; nothing for marks and what is invisible."""
    if (plain := _PLAIN.get(character)) is not None:
        return plain
    spread = unicodedata.normalize("NFKD", character.casefold()).casefold()
    return "".join(
        _PLAIN.get(part, part)
        for part in spread
        if unicodedata.category(part) not in {"Mn", "Mc", "Me", "Cf"}
    )


_FOLDS: Final = _Folds()


class _Offsets(Sequence[int]):
    """Where each folded character comes from: runs of equal shift, looked up by bisection."""

    __slots__ = ("_folded", "_length", "_origins")

    def __init__(self, folded: list[int], origins: list[int], length: int) -> None:
        self._folded = folded
        self._origins = origins
        self._length = length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(self._length))]
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError(index)
        run = bisect_right(self._folded, index) - 1
        return self._origins[run] + index - self._folded[run]


class Word(NamedTuple):
    """One form under which a word of a text can be found, and where it stands."""

    form: str
    """Folded; joiners left out ("alassad")."""
    start: int
    stop: int
    joined: bool
    """True for the form of several parts written as one ("alassad" of "al-Assad")."""


def fold(text: str) -> str:
    r"""Level what typing levels: case, accents, ligatures, quotes, invisible characters.

    >>> fold("Straße in Łódź, “don’t”")
    'strasse in lodz, "don\'t"'
    """
    if text.isascii():
        return text.lower()
    foreign = set(_FOREIGN.findall(text))
    if len(foreign) <= _FEW:
        folded = text
        for character in foreign:
            folded = folded.replace(character, _FOLDS[ord(character)])
    else:
        folded = text.translate(_FOLDS)
    # What is not ASCII is folded by now, and folding it again changes nothing.
    return folded.lower() if folded.isascii() else folded.casefold()


def fold_with_map(text: str) -> tuple[str, Sequence[int]]:
    """`fold(text)`, and for each of its characters (and its end) the offset in `text`.

    >>> folded, offsets = fold_with_map("Straße")
    >>> folded, list(offsets)
    ('strasse', [0, 1, 2, 3, 4, 4, 5, 6])
    """
    folded = fold(text)
    if text.isascii():
        return folded, range(len(folded) + 1)
    uneven = {char for char in set(_FOREIGN.findall(text)) if len(_FOLDS[ord(char)]) != 1}
    if not uneven:
        return folded, range(len(folded) + 1)
    runs, origins, shift = [0], [0], 0
    for match in re.finditer(f"[{re.escape(''.join(sorted(uneven)))}]", text):
        position, length = match.start(), len(_FOLDS[ord(match[0])])
        for extra in range(1, length):
            runs.append(position + shift + extra)
            origins.append(position)
        shift += length - 1
        runs.append(position + 1 + shift)
        origins.append(position + 1)
    return folded, _Offsets(runs, origins, len(folded) + 1)


def original_span(offsets: Sequence[int], start: int, stop: int) -> tuple[int, int]:
    """The whole characters of a text behind `start` to `stop` of its folded form."""
    last = offsets[stop - 1]
    while offsets[stop] == last:  # the rest of what one character folds to
        stop += 1
    return offsets[start], offsets[stop]


def words(text: str) -> Iterator[Word]:
    """Yield every form under which a word of `text` can be found, in reading order.

    >>> [word.form for word in words("al-Assad’s 250,000 at 3.5%")]
    ['alassads', 'alassad', 'al', 'assad', 's', '250000', '250', '000', 'at', '3.5', '3', '5']
    """
    folded, offsets = fold_with_map(text)
    grammar = _grammar_of(folded)
    for match in grammar.word.finditer(folded):
        for form, start, stop in _joined_forms(match):
            yield Word(form, *original_span(offsets, start, stop), joined=True)
        for part in grammar.part.finditer(folded, match.start(), match.end()):
            yield Word(part[0], *original_span(offsets, part.start(), part.end()), joined=False)


def forms(text: str) -> tuple[list[str], set[str]]:
    """The forms of `words(text)` without their places: the parts in order, the joined ones once.

    >>> parts, joined = forms("al-Assad of al-Assad")
    >>> parts, sorted(joined)
    (['al', 'assad', 'of', 'al', 'assad'], ['alassad'])
    """
    folded = fold(text)
    grammar = _grammar_of(folded)
    joined = {
        form
        for chunk in set(_seamed(folded, grammar))
        for match in grammar.word.finditer(chunk)
        for form, _, _ in _joined_forms(match)
    }
    if folded.isascii():
        return folded.translate(_SPACES).split(), joined
    return grammar.part.findall(folded), joined


def _seamed(folded: str, grammar: _Grammar) -> Iterator[str]:
    """What has a seam in it, from one space to the next: no word reaches over a space."""
    end = 0
    for cut in _seams(folded, grammar):
        if cut >= end:
            start = folded.rfind(" ", end, cut) + 1 or end
            end = folded.find(" ", cut) % (len(folded) + 1)  # not found is the text's end
            yield folded[start:end]


def _seams(folded: str, grammar: _Grammar) -> Iterator[int]:
    """Where a sign that may join words stands between two letters, a few in most texts."""
    if not folded.isascii():
        yield from (match.start() for match in grammar.seam.finditer(folded))
        return
    shape = folded.encode("ascii").translate(_SHAPES)
    place = shape.find(b"a-a")
    while place >= 0:
        yield place + 1
        place = shape.find(b"a-a", place + 2)


def _joined_forms(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """The forms of a word of several parts, with and without its possessive ending."""
    token, start = match[0], match.start()
    if token.isalnum():
        return
    yield unjoined(token), start, match.end()
    if token.endswith("'s") and not token[:-2].isalnum():  # al-Assad's is al-Assad, too
        yield unjoined(token[:-2]), start, match.end() - 2


def unjoined(folded: str) -> str:
    """Leave out of a folded text what joins the parts of one word.

    >>> unjoined("al-assad's 250,000 in the u.s.")
    'alassads 250000 in the us.'
    """
    return _grammar_of(folded).joiner.sub("", folded)


def joined_words(folded: str) -> tuple[str, Sequence[int]]:
    """Those stretches of a folded text that hold joined words, without the joiners; and a map.

    Possessive apostrophes stay: "al-assad's" is read as "alassad's". A line each.
    """
    inner_joiner = _grammar_of(folded).inner_joiner
    pieces: list[str] = []
    runs, origins, length, end = [0], [0], 0, 0
    for match in inner_joiner.finditer(folded):
        cut = match.start()
        if cut >= end:
            start = folded.rfind(" ", end, cut) + 1 or end
            end = folded.find(" ", cut) % (len(folded) + 1)  # not found is the text's end
            pieces.append(inner_joiner.sub("", folded[start:end]))
            runs.append(length)
            origins.append(start)
            shift = length - start
            length += len(pieces[-1]) + 1
        shift -= 1
        runs.append(cut + 1 + shift)
        origins.append(cut + 1)
    return "\n".join(pieces), _Offsets(runs, origins, max(length, 1))
