"""The tables of the store, and the steps from each version to the next.

Shape:   `MIGRATIONS[n]` takes a store from version n to n + 1; `PRAGMA user_version` counts.
Units:   as in `reader.library`.
Errors:  StoreTooNew, StoreDamaged; a store that is refused is not touched.
Source:  `application_id` tells our file from another program's database.
"""

import os
import sqlite3  # noqa: TID251 - this room's trade
from contextlib import closing, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Final, NamedTuple

from reader.errors import StoreDamaged, StoreTooNew
from reader.library.connections import connect, translated

APPLICATION_ID: Final = 0x42525348
"""The letters BRSH."""

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        """
        CREATE TABLE states (
            id TEXT PRIMARY KEY NOT NULL,
            content TEXT NOT NULL DEFAULT '',
            read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
            starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
            position INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0),
            opened_at REAL NOT NULL DEFAULT 0,
            changed_at REAL NOT NULL DEFAULT 0
        ) WITHOUT ROWID
        """,
        "CREATE TABLE session (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID",
        # A path is bytes: a name that is not UTF-8 comes back as it went in.
        "CREATE TABLE folders (number INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE)",
    ),
    (
        # Out of the library until it is restored, though its file is there.
        "ALTER TABLE states ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))",
    ),
    (
        """
        CREATE TABLE passages (
            key TEXT PRIMARY KEY NOT NULL,
            article TEXT NOT NULL,
            content TEXT NOT NULL,
            start INTEGER NOT NULL CHECK (start >= 0),
            quote TEXT NOT NULL,
            note TEXT NOT NULL,
            title TEXT NOT NULL,
            date TEXT NOT NULL,
            source TEXT NOT NULL,
            place TEXT NOT NULL,
            made_at REAL NOT NULL
        ) WITHOUT ROWID
        """,
    ),
    (
        # A feed's address may hold a password: it is in nobody else's file.
        """
        CREATE TABLE feeds (
            number INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            address TEXT NOT NULL,
            name TEXT NOT NULL,
            site TEXT NOT NULL DEFAULT '',
            category TEXT NOT NULL DEFAULT '',
            private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
            muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
            full_text INTEGER NOT NULL DEFAULT 0 CHECK (full_text IN (0, 1)),
            gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
            etag TEXT NOT NULL DEFAULT '',
            modified TEXT NOT NULL DEFAULT '',
            content TEXT NOT NULL DEFAULT '',
            failures INTEGER NOT NULL DEFAULT 0,
            not_before REAL NOT NULL DEFAULT 0,
            asked_at REAL NOT NULL DEFAULT 0,
            error TEXT NOT NULL DEFAULT ''
        )
        """,
    ),
)


class Plan(NamedTuple):
    """What makes a file one of ours, and of which version."""

    application_id: int
    migrations: tuple[tuple[str, ...], ...]


def _store() -> Plan:
    return Plan(APPLICATION_ID, MIGRATIONS)


def check(
    connection: sqlite3.Connection, path: Path, plan: Plan | None = None, *, whole: bool = True
) -> int:
    """Return the version of the store, or say why it cannot be used.

    `whole` looks at every page, which takes a second for each few hundred megabytes.
    """
    plan = plan or _store()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != plan.application_id:
        raise StoreDamaged(str(path), "not a store of this program")
    if version > (known := len(plan.migrations)):
        raise StoreTooNew(str(path), f"written by a later version (store {version}, known {known})")
    if version < 1:
        raise StoreDamaged(str(path), f"damaged (version {version})")
    if whole:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise StoreDamaged(str(path), f"damaged ({verdict})")
    return int(version)


def migrate(connection: sqlite3.Connection, plan: Plan | None = None) -> None:
    """Bring the store to the newest version in one transaction: all of it or nothing."""
    plan = plan or _store()
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again under the lock: another process may have been faster.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for step in plan.migrations[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {plan.application_id}")
        connection.execute(f"PRAGMA user_version = {max(version, len(plan.migrations))}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def create(path: Path, plan: Plan | None = None) -> None:
    """Make a new store at `path`, whole at once; one that appeared meanwhile is left alone.

    It is built beside its place and linked there: nobody ever sees half a store, and an
    empty file can only be damage.
    """
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not os.path.lexists(path):
            # The log of a file that somebody deleted would be replayed into the new one.
            for ending in ("-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
        handle, name = mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        with translated(path):
            with closing(connect(draft, "rw", busy_s=1.0)) as connection:
                migrate(connection, plan)
                connection.execute("PRAGMA journal_mode = WAL")
            _settle(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink()


def _settle(draft: Path, path: Path) -> None:
    """Give `draft` its name unless somebody else has it already."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        draft.rename(path)
