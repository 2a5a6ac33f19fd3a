"""The one thread that writes to the store.

Shape:   `put` never waits; the changes reach the disk in their order, many in one transaction.
Units:   seconds.
Errors:  reported to `on_failure`, from the writer's thread, once for each run of trouble;
         the changes stay queued and are tried again until `close` gives up.
Source:  a committed transaction in WAL mode with synchronous=FULL survives kill -9.
"""

import sqlite3  # noqa: TID251 - this room's trade
import threading
import time
from collections import deque
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from reader.errors import StoreBusy, StoreError
from reader.library.connections import connect, translated

_BUSY_S: Final = 0.2
_RETRY_S: Final = 0.2
_PATIENCE_S: Final = 1.0
"""A lock held for less than this is everyday life between two instances, and not reported."""
_BATCH: Final = 2_000


class Change(NamedTuple):
    """One statement and its values."""

    statement: str
    values: tuple[str | bytes | int | float | None, ...]


class Writer:
    """A queue of changes and the thread that empties it."""

    def __init__(self, path: Path, on_failure: Callable[[StoreError], None]) -> None:
        self._path = path
        self._on_failure = on_failure
        self._pending: deque[Change] = deque()
        self._wake = threading.Condition()
        self._deadline: float | None = None
        self._thread: threading.Thread | None = None
        self._connection: sqlite3.Connection | None = None
        self._inode: int | None = None
        self._trouble_since: float | None = None
        self._told = False

    def put(self, change: Change) -> None:
        """Queue `change`; the thread starts with the first one. ValueError after `close`."""
        with self._wake:
            if self._deadline is not None:
                raise ValueError("the store is closed")
            self._pending.append(change)
            if self._thread is None:
                # A daemon: a disk that hangs must not keep the program from ending.
                self._thread = threading.Thread(target=self._run, name="store", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def flush(self, timeout_s: float) -> bool:
        """Wait until everything queued so far is on disk; False when time ran out."""
        with self._wake:
            return self._wake.wait_for(lambda: not self._pending, timeout_s)

    def close(self, timeout_s: float) -> int:
        """Write what is queued, for at most `timeout_s`; return how many changes are lost."""
        with self._wake:
            self._deadline = time.monotonic() + timeout_s
            self._wake.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(timeout_s + _BUSY_S + _RETRY_S)
        return len(self._pending)

    def _run(self) -> None:
        while (batch := self._next()) is not None:
            error = self._write(batch)
            with self._wake:
                if error is None:
                    for _ in batch:
                        self._pending.popleft()
                    self._wake.notify_all()
                elif self._deadline is None:
                    self._wake.wait(_RETRY_S)
                elif time.monotonic() >= self._deadline:
                    break
                else:
                    # Not notified any more: only time helps.
                    self._wake.wait(min(_RETRY_S, self._deadline - time.monotonic()))
            self._report(error)
        self._disconnect()

    def _next(self) -> list[Change] | None:
        with self._wake:
            self._wake.wait_for(lambda: self._pending or self._deadline is not None)
            return list(islice(self._pending, _BATCH)) or None

    def _write(self, batch: list[Change]) -> StoreError | None:
        """Write `batch` in one transaction, or say why not."""
        try:
            with translated(self._path):
                connection = self._connected()
                connection.execute("BEGIN IMMEDIATE")
                for change in batch:
                    connection.execute(*change)
                connection.execute("COMMIT")
        except StoreError as error:
            self._disconnect()
            return error
        return None

    def _connected(self) -> sqlite3.Connection:
        """A connection to the file that has the store's name now, not to one moved away."""
        inode = self._path.stat().st_ino
        if self._connection is None or inode != self._inode:
            self._disconnect()
            self._connection = connect(self._path, "rw", busy_s=_BUSY_S)
            self._inode = inode
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()  # rolls back what was not committed

    def _report(self, error: StoreError | None) -> None:
        if error is None:
            self._trouble_since, self._told = None, False
            return
        now = time.monotonic()
        if self._trouble_since is None:
            self._trouble_since = now
        patience = _PATIENCE_S if isinstance(error, StoreBusy) else 0.0
        if not self._told and now - self._trouble_since >= patience:
            self._told = True
            self._on_failure(error)
