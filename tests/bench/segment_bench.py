"""Measure a frozen segment: what it costs to make, to open and to keep, and what a key press takes.

Run by hand:  python tests/bench/segment_bench.py FILE [--articles N] [--headlines] [--bare] [--queries N]
              [--segment FILE]

FILE holds articles as JSON lines with `title` and `body`, the newest first; with `ts`, a moment, and
`ents`, the names and figures planted in the body, its facts are frozen and asked for, too (by
filters, by words among names, and completed), unless --bare leaves them out. Prints articles a second
and peak memory of the freezing process; the file's size; the time it takes to open; the queries
asked for the first time with the file out of the system's cache (cold) and again with nothing
remembered in the index (warm): median, 95th percentile and worst, in milliseconds, by kind; the
memory resident after the first hundred; and, beside them, one pass over all bodies with `in`, and
what part of it the others are. With --segment the file is left there, or taken from there when it
is there already. "anything" is drawn from the whole query language: words and phrases of bodies and
headlines, whole and half typed, filters, what is left out, and nothing at all.
"""

import argparse
import datetime as dt
import gc
import json
import multiprocessing
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

from reader.annotate.figures.finding import find_figures
from reader.marks import Figure, Mark, NameKind
from reader.search import Facts, Frozen, Index, Segment, digest, freeze, parse_query, warm

MEBI = 2**20


def articles(path: Path, count: int) -> Iterator[tuple[str, str]]:
    for article in records(path, count):
        yield article["title"], article["body"]


def records(path: Path, count: int) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, islice(lines, count))


def ready(path: Path, count: int, *, headlines: bool, bare: bool) -> Iterator[Frozen]:
    for number, article in enumerate(records(path, count)):
        body = "" if headlines else article["body"]
        one = Frozen(f"{number:08}", -float(number), digest(article["title"], None, None, body))
        yield (
            one
            if bare or "ents" not in article
            else one._replace(
                facts=Facts(
                    SOURCES[number % len(SOURCES)],
                    dt.datetime.fromtimestamp(article["ts"], dt.UTC).date(),
                    "en" if number % 20 else "de",
                ),
                marks=tuple(planted(article)),
            )
        )


SOURCES = ("Evening Herald", "Wire", "Harbour Gazette", "The Morning Post")
SORTS: dict[str, NameKind] = {"PERSON": "person", "PLACE": "place", "ORG": "organisation"}


def planted(article: dict[str, Any]) -> Iterator[Mark]:
    for start, stop, sort in article["ents"]:
        text = article["body"][start:stop]
        if sort == "FIGURE":
            if (figure := figure_of(text)) is not None:
                yield Mark(start, stop, "figure", text, figure)
        else:
            yield Mark(start, stop, SORTS[sort], text)


@cache
def figure_of(text: str) -> Figure | None:
    found = find_figures(text)
    return found[0].figure if found else None


def build(path: Path, target: Path, count: int, headlines: bool, bare: bool) -> None:
    """In a process of its own. The digests are ready before the clock starts."""
    some = list(ready(path, count, headlines=headlines, bare=bare))
    gc.freeze()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    freeze(target, some)
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"freeze {len(some)} articles {took:24.1f} s, {len(some) / took:.0f} a second")
    print(f"peak memory of freezing {(peak - held) / 1024:19.0f} MiB beside the digests")


def mistyped(word: str, dice: random.Random) -> str:
    """One letter dropped, doubled, wrong or swapped."""
    place = dice.randrange(len(word) - 1)
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    return dice.choice(
        (
            head + tail,
            head + letter + letter + tail,
            head + dice.choice("abcdefghijklmnopqrstuvwxyz") + tail,
            head + tail[0] + letter + tail[1:],
        )
    )


def questions(texts: list[str], dice: random.Random, count: int) -> dict[str, list[str]]:
    """Words as they are typed, letter by letter; two words; slips, one and two of them."""
    words = [word for text in texts for word in text.split() if word.isalpha()]
    long = [word for word in words if len(word) >= 4]
    longest = [word for word in words if len(word) >= 8]
    typed: dict[str, list[str]] = {"letter by letter": []}
    while len(typed["letter by letter"]) < count * 2:
        word = dice.choice(words)[:12]
        typed["letter by letter"] += [word[:end] for end in range(1, len(word) + 1)]
    typed["two words"] = [
        f"{dice.choice(words)} {word[: dice.randint(1, len(word))]}"
        for word in dice.choices(words, k=count)
    ]
    typed["one slip"] = [mistyped(word.lower(), dice) for word in dice.choices(long, k=count)]
    typed["two slips"] = [
        mistyped(mistyped(word.lower(), dice), dice) for word in dice.choices(longest, k=count)
    ]
    return typed


def among_facts(
    sample: list[dict[str, Any]], dice: random.Random, count: int
) -> dict[str, list[str]]:
    """Filters, narrow and wide; words among names of a sort, as they are typed, and with slips."""
    fields = {"PERSON": "person", "PLACE": "place", "ORG": "org"}
    names = [
        (fields[sort], article["body"][start:stop])
        for article in sample
        for start, stop, sort in article.get("ents", ())
        if sort in fields
    ]
    if not names:
        return {}
    picked = dice.choices(names, k=count)
    words = [(field, dice.choice(name.split())) for field, name in picked]
    years = dice.choices(range(1985, 2026), k=5)
    return {
        "filters": [*FILTERS, *(f"date-mentioned:{year}" for year in years)],
        "names, letter by letter": [
            f"{field}:{word[:end]}" for field, word in words for end in range(1, len(word) + 1)
        ],
        "names, one slip": [
            f"{field}:{mistyped(word.lower(), dice)}" for field, word in words if len(word) > 3
        ],
        "names in quotes": [f'{field}:"{name}"' for field, name in picked],
        "a name and a filter": [f"{field}:{word} {dice.choice(FILTERS)}" for field, word in words],
    }


def anything(texts: list[str], dice: random.Random, count: int) -> list[str]:
    """One to three things of the whole query language."""
    common = ["the", "of", "to", "and", "a", "in", "that", "is", "for", "on", "was", "with", "as"]

    def words(most: int) -> list[str]:
        some = dice.choice(texts).split()
        place = dice.randrange(len(some))
        near = some[place : place + dice.randint(1, most)]
        return near if dice.random() < 0.7 else dice.choices(common, k=len(near))

    def one() -> str:
        said = " ".join(words(4))
        short = said[: dice.randint(1, len(said))]
        field = dice.choice(("", "", "", "title:", "text:", "person:", "place:", "org:", "source:"))
        left_out = dice.choice(("", "", "", "-"))
        kind = dice.randrange(8)
        if kind < 2:
            return f'{left_out}{field}"{said}"'
        if kind < 4:
            return f'{left_out}{field}"{short}'
        if kind == 4:
            return left_out + dice.choice(
                (*FILTERS, "is:read", "is:starred", "figure:>1", "figure:")
            )
        if kind == 5:
            return f"{left_out}{field}{'-'.join(words(3))}"
        if kind == 6:
            return dice.choice(
                ("", '"', "-", '""', "1", "1,000", "2016", "title:", short, common[0])
            )
        return f"{left_out}{field}{words(1)[0][: dice.randint(1, 12)]}"

    return [" ".join(one() for _ in range(dice.choice((1, 1, 1, 2, 3)))) for _ in range(count)]


FILTERS = [
    "money:>1bn",
    "money:>$1bn",
    "money:£5m..£10m",
    "money:usd",
    "money:<1000000",
    "percent:20..30",
    "percent:>5",
    "percent:50",
    "count:>250k",
    "count:100",
    "count:1..1000000",
    "figure:>4",
    "figure:100..200",
    "figure:>1000000",
    "age:>60",
    "date-mentioned:2014",
    "date-mentioned:2014-03",
    "date-mentioned:2000..2010",
    "date-mentioned:>1990",
    "after:2016-03",
    "before:2026-03",
    "date:2026",
    "date:2026-09",
    "after:2026-09-10",
    "lang:en",
    "lang:de",
    "source:wire",
    "source:herald",
    "source:h",
    "is:unread",
]


def completing(index: Index, typed: list[str]) -> list[float]:
    took = []
    for each in typed:
        start = time.perf_counter()
        index.complete(each)
        took.append((time.perf_counter() - start) * 1_000)
    return took


def line(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    print(f"{name:34} {statistics.median(ordered):8.2f} {late:8.2f} {ordered[-1]:8.2f}")


def ask(index: Index, typed: str) -> float:
    """Milliseconds until the first screen of the answer is there."""
    start = time.perf_counter()
    found = index.search(parse_query(typed))
    for id, score in zip(found.ids[:60], found.scores[:60], strict=True):  # noqa: A001
        assert id
        assert score
    return (time.perf_counter() - start) * 1_000


def opened(path: Path) -> Index:
    index = Index()
    index.attach(Segment(path))
    return index


def resident() -> tuple[float, float]:
    """MiB of this process, of its own and of mapped files."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    own, mapped = (
        int(row.split()[1])
        for name in ("RssAnon", "RssFile")
        for row in status.splitlines()
        if row.startswith(name)
    )
    return own / 1024, mapped / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000_000)
    parser.add_argument("--headlines", action="store_true", help="leave the bodies out")
    parser.add_argument("--bare", action="store_true", help="leave the facts out")
    parser.add_argument(
        "--queries", type=int, default=100, help="of each kind; twice as many typed"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--segment", type=Path, help="kept there; it must be of the same articles")
    parser.add_argument("--slowest", action="store_true", help="name the slowest ten")
    options = parser.parse_args()
    warm()
    with tempfile.TemporaryDirectory() as folder:
        path = options.segment or Path(folder, "library.segment")
        if path.exists():
            measure(path, options)
            return 0
        builder = multiprocessing.get_context("spawn").Process(
            target=build,
            args=(options.file, path, options.articles, options.headlines, options.bare),
        )
        builder.start()
        builder.join()
        measure(path, options)
    return builder.exitcode or 0


def measure(path: Path, options: argparse.Namespace) -> None:
    print(f"file {path.stat().st_size / MEBI:37.0f} MiB")
    dice = random.Random(options.seed)
    sample = list(articles(options.file, min(options.articles, 2_000)))
    kinds = {
        name: questions(texts, dice, options.queries // 2)
        for name, texts in {
            "headlines": [title for title, _ in sample],
            "bodies": [body for _, body in sample],
        }.items()
        if name == "headlines" or not options.headlines
    }
    facts: dict[str, list[str]] = {}
    if not options.bare:
        known = list(records(options.file, min(options.articles, 2_000)))
        facts = kinds["facts"] = among_facts(known, dice, options.queries)
        del known
    for name, kind in kinds.items():
        if name != "facts":
            place = 0 if name == "headlines" else 1
            texts = [article[place] for article in sample if article[place]]
            kind["anything"] = anything(texts, dice, options.queries)
    del sample
    gc.collect()
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    own, mapped = resident()
    start = time.perf_counter()
    index = opened(path)
    print(f"open {(time.perf_counter() - start) * 1_000:40.2f} ms, out of the cache")
    start = time.perf_counter()
    index = opened(path)
    print(f"open again {(time.perf_counter() - start) * 1_000:34.2f} ms")

    everything = list(chain(*(typed for kind in kinds.values() for typed in kind.values())))
    dice.shuffle(everything)
    cold = []
    for number, typed in enumerate(everything):
        cold.append(ask(index, typed))
        if number == 99:
            now, then = resident()
            print(
                f"memory after 100 queries {now - own:18.1f} MiB, and {then - mapped:.1f} of the file"
            )
    print(f"milliseconds {'':26}median      p95    worst")
    line(f"all {len(everything)}, cold", cold)
    index = opened(path)
    took = {typed: ask(index, typed) for typed in everything}
    line("all, warm", [took[typed] for typed in everything])
    for field, kind in kinds.items():
        for name, some in kind.items():
            line(f"{field}: {name}, warm", [took[typed] for typed in some])
    if facts:
        starts = ["person:", "place:", "source:", "lang:", *facts["names, letter by letter"]]
        line("completing names, first", completing(opened(path), starts))
        line("completing names, again", completing(index, starts))
    for letters in range(1, 13):
        if times := [took[typed] for typed in everything if len(typed) == letters]:
            line(f"{letters} letters, warm", times)
    if options.slowest:
        for typed in sorted(took, key=lambda typed: -took[typed])[:12]:
            print(f"    {took[typed]:8.2f}  {typed}")
    bodies = [body.lower() for _, body in articles(options.file, options.articles)]
    scans = []
    for typed in everything[:5]:
        start = time.perf_counter()
        sum(typed in body for body in bodies)
        scans.append((time.perf_counter() - start) * 1_000)
    line("one pass over all bodies with `in`", scans)
    once, warm_ones = statistics.median(scans), list(took.values())
    shares = statistics.median(warm_ones) / once, max(warm_ones) / once
    print(f"of such a pass {shares[0]:27.3f} {'':8} {shares[1]:8.3f}")


if __name__ == "__main__":
    sys.exit(main())
