"""Train the weights of the names: `python -m reader.annotate.train FOLDER-OR-FILE... [-o FILE]`.

Shape:   files of annotated texts (`tagger.corpus`) -> one file of weights, and a score for each
         file of texts that were held out.
Units:   scores are F1 in per cent, exact boundaries; a file named twice weighs twice.
Errors:  2 on wrong usage, 1 where a file cannot be read or python-crfsuite is missing.
Source:  `tagger.lessons`.

The same files give the same weights, byte for byte, on one machine and one version of CRFsuite.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from typing import Final

from reader.annotate.tagger import tables
from reader.annotate.tagger.corpus import Annotated, Span, joined, read_corpus, score
from reader.annotate.tagger.features import key_of
from reader.annotate.tagger.knowledge import Knowledge, open_knowledge
from reader.annotate.tagger.lessons import (
    headlines,
    learn,
)
from reader.annotate.tagger.tagging import Tagger, names_of
from reader.annotate.tagger.weights import WEIGHTS, open_weights

LEAVE_OUT: Final = frozenset(
    {"gmb.jsonl", "gum.jsonl", "multiner.jsonl", "re3d.jsonl", "btc.jsonl"}
)
"""Of the sets at hand those whose labels are too noisy, or mean something else."""

_HELD_OUT: Final = 20
"""One text of so many is kept for the score."""

_ARTICLE: Final = 1500
_HEADLINES: Final = 0.08


def _spans(tagger: Tagger, text: str) -> set[Span]:
    tagged = tagger.tag(text)
    return {
        (
            tagged.starts[name.first],
            tagged.starts[name.last] + len(tagged.tokens[name.last]),
            name.kind,
        )
        for name in names_of(tagged)
    }


def _files(paths: Sequence[Path], leave_out: AbstractSet[str] = frozenset()) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(file for file in path.glob("*.jsonl") if file.name not in leave_out)
        else:
            files.append(path)
    return files


def train(texts: Sequence[Annotated], known: Knowledge, target: Path, seed: int) -> int:
    """Learn the weights and write them to `target`; return their size in bytes."""
    texts = [*texts, *headlines(texts, _HEADLINES, seed)]
    with tempfile.TemporaryDirectory() as folder:
        learned, moves = learn(texts, known, Path(folder))
    return tables.save(target, {"moves": moves}, learned)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the file, print the scores."""
    parser = argparse.ArgumentParser(prog="python -m reader.annotate.train")
    parser.add_argument("paths", nargs="+", type=Path, help="annotated texts, or folders of them")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    parser.add_argument("--score", action="append", type=Path, default=[], help="texts to score")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    try:
        _run(options)
    except (OSError, ValueError, ImportError) as error:
        hint = ": pip install 'broadsheet[train]'" if isinstance(error, ImportError) else ""
        print(f"train: {error}{hint}", file=sys.stderr)
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    begun = time.monotonic()
    known = open_knowledge()
    texts: list[Annotated] = []
    held: dict[Path, list[Annotated]] = {}
    for file in _files(options.paths, LEAVE_OUT):
        whole = read_corpus(file)
        held[file] = [text for text in whole if _is_held_out(text)]
        texts += [text for text in whole if not _is_held_out(text)]
        print(f"{file}: {len(whole)} texts, {len(held[file])} held out", flush=True)
    size = train(texts, known, options.output, options.seed)
    print(f"{options.output}: {size:,} bytes after {time.monotonic() - begun:.0f} s")
    held |= {file: read_corpus(file) for file in _files(options.score)}
    tagger = Tagger(known, open_weights(options.output))
    for file, wanted in held.items():
        parts = score(partial(_spans, tagger), joined(wanted, _ARTICLE)).items()
        print(file, *(f"{kind} {part.f1:.1f}" for kind, part in parts), sep="  ")


def _is_held_out(text: Annotated) -> bool:
    return key_of(text.text) % _HELD_OUT == 0


if __name__ == "__main__":
    sys.exit(main())
