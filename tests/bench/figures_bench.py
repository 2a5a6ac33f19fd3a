"""Our grammar of figures against figures that another engine or another hand marked.

Run by hand:

    PYTHONPATH=. python tests/bench/figures_bench.py FILE.jsonl [--worst 40]

Shape:   JSON lines `{"text", "spans": [[start, end, label]]}`, labels NUMBER, ORDINAL, PERCENT,
         MONEY, QUANTITY, DATE (ages and durations too) and TIME.
Units:   per cent; exact boundaries after words of approximation were trimmed from both sides, and
         overlapping ones.

Silver labels are no gold: a span that their engine cut wrongly counts against us, so the list of
the commonest differences (`--worst`) is worth more than the sum.
"""

import argparse
import datetime as dt
import json
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader.annotate.figures import find_figures  # noqa: E402

DAY = dt.date(2008, 6, 18)
LABELS = {
    "count": "NUMBER",
    "score": "NUMBER",
    "ordinal": "ORDINAL",
    "percent": "PERCENT",
    "money": "MONEY",
    "quantity": "QUANTITY",
    "date": "DATE",
    "duration": "DATE",
    "age": "DATE",
    "time": "TIME",
}
BEFORE = re.compile(
    r"(?:(?:about|above|almost|an estimated|another|around|as (?:few|little|many|much) as|at least|"
    r"at most|below|between|close to|earlier|early|estimated|fewer than|from|just|late|later|"
    r"less than|mid|more than|nearly|no (?:fewer|less|more) than|only|over|roughly|some|the|"
    r"under|up to|approximately|just over|just under|well over)[ -]+)+",
    re.IGNORECASE,
)
AFTER = (" or so", " or more", " or less", "'s", "’s")

Place = tuple[int, int]


def trim(text: str, start: int, stop: int) -> Place:
    """Leave words of approximation and possessive endings out."""
    match = BEFORE.match(text, start, stop)
    if match and match.end() < stop:
        start = match.end()
    for ending in AFTER:
        if text.endswith(ending, start, stop):
            stop -= len(ending)
    return start, stop


def ours(text: str) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for mark in find_figures(text, DAY):
        assert mark.figure is not None
        value = mark.figure.value
        first = value[0] if isinstance(value, tuple) else value
        hours = mark.figure.kind == "duration" and str(first).startswith("PT")
        found[trim(text, mark.start, mark.stop)] = "TIME" if hours else LABELS[mark.figure.kind]
    return found


def overlaps(place: Place, others: dict[Place, str]) -> bool:
    return any(start < place[1] and place[0] < stop for start, stop in others)


def ratio(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="print the commonest differences")
    options = parser.parse_args()
    counts: Counter[str | tuple[str, str]] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    extra: Counter[tuple[str, str]] = Counter()
    for line in options.file.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        wanted = {trim(text, start, stop): label for start, stop, label in row["spans"]}
        found = ours(text)
        counts["found"] += len(found)
        counts["found touching"] += sum(overlaps(place, wanted) for place in found)
        for place, label in wanted.items():
            for key in ("all", label):
                counts[key] += 1
                counts[key, "exact"] += place in found
                counts[key, "kind"] += found.get(place) == label
                counts[key, "touching"] += overlaps(place, found)
            if place not in found:
                missed[label, text[slice(*place)].lower()] += 1
        for place in found.keys() - wanted.keys():
            extra[found[place], text[slice(*place)].lower()] += 1
    exact = 200 * counts["all", "exact"] / (counts["all"] + counts["found"])
    precision = ratio(counts["found touching"], counts["found"])
    recall = ratio(counts["all", "touching"], counts["all"])
    touching = 2 * precision * recall / (precision + recall)
    print(f"F1 exact {exact:.1f}, overlapping {touching:.1f}; {counts['all']} wanted")
    for label in sorted(set(LABELS.values())):
        parts = (
            f"{key} {ratio(counts[label, key], counts[label]):.1f}"
            for key in ("exact", "kind", "touching")
        )
        print(f"  {label:9} {counts[label]:5} recall", *parts)
    for title, differences in (("missed", missed), ("not wanted", extra)):
        for (label, words), count in differences.most_common(options.worst):
            print(f"{title:10} {count:4} {label:9} {words}")


if __name__ == "__main__":
    main()
