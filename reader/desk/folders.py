"""The library's sources, folders, files and feeds: added, taken out, put in order, named.

Shape:   `Folders(desk).rows()`; every change is kept at once. What changes the articles that are
         listed is done by `Desk.look_at_own`.
Units:   paths as they were added, absolute, of a feed the folder of its entries; a name is one
         line, "" for none; moments are POSIX seconds, UTC.
Errors:  SourceError for a path that is not there, or was not added.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.clean import one_line
from reader.errors import NotFound, SourceError

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.library import Subscription


class Folder(NamedTuple):
    """One of the library's sources."""

    path: str
    origin: Literal["settings", "added", "feed"]
    name: str
    """What the reader calls it; "" when it goes by its own name."""
    articles: int | None
    """None when nobody has looked there yet."""
    faults: tuple[str, ...]
    """What could not be read below it, one line each."""
    written: str
    """The path as the settings have it, or as it was added; of a feed its address, as it may be shown."""
    feed: "Subscription | None" = None
    """What is known of it besides, where it is a feed."""


class Folders:
    """The sources of one desk."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def rows(self) -> list[Folder]:
        """All of them: those of the settings, then those that were added, in their order."""
        desk = self._desk
        settings = {os.path.expanduser(path): path for path in desk.settings.folders}  # noqa: PTH111
        both: list[tuple[str, Literal["settings", "added"]]] = [
            *((path, "settings") for path in settings),
            *((path, "added") for path in desk.folders if path not in settings),
        ]
        return [
            Folder(
                path,
                origin,
                self.name(path),
                self._count(path),
                self._faults(path),
                settings.get(path, path),
            )
            for path, origin in both
        ] + [self._feed(feed) for feed in self._desk.feeds.all()]

    def _feed(self, feed: "Subscription") -> Folder:
        path = self._desk.feeds.folder(feed.key)
        faults = (feed.error,) if feed.error else ()
        name = self._desk.called(feed.name)
        where = self._desk.feeds.shown(feed)
        return Folder(path, "feed", name, self._count(path), faults, where, feed)

    def feed(self, path: str) -> "Subscription | None":
        """The feed whose entries are kept there; None for a folder of the reader's own."""
        return next(
            (feed for feed in self._desk.feeds.all() if self._desk.feeds.folder(feed.key) == path),
            None,
        )

    def known(self, told: str) -> str:
        """The path of the source that somebody calls by its path, name or address."""
        if told in self._desk.folders:
            return told
        try:
            # Before any name: feeds choose their own, and one may choose another's address.
            if (feed := self._desk.feeds.at(told)) is not None:
                return self._desk.feeds.folder(feed.key)
            for row in self.rows():
                if row.feed is not None and told in (row.name, row.feed.name):
                    return row.path
            return self._desk.feeds.folder(self._desk.feeds.find(told).key)
        except SourceError:
            return os.path.abspath(told)  # noqa: PTH100

    def mute(self, path: str, *, muted: bool) -> Callable[[], None]:
        """Ask a feed for news no more, or again; what comes back takes it back."""
        return self._desk.feeds.change(self._feed_at(path).key, muted=muted)

    def full_text(self, path: str, *, on: bool) -> Callable[[], None]:
        """Fetch the page of each entry, or do not; what comes back takes it back."""
        return self._desk.feeds.change(self._feed_at(path).key, full_text=on)

    def put_into(self, path: str, category: str) -> Callable[[], None]:
        """Put a feed into a category; what comes back takes it back."""
        kept = "/".join(part.strip() for part in one_line(category).split("/") if part.strip())
        return self._desk.feeds.change(self._feed_at(path).key, category=kept)

    def _feed_at(self, path: str) -> "Subscription":
        if (feed := self.feed(path)) is None:
            raise NotFound(path, "not a feed")
        return feed

    def add(self, path: str) -> str:
        """Read from `path`, too; as what it is known from now on."""
        whole = os.path.abspath(os.path.expanduser(path.strip()))  # noqa: PTH100, PTH111 - bytes are kept
        if not path.strip() or not os.path.exists(whole):  # noqa: PTH110
            raise NotFound(path or "nothing", "no such file or folder")
        self._desk.add_folder(whole)
        return whole

    def remove(self, path: str) -> Callable[[], None]:
        """Do not read from `path` any more; what comes back takes it back. A feed's articles stay."""
        if (feed := self.feed(path)) is not None:
            return self._desk.feeds.remove(feed.key)
        before = list(self._desk.folders)
        if path not in before:
            raise NotFound(path, "not among the sources that were added")
        self._desk.remove_folder(path)

        def back() -> None:
            self._desk.add_folder(path)
            self._desk.order_folders(before)

        return back

    def move(self, path: str, step: int) -> Callable[[], None] | None:
        """Put it further up or down among those that were added, or among the feeds.

        What comes back takes it back; None when it is the first or last of them and stays.
        """
        before = self._place(path)
        self._move(path, step)
        if self._place(path) == before:
            return None
        return lambda: self._move(path, before - self._place(path))

    def _place(self, path: str) -> int:
        """Its number among those it can change places with, from 0."""
        if (feed := self.feed(path)) is not None:
            return [each.key for each in self._desk.feeds.all()].index(feed.key)
        if path not in self._desk.folders:
            raise NotFound(path, "not among the sources that were added")
        return self._desk.folders.index(path)

    def _move(self, path: str, step: int) -> None:
        if (feed := self.feed(path)) is not None:
            self._desk.feeds.move(feed.key, step)
            return
        at, order = self._place(path), list(self._desk.folders)
        order.insert(max(0, at + step), order.pop(at))
        self._desk.order_folders(order)

    def name(self, path: str) -> str:
        """What the reader calls what comes from there."""
        names = self._desk.session.get("names")
        return str(names.get(_own_name(path)) or "") if isinstance(names, dict) else ""

    def rename(self, path: str, name: str) -> Callable[[], object]:
        """Call what comes from there by a name; "" by its own again. What comes back takes it back."""
        before = next((row.name for row in self.rows() if row.path == path), None)
        if before is None:
            raise NotFound(path, "not among the sources")
        kept = self._desk.session.get("names")
        names = dict(kept) if isinstance(kept, dict) else {}
        feed = self.feed(path)
        own = _own_name(path) if feed is None else feed.name
        names.pop(own, None)
        if name := one_line(name).strip():
            names[own] = name
        self._desk.session.set("names", names or None)
        return lambda: self.rename(path, before)

    def _count(self, path: str) -> int | None:
        above = os.path.dirname(path)  # noqa: PTH120 - that of all feeds, if it is one
        return self._desk.count_below(path) if {path, above} & set(self._desk.roots) else None

    def _faults(self, path: str) -> tuple[str, ...]:
        below = one_line(path)
        ends = ("", ":", os.sep)
        return tuple(
            fault
            for fault in self._desk.faults
            if fault.startswith(below) and fault[len(below) : len(below) + 1] in ends
        )


def _own_name(path: str) -> str:
    """The source that its articles tell: of a folder its name, of a file that of its folder."""
    folder = path if not os.path.isfile(path) else os.path.dirname(path)  # noqa: PTH113, PTH120
    return os.path.basename(folder.rstrip(os.sep))  # noqa: PTH119


def completed(typed: str) -> str | None:
    """A folder or article file that begins as typed, the first in the alphabet; hidden ones when asked for."""
    from reader.sources.formats import SUFFIXES

    whole = os.path.expanduser(typed)  # noqa: PTH111
    above, start = os.path.split(whole)
    if not start:
        return None
    try:
        with os.scandir(above or ".") as entries:
            found = sorted(
                (not entry.is_dir(), entry.name)
                for entry in entries
                if entry.name.startswith(start)
                and (entry.is_dir() or os.path.splitext(entry.name)[1].lower() in SUFFIXES)  # noqa: PTH122
            )
    except OSError:
        return None
    if not found:
        return None
    is_file, name = found[0]
    if one_line(name) != name:
        return None
    return typed + name[len(start) :] + ("" if is_file else os.sep)
