"""A passage of an article that the reader wrote a note to.

Shape:   a frozen `Passage`, which says enough to be read when the article is gone.
Units:   `start` counts code points of the article's text when the note was written;
         `made_at` is POSIX seconds.
Errors:  none.
"""

from typing import Final, NamedTuple


class Passage(NamedTuple):
    """Words of an article, and a note."""

    key: str
    """Its own; random."""
    article: str
    """The article's id."""
    content: str
    """A digest of the article's text, by which a moved file is known again."""
    start: int
    quote: str
    note: str
    title: str
    date: str
    """ISO 8601, or "" where it is not known."""
    source: str
    place: str
    """The article's own address, or its path."""
    made_at: float


COLUMNS: Final = ", ".join(Passage._fields)
KEEP: Final = (
    f"INSERT INTO passages ({COLUMNS}) VALUES ({', '.join('?' * len(Passage._fields))}) "  # noqa: S608 - names of ours
    "ON CONFLICT (key) DO UPDATE SET note = excluded.note"
)
DROP: Final = "DELETE FROM passages WHERE key = ?"
READ: Final = f"SELECT {COLUMNS} FROM passages ORDER BY made_at, key"  # noqa: S608 - likewise
