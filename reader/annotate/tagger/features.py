"""What the tagger looks at: numbers for what a word is, and for what stands together.

Shape:   a `Word` -> keys of its own; (words, a place in a stretch) -> keys of the place.
Units:   every key is an unsigned 32-bit number, the same in training and in use.
Errors:  none.

A key of a word weighs on the words around it too, with other weights for each distance; a key of
a place weighs on that place alone. The latter are sums of products, of which the lower 32 bits
count: two keys fall together by chance, once in four thousand million.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final
from zlib import crc32

from reader.annotate.tagger.tokens import Stretch
from reader.annotate.tagger.words import BREAK, CAPITAL, LOWER, STOP, Word

MASK: Final = 0xFFFFFFFF
_A: Final = 0x9E3779B1
_B: Final = 0x85EBCA77
_C: Final = 0xC2B2AE3D27D4EB
_D: Final = 0x27D4EB2F165
REACH: Final = 2
"""A word weighs on so many places to either side."""

HEADING, SHOUTED = 1, 2
"""Sorts of lines: most words have a capital; every letter is one."""


def key_of(text: str) -> int:
    """Give the number of a string."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def shape_of(text: str) -> str:
    """Give the outline of a word: "Xx" of "Oslo", "X." of "U.S.", "XxXx" of "McKay"."""
    shape = ""
    for character in text[:20]:
        if character.isupper():
            kind = "X"
        elif character.isalpha():
            kind = "x"
        elif character.isdigit():
            kind = "d"
        else:
            kind = character
        if shape[-1:] != kind:
            shape += kind
    return shape + ("1" if len(text) == 1 else "")


def keys_of(word: Word) -> list[int]:
    """Give the keys of a word alone. Needs its cluster and lists."""
    text, lower = word.text, word.lower
    names = [f"w{lower}", f"s{shape_of(text)}"]
    if word.cluster:
        names += [f"c{word.cluster}", f"d{word.coarse}"]
    if text[0].isalpha():
        names += [f"3{lower[-3:]}", f"2{lower[-2:]}", f"p{lower[:3]}"]
        if len(lower) > 4:
            names.append(f"4{lower[-4:]}")
        if text.isupper() and len(text) > 1:
            names.append(f"u{min(len(text), 7)}")
    lists = word.lists
    names.append(f"l{lists}")
    bit = 0
    while lists:
        if lists & 1:
            names.append(f"b{bit}")
        lists >>= 1
        bit += 1
    return [key_of(name) for name in names]


def edged(tokens: Iterable[str], known: Callable[[str], Word]) -> list[Word]:
    """What is known of the tokens of a text, with ends of lines before and behind them."""
    edge = [known("\n")] * REACH
    return [*edge, *map(known, tokens), *edge]


def with_lines(
    words: Sequence[Word], stretches: Sequence[Stretch]
) -> Iterator[tuple[Stretch, int]]:
    """Yield each stretch, in order, with the sort of the line it stands in."""
    if not stretches:
        return
    lines = iter(_line_sorts(words))
    end, sort = next(lines)
    for stretch in stretches:
        while end < stretch[0]:
            end, sort = next(lines)
        yield stretch, sort


def _line_sorts(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Find the lines that are headings: where each ends, and which sort it is."""
    ends = [index for index, word in enumerate(words) if word.sort == BREAK]
    ends.append(len(words))
    found = []
    start = 0
    for end in ends:
        found.append((end, _line_sort(words[start:end])))
        start = end + 1
    return found


def _line_sort(line: Sequence[Word]) -> int:
    if not 3 <= len(line) <= 60:
        return 0
    capital = sum(word.sort == CAPITAL for word in line)
    lower = sum(word.sort == LOWER and len(word.text) > 3 and word.text.isalpha() for word in line)
    if capital < 3 or lower * 3 > capital:
        return 0
    shouted = sum(word.sort == CAPITAL and word.text.isupper() for word in line)
    if shouted >= 0.8 * capital and shouted > 2 and not lower:
        return SHOUTED
    return HEADING if line[-1].sort != STOP else 0


def glue_of(tokens: Sequence[str], starts: Sequence[int], stretch: Stretch) -> list[int]:
    """Say of each token of a stretch on which sides no space parts it: 1 before, 2 behind."""
    first, stop = stretch[0] - REACH, stretch[1] - REACH
    glue = []
    before = first > 0 and starts[first - 1] + len(tokens[first - 1]) == starts[first]
    for index in range(first, stop):
        end = starts[index] + len(tokens[index])
        behind = index + 1 < len(starts) and starts[index + 1] == end
        glue.append(before + 2 * behind)
        before = behind
    return glue


def parts_of(word: Word) -> tuple[int, ...]:
    """Multiply out what a word brings to the keys of places, once for each distinct word."""
    key, cluster, coarse, lists, shape = (
        word.key, word.cluster, word.coarse, word.lists, word.shape,
    )  # fmt: skip
    return (
        key * _A, key * _B, cluster * _A, cluster * _B, coarse * _A, coarse * _B, coarse * _D,
        lists * _A, lists * _B, shape * _A, shape * _B, shape * _D,
    )  # fmt: skip


def place_keys(
    words: Sequence[Word], stretch: Stretch, line: int, glue: Sequence[int]
) -> list[list[int]]:
    """Give the keys of each place of a stretch, which only `& MASK` makes final.

    `words` has two words of padding at both ends, which the stretch counts. `glue` says of each
    place whether a space is missing before the word (1) and behind it (2).
    """
    start, stop = stretch
    before, after = words[start - 1], words[stop]
    first, last = words[start], words[stop - 1]
    before_key, before_coarse = before.key * _A, before.coarse * _A
    after_key, after_coarse = after.key * _A, after.coarse * _A
    first_key, first_coarse, first_lists = first.key * _A, first.coarse * _A, first.lists * _A
    last_key, last_coarse, last_lists = last.key * _A, last.coarse * _B, last.lists * _B
    line *= _D
    found = []
    cluster_behind2, key_behind2 = words[start - 2].parts[2], words[start - 2].parts[0]
    back, here, ahead = words[start - 1].parts, words[start].parts, words[start + 1].parts
    opens = words[start - 1].closes
    for index in range(start, stop):
        following = words[index + 2].parts
        kb, _, cb, _, db, _, _, gb, _, sb, _, _ = back
        ka, k, ca, c, d, _, _, ga, g, sa, s, _ = here
        _, kn, _, cn, _, _, dn, _, gn, _, _, sn = ahead
        done, left = index - start, stop - 1 - index
        spot = (min(done, 3)) * 4 + (min(left, 3))
        by_spot = spot * _D
        near = glue[done]
        found.append(
            [
                kb + k + _C,
                ka + kn + 2 * _C,
                cb + c + 3 * _C,
                ca + cn + 4 * _C,
                cluster_behind2 + back[3] + 5 * _C,
                ahead[2] + following[3] + 6 * _C,
                gb + g + 7 * _C,
                ga + gn + 8 * _C,
                sb + s + sn + 9 * _C,
                key_behind2 + back[1] + 10 * _C,
                ahead[0] + following[1] + 11 * _C,
                db + here[5] + dn + 12 * _C,
                before_key + (min(done, 3)) + 13 * _C,
                after_key + (min(left, 3)) + 14 * _C,
                first_key + by_spot + 15 * _C,
                last_key + by_spot + 16 * _C,
                first_coarse + last_coarse + by_spot + 17 * _C,
                first_lists + last_lists + by_spot + 18 * _C,
                ga + by_spot + 19 * _C,
                sa + line + opens + 20 * _C,
                ca + line + opens + 21 * _C,
                d + by_spot + opens + 22 * _C,
                after_coarse + g + by_spot + 23 * _C,
                before_coarse + g + 24 * _C,
                near + kb + kn + 25 * _C,
                near + sa + by_spot + 26 * _C,
            ]
        )
        opens = words[index].closes
        cluster_behind2, key_behind2 = cb, kb
        back, here, ahead = here, ahead, following
    return found
