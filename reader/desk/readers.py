"""Read files: the first ones here, and when there are many, the others on every core.

Shape:   `Readers().read(task, found)` -> what the task makes of each file that was found, in
         their order, and a line for each that cannot be looked at.
Units:   files.
Errors:  none; trouble is a line of text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from reader.desk.crew import Crew, spare_cores
from reader.desk.tasks import Item, Reading
from reader.errors import SourceError
from reader.sources import Candidate


class Readers:
    """Those who read. `close` ends the other processes."""

    def __init__(self, *, alone: int, shown: int) -> None:
        """Read `alone` files here before others are called; behind `shown` they come packed."""
        self._alone = alone
        self._shown = shown
        self._crew: Crew | None = None

    def read(self, task: Reading, found: Iterable[Candidate | SourceError]) -> Iterator[Item | str]:
        """Read what was found. Ask for nothing else until this is at its end."""
        self.close()  # who was left in the middle of an earlier round would answer to that one
        faults: list[str] = []
        for item in self._items(task, _sound(found, faults)):
            while faults:
                yield faults.pop(0)
            yield item
        yield from faults

    def close(self) -> None:
        """End the other processes. Idempotent."""
        crew, self._crew = self._crew, None
        if crew is not None:
            crew.close()

    def _items(self, task: Reading, found: Iterator[Candidate]) -> Iterator[Item | str]:
        yield from chain.from_iterable(map(task, islice(found, self._alone)))
        if (first := next(found, None)) is None:
            return
        if self._crew is None:
            # One more than there are cores to spare: this process only waits for them.
            self._crew = Crew(spare_cores() + 1 if spare_cores() else 0)
        found = chain((first,), found)
        shown = islice(found, max(0, self._shown - self._alone))
        yield from chain.from_iterable(self._crew.stream(task, shown))
        packing = replace(task, packs=bool(task.reading))
        yield from chain.from_iterable(self._crew.stream(packing, found))


def _sound(found: Iterable[Candidate | SourceError], faults: list[str]) -> Iterator[Candidate]:
    """The files alone; what is wrong with others is put to the faults."""
    for item in found:
        if isinstance(item, SourceError):
            faults.append(str(item))
        else:
            yield item
