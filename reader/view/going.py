"""Going somewhere from the open article: to a heading, to an address, into an editor.

It asks in small panels, and does what was chosen; the window only says which key was pressed.

Shape:   `Going(screen, desk, reading, page, enter)`; one method a command.
Errors:  what cannot be done is said in a notice.
"""

import os
from bisect import bisect_right
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from pathlib import Path

from textual.app import SuspendNotSupported
from textual.screen import Screen

from reader.articles import Article
from reader.desk import Desk
from reader.paths import places
from reader.settings import create_settings
from reader.text.links import BadAddress, addresses_of, checked, host_of, own_address, real_host
from reader.text.outlines import entry, outlined
from reader.view.hints import key_here
from reader.view.reading import Reading
from reader.view.screens.asking import ConfirmScreen
from reader.view.screens.finder import Choice, FinderScreen
from reader.view.widgets.marked_text import MarkedText

_start = attrgetter("start")


class Going:
    """The ways out of an article, and through it."""

    def __init__(
        self,
        screen: Screen[None],
        desk: Desk,
        reading: Reading,
        page: MarkedText,
        *,
        enter: Callable[[], None],
        reread: Callable[[], None],
        renew: Callable[[Path], None],
    ) -> None:
        """`enter` brings the reader into the text, `reread` reads files again, `renew` the settings."""
        self._reread = reread
        self._renew = renew
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
        text, blocks = article.text, outlined(article.blocks)
        if not blocks:
            self._say("There is nothing to outline.")
            return
        here = max(0, bisect_right(blocks, self._page.in_sight[0], key=_start) - 1)

        def choice(number: int) -> Choice:
            _, label, level = entry(text, blocks[number])
            return Choice(label, level)

        def go(number: int | None) -> None:
            if number is not None:
                self.go_to(blocks[number].start)

        screen = FinderScreen("Outline", len(blocks), choice, at=here)
        self._screen.app.push_screen(screen, go)

    def go_to(self, offset: int) -> None:
        """Into the text, with `offset` on top."""
        self._enter()
        # In a narrow window the page gets its size only now.
        self._screen.call_after_refresh(self._page.show_on_top, offset)

    def links(self) -> None:
        """Choose an address of the text, and open it."""
        if (article := self._article) is None:
            return
        addresses = addresses_of(article)
        if not addresses:
            self._say("There is no address in this text.")
            return

        def choice(number: int) -> Choice:
            return Choice(f"[{number + 1}] {addresses[number]}", 1, host_of(addresses[number]))

        def chosen(number: int | None) -> None:
            if number is not None:
                self._confirm(addresses[number])

        screen = FinderScreen("Addresses", len(addresses), choice)
        self._screen.app.push_screen(screen, chosen)

    def link(self) -> None:
        """Open the article's own address."""
        if (article := self._article) is None:
            return
        address = own_address(article)
        if address is None:
            key = key_here(self._screen, "links")
            self._say(f"This article has no address of its own. {key} lists those in its text.")
        else:
            self._confirm(address)

    def edit(self) -> None:
        """The article's file in the reader's editor; what has changed is read again."""
        if (article := self._article) is None:
            return
        if article.path is None:
            self._say("This article came from a pipe: there is no file to edit.")
        elif article.part:
            self._say("This article is one of many in its file, which no editor is given.")
        elif not os.path.lexists(article.path):
            self._say(f"{article.path}: the file is gone", wrong=True)
        elif self._edited(article.path):
            self._reread()

    def settings(self) -> None:
        """The settings in the reader's editor, made with every default in it when there are none."""
        path = places().settings
        try:
            create_settings(path)
        except OSError as error:
            self._say(f"{path}: {error.strerror}", wrong=True)
            return
        if self._edited(path):
            self._renew(path)

    def _edited(self, path: str | Path) -> bool:
        """True when the editor ended well; the window is painted anew in any case."""
        from reader.desk.editors import edit

        app = self._screen.app
        try:
            with app.suspend():
                trouble = edit(path)
        except SuspendNotSupported:
            trouble = "this terminal cannot be lent to an editor"
        app.refresh(layout=True)
        if trouble:
            self._say(trouble, wrong=True)
        return not trouble

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
