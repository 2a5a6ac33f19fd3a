"""Segments of the search index beside the archive: where they lie, how they are made and found.

Shape:   `Freezer` makes them, in the clerk; `open_segments` finds those that are good, in the
         window and on the command line.
Units:   a segment is numbered as the archive numbers it.
Errors:  StoreError from making one. One that is missing or damaged is passed over: its
         articles are then sent as if they had never been frozen, and frozen again.
"""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import StoreError
from reader.library import Archive
from reader.library import Frozen as Made

if TYPE_CHECKING:
    from reader.search import Frozen, Segment

_ABANDONED_S: Final = 3_600.0
"""No segment takes an hour to write."""

FEW: Final = 300
"""A library of fewer articles is read into memory before anybody could notice."""


class Attached(NamedTuple):
    """A segment that can be searched."""

    number: int
    whole: bool
    segment: "Segment"
    thawed: tuple[str, ...]
    """Ids of its articles that changed or were removed since."""


class Draft(NamedTuple):
    """A segment that is to be made."""

    number: int
    path: Path


class Held(NamedTuple):
    """An article to be frozen, and the digest of its text."""

    article: "Frozen"
    content: str


def segment_path(archive: Path, number: int) -> Path:
    """Where the segment of this number lies."""
    return archive.with_name("index") / f"{number}.segment"


def roots_key(roots: Sequence[str], maker: str) -> str:
    """What segments made for these roots are known by, with the names that `maker` found."""
    return json.dumps([maker, *sorted({os.path.abspath(root) for root in roots})])  # noqa: PTH100 - bytes are kept


def open_segments(archive: Archive, key: str, only: int | None = None) -> list[Attached]:
    """Open every segment that is known by `key` and good, or the one of this number."""
    from reader.search import Segment

    found = []
    for made in archive.segments(key):
        if only is not None and made.number != only:
            continue
        try:
            segment = Segment(segment_path(archive.path, made.number))
        except StoreError:
            continue
        found.append(Attached(made.number, made.whole, segment, made.thawed))
    return found


class Freezer:
    """Makes segments of one library."""

    def __init__(self, archive: Archive, key: str) -> None:
        self._archive = archive
        self._roots = key

    def begin(self, *, whole: bool) -> Draft:
        """Number a segment that is to be made, and say where."""
        number = self._archive.begin_segment(self._roots, whole=whole)
        path = segment_path(self._archive.path, number)
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StoreError(str(path.parent), error.strerror or str(error)) from error
        return Draft(number, path)

    def finish(self, draft: Draft, held: Iterable[tuple[str, str]]) -> None:
        """Say that the segment is there, and of which articles: their ids and digests."""
        for old in self._archive.freeze(draft.number, held):
            segment_path(self._archive.path, old).unlink(missing_ok=True)

    def freeze_all(self, articles: Iterable[Held]) -> int:
        """Make a segment of the whole library, here and now; the number of it comes back."""
        from reader.search import freeze

        draft = self.begin(whole=True)
        held: list[tuple[str, str]] = []
        freeze(draft.path, _noting(articles, held.append))
        self.finish(draft, held)
        return draft.number

    def is_worth_it(self, attached: Sequence[int], total: int, loose: int) -> bool:
        """True when so much is in no segment, or not in one with names, that all is frozen anew.

        Args:
            attached: the segments that the window could open.
            total: how many articles the library has.
            loose: how many of them are in no segment.
        """
        if total < FEW:
            return False
        made: list[Made] = self._archive.segments(self._roots)
        if len(made) != 1 or not made[0].whole or made[0].number not in attached:
            return True
        return loose + len(made[0].thawed) > max(FEW, total // 20)

    def check(self, attached: Sequence[int]) -> Iterator[str]:
        """Read every segment that the window opened, and take away what is damaged."""
        from reader.search import Segment

        for number in attached:
            path = segment_path(self._archive.path, number)
            try:
                Segment(path).verify()
            except StoreError as error:
                path.unlink(missing_ok=True)
                yield f"{error}; it is made anew"

    def tidy(self) -> None:
        """Take away what an earlier process left unfinished, or an earlier archive left behind."""
        names = {f"{number}.segment" for number in self._archive.segment_numbers()}
        folder = segment_path(self._archive.path, 0).parent
        old = time.time() - _ABANDONED_S
        if folder.is_dir():
            for file in folder.iterdir():
                if file.name not in names and file.stat().st_mtime < old:
                    file.unlink(missing_ok=True)


def _noting(
    articles: Iterable[Held], note: Callable[[tuple[str, str]], None]
) -> "Iterator[Frozen]":
    for article, content in articles:
        note((article.id, content))
        yield article
