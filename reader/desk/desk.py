"""Every use-case, in one place.

Shape:   `Desk.open(paths)`, then either `start` and `take` (the app) or `read_all` and
         `find` (the command line); then `close`.
Units:   as in `reader.desk`.
Errors:  SourceError from `find`, KeyError for an unknown id.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader.articles import Article
from reader.clean import one_line
from reader.desk.arranging import Arrangement
from reader.desk.clerk import Clerk
from reader.desk.events import Entry, Event
from reader.desk.foreseen import Left
from reader.desk.jobs import Job
from reader.desk.library_shelf import LibraryShelf
from reader.desk.listings import Listing
from reader.desk.memory import Memory, Session
from reader.desk.mending import Mending
from reader.desk.questions import Questions, together
from reader.desk.reports import Reports
from reader.desk.roots import Opened, Roots, chosen_roots, open_store, with_feeds
from reader.desk.shelf import Shelf
from reader.desk.shelving import Shelving
from reader.desk.undo import Undo
from reader.errors import StoreError
from reader.library import Standing, State, Store
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
    from reader.search import Census, Completion, Query
    from reader.search.indexes import States

_MARKED_AT_ONCE: Final = 500
"""So many are marked read in one step, a millisecond or two."""


class Desk:
    """The articles at hand, what is remembered about them, and how they are found."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        roots: Roots,
        *,
        stdin: bytes | None = None,
        child: "Popen[bytes] | None" = None,
        archive: Path | None = None,
    ) -> None:
        self.settings = settings
        self.store = store
        self.session = Session(store)
        self.complaints: tuple[str, ...] = ()
        """What is wrong with the settings, one line each; the warnings begin with them."""
        self.warnings: list[str] = []
        """What is wrong with the store, one line each; grows from any thread."""
        self.watches = False
        """True where the clerk looks at the library's folders again and again."""
        self.undo = Undo()
        """What the reader did, and can take back."""
        self.folders = store.folders()
        """The folders and files that were added, in their order."""
        self._stdin = stdin
        self._memory = Memory(store)
        self._mending = Mending(places().repairs, self.warnings.append)
        left = Left.of(self.session.get("left"))
        self._shelving = Shelving(
            roots, archive, left, self._memory, self._mending, self.warnings.append
        )
        self._questions = Questions(self._shelving, self._memory)
        self._reports = Reports(self._shelving, self._memory, child)
        self._recognised = False
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
            roots,
            stdin=stdin,
            child=child,
            archive=where.archive if remember and roots.are_own else None,
        )
        desk.complaints = complaints
        desk.warnings += [*complaints, *opened.warnings]
        desk.watches = watch
        if paths:
            desk.session.set("roots", [os.path.abspath(path) for path in paths])  # noqa: PTH100 - bytes of a name are kept
        return desk

    def close(self) -> None:
        """End the clerk's work and bring every change to the disk. Idempotent."""
        self._reports.close()
        self._shelving.close()
        self.store.close()

    @property
    def roots(self) -> tuple[str, ...]:
        """The paths that are read from."""
        return self._shelving.roots

    @property
    def showing_samples(self) -> bool:
        """True while the articles are those that come with the program."""
        return self._shelving.are_samples

    @property
    def _shelf(self) -> Shelf:
        return self._shelving.shelf

    @property
    def _library(self) -> LibraryShelf | None:
        return self._shelving.library

    # Reading, for the app: another process reads, `take` puts its reports in their place.

    @property
    def faults(self) -> list[str]:
        """What could not be read, one line each."""
        return self._reports.faults

    @property
    def read_so_far(self) -> int:
        """Articles that the clerk has read, where it says so before they come."""
        return self._reports.read_so_far

    def start(self) -> Clerk:
        """Begin to read everything, once more if it was read before.

        A clerk that nobody listens to yet is given out again: it was sent ahead.
        """
        if (clerk := self._reports.unheard) is not None:
            return clerk
        watched = self.watches and self._shelving.archive is not None
        again = float(self.settings.look_again_seconds) if watched else 0.0
        return self._reports.start(replace(self._job(), look_again_s=again))

    def take(self, event: Event) -> tuple[str, ...]:
        """Put a report in its place; return the ids it changed."""
        return self._reports.take(event)

    def take_entries(self, entries: Iterable[Entry]) -> tuple[str, ...]:
        """Put articles on the shelf and in the index; return the ids that are new or changed."""
        return self._reports.take_entries(entries)

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
        self._shelving.renaming.changed(repair)

    def unrepair(self, repair: "Repair | None" = None) -> "Repair | None":
        """Take back the last repair, or this one; what was taken back, if anything was. StoreError."""
        if (taken := self._mending.take_back(repair)) is not None:
            self._shelving.renaming.changed(taken)
        return taken

    def catch_up(self) -> Iterator[None]:
        """Bring the search index after repairs, an article at a step; a search alone does it, too."""
        return self._shelving.renaming.steps()

    @property
    def unmarked(self) -> int:
        """How many articles nobody has recognised names and figures in yet."""
        return self._shelf.unmarked

    def recognise(self, name: str) -> tuple[Mark, ...]:
        """The article's marks, found now unless they are known. May be called from any thread."""
        try:
            found = self._shelf.mend(name, self._shelf.recognise(name))
        except Exception as error:  # noqa: BLE001 - named; the article can be read without marks
            place = self._shelf[name].path or "standard input"
            what = f"{place}: cannot be marked ({type(error).__name__}: {error})"
            self.warnings.append(one_line(what))
            self._shelf.keep_marks(name, ())
            return ()
        self._recognised = True
        return found

    def hurry(self, name: str) -> bool:
        """Have the clerk recognise the article next, and report it; False when there is no clerk at work."""
        return self._reports.hurry(name)

    def look_now(self) -> None:
        """Have the clerk look at the folders now, where it looks at them again and again."""
        self._reports.look_now()

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
        alone = not self._reports.has_clerk  # else a window catches up between its frames
        return self._questions.search(text, typing=typing, only=only, states=states, catch_up=alone)

    def asked(self, text: str) -> "Query | None":
        """What `text` asks for when nobody is typing any more; None for nothing but spaces."""
        return self._questions.asked(text)

    def arranging(self, listing: Listing, chosen: Arrangement) -> Iterator[Listing | None]:
        """Bring what was found into an order, step by step; the last step yields it."""
        return self._questions.arranging(listing, chosen)

    def arranged(self, listing: Listing, chosen: Arrangement) -> Listing:
        """The same here and now."""
        *_, found = self.arranging(listing, chosen)
        return found or listing

    def states_now(self) -> "States":
        """Which articles are read and starred, as it is at this moment; removed ones go on."""
        return self._questions.states_now()

    def census(self, query: "Query | None" = None) -> "Census":
        """The articles that `query` finds, to be counted: their names, and when they are from."""
        return self._questions.census(query)

    def complete(self, text: str) -> "Completion | None":
        """What may follow `text` in a query: a field's name, or a value that is known here."""
        return self._questions.complete(text)

    def matches(self, listing: Listing, name: str) -> tuple[Span, ...]:
        """Where the search hit the text of the article; nothing without a query."""
        return self.together(dict(self.matching(listing, name)))

    def matching(
        self, listing: Listing, name: str, near: int = 0
    ) -> Iterator[tuple[int, tuple[Span, ...]]]:
        """The same a portion of the text at a time, each with where it begins; that of `near` first."""
        marks = () if listing.pattern is None else self.marks(name) or ()
        return self._questions.matching(listing, name, marks, near)

    def together(self, found: Mapping[int, tuple[Span, ...]]) -> tuple[Span, ...]:
        """The matches of several portions, by where each begins."""
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
        """Import what `settle`, new articles and the first search need. Call it from a thread."""
        from reader.search import Facts, Index, Segment, digest, parse_query

        del Facts, Index, Segment, digest, parse_query  # imported, which is all that was wanted

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
        return self._shelving.standing(name)

    def mark_read(self, name: str, read: bool = True) -> None:
        """Remember whether the article was read."""
        self._memory.mark_read(name, self._shelf.content(name), read=read)

    def star(self, name: str, starred: bool = True) -> None:
        """Remember whether the article is starred."""
        self._memory.star(name, self._shelf.content(name), starred=starred)

    def marking(
        self, ids: Sequence[str], *, read: bool, marked: list[str] | None = None
    ) -> Iterator[None]:
        """Remember of all of these whether they were read, step by step; `identify` them later.

        Args:
            ids: of the articles.
            read: whether they were.
            marked: gets the ids of those for which that is new.
        """
        for start in range(0, len(ids), _MARKED_AT_ONCE):
            portion = ids[start : start + _MARKED_AT_ONCE]
            new = [name for name in portion if self._memory.state(name).read != read]
            self._memory.mark_all(new, read=read)
            if marked is not None:
                marked += new
            yield

    def identifying(self, ids: Sequence[str]) -> Iterator[None]:
        """Remember what these are, step by step, so that they are known again when they are moved."""
        for contents in self._shelf.contents_of(ids):
            self._memory.identify(contents)
            yield

    def remove(self, name: str) -> None:
        """Take an article out of the library until it is restored; its file stays as it is.

        One whose file is gone is forgotten when the desk is closed. SourceError for an article
        that is not of the library.
        """
        self._shelving.remove(name)

    @property
    def has_library(self) -> bool:
        """True when what is read here is kept."""
        return self._library is not None

    def is_gone(self, name: str) -> bool:
        """True for an article whose file is there no more."""
        return self._shelving.is_gone(name)

    def restore(self, name: str) -> None:
        """Put an article that was removed back. SourceError when it was not."""
        self._shelving.restore(name)

    def removed(self) -> list[tuple[str, str]]:
        """The ids and headlines of the articles that were removed and can be restored."""
        return self._shelving.removed()

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
        return self._shelving.remove_below(path)

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
        from reader.desk.lookups import read_all

        for item in read_all(self._job()):
            if isinstance(item, str):
                self.faults.append(item)
            else:
                self._shelf.add(item)

    def find(self, name: str) -> Article:
        """Read the file called `name`, or the article whose id that is. SourceError if neither."""
        from reader.desk.lookups import find

        kept = self.session.get("roots")
        recent = tuple(map(str, kept)) if isinstance(kept, list) else ()
        return find(name, self._job(), self._library, recent)

    def recognise_names(self, text: str) -> None:
        """Recognise what a search for `text` could meet: all, or what the best hold."""
        self._questions.recognise_names(text, fast=self.recognises_fast)

    @property
    def recognises_fast(self) -> bool:
        """True for our own recogniser; another may need seconds for its first article."""
        return self.settings.recogniser == Settings().recogniser

    @property
    def recognises_at_once(self) -> bool:
        """True when it is fast, and neither has to be imported first nor to read its model."""
        return self.recognises_fast and self._recognised

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
        return self._shelving.differs_from(self._own_roots())

    def look_at_own(self) -> None:
        """Show the library's folders as they are now; call `start` afterwards to read what is new."""
        self._shelving.show(self._own_roots())

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

    def _job(self) -> Job:
        return Job(
            self.roots,
            self.settings.day_order,
            self._stdin,
            samples=self.showing_samples,
            known=self._shelf.marked(),
            archive=self._shelving.archive,
            segments=self._library.segments if self._library is not None else (),
            read_only=self.store.path is None or self.store.read_only,
            repairs=self._mending.path,
        )

    def _store_failed(self, error: StoreError) -> None:
        self.warnings.append(str(error))
