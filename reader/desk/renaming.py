"""The search index after repairs: articles are found by the names that their marks have now.

Shape:   `changed` notes a repair, `steps` catches up, an article at a step.
Errors:  none of its own.

Marks are kept as they were found, and repaired when they are looked at; the index has to be told. In
memory an article is indexed once more; a frozen one is taken out of its segment into memory. What a
segment was made with stands in a file beside the archive: as long as it differs from what the reader
has repaired since, the difference is made up for at every start, until the clerk freezes anew.
"""

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.desk.mending import Mending, write_whole
from reader.desk.shelf import Shelf
from reader.marks import Mark

if TYPE_CHECKING:
    from reader.annotate.repairs import Repair


def made_with(archive: Path) -> tuple[str, ...]:
    """The repairs that the frozen names were made with, as lines."""
    try:
        text = _beside(archive).read_text("utf-8", "replace")
    except OSError:
        return ()
    return tuple(text.split("\n")[:-1])


def note_made_with(archive: Path, lines: tuple[str, ...]) -> None:
    """Keep what the frozen names are made with. StoreError."""
    if lines != made_with(archive):
        write_whole(_beside(archive), "".join(f"{line}\n" for line in lines))


def _beside(archive: Path) -> Path:
    return archive.with_name(f"{archive.stem}.repairs")


class Renaming:
    """What the index still has to be told."""

    def __init__(self, shelf: Shelf, mending: Mending, archive: Path | None) -> None:
        self._shelf = shelf
        self._mending = mending
        self._archive = archive
        self._behind: deque[Repair] = deque()
        shelf.mend = self._mended
        self.froze()

    def _mended(self, article_id: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        mending, shelf = self._mending, self._shelf
        if not mending.repairs:
            return marks
        text = shelf[article_id].text
        return mending.mend(article_id, lambda: shelf.content(article_id), text, marks)

    def changed(self, repair: "Repair") -> None:
        """A repair came, or was taken back."""
        self._behind.append(repair)

    def froze(self) -> None:
        """Other segments are searched: what they were made without is to be made up for."""
        before = made_with(self._archive) if self._archive is not None else ()
        now = self._mending.lines if self._archive is not None else ()
        if before == now:
            return
        for line in dict.fromkeys((*before, *now)):
            repair = _said(line) if (line in before) != (line in now) else None
            if repair is not None and repair not in self._behind:
                self._behind.append(repair)

    def steps(self) -> Iterator[None]:
        """Catch up with every repair; nothing is lost when whoever asks stops in between."""
        while self._behind:
            yield from self._one(self._behind[0])
            self._behind.popleft()

    def _one(self, repair: "Repair") -> Iterator[None]:
        from reader.annotate.repairs import is_touched, touched_names

        shelf = self._shelf
        names = touched_names(repair, self._mending.repairs)
        done: set[str] = set()
        for article_id in shelf.marked_ids(names, repair.kind):
            yield
            if article_id in done or article_id not in shelf:
                continue
            done.add(article_id)
            elsewhere = repair.article and article_id != repair.article
            if elsewhere and shelf.content(article_id) != repair.content:
                continue
            marks = shelf.marks(article_id)
            if marks and is_touched(shelf[article_id].text, marks, names):
                shelf.index_anew(article_id)


def _said(line: str) -> "Repair | None":
    from reader.annotate.repair_lines import repair_of

    try:
        return repair_of(line)
    except ValueError:  # of another version of the program
        return None
