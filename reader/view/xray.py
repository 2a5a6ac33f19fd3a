"""Walking and following names: the mark cursor's card, the X-Ray panel, and the way back.

It joins the panels to the desk, the list and the page; the window only passes on which keys were
pressed and what changed. Whatever leads elsewhere notes on the trail where the reader was.
Work that takes longer than a moment is done in slices, between keys and frames.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from textual.screen import Screen
from textual.widget import Widget

from reader.desk import Desk, Listing
from reader.marks import Mark
from reader.spans import Span
from reader.view.reading import Reading
from reader.view.slices import Strides
from reader.view.trail import Trail
from reader.view.widgets.article_list import ArticleList
from reader.view.widgets.marked_text import MarkedText
from reader.view.widgets.panels import CardPanel, XRayPanel
from reader.view.widgets.search_bar import SearchBar

# Imported when it is first needed; the window's first frame does not wait for it.
if TYPE_CHECKING:
    from reader.desk.xray import Entry, Subject
    from reader.view.cards import OpenCard
    from reader.view.xray_panel import XRayPages

WIDE: Final = 150
"""From this width on a panel stands on the right; below, it covers the list."""

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
    card: "OpenCard | None"


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
        self._from: Pane = "list"
        """Where the panel was opened from."""
        self._card_from: Pane = "page"
        self._trail: Trail[Place] = Trail()
        self._jumped: tuple[Subject, int] | None = None
        self._beside = 0
        self.beside = 0
        """How many cells a panel takes at the right of the text; 0 where none is there."""
        self.placed: Callable[[], object] = lambda: None
        """Called when a panel opened or closed."""
        self.kept: str | None = None
        """While a search is changed from here, the article on which the list's cursor is to be."""
        self._look_on = Strides(self._looked_on)
        self._panel.chosen, self._panel.closed = self._choose, self.close
        self._card_panel.chosen, self._card_panel.closed = self._open_sentence, self.close

    @cached_property
    def _pages(self) -> "XRayPages":
        """What the panel shows; the window's first frame does not wait for it."""
        from reader.view.xray_panel import XRayPages

        return XRayPages(self._desk, self._reading, self._listing, self._panel)

    def arrange(self, cells: int, list_width: int) -> None:
        """Make room for a window of so many cells."""
        narrow = self._screen.has_class("-narrow")  # in a wide window, too, where it is read aloud
        wide = cells >= WIDE and not narrow
        self._screen.set_class(wide, "-wide")
        self._beside = max(44, min(60, cells // 4))
        for panel in (self._panel, self._card_panel):
            panel.styles.width = self._beside if wide else "1fr" if narrow else list_width
        self._place_panels()

    # -- what can be done now ------------------------------------------

    @property
    def is_open(self) -> bool:
        """True while the card or the panel is on the screen."""
        return self._card is not None or self._panel.is_on

    @property
    def subject(self) -> "Subject | None":
        """What a key means now: of the card, of the panel's row, or under the mark cursor."""
        if self._card is not None and self._pane == "card":
            return self._card.subject
        if self._pane == "xray":
            return self._pages.subject
        from reader.desk.xray import subject_of

        if (mark := self._page.mark) is None or self._reading.id is None:
            return None
        return subject_of(mark, self._desk.article(self._reading.id).text)

    def offers(self, command: str) -> bool:
        """True unless the command could do nothing now: the footer leaves it out."""
        if command in ("mark.card", "card.hide"):
            return self._page.mark is not None
        if command == "panel.choose":
            return self._pane != "xray" or self._panel.current is not None
        if command == "name.everywhere":
            return self._page.mark is not None or (
                self._pane in ("xray", "card") and self.subject is not None
            )
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
        from reader.view.cards import OpenCard

        card = OpenCard(self._desk, subject, self._reading.id)
        card.begin()
        self._card_from = self._pane
        self._show_card(card)

    def _show_card(self, card: "OpenCard") -> None:
        self._card = card
        self._card_panel.head = card.head
        self._place_panels()
        self._card_panel.show(card.rows, card.cursor, card.top)
        self._card_panel.focus()
        self._look_on.begin_soon()

    def _looked_on(self, until: float) -> bool:
        """Look up more sentences; what is on the screen stays where it is."""
        if (card := self._card) is None or card.is_whole:
            return False
        card.look_on(until)
        self._card_panel.extend(card.rows)
        return not card.is_whole

    def _open_sentence(self) -> None:
        from reader.view.cards import Sentence

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
        if self._panel.is_on and self._card is None:
            self._close_panel()
            return
        self._card = None
        if not self._panel.is_on:
            self._panel.is_on, self._from = (
                True,
                "page" if self._pane in ("page", "card") else "list",
            )
            self._pages.begin()
            self.follow()
        self._place_panels()
        self._panel.focus()

    def close(self) -> None:
        """Close what is on top; the reader is where it was opened."""
        if self._card is not None:
            self._card = None
            self._place_panels()
            self._to_pane("xray" if self._panel.is_on and self._card_from == "xray" else "page")
        elif self._panel.is_on:
            self._close_panel()

    def _close_panel(self) -> None:
        had_focus = self._pane == "xray"
        self._panel.is_on = False
        self._panel.end_filter()
        self._place_panels()
        if had_focus:
            self._to_pane(self._from)

    def make_room(self) -> None:
        """Nothing may cover the list now."""
        if not self._screen.has_class("-wide") and self.is_open:
            self._card, self._panel.is_on = None, False
            self._place_panels()

    def follow(self) -> None:
        """Another article is open, or more is known of it."""
        self._jumped = None
        if self._panel.is_on:
            self._pages.follow()

    def listed(self) -> None:
        """The list shows something else."""
        if self._panel.is_on:
            self._pages.listed()

    def _choose(self) -> None:
        from reader.desk.xray import Subject

        found = self._pages.chosen
        if isinstance(found, Subject):
            self._filter_by(found)
        elif isinstance(found, Span):
            self._go_to_place(found)
        elif found is not None:
            self._jump(found)

    def _go_to_place(self, place: Span) -> None:
        """Bring a place of the text into sight."""
        if self._screen.has_class("-narrow"):  # the text cannot be seen beside the panel
            self._leave_here()
            self._panel.is_on = False
            self._place_panels(make_room=True)
            self._to_page()
            self._page.followed = True
        self._page.show_offset(place.start)

    def _jump(self, entry: "Entry") -> None:
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
            self._panel.is_on = False
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

    def _filter_by(self, subject: "Subject") -> None:
        if not (asked := subject.query):
            return
        before = self._bar.value.strip()
        if asked not in before:
            self._search(f"{before} {asked}".strip(), stay=True)

    def _search(self, query: str, *, stay: bool = False) -> None:
        """Put a query into the bar; the open article stays open where it was found, too."""
        here = self._leave_here()
        self._card = None
        self._place_panels(make_room=True)
        self._ask(query, here.article)
        if here.article == self._reading.id:
            self._page.go_back_to(here.offset, here.line, here.mark)
        if stay and self._panel.is_on:
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
            self._panel.is_on, self._pages.at if self._panel.is_on else 0, self._panel.cursor,
            self._panel.top, self._card,
        )  # fmt: skip

    def _return_to(self, place: Place) -> None:
        self._ask(place.query, place.article)
        self._card, self._panel.is_on = None, place.xray
        if place.article is not None:
            self._go_to(place.article)
            self._list.rest_at(place.height)
            self._page.go_back_to(place.offset, place.line, place.mark)
        if place.xray:
            self._pages.show_again(place.at, place.row, place.top)
        if place.card is not None:
            self._show_card(place.card)
        else:
            self._place_panels()
        self._to_pane(place.pane)

    def _ask(self, query: str, article: str | None) -> None:
        """Search, with the list's cursor on an article if it is found."""
        self.kept = article
        self._bar.fill(query)
        self.kept = None

    def _go_to(self, article: str) -> None:
        """The list's cursor to an article; a search that does not find it ends."""
        if article == self._list.current:
            return
        if article not in self._listing().ids:
            self._ask("", article)
        ids = self._list.ids
        if article in ids:
            self._list.move_to(ids.index(article))

    def _to_pane(self, pane: Pane) -> None:
        if pane == "card" and self._card is not None:
            self._card_panel.focus()
        elif pane == "xray" and self._panel.is_on:
            self._panel.focus()
        elif pane == "page":
            self._to_page()
        else:
            self._to_list()

    def _place_panels(self, *, make_room: bool = False) -> None:
        """Show what is open; over the list where there is no room beside the text."""
        if make_room and not self._screen.has_class("-wide"):
            self._panel.is_on = False
        _hide(self._panel, unless=self._panel.is_on and self._card is None)
        _hide(self._card_panel, unless=self._card is not None)
        _hide(self._list, unless=not self.is_open or self._screen.has_class("-wide"))
        _hide(self._page, unless=not self.is_open or not self._screen.has_class("-narrow"))
        self.beside = self._beside if self.is_open and self._screen.has_class("-wide") else 0
        self.placed()


def _hide(widget: Widget, *, unless: bool) -> None:
    """Hide a widget, or leave it to the styles; a class on the window would restyle all of it."""
    wanted = None if unless else "none"
    if widget.styles.inline.get_rule("display", None) != wanted:
        widget.styles.display = wanted
