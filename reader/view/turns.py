"""Keys take turns: one is done with before the next is given out.

Textual gives a key to the widget that has the focus when the key arrives, but what the key
does comes later, after it went up from the widget to the app. Typed ahead, or sent in one
piece over a slow line, "/storm" would open the search and give "storm" to the list.

Shape:   `Turns(app, give)`; `take(event)` gives the event out now, or when its turn comes.
Units:   seconds.
Errors:  what `give` raises is the app's, as if Textual had called it.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from textual.app import App
from textual.events import Event
from textual.message_pump import MessagePump

_PATIENCE_S: Final = 0.25
"""A widget that is busy for longer, or has gone, does not hold up the keys."""

_ROUNDS: Final = 2
"""The key goes up to the app and acts; what that says goes up, too, and may move the focus."""


class Turns:
    """The events of the keyboard, in their order."""

    def __init__(self, app: App[int], give: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._give = give
        self._waiting: deque[Event] = deque()
        self._task: asyncio.Task[None] | None = None

    async def take(self, event: Event) -> None:
        """Give `event` out, after those before it."""
        if self._task is not None and not self._task.done():
            self._waiting.append(event)
            return
        await self._give(event)
        self._task = asyncio.create_task(self._go_on())

    async def _go_on(self) -> None:
        try:
            await self._settled()
            while self._waiting:
                await self._give(self._waiting.popleft())
                await self._settled()
        except Exception as error:  # noqa: BLE001 - a task of ours: nobody else would hear of it
            self._app._handle_exception(error)  # noqa: SLF001

    async def _settled(self) -> None:
        """Wait until everybody from the focus up to the app has come to what they were sent."""
        for _ in range(_ROUNDS):
            node = self._app.focused or self._app.screen
            for pump in (node, *node.ancestors):
                if not await _came_round(pump):
                    return


async def _came_round(pump: MessagePump) -> bool:
    """True when `pump` has done what was in its queue; False when it does not answer."""
    done = asyncio.Event()
    if not pump.is_running or not pump.call_later(done.set):
        return False
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await done.wait()
    except TimeoutError:
        return False
    return True
