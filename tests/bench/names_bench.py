"""Our recogniser beside spaCy's models: quality on annotated texts, speed, time to load, memory.

Run by hand, where spaCy and its models are installed:

    PYTHONPATH=. python tests/bench/names_bench.py FILE.jsonl... --spacy MODEL... [-n 3]

A file holds annotated texts (`reader.annotate.tagger.corpus`); a model is a name or a folder. All
engines see the same texts in the same run, in turn; words per second are medians. spaCy runs its
recogniser of names alone, as fast as it can. Spans are compared exactly, after titles, "the" and
possessive endings were trimmed from both sides.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader.annotate import find_marks, find_names  # noqa: E402
from reader.annotate.spacy_engine import KINDS  # noqa: E402
from reader.annotate.tagger.corpus import Annotated, Score, Span, joined, read_corpus, score  # noqa: E402
from reader.annotate.trims import trimmed  # noqa: E402

UNUSED = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
SENTENCE = 400
"""A file whose texts are shorter on average holds sentences: they are joined to articles."""

ARTICLE = 1500

FRESH = """
import sys, time
sys.path.insert(0, {root!r})
import reader.annotate
text = {text!r}
begin = time.perf_counter()
reader.annotate.find_marks(text)
first = time.perf_counter() - begin
# Not getrusage: its maximum begins with that of the process that forked this one.
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(first * 1000, int(peak) / 1024)
"""

Engine = Callable[[str], set[Span]]


def ours(text: str) -> set[Span]:
    return {
        (mark.start, mark.stop, mark.kind) for mark in find_names(text) if mark.kind != "figure"
    }


def spacy_engine(model: str) -> Engine:
    import spacy

    nlp: Any = spacy.load(model, exclude=UNUSED)

    def find(text: str) -> set[Span]:
        return {
            (entity.start_char, entity.end_char, KINDS[entity.label_])
            for entity in nlp(text).ents
            if entity.label_ in KINDS
        }

    return find


def trim(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for start, stop, kind in spans:
        place = trimmed(text, start, stop, kind)
        if place is not None:
            yield (*place, kind)


def quality(engine: Engine, texts: Sequence[Annotated]) -> dict[str, Score]:
    wanted = [Annotated(text.text, tuple(trim(text.text, text.spans))) for text in texts]
    return score(lambda text: set(trim(text, engine(text))), wanted)


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--spacy", nargs="*", default=[])
    parser.add_argument("-n", type=int, default=3)
    options = parser.parse_args()
    engines: dict[str, Engine] = {"broadsheet": ours}
    for model in options.spacy:
        begin = time.perf_counter()
        engines[model] = spacy_engine(model)
        print(f"load {model}: {time.perf_counter() - begin:.2f} s")
    corpora: dict[str, list[Annotated]] = {}
    for file in options.files:
        texts = read_corpus(file)
        short = sum(len(text.text) for text in texts) < SENTENCE * len(texts)
        corpora[file.name] = list(joined(texts, ARTICLE)) if short else texts
    for name, texts in corpora.items():
        for label, engine in engines.items():
            parts = quality(engine, texts).items()
            print(f"{name:20} {label[-24:]:24}", *(f"{kind} {part.f1:.1f}" for kind, part in parts))
    articles = [text.text for texts in corpora.values() for text in texts][:300]
    words = sum(len(article.split()) for article in articles)
    runs: dict[str, list[float]] = {label: [] for label in ("names and figures", *engines)}
    for _ in range(options.n):
        runs["names and figures"].append(seconds(lambda: [find_marks(text) for text in articles]))
        for label, engine in engines.items():
            runs[label].append(seconds(lambda find=engine: [find(text) for text in articles]))  # type: ignore[misc]
    base = statistics.median(runs["names and figures"])
    for label, times in runs.items():
        median = statistics.median(times)
        print(f"{label[-24:]:24} {words / median:10,.0f} words/s, {median / base:5.1f} x our time")
    code = FRESH.format(root=str(ROOT), text=articles[0])
    fresh = [
        tuple(map(float, subprocess.check_output([sys.executable, "-c", code]).split()))
        for _ in range(5)
    ]
    print(
        f"fresh process: first marks after {statistics.median(f[0] for f in fresh):.0f} ms, "
        f"{statistics.median(f[1] for f in fresh):.0f} MB resident at most"
    )
    data = ROOT / "reader" / "annotate"
    print(f"engine: {sum(os.path.getsize(p) for p in data.rglob('*') if p.is_file()) / 1e6:.1f} MB")  # noqa: PTH202


if __name__ == "__main__":
    main()
