"""What the clerk reports while it reads and recognises.

Shape:   `Read` and `Failed` in any order, then `AllRead`, then `Marked`, then `Done`;
         `Marked` may come earlier for an article that was asked for. A clerk that looks again
         later sends `Read`, `Failed` and `Looked`, then `Marked`, whenever there is something new.
Units:   as in `reader.articles` and `reader.marks`.
Errors:  none; a fault is one line for people, free of control characters.
"""

from typing import TYPE_CHECKING, NamedTuple

# For the types alone: the clerk's child is started before these are imported.
if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.articles import Article
    from reader.library import Stamp
    from reader.marks import Mark
    from reader.search import Digest


class Entry(NamedTuple):
    """One article, ready for the shelf and the index."""

    article: "Article"
    digest: "Digest"
    content: str
    """A digest of the text, by which a moved file is known again."""


class Read(NamedTuple):
    """Articles that were read, in the order they were found."""

    entries: tuple[Entry, ...]


class Failed(NamedTuple):
    """What could not be read, one line each."""

    faults: tuple[str, ...]


class AllRead(NamedTuple):
    """Everything was read; only marks are to come."""

    total: int
    whole: bool = True
    """False when the reading was cut short, and more may exist."""


class Marked(NamedTuple):
    """Ids and the marks of their articles' texts."""

    items: "tuple[tuple[str, tuple[Mark, ...]], ...]"
    languages: tuple[str | None, ...] = ()
    """The language of each, which whoever recognises has to know; none where nobody looked."""


class Counted(NamedTuple):
    """So many articles were read so far, of which some are on their way."""

    total: int


class Froze(NamedTuple):
    """A segment of the search index was made; its articles are there and in the archive."""

    number: int
    whole: bool
    """True when it holds every article of the library, and replaces all before it."""


class Looked(NamedTuple):
    """The folders were looked at once more, and something was new, changed, gone or there again."""

    new: int
    changed: int
    gone: int
    """Also what was gone and is there again as it was."""


class Seen(NamedTuple):
    """What a look at the folders leaves to the next one."""

    refused: "Mapping[str, Stamp]"
    """Files that could not be read, as they were then: they are not read again."""
    told: frozenset[str]
    """What was said of them, which is not said again."""


class Done(NamedTuple):
    """All is done."""

    seen: Seen | None = None
    """For the next look at the folders, where there will be one."""


Event = Read | Failed | AllRead | Marked | Counted | Froze | Looked | Done
