"""Measure how often the article that was meant comes up first, beside fzf on the same headlines.

Run by hand:  python -m tests.bench.quality_bench FILE [--segment FILE] [--fzf PROGRAM] [--misses N]

FILE holds articles as JSON lines with `title` and `body`, the newest first; a segment of them is
written at --segment, or taken from there when it is there already. Each query is made from the
headline of an article drawn by lot: two or three of its words in their order, as they are; with a
letter dropped, doubled or wrong, or with two neighbours swapped, in one of them; and with the last
word half typed. Where more than three headlines hold all the words nobody can tell which one was
meant, so such words are drawn anew; how many were is said, and what is found without this rule
stands in the last columns (fzf, which takes 150 ms each time, is not asked for it). Prints the share of queries whose article stands first, and among the
first three.
"""

import argparse
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import reduce
from operator import and_
from pathlib import Path

from reader.search import Index, freeze, parse_query, warm
from tests.bench.segment_bench import articles, opened, ready

LETTERS = "abcdefghijklmnopqrstuvwxyz"
FEWEST = 4
"""Letters of a word that is mistyped; of fewer a slip leaves too little to tell."""
MOST_ALIKE = 3

Slip = Callable[[str, random.Random], str]


def dropped(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    return word[:place] + word[place + 1 :]


def swapped(word: str, dice: random.Random) -> str:
    """Two neighbours that differ, the first two among them; a word of one letter stays."""
    places = [place for place in range(len(word) - 1) if word[place] != word[place + 1]]
    if not places:
        return word
    place = dice.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def wrong(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    other = dice.choice([letter for letter in LETTERS if letter != word[place]])
    return word[:place] + other + word[place + 1 :]


def doubled(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def half(word: str, dice: random.Random) -> str:
    del dice
    return word[: (len(word) + 1) // 2]


SLIPS: dict[str, Slip] = {
    "whole words": lambda word, dice: word,
    "a dropped letter": dropped,
    "swapped letters": swapped,
    "a wrong letter": wrong,
    "a doubled letter": doubled,
    "the last word half typed": half,
}


class Headlines:
    """The headlines, and which of them hold a word."""

    def __init__(self, titles: list[str]) -> None:
        self.words = [
            [word.lower() for word in title.split() if word.isascii() and word.isalpha()]
            for title in titles
        ]
        self._holding: dict[str, set[int]] = defaultdict(set)
        for number, words in enumerate(self.words):
            for word in words:
                self._holding[word].add(number)

    def holding(self, words: list[str]) -> int:
        """How many headlines hold all these words."""
        return len(reduce(and_, map(self._holding.__getitem__, words)))


def picked(words: list[str], dice: random.Random) -> list[str]:
    """Two or three words in their order, one of them long enough for a slip; else none."""
    if len(words) < 3 or max(map(len, words)) < FEWEST:
        return []
    while True:
        places = sorted(dice.sample(range(len(words)), dice.choice((2, 3))))
        some = [words[place] for place in places]
        if len(set(some)) == len(some) and any(len(word) >= FEWEST for word in some):
            return some


def drawn(
    headlines: Headlines, dice: random.Random, count: int, most: int
) -> tuple[list[tuple[int, list[str]]], int]:
    """Articles with words of theirs that at most `most` headlines hold; how many were left out."""
    found: list[tuple[int, list[str]]] = []
    left_out = 0
    while len(found) < count:
        number = dice.randrange(len(headlines.words))
        if not (words := picked(headlines.words[number], dice)):
            continue
        if headlines.holding(words) <= most:
            found.append((number, words))
        else:
            left_out += 1
    return found, left_out


def asked(words: list[str], name: str, dice: random.Random) -> str:
    """The query, with a slip in one of the words."""
    long = [place for place, word in enumerate(words) if len(word) >= FEWEST]
    place = len(words) - 1 if SLIPS[name] is half else dice.choice(long)
    return " ".join([*words[:place], SLIPS[name](words[place], dice), *words[place + 1 :]])


def first_three(index: Index, typed: str) -> list[int]:
    return [int(id) for id in index.search(parse_query(typed)).ids[:3]]  # noqa: A001


def fzf_three(program: Path, lines: str, typed: str) -> list[int]:
    """What fzf puts first of the headlines, each with its number behind a tab."""
    command = [str(program), "--filter", typed, "--delimiter", "\t", "--nth", "1"]
    run = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    return [int(line.rpartition("\t")[2]) for line in run.stdout.splitlines()[:3]]


Finder = Callable[[str], list[int]]


def shares(queries: list[tuple[int, str]], find: Finder) -> tuple[str, list[tuple[int, str]]]:
    """The share that is first and among the first three; and those that are not."""
    found = [find(typed) for _, typed in queries]
    first = sum(ids[:1] == [wanted] for (wanted, _), ids in zip(queries, found, strict=True))
    missed = [one for one, ids in zip(queries, found, strict=True) if one[0] not in ids]
    among = len(queries) - len(missed)
    return f"{100 * first / len(queries):8.1f} {100 * among / len(queries):8.1f}", missed


def segment(path: Path | None, file: Path, count: int) -> Index:
    """The index of all articles; its segment is kept at `path`, if there is one."""
    if path is not None and path.exists():
        return opened(path)
    target = path or Path(f"{file}.segment")
    freeze(target, ready(file, count, headlines=False, bare=False))
    index = opened(target)
    if path is None:
        target.unlink()  # what is mapped stays
    return index


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000_000)
    parser.add_argument("--segment", type=Path, help="kept there; it must be of the same articles")
    parser.add_argument("--queries", type=int, default=500, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fzf", type=Path, help="the program, to be asked the same")
    parser.add_argument("--misses", type=int, default=0, help="so many of each kind are shown")
    options = parser.parse_args()
    warm()
    titles = [title for title, _ in articles(options.file, options.articles)]
    index = segment(options.segment, options.file, options.articles)
    lines = "".join(f"{title}\t{number}\n" for number, title in enumerate(titles))
    headlines = Headlines(titles)
    dice = random.Random(options.seed)
    told, left_out = drawn(headlines, dice, options.queries, MOST_ALIKE)
    free, _ = drawn(headlines, dice, options.queries, len(titles))
    print(f"{len(titles)} headlines; {len(told)} queries of each kind;", end=" ")
    print(f"{left_out} drawn besides are of words that more than {MOST_ALIKE} headlines hold")
    finders: dict[str, Finder] = {"": lambda typed: first_three(index, typed)}
    if options.fzf:
        finders["... fzf"] = lambda typed: fzf_three(options.fzf, lines, typed)
    print(f"{'per cent':34}   first    three    first    three  (any words)")
    for name in SLIPS:
        queries, others = (
            [(wanted, asked(words, name, dice)) for wanted, words in some] for some in (told, free)
        )
        for label, find in finders.items():
            figures, missed = shares(queries, find)
            more = "" if label else shares(others, find)[0]
            print(f"{label or name:34}{figures}{more}", flush=True)
            if not label:
                for wanted, typed in missed[: options.misses]:
                    print(f"    {typed!r}: {titles[wanted]!r}, not {first_three(index, typed)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
