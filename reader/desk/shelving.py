"""Which shelf the articles stand on, and which of them are listed.

Shape:   `Shelving.shelf` holds the articles of the roots: on disk where the library's own are shown
         (`library`), else in memory. What was removed, and what comes from a folder that was taken
         out, stays on it and is listed no more.
Units:   paths as the reader or the settings gave them.
Errors:  NotFound for an article that cannot be removed or restored.
"""

import os
from collections.abc import Callable
from pathlib import Path

from reader.desk.foreseen import Left
from reader.desk.library_shelf import LibraryShelf
from reader.desk.memory import Memory
from reader.desk.mending import Mending
from reader.desk.renaming import Renaming
from reader.desk.roots import Roots
from reader.desk.shelf import Shelf
from reader.errors import NotFound, StoreError
from reader.library import Archive, Standing
from reader.paths import places


class Shelving:
    """The shelf of one desk; another takes its place when the reader goes over to other folders."""

    def __init__(
        self,
        roots: Roots,
        archive: Path | None,
        left: Left | None,
        memory: Memory,
        mending: Mending,
        complain: Callable[[str], None],
    ) -> None:
        self._memory = memory
        self._mending = mending
        self._complain = complain
        self.roots = roots.paths
        self.are_samples = roots.are_samples
        self._shows_own = roots.are_samples or archive is not None
        self._to_forget: set[str] = set()
        """Articles that were removed and whose files are gone: nothing brings them back but undo."""
        self._outside: dict[str, frozenset[str]] = {}
        """Folders that were taken out in this run, and the articles from there."""
        self._take_from(archive, left)

    def _take_from(self, archive: Path | None, left: Left | None = None) -> None:
        """Have the articles of the roots from an archive, or in memory; repaired they are in either."""
        removed = self._memory.those("removed")
        self.archive = archive
        self.library = (
            LibraryShelf(archive, self.roots, self._complain, left, removed)
            if archive is not None
            else None
        )
        self.shelf: Shelf = Shelf() if self.library is None else self.library
        self.renaming = Renaming(self.shelf, self._mending, archive)

    def close(self) -> None:
        """Leave the archive in good order."""
        self._forget_gone()
        if self.library is not None:
            self.library.close()

    # Other folders.

    def differs_from(self, own: Roots) -> bool:
        """True where the library's folders are shown, and are others than these."""
        return self._shows_own and own.paths != self.roots

    def show(self, own: Roots) -> None:
        """Show the library's folders.

        Articles from a folder that was taken out are listed no more; the samples make way for
        the first folder, and come back for none.
        """
        before = self.roots
        self.roots, self.are_samples = own.paths, own.are_samples
        if own.are_own and self.library is not None:
            for path in set(before) - set(own.paths):
                self._outside[path] = self.library.ids_below(path)
            for path in own.paths:
                self._outside.pop(path, None)
            self.library.belongs_to(own.paths)
            self._leave_out()
            return
        if self.library is not None:
            self.library.close()
        self._outside.clear()
        self._take_from(places().archive if own.are_own else None)

    # Single articles.

    def standing(self, name: str) -> Standing:
        """What became of the article's file since it was first read."""
        return self.library.standing(name) if self.library is not None else Standing()

    def remove(self, name: str) -> None:
        """Take an article out of the library until it is restored; its file stays as it is."""
        if self.library is None or self.library.kept(name) is None:
            raise NotFound(name, "no article of the library has this id")
        content = self.library.contents([name]).get(name, "")
        self._memory.remove(name, content, removed=True)
        self._leave_out()
        if self.is_gone(name):
            self._to_forget.add(name)

    def remove_below(self, path: str) -> int:
        """Remove all articles from there; how many."""
        names = () if self.library is None else self.library.ids_below(path)
        contents = {} if self.library is None else self.library.contents(list(names))
        for name in names:
            self._memory.remove(name, contents.get(name, ""), removed=True)
        self._leave_out()
        return len(names)

    def restore(self, name: str) -> None:
        """Put an article that was removed back."""
        if not self._memory.state(name).removed:
            raise NotFound(name, "was not removed")
        self._to_forget.discard(name)
        self._memory.remove(name, self._memory.state(name).content, removed=False)
        self._leave_out()

    def is_gone(self, name: str) -> bool:
        """True for an article whose file is there no more."""
        kept = self.library.kept(name) if self.library is not None else None
        return kept is not None and kept.path is not None and not os.path.lexists(kept.path)

    def removed(self) -> list[tuple[str, str]]:
        """The ids and headlines of the articles that were removed and can be restored."""
        if (library := self.library) is None:
            return []
        kept = [(name, library.kept(name)) for name in sorted(self._memory.those("removed"))]
        return [(name, article.title) for name, article in kept if article is not None]

    def _leave_out(self) -> None:
        """List neither what was removed nor what comes from a folder that was taken out."""
        outside: frozenset[str] = frozenset().union(*self._outside.values())
        if outside and self.library is not None:  # a folder may lie in another one
            outside = outside.difference(*map(self.library.ids_below, self.roots))
        self.shelf.leave_out(self._memory.those("removed") | outside)

    def _forget_gone(self) -> None:
        """Forget what was removed and is gone; a file that comes back is a new article."""
        names, self._to_forget = self._to_forget, set()
        if not names or self.archive is None:
            return
        try:
            with Archive.open(self.archive, write=True) as archive:
                archive.remove(names)
        except StoreError as error:  # they stay removed
            self._complain(str(error))
            return
        for name in names:
            self._memory.remove(name, self._memory.state(name).content, removed=False)
