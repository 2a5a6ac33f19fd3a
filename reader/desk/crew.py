"""A few more processes that share the clerk's work: reading and recognising on every core.

Shape:   `Crew(count)`; `map(task, items)` -> what `task` makes of each item, in their order. A
         task is a frozen value that can be called and pickled. A child reads frames of a task
         and items, and writes one frame of results for each; it ends when its standard input does.
Errors:  what a task raises for an item done here; a task should raise for none. What a child
         that died was to do is done here.
"""

import os
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, TypeVar

from reader.desk.children import end, start, streams
from reader.desk.frames import read_frame, write_frame

PORTION: Final = 8
"""Items for each process at a time: a few tens of milliseconds, in which nobody is hurried."""

_AHEAD: Final = 2
"""Portions that each process has: one it works on, one for afterwards."""

_CHILD: Final = (
    "import sys; sys.path.append(sys.argv[1]); from reader.desk.crew import main; main()"
)

A = TypeVar("A")
B = TypeVar("B")


def spare_cores() -> int:
    """How many more processes there are cores for."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) - 1
    return (os.cpu_count() or 1) - 1


class Crew:
    """This process and `count` more."""

    def __init__(self, count: int) -> None:
        self._children = [child for _ in range(count) if (child := start(_CHILD))]

    @property
    def portion(self) -> int:
        """How many items are best given at once."""
        return PORTION * (1 + len(self._children))

    def map(self, task: Callable[[A], B], items: Sequence[A]) -> list[B]:
        """What `task` makes of each item."""
        shares = [items[place : place + PORTION] for place in range(0, len(items), PORTION)]
        found: list[list[B] | None] = [None] * len(shares)
        # The first share is done here, while the others are out.
        asked = [
            (place, child)
            for place, child in zip(range(1, len(shares)), [*self._children], strict=False)
            if self._asked(child, task, shares[place])
        ]
        out = {place for place, _ in asked}
        for place, share in enumerate(shares):
            if place not in out:
                found[place] = [task(item) for item in share]
        for place, child in asked:
            answer: list[B] | None = self._answered(child)
            found[place] = [task(item) for item in shares[place]] if answer is None else answer
        return [each for share in found for each in share or ()]

    def stream(self, task: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """What `task` makes of each item, in their order, while further items are looked for.

        All of it is done by the others, who have the next portion before they ask for it. Until
        the last item is here, ask the crew for nothing else.
        """
        out: deque[tuple[subprocess.Popen[bytes], list[A]]] = deque()
        asked, turn = iter(items), 0
        while share := list(islice(asked, PORTION)):
            if len(out) >= _AHEAD * len(self._children):
                yield from self._collected(task, out)
            turn += 1
            child = self._children[turn % len(self._children)] if self._children else None
            if child is not None and self._asked(child, task, share):
                out.append((child, share))
            else:
                while out:
                    yield from self._collected(task, out)
                yield from map(task, share)
        while out:
            yield from self._collected(task, out)

    def _collected(
        self,
        task: Callable[[A], B],
        out: "deque[tuple[subprocess.Popen[bytes], list[A]]]",
    ) -> Iterable[B]:
        """What became of the share that was given away first."""
        if not out:
            return ()
        child, share = out.popleft()
        gone = child not in self._children
        answer: list[B] | None = None if gone else self._answered(child)
        return map(task, share) if answer is None else answer

    def later(self, task: Callable[[A], B], item: A) -> Callable[[], B]:
        """Give one item to a child; what comes back waits for the result. One at a time."""
        child = self._children[-1] if self._children else None
        if child is None or not self._asked(child, task, [item]):
            return lambda: task(item)

        def wait() -> B:
            answer: list[B] | None = self._answered(child)
            return task(item) if answer is None else answer[0]

        return wait

    def close(self) -> None:
        """End the children, which have nothing to lose. Idempotent."""
        while self._children:
            self._drop(self._children[-1])

    def _asked(
        self, child: "subprocess.Popen[bytes]", task: Callable[[A], B], items: Sequence[A]
    ) -> bool:
        assert child.stdin is not None  # noqa: S101 - it was asked for
        try:
            write_frame(child.stdin, (task, items))
        except OSError:
            self._drop(child)
            return False
        return True

    def _answered(self, child: "subprocess.Popen[bytes]") -> list[B] | None:
        assert child.stdout is not None  # noqa: S101 - it was asked for
        answer: list[B] | None
        try:
            answer = read_frame(child.stdout)
        except OSError:
            answer = None
        if answer is None:
            self._drop(child)
        return answer

    def _drop(self, child: "subprocess.Popen[bytes]") -> None:
        self._children.remove(child)
        end(child)


def main() -> None:
    """Be a child: items in, results out, until nobody asks any more."""
    inbox, outbox = streams()
    while (asked := read_frame(inbox)) is not None:
        task, items = asked
        try:
            write_frame(outbox, [task(item) for item in items])
        except OSError:  # whoever asked is gone
            break
    os._exit(0)
