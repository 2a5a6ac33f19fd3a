"""What the one window is made of: its widgets, the rooms joined to them, and how it begins and ends.

The rooms are `panes`, `browsing`, `searching`, `arriving`, `reading` and the others; which message
or key is whose affair, `reader.view.screens.main` says.
"""

import gc
from asyncio import get_running_loop
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from reader.desk import Desk
from reader.marks import KINDS
from reader.settings import read_settings
from reader.view import looks, warming
from reader.view.arriving import Arriving
from reader.view.browsing import Browsing
from reader.view.deeds import SAID_S, Deeds
from reader.view.finding import Finding
from reader.view.footers import Footer
from reader.view.hints import FirstHint, key_here
from reader.view.jobs import Arrived, Loader
from reader.view.panes import Panes, number_in
from reader.view.reading import Reading
from reader.view.refreshing import Refreshes
from reader.view.reloading import Reloading
from reader.view.repairing import Repairing
from reader.view.screens.covered import Covered
from reader.view.searching import Searching
from reader.view.widgets.article_list import ArticleList, Row
from reader.view.widgets.find_bar import FindBar
from reader.view.widgets.legend import Legend
from reader.view.widgets.marked_text import MarkedText
from reader.view.widgets.panels import CardPanel, XRayPanel
from reader.view.widgets.rule import Rule
from reader.view.widgets.search_bar import SearchBar
from reader.view.xray import XRay

if TYPE_CHECKING:
    from reader.view.going import Going
    from reader.view.noting import Noting


class Window(Covered):
    """List, page, search bar, legend, and who looks after them."""

    AUTO_FOCUS = "ArticleList"

    def __init__(self, desk: Desk, loader: Loader) -> None:
        super().__init__()
        self._desk = desk
        self._loader = loader
        self._asked = False

    # -- building ------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Bar, rule, panes, rule, legend."""
        yield SearchBar(id="bar")
        yield Rule("┬", id="top-rule")
        with Horizontal(id="panes"):
            yield ArticleList(self._row, id="list")
            yield XRayPanel(id="xray")
            yield CardPanel(id="card")
            yield MarkedText(id="page")
        yield Rule("┴", id="foot-rule")
        yield Legend(id="legend")
        yield FindBar(id="find")

    def on_mount(self) -> None:
        """Take what the clerk has read already, so that the first frame shows it."""
        self._bar, self._list = self.query_one(SearchBar), self.query_one(ArticleList)
        self._page, self._legend = self.query_one(MarkedText), self.query_one(Legend)
        find_bar = self.query_one(FindBar)
        hidden = str(self._desk.session.get("hidden") or "")
        self._page.hidden = self._legend.hidden = frozenset(
            each for each in KINDS if each in hidden
        )
        self._list.resting = number_in(range(1000), self._desk.session.get("height"))
        self._join(find_bar)
        self._hint = FirstHint(self._desk.session, self.query_one("#foot-rule", Rule))
        self._hint.show(getattr(self.app, "keymap", {}))
        # Not by messages, which come a frame later.
        self.watch(find_bar, "value", self._finding.look, init=False)
        self.watch(self._list, "current", self._browsing.follow, init=False)
        self.watch(self._bar, "value", self._ask, init=False)
        self.watch(self._page, "scroll_y", self._reading.show_progress, init=False)
        self._loader.tell(lambda: self.post_message(Arrived()))
        if self._desk.is_settled:
            self._loader.begin()
            self._arriving.take()
        self._browsing.list_again()
        self.cover()

    def _join(self, find_bar: FindBar) -> None:
        """Every room gets what it works with; what comes later is asked for when it is needed."""
        desk, page = self._desk, self._page
        reading = Reading(desk, page, self._legend, self._refresh_status)
        reading.told = self._told
        self._reading = reading
        self._finding = Finding(page, find_bar, reading, self._show_matches)
        self._xray = XRay(
            self, desk, reading, lambda: self._browsing.listing, self._to_page, self._to_list
        )
        self._panes = Panes(self, desk, reading, self._xray)
        self._browsing = Browsing(self, desk, reading, self._panes, self._xray, self._finding)
        self._searching = Searching(self._bar, self._list, desk, self._browsing, self._panes)
        self._deeds = Deeds(desk, self._list, self.say, self.list_changed, partial(key_here, self))
        self._reloading = Reloading(desk, self._loader, reading, self)
        self._refreshes = Refreshes(self, self._refresh_status, self._refreshed, desk.look_now)
        self._repairing = Repairing(desk, reading, page)
        self._footer = Footer(
            page,
            self._legend,
            reading,
            self._repairing,
            self._xray,
            lambda: self._browsing.listing,
        )
        self._xray.placed = self._panels_placed
        self._arriving = Arriving(
            self,
            desk,
            self._loader,
            self._browsing,
            reading,
            all_read=self._all_read,
            rested=self._repairing.catch_up,
        )

    # What comes with a key of its own is imported then: the first frame does not wait for it.

    @cached_property
    def _going(self) -> "Going":
        from reader.view.going import Going

        return Going(
            self,
            self._desk,
            self._reading,
            self._page,
            enter=self._to_page,
            reread=self._read_again,
            renew=self._renew,
        )

    @cached_property
    def _noting(self) -> "Noting":
        from reader.view.noting import Noting

        return Noting(self, self._desk, self._reading, self._page)

    def _told(self) -> None:
        """Another article is open, or more is known of it: show its names, and which passages have a note."""
        self._xray.follow()
        self._refresh_hints()
        if self._desk.has_notes:
            self._noting.show()

    def sizes_changed(self) -> None:
        """Whoever has a size now is told of it first."""
        if self._list.size:
            self._list.call_later(self._page.call_later, self.call_later, self._uncover)

    def complete(self) -> None:
        """The page had no size when it was opened."""
        self._reading.show_progress()

    def uncovered(self) -> None:
        """The window stands as it was left: now open the library."""
        if not self._desk.is_settled:
            self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        self.run_worker(self._settled(), group="settle")

    async def _settled(self) -> None:
        """Open the library, its modules imported beside the window."""
        await get_running_loop().run_in_executor(None, self._desk.prepare)
        if not self.stands:
            return
        self._desk.settle()
        self._browsing.list_again()
        self._loader.begin()

    @property
    def stands(self) -> bool:
        """False once it is being closed, and its widgets one by one: whoever waited asks first."""
        return self.app.is_running and self._bar.is_attached

    def on_unmount(self) -> None:
        """Nobody is there to be told any more."""
        self._loader.tell(lambda: None)
        self._refreshes.close()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the panes out for this size."""
        self._panes.lay(event.size.width)

    # -- what the rooms ask of it --------------------------------------

    def _all_read(self) -> None:
        """Everything is there: make ready for what the reader may do next."""
        gc.freeze()  # a library is a million things, and none of them garbage
        self._browsing.all_read()
        self.run_worker(self._desk.warm, thread=True, group="warm")
        self.run_worker(warming.warm, thread=True, group="warm")
        self._reloading.done()
        if not self._asked:  # not again for what a refresh has brought
            self._asked = True
            self._refreshes.every(self._desk.settings.refresh_minutes)

    def _renew(self, path: Path) -> None:
        """The settings have changed: what can follow at once does."""
        before = self._desk.settings
        self._desk.settings, complaints = read_settings(path)
        looks.renew(self.app, before, self._desk.settings)  # type: ignore[arg-type]
        if before.column != self._desk.settings.column:
            self._panes.widen(self._desk.settings.column - self._page.column)
        self._panes.lay(self.size.width)
        self._refresh_hints()
        if before.refresh_minutes != self._desk.settings.refresh_minutes:
            self._refreshes.every(self._desk.settings.refresh_minutes)
        for complaint in complaints:
            self.notify(complaint, severity="warning", markup=False, timeout=10)

    def _row(self, id: str) -> Row:  # noqa: A002 - the contract's word
        return self._browsing.row(id)

    def _refresh_status(self) -> None:
        self._browsing.asking = self._refreshes.progress
        self._browsing.refresh_status()

    def _refreshed(self) -> None:
        """What feeds have brought are files."""
        if self._browsing.loading:
            self.say("Still reading.")
        elif self._desk.own_changed:
            self._reloading.own()
        else:
            self._reloading.all()

    def _show_matches(self) -> None:
        self._reading.show_matches(self._browsing.listing)

    def _ask(self) -> None:
        """Another query: filter and mark in this very turn."""
        self._searching.ask()
        self._refresh_hints()

    def _refresh_hints(self) -> None:
        focused = self.focused.id if self.focused else None
        if self.app.screen is not self:  # which says its keys itself, unless it is a small panel
            focused = "finder" if self.app.screen.has_class("-finder") else "asking"
        self._footer.show(focused, getattr(self.app, "keymap", {}))

    def _panels_placed(self) -> None:
        """Other lines between the panes, and other keys."""
        self._panes.join()
        self._refresh_hints()

    def list_changed(self) -> None:
        """List what is there now; with other sources, begin with those."""
        self._browsing.lists.take_in()
        self._reloading.own() if self._desk.own_changed else self._browsing.list_again()
        self._browsing.follow(self._list.current)

    def loading_again(self) -> None:
        """The clerk reads once more."""
        self._arriving.again()
        self._browsing.loading_again()

    def _read_again(self) -> None:
        if (name := self._reading.id) is not None:
            self.run_worker(self._read_one_again(name), group="reload", exclusive=True)

    async def _read_one_again(self, name: str) -> None:
        await self._reloading.one(name)
        if self.stands:
            self._browsing.show_matches()  # its text may be another

    def say(self, line: str) -> None:
        """Tell the reader in a line."""
        self.notify(line, timeout=SAID_S, markup=False)

    def _to_page(self) -> None:
        self._panes.to_page()

    def _to_list(self) -> None:
        self._panes.to_list()

    # -- the end -------------------------------------------------------

    def keep_place(self) -> None:
        """Remember what is open, for the next start."""
        self._reading.keep_position()
        self._deeds.finish()
        self._desk.session.set("article", self._reading.id)
        self._desk.session.set("pane", "text" if self._panes.in_text else "list")
        self._desk.session.set("height", self._list.height_of_cursor)
        self._desk.leave_at(self._reading.id if self._browsing.lists.is_plain else None)

    def picture(self) -> list[str] | None:
        """The window's lines as the terminal gets them, when the next start will look like this."""
        searching = self._bar.typing or self._bar.value or self._browsing.lists.only
        hidden = self._panes.are_hidden or self._finding.is_on or self._xray.is_open
        if searching or hidden or not self._list.ids:
            return None
        return [strip.render(self.app.console) for strip in self._compositor.render_strips()]
