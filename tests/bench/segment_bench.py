"""Measure a frozen segment: what it costs to make, to open and to keep, and what a key press takes.

Run by hand:  python tests/bench/segment_bench.py FILE [--articles N] [--headlines] [--queries N]

FILE holds articles as JSON lines with `title` and `body`, the newest first. Prints articles a second
and peak memory of the freezing process; the file's size; the time it takes to open; the queries
asked for the first time with the file out of the system's cache (cold) and again with nothing
remembered in the index (warm): median, 95th percentile and worst, in milliseconds, by kind; the
memory resident after the first hundred; and, beside them, one pass over all bodies with `in`.
"""

import argparse
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
from itertools import chain, islice
from pathlib import Path

from reader.search import Digest, Frozen, Index, Segment, digest, freeze, parse_query, warm

MEBI = 2**20


def articles(path: Path, count: int) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in islice(lines, count):
            article = json.loads(line)
            yield article["title"], article["body"]


def digests(path: Path, count: int, *, headlines: bool) -> list[Digest]:
    return [
        digest(title, None, None, "" if headlines else body)
        for title, body in articles(path, count)
    ]


def build(path: Path, target: Path, count: int, headlines: bool) -> None:
    """In a process of its own. The digests are ready before the clock starts."""
    ready = digests(path, count, headlines=headlines)
    gc.freeze()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    freeze(target, (Frozen(f"{n:08}", -float(n), one) for n, one in enumerate(ready)))
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"freeze {len(ready)} articles {took:24.1f} s, {len(ready) / took:.0f} a second")
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
    parser.add_argument(
        "--queries", type=int, default=100, help="of each kind; twice as many typed"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slowest", action="store_true", help="name the slowest ten")
    options = parser.parse_args()
    warm()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library.segment")
        builder = multiprocessing.get_context("spawn").Process(
            target=build, args=(options.file, path, options.articles, options.headlines)
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


if __name__ == "__main__":
    sys.exit(main())
