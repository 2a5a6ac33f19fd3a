"""The line on top: what is searched, and what is listed.

A line editor of our own: Textual's `Input` runs a whole layout pass at every key, and the list
below must be filtered and painted in the key's own frame.
"""

import re
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.clean import clean_text
from reader.view import commands
from reader.view.glyphs import fitted, shown, width

MAX_QUERY = 200
"""Characters; more than anyone types, and what a mispaste is cut to."""

_WORD_BEFORE = re.compile(r"\S*\s*$")


class SearchBar(Widget):
    """A prompt, the query, and on the right how many articles are listed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "search-bar--prompt",
        "search-bar--query",
        "search-bar--cursor",
        "search-bar--status",
        "search-bar--hint",
    }
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("typing")

    value: reactive[str] = reactive("", init=False)
    status: reactive[tuple[str, ...]] = reactive((), init=False)
    """How many articles are listed, in words, the longest first; what fits is shown."""
    hint: reactive[str] = reactive("", init=False)
    """Shown, dim, while nothing is typed."""
    typing: reactive[bool] = reactive(False, init=False)

    class Changed(Message):
        """The query is another one."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Submitted(Message):
        """The reader wants to the article under the list's cursor."""

    class Closed(Message):
        """The reader is done with typing, and with nothing typed."""

    class Moved(Message):
        """The reader moves in the list while typing."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._cursor = 0
        self._history: list[str] = []
        self._recalled: int | None = None

    # -- what it does --------------------------------------------------

    def open(self) -> None:
        """Take the focus and begin to listen."""
        self.can_focus = True
        self.typing = True
        self._cursor = len(self.value)
        self.focus()

    def set_value(self, value: str) -> None:
        """Another query; tells when it changed."""
        value = clean_text(value).replace("\n", " ").replace("\t", " ")[:MAX_QUERY]
        self._cursor = min(self._cursor, len(value))
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(value))
        self.refresh()

    def remember(self) -> None:
        """Keep the query among the earlier ones."""
        if self.value.strip() and self.value not in self._history[-1:]:
            self._history.append(self.value)
        self._recalled = None

    # -- drawing -------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The one line there is."""
        cells, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(cells, base)
        status = self._status(cells - max(12, width(self.value) + 8))
        room = max(4, cells - width(status) - 5)
        prompt = Segment(" / ", self._look("prompt"))
        drawn = Strip([prompt, *self._query(room)])
        right = Strip([Segment(f"{status} ", self._look("status"))])
        drawn = drawn.crop(0, max(0, cells - right.cell_length))
        gap = cells - drawn.cell_length - right.cell_length
        return Strip([*drawn, Segment(" " * max(0, gap), base), *right]).adjust_cell_length(
            cells, base
        )

    def _status(self, room: int) -> str:
        """The longest of the statuses that leaves room for the query."""
        for status in self.status:
            if width(status) <= room:
                return status
        return fitted(self.status[-1], max(0, room)) if self.status else ""

    def _query(self, room: int) -> list[Segment]:
        """The query with its cursor, or the hint."""
        if not self.value and not self.typing:
            return [Segment(fitted(self.hint, room), self._look("hint"))]
        before, after = shown(self.value[: self._cursor]), shown(self.value[self._cursor :])
        while width(before) >= room:
            before = before[1:]
        if not self.typing:
            return [Segment(before + after, self._look("query"))]
        return [
            Segment(before, self._look("query")),
            Segment(after[:1] or " ", self._look("cursor")),
            Segment(after[1:], self._look("query")),
        ]

    def _look(self, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a Rich style
        return self.rich_style + self.get_component_rich_style(f"search-bar--{name}", partial=True)

    # -- typing --------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Edit the query; keys bound elsewhere pass by."""
        if event.is_printable and event.character:
            self._insert(event.character)
        elif event.key in _EDITS:
            _EDITS[event.key](self)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is typed, its newlines as spaces."""
        event.stop()
        self._insert(" ".join(clean_text(event.text[: 4 * MAX_QUERY]).split()))

    def on_blur(self) -> None:
        """The cursor goes; what was typed stays."""
        self.typing = False
        self.can_focus = False

    def on_click(self) -> None:
        """A click begins a search."""
        if not self.typing:
            self.open()

    def _insert(self, text: str) -> None:
        before, after = self.value[: self._cursor], self.value[self._cursor :]
        self._cursor = len(before) + len(text)
        self._recalled = None
        self.set_value(before + text + after)

    def _delete(self, start: int, stop: int) -> None:
        start, stop = max(0, start), min(stop, len(self.value))
        value = self.value[:start] + self.value[stop:]
        self._cursor = start
        self.set_value(value)

    def _move(self, cursor: int) -> None:
        self._cursor = max(0, min(cursor, len(self.value)))
        self.refresh()

    def _word_start(self) -> int:
        match = _WORD_BEFORE.search(self.value[: self._cursor])
        return match.start() if match else 0

    def action_list_down(self) -> None:
        """Down in the list."""
        self.post_message(self.Moved(1))

    def action_list_up(self) -> None:
        """Up in the list; in an empty or recalled query, to earlier searches."""
        if self._history and (not self.value or self._recalled is not None):
            place = len(self._history) if self._recalled is None else self._recalled
            self._recalled = max(0, place - 1)
            recalled = self._recalled
            self._cursor = MAX_QUERY
            self.set_value(self._history[recalled])
        else:
            self.post_message(self.Moved(-1))

    def action_go(self) -> None:
        """To the article."""
        self.remember()
        self.post_message(self.Submitted())

    def action_clear_or_close(self) -> None:
        """Clear what is typed; with nothing typed, close."""
        if self.value:
            self.remember()
            self.set_value("")
        else:
            self.post_message(self.Closed())


_EDITS = {
    "backspace": lambda bar: bar._delete(bar._cursor - 1, bar._cursor),  # noqa: SLF001 - of this file
    "delete": lambda bar: bar._delete(bar._cursor, bar._cursor + 1),  # noqa: SLF001
    "ctrl+w": lambda bar: bar._delete(bar._word_start(), bar._cursor),  # noqa: SLF001
    "ctrl+u": lambda bar: bar._delete(0, bar._cursor),  # noqa: SLF001
    "ctrl+k": lambda bar: bar._delete(bar._cursor, len(bar.value)),  # noqa: SLF001
    "left": lambda bar: bar._move(bar._cursor - 1),  # noqa: SLF001
    "right": lambda bar: bar._move(bar._cursor + 1),  # noqa: SLF001
    "home": lambda bar: bar._move(0),  # noqa: SLF001
    "end": lambda bar: bar._move(len(bar.value)),  # noqa: SLF001
    "ctrl+a": lambda bar: bar._move(0),  # noqa: SLF001
    "ctrl+e": lambda bar: bar._move(len(bar.value)),  # noqa: SLF001
}
"""Editing keys, as a shell's line editor has them."""
