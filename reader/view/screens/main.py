"""The one window: list on the left, page on the right, search above, legend below.

It only passes on: what a widget says, or a key means, goes to the room whose affair it is. What
the window is made of stands in `reader.view.screens.window`.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.css.query import QueryType
from textual.timer import Timer
from textual.widget import Widget

from reader.desk.arranging import Grouped
from reader.marks import KINDS, Kind
from reader.view import commands
from reader.view.jobs import Recognised
from reader.view.lists import Only
from reader.view.screens.sources import SourcesScreen
from reader.view.screens.window import Window
from reader.view.widgets.find_bar import FindBar
from reader.view.widgets.legend import Legend
from reader.view.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from reader.annotate.repairs import Action
    from reader.desk.figures import FigureRow

REST_S = 0.5
"""After so long without scrolling the place is kept, even from a process that is killed."""


class MainScreen(Window):
    """Messages and keys, and whose affair they are."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("everywhere")
    _keeping: Timer | None = None

    # -- the clerk -----------------------------------------------------

    def on_arrived(self) -> None:
        """Events of the clerk wait."""
        self._arriving.arrived()

    # -- list and page -------------------------------------------------

    def on_recognised(self, message: Recognised) -> None:
        """Marks from the thread; late ones, for an article no longer open, the desk keeps."""
        self._reading.show_marks(message.id)
        self._browsing.show_matches()

    # -- what the widgets say ------------------------------------------

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
        self._panes.mark_read()
        self._browsing.next_unread(1)

    def on_marked_text_scrolled(self) -> None:
        """Whoever scrolls, reads; where they are is kept once they rest."""
        self._panes.mark_read()
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

    def on_search_bar_submitted(self) -> None:
        """Enter in the bar."""
        self._searching.submit()

    def on_search_bar_left(self, message: SearchBar.Left) -> None:
        """A query that may be wanted again."""
        self._searching.remember(message.value)

    def on_search_bar_closed(self) -> None:
        """Esc in an empty bar."""
        self._searching.close()

    def on_search_bar_moved(self, message: SearchBar.Moved) -> None:
        """Arrows while typing."""
        self._searching.move(message.step)

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

    def on_screen_suspend(self) -> None:
        """Another screen has the keys now."""
        self._refresh_hints()

    def on_screen_resume(self) -> None:
        """And gives them back."""
        self._refresh_hints()

    def on_descendant_focus(self) -> None:
        """Other keys work now."""
        self._finding.tell()
        self._refresh_hints()

    # -- moving between panes ------------------------------------------

    def focus_next(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """The next pane; where only one is shown, that is the other one."""
        if self._panes.turn():
            return self.focused
        return super().focus_next(selector)

    def focus_previous(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """The pane before, likewise."""
        if self._panes.turn():
            return self.focused
        return super().focus_previous(selector)

    # -- actions -------------------------------------------------------

    def action_next_article(self, step: int) -> None:
        """The next or previous article, from any pane."""
        self._list.move_by(step)

    def action_next(self, step: int) -> None:
        """The next match while a search is on, else the next unread article."""
        self._browsing.next(step)

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
        self._browsing.lists.next_order()
        self._browsing.relist()

    def action_reverse(self) -> None:
        """The other way round."""
        self._browsing.lists.turn_round()
        self._browsing.relist()

    def action_group(self, group: Grouped) -> None:
        """Headings between the rows, or none."""
        self._browsing.lists.group(group)
        self._browsing.relist()

    def action_only(self, only: Only) -> None:
        """Only what is unread, or starred; then all again."""
        self._browsing.lists.show_only(only)
        self._browsing.relist(anew=True)

    def action_reload(self) -> None:
        """The article's file, or the feed it came from, now."""
        article = self._desk.article(self._reading.id) if self._reading.id else None
        feed = self._refreshes.feed_of(article) if article else None
        self._refreshes.start(feed) if feed else self._read_again()

    def action_reload_all(self) -> None:
        """All feeds and folders, while the list stands; feeds that are being asked are left."""
        if self._refreshes.progress or self._refreshes.any:
            self._refreshes.start()
        else:
            self._refreshed()

    def action_sources(self, adding: bool = False) -> None:
        """The library's folders and feeds."""
        self.app.push_screen(SourcesScreen(self._desk, adding=adding), self._sources_left)

    def _sources_left(self, changed: bool | None) -> None:
        self.list_changed()
        if changed and not self._browsing.loading:  # a feed was fetched: its entries are files now
            self._reloading.all()
        self._reading.show_again(self._reading.id or "")

    def action_search(self) -> None:
        """Begin to type."""
        self._searching.begin()

    def action_find(self) -> None:
        """Find in the open article."""
        if self._panes.is_narrow and self._xray.is_open:  # which covers the text
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
        """Take back the last repair, of whichever run."""
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
        self._panes.toggle_zen()

    def action_toggle_list(self) -> None:
        """Hide / show the list; where one pane is shown at a time, the other one."""
        self._panes.toggle_list()

    def action_column(self, cells: int) -> None:
        """Wider or narrower."""
        self._panes.widen(cells)

    def action_quit_or_back(self) -> None:
        """There is nothing behind this window."""
        self.app.exit(0)
