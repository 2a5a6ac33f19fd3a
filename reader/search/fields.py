"""The fields of the query language: what each is called, and what it wants.

Shape:   a name as typed -> a `Column`, or None.
Units:   names are folded; a field of two names has the one shown first in every list.
Errors:  none.
"""

from typing import Final, Literal, NamedTuple

from reader.marks import FigureKind

Scope = Literal[
    "title", "standfirst", "byline", "name", "text", "person", "place", "organisation", "source"
]
"""Where words are looked for: a field of the text, names of one kind, or where it comes from."""

NAMED: Final[tuple[Scope, ...]] = ("person", "place", "organisation", "source")
"""The scopes whose values are names, each counted once however many articles hold it."""

Measure = FigureKind | Literal["published"]
"""A kind of figure; the day an article is from is measured like one."""


class Column(NamedTuple):
    """What may be asked of a field."""

    sort: Literal["words", "state", "language", "day", "figure"]
    scope: Scope | None = None
    """For words."""
    measure: Measure | None = None
    """For days and figures; None is any figure that is a plain number."""
    wants: str = ""
    """What a value must be, to say so when it is none."""


_DAY: Final = "a date, such as 2016-03"
_NUMBER: Final = "a number, such as >250000"
_NAMES: Final[tuple[tuple[str, Column], ...]] = (
    ("title headline", Column("words", "title")),
    ("standfirst", Column("words", "standfirst")),
    ("text", Column("words", "text")),
    ("source", Column("words", "source")),
    ("author byline", Column("words", "byline")),
    ("person", Column("words", "person")),
    ("place", Column("words", "place")),
    ("org organisation", Column("words", "organisation")),
    ("is", Column("state", wants="unread, read, starred or removed")),
    ("after", Column("day", measure="published", wants=_DAY)),
    ("before", Column("day", measure="published", wants=_DAY)),
    ("date", Column("day", measure="published", wants=_DAY)),
    ("lang", Column("language", wants="the letters of a language, such as en")),
    ("figure", Column("figure", wants=_NUMBER)),
    ("money", Column("figure", measure="money", wants="a sum, such as >1bn or £5m..£10m")),
    ("percent", Column("figure", measure="percent", wants="a number, such as >5 or 20..30")),
    ("count", Column("figure", measure="count", wants=_NUMBER)),
    ("quantity", Column("figure", measure="quantity", wants="a measure, such as >5km")),
    ("age", Column("figure", measure="age", wants="an age, such as >60")),
    ("date-mentioned", Column("day", measure="date", wants=_DAY)),
)

FIELDS: Final[tuple[str, ...]] = tuple(names.split()[0] for names, _ in _NAMES)
"""The names to show, in their order."""

SPELLINGS: Final[tuple[str, ...]] = tuple(name for names, _ in _NAMES for name in names.split())
"""All names, the one to show first."""

STATES: Final = ("unread", "read", "starred", "removed")

_COLUMNS: Final = {name: column for names, column in _NAMES for name in names.split()}


def column(name: str) -> Column | None:
    """The field called `name`.

    >>> column("headline").scope, column("colour")
    ('title', None)
    """
    return _COLUMNS.get(name)


def no_such_field(name: str) -> str:
    """What is said of a field that does not exist; what stands before "; " is enough."""
    shown = name if len(name) <= 20 else f"{name[:20]}…"
    return f"no field “{shown}”; fields are {' '.join(f'{each}:' for each in FIELDS)}"


def no_such_value(name: str, wants: str) -> str:
    """What is said of a value that a field cannot read."""
    return f"{name}: wants {wants}"
