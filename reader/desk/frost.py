"""Segments of the search index beside the archive: where they lie, how they are made and found.

Shape:   `Freezer` makes them, in the clerk; `open_segments` finds those that are good, in the
         window and on the command line.
Units:   a segment is numbered as the archive numbers it.
Errors:  StoreError from making one. One that is missing or damaged is passed over: its
         articles are then sent as if they had never been frozen, and frozen again.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import StoreError
from reader.library import Archive
from reader.library import Frozen as Made

if TYPE_CHECKING:
    from reader.search import Frozen, Segment

FEW: Final = 300
"""A library of fewer articles is read into memory before anybody could notice."""


class Attached(NamedTuple):
    """A segment that can be searched."""

    number: int
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


def roots_key(roots: Sequence[str]) -> str:
    """What segments made for these roots are known by."""
    return json.dumps(sorted({os.path.abspath(root) for root in roots}))  # noqa: PTH100 - bytes are kept


def open_segments(archive: Archive, roots: Sequence[str]) -> list[Attached]:
    """Open every segment that was made for these roots and is good."""
    from reader.search import Segment

    found = []
    for made in archive.segments(roots_key(roots)):
        try:
            segment = Segment(segment_path(archive.path, made.number))
        except StoreError:
            continue
        found.append(Attached(made.number, segment, made.thawed))
    return found


class Freezer:
    """Makes segments of one library."""

    def __init__(self, archive: Archive, roots: Sequence[str]) -> None:
        self._archive = archive
        self._roots = roots_key(roots)

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

    def is_worth_it(self) -> bool:
        """True when so much is in no segment, or not in one with names, that all is frozen anew."""
        made: list[Made] = self._archive.segments(self._roots)
        total = len(self._archive)
        loose = self._archive.loose()
        whole = [each for each in made if each.whole]
        if total < FEW:
            return False
        if (
            len(made) != 1
            or not whole
            or not segment_path(self._archive.path, made[0].number).exists()
        ):
            return True
        return loose + len(made[0].thawed) > max(FEW, total // 20)


def _noting(
    articles: Iterable[Held], note: Callable[[tuple[str, str]], None]
) -> "Iterator[Frozen]":
    for article, content in articles:
        note((article.id, content))
        yield article
