"""Searching all articles: what is typed into the bar, and the way back to where it began.

It joins the search bar to the list; the window only passes on what the bar says.

Shape:   `begin`, then `ask` for each change, then one of `submit` and `close`.
Errors:  none.
"""

from reader.desk import Desk
from reader.view.browsing import Browsing
from reader.view.panes import Panes
from reader.view.widgets.article_list import ArticleList
from reader.view.widgets.search_bar import SearchBar


class Searching:
    """One search at a time; until Enter, the place where it began is kept."""

    def __init__(
        self, bar: SearchBar, listing: ArticleList, desk: Desk, browsing: Browsing, panes: Panes
    ) -> None:
        self._bar = bar
        self._list = listing
        self._desk = desk
        self._browsing = browsing
        self._panes = panes
        self._left: str | None = None
        self._from_page = False
        bar.history = desk.session.searches
        bar.hint = "search headlines, names and texts; typing errors are forgiven"

    def begin(self) -> None:
        """Begin to type; until Enter, the place is kept to come back to."""
        if not self._bar.value:
            self._left, self._from_page = self._list.current, self._panes.in_text
        self._panes.show_list()
        self._bar.open()

    def ask(self) -> None:
        """Another query: filter and mark in this very turn."""
        self._bar.completion = self._desk.complete(self._bar.value)
        self._browsing.search(self._left)

    def submit(self) -> None:
        """Enter in the bar: to the article. What was not complete till now, is."""
        self._left = None
        if self._desk.asked(self._bar.value) != self._browsing.listing.query:
            self._bar.typing = False
            self._browsing.list_again()
        self._panes.to_page() if self._list.current else self._panes.to_list()

    def remember(self, query: str) -> None:
        """A query that may be wanted again."""
        self._desk.session.remember_search(query)
        self._bar.history = self._desk.session.searches

    def close(self) -> None:
        """Esc in an empty bar: back to where the search began."""
        self._panes.to_page() if self._from_page else self._panes.to_list()
        self._left = None

    def move(self, step: int) -> None:
        """Arrows while typing move in the list: a choice, which ending the search does not undo."""
        self._left = None
        self._list.move_by(step)
