"""The one window: list on the left, page on the right, search above, legend below.

It only joins the widgets to the desk: what a widget says goes to the desk, what the desk
knows goes to the widgets.
"""

import gc
from asyncio import get_running_loop
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.css.query import QueryType
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from reader.desk import AllRead, Counted, Desk, Done, Failed, Froze, Listing, Looked, Marked
from reader.desk.arranging import Grouped
from reader.marks import KINDS, Kind
from reader.settings import read_settings
from reader.view import commands, looks, rows
from reader.view.deeds import SAID_S, Deeds
from reader.view.finding import FINDING, Finding
from reader.view.hints import FirstHint
from reader.view.jobs import Arrived, Loader, Recognised
from reader.view.lists import Lists, Only
from reader.view.reading import Reading
from reader.view.refreshing import Refreshes
from reader.view.reloading import Reloading
from reader.view.repairing import Repairing
from reader.view.screens.sized import Sized
from reader.view.screens.sources import SourcesScreen
from reader.view.widgets.article_list import ArticleList, Row
from reader.view.widgets.find_bar import FindBar
from reader.view.widgets.legend import Hint, Legend
from reader.view.widgets.marked_text import MarkedText
from reader.view.widgets.panels import CardPanel, XRayPanel
from reader.view.widgets.rule import Rule
from reader.view.widgets.search_bar import SearchBar
from reader.view.xray import XRay

if TYPE_CHECKING:
    from reader.annotate.repairs import Action
    from reader.desk.figures import FigureRow
    from reader.view.going import Going
    from reader.view.noting import Noting

NARROW = 80
"""Below this width one pane is shown at a time."""

SHORT = 14
"""Below this height the rules make room for text."""

COLUMNS = range(30, 161)

PAUSE_S = 0.004
"""Between two slices of the clerk's events; without it the window is never idle, and never paints."""

REFRESH_S = 0.25
"""While articles come in, the list is drawn anew at most so often."""

COVERED_S = 0.25
"""The first frame waits so long at most until everything in it has its size."""

REST_S = 0.5
"""After so long without scrolling the place is kept, even from a process that is killed."""


class MainScreen(Sized, Screen[None]):
    """List, page, search bar, legend."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("everywhere")
    AUTO_FOCUS = "ArticleList"

    def __init__(self, desk: Desk, loader: Loader) -> None:
        super().__init__()
        self._desk = desk
        self._loader = loader
        self._lists = Lists(desk, self._rearranged)
        self._listing: Listing = self._lists.search("")
        self._resume = str(desk.session.get("article") or "")
        self._loading = True
        self._named = 0
        self._come = 0
        self._left: str | None = None
        self._from_page = False
        self._entering = False
        self._pausing = False
        self._stale = False
        self._refresh_at = 0.0
        self._keeping: Timer | None = None
        self.covered = True
        """Until the first frame is complete; what is on the screen meanwhile stays there."""

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
        hidden = frozenset(
            kind for kind in KINDS if kind in (str(self._desk.session.get("hidden") or ""))
        )
        self._page.hidden = self._legend.hidden = hidden
        column = _number(self._desk.session.get("column"), COLUMNS)
        self._page.column = self._desk.settings.column if column is None else column
        self._list.resting = _number(self._desk.session.get("height"), range(1000))
        self._bar.history = self._desk.session.searches
        self._bar.hint = "search headlines, names and texts; typing errors are forgiven"
        self._reading = Reading(self._desk, self._page, self._legend, self._refresh_status)
        self._deeds = Deeds(self._desk, self._list, self.say, self.list_changed)
        self._reloading = Reloading(self._desk, self._loader, self._reading, self)
        self._refreshes = Refreshes(self, self._refresh_status, self._refreshed)
        self._repairing = Repairing(self._desk, self._reading, self._page)
        self._xray = XRay(
            self, self._desk, self._reading, lambda: self._listing, self._to_page, self._to_list
        )
        self._reading.told = self._told
        bar = self.query_one(FindBar)
        self._finding = Finding(
            self._page, bar, self._reading, lambda: self._reading.show_matches(self._listing)
        )
        self._hint = FirstHint(self._desk.session, self.query_one("#foot-rule", Rule))
        self._hint.show(getattr(self.app, "keymap", {}))
        # Not by messages, which come a frame later.
        self.watch(bar, "value", self._finding.look, init=False)
        self.watch(self._list, "current", self._follow, init=False)
        self.watch(self._bar, "value", self._ask, init=False)
        self.watch(self._page, "scroll_y", self._reading.show_progress, init=False)
        self._loader.tell(lambda: self.post_message(Arrived()))
        if self._desk.is_settled:
            self._loader.begin()
            self._take()
        self._refresh_list()
        get_running_loop().call_later(COVERED_S, self._uncover)

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
        if self._desk.has_notes:
            self._noting.show()

    def _uncover(self) -> None:
        """Everything is in its place: paint."""
        if not self.covered:
            return
        if self.app._batch_count:  # noqa: SLF001 - Textual would skip the frame for good
            get_running_loop().call_later(PAUSE_S, self._uncover)
            return
        self.covered = False
        self._reading.show_progress()  # the page had no size when it was opened
        if self._layout_required and self.is_current:  # which paints everything: once is enough
            self._repaint_required = False
        else:
            self.refresh()
        self._on_timer_update()  # now, and not at Textual's next tick
        if not self._desk.is_settled:
            self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """The window stands as it was left: now open the library."""
        self.run_worker(self._settled(), group="settle")

    async def _settled(self) -> None:
        """Open the library, its modules imported beside the window."""
        await get_running_loop().run_in_executor(None, self._desk.prepare)
        self._desk.settle()
        self._refresh_list()
        self._loader.begin()

    def _compositor_refresh(self) -> None:
        """Paint, but not a window that is half built."""
        if not self.covered:
            super()._compositor_refresh()
        elif self.is_mounted and self._list.size:  # whoever has a size now is told of it first
            self._list.call_later(self._page.call_later, self.call_later, self._uncover)

    def on_unmount(self) -> None:
        """Nobody is there to be told any more."""
        self._loader.tell(lambda: None)
        self._refreshes.close()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the panes out for this size."""
        self._lay_panes(*event.size)

    def _lay_panes(self, cells: int, lines: int) -> None:
        """Two panes, or one at a time: where there is no room, or where they are read aloud."""
        plain = self._desk.settings.plain
        self.query_one(ArticleList).spoken = self.query_one(MarkedText).spoken = plain
        narrow = cells < NARROW or plain
        self.set_class(narrow, "-narrow")
        in_text = self.focused is self.query_one(MarkedText) or self.has_class(FINDING)
        self.set_class(narrow and in_text, "-text")
        self.set_class(lines < SHORT, "-short")
        self._list_width = max(30, min(56, cells // 3))
        self.query_one(ArticleList).styles.width = "1fr" if narrow else self._list_width
        self._xray.arrange(cells, self._list_width)
        self._refresh_rules()
        self.call_after_refresh(self._reading.show_progress)

    def _refresh_rules(self) -> None:
        apart = not (self.has_class("-narrow") or self.has_class("-no-list"))
        for rule in self.query(Rule):
            rule.joint = self._list_width - 1 if apart else -1

    # -- the clerk -----------------------------------------------------

    def on_arrived(self) -> None:
        """Events of the clerk wait; unless it is their turn soon anyway, they are taken now."""
        if not self._pausing:
            self._take()

    def _take(self) -> None:
        done, fresh = self._loader.take()
        self._pausing = True  # keys and painting come first
        # Not `set_timer`: Textual drops a single tick that falls due before its task first runs.
        get_running_loop().call_later(PAUSE_S, self.call_next, self._take_more)
        marked = {name for event in done if isinstance(event, Marked) for name, _ in event.items}
        all_read = any(isinstance(event, AllRead) for event in done)
        untouched = self._untouched
        self._loading &= not all_read
        self._stale |= any(isinstance(event, Froze) for event in done)
        self._stale |= fresh > 0 or (bool(marked) and self._listing.pattern is not None)
        looked = [event for event in done if isinstance(event, Looked)]
        self._come += sum(event.new for event in looked)
        last = all_read or any(isinstance(event, Done | Looked) for event in done)
        if last or (self._stale and monotonic() >= self._refresh_at):
            self._refresh_list(untouched=untouched)
        if any(event.changed or event.gone for event in looked):
            self._reading.refresh(self._listing)
        if all_read:
            self._resume = ""  # what comes later moves nobody
            gc.freeze()  # a library is a million things, and none of them garbage
            if self._listing.total == 1 and not self._bar.value and not self._reloading.again:
                self._enter()
            self.run_worker(self._desk.warm, thread=True, group="warm")
            self.run_worker(self._xray.warm, thread=True, group="warm")
            self._reloading.done()
        if last:
            self._repairing.catch_up()
        if self._reading.id in marked:
            self._reading.show_marks(self._reading.id)
            self._reading.show_matches(self._listing)
            self._refresh_status()
        if any(isinstance(event, Counted) for event in done):
            self._refresh_status()
        if any(isinstance(event, Failed) for event in done):
            self._name_faults()

    def _take_more(self) -> None:
        self._pausing = False
        if self._loader.waiting:
            self._take()

    def _renew(self, path: Path) -> None:
        """The settings have changed: what can follow at once does."""
        before = self._desk.settings
        self._desk.settings, complaints = read_settings(path)
        looks.renew(self.app, before, self._desk.settings)  # type: ignore[arg-type]
        if before.column != self._desk.settings.column:
            self.action_column(self._desk.settings.column - self._page.column)
        self._lay_panes(*self.size)
        self._refresh_hints()
        for complaint in complaints:
            self.notify(complaint, severity="warning", markup=False, timeout=10)

    def _name_faults(self) -> None:
        """Say which files could not be read, once each."""
        fresh = self._desk.faults[self._named :]
        self._named = len(self._desk.faults)
        lines = [
            *fresh[:3],
            *([f"and {len(fresh) - 3} more: see broadsheet check"] if len(fresh) > 3 else []),
        ]
        self.notify("\n".join(lines), title="Not readable", severity="warning", markup=False)

    # -- list and page -------------------------------------------------

    def _row(self, id: str) -> Row:  # noqa: A002 - the contract's word
        article, state = self._desk.article(id), self._desk.state(id)
        matches = (
            self._listing.pattern.find(article.title, "title") if self._listing.pattern else ()
        )
        return Row(article, state.read, state.starred, matches, self._desk.source_name(article))

    def _refresh_list(self, *, untouched: bool = False) -> None:
        """List what the search finds now; the cursor stays on its article.

        `untouched` before the last articles came it goes to the newest of them, as before.
        """
        self._listing = self._lists.search(self._bar.value, typing=self._bar.typing, anew=False)
        self._stale = False
        if self._listing.ids:  # the first ones are shown as they come
            self._refresh_at = monotonic() + REFRESH_S
        keep = None if untouched or self._untouched else self._list.current
        if self._resume:  # until it has been read, and nobody moved
            if self._list.index == 0 and self._resume in self._listing.ids:
                keep, self._resume = self._resume, ""
                if self._desk.session.get("pane") == "text":
                    self._entering = True
            elif self._list.index:
                self._resume = ""
        self._show_listing(keep)

    @property
    def _untouched(self) -> bool:
        """True while articles come in and nobody has moved: the newest is on top, and open."""
        at_rest = self._list.index == 0 and self.focused is self._list and not self._bar.value
        return (
            self._loading
            and not self._reloading.again
            and at_rest
            and self._page.scroll_offset.y == 0
        )

    def _show_listing(self, keep: str | None) -> None:
        heads = self._lists.heads
        self._list.show(self._listing.ids, empty=self._empty(), keep=keep, heads=heads)
        self._refresh_status()
        self._xray.listed()

    def _empty(self) -> str:
        if self._bar.value.strip() and self._listing.total:
            return f"Nothing found for “{self._bar.value.strip()}”.\nEsc clears the search."
        if self._loading:
            return "Reading …"
        if self._lists.nothing:
            return self._lists.nothing
        return "No articles here.\nOpen a folder:\nbroadsheet ~/news"

    def _refresh_status(self) -> None:
        self._finding.tell()
        total = self._listing.total
        self._bar.complaint = next(iter(self._listing.complaints), "")
        if self._listing.pattern is not None:
            count = f"{rows.number(len(self._listing.ids))} of {rows.number(total)}"
            found, at = len(self._page.matches), self._page.match
            here = f" · {at + 1}/{found}" if at is not None else f" · {found}" if found else ""
            told = f"{count} {'article' if total == 1 else 'articles'}"
            if self._listing.needs_marks and (unmarked := self._desk.unmarked):
                told = f"{told}, {rows.number(unmarked)} not marked yet"
            full = f"{told}{here} in this one" if here else told
            status = (full, f"{count}{here}", count)
        elif self._desk.showing_samples:
            samples = f"{rows.number(total)} samples"
            status = (f"{samples} · your own: broadsheet FOLDER", samples, rows.number(total))
        else:
            total = max(total, self._desk.read_so_far) if self._loading else total
            come = f"{rows.number(self._come)} new" if self._come else ""
            told = f"{rows.articles(total)} · {come}" if come else rows.articles(total)
            status = (told, come or rows.number(total), come)
        said = self._lists.said(status)
        if progress := self._refreshes.progress:
            said = (f"{progress} · {said[0]}", progress, *said)
        self._bar.status = (f"reading … {said[0]}", *said) if self._loading else said

    def on_recognised(self, message: Recognised) -> None:
        """Marks from the thread; late ones, for an article no longer open, the desk keeps."""
        self._reading.show_marks(message.id)
        self._reading.show_matches(self._listing)
        self._refresh_status()

    def keep_place(self) -> None:
        """Remember what is open, for the next start."""
        self._reading.keep_position()
        self._deeds.finish()
        self._desk.session.set("article", self._reading.id)
        self._desk.session.set("pane", "text" if self.focused is self._page else "list")
        self._desk.session.set("height", self._list.height_of_cursor)
        self._desk.leave_at(self._reading.id if self._lists.is_plain else None)

    def picture(self) -> list[str] | None:
        """The window's lines as the terminal gets them, when the next start will look like this."""
        searching = self._bar.typing or self._bar.value or self._lists.only
        if searching or self._hidden_panes or not self._list.ids:
            return None
        return [strip.render(self.app.console) for strip in self._compositor.render_strips()]

    @property
    def _hidden_panes(self) -> bool:
        hidden = self.has_class("-zen") or self.has_class("-no-list")
        return hidden or self._finding.is_on or self._xray.is_open

    def _mark_read(self) -> None:
        if self._reading.mark_read() and self._reading.id is not None:
            self._list.refresh_row(self._reading.id)

    # -- what the widgets say ------------------------------------------

    def _follow(self, name: str | None) -> None:
        """The page follows the cursor at once."""
        self._come = 0  # whoever goes on has seen it
        if name != self._reading.id:
            self._finding.end(back=False)
            self._reading.show(name, self._listing)
            self._refresh_status()
            if self._entering:
                self._to_page()
            elif self.focused is self._page:  # whoever goes on to it from a text, is in the text
                self._mark_read()

    def on_article_list_opened(self) -> None:
        """Into the text."""
        self._to_page()

    def on_article_list_search_ended(self) -> None:
        """Esc in the list."""
        self._bar.set_value("")

    def on_marked_text_left(self) -> None:
        """Back: from what was found, or to what led there; else to the list."""
        if not self._finding.end() and not self._xray.back():
            self._to_list()

    def on_find_bar_walked(self, message: FindBar.Walked) -> None:
        """Another place where it stands."""
        self._finding.walk(message.step)

    def on_find_bar_ended(self) -> None:
        """Esc in the find bar."""
        self._finding.end()

    def on_marked_text_finished(self) -> None:
        """Space at the end of an article: the next unread one."""
        self._mark_read()
        self._next_unread(1)

    def on_marked_text_scrolled(self) -> None:
        """Whoever scrolls, reads; where they are is kept once they rest."""
        self._mark_read()
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(REST_S, self._reading.keep_position)

    def on_marked_text_mark_reached(self) -> None:
        """The mark cursor may have scrolled the text."""
        self._reading.show_progress()
        if self._page.spoken and (mark := self._page.mark) is not None:
            self._legend.told = f"{mark.kind}: {mark.name or mark.of(self._reading.text)}"
        self._refresh_hints()

    def on_marked_text_mark_left(self) -> None:
        """Fewer keys work now."""
        self._refresh_hints()

    def on_marked_text_card_wanted(self) -> None:
        """Enter on a mark."""
        self._xray.open_card()

    def _ask(self) -> None:
        """Another query: filter and mark in this very turn."""
        before, was_open = self._listing, self._reading.id
        self._listing = self._lists.search(self._bar.value, typing=self._bar.typing)
        self._bar.completion = self._desk.complete(self._bar.value)
        keep = None if self._listing.pattern else self._left or self._list.current
        self._show_listing(self._xray.kept or keep)
        stays = self._list.current == was_open  # else what comes was marked when it came
        if stays and (self._listing.pattern or before.pattern):
            self._reading.show_matches(self._listing)
            self._refresh_status()
        if (before.pattern is None) != (self._listing.pattern is None):
            self._refresh_hints()

    def on_search_bar_submitted(self) -> None:
        """Enter in the bar: to the article. What was not complete till now, is."""
        self._left = None
        if self._desk.search(self._bar.value).query != self._listing.query:
            self._bar.typing = False
            self._refresh_list()
        self._to_page() if self._list.current else self._to_list()

    def on_search_bar_left(self, message: SearchBar.Left) -> None:
        """A query that may be wanted again."""
        self._desk.session.remember_search(message.value)
        self._bar.history = self._desk.session.searches

    def on_search_bar_closed(self) -> None:
        """Esc in an empty bar: back to where the search began."""
        self._to_page() if self._from_page else self._to_list()
        self._left = None

    def on_search_bar_moved(self, message: SearchBar.Moved) -> None:
        """Arrows while typing move in the list: a choice, which ending the search does not undo."""
        self._left = None
        self._list.move_by(message.step)

    def on_legend_kind_clicked(self, message: Legend.KindClicked) -> None:
        """The legend is the switch."""
        self.action_toggle_kind(message.kind)

    async def on_legend_hint_clicked(self, message: Legend.HintClicked) -> None:
        """A hint is its key."""
        await self.run_action(message.action)

    def on_selecting_text_selection_changed(self) -> None:
        """Other keys work now."""
        self._refresh_hints()

    def on_key(self) -> None:
        """Whoever has pressed some keys needs no hint."""
        self._hint.key()

    def on_descendant_focus(self) -> None:
        """Other keys work now."""
        self._finding.tell()
        self._refresh_hints()

    def _refresh_hints(self) -> None:
        places: dict[str | None, commands.Where] = {
            "page": "text", "bar": "typing", "find": "finding", "xray": "xray", "card": "card",
        }  # fmt: skip
        where = places.get(self.focused.id if self.focused else None, "list")
        if where == "text" and self._page.selected is not None:
            where = "selecting"
        keymap = getattr(self.app, "keymap", {})
        searching = self._listing.pattern is not None
        self._legend.hints = tuple(
            Hint(
                signs[0],
                "next match" if searching and command.id == "next" else command.hint,
                command.action,
            )
            for command in commands.hinted(where)
            if self._xray.offers(command.id)
            and (signs := commands.key_signs(commands.keys_of(command, keymap)))
        )

    # -- moving between panes ------------------------------------------

    def _enter(self) -> None:
        """Into the text of the article under the cursor, once it is on the page."""
        if self._reading.id == self._list.current:
            self._to_page()
        else:
            self._entering = True

    def _to_page(self) -> None:
        self._entering = False
        if self._reading.id is None:
            return
        if self.has_class("-narrow"):  # elsewhere a class on the whole window is only work
            self._xray.make_room()
            self.add_class("-text")
        self._page.focus()
        self._mark_read()
        self._desk.opened(self._reading.id)

    def _to_list(self) -> None:
        self._xray.make_room()
        self.remove_class("-text", "-zen", "-no-list")
        self._refresh_rules()
        self._list.focus()

    def _change_panes(self) -> None:
        self._to_list() if self.focused is self._page else self._to_page()

    def focus_next(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """The next pane; where only one is shown, that is the other one."""
        if self.has_class("-narrow") and self.focused in (self._list, self._page):
            self._change_panes()
            return self.focused
        return super().focus_next(selector)

    def focus_previous(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """The pane before, likewise."""
        if self.has_class("-narrow") and self.focused in (self._list, self._page):
            return self.focus_next()
        return super().focus_previous(selector)

    def _next_unread(self, step: int) -> None:
        """Go to the next unread article, round the end of the list."""
        ids, index = self._list.ids, self._list.index
        for distance in range(1, len(ids)):
            place = (index + step * distance) % len(ids)
            if not self._desk.state(ids[place]).read:
                self._list.move_to(place)
                return
        self.notify("Everything else is read.", timeout=2, markup=False)

    # -- actions -------------------------------------------------------

    def action_next_article(self, step: int) -> None:
        """The next or previous article, from any pane."""
        self._list.move_by(step)

    def action_next(self, step: int) -> None:
        """The next match while a search is on, else the next unread article."""
        if self._finding.is_on:
            self._finding.walk(step)
        elif self._listing.pattern:
            self._page.next_match(step)
            self._refresh_status()
            self._reading.show_progress()
        else:
            self._next_unread(step)

    def action_next_mark(self, step: int) -> None:
        """The next or previous mark."""
        if not self._page.display:
            self._to_page()
        self._page.next_mark(step)

    def action_xray(self) -> None:
        """Open or close the X-Ray panel."""
        self._xray.toggle()

    def action_everywhere(self) -> None:
        """Search for the name under the cursor."""
        self._xray.everywhere()

    def action_follow(self, way: int) -> None:
        """Back after following a name, and forward again."""
        self._xray.step(way)

    def action_toggle_read(self) -> None:
        """Read / unread."""
        self._deeds.toggle_read(self._reading.id)

    def action_toggle_star(self) -> None:
        """Star / no star."""
        self._deeds.toggle_star(self._reading.id)

    def action_mark_all_read(self) -> None:
        """Everything that is listed is read."""
        self._deeds.mark_all_read(self._list.ids)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._deeds.undo()

    def action_remove(self) -> None:
        """Out of the library, when the reader says yes."""
        if (id_ := self._reading.id) is not None:
            self._deeds.ask_to_remove(id_, self.app)

    def action_sort(self) -> None:
        """By another thing."""
        self._lists.next_order()
        self._relist()

    def action_reverse(self) -> None:
        """The other way round."""
        self._lists.turn_round()
        self._relist()

    def action_group(self, group: Grouped) -> None:
        """Headings between the rows, or none."""
        self._lists.group(group)
        self._relist()

    def action_only(self, only: Only) -> None:
        """Only what is unread, or starred; then all again."""
        self._lists.show_only(only)
        self._relist(anew=True)

    def _relist(self, *, anew: bool = False) -> None:
        """Another list; `anew` without what was read meanwhile."""
        self._listing = self._lists.search(self._bar.value, typing=self._bar.typing, anew=anew)
        self._show_listing(self._list.current)

    def _rearranged(self, listing: Listing) -> None:
        """A list that took longer stands in its order."""
        self._listing = listing
        self._show_listing(self._list.current)

    def list_changed(self) -> None:
        """List what is there now; with other sources, begin with those."""
        self._reloading.own() if self._desk.own_changed else self._refresh_list()
        self._follow(self._list.current)

    def loading_again(self) -> None:
        """The clerk reads once more."""
        self._loading, self._named = True, 0
        self._refresh_status()

    def action_reload(self) -> None:
        """The article's file, or the feed it came from, now."""
        article = self._desk.article(self._reading.id) if self._reading.id else None
        feed = self._refreshes.feed_of(article) if article else None
        self._refreshes.start(feed) if feed else self._read_again()

    def _read_again(self) -> None:
        if (name := self._reading.id) is not None:
            self.run_worker(self._read_one_again(name), group="reload", exclusive=True)

    async def _read_one_again(self, name: str) -> None:
        await self._reloading.one(name)
        self._reading.show_matches(self._listing)  # its text may be another
        self._refresh_status()

    def action_reload_all(self) -> None:
        """All feeds and folders, while the list stands; feeds that are being asked are left."""
        if self._refreshes.progress or self._refreshes.any:
            self._refreshes.start()
        else:
            self._refreshed()

    def _refreshed(self) -> None:
        """What feeds have brought are files."""
        if self._loading:
            self.say("Still reading.")
        elif self._desk.own_changed:
            self._reloading.own()
        else:
            self._reloading.all()

    def action_sources(self, adding: bool = False) -> None:
        """The library's folders."""
        self.app.push_screen(SourcesScreen(self._desk, adding=adding), self._sources_left)

    def _sources_left(self, changed: bool | None) -> None:
        self.list_changed()
        if changed and not self._loading:  # a feed was fetched: its entries are files now
            self._reloading.all()
        self._reading.show_again(self._reading.id or "")

    def say(self, line: str) -> None:
        """Tell the reader in a line."""
        self.notify(line, timeout=SAID_S, markup=False)

    def action_search(self) -> None:
        """Begin to type; until Enter, the place is kept to come back to."""
        if not self._bar.value:
            self._left, self._from_page = self._list.current, self.focused is self._page
        self._xray.make_room()
        self.remove_class("-text", "-zen", "-no-list")
        self._refresh_rules()
        self._bar.open()

    def action_find(self) -> None:
        """Find in the open article."""
        if self.has_class("-narrow") and self._xray.is_open:  # which covers the text
            self._to_page()
            self.set_focus(self._page)  # at once: that is where finding goes back to
        self._finding.begin()

    def action_outline(self) -> None:
        """Choose a heading to go to."""
        self._going.outline()

    def action_links(self) -> None:
        """Choose an address of the text."""
        self._going.links()

    def action_open_link(self) -> None:
        """Open the article's own address."""
        self._going.link()

    def action_copy(self) -> None:
        """Copy the selection, or the paragraph."""
        self._noting.copy()

    def action_copy_place(self) -> None:
        """Copy the article's address, or its path."""
        self._noting.copy_place()

    def action_comment(self) -> None:
        """Write a note."""
        self._noting.comment()

    def action_passages(self) -> None:
        """The notes to this article."""
        self._noting.passages()

    def action_export_passages(self) -> None:
        """Write all notes to a file."""
        self._noting.export()

    def action_edit(self) -> None:
        """The article's file in the reader's editor."""
        self._going.edit()

    def action_settings(self) -> None:
        """The settings in the reader's editor."""
        self._going.settings()

    def search_for(self, query: str) -> None:
        """Put a saved search into the bar."""
        self.action_search()
        self._bar.fill(query)

    def action_toggle_kind(self, kind: Kind) -> None:
        """One kind on / off."""
        self._hide(self._page.hidden ^ {kind})

    def action_toggle_marks(self) -> None:
        """All kinds on / off."""
        everything = frozenset(KINDS)
        self._hide(frozenset() if self._page.hidden == everything else everything)

    def _hide(self, hidden: frozenset[Kind]) -> None:
        self._page.hidden = self._legend.hidden = hidden
        self._desk.session.set("hidden", " ".join(sorted(hidden)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A repair needs a mark; without one its keys mean what they mean elsewhere."""
        del parameters
        return action != "repair" or self._repairing.mark is not None

    def action_repair(self, action: "Action") -> None:
        """Repair the mark under the cursor."""
        self._repairing.ask(action)

    def action_repair_card(self, action: "Action") -> None:
        """Repair what the card is about: the mark it was opened from."""
        self._xray.close()
        self._repairing.ask(action)

    def action_undo_repair(self) -> None:
        """Take back the last repair."""
        self._repairing.undo()

    def action_figures(self) -> None:
        """All figures of the open article in a table."""
        self._reading.tabulate(self._go_to_figure)

    def _go_to_figure(self, row: "FigureRow | None") -> None:
        if row is not None:
            self._to_page()
            self._page.point_at(row.mark, row.sentence)

    def action_zen(self) -> None:
        """Only the text."""
        if self.has_class("-zen"):
            self.remove_class("-zen")
        elif self._reading.id is not None:
            self.add_class("-zen")
            self._to_page()

    def action_toggle_list(self) -> None:
        """Hide / show the list; where one pane is shown at a time, the other one."""
        if self.has_class("-narrow"):
            self._change_panes()
            return
        self.toggle_class("-no-list")
        self._refresh_rules()
        if self.has_class("-no-list"):
            self._to_page()

    def action_column(self, cells: int) -> None:
        """Wider or narrower."""
        column = max(COLUMNS[0], min(COLUMNS[-1], self._page.column + cells))
        self._page.column = column
        self._desk.session.set("column", column)

    def action_quit_or_back(self) -> None:
        """There is nothing behind this window."""
        self.app.exit(0)


def _number(value: object, sound: range) -> int | None:
    """A number kept from an earlier run, if it still is one in range."""
    return value if isinstance(value, int) and value in sound else None
