"""Recognising on every core: a few more processes share the clerk's work.

Shape:   `Markers(recogniser, count)`; `marks_of(articles)` -> the marks of each, or the one line
         that says why there are none, in the order given. A child reads frames of articles and
         writes one frame of marks for each; it ends when its standard input does.
Errors:  none; what a child that died was to do is done here.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reader.articles import Article
from reader.clean import one_line
from reader.desk.frames import read_frame, write_frame
from reader.desk.jobs import marks_of
from reader.marks import Mark

Marks = tuple[Mark, ...] | str
"""Marks, or one line for people."""

PORTION: Final = 8
"""Articles for each process at a time: a few tens of milliseconds, in which nobody is hurried."""

_CHILD: Final = (
    "import sys; sys.path.append(sys.argv[1]); from reader.desk.markers import main; main()"
)


def spare_cores() -> int:
    """How many more processes there are cores for."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) - 1
    return (os.cpu_count() or 1) - 1


class Markers:
    """Recognises in this process and in `count` more."""

    def __init__(self, recogniser: str, count: int) -> None:
        self._recogniser = recogniser
        self._children = [child for _ in range(count) if (child := _start(recogniser))]

    @property
    def portion(self) -> int:
        """How many articles are best asked for at once."""
        return PORTION * (1 + len(self._children))

    def marks_of(self, articles: Sequence[Article]) -> list[Marks]:
        """The marks of each article."""
        shares = [articles[place : place + PORTION] for place in range(0, len(articles), PORTION)]
        found: list[list[Marks] | None] = [None] * len(shares)
        asked = [
            (place, child)
            for place, child in zip(range(1, len(shares)), [*self._children], strict=False)
            if self._asked(child, shares[place])
        ]
        taken = {place for place, _ in asked}
        for place, share in enumerate(shares):
            if place not in taken:
                found[place] = self._here(share)
        for place, child in asked:
            found[place] = self._answered(child) or self._here(shares[place])
        return [marks for share in found for marks in share or ()]

    def close(self) -> None:
        """End the children, which have nothing to lose. Idempotent."""
        while self._children:
            self._drop(self._children[-1])

    def _here(self, articles: Sequence[Article]) -> list[Marks]:
        return [marks_or_why(article, self._recogniser) for article in articles]

    def _asked(self, child: "subprocess.Popen[bytes]", articles: Sequence[Article]) -> bool:
        assert child.stdin is not None  # noqa: S101 - it was asked for
        try:
            write_frame(child.stdin, articles)
        except OSError:
            self._drop(child)
            return False
        return True

    def _answered(self, child: "subprocess.Popen[bytes]") -> list[Marks] | None:
        assert child.stdout is not None  # noqa: S101 - it was asked for
        answer: list[Marks] | None
        try:
            answer = read_frame(child.stdout)
        except OSError:
            answer = None
        if answer is None:
            self._drop(child)
        return answer

    def _drop(self, child: "subprocess.Popen[bytes]") -> None:
        self._children.remove(child)
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what was not sent is done here
                    continue


def marks_or_why(article: Article, recogniser: str) -> Marks:
    """The marks of an article, or one line that says why there are none."""
    try:
        return marks_of(article, recogniser)
    except Exception as error:  # noqa: BLE001 - named, so that the other articles are marked
        place = article.path or "standard input"
        return one_line(f"{place}: cannot be marked ({type(error).__name__}: {error})")


def _start(recogniser: str) -> "subprocess.Popen[bytes] | None":
    root = str(Path(__file__).resolve().parents[2])
    if not sys.executable:
        return None
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _CHILD, root, recogniser],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:  # no processes or memory left
        return None


def main() -> None:
    """Be a child: articles in, marks out, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox, outbox = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the frames.
    os.dup2(2, 1)
    while (articles := read_frame(inbox)) is not None:
        try:
            write_frame(outbox, [marks_or_why(article, sys.argv[2]) for article in articles])
        except OSError:  # whoever asked is gone
            break
    os._exit(0)
