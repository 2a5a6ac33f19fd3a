"""What the store knows of the feeds: where they are, what they said last, when to ask again.

Shape:   frozen `Subscription`s; SQL for the writer.
Units:   moments are POSIX seconds, UTC, 0.0 for never.
Errors:  ValueError for a column that there is not.
"""

import sqlite3  # noqa: TID251 - this room's trade
from collections.abc import Mapping
from typing import Final, NamedTuple


class Subscription(NamedTuple):
    """A feed among the sources, or the pages that were saved."""

    key: str
    """The name of the folder its entries are kept in."""
    address: str
    """With user and password, if it has them: not to be shown. "" for saved pages."""
    name: str
    site: str = ""
    """Where it can be read in a browser."""
    category: str = ""
    """"World/Asia" for one within another."""
    private: bool = False
    """True where the reader himself named a host that is not on the public network."""
    muted: bool = False
    """It is not asked for news."""
    full_text: bool = False
    """The page of each entry is fetched, too."""
    gone: bool = False
    """It said that it is gone for good."""
    etag: str = ""
    modified: str = ""
    """What the server said last of what it sent."""
    content: str = ""
    """A digest of that."""
    failures: int = 0
    """How often it failed since it last answered."""
    not_before: float = 0.0
    """It is not to be asked before."""
    asked_at: float = 0.0
    """When it was asked last."""
    error: str = ""
    """What went wrong then, in one line."""


_COLUMNS: Final = Subscription._fields

DROP: Final = "DELETE FROM feeds WHERE key = ?"
LAST: Final = "UPDATE feeds SET number = (SELECT max(number) + 1 FROM feeds) WHERE key = ?"


def load(connection: sqlite3.Connection) -> tuple[Subscription, ...]:
    """All of them, in their order."""
    rows = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM feeds ORDER BY number")  # noqa: S608 - our own names
    return tuple(
        Subscription(*row)._replace(
            private=bool(row[5]), muted=bool(row[6]), full_text=bool(row[7]), gone=bool(row[8])
        )
        for row in rows
    )


def keep(key: str, values: Mapping[str, str | float]) -> tuple[str, tuple[str | float, ...]]:
    """The statement that keeps these columns of a feed, and what goes into it."""
    if unknown := values.keys() - set(_COLUMNS[1:]):
        raise ValueError(f"no such column of a feed: {', '.join(sorted(unknown))}")
    names = list(values)
    if {"address", "name"} <= values.keys():
        marks = ", ".join("?" * (len(names) + 1))
        changes = ", ".join(f"{name} = excluded.{name}" for name in names)
        statement = (
            f"INSERT INTO feeds (key, {', '.join(names)}) VALUES ({marks}) "  # noqa: S608 - our own names
            f"ON CONFLICT (key) DO UPDATE SET {changes}"
        )
        return statement, (key, *values.values())
    changes = ", ".join(f"{name} = ?" for name in names)
    return f"UPDATE feeds SET {changes} WHERE key = ?", (*values.values(), key)  # noqa: S608 - our own names
