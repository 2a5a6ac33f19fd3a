"""The list in the window: what it shows, where its cursor stays, and the page that follows it.

It joins the desk's listings to the list, the page and the bar's status; the window only says what
happened.

Shape:   `Browsing(screen, desk, reading, panes, xray, finding)`; `list_again` for what is there
         now, `search` for another query, `relist` for another order.
Errors:  none.
"""

from time import monotonic
from typing import Final

from textual.screen import Screen

from reader.desk import Desk, Listing
from reader.view.finding import Finding
from reader.view.hints import key_here
from reader.view.lists import Lists
from reader.view.panes import Panes
from reader.view.reading import Reading
from reader.view.statuses import status_of
from reader.view.widgets.article_list import ArticleList, Row
from reader.view.widgets.marked_text import MarkedText
from reader.view.widgets.search_bar import SearchBar
from reader.view.xray import XRay

REFRESH_S: Final = 0.25
"""While articles come in, the list is drawn anew at most so often."""


class Browsing:
    """One list at a time, and the article under its cursor."""

    def __init__(
        self,
        screen: Screen[None],
        desk: Desk,
        reading: Reading,
        panes: Panes,
        xray: XRay,
        finding: Finding,
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._reading = reading
        self._panes = panes
        self._xray = xray
        self._finding = finding
        self._bar, self._list = screen.query_one(SearchBar), screen.query_one(ArticleList)
        self._page = screen.query_one(MarkedText)
        self._resume = str(desk.session.get("article") or "")
        self._refresh_at = 0.0
        self._first = True
        self.loading = True
        """True while the clerk reads."""
        self.stale = False
        """True when more may be found than is listed."""
        self.come = 0
        """Articles that have come since the reader last moved."""
        self.asking = ""
        """How far the asking of feeds is, in a few words."""
        self.lists = Lists(desk, self._rearranged)
        self.listing: Listing = self.lists.search("")
        """What is listed now."""

    def row(self, id: str) -> Row:  # noqa: A002 - the contract's word
        """What the list shows of an article."""
        article, state = self._desk.article(id), self._desk.state(id)
        pattern = self.listing.pattern
        matches = pattern.find(article.title, "title") if pattern else ()
        return Row(article, state.read, state.starred, matches, self._desk.source_name(article))

    # -- what is listed ------------------------------------------------

    def list_again(self, *, untouched: bool = False) -> None:
        """List what the search finds now; the cursor stays on its article.

        `untouched` before the last articles came it goes to the newest of them, as before.
        """
        self.listing = self.lists.search(self._bar.value, typing=self._bar.typing, anew=False)
        self.stale = False
        if self.listing.ids:  # the first ones are shown as they come
            self._refresh_at = monotonic() + REFRESH_S
        keep = None if untouched or self.is_untouched else self._list.current
        if self._resume:  # until it has been read, and nobody moved
            if self._list.index == 0 and self._resume in self.listing.ids:
                keep, self._resume = self._resume, ""
                if self._desk.session.get("pane") == "text":
                    self._panes.entering = True
            elif self._list.index:
                self._resume = ""
        self._show(keep)

    @property
    def is_due(self) -> bool:
        """True when the list is stale, and was not drawn a moment ago."""
        return self.stale and monotonic() >= self._refresh_at

    @property
    def is_untouched(self) -> bool:
        """True while articles come in and nobody has moved: the newest is on top, and open."""
        at_rest = self._list.index == 0 and self._panes.in_list and not self._bar.value
        return self.loading and self._first and at_rest and self._page.scroll_offset.y == 0

    def loading_again(self) -> None:
        """The clerk reads once more; nothing moves under the cursor."""
        self.loading, self._first = True, False
        self.refresh_status()

    def all_read(self) -> None:
        """What comes later moves nobody; a single article is opened."""
        self._resume = ""
        if self.listing.total == 1 and not self._bar.value and self._first:
            self._panes.enter()

    def search(self, keep: str | None) -> None:
        """Another query: filter and mark in this very turn.

        `keep` has the cursor, while nothing is searched for.
        """
        before, was_open = self.listing, self._reading.id
        now = self.listing = self.lists.search(self._bar.value, typing=self._bar.typing)
        keep = None if now.pattern else keep or self._list.current
        self._show(self._xray.kept or keep)
        stays = self._list.current == was_open  # else what comes was marked when it came
        if stays and (now.pattern or before.pattern):
            self.show_matches()

    def relist(self, *, anew: bool = False) -> None:
        """Another list; `anew` without what was read meanwhile."""
        listing = self.lists.search(self._bar.value, typing=self._bar.typing, anew=anew)
        self._rearranged(listing)

    def _rearranged(self, listing: Listing) -> None:
        """A list that took longer stands in its order."""
        self.listing = listing
        self._show(self._list.current)

    def _show(self, keep: str | None) -> None:
        heads = self.lists.heads
        self._list.show(self.listing.ids, empty=self._empty(), keep=keep, heads=heads)
        self.refresh_status()
        self._xray.listed()

    def _empty(self) -> str:
        if self._bar.value.strip() and self.listing.total:
            key = key_here(self._screen, "typing.clear" if self._bar.typing else "search.clear")
            return f"Nothing found for “{self._bar.value.strip()}”.\n{key} clears the search."
        if self.loading:
            return "Reading …"
        if only := self.lists.only:
            return f"Nothing {only}.\n{key_here(self._screen, f'list.{only}')} shows all."
        return "No articles here.\nOpen a folder:\nbroadsheet ~/news"

    def refresh_status(self) -> None:
        """Say how many there are."""
        self._finding.tell()
        self._bar.complaint = next(iter(self.listing.complaints), "")
        status = status_of(
            self._desk, self.lists, self.listing, self._page, come=self.come, loading=self.loading
        )
        if self.asking:
            status = (f"{self.asking} · {status[0]}", self.asking, *status)
        self._bar.status = status

    # -- the page that follows -----------------------------------------

    def follow(self, name: str | None) -> None:
        """The page follows the cursor at once."""
        self.come = 0  # whoever goes on has seen it
        if name != self._reading.id:
            self._finding.end(back=False)
            self._reading.show(name, self.listing)
            self.refresh_status()
            if self._panes.entering:
                self._panes.to_page()
            elif self._panes.in_text:  # whoever goes on to it from a text, is in the text
                self._panes.mark_read()

    def show_matches(self) -> None:
        """Mark what was found in the open article, and say how much."""
        self._reading.show_matches(self.listing)
        self.refresh_status()

    def next(self, step: int) -> None:
        """The next match while something is looked for, else the next unread article."""
        if self._finding.is_on:
            self._finding.walk(step)
        elif self.listing.pattern:
            self._page.next_match(step)
            self.refresh_status()
            self._reading.show_progress()
        else:
            self.next_unread(step)

    def next_unread(self, step: int) -> None:
        """Go to the next unread article, round the end of the list."""
        ids, index = self._list.ids, self._list.index
        for distance in range(1, len(ids)):
            place = (index + step * distance) % len(ids)
            if not self._desk.state(ids[place]).read:
                self._list.move_to(place)
                return
        self._screen.notify("Everything else is read.", timeout=2, markup=False)
