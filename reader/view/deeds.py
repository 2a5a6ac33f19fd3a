"""What the reader does with articles: read, starred, removed, and all of it taken back.

It joins the list to the desk; the window only says with which article.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Final

from textual.app import App

from reader.clean import one_line
from reader.desk import Desk
from reader.errors import SourceError, StoreError
from reader.view import rows
from reader.view.slices import Slices
from reader.view.widgets.article_list import ArticleList

SAID_S: Final = 4.0
"""How long it is said what was done."""


class Deeds:
    """Changes of articles, each of which can be undone."""

    def __init__(
        self,
        desk: Desk,
        listing: ArticleList,
        say: Callable[[str], object],
        list_again: Callable[[], object],
        key_for: Callable[[str], str],
    ) -> None:
        """`say` tells the reader in a line; `list_again` is called when other articles are there.

        `key_for` names the key of a command.
        """
        self._desk = desk
        self._list = listing
        self._say = say
        self._list_again = list_again
        self._key_for = key_for
        self._slices: Slices[object] = Slices()
        self._waiting: deque[Callable[[], object]] = deque()
        """What the reader asked for meanwhile."""
        self._unidentified: deque[Sequence[str]] = deque()
        self._identifying: Slices[object] = Slices()

    def toggle_read(self, id: str | None) -> None:  # noqa: A002 - the contract's word
        """Read / unread."""
        if id is None:
            return
        read = not self._desk.state(id).read
        self._desk.mark_read(id, read=read)
        back = partial(self._desk.mark_read, id, read=not read)
        self._did(id, "marked read" if read else "marked unread", back)

    def toggle_star(self, id: str | None) -> None:  # noqa: A002 - the contract's word
        """Star / no star."""
        if id is None:
            return
        starred = not self._desk.state(id).starred
        self._desk.star(id, starred=starred)
        back = partial(self._desk.star, id, starred=not starred)
        self._did(id, "starred" if starred else "star taken away", back)

    def mark_all_read(self, ids: Sequence[str]) -> None:
        """All of these are read; of many some at a time."""
        if self._later(partial(self.mark_all_read, ids)):
            return
        marked: list[str] = []
        parts = (self._list.in_sight, ids)  # the key is answered before all of it is done
        steps = (self._desk.marking(part, read=True, marked=marked) for part in parts)
        self._work(chain.from_iterable(steps), partial(self._marked_all, marked))
        self._list.redraw()

    def ask_to_remove(self, id: str, app: App[int]) -> None:  # noqa: A002 - the contract's word
        """Remove it when the reader says yes."""
        if not self._desk.has_library:
            self._say("These articles are not of the library; nothing is removed.")
            return
        from reader.view.screens.asking import ConfirmScreen

        question = f"Remove “{one_line(self._desk.article(id).title)}” from the library?"
        file = (
            "Its file is gone: it cannot be read again."
            if self._desk.is_gone(id)
            else "Its file stays where it is."
        )
        app.push_screen(
            ConfirmScreen(question, file, yes="remove it", no="leave it"),
            lambda yes: self.remove(id) if yes else None,
        )

    def remove(self, id: str) -> None:  # noqa: A002 - the contract's word
        """Out of the library; whoever asks has asked the reader."""
        title = self._desk.article(id).title
        try:
            self._desk.remove(id)
        except SourceError as error:
            self._say(str(error))
            return
        self._desk.undo.record(f"removed “{title}”", partial(self._desk.restore, id))
        self._list_again()
        self._say(f"Removed “{title}”. {self._key_for('undo')} brings it back.")

    def undo(self) -> None:
        """Take the last change back, and say which."""
        if self._later(self.undo):
            return
        try:
            undone = self._desk.undo.undo()
        except (KeyError, SourceError):
            self._say("That cannot be undone: it is not here any more.")
            return
        except StoreError as error:
            self._say(f"That cannot be undone: {error}")
            return
        if undone is None:
            self._say("Nothing to undo.")
            return
        self._work(undone.rest, lambda: self._undone(undone.what))

    def finish(self) -> None:
        """Do at once what was begun: the window closes."""
        while self._slices.at_work:
            self._slices.finish()
        self._identifying.finish()

    def _did(self, id: str, what: str, back: Callable[[], object]) -> None:  # noqa: A002 - the contract's word
        self._desk.undo.record(f"{what}: “{self._desk.article(id).title}”", back)
        self._list.refresh_row(id)

    def _marked_all(self, marked: list[str]) -> None:
        self._list.redraw()
        if not marked:
            self._say("All of it was read already.")
            return
        what = f"{rows.articles(len(marked))} marked read"
        self._desk.undo.record(what, lambda: self._desk.marking(marked, read=False))
        self._say(f"{what}. {self._key_for('undo')} undoes it.")
        self._unidentified.append(marked)
        if not self._identifying.at_work:
            self._identifying.start(_and_then(self._identify()), lambda _: None)

    def _identify(self) -> Iterator[object]:
        while self._unidentified:
            yield from self._desk.identifying(self._unidentified.popleft())

    def _undone(self, what: str) -> None:
        self._list.redraw()
        self._list_again()
        self._say(f"Undone: {what}.")

    def _work(self, steps: Iterator[object], done: Callable[[], object]) -> None:
        """Do it in slices; steps yield nothing that matters."""

        def told(_: object) -> None:
            done()
            if self._waiting:
                self._waiting.popleft()()

        if (found := self._slices.start(_and_then(steps), told)) is not None:
            told(found)

    def _later(self, deed: Callable[[], object]) -> bool:
        """True when something is being done: then this is done behind it."""
        if self._slices.hurry():
            return False
        self._waiting.append(deed)
        return True


def _and_then(steps: Iterator[object]) -> Iterator[object]:
    for step in steps:
        gc.freeze()  # what a library remembers is no garbage, and need not be looked through
        yield step
    yield True
