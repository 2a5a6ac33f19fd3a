"""A running app, with words for what tests look at."""

import asyncio
import unicodedata
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from rich.segment import Segment
from textual import events
from textual.keys import _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from reader.desk import Desk
from reader.marks import Mark
from reader.view.app import BroadsheetApp
from reader.view.screens.main import MainScreen
from reader.view.widgets.article_list import ArticleList
from reader.view.widgets.legend import Legend
from reader.view.widgets.marked_text import MarkedText
from reader.view.widgets.search_bar import SearchBar


def key_event(key: str) -> events.Key:
    """A key as the terminal's driver reports it: by its name, with its character if it has one."""
    name = _character_to_key(key) if len(key) == 1 else key
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(name))
    except KeyError:
        character = key if len(key) == 1 else None
    return events.Key(name, character)


class Stage:
    """A running app, with words for what tests look at."""

    def __init__(self, app: BroadsheetApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def window(self) -> MainScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    @property
    def listing(self) -> ArticleList:
        return self.window.query_one(ArticleList)

    @property
    def page(self) -> MarkedText:
        return self.window.query_one(MarkedText)

    @property
    def bar(self) -> SearchBar:
        return self.window.query_one(SearchBar)

    @property
    def legend(self) -> Legend:
        return self.window.query_one(Legend)

    @property
    def titles(self) -> list[str]:
        return [self.desk.article(name).title for name in self.listing.ids]

    @property
    def shown(self) -> set[str | None]:
        """The panes on the screen."""
        return {pane.id for pane in (self.listing, self.page) if pane.display}

    @property
    def current(self) -> str:
        """The id under the cursor."""
        assert self.listing.current is not None
        return self.listing.current

    @property
    def open(self) -> str:
        """The headline under the cursor."""
        return self.desk.article(self.current).title

    @property
    def mark(self) -> Mark:
        """The mark the cursor is on."""
        assert self.page.mark is not None
        return self.page.mark

    @property
    def focused(self) -> str | None:
        return self.app.focused.id if self.app.focused else None

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.app.post_message(key_event(key))
            await self.settled()

    async def type(self, text: str) -> None:
        await self.press("slash", *("space" if letter == " " else letter for letter in text))

    async def settled(self) -> None:
        """Every widget has handled its messages, and those that they caused.

        Textual's own `press` waits until the processor is idle, which takes ten times as long.
        """
        for _ in range(8):
            await self.pilot.pause(0)

    async def loaded(self) -> None:
        """Everything was read and recognised, and is on the screen."""
        await asyncio.to_thread(self.app.loader.wait, 60)
        while self.app.loader.waiting:
            await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool], timeout_s: float = 60) -> None:
        """What another process does has reached the window."""
        async with asyncio.timeout(timeout_s):
            while not holds():
                await self.pilot.pause(0.01)

    def strips(self) -> list[list[Segment]]:
        """What is on the screen, with its styles."""
        return [list(strip) for strip in self.app.screen._compositor.render_strips(self.app.size)]

    def text(self) -> str:
        """What is on the screen, line by line."""
        return "\n".join("".join(piece.text for piece in line) for line in self.strips())


class Open(Protocol):
    """`async with open_app(paths..., size=...) as stage`."""

    def __call__(
        self, *paths: Path | str, size: tuple[int, int] = (120, 40), wait: bool = True
    ) -> AbstractAsyncContextManager[Stage]: ...
