"""The list as it was left: what the next start shows before the search index is opened.

Shape:   `Left` is kept when the app ends; `Foreseen` is a sequence of ids that knows those
         around the article that was open, and asks for all when another is wanted.
Units:   places count from 0, the newest article.
Errors:  none; what was left by another library, or changed since, foresees nothing.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, overload


class Left(NamedTuple):
    """A library that was frozen whole, and where its reader was."""

    segment: int
    """The number of the segment that held all of it."""
    total: int
    place: int
    """Of the article that was open."""
    id: str

    @classmethod
    def of(cls, value: object) -> "Left | None":
        """What was kept, if it is of this shape."""
        match value:
            case [int(segment), int(total), int(place), str(name)] if 0 <= place < total:
                return cls(segment, total, place, name)
        return None


class Foreseen(Sequence[str]):
    """The ids of a library, most of them not looked up yet."""

    def __init__(
        self, total: int, first: int, near: Sequence[str], all_ids: Callable[[], Sequence[str]]
    ) -> None:
        self._total = total
        self._first = first
        self._near = near
        self._all = all_ids

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, int):
            place = index - self._first + (self._total if index < 0 else 0)
            if 0 <= place < len(self._near):
                return self._near[place]
        return self._all()[index]

    def __contains__(self, id: object) -> bool:  # noqa: A002 - the contract's word
        return id in self._near or id in self._all()

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        """The place of an id; ValueError when it is not there."""
        if value in self._near and start == 0 and stop is None:
            return self._first + self._near.index(value)
        return self._all().index(value, start, len(self) if stop is None else stop)
