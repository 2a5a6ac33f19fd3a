"""Going somewhere from the open article: to a heading, to an address, into an editor.

It asks in small panels, and does what was chosen; the window only says which key was pressed.

Shape:   `Going(screen, desk, reading, page, enter)`; one method a command.
Errors:  what cannot be done is said in a notice.
"""

from bisect import bisect_right
from collections.abc import Callable
from functools import partial

from textual.screen import Screen

from reader.articles import Article
from reader.desk import Desk
from reader.text.links import BadAddress, checked, find_links, own_link, real_host
from reader.text.outlines import outline
from reader.view.reading import Reading
from reader.view.screens.asking import ConfirmScreen
from reader.view.screens.choosing import Choice, ChoosingScreen
from reader.view.widgets.marked_text import MarkedText


class Going:
    """The ways out of an article, and through it."""

    def __init__(
        self,
        screen: Screen[None],
        desk: Desk,
        reading: Reading,
        page: MarkedText,
        enter: Callable[[], None],
    ) -> None:
        """`enter` brings the reader into the text."""
        self._screen = screen
        self._desk = desk
        self._reading = reading
        self._page = page
        self._enter = enter

    @property
    def _article(self) -> Article | None:
        return None if self._reading.id is None else self._desk.article(self._reading.id)

    def outline(self) -> None:
        """Choose a heading, and go there."""
        if (article := self._article) is None:
            return
        entries = outline(article.text, article.blocks)
        if not entries:
            self._say("There is nothing to outline.")
            return
        offsets = [entry.offset for entry in entries]
        here = max(0, bisect_right(offsets, self._page.in_sight[0]) - 1)
        choices = [Choice(entry.label, entry.level) for entry in entries]

        def go(number: int | None) -> None:
            if number is not None:
                self.go_to(offsets[number])

        self._screen.app.push_screen(ChoosingScreen("Outline", choices, at=here), go)

    def go_to(self, offset: int) -> None:
        """Into the text, with `offset` on top."""
        self._enter()
        # In a narrow window the page gets its size only now.
        self._screen.call_after_refresh(self._page.show_on_top, offset)

    def links(self) -> None:
        """Choose an address of the text, and open it."""
        if (article := self._article) is None:
            return
        addresses = list(dict.fromkeys(link.address for link in find_links(article.text)))
        if not addresses:
            self._say("There is no address in this text.")
            return
        choices = [Choice(address, 1, real_host(address)) for address in addresses]

        def chosen(number: int | None) -> None:
            if number is not None:
                self._confirm(addresses[number])

        self._screen.app.push_screen(ChoosingScreen("Addresses", choices), chosen)

    def link(self) -> None:
        """Open the article's own address."""
        if (article := self._article) is None:
            return
        address = own_link(article.extra)
        if address is None:
            self._say("This article has no address of its own. O lists those in its text.")
        else:
            self._confirm(address)

    def _confirm(self, address: str) -> None:
        try:
            host = real_host(checked(address))
        except BadAddress as error:
            self._say(f"{address[:60]}: {error}", wrong=True)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                work = partial(self._open, address)
                self._screen.run_worker(work, thread=True, group="browser")

        self._screen.app.push_screen(ConfirmScreen(f"Open {host}?", address), answered)

    def _open(self, address: str) -> None:
        """In a thread: a browser takes its time."""
        from reader.view.browsers import open_address

        trouble = open_address(address)
        said = f"{address[:60]}: {trouble}" if trouble else f"Opened {real_host(address)}."
        self._screen.app.call_from_thread(self._say, said, wrong=bool(trouble))

    def _say(self, words: str, *, wrong: bool = False) -> None:
        from reader.clean import one_line

        severity = "warning" if wrong else "information"
        self._screen.notify(one_line(words), severity=severity, timeout=5, markup=False)  # type: ignore[arg-type]
