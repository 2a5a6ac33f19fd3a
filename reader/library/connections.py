"""Connections to the store's file, and the translation of SQLite's errors.

Shape:   `connect(path, mode)` gives a connection without implicit transactions.
Units:   time-outs in seconds.
Errors:  the StoreError tree; `translated(path)` turns every `sqlite3.Error` into it.
Source:  result codes: https://www.sqlite.org/rescode.html
"""

import sqlite3  # noqa: TID251 - this room's trade
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from reader.errors import StoreBusy, StoreDamaged, StoreError

Mode = Literal["rw", "ro", "immutable"]

_QUERIES: Final[dict[Mode, str]] = {
    "rw": "?mode=rw",
    "ro": "?mode=ro",
    # For a folder in which not even the shared-memory file can be made.
    "immutable": "?mode=ro&immutable=1",
}
_PRIMARY_CODE: Final = 0xFF
"""The low byte of an extended result code is the plain one."""


def connect(path: Path, mode: Mode, *, busy_s: float, shared: bool = False) -> sqlite3.Connection:
    """Open the file at `path`, which must exist; waits at most `busy_s` for each lock.

    A `shared` connection may be used from several threads: SQLite serialises them.
    """
    connection = sqlite3.connect(
        path.absolute().as_uri() + _QUERIES[mode],
        uri=True,
        timeout=busy_s,
        isolation_level=None,
        check_same_thread=not shared,
    )
    # Bytes that are not UTF-8 are damage to be shown, not an exception of the driver.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        if mode == "rw":
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn an error of SQLite or of the file system into one of the store's."""
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(path, error) from error
    except OverflowError as error:
        raise StoreError(str(path), f"a number too large to keep ({error})") from error
    except OSError as error:
        raise StoreError(str(path), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        # SQLite quotes the damaged bytes in its message, and the driver fails on that.
        raise StoreDamaged(str(path), "damaged (its schema is not text)") from error


def store_error(path: Path, error: sqlite3.Error) -> StoreError:
    """The store's name for what went wrong."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    place = str(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(place, "another process holds the lock")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreDamaged(place, f"damaged ({error})")
    if code == sqlite3.SQLITE_FULL:
        return StoreError(place, "the disk is full")
    return StoreError(place, str(error))
