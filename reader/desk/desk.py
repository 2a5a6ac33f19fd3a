"""Every use-case, in one place.

Shape:   `Desk.open(paths)`, then either `start` and `take` (the app) or `read_all` and
         `find` (the command line); then `close`.
Units:   as in `reader.desk`.
Errors:  SettingsError from `open`, SourceError from `find`, KeyError for an unknown id.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import accumulate, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.articles import Article, article_id
from reader.clean import one_line
from reader.desk.children import end
from reader.desk.clerk import Clerk
from reader.desk.events import AllRead, Counted, Done, Entry, Event, Failed, Froze, Marked, Read
from reader.desk.foreseen import Left
from reader.desk.jobs import Job
from reader.desk.library_shelf import LibraryShelf
from reader.desk.memory import Memory, Session
from reader.desk.roots import Opened, Roots, chosen_roots, open_store
from reader.desk.shelf import Shelf
from reader.errors import NotFound, NotReadable, SourceError, StoreError
from reader.library import Archive, Standing, State, Store
from reader.marks import Mark
from reader.paths import places
from reader.settings import Settings, load_settings
from reader.spans import Span

# The window's process neither reads nor parses: what does is imported by those who do.
if TYPE_CHECKING:
    from subprocess import Popen

    from reader.search import Census, Completion, Pattern, Query
    from reader.sources import Candidate

_ID: Final = re.compile(r"[0-9a-f]{12}")
_NAMED_WORDS: Final = 300_000
"""Up to this many words, two or three seconds, all names are recognised before a search."""
_NAMED_BEST: Final = 300


class Listing(NamedTuple):
    """What a search found, best first; without a query everything, newest first."""

    ids: Sequence[str]
    scores: Sequence[float]
    """0 to 100, one for each id."""
    total: int
    """Articles searched."""
    query: "Query | None"
    """None for nothing but spaces."""
    pattern: "Pattern | None"
    """Finds the matched places in a field; None without a query."""

    @property
    def complaints(self) -> tuple[str, ...]:
        """What is wrong with the query, one line each."""
        return () if self.query is None else self.query.complaints

    @property
    def needs_marks(self) -> bool:
        """True when only what was recognised can answer the query."""
        return self.query is not None and self.query.needs_marks


class Desk:
    """The articles at hand, what is remembered about them, and how they are found."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        roots: Sequence[str],
        *,
        stdin: bytes | None = None,
        sample: bool = False,
        child: "Popen[bytes] | None" = None,
        archive: Path | None = None,
    ) -> None:
        self.settings = settings
        self.store = store
        self.roots = tuple(roots)
        self.showing_samples = sample
        self.session = Session(store)
        self.read_so_far = 0
        """Articles that the clerk has read, where it says so before they come."""
        self.faults: list[str] = []
        """What could not be read, one line each."""
        self.warnings: list[str] = []
        """What is wrong with the store, one line each; grows from any thread."""
        self._stdin = stdin
        self._archive = archive
        self._library = (
            LibraryShelf(archive, roots, self.warnings.append, Left.of(self.session.get("left")))
            if archive
            else None
        )
        self._shelf: Shelf = Shelf() if self._library is None else self._library
        self._memory = Memory(store)
        self._clerk: Clerk | None = None
        self._child = child
        self._working = False
        self._before: set[str] = set()
        store.on_failure = self._store_failed

    @classmethod
    def open(
        cls,
        paths: Sequence[str] = (),
        *,
        stdin: bytes | None = None,
        remember: bool = True,
        child: "Popen[bytes] | None" = None,
    ) -> "Desk":
        """Open the desk on `paths`, or on what the user's settings and library say.

        `child` was started ahead, and waits for the first job; the desk ends it.
        """
        where = places()
        settings = load_settings(where.settings)
        opened = open_store(where.store) if remember else Opened(Store.in_memory(), ())
        if stdin is not None and not paths:
            roots = Roots((), are_samples=False)
        else:
            roots = chosen_roots(paths, settings.folders, opened.store.folders())
        desk = cls(
            settings,
            opened.store,
            roots.paths,
            stdin=stdin,
            sample=roots.are_samples,
            child=child,
            archive=where.archive if remember and roots.are_own else None,
        )
        desk.warnings += opened.warnings
        if paths:
            desk.session.set("roots", [os.path.abspath(path) for path in paths])  # noqa: PTH100 - bytes of a name are kept
        return desk

    def close(self) -> None:
        """End the clerk's work and bring every change to the disk. Idempotent."""
        if self._clerk is not None:
            self._clerk.close()
        if self._child is not None:
            end(self._child)
        if self._library is not None:
            self._library.close()
        self.store.close()

    # Reading, for the app: another process reads, `take` puts its reports in their place.

    def start(self) -> Clerk:
        """Begin to read everything, once more if it was read before.

        A clerk that nobody listens to yet is given out again: it was sent ahead.
        """
        if self._clerk is not None:
            if not self._clerk.listened_to:
                return self._clerk
            self._clerk.close()
        # What the library has stays, whether its file is there or not.
        self._before = set() if self._library is not None else set(self._shelf.ids())
        self.faults.clear()
        self._clerk, self._child = Clerk(self._job(), self._child), None
        self._working = True
        return self._clerk

    def take(self, event: Event) -> tuple[str, ...]:
        """Put a report in its place; return the ids it changed."""
        match event:
            case Read(entries):
                return self.take_entries(entries)
            case Failed(faults):
                self.faults += faults
            case Marked(items, languages):
                for (name, marks), language in zip_longest(items, languages):
                    self._shelf.keep_marks(name, marks, language)
                self._shelf.make_searchable()
                return tuple(name for name, _ in items)
            case AllRead(whole=True):
                return self._drop_gone()
            case Counted(total):
                self.read_so_far = total
            case Done():
                self._working = False
            case Froze(number, whole) if self._library is not None:
                self._library.thaw(number, whole=whole)
                for name, content in self._library.ids_of(self._memory.contents):
                    self._memory.adopt(name, content)
        return ()

    def take_entries(self, entries: Iterable[Entry]) -> tuple[str, ...]:
        """Put articles on the shelf and in the index; return the ids that are new or changed."""
        changed = []
        for entry in entries:
            name = entry.article.id
            self._before.discard(name)
            if self._shelf.add_entry(entry):
                self._memory.adopt(name, entry.content)
                changed.append(name)
        return tuple(changed)

    # Articles, and what is known about them.

    def ids(self) -> Sequence[str]:
        """Every id, newest article first."""
        return self._shelf.ids()

    def article(self, name: str) -> Article:
        """The article with the id `name`."""
        return self._shelf[name]

    def marks(self, name: str) -> tuple[Mark, ...] | None:
        """The article's marks; None when they were not recognised yet."""
        return self._shelf.marks(name)

    @property
    def unmarked(self) -> int:
        """How many articles nobody has recognised names and figures in yet."""
        return self._shelf.unmarked

    def recognise(self, name: str) -> tuple[Mark, ...]:
        """The article's marks, found now unless they are known. May be called from any thread."""
        try:
            return self._shelf.recognise(name)
        except Exception as error:  # noqa: BLE001 - named; the article can be read without marks
            place = self._shelf[name].path or "standard input"
            what = f"{place}: cannot be marked ({type(error).__name__}: {error})"
            self.warnings.append(one_line(what))
            self._shelf.keep_marks(name, ())
            return ()

    def hurry(self, name: str) -> bool:
        """Have the clerk recognise the article next, and report it; False when there is no clerk at work."""
        if self._clerk is None or not self._working:
            return False
        self._clerk.hurry(name)
        return True

    def search(self, text: str, *, typing: bool = False) -> Listing:
        """What `text` finds among the articles; while `typing`, its end may not be complete."""
        ids = self._shelf.ids()
        if not text or text.isspace():
            return Listing(ids, (), len(ids), None, None)
        from reader.search import parse_query

        query = parse_query(text, typing=typing)
        if not query:
            return Listing(ids, (), len(ids), query, None)
        found = self._shelf.search(query, self._memory.those)
        return Listing(found.ids, found.scores, len(ids), query, found.pattern)

    def census(self, query: "Query | None" = None) -> "Census":
        """The articles that `query` finds, to be counted: their names, and when they are from."""
        from reader.search import Query

        return self._shelf.census(query or Query(), self._memory.those)

    def complete(self, text: str) -> "Completion | None":
        """What may follow `text` in a query: a field's name, or a value that is known here."""
        return self._shelf.complete(text)

    def matches(self, listing: Listing, name: str) -> tuple[Span, ...]:
        """Where the search hit the text of the article; nothing without a query."""
        return self.together(dict(self.matching(listing, name)))

    def matching(
        self, listing: Listing, name: str, near: int = 0
    ) -> Iterator[tuple[int, tuple[Span, ...]]]:
        """The same a portion of the text at a time, each with where it begins; that of `near` first."""
        if listing.pattern is None:
            return iter(())
        from reader.desk.matches import matching

        marks = self._shelf.marks(name) or ()
        return matching(listing.pattern, self._shelf[name], marks, near)

    def together(self, found: Mapping[int, tuple[Span, ...]]) -> tuple[Span, ...]:
        """The matches of several portions, by where each begins."""
        if not found:
            return ()
        from reader.desk.matches import together

        return together(found)

    @property
    def is_settled(self) -> bool:
        """False while only the first screens of the library are known, as they were left."""
        return self._library is None or self._library.is_settled

    def settle(self) -> None:
        """Open the whole library; what is asked of it before does so, too."""
        if self._library is not None:
            self._library.settle()

    def prepare(self) -> None:
        """Import what `settle` and the first search need. Call it from a thread."""
        from reader.search import Index, Segment, parse_query

        del Index, Segment, parse_query  # imported, which is all that was wanted

    def leave_at(self, name: str | None) -> None:
        """Remember what the next start can show before it knows more."""
        if self._library is None or not self._library.is_settled:
            return
        left = self._library.left_at(name) if name is not None else None
        self.session.set("left", None if left is None else [*left])

    def warm(self) -> None:
        """Load what the first search would wait for. Call it from a thread, when idle."""
        from reader.search import Index, warm

        del Index  # imported, which is all that it was wanted for
        warm()

    # What is remembered.

    def state(self, name: str) -> State:
        """Read, starred, position."""
        return self._memory.state(name)

    def standing(self, name: str) -> Standing:
        """What became of the article's file since it was first read."""
        return self._library.standing(name) if self._library is not None else Standing()

    def forget(self, name: str) -> None:
        """Remove an article whose file is gone from the library, for good. SourceError if it is not."""
        kept = None if self._library is None else self._library.kept(name)
        if kept is None or self._archive is None:
            raise NotFound(name, "no article of the library has this id")
        if kept.path is not None and os.path.lexists(kept.path):
            raise NotReadable(kept.path, "the file is there, and would be read again")
        with Archive.open(self._archive, write=True) as archive:
            archive.remove([name])

    def mark_read(self, name: str, read: bool = True) -> None:
        """Remember whether the article was read."""
        self._memory.mark_read(name, self._shelf.content(name), read=read)

    def star(self, name: str, starred: bool = True) -> None:
        """Remember whether the article is starred."""
        self._memory.star(name, self._shelf.content(name), starred=starred)

    def keep_position(self, name: str, offset: int) -> None:
        """Remember the offset of the line at the top of the page."""
        self._memory.keep_position(name, self._shelf.content(name), offset)

    def opened(self, name: str) -> None:
        """Remember that the article was opened now, and is the last one."""
        self._memory.opened(name, self._shelf.content(name))
        self.session.set("article", name)

    # Reading, for the command line: here and now.

    def read_all(self) -> None:
        """Read everything in this process."""
        from reader.desk.work import Work

        with closing(Work(self._job())) as work:
            for item in work.articles():
                if isinstance(item, str):
                    self.faults.append(item)
                else:
                    self._shelf.add(item)

    def find(self, name: str) -> Article:
        """Read the file called `name`, or the article whose id that is. SourceError if neither."""
        from reader.desk.work import Work
        from reader.sources import Candidate

        work = Work(self._job())
        recent = Work(replace(self._job(), roots=self._recent_roots(), samples=False))
        if os.path.lexists(name):
            return recent.read(_only_file(name))
        if not _ID.fullmatch(name):
            raise NotFound(name, "no such file, and no article with this id")
        if self._library is not None and (kept := self._library.kept(name)):
            if kept.path is None or not os.path.lexists(kept.path):
                return kept
            now = work.read(Candidate(kept.path, kept.source, explicit=True))
            return replace(now, id=name)
        for place in (work, recent):
            for found in place.candidates():
                if isinstance(found, Candidate) and article_id(found.path) == name:
                    return place.read(found)
        raise NotFound(name, "no article has this id")

    def _recent_roots(self) -> tuple[str, ...]:
        """The paths given last, where the ids that the user has seen come from."""
        kept = self.session.get("roots")
        return tuple(map(str, kept)) if isinstance(kept, list) else ()

    def recognise_names(self, text: str) -> None:
        """Recognise what a search for `text` could meet: all, or what the best hold.

        Names of a kind and figures are asked of every article that the rest of the query
        leaves, however long that takes: an answer that leaves some out would be wrong.
        """
        from reader.search import parse_query

        query = parse_query(text)
        ids: Sequence[str] = self._shelf.ids()
        most = _NAMED_WORDS if self.recognises_fast else 0
        if query.needs_marks:
            if rest := query.without_marks:
                ids = self._shelf.search(rest, self._memory.those).ids
        elif _more_words(self._shelf, ids, most):
            ids = self.search(text).ids[:_NAMED_BEST]
        for name in ids:
            self._shelf.recognise(name)

    @property
    def recognises_fast(self) -> bool:
        """True for our own recogniser; another may need seconds for its first article."""
        return self.settings.recogniser == Settings().recogniser

    def add_folder(self, path: str) -> None:
        """Read from `path` too whenever no path is given."""
        self.store.add_folder(os.path.abspath(path))  # noqa: PTH100 - bytes of a name are kept

    def remove_folder(self, path: str) -> None:
        """Do not read from `path` any more."""
        self.store.remove_folder(path)

    def _job(self) -> Job:
        return Job(
            self.roots,
            self.settings.day_order,
            self._stdin,
            samples=self.showing_samples,
            known=self._shelf.marked(),
            archive=self._archive,
            segments=self._library.segments if self._library is not None else (),
            read_only=self.store.path is None or self.store.read_only,
        )

    def _drop_gone(self) -> tuple[str, ...]:
        """Take away what an earlier round found and this one did not."""
        gone, self._before = self._before, set()
        for name in gone:
            self._shelf.remove(name)
        return tuple(gone)

    def _store_failed(self, error: StoreError) -> None:
        self.warnings.append(str(error))


def _only_file(name: str) -> "Candidate":
    """The file called `name`; SourceError for a folder or worse."""
    from reader.sources import walk

    if os.path.isdir(name):  # noqa: PTH112 - a name may be no Path's
        raise NotReadable(name, "a folder, not a file")
    for found in walk([name]):
        if isinstance(found, SourceError):
            raise found
        return found
    raise NotFound(name, "no such file")


def _more_words(shelf: Shelf, ids: Iterable[str], most: int) -> bool:
    """True when the articles have more words than `most`; looks at no more than it has to."""
    return any(total > most for total in accumulate(shelf[name].words for name in ids))
