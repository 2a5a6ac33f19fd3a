"""Files looked at again while the window stands: the open article's, or all of them.

It joins the window to the desk and the clerk; nothing moves under the cursor meanwhile.
"""

from asyncio import get_running_loop
from typing import Final, Protocol

from reader.desk import Desk
from reader.errors import BroadsheetError
from reader.view import rows
from reader.view.jobs import Loader
from reader.view.reading import Reading

_PAUSE_S: Final = 0.05
"""Between two looks whether all that came was taken, in slices."""


class Window(Protocol):
    """What the window does when its articles change."""

    @property
    def stands(self) -> bool:
        """False once it is being closed."""

    def list_changed(self) -> None:
        """List what is there now."""

    def loading_again(self) -> None:
        """The clerk reads once more."""

    def say(self, line: str) -> None:
        """Tell the reader in a line."""


class Reloading:
    """Looks again, once at a time."""

    def __init__(self, desk: Desk, loader: Loader, reading: Reading, window: Window) -> None:
        self._desk = desk
        self._loader = loader
        self._reading = reading
        self._window = window
        self._before: int | None = None
        """How many articles there were when all were asked for again."""

    @property
    def again(self) -> bool:
        """True while everything is read once more."""
        return self._before is not None

    async def one(self, id: str) -> None:  # noqa: A002 - the contract's word
        """The file of one article, now."""
        try:
            entry = await get_running_loop().run_in_executor(None, self._desk.reread, id)
        except BroadsheetError as error:
            if self._window.stands:
                self._window.say(str(error))
            return
        if not self._window.stands:
            return
        if entry is None:
            self._window.say("The file is as it was.")
            return
        self._desk.take_entries([entry])
        self._window.list_changed()
        self._reading.show_again(id)
        self._window.say("Read again: the file has changed.")

    def all(self) -> None:
        """Look through the folders again, once all is taken that the clerk said before."""
        if self._loader.waiting and self._window.stands:
            get_running_loop().call_later(_PAUSE_S, self.all)
        else:
            self._all()

    def _all(self) -> None:
        self._before = len(self._desk.ids())
        self._loader.begin_again()
        self._window.loading_again()

    def own(self) -> None:
        """The library's folders are others: show them, and read what is new."""
        self._reading.leave()
        self._desk.look_at_own()
        self._window.list_changed()
        self._all()

    def done(self) -> None:
        """All was read; say what came of it."""
        before, self._before = self._before, None
        if before is None:
            return
        more = len(self._desk.ids()) - before
        self._window.say(
            f"{rows.articles(more)} more." if more > 0 else "All files were looked at."
        )
