"""What the X-Ray panel shows: its pages, its filter, and names counted between two frames.

Shape:   `XRayPages` puts rows into the panel when the reader turns to a page, types a filter, opens
         another article, or when the list shows something else.
Units:   seconds.
"""

from asyncio import get_running_loop
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from reader.desk import Desk, Listing
from reader.desk.xray import Entry, Subject, gathering
from reader.marks import NAME_KINDS, Kind
from reader.spans import Span
from reader.view.glyphs import fitted, width
from reader.view.page import Piece
from reader.view.quotes import QuoteRow, quote_rows
from reader.view.reading import AT_ONCE, Reading
from reader.view.said_page import Said, SaidPage
from reader.view.slices import Slices
from reader.view.widgets.panels import XRayPanel
from reader.view.xray_pages import (
    MOST_NAMES,
    ArticlePage,
    LibraryPage,
    Mentioned,
    Named,
    Page,
    Told,
)

# Imported by the first search; the panel does not wait for it.
if TYPE_CHECKING:
    from collections.abc import Generator

    from reader.search.tallies import Held

_SAID: Final = 2
"""The place of the page of quotations."""
_REST_S: Final = 0.15
"""So long the list must stay as it is before its names are counted."""


class XRayPages:
    """The pages of one panel."""

    def __init__(
        self,
        desk: Desk,
        reading: Reading,
        listing: Callable[[], Listing],
        panel: XRayPanel,
    ) -> None:
        self._desk = desk
        self._reading = reading
        self._listing = listing
        self._panel = panel
        self._library = LibraryPage()
        self.pages: list[Page] = [
            ArticlePage("", (), 0, known=False),
            self._library,
            SaidPage(),
        ]
        """All of them, in their order; another one is one more here."""
        self.at = 0
        """The number of the one that is seen."""
        self._shown: str | None = None
        """The article whose names they have."""
        self._counted_of: Listing | None = None
        self._counting: Slices[Listing] = Slices()
        self._gathering: Slices[tuple[Entry, ...]] = Slices()
        panel.head, panel.turned, panel.filtered = self.head, self.turn, self.refresh

    @property
    def subject(self) -> Subject | None:
        """The name or figure under the cursor."""
        row = self._panel.current
        return row.subject if isinstance(row, Named) else None

    @property
    def chosen(self) -> Entry | Subject | Span | None:
        """The same, as what choosing it means: an entry of the article, a name to ask for, a place."""
        row = self._panel.current
        if isinstance(row, Said):
            return row.place
        if isinstance(row, Mentioned):
            return row.entry
        return row.subject if isinstance(row, Told) else None

    def show_again(self, at: int, row: int, top: int) -> None:
        """A page as it was: its cursor's row, and the line that was seen first."""
        self.at = at
        self.follow()
        self._panel.show(self.pages[at].rows(self._panel.filter), row, top)
        self.listed()

    def begin(self) -> None:
        """The panel opens: on another article than before at the top, whatever names the two share."""
        if self._reading.id != self._shown and not isinstance(self.pages[self.at], LibraryPage):
            self._panel.show(())

    def follow(self) -> None:
        """Another article is open, or more is known of it."""
        name = self._shown = self._reading.id
        self.pages[_SAID] = SaidPage(name)
        self._listen()
        marks = None if name is None else self._desk.marks(name)
        if name is None or marks is None:
            self._show_article(ArticlePage("", (), 0, known=name is None))
            return
        article = self._desk.article(name)
        self._gathering.run(
            gathering(article.text, marks),
            lambda found: self._show_article(
                ArticlePage(article.title, found, len(article.text), known=True)
            ),
        )

    def _show_article(self, page: ArticlePage) -> None:
        self._gathering.stop()
        self.pages[0] = page
        if self.at == 0:
            self.refresh()

    def listed(self) -> None:
        """The list shows something else: its names are counted when it stays so, and is looked at."""
        if isinstance(self.pages[self.at], LibraryPage):
            self._count(_REST_S)

    def turn(self, step: int) -> None:
        """To the next page, or the one before, and round."""
        self.at = (self.at + step) % len(self.pages)
        self._panel.cursor = 0
        self.refresh()
        if isinstance(self.pages[self.at], LibraryPage):
            self._count()
        self._listen()

    def _listen(self) -> None:
        """Look for quotations, if they are looked at and nobody has: in a thread, for long articles."""
        page = self.pages[self.at]
        if not isinstance(page, SaidPage) or page.is_known or page.article is None:
            return
        if self._desk.marks(page.article) is None:
            return  # `follow` comes when they are known
        article = page.article

        def found() -> tuple[QuoteRow, ...]:
            return quote_rows(self._desk.article(article).text, self._desk.quotations(article))

        if len(self._desk.article(article).text) <= AT_ONCE:
            self._said(page, found())
        else:
            work = get_running_loop().run_in_executor(None, found)
            work.add_done_callback(lambda done: self._said(page, done.result()))

    def _said(self, page: SaidPage, found: tuple[QuoteRow, ...]) -> None:
        page.fill(found)
        if self.pages[self.at] is page:
            self.refresh()

    def refresh(self) -> None:
        """The rows of the page, with its filter; the cursor stays on its name."""
        before = self._panel.current
        found = self.pages[self.at].rows(self._panel.filter)
        cursor = next(
            (
                number
                for number, row in enumerate(found)
                if isinstance(row, Named)
                and isinstance(before, Named)
                and row.subject.key == before.subject.key
            ),
            None,
        )
        self._panel.show(found, cursor or 0, self._panel.top if cursor is not None else 0)

    def head(self, cells: int) -> list[list[Piece]]:
        """The names of the pages, what the page tells, or the filter."""
        tabs: list[Piece] = [Piece(" X-Ray ", ("title",))]
        for number, page in enumerate(self.pages):
            here = number == self.at
            tabs += [
                Piece(" ", ()),
                Piece(f"[{page.name}]" if here else f" {page.name} ", ("on" if here else "soft",)),
            ]
        spoken = self._library.spoken = self._panel.spoken
        if spoken or sum(width(piece.text) for piece in tabs) > cells:
            of = " of " if spoken else "/"
            place = f"{', page' if spoken else ''} {self.at + 1}{of}{len(self.pages)}"
            name = fitted(f"X-Ray: {self.pages[self.at].name}", cells - len(place) - 1)
            tabs = [Piece(f" {name}", ("title",)), Piece(place, ("soft",))]
        if self._panel.typing or self._panel.filter:
            cursor = "▏" if self._panel.typing and not spoken else ""
            sign = "filter: " if spoken else "/"
            room = cells - 2 - width(sign)
            line = Piece(f" {sign}{fitted(self._panel.filter, room)}{cursor}", ("on",))
        else:
            line = Piece(f" {fitted(self.pages[self.at].told(), cells - 2)}", ("soft",))
        return [tabs, [line], []]

    # -- counting ------------------------------------------------------

    def _count(self, after_s: float = 0) -> None:
        """Count the names of what is listed, unless that was counted last."""
        self._counting.run(self._census(), self._counted, after_s=after_s)

    def _counted(self, listing: Listing) -> None:
        self._counted_of = listing
        if isinstance(self.pages[self.at], LibraryPage):
            self.refresh()

    def _census(self) -> "Generator[None, None, Listing | None]":
        """What was counted anew; None when there was nothing to count."""
        listing = self._listing()
        if listing is self._counted_of or not self._panel.is_on:
            return None
        census = self._desk.census(listing.query)
        yield
        yield from census.survey()
        names: dict[Kind, list[Held]] = {}
        for kind in NAME_KINDS:
            names[kind] = yield from census.names(kind, MOST_NAMES)
        self._library.fill(census, names)
        return listing
