"""The store: a snapshot loaded at the start, and every change handed to the writer.

Shape:   `Store.open(path)`; `states()`, `session()` and `folders()` are what was on disk then.
Units:   as in `reader.library`.
Errors:  opening raises StoreBusy, StoreDamaged, StoreTooNew or StoreError; writing never
         raises for the disk's sake: it reports to `on_failure`.
"""

import json
import os
import sqlite3  # noqa: TID251 - this room's trade
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from reader.errors import StoreDamaged, StoreError
from reader.library import feeds, passages, schema
from reader.library.connections import Mode, connect, translated
from reader.library.feeds import Subscription
from reader.library.passages import Passage
from reader.library.states import State
from reader.library.writer import Change, Writer

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

_KEEP_STATE: Final = """
    INSERT INTO states (id, content, read, starred, position, opened_at, changed_at, removed)
    VALUES (?1, ifnull(?2, ''), ifnull(?3, 0), ifnull(?4, 0), ifnull(?5, 0), ifnull(?6, 0), ?7,
        ifnull(?8, 0))
    ON CONFLICT (id) DO UPDATE SET
        content = ifnull(?2, content), read = ifnull(?3, read), starred = ifnull(?4, starred),
        position = ifnull(?5, position), opened_at = ifnull(?6, opened_at), changed_at = ?7,
        removed = ifnull(?8, removed)
"""
_KEEP_READ: Final = """
    INSERT INTO states (id, content, read, changed_at)
    SELECT value, '', ?2, ?3 FROM json_each(?1) WHERE true
    ON CONFLICT (id) DO UPDATE SET read = ?2, changed_at = ?3
"""
"""Many at once: a change for each would keep the writer and the window from each other."""
_KEEP_CONTENTS: Final = """
    UPDATE states SET content = value FROM json_each(?1) WHERE states.id = key AND content = ''
"""
_KEEP_VALUE: Final = """
    INSERT INTO session (key, value) VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""
_MAX_POSITION: Final = 2**53
_READ_WAIT_S: Final = 0.5
"""What is read again waits so long for what is being written."""
_ASIDE_TRIES: Final = 1_000


def _silent(_error: StoreError) -> None:
    """Nobody asked to be told."""


class _Snapshot(NamedTuple):
    states: dict[str, State]
    session: dict[str, Json]
    folders: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


class Store:
    """What the program remembers. Use it from one thread; `on_failure` comes from another."""

    def __init__(
        self,
        path: Path | None,
        snapshot: _Snapshot,
        *,
        writable: bool,
        on_failure: Callable[[StoreError], None],
    ) -> None:
        self.path = path
        """None for a store in memory only."""
        self.read_only = path is not None and not writable
        self.on_failure = on_failure
        self._snapshot = snapshot
        self._writer = Writer(path, self._failed) if path and writable else None
        self._closing = threading.Lock()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        on_failure: Callable[[StoreError], None] = _silent,
        busy_s: float = 2.0,
    ) -> "Store":
        """Load the store at `path`, made when it is not there; read-only where it must be."""
        with translated(path):
            missing = not path.is_dir() and not path.exists()
            writable = missing or (_may_write(path) and _may_write(path.parent))
            if missing:
                schema.create(path)
            elif path.is_file() and path.stat().st_size == 0:
                raise StoreDamaged(str(path), "damaged (the file is empty)")
        modes: tuple[Mode, ...] = ("rw",) if writable else ("ro", "immutable")
        snapshot = _load(path, modes, busy_s)
        return cls(path, snapshot, writable=writable, on_failure=on_failure)

    @classmethod
    def in_memory(cls) -> "Store":
        """A store that forgets: for when there is no place to write to."""
        return cls(None, _Snapshot({}, {}), writable=False, on_failure=_silent)

    def states(self) -> dict[str, State]:
        """Every article's state by its id, as it was when the store was opened."""
        return dict(self._snapshot.states)

    def session(self) -> dict[str, Json]:
        """The small values kept between two runs."""
        return dict(self._snapshot.session)

    def folders(self) -> tuple[str, ...]:
        """The folders and files the user added, in that order."""
        return self._snapshot.folders

    def passages(self) -> tuple[Passage, ...]:
        """The passages with a note, in the order in which they were made."""
        return self._snapshot.passages

    def keep_state(
        self,
        article_id: str,
        *,
        content: str | None = None,
        read: bool | None = None,
        starred: bool | None = None,
        position: int | None = None,
        opened_at: float | None = None,
        removed: bool | None = None,
    ) -> None:
        """Change what is given, and nothing else: another instance may have changed the rest."""
        if position is not None:
            position = min(max(position, 0), _MAX_POSITION)
        values = (article_id, content, read, starred, position, opened_at, time.time(), removed)
        self._put(_KEEP_STATE, *values)

    def keep_read(self, names: Sequence[str], *, read: bool) -> None:
        """Change of many articles whether they were read, by their ids."""
        if names:
            self._put(_KEEP_READ, json.dumps(list(names)), read, time.time())

    def keep_contents(self, contents: Mapping[str, str]) -> None:
        """The digests of the texts of many articles, by their ids: of those that have a state and none yet."""
        if contents:
            self._put(_KEEP_CONTENTS, json.dumps(dict(contents)))

    def keep_value(self, key: str, value: Json) -> None:
        """Keep a small value; None forgets it."""
        if value is None:
            self._put("DELETE FROM session WHERE key = ?", key)
        else:
            self._put(_KEEP_VALUE, key, json.dumps(value))

    def add_folder(self, path: str) -> None:
        """Remember `path`; a second time changes nothing."""
        self._put("INSERT OR IGNORE INTO folders (path) VALUES (?)", os.fsencode(path))

    def order_folders(self, paths: Iterable[str]) -> None:
        """Put the folders in this order; one that is not there changes nothing."""
        for path in paths:  # each behind all others, so that none is lost half-way
            self._put(
                "UPDATE folders SET number = (SELECT max(number) + 1 FROM folders) WHERE path = ?",
                os.fsencode(path),
            )

    def remove_folder(self, path: str) -> None:
        """Forget `path`; one that is not there changes nothing."""
        self._put("DELETE FROM folders WHERE path = ?", os.fsencode(path))

    def feeds(self) -> tuple[Subscription, ...]:
        """The feeds in their order, as they are on disk at this moment; another process refreshes them."""
        if self.path is None:
            return ()
        self.flush(_READ_WAIT_S)
        mode: Mode = "ro" if not self.read_only else "immutable"
        with translated(self.path), closing(connect(self.path, mode, busy_s=2.0)) as connection:
            return feeds.load(connection)

    def keep_feed(self, key: str, **values: str | float) -> None:
        """Change what is given of the feed `key`, and nothing else; with a name and an address it is made."""
        statement, rest = feeds.keep(key, values)
        self._put(statement, *rest)

    def order_feeds(self, keys: Iterable[str]) -> None:
        """Put the feeds in this order; one that is not there changes nothing."""
        for key in keys:
            self._put(feeds.LAST, key)

    def drop_feed(self, key: str) -> None:
        """Forget a feed; one that is not there changes nothing."""
        self._put(feeds.DROP, key)

    def keep_passage(self, passage: Passage) -> None:
        """Keep a passage, or another note to it."""
        self._put(passages.KEEP, *passage)

    def drop_passage(self, key: str) -> None:
        """Forget a passage; one that is not there changes nothing."""
        self._put(passages.DROP, key)

    def flush(self, timeout_s: float = 5.0) -> bool:
        """True when everything put so far is on disk within `timeout_s`."""
        return self._writer is None or self._writer.flush(timeout_s)

    def close(self, timeout_s: float = 3.0) -> None:
        """Write what is left, for at most `timeout_s`, and report what could not be; idempotent."""
        with self._closing:
            writer, self._writer = self._writer, None
        if writer is None:
            return
        if lost := writer.close(timeout_s):
            what = "1 change" if lost == 1 else f"{lost} changes"
            self._failed(StoreError(str(self.path), f"{what} could not be saved"))

    def _put(self, statement: str, *values: str | bytes | float | None) -> None:
        if self._writer is not None:
            self._writer.put(Change(statement, values))

    def _failed(self, error: StoreError) -> None:
        self.on_failure(error)


def set_aside(path: Path) -> Path:
    """Move a damaged store out of the way, with its companions, and return its new name.

    Nothing is deleted and nothing overwritten: `library.db.damaged-1`, `-2` and so on.
    """
    for number in range(1, _ASIDE_TRIES):
        aside = path.with_name(f"{path.name}.damaged-{number}")
        if not os.path.lexists(aside):
            break
    else:
        raise StoreError(str(path), "too many damaged stores beside it")
    with translated(path):
        path.rename(aside)
        for ending in ("-wal", "-shm"):
            companion = path.with_name(path.name + ending)
            if companion.exists():
                companion.rename(aside.with_name(aside.name + ending))
    return aside


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _load(path: Path, modes: tuple[Mode, ...], busy_s: float) -> _Snapshot:
    """Read everything in the first mode that works."""
    for mode in modes[:-1]:
        try:
            return _load_in(path, mode, busy_s)
        except StoreDamaged:
            raise
        except StoreError:
            continue
    return _load_in(path, modes[-1], busy_s)


def _load_in(path: Path, mode: Mode, busy_s: float) -> _Snapshot:
    with translated(path), closing(connect(path, mode, busy_s=busy_s)) as connection:
        version = schema.check(connection, path)
        if version < len(schema.MIGRATIONS):
            if mode != "rw":
                raise StoreError(str(path), "read-only, and of an earlier version")
            schema.migrate(connection)
        try:
            return _snapshot(connection)
        except sqlite3.OperationalError as error:
            # A table or column that is not there is damage; a lock or a full disk is not.
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise
            raise StoreDamaged(str(path), f"damaged ({error})") from error
        except (ValueError, TypeError) as error:
            raise StoreDamaged(str(path), f"damaged ({error})") from error


def _snapshot(connection: sqlite3.Connection) -> _Snapshot:
    rows = connection.execute(
        "SELECT id, read, starred, position, content, opened_at, changed_at, removed FROM states"
    )
    states = {
        str(name): State(
            bool(read),
            bool(starred),
            int(position),
            str(content),
            float(opened),
            float(changed),
            bool(removed),
        )
        for name, read, starred, position, content, opened, changed, removed in rows
    }
    values = connection.execute("SELECT key, value FROM session")
    session = {str(key): json.loads(value) for key, value in values}
    folders = connection.execute("SELECT path FROM folders ORDER BY number")
    noted = tuple(
        Passage(
            key=str(key), article=str(article), content=str(content), start=int(start),
            quote=str(quote), note=str(note), title=str(title), date=str(date),
            source=str(source), place=str(place), made_at=float(made_at),
        )
        for key, article, content, start, quote, note, title, date, source, place, made_at
        in connection.execute(passages.READ)
    )  # fmt: skip
    return _Snapshot(states, session, tuple(os.fsdecode(path) for (path,) in folders), noted)
