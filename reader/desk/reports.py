"""The clerk at work for a desk: started, asked to hurry, and its reports put in their place.

Shape:   `start` gives the clerk; each event of it goes through `take`.
Errors:  none; what the clerk could not read is in `faults`.
"""

from collections.abc import Iterable
from itertools import zip_longest
from typing import TYPE_CHECKING

from reader.desk.children import end
from reader.desk.clerk import Clerk
from reader.desk.events import AllRead, Counted, Done, Entry, Event, Failed, Froze, Marked, Read
from reader.desk.jobs import Job
from reader.desk.memory import Memory
from reader.desk.shelving import Shelving

if TYPE_CHECKING:
    from subprocess import Popen


class Reports:
    """What one clerk after the other has to say."""

    def __init__(
        self, shelving: Shelving, memory: Memory, child: "Popen[bytes] | None" = None
    ) -> None:
        """`child` was started ahead, and waits for the first job."""
        self._shelving = shelving
        self._memory = memory
        self._child = child
        self._clerk: Clerk | None = None
        self._working = False
        self._before: set[str] = set()
        self.read_so_far = 0
        """Articles that the clerk has read, where it says so before they come."""
        self.faults: list[str] = []
        """What could not be read, one line each."""

    @property
    def has_clerk(self) -> bool:
        """True from the first start on."""
        return self._clerk is not None

    @property
    def unheard(self) -> Clerk | None:
        """A clerk that was started, and that nobody listens to yet."""
        return None if self._clerk is None or self._clerk.listened_to else self._clerk

    def start(self, job: Job) -> Clerk:
        """Begin a job, and end the one before."""
        if self._clerk is not None:
            self._clerk.close()
        # What the library has stays, whether its file is there or not.
        here = self._shelving
        self._before = set() if here.library is not None else set(here.shelf.ids())
        self.faults.clear()
        self._clerk, self._child = Clerk(job, self._child), None
        self._working = True
        return self._clerk

    def hurry(self, name: str) -> bool:
        """Have the clerk recognise the article next; False when there is no clerk at work."""
        if self._clerk is None or not self._working:
            return False
        self._clerk.hurry(name)
        return True

    def look_now(self) -> None:
        """Have the clerk look at the folders without waiting for the next time."""
        if self._clerk is not None:
            self._clerk.look_now()

    def close(self) -> None:
        """End the clerk's work."""
        if self._clerk is not None:
            self._clerk.close()
        if self._child is not None:
            end(self._child)

    def take(self, event: Event) -> tuple[str, ...]:
        """Put a report in its place; return the ids it changed."""
        shelf, library = self._shelving.shelf, self._shelving.library
        match event:
            case Read(entries):
                return self.take_entries(entries)
            case Failed(faults):
                self.faults += faults
            case Marked(items, languages):
                for (name, marks), language in zip_longest(items, languages):
                    shelf.keep_marks(name, marks, language)
                shelf.make_searchable()
                return tuple(name for name, _ in items)
            case AllRead(whole=True):
                return self._drop_gone()
            case Counted(total):
                self.read_so_far = total
            case Done():
                self._working = False
            case Froze(number, whole) if library is not None:
                library.thaw(number, whole=whole)
                self._shelving.renaming.froze()
                for name, content in library.ids_of(self._memory.contents):
                    self._memory.adopt(name, content)
        return ()

    def take_entries(self, entries: Iterable[Entry]) -> tuple[str, ...]:
        """Put articles on the shelf and in the index; return the ids that are new or changed."""
        changed = []
        for entry in entries:
            name = entry.article.id
            self._before.discard(name)
            if self._shelving.shelf.add_entry(entry):
                self._memory.adopt(name, entry.content)
                changed.append(name)
        return tuple(changed)

    def _drop_gone(self) -> tuple[str, ...]:
        """Take away what an earlier round found and this one did not."""
        gone, self._before = self._before, set()
        for name in gone:
            self._shelving.shelf.remove(name)
        return tuple(gone)
