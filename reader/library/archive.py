"""The archive: articles as they were read, their marks, names and figures, in a file of its own.

Shape:   `Archive.open(path)`; one process writes (the clerk), others read. An article has the
         number of its row, an id that outlives moves and edits of its file, and a `Stamp` of the
         file it came from; an article whose file is gone stays until it is removed.
Units:   moments are POSIX seconds, UTC; sizes are bytes; a file's time is nanoseconds.
Errors:  StoreBusy, StoreDamaged, StoreTooNew, StoreError; never a `sqlite3.Error`.
Source:  `PRAGMA synchronous = NORMAL`: in WAL mode a killed process loses nothing, and what a
         power cut takes from the end is read again from its file.

It stands beside the store and not in it: what the user did is small and cannot be made again,
what was read is large and can.
"""

import os
import sqlite3  # noqa: TID251 - this room's trade
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from reader.articles import Article, article_id
from reader.errors import StoreDamaged, StoreError
from reader.library import schema
from reader.library.connections import Mode, connect, translated
from reader.library.packing import pack_article, pack_marks, unpack_article, unpack_marks
from reader.library.records import PLAN, Frozen, Kept, Known, Stamp, Standing
from reader.marks import Mark

_THAW: Final = (
    "INSERT INTO thawed (segment, id) "
    "SELECT segment, id FROM articles JOIN frozen ON article = number WHERE id = ?"
)


_BELOW: Final = (
    "FROM articles WHERE path = ? OR (path >= ? AND path < ?) OR (path >= ? AND path < ?)"
)


_PORTION: Final = 100
_MANY: Final = 1_000
"""Of what is small."""


class Archive:
    """Articles by id and by path. Use it from one thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._connection = connection

    @classmethod
    def open(
        cls, path: Path, *, write: bool = False, shared: bool = False, busy_s: float = 5.0
    ) -> "Archive":
        """Open the archive at `path`; for writing it is made, and brought to this version.

        A `shared` one may be read from several threads.
        """
        with translated(path):
            if write and not path.exists():
                schema.create(path, PLAN)
            elif path.is_file() and path.stat().st_size == 0:
                raise StoreDamaged(str(path), "damaged (the file is empty)")
        modes: tuple[Mode, ...] = ("rw",) if write else ("ro", "immutable")
        for mode in modes[:-1]:
            try:
                return cls(path, _connected(path, mode, busy_s, shared), writable=write)
            except StoreError:
                continue
        return cls(path, _connected(path, modes[-1], busy_s, shared), writable=write)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. Idempotent."""
        if self.writable:
            # What is in the log is looked through at every opening until it is in its place.
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()

    # Reading

    def __len__(self) -> int:
        ((count,),) = self._all("SELECT count(*) FROM articles")
        return int(count)

    def known(self) -> dict[str, Known]:
        """What is known of every article that has a file, by its origin."""
        rows = self._all(
            "SELECT path, id, size, modified, reading, content, gone_at FROM articles "
            "WHERE path IS NOT NULL"
        )
        return {
            os.fsdecode(path): Known(name, Stamp(size, modified, reading), content, bool(gone))
            for path, name, size, modified, reading, content, gone in rows
        }

    def article(self, name: str) -> Article | None:
        """The article with the id `name`."""
        row = self._one(
            "SELECT body FROM bodies JOIN articles ON article = number WHERE id = ?", name
        )
        return self._unpacked(*row) if row else None

    def articles(self) -> Iterator[tuple[Article, str]]:
        """Every article with the digest of its text, newest first."""
        return self._whole(self._all("SELECT number FROM articles ORDER BY moment DESC, id"))

    def unfrozen(self, segments: Sequence[int] = ()) -> Iterator[tuple[Article, str]]:
        """As `articles`, but those only that are in none of these segments."""
        marks = ", ".join("?" * len(segments))
        statement = (
            "SELECT number FROM articles LEFT JOIN frozen ON article = number "  # noqa: S608 - question marks
            f"WHERE segment IS NULL OR segment NOT IN ({marks}) ORDER BY moment DESC, id"
        )
        return self._whole(self._all(statement, *segments))

    def _whole(self, numbers: Sequence[tuple[int]]) -> Iterator[tuple[Article, str]]:
        """A few at a time: a statement that stays open would hold an old state of the file."""
        for place in range(0, len(numbers), _PORTION):
            portion = [number for (number,) in numbers[place : place + _PORTION]]
            marks = ", ".join("?" * len(portion))
            rows = self._all(
                "SELECT number, body, content FROM articles JOIN bodies ON article = number "  # noqa: S608 - question marks
                f"WHERE number IN ({marks})",
                *portion,
            )
            found = {number: (body, content) for number, body, content in rows}
            for number in portion:
                if number in found:
                    body, content = found[number]
                    yield self._unpacked(body), content

    def segments(self, roots: str) -> list[Frozen]:
        """The segments that were made for these roots and are ready, oldest first."""
        rows = self._all(
            "SELECT number, whole FROM segments WHERE ready AND roots = ? ORDER BY number", roots
        )
        return [
            Frozen(
                number,
                bool(whole),
                tuple(
                    name for (name,) in self._all("SELECT id FROM thawed WHERE segment = ?", number)
                ),
            )
            for number, whole in rows
        ]

    def around(self, name: str, segment: int, count: int) -> tuple[list[str], list[str]]:
        """The ids of up to `count` articles of a segment before `name`, and from it on, newest first."""
        columns = (
            "SELECT articles.id FROM articles JOIN frozen ON article = number AND segment = ?2 "
            "JOIN (SELECT moment AS at, id AS this FROM articles WHERE id = ?1) "
        )
        before = self._all(
            columns + "WHERE moment >= at AND (moment > at OR articles.id < this) "
            "ORDER BY moment, articles.id DESC LIMIT ?3",
            name,
            segment,
            count,
        )
        after = self._all(
            columns + "WHERE moment <= at AND (moment < at OR articles.id >= this) "
            "ORDER BY moment DESC, articles.id LIMIT ?3",
            name,
            segment,
            count,
        )
        return [id_ for (id_,) in reversed(before)], [id_ for (id_,) in after]

    def unmarked(self, made_by: str) -> list[tuple[str, str | None]]:
        """The ids and paths of articles without marks by this recogniser, newest first."""
        rows = self._all(
            "SELECT id, path FROM articles LEFT JOIN marks ON article = number AND made_by = ? "
            "WHERE article IS NULL ORDER BY moment DESC, id",
            made_by,
        )
        return [(name, None if path is None else os.fsdecode(path)) for name, path in rows]

    def loose(self) -> list[str]:
        """The paths of articles that are in no segment."""
        rows = self._all(
            "SELECT path FROM articles LEFT JOIN frozen ON article = number "
            "WHERE article IS NULL AND path IS NOT NULL"
        )
        return [os.fsdecode(path) for (path,) in rows]

    def with_contents(self, contents: Iterable[str]) -> list[tuple[str, str]]:
        """The ids of articles with these digests of their texts, each with its own."""
        return [
            (name, content)
            for content in contents
            for (name,) in self._all("SELECT id FROM articles WHERE content = ?", content)
        ]

    def contents(self, names: Sequence[str]) -> dict[str, str]:
        """The digests of the texts of these articles."""
        marks = ", ".join("?" * len(names))
        return dict(self._all(f"SELECT id, content FROM articles WHERE id IN ({marks})", *names))  # noqa: S608 - question marks

    def all_contents(self) -> Iterator[dict[str, str]]:
        """The same of every article, a thousand at a time."""
        last = -1
        statement = (
            "SELECT number, id, content FROM articles WHERE number > ? ORDER BY number LIMIT ?"
        )
        while rows := self._all(statement, last, _MANY):
            last = rows[-1][0]
            yield {name: content for _, name, content in rows}

    def count_below(self, path: str) -> int:
        """How many articles come from the file at `path`, or from below the folder."""
        ((count,),) = self._all("SELECT count(*) " + _BELOW, *_bounds(path))
        return int(count)

    def ids_below(self, path: str) -> list[str]:
        """The ids of these articles."""
        return [name for (name,) in self._all("SELECT id " + _BELOW, *_bounds(path))]

    def segment_numbers(self) -> list[int]:
        """Every segment there is, for whatever roots."""
        return [number for (number,) in self._all("SELECT number FROM segments")]

    def standing(self, name: str) -> Standing:
        """What became of the article's file."""
        row = self._one("SELECT changed_at, gone_at FROM articles WHERE id = ?", name)
        return Standing(*row) if row else Standing()

    def marks(self, name: str, made_by: str) -> tuple[Mark, ...] | None:
        """The article's marks, None unless they were made by this recogniser."""
        row = self._one(
            "SELECT marks.body FROM marks JOIN articles ON article = number "
            "WHERE id = ? AND made_by = ?",
            name,
            made_by,
        )
        try:
            return unpack_marks(*row) if row else None
        except ValueError as error:
            raise StoreDamaged(str(self.path), f"damaged (marks of {name}: {error})") from error

    # Writing; each call is one transaction.

    def keep(self, items: Iterable[Kept], now: float) -> list[str]:
        """Keep articles; return the ids they are known by from now on.

        A file that changed keeps its id and is said to have changed. A file that is new here but
        has the text of one that is gone is that one, moved: it keeps its id, too.
        """
        with self._transaction():
            return [self._keep(item, now) for item in items]

    def touch(self, stamps: Iterable[tuple[str, Stamp]]) -> None:
        """Note that files at these paths were looked at, and say what they said before."""
        rows = [(*stamp, os.fsencode(path)) for path, stamp in stamps]
        with self._transaction():
            self._connection.executemany(
                "UPDATE articles SET size = ?, modified = ?, reading = ?, gone_at = 0 WHERE path = ?",
                rows,
            )

    def miss(self, paths: Iterable[str], now: float) -> None:
        """Note that the files at these paths are gone; the articles stay."""
        rows = [(now, os.fsencode(path)) for path in paths]
        with self._transaction():
            self._connection.executemany(
                "UPDATE articles SET gone_at = ? WHERE path = ? AND gone_at = 0", rows
            )

    def keep_marks(self, made_by: str, items: Iterable[tuple[str, str, tuple[Mark, ...]]]) -> None:
        """Keep the marks of articles: their id, the digest of the text, and the marks.

        Marks of a text that has changed since are dropped.
        """
        rows = [(made_by, pack_marks(marks), name, content) for name, content, marks in items]
        with self._transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO marks (made_by, body, article) "
                "SELECT ?, ?, number FROM articles WHERE id = ? AND content = ?",
                rows,
            )

    def remove(self, names: Iterable[str]) -> None:
        """Forget articles and their marks."""
        rows = [(name,) for name in names]
        with self._transaction():
            self._connection.executemany(_THAW, rows)
            self._connection.executemany("DELETE FROM articles WHERE id = ?", rows)

    def begin_segment(self, roots: str, *, whole: bool) -> int:
        """Number a segment that is going to be made for these roots."""
        with self._transaction():
            number = self._connection.execute(
                "INSERT INTO segments (roots, whole) VALUES (?, ?)", (roots, whole)
            ).lastrowid
        assert number is not None  # noqa: S101 - a row was inserted
        return number

    def freeze(self, number: int, held: Iterable[tuple[str, str]]) -> list[int]:
        """Say that the segment is ready; return those it replaces.

        Args:
            number: what `begin_segment` gave.
            held: the ids of its articles, and the digests of their texts; what another process
                changed meanwhile is thawed at once.

        A segment made of everything replaces all others.
        """
        rows = [(number, name, content) for name, content in held]
        with self._transaction():
            execute = self._connection.execute
            row = execute("SELECT whole FROM segments WHERE number = ?", (number,)).fetchone()
            if row is None:
                raise StoreError(str(self.path), "another process has made the search index anew")
            (whole,) = row
            old = execute(
                "SELECT number FROM segments WHERE ready AND number <> ?", (number,)
            ).fetchall()
            if whole:
                execute("DELETE FROM segments WHERE ready AND number <> ?", (number,))
                execute("DELETE FROM thawed")
                execute("DELETE FROM frozen")
            # Two processes may have frozen the same article: it is true in the later segment only.
            self._connection.executemany(
                "INSERT INTO thawed (segment, id) SELECT segment, id "
                "FROM articles JOIN frozen ON article = number WHERE segment <> ? AND id = ? AND content = ?",
                rows,
            )
            update = self._connection.executemany(
                "INSERT OR REPLACE INTO frozen (segment, article) "
                "SELECT ?, number FROM articles WHERE id = ? AND content = ?",
                rows,
            )
            if update.rowcount < len(rows):
                self._connection.executemany(
                    "INSERT INTO thawed (segment, id) SELECT ?1, ?2 WHERE NOT EXISTS "
                    "(SELECT 1 FROM articles WHERE id = ?2 AND content = ?3)",
                    rows,
                )
            execute("UPDATE segments SET ready = 1 WHERE number = ?", (number,))
        return [gone for (gone,) in old] if whole else []

    # Inside

    def _keep(self, item: Kept, now: float) -> str:
        own, content, stamp, body = item.id, item.content, item.stamp, item.body
        path = None if item.path is None else os.fsencode(item.path)
        old = (
            self._connection.execute(
                "SELECT number, id, content, changed_at FROM articles WHERE path = ?1", (path,)
            ).fetchone()
            or self._connection.execute(
                "SELECT number, id, content, changed_at FROM articles WHERE content = ? AND gone_at > 0 "
                "ORDER BY gone_at DESC LIMIT 1",
                (content,),
            ).fetchone()
        )
        if old is None:
            number, name, changed_at = None, self._free_id(item), 0.0
        else:
            number, name, changed_at = old[0], old[1], old[3]
            if old[2] != content:
                changed_at = now
        if own != name:
            body = pack_article(replace(self._unpacked(body), id=name))
        if number is not None and not self._is_same(number, body):
            self._connection.execute(_THAW, (name,))
            self._connection.execute("DELETE FROM frozen WHERE article = ?", (number,))
            self._connection.execute("DELETE FROM marks WHERE article = ?", (number,))
        row = self._connection.execute(
            "INSERT INTO articles (number, id, path, content, size, modified, reading, moment, "
            "changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE "
            "SET path = excluded.path, content = excluded.content, size = excluded.size, "
            "modified = excluded.modified, reading = excluded.reading, moment = excluded.moment, "
            "changed_at = excluded.changed_at, gone_at = 0",
            (number, name, path, content, *stamp, item.moment, changed_at),
        )  # fmt: skip
        self._connection.execute(
            "INSERT OR REPLACE INTO bodies (article, body) VALUES (?, ?)",
            (row.lastrowid if number is None else number, body),
        )
        return name

    def _is_same(self, number: int, body: bytes) -> bool:
        """True when nothing but the file's stamp has changed."""
        row = self._connection.execute(
            "SELECT body FROM bodies WHERE article = ?", (number,)
        ).fetchone()
        try:
            return row is not None and unpack_article(row[0]) == unpack_article(body)
        except ValueError:
            return False

    def _free_id(self, item: Kept) -> str:
        """The article's id, or another where a moved article has taken it along."""
        name, count = item.id, 0
        while self._connection.execute("SELECT 1 FROM articles WHERE id = ?", (name,)).fetchone():
            count += 1
            name = article_id(f"{item.path}\0{count}")
        return name

    def _unpacked(self, body: bytes) -> Article:
        try:
            return unpack_article(body)
        except ValueError as error:
            raise StoreDamaged(str(self.path), f"damaged ({error})") from error

    def _one(self, statement: str, *values: str | int) -> tuple[Any, ...] | None:
        with translated(self.path):
            row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        return row

    def _all(self, statement: str, *values: str | int | bytes) -> list[tuple[Any, ...]]:
        with translated(self.path):
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with translated(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has rolled back already
                    self._connection.execute("ROLLBACK")
                raise


def _bounds(path: str) -> list[bytes]:
    """What `_BELOW` asks for: the file, those in the folder, and those of many in the file."""
    whole = os.fsencode(path)
    folder = whole.rstrip(b"/")
    return [whole, folder + b"/", folder + b"0", whole + b"\0", whole + b"\1"]  # "0" is behind "/"


def _connected(path: Path, mode: Mode, busy_s: float, shared: bool) -> sqlite3.Connection:
    with translated(path):
        connection = connect(path, mode, busy_s=busy_s, shared=shared)
        try:
            _prepare(connection, path, mode)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, mode: Mode) -> None:
    if mode == "rw":
        connection.execute("PRAGMA synchronous = NORMAL")
    version = schema.check(connection, path, PLAN, whole=False)
    if version < len(PLAN.migrations):
        if mode != "rw":
            raise StoreError(str(path), "read-only, and of an earlier version")
        schema.migrate(connection, PLAN)
