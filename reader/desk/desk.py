"""Every use-case, in one place.

Shape:   `Desk.open(paths)`, then either `start` and `take` (the app) or `read_all` and
         `find` (the command line); then `close`.
Units:   as in `reader.desk`.
Errors:  SourceError from `find`, KeyError for an unknown id.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.articles import Article
from reader.clean import one_line
from reader.desk.arranging import Arrangement, arranging
from reader.desk.children import end
from reader.desk.clerk import Clerk
from reader.desk.events import AllRead, Counted, Done, Entry, Event, Failed, Froze, Marked, Read
from reader.desk.foreseen import Left
from reader.desk.jobs import Job
from reader.desk.library_shelf import LibraryShelf
from reader.desk.memory import Memory, Session
from reader.desk.mending import Mending
from reader.desk.renaming import Renaming
from reader.desk.roots import Opened, Roots, chosen_roots, open_store, with_feeds
from reader.desk.shelf import Shelf
from reader.desk.undo import Undo
from reader.errors import NotFound, NotReadable, SourceError, StoreError
from reader.library import Archive, Standing, State, Store
from reader.marks import Mark
from reader.paths import places
from reader.settings import Settings, read_settings
from reader.spans import Span

# The window's process neither reads nor parses: what does is imported by those who do.
if TYPE_CHECKING:
    from subprocess import Popen

    from reader.annotate.quotations import Quotation
    from reader.annotate.repairs import Repair
    from reader.desk.feeds import Feeds
    from reader.desk.passages import Noted, Passages
    from reader.search import Census, Completion, Pattern, Query
    from reader.search.indexes import States
    from reader.search.orders import Head
    from reader.sources import Candidate

_ID: Final = re.compile(r"[0-9a-f]{12}")
_NAMED_WORDS: Final = 300_000
"""Up to this many words, two or three seconds, all names are recognised before a search."""
_NAMED_BEST: Final = 300
_MARKED_AT_ONCE: Final = 100
"""So many are marked read in one step, a millisecond or two."""


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
    heads: "tuple[Head, ...]" = ()
    """The headings between them, where they are grouped."""

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
        self.complaints: tuple[str, ...] = ()
        """What is wrong with the settings, one line each; the warnings begin with them."""
        self.warnings: list[str] = []
        """What is wrong with the store, one line each; grows from any thread."""
        self._stdin = stdin
        self.watches = False
        """True where the clerk looks at the library's folders again and again."""
        self._memory = Memory(store)
        self.undo = Undo()
        """What the reader did, and can take back."""
        self._mending = Mending(places().repairs, self.warnings.append)
        self._take_from(archive, Left.of(self.session.get("left")))
        self._clerk: Clerk | None = None
        self._child = child
        self._working = False
        self._before: set[str] = set()
        self._to_forget: set[str] = set()
        """Articles that were removed and whose files are gone: nothing brings them back but undo."""
        self._outside: dict[str, frozenset[str]] = {}
        """Folders that were taken out in this run, and the articles from there."""
        self.folders = store.folders()
        """The folders and files that were added, in their order."""
        self._shows_own = sample or archive is not None
        store.on_failure = self._store_failed

    @classmethod
    def open(
        cls,
        paths: Sequence[str] = (),
        *,
        stdin: bytes | None = None,
        remember: bool = True,
        child: "Popen[bytes] | None" = None,
        watch: bool = False,
    ) -> "Desk":
        """Open the desk on `paths`, or on what the user's settings and library say.

        `child` was started ahead, and waits for the first job; the desk ends it. With `watch`
        the library's folders are looked at again and again, as often as the settings say.
        """
        where = places()
        settings, complaints = read_settings(where.settings)
        opened = open_store(where.store) if remember else Opened(Store.in_memory(), ())
        if stdin is not None and not paths:
            roots = Roots((), are_samples=False)
        else:
            added = with_feeds(opened.store.folders(), where.feeds)
            roots = chosen_roots(paths, settings.folders, added)
        desk = cls(
            settings,
            opened.store,
            roots.paths,
            stdin=stdin,
            sample=roots.are_samples,
            child=child,
            archive=where.archive if remember and roots.are_own else None,
        )
        desk.complaints = complaints
        desk.warnings += [*complaints, *opened.warnings]
        desk.watches = watch
        if paths:
            desk.session.set("roots", [os.path.abspath(path) for path in paths])  # noqa: PTH100 - bytes of a name are kept
        return desk

    def _take_from(self, archive: Path | None, left: Left | None = None) -> None:
        """Have the articles of the roots from an archive, or in memory; repaired they are in either."""
        removed = self._memory.those("removed")
        self._archive = archive
        self._library = (
            LibraryShelf(archive, self.roots, self.warnings.append, left, removed)
            if archive is not None
            else None
        )
        self._shelf: Shelf = Shelf() if self._library is None else self._library
        self._renaming = Renaming(self._shelf, self._mending, archive)

    def close(self) -> None:
        """End the clerk's work and bring every change to the disk. Idempotent."""
        if self._clerk is not None:
            self._clerk.close()
        if self._child is not None:
            end(self._child)
        self._forget_gone()
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
        again = float(self.settings.look_again_seconds) if self.watches and self._archive else 0.0
        job = replace(self._job(), look_again_s=again)
        self._clerk, self._child = Clerk(job, self._child), None
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
                self._renaming.froze()
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
        """The article's marks as the reader repaired them; None when they were not recognised yet."""
        marks = self._shelf.marks(name)
        return None if marks is None else self._shelf.mend(name, marks)

    def quotations(self, name: str) -> "tuple[Quotation, ...]":
        """Who said what in the article; nobody, while its marks are not known."""
        from reader.annotate.quotations import find_quotations

        return find_quotations(self.article(name).text, self.marks(name) or ())

    # Repairs of marks.

    @property
    def repairs(self) -> "tuple[Repair, ...]":
        """What the reader has repaired, the first first."""
        return self._mending.repairs

    def repair(self, repair: "Repair") -> None:
        """Repair marks from now on, in this run and all others. StoreError if that cannot be kept."""
        self._mending.add(repair)
        self._renaming.changed(repair)

    def unrepair(self, repair: "Repair | None" = None) -> "Repair | None":
        """Take back the last repair, or this one; what was taken back, if anything was. StoreError."""
        if (taken := self._mending.take_back(repair)) is not None:
            self._renaming.changed(taken)
        return taken

    def catch_up(self) -> Iterator[None]:
        """Bring the search index after repairs, an article at a step; a search alone does it, too."""
        return self._renaming.steps()

    @property
    def unmarked(self) -> int:
        """How many articles nobody has recognised names and figures in yet."""
        return self._shelf.unmarked

    def recognise(self, name: str) -> tuple[Mark, ...]:
        """The article's marks, found now unless they are known. May be called from any thread."""
        try:
            return self._shelf.mend(name, self._shelf.recognise(name))
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

    def search(
        self, text: str, *, typing: bool = False, only: str = "", states: "States | None" = None
    ) -> Listing:
        """What `text` finds among the articles; while `typing`, its end may not be complete.

        Args:
            text: the query.
            typing: whether somebody is still at it.
            only: another query, of filters, which must hold besides; no search for the reader.
            states: which articles are read and starred, if not those of now.
        """
        ids = self._shelf.ids()
        blank = not text or text.isspace()
        if blank and not only:
            return Listing(ids, (), len(ids), None, None)
        from reader.search import parse_query

        query = asked = parse_query(text, typing=typing)
        for each in parse_query(only).filters:
            asked = asked.among(each)
        if not asked:
            return Listing(ids, (), len(ids), query, None)
        if self._clerk is None:  # else a window stands there, and catches up between its frames
            for _ in self.catch_up():
                pass
        found = self._shelf.search(asked, states or self._memory.those)
        said, pattern = (None if blank else query), (found.pattern if query else None)
        return Listing(found.ids, found.scores, len(ids), said, pattern)

    def arranging(self, listing: Listing, chosen: Arrangement) -> Iterator[Listing | None]:
        """Bring what was found into an order, step by step; the last step yields it."""
        return arranging(listing, chosen, self._shelf)

    def arranged(self, listing: Listing, chosen: Arrangement) -> Listing:
        """The same here and now."""
        *_, found = self.arranging(listing, chosen)
        return found or listing

    def states_now(self) -> "States":
        """Which articles are read and starred, as it is at this moment; removed ones go on."""
        read, starred = self._memory.those("read"), self._memory.those("starred")
        kept = {"read": read, "starred": starred}
        return lambda state: kept[state] if state in kept else self._memory.those(state)

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

        marks = self.marks(name) or ()
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

    def _forget_gone(self) -> None:
        """Forget what was removed and is gone; a file that comes back is a new article."""
        names, self._to_forget = self._to_forget, set()
        if not names or self._archive is None:
            return
        try:
            with Archive.open(self._archive, write=True) as archive:
                archive.remove(names)
        except StoreError as error:  # they stay removed
            self.warnings.append(str(error))
            return
        for name in names:
            self._memory.remove(name, self._memory.state(name).content, removed=False)

    def mark_read(self, name: str, read: bool = True) -> None:
        """Remember whether the article was read."""
        self._memory.mark_read(name, self._shelf.content(name), read=read)

    def star(self, name: str, starred: bool = True) -> None:
        """Remember whether the article is starred."""
        self._memory.star(name, self._shelf.content(name), starred=starred)

    def marking(
        self, ids: Sequence[str], *, read: bool, marked: list[str] | None = None
    ) -> Iterator[None]:
        """Remember of all of these whether they were read, step by step.

        Args:
            ids: of the articles.
            read: whether they were.
            marked: gets the ids of those for which that is new.
        """
        for start in range(0, len(ids), _MARKED_AT_ONCE):
            portion = ids[start : start + _MARKED_AT_ONCE]
            new = [name for name in portion if self._memory.state(name).read != read]
            contents = self._shelf.contents(new)
            self._memory.mark_all({name: contents.get(name, "") for name in new}, read=read)
            if marked is not None:
                marked += new
            yield

    def remove(self, name: str) -> None:
        """Take an article out of the library until it is restored; its file stays as it is.

        One whose file is gone is forgotten when the desk is closed. SourceError for an article
        that is not of the library.
        """
        if self._library is None or self._library.kept(name) is None:
            raise NotFound(name, "no article of the library has this id")
        content = self._library.contents([name]).get(name, "")
        self._memory.remove(name, content, removed=True)
        self._leave_out()
        if self.is_gone(name):
            self._to_forget.add(name)

    @property
    def has_library(self) -> bool:
        """True when what is read here is kept."""
        return self._library is not None

    def is_gone(self, name: str) -> bool:
        """True for an article whose file is there no more."""
        kept = self._library.kept(name) if self._library is not None else None
        return kept is not None and kept.path is not None and not os.path.lexists(kept.path)

    def restore(self, name: str) -> None:
        """Put an article that was removed back. SourceError when it was not."""
        if not self._memory.state(name).removed:
            raise NotFound(name, "was not removed")
        self._to_forget.discard(name)
        self._memory.remove(name, self._memory.state(name).content, removed=False)
        self._leave_out()

    def removed(self) -> list[tuple[str, str]]:
        """The ids and headlines of the articles that were removed and can be restored."""
        if (library := self._library) is None:
            return []
        kept = [(name, library.kept(name)) for name in sorted(self._memory.those("removed"))]
        return [(name, article.title) for name, article in kept if article is not None]

    def source_name(self, article: Article) -> str:
        """Where an article is from, as the reader calls it."""
        return self.called(article.source or "")

    def called(self, source: str) -> str:
        """What the reader calls a source."""
        names = self.session.get("names")
        return str((names.get(source) if isinstance(names, dict) else None) or source)

    def keep_position(self, name: str, offset: int) -> None:
        """Remember the offset of the line at the top of the page."""
        self._memory.keep_position(name, self._shelf.content(name), offset)

    @cached_property
    def feeds(self) -> "Feeds":
        """The feeds among the sources."""
        from reader.desk.feeds import Feeds

        return Feeds(self.store, places().feeds)

    def remove_below(self, path: str) -> int:
        """Take all articles from there out of the library, as `remove` does; how many."""
        names = () if self._library is None else self._library.ids_below(path)
        contents = {} if self._library is None else self._library.contents(list(names))
        for name in names:
            self._memory.remove(name, contents.get(name, ""), removed=True)
        self._leave_out()
        return len(names)

    @cached_property
    def passages(self) -> "Passages":
        """The passages with a note, of all articles."""
        from reader.desk.passages import Passages

        return Passages(self.store)

    @property
    def has_notes(self) -> bool:
        """True when any passage has a note, or had one in this run; nothing is imported to know."""
        return "passages" in self.__dict__ or bool(self.store.passages())

    def notes(self, name: str) -> "list[Noted]":
        """The passages of the article that have a note, in reading order."""
        return self.passages.of(self.article(name), self._shelf.content(name))

    def keep_note(self, name: str, span: Span, note: str) -> None:
        """Keep a note to a passage of the article."""
        self.passages.keep(self.article(name), self._shelf.content(name), span, note)

    def drop_note(self, key: str) -> None:
        """Forget a note, and that its passage had one."""
        self.passages.drop(key)

    def passages_as_markdown(self) -> str:
        """All passages with their notes."""
        from reader.desk.passages import as_markdown

        return as_markdown(self.passages.all())

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
            now = work.read(Candidate(kept.path, kept.source, explicit=True), kept.part)
            return replace(now, id=name)
        for place in (work, recent):
            for found in place.candidates():
                if isinstance(found, Candidate) and (one := place.read_called(found, name)):
                    return one
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
        path = os.path.abspath(path)  # noqa: PTH100 - bytes of a name are kept
        self.folders = tuple(dict.fromkeys((*self.folders, path)))
        self.store.add_folder(path)

    def remove_folder(self, path: str) -> None:
        """Do not read from `path` any more."""
        self.folders = tuple(each for each in self.folders if each != path)
        self.store.remove_folder(path)

    def order_folders(self, paths: Sequence[str]) -> None:
        """Read from the folders that were added in this order."""
        self.folders = tuple(paths)
        self.store.order_folders(paths)

    def count_below(self, path: str) -> int:
        """How many articles of the library come from `path`."""
        return 0 if self._library is None else self._library.count_below(path)

    @property
    def own_changed(self) -> bool:
        """True when the library's folders are others than those that are shown."""
        return self._shows_own and self._own_roots().paths != self.roots

    def look_at_own(self) -> None:
        """Show the library's folders as they are now; call `start` afterwards to read what is new.

        Articles from a folder that was taken out are listed no more; the samples make way for
        the first folder, and come back for none.
        """
        before, roots = self.roots, self._own_roots()
        self.roots, self.showing_samples = roots.paths, roots.are_samples
        if roots.are_own and self._library is not None:
            for path in set(before) - set(roots.paths):
                self._outside[path] = self._library.ids_below(path)
            for path in roots.paths:
                self._outside.pop(path, None)
            self._library.belongs_to(roots.paths)
            self._leave_out()
            return
        if self._library is not None:
            self._library.close()
        self._outside.clear()
        self._take_from(places().archive if roots.are_own else None)

    def reread(self, name: str) -> "Entry | None":
        """The article as its file is now, for `take_entries`; None when it is as it was.

        From any thread. SourceError when it cannot be read, StoreError when it cannot be kept.
        """
        from reader.desk.rereading import reread

        article = self._shelf[name]
        entry = reread(self._job(), article)
        return None if entry.article == article else entry

    def _own_roots(self) -> Roots:
        added = with_feeds(self.folders, places().feeds)
        return chosen_roots((), self.settings.folders, added)

    def _leave_out(self) -> None:
        """List neither what was removed nor what comes from a folder that was taken out."""
        outside: frozenset[str] = frozenset().union(*self._outside.values())
        if outside and self._library is not None:  # a folder may lie in another one
            outside = outside.difference(*map(self._library.ids_below, self.roots))
        self._shelf.leave_out(self._memory.those("removed") | outside)

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
            repairs=self._mending.path,
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
