"""The panes of the window: how wide they are, which are shown, and which one the keys go to.

It joins sizes and classes of the window to list, page and panels; the window only says which key
was pressed.

Shape:   `Panes(screen, desk, reading, xray)`; `lay` for a size, then `to_page`, `to_list`, `change`.
Units:   cells.
Errors:  none.
"""

from typing import Final

from textual.screen import Screen

from reader.desk import Desk
from reader.view.finding import FINDING
from reader.view.reading import Reading
from reader.view.restyling import set_window_class
from reader.view.widgets.article_list import ArticleList
from reader.view.widgets.legend import Legend
from reader.view.widgets.marked_text import MarkedText
from reader.view.widgets.panels import CardPanel, XRayPanel
from reader.view.widgets.rule import Rule
from reader.view.widgets.search_bar import SearchBar
from reader.view.xray import XRay

NARROW: Final = 80
"""Below this width one pane is shown at a time."""

COLUMNS: Final = range(30, 161)
"""How wide a line of text may be."""


class Panes:
    """List and page of one window."""

    def __init__(self, screen: Screen[None], desk: Desk, reading: Reading, xray: XRay) -> None:
        self._screen = screen
        self._desk = desk
        self._reading = reading
        self._xray = xray
        self._list, self._page = screen.query_one(ArticleList), screen.query_one(MarkedText)
        self.list_width = 0
        self.entering = False
        """True when the next article that is opened is to be entered."""
        column = number_in(COLUMNS, desk.session.get("column"))
        self._page.column = desk.settings.column if column is None else column

    # -- their sizes ---------------------------------------------------

    def lay(self, cells: int) -> None:
        """Two panes, or one at a time: where there is no room, or where they are read aloud."""
        screen, plain = self._screen, self._desk.settings.plain
        self._list.spoken = self._page.spoken = plain
        screen.query_one(XRayPanel).spoken = screen.query_one(CardPanel).spoken = plain
        screen.query_one(Legend).spoken = plain
        narrow = cells < NARROW or plain
        screen.set_class(narrow, "-narrow")
        in_text = screen.focused is self._page or screen.has_class(FINDING)
        screen.set_class(narrow and in_text, "-text")
        self.list_width = max(30, min(56, cells // 3))
        self._list.styles.width = "1fr" if narrow else self.list_width
        self._xray.arrange(cells, self.list_width)
        self.join()
        screen.call_after_refresh(self._reading.show_progress)

    def widen(self, cells: int) -> None:
        """A wider or narrower column of text."""
        column = max(COLUMNS[0], min(COLUMNS[-1], self._page.column + cells))
        self._page.column = column
        self._desk.session.set("column", column)

    def join(self) -> None:
        """The rules' joints are where lines between the panes end, whichever stand there now."""
        joints: list[int] = []
        if not self.is_narrow:
            beside = self._xray.beside
            if not self._screen.has_class("-no-list") or (self._xray.is_open and not beside):
                joints.append(self.list_width - 1)
            if beside:
                joints.append(self._screen.size.width - beside)
        for rule in self._screen.query(Rule):
            rule.joints = tuple(joints)

    @property
    def is_narrow(self) -> bool:
        """True while one pane is shown at a time."""
        return self._screen.has_class("-narrow")

    @property
    def are_hidden(self) -> bool:
        """True when the reader hides one."""
        return self._screen.has_class("-zen") or self._screen.has_class("-no-list")

    # -- which one the keys go to --------------------------------------

    @property
    def in_text(self) -> bool:
        """True when the keys go to the page."""
        return self._screen.focused is self._page

    @property
    def in_list(self) -> bool:
        """True when they go to the list."""
        return self._screen.focused is self._list

    def enter(self) -> None:
        """Into the text of the article under the cursor, once it is on the page."""
        if self._reading.id == self._list.current:
            self.to_page()
        else:
            self.entering = True

    def to_page(self) -> None:
        """Into the text."""
        self.entering = False
        if self._reading.id is None:
            return
        if self.is_narrow:  # elsewhere a class on the whole window is only work
            self._xray.make_room()
            self._screen.add_class("-text")
        self._page.focus()
        self.mark_read()
        self._desk.opened(self._reading.id)

    def to_list(self) -> None:
        """To the list, which is shown."""
        self.show_list()
        self._list.focus()

    def show_list(self) -> None:
        """Nothing hides the list any more."""
        self._xray.make_room()
        self._screen.remove_class("-text", "-zen", "-no-list")
        self.join()

    def change(self) -> None:
        """To the other one."""
        self.to_list() if self.in_text else self.to_page()

    def turn(self) -> bool:
        """To the other one where one is shown at a time; False when there is another next pane."""
        if turns := self.is_narrow and (self.in_list or self.in_text):
            self.change()
        return turns

    def mark_read(self) -> None:
        """Whoever is in the text, reads."""
        if self._reading.mark_read() and self._reading.id is not None:
            self._list.refresh_row(self._reading.id)

    def toggle_zen(self) -> None:
        """Only the text, or everything again."""
        screen, on = self._screen, not self._screen.has_class("-zen")
        if on and self._reading.id is None:
            return
        around = (screen.query_one(SearchBar), *screen.query(Rule), screen.query_one(Legend))
        set_window_class(screen, on, "-zen", self._list, self._page, *around)
        if on:
            self.to_page()

    def toggle_list(self) -> None:
        """Hide / show the list; where one pane is shown at a time, the other one."""
        if self.is_narrow:
            self.change()
            return
        hidden = not self._screen.has_class("-no-list")
        set_window_class(self._screen, hidden, "-no-list", self._list, self._page)
        self.join()
        if hidden:
            self.to_page()


def number_in(sound: range, value: object) -> int | None:
    """A number kept from an earlier run, if it still is one in range."""
    return value if isinstance(value, int) and value in sound else None
