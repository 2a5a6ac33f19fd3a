"""Walking and following names: the mark cursor's card, the X-Ray panel, and the way back.

It joins the panels to the desk, the list and the page; the window only passes on which keys were
pressed and what changed. Whatever leads elsewhere notes on the trail where the reader was.
Work that takes longer than a moment is done in slices, between keys and frames.
"""

from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from textual.screen import Screen

from reader.desk import Desk, Listing
from reader.desk.xray import Entry, Subject, entries, subject_of
from reader.marks import NAME_KINDS, Kind, Mark
from reader.spans import Span
from reader.view.cards import OpenCard, Sentence
from reader.view.glyphs import fitted, width
from reader.view.page import Piece
from reader.view.reading import Reading
from reader.view.trail import Trail
from reader.view.widgets.article_list import ArticleList
from reader.view.widgets.marked_text import MarkedText
from reader.view.widgets.panels import CardPanel, XRayPanel
from reader.view.widgets.row_view import RowView
from reader.view.widgets.search_bar import SearchBar
from reader.view.xray_pages import (
    MOST_NAMES,
    ArticlePage,
    LibraryPage,
    Mentioned,
    Named,
    Page,
    Told,
)

# Imported by the first search; the window does not wait for it.
if TYPE_CHECKING:
    from reader.search.tallies import Held, Slices

WIDE: Final = 150
"""From this width on a panel stands on the right; below, it covers the list."""

_SLICE_S: Final = 0.005
_PAUSE_S: Final = 0.008
"""How long is looked up at a stretch, and how long others then have for themselves."""

_REST_S: Final = 0.15
"""So long the list must stay as it is before its names are counted."""

Pane = Literal["list", "page", "xray", "card"]


class Place(NamedTuple):
    """Where the reader was: to the line and the cursor."""

    query: str
    article: str | None
    height: int
    """Of its row in the list, in lines from the top."""
    offset: int
    line: int
    """Of the text, on top."""
    mark: Mark | None
    pane: Pane
    xray: bool
    at: int
    """The page of the X-Ray panel, ..."""
    row: int
    """... the cursor's row on it, ..."""
    top: int
    """... and the line that is seen first."""
    card: OpenCard | None


def arrange(screen: Screen[None], cells: int, list_width: int) -> None:
    """Give the panels their width, for a window of so many cells."""
    screen.set_class(cells >= WIDE, "-wide")
    beside = max(44, min(60, cells // 4))
    for panel in screen.query(RowView):
        panel.styles.width = beside if cells >= WIDE else list_width if cells >= 80 else "1fr"


class XRay:
    """The card and the X-Ray panel of one window."""

    def __init__(
        self,
        screen: Screen[None],
        desk: Desk,
        reading: Reading,
        listing: Callable[[], Listing],
        to_page: Callable[[], None],
        to_list: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._reading = reading
        self._listing = listing
        self._to_page = to_page
        self._to_list = to_list
        self._bar = screen.query_one(SearchBar)
        self._list, self._page = screen.query_one(ArticleList), screen.query_one(MarkedText)
        self._panel, self._card_panel = screen.query_one(XRayPanel), screen.query_one(CardPanel)
        self._card: OpenCard | None = None
        self._is_on = False
        """True while the X-Ray panel is open, be it behind a card."""
        self._from: Pane = "list"
        """Where the panel was opened from."""
        self._card_from: Pane = "page"
        self._trail: Trail[Place] = Trail()
        self._at = 0
        self._jumped: tuple[Subject, int] | None = None
        self._library = LibraryPage()
        self.pages: list[Page] = [ArticlePage("", (), 0, known=False), self._library]
        """Those of the X-Ray panel, in their order."""
        self._counted_of: Listing | None = None
        self._looking: TimerHandle | None = None
        self._counting: TimerHandle | None = None
        self._listen()

    def _listen(self) -> None:
        self._panel.head, self._panel.chosen = self._head, self._choose
        self._panel.closed, self._panel.turned = self.close, self._turn
        self._panel.filtered = self._refresh
        self._card_panel.chosen, self._card_panel.closed = self._open_sentence, self.close

    # -- what can be done now ------------------------------------------

    @property
    def is_open(self) -> bool:
        """True while the card or the panel is on the screen."""
        return self._card is not None or self._is_on

    @property
    def subject(self) -> Subject | None:
        """What a key means now: of the card, of the panel's row, or under the mark cursor."""
        if self._card is not None and self._pane == "card":
            return self._card.subject
        if self._pane == "xray":
            row = self._panel.current
            return row.subject if isinstance(row, Named) else None
        mark = self._page.mark
        return (
            subject_of(mark, self._desk.article(self._reading.id).text)
            if (mark is not None and self._reading.id is not None)
            else None
        )

    def offers(self, command: str) -> bool:
        """True unless the command could do nothing now: the footer leaves it out."""
        if command == "mark.card":
            return self._page.mark is not None
        if command == "name.everywhere":
            return self.subject is not None
        return command != "trail.back" or self._trail.can_step(-1)

    @property
    def _pane(self) -> Pane:
        panes: dict[str | None, Pane] = {"page": "page", "xray": "xray", "card": "card"}
        focused = self._screen.focused
        return panes.get(focused.id if focused is not None else None, "list")

    # -- the card ------------------------------------------------------

    def open_card(self) -> None:
        """Show the card of the mark under the cursor."""
        subject = self.subject
        if subject is None or self._reading.id is None:
            return
        card = OpenCard(self._desk, subject, self._reading.id)
        card.begin()
        self._card_from = self._pane
        self._show_card(card)

    def _show_card(self, card: OpenCard) -> None:
        self._card = card
        self._card_panel.head = card.head
        self._place_panels()
        self._card_panel.show(card.rows, card.cursor, card.top)
        self._card_panel.focus()
        self._look_on_soon()

    def _look_on_soon(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._looking = get_running_loop().call_later(_PAUSE_S, self._look_on)

    def _look_on(self) -> None:
        """Look up more sentences; what is on the screen stays where it is."""
        self._looking = None
        if (card := self._card) is None or card.is_whole:
            return
        card.look_on(perf_counter() + _SLICE_S)
        self._card_panel.extend(card.rows)
        if not card.is_whole:
            self._look_on_soon()

    def _open_sentence(self) -> None:
        row = self._card_panel.current
        if self._card is None or not isinstance(row, Sentence):
            return
        self._leave_here()
        self._card = None
        self._place_panels(make_room=True)
        article, mention = row.quotation.article, row.quotation.mentions[0]
        self._go_to(article)
        self._reach(mention)
        self._to_page()
        self._page.followed = True

    def _reach(self, span: Span) -> None:
        """The mark cursor to the mark that stands there; where none is, only bring it into sight."""
        mark = next((mark for mark in self._page.marks if mark.start == span.start), None)
        if mark is not None:
            self._page.reach(mark)
        else:
            self._page.show_offset(span.start)

    # -- the panel -----------------------------------------------------

    def toggle(self) -> None:
        """Open the X-Ray panel, or close it."""
        if self._is_on and self._card is None:
            self._close_panel()
            return
        self._card = None
        if not self._is_on:
            self._is_on, self._from = True, "page" if self._pane in ("page", "card") else "list"
            self.follow()
        self._place_panels()
        self._panel.focus()

    def close(self) -> None:
        """Close what is on top; the reader is where it was opened."""
        if self._card is not None:
            self._card = None
            self._place_panels()
            self._to_pane("xray" if self._is_on and self._card_from == "xray" else "page")
        elif self._is_on:
            self._close_panel()

    def _close_panel(self) -> None:
        had_focus = self._pane == "xray"
        self._is_on = False
        self._panel.end_filter()
        self._place_panels()
        if had_focus:
            self._to_pane(self._from)

    def make_room(self) -> None:
        """Nothing may cover the list now."""
        if not self._screen.has_class("-wide") and self.is_open:
            self._card, self._is_on = None, False
            self._place_panels()

    def follow(self) -> None:
        """Another article is open, or more is known of it."""
        self._jumped = None
        if not self._is_on:
            return
        name = self._reading.id
        marks = None if name is None else self._desk.marks(name)
        article = None if name is None else self._desk.article(name)
        self.pages[0] = ArticlePage(
            article.title if article is not None else "",
            () if article is None else entries(article.text, marks or ()),
            len(article.text) if article is not None else 0,
            known=marks is not None or name is None,
        )
        if self._at == 0:
            self._refresh()

    def listed(self) -> None:
        """The list shows something else: its names are counted when it stays so, and is looked at."""
        if self._is_on and isinstance(self.pages[self._at], LibraryPage):
            self._count_soon()

    def _turn(self, step: int) -> None:
        self._at = (self._at + step) % len(self.pages)
        self._panel.cursor = 0
        self._refresh()
        if isinstance(self.pages[self._at], LibraryPage):
            self._count()

    def _refresh(self) -> None:
        """The rows of the page, with its filter; the cursor stays on its name."""
        before = self._panel.current
        found = self.pages[self._at].rows(self._panel.filter)
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

    def _head(self, cells: int) -> list[list[Piece]]:
        """The names of the pages, what the page tells, or the filter."""
        tabs: list[Piece] = [Piece(" X-Ray ", ("title",))]
        for number, page in enumerate(self.pages):
            here = number == self._at
            tabs += [
                Piece(" ", ()),
                Piece(f"[{page.name}]" if here else f" {page.name} ", ("on" if here else "soft",)),
            ]
        if sum(width(piece.text) for piece in tabs) > cells:
            place = f" {self._at + 1}/{len(self.pages)}"
            name = fitted(f"X-Ray: {self.pages[self._at].name}", cells - len(place) - 1)
            tabs = [Piece(f" {name}", ("title",)), Piece(place, ("soft",))]
        if self._panel.typing or self._panel.filter:
            cursor = "▏" if self._panel.typing else ""
            line = Piece(f" /{fitted(self._panel.filter, cells - 3)}{cursor}", ("on",))
        else:
            line = Piece(f" {fitted(self.pages[self._at].told(), cells - 2)}", ("soft",))
        return [tabs, [line], []]

    def _choose(self) -> None:
        row = self._panel.current
        if isinstance(row, Mentioned):
            self._jump(row.entry)
        elif isinstance(row, Told):
            self._filter_by(row.subject)

    def _jump(self, entry: Entry) -> None:
        """To its first mention, then to the next ones, and round."""
        before = self._jumped
        place = (
            (before[1] + 1) % len(entry.mentions)
            if (before is not None and before[0].key == entry.subject.key)
            else 0
        )
        is_hidden = self._screen.has_class("-narrow")
        if is_hidden:  # the text cannot be seen beside the panel
            self._leave_here()
            self._is_on = False
            self._place_panels(make_room=True)
            self._to_page()
        self._page.reach(entry.mentions[place])
        self._page.followed = is_hidden
        self._jumped = entry.subject, place

    # -- following -----------------------------------------------------

    def everywhere(self) -> None:
        """Search for the name or figure a key means now."""
        subject = self.subject
        if subject is not None and subject.query:
            self._search(subject.query)

    def _filter_by(self, subject: Subject) -> None:
        if not (asked := subject.query):
            return
        before = self._bar.value.strip()
        if asked not in before:
            self._search(f"{before} {asked}".strip(), stay=True)

    def _search(self, query: str, *, stay: bool = False) -> None:
        """Put a query into the bar; the open article stays open where it was found, too."""
        here = self._leave_here()
        self._bar.fill(query)
        self._card = None
        self._place_panels(make_room=True)
        if here.article is not None and here.article in self._listing().ids:
            self._go_to(here.article)
            self._page.go_back_to(here.offset, here.line, here.mark)
        if stay and self._is_on:
            self._panel.focus()
        elif here.pane == "list" or stay or self._screen.has_class("-narrow"):
            self._to_list()
        else:
            self._to_page()

    def step(self, way: int) -> None:
        """Back to where a name was followed from (-1), or forward again (1)."""
        place = self._trail.step(self._here(), way)
        if place is not None:
            self._return_to(place)

    def back(self) -> bool:
        """Esc in the text: back to the card or panel that led there; False when none did."""
        if not self._page.followed or not self._trail.can_step(-1):
            return False
        self.step(-1)
        return True

    def _leave_here(self) -> Place:
        here = self._here()
        self._trail.leave(here)
        return here

    def _here(self) -> Place:
        if self._card is not None:
            self._card.cursor, self._card.top = self._card_panel.cursor, self._card_panel.top
        return Place(
            self._bar.value, self._reading.id, self._list.height_of_cursor,
            self._page.offset_on_top, self._page.scroll_offset.y, self._page.mark, self._pane,
            self._is_on, self._at, self._panel.cursor, self._panel.top, self._card,
        )  # fmt: skip

    def _return_to(self, place: Place) -> None:
        if place.query != self._bar.value:
            self._bar.fill(place.query)
        self._card, self._is_on = None, place.xray
        if place.article is not None:
            self._go_to(place.article)
            self._list.rest_at(place.height)
            self._page.go_back_to(place.offset, place.line, place.mark)
        if place.xray:
            self._reopen(place)
        if place.card is not None:
            self._show_card(place.card)
        else:
            self._place_panels()
        self._to_pane(place.pane)

    def _reopen(self, place: Place) -> None:
        """The X-Ray panel as it was."""
        self._at, jumped = place.at, self._jumped
        self.follow()
        self._jumped = jumped
        self._panel.show(self.pages[self._at].rows(self._panel.filter), place.row, place.top)
        self.listed()

    def _go_to(self, article: str) -> None:
        """The list's cursor to an article; a search that does not find it ends."""
        if article == self._list.current:
            return
        if article not in self._listing().ids:
            self._bar.set_value("")
        ids = self._list.ids
        if article in ids:
            self._list.move_to(ids.index(article))

    def _to_pane(self, pane: Pane) -> None:
        if pane == "card" and self._card is not None:
            self._card_panel.focus()
        elif pane == "xray" and self._is_on:
            self._panel.focus()
        elif pane == "page":
            self._to_page()
        else:
            self._to_list()

    def _place_panels(self, *, make_room: bool = False) -> None:
        """Show what is open; over the list where there is no room beside the text."""
        if make_room and not self._screen.has_class("-wide"):
            self._is_on = False
        screen = self._screen
        screen.set_class(self._is_on, "-xray")
        screen.set_class(self._card is not None, "-card")
        screen.set_class(self.is_open, "-panel")

    # -- counting ------------------------------------------------------

    def _count_soon(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
        self._counting = get_running_loop().call_later(_REST_S, self._count)

    def _count(self) -> None:
        """Count the names of what is listed, in slices."""
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        listing = self._listing()
        if self._is_on and listing is not self._counted_of:
            self._counted_of = listing
            self._count_on(self._census(listing), listing)

    def _count_on(self, work: "Slices[None]", listing: Listing) -> None:
        end = perf_counter() + _SLICE_S
        self._counting = None
        if not self._is_on or listing is not self._counted_of:
            self._counted_of = None
            return
        for _ in work:
            if perf_counter() > end:
                self._counting = get_running_loop().call_later(
                    _PAUSE_S, self._count_on, work, listing
                )
                return
        if isinstance(self.pages[self._at], LibraryPage):
            self._refresh()

    def _census(self, listing: Listing) -> "Slices[None]":
        census = self._desk.census(listing.query)
        yield
        yield from census.survey()
        names: dict[Kind, list[Held]] = {}
        for kind in NAME_KINDS:
            names[kind] = yield from census.names(kind, MOST_NAMES)
        self._library.fill(census, names)
