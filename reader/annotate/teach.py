"""Teach a large network, and let it label plain text for the small model to learn from.

    python -m reader.annotate.teach tune BASE FILES... -o TEACHER
    python -m reader.annotate.teach label TEACHER TEXTS... -o LABELLED.jsonl

Shape:   BASE and TEACHER are folders of an encoder as `transformers` keeps them; FILES annotated
         texts (`tagger.corpus`), a file named twice weighs twice; TEXTS plain UTF-8 text, blank
         lines between its paragraphs; LABELLED annotated texts, for `python -m reader.annotate.train`.
Units:   offsets count code points; blocks hold about 450 of them.
Errors:  2 on wrong usage, 1 where a file cannot be read or torch and transformers are missing.
Source:  `tagger.teacher`.

Labelling goes on where an earlier run was stopped: blocks that the output has are not done again.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from reader.annotate.tagger.corpus import Annotated, joined, read_corpus
from reader.annotate.tagger.teacher import Teacher

BLOCK: Final = 450
_CUT: Final = re.compile(r"(?<=[.!?])[\"”’)]?\s+|\n+")


def blocks_of(text: str, length: int = BLOCK) -> Iterator[str]:
    """Cut one text at ends of sentences into blocks of about `length` code points."""
    text = text.strip()
    begin = end = 0
    for match in _CUT.finditer(text):
        if match.start() - begin > length and end > begin:
            yield text[begin:end].strip()
            begin = end
        end = match.end()
    if rest := text[begin:].strip():
        yield rest


def cut(text: Annotated, length: int = BLOCK) -> Iterator[Annotated]:
    """Cut an annotated text likewise, never inside a name."""
    begin = 0
    ends = [match.end() for match in _CUT.finditer(text.text)]
    for end in [*ends, len(text.text)]:
        last = end == len(text.text)
        if not last and (end - begin < length or any(a < end < b for a, b, _ in text.spans)):
            continue
        if text.text[begin:end].strip():
            spans = tuple((a - begin, b - begin, k) for a, b, k in text.spans if begin <= a < end)
            yield Annotated(text.text[begin:end], spans)
        begin = end


def _tune(options: argparse.Namespace) -> None:
    texts: list[Annotated] = []
    for file in options.files:
        texts += [block for text in joined(read_corpus(file), BLOCK) for block in cut(text)]
    teacher = Teacher(options.base)
    teacher.tune(texts, options.rate, options.seed)
    teacher.save(options.output)


def _blocks(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        for part in re.split(r"\n\s*\n", file.read_text(encoding="utf-8")):
            yield from blocks_of(part)


def _whole_lines(path: Path) -> int:
    """Cut off a last line that was written in part; return how many are left."""
    if not path.exists():
        return 0
    with path.open("r+b") as file:
        lines = size = 0
        for line in file:
            if line.endswith(b"\n"):
                lines += 1
                size += len(line)
        file.truncate(size)
    return lines


def _label(options: argparse.Namespace) -> None:
    done = _whole_lines(options.output)
    blocks = islice(_blocks(options.texts), done, None)
    teacher = Teacher(options.teacher)
    with options.output.open("a", encoding="utf-8") as output:
        while part := list(islice(blocks, 200)):
            for line in teacher.label(part):
                output.write(json.dumps(line, ensure_ascii=False) + "\n")
            output.flush()
            done += len(part)
            print(f"{done} blocks", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Tune a teacher, or let one label text."""
    parser = argparse.ArgumentParser(prog="python -m reader.annotate.teach")
    commands = parser.add_subparsers(required=True)
    tune = commands.add_parser("tune", help="fine-tune an encoder on annotated texts")
    tune.add_argument("base", type=Path)
    tune.add_argument("files", nargs="+", type=Path)
    tune.add_argument("-o", "--output", type=Path, required=True)
    tune.add_argument("--rate", type=float, default=5e-5)
    tune.add_argument("--seed", type=int, default=1)
    tune.set_defaults(run=_tune)
    label = commands.add_parser("label", help="label plain text")
    label.add_argument("teacher", type=Path)
    label.add_argument("texts", nargs="+", type=Path)
    label.add_argument("-o", "--output", type=Path, required=True)
    label.set_defaults(run=_label)
    options = parser.parse_args(arguments)
    try:
        options.run(options)
    except (OSError, ValueError, ImportError) as error:
        hint = ": pip install 'broadsheet[teach]'" if isinstance(error, ImportError) else ""
        print(f"teach: {error}{hint}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
