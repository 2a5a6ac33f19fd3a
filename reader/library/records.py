"""What the archive holds: its tables, and the values that go in and come out.

Shape:   `PLAN` for `schema`; frozen values.
Units:   moments are POSIX seconds, UTC, 0.0 for never; sizes are bytes; a file's time is nanoseconds.
Errors:  none.
"""

from typing import Final, NamedTuple

from reader.library.schema import Plan

PLAN: Final = Plan(
    0x42524152,  # the letters BRAR
    (
        (
            """
            CREATE TABLE articles (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                path BLOB UNIQUE,
                content TEXT NOT NULL,
                size INTEGER NOT NULL,
                modified INTEGER NOT NULL,
                reading TEXT NOT NULL,
                moment REAL NOT NULL,
                changed_at REAL NOT NULL DEFAULT 0,
                gone_at REAL NOT NULL DEFAULT 0
            )
            """,
            "CREATE INDEX articles_by_content ON articles (content)",
            "CREATE INDEX articles_by_moment ON articles (moment DESC, id)",
            # Apart, so that what is known of all articles is read without their texts.
            """
            CREATE TABLE bodies (
                article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
                body BLOB NOT NULL
            )
            """,
            """
            CREATE TABLE frozen (
                article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
                segment INTEGER NOT NULL
            )
            """,
            """
            CREATE TABLE segments (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                roots TEXT NOT NULL,
                whole INTEGER NOT NULL,
                ready INTEGER NOT NULL DEFAULT 0
            )
            """,
            # What a segment says of these articles is not true any more.
            "CREATE TABLE thawed (segment INTEGER NOT NULL, id TEXT NOT NULL)",
            "CREATE INDEX thawed_by_segment ON thawed (segment)",
            """
            CREATE TABLE marks (
                article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
                made_by TEXT NOT NULL,
                body BLOB NOT NULL
            )
            """,
        ),
    ),
)


class Stamp(NamedTuple):
    """What tells whether a file changed since it was read."""

    size: int
    modified_ns: int
    reading: str
    """How it was read: the settings that the article rests on."""


class Known(NamedTuple):
    """What the archive has of one file."""

    id: str
    stamp: Stamp
    content: str
    gone: bool


class Standing(NamedTuple):
    """What became of an article's file; 0.0 for never."""

    changed_at: float = 0.0
    gone_at: float = 0.0


class Frozen(NamedTuple):
    """A segment of the search index, made of articles that are here."""

    number: int
    whole: bool
    """True when it was made of all articles below the roots, names included."""
    thawed: tuple[str, ...]
    """Ids of articles that changed or were removed since."""


class Kept(NamedTuple):
    """An article to be kept, and the file it was read from."""

    id: str
    path: str | None
    """The article's origin: its file, and which one in it."""
    moment: float
    content: str
    stamp: Stamp
    body: bytes
    """The article, packed."""
