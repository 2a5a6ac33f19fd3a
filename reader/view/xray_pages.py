"""The pages of the X-Ray panel: those of the open article, and of everything that is listed.

Shape:   a `Page` has a name, tells itself in a line, and gives `Row`s for a filter. Another page,
         of whatever rows, need only be one more in `XRay.pages`.
Units:   cells; counts are mentions on the first page, articles on the second.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from reader.desk.xray import Entry, Subject
from reader.marks import KINDS, NAME_KINDS, Kind
from reader.view import rows
from reader.view.bars import occurrence, sparkline
from reader.view.glyphs import fitted, width
from reader.view.page import Piece
from reader.view.widgets.legend import NAMES
from reader.view.widgets.panel_rows import Row

# Imported by the first search; the window does not wait for it.
if TYPE_CHECKING:
    from reader.search import Census
    from reader.search.tallies import Held

MOST_NAMES: Final = 100
"""Of each kind so many are listed of a library."""

_BAR: Final = 16
_SHORT_BAR: Final = 8
_ROOMY: Final = 52
"""From this width on the bars are long."""
_TIGHT_BAR: Final = 5
_TIGHT: Final = 36
"""Below, they make room for the names."""


class Page(Protocol):
    """One page of the panel."""

    name: str

    def told(self) -> str:
        """What it shows, in a line."""

    def rows(self, filter_: str) -> Sequence[Row]:
        """Its rows; with a filter, those that fit it."""


class Heading(Row):
    """A kind, and how many there are of it."""

    can_be_chosen = False

    def __init__(self, text: str, kind: Kind | None = None, *, air: bool = False) -> None:
        self._text = text
        self._kind = kind
        self._air = air

    def height(self, cells: int) -> int:
        """With a blank line above, but for the first."""
        del cells
        return 2 if self._air else 1

    def draw(self, line: int, cells: int) -> list[Piece]:
        """The words."""
        if self._air and line == 0:
            return []
        return [Piece(f" {fitted(self._text, cells - 1)}", (self._kind or "soft",))]


class Named(Row):
    """A name with its count and its bar."""

    def __init__(self, subject: Subject, count: int) -> None:
        self.subject = subject
        self.count = count

    def bar(self, cells: int) -> str:
        """The bar, so many cells wide at most."""
        raise NotImplementedError

    def draw(self, line: int, cells: int) -> list[Piece]:
        """Name, count, bar."""
        del line
        tight = cells < _TIGHT
        long = _BAR if cells >= _ROOMY else _TIGHT_BAR if tight else _SHORT_BAR
        bar, count = self.bar(long), f"{self.count:,}".rjust(2 if tight else 5)
        room = max(1, cells - long - width(count) - 5)
        title = fitted(self.subject.title, room)
        return [
            Piece("  ", ()),
            Piece(title, (self.subject.kind,)),
            Piece(" " * (room - width(title)), ()),
            Piece(f"{count} ", ("soft",)),
            Piece(bar, ()),
        ]

    @property
    def words(self) -> str:
        """Count and bar in words."""
        raise NotImplementedError

    def draw_spoken(self, line: int, cells: int) -> list[Piece]:
        """Name, and the rest in words."""
        del line
        words = f", {self.words}"
        title = fitted(self.subject.title, max(1, cells - 2 - width(words)))
        return [
            Piece("  ", ()),
            Piece(title, (self.subject.kind,)),
            Piece(fitted(words, cells - 2 - width(title)), ("soft",)),
        ]


class Mentioned(Named):
    """A name of the open article; the bar is the text from its start to its end."""

    def __init__(self, entry: Entry, length: int) -> None:
        super().__init__(entry.subject, len(entry.mentions))
        self.entry = entry
        self._length = length

    def bar(self, cells: int) -> str:
        """Where it stands."""
        return occurrence(self.entry.bar(cells, self._length))

    @property
    def words(self) -> str:
        """How often, and how far into the text."""
        places = [mark.start / max(1, self._length) for mark in self.entry.mentions]
        if len(places) == 1:
            return f"once, at {places[0]:.0%}"
        return f"{rows.number(len(places))} times, from {min(places):.0%} to {max(places):.0%}"


class Told(Named):
    """A name of the library; the bar is the time from the oldest article to the newest."""

    def __init__(self, census: "Census", subject: Subject, count: int) -> None:
        super().__init__(subject, count)
        self._census = census
        self._bars: tuple[int, ...] | None = None

    @property
    def words(self) -> str:
        """In how many articles."""
        return f"in {rows.articles(self.count)}"

    def bar(self, cells: int) -> str:
        """When it was written of; counted when it is first seen."""
        if self._bars is None:
            self._bars = self._census.over_time(self.subject.kind, self.subject.name)
        counts = self._bars
        if len(counts) > cells:  # neighbours share a cell
            share = -(-len(counts) // cells)
            counts = tuple(sum(counts[at : at + share]) for at in range(0, len(counts), share))
        return sparkline(counts)


class ArticlePage:
    """The names and figures of the open article."""

    name = "This article"

    def __init__(self, title: str, entries: Sequence[Entry], length: int, *, known: bool) -> None:
        self._title = title
        self._entries = entries
        self._length = length
        self._known = known

    def told(self) -> str:
        """The headline; or that nobody has looked yet."""
        return self._title if self._known else "reading names and figures …"

    def rows(self, filter_: str) -> Sequence[Row]:
        """Kind by kind, the most mentioned first."""
        entries = [entry for entry in self._entries if fits(filter_, entry.subject)]
        return list(
            _by_kind(
                KINDS,
                (Mentioned(entry, self._length) for entry in entries),
            )
        )


class LibraryPage:
    """The names that most of the listed articles hold."""

    name = "All listed"

    def __init__(self) -> None:
        self.spoken = False
        """True where there are no bars to tell of."""
        self._told, self._bar_is = "counting …", ""
        self._rows: list[Told] = []

    def fill(self, census: "Census", names: "dict[Kind, list[Held]]") -> None:
        """Show what was counted."""
        self._rows = [
            Told(census, Subject(kind, held.name), held.articles)
            for kind, some in names.items()
            for held in some
        ]
        self._told, self._bar_is = rows.articles(len(census)), ""
        if (times := census.times) is not None:
            unit = {"day": "day", "week": "week", "month": "month", "quarter": "quarter"}
            bar = unit.get(times.unit, times.unit)
            since = f"{times.edges[0]:%b %Y}"
            self._told += f", since {since}"
            self._bar_is = f", a bar a {bar}"

    def told(self) -> str:
        """How many articles, since when, and what a bar of them is."""
        return self._told + ("" if self.spoken else self._bar_is)

    def rows(self, filter_: str) -> Sequence[Row]:
        """Kind by kind, the commonest first."""
        return list(_by_kind(NAME_KINDS, (row for row in self._rows if fits(filter_, row.subject))))


def fits(filter_: str, subject: Subject) -> bool:
    """True when what was typed stands in the name, as written or as meant."""
    if not filter_:
        return True
    from reader.text.fold import fold

    typed = fold(filter_)
    return not typed or typed in fold(subject.title) or typed in fold(subject.name)


def _by_kind(kinds: Sequence[Kind], named: Iterable[Named]) -> Iterator[Row]:
    by_kind: dict[Kind, list[Named]] = {}
    for row in named:
        by_kind.setdefault(row.subject.kind, []).append(row)
    first = True
    for kind in kinds:
        if some := by_kind.get(kind):
            most = isinstance(some[0], Told) and len(some) == MOST_NAMES
            told = (
                f"{NAMES[kind]}, the {MOST_NAMES} most named"
                if most
                else f"{NAMES[kind]} {len(some)}"
            )
            yield Heading(told, kind, air=not first)
            yield from some
            first = False
