"""Measure the search: time a key press takes, and whether the wanted article comes up.

Run by hand:  python tests/bench/search_bench.py [--articles N] [--jsonl FILE]

Prints, in milliseconds, median and 95th percentile of queries asked for the first time (cold)
and again (warm), by length and by kind of error; what adding costs; how long marking a text of
100,000 words takes; and how often the wanted article is among the first three.
"""

import argparse
import gc
import itertools
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from reader.search import Digest, Index, digest, parse_query, warm

Texts = list[tuple[str, str]]
"""Headline and body of each article, newest first."""


def made_up(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Articles of random words, few of them common and most of them rare, as in a language."""
    dice = random.Random(seed)
    onsets = [
        "b",
        "c",
        "d",
        "f",
        "g",
        "h",
        "j",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "t",
        "v",
        "w",
        "st",
        "tr",
        "ch",
        "sh",
        "th",
        "br",
        "cr",
        "pl",
    ]
    nuclei = ["a", "e", "i", "o", "u", "ea", "ai", "ou", "oo"]
    codas = ["", "", "n", "r", "s", "t", "l", "m", "ck", "nk", "st", "ng"]

    def word() -> str:
        syllables = dice.choice((1, 2, 2, 3, 3))
        return "".join(
            dice.choice(onsets) + dice.choice(nuclei) + dice.choice(codas) for _ in range(syllables)
        )

    words = list(dict.fromkeys(word() for _ in range(60_000)))
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    for _ in range(count):
        rare = dice.choices(words[40:], k=3)
        title = dice.choices(words, cum_weights=weights, k=dice.randint(4, 8)) + rare
        body = dice.choices(words, cum_weights=weights, k=dice.randint(300, 800))
        yield " ".join(title).capitalize(), " ".join(body)


def from_file(path: Path) -> Iterator[tuple[str, str]]:
    """Articles as JSON lines with `title` and `body`."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield article["title"], article["body"]


def figures(name: str, times: list[float]) -> None:
    """One line: median and 95th percentile."""
    ordered = sorted(times)
    worst = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    print(f"{name:34} {statistics.median(ordered):8.2f} {worst:8.2f}")


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that `call` takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1_000


def dropped(word: str, dice: random.Random) -> str:
    """`word` without one of its inner letters."""
    place = dice.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1 :]


def swapped(word: str, dice: random.Random) -> str:
    """`word` with two neighbours exchanged."""
    place = dice.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def wrong(word: str, dice: random.Random) -> str:
    """`word` with one letter that does not belong."""
    place = dice.randrange(len(word))
    return word[:place] + dice.choice("etaoinshr") + word[place + 1 :]


ERRORS: dict[str, Callable[[str, random.Random], str]] = {
    "whole words": lambda word, dice: word,
    "a dropped letter": dropped,
    "two swapped letters": swapped,
    "a wrong letter": wrong,
}


def question(title: str, dice: random.Random, error: Callable[[str, random.Random], str]) -> str:
    """Three words of a headline, one of at least five letters mistyped."""
    words = [word for word in title.split() if word.isalpha()]
    picked = dice.sample(words, min(3, len(words)))
    long = [place for place, word in enumerate(picked) if len(word) >= 5]
    if long:
        place = dice.choice(long)
        picked[place] = error(picked[place].lower(), dice)
    return " ".join(picked)


def ask(index: Index, queries: dict[str, list[str]], refresh: Callable[[], None]) -> None:
    """Time the queries, first with nothing remembered, then again."""
    for name, texts in queries.items():
        cold, again = [], []
        for text in texts:
            refresh()
            query = parse_query(text)
            cold.append(timed(partial(index.search, query)))
            again.append(timed(partial(index.search, query)))
        figures(f"{name}, cold", cold)
        figures(f"{name}, warm", again)


def typed_queries(texts: Texts, dice: random.Random, count: int) -> dict[str, list[str]]:
    """Queries by length and by kind of error."""
    titles = [title for title, _ in texts]
    queries = {
        f"{letters} letter{'s' * (letters > 1)}": [
            dice.choice(dice.choice(titles).split())[:letters] for _ in range(count)
        ]
        for letters in (1, 2, 3, 5, 8)
    }
    for name, error in ERRORS.items():
        queries[f"3 words, {name}"] = [
            question(dice.choice(titles), dice, error) for _ in range(count)
        ]
    bodies = [body for _, body in texts]
    queries["a word of a body"] = [dice.choice(dice.choice(bodies).split()) for _ in range(count)]
    queries["the same, mistyped"] = [
        swapped(f"{word}x"[:12], dice) for word in queries["a word of a body"] if len(word) > 4
    ]
    queries["a phrase of a body"] = []
    for _ in range(count):
        words = dice.choice(bodies).split()
        place = dice.randrange(len(words) - 3)
        queries["a phrase of a body"].append(f'"{" ".join(words[place : place + 3])}"')
    return queries


def quality(index: Index, texts: Texts, dice: random.Random, count: int) -> None:
    """How often the wanted article is among the first three."""
    for name, error in ERRORS.items():
        good = 0
        for number in dice.sample(range(len(texts)), min(count, len(texts))):
            found = index.search(parse_query(question(texts[number][0], dice, error)))
            good += f"{number:06}" in found.ids[:3]
        print(f"{name:34} {100 * good / min(count, len(texts)):7.1f}% among the first three")


def marking(index: Index, texts: Texts) -> None:
    """How long it takes to mark a text of 100,000 words."""
    text = " ".join(itertools.islice((w for _, body in texts for w in body.split()), 100_000))
    for typed in ("the", "e", "government talks", "zepelin", '"of the"'):
        other = text + " " * len(typed)  # folded anew for each
        mark = partial(index.search(parse_query(typed)).pattern.find, other, "text")
        figures(f"mark {typed!r} in 100,000 words", [timed(mark)])
        figures("... and again", [timed(mark) for _ in range(5)])


def fill(texts: Texts) -> tuple[Index, list[Digest]]:
    """An index of all the texts, and how long it took."""
    digests: list[Digest] = []
    times = []
    for title, body in texts:
        start = time.perf_counter()
        digests.append(digest(title, None, None, body))
        times.append((time.perf_counter() - start) * 1_000)
    figures("digest an article", times)
    index = Index()
    times = []
    for number, one in enumerate(digests):
        start = time.perf_counter()
        index.add(f"{number:06}", one, moment=-number)
        times.append((time.perf_counter() - start) * 1_000)
    figures("add an article", times)
    print(f"{'... the slowest':34} {max(times):8.2f}    all: {sum(times):.0f}")
    return index, digests


def main() -> int:
    """Fill an index, ask it, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--jsonl", type=Path, help="articles to use instead of made-up ones")
    parser.add_argument("--queries", type=int, default=100, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    made = from_file(options.jsonl) if options.jsonl else made_up(options.articles, options.seed)
    texts = list(itertools.islice(made, options.articles))

    print(f"{len(texts)} articles, milliseconds: {'':9}median      p95")
    index, digests = fill(texts)
    gc.freeze()
    figures("load rapidfuzz", [timed(warm)])
    spare = digests[-1]

    def refresh() -> None:
        index.add("spare", spare, moment=-1e9)
        index.remove("spare")

    ask(index, typed_queries(texts, dice, options.queries), refresh)
    figures("everything", [timed(lambda: index.search(parse_query(""))) for _ in range(20)])
    marking(index, texts)
    quality(index, texts, dice, 5 * options.queries)
    return 0


if __name__ == "__main__":
    sys.exit(main())
