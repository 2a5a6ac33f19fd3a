"""One line that is typed into: its text, its cursor, and the keys that edit it.

Textual's `Input` runs a whole layout pass at every key, and takes whatever is pasted; what is
typed here changes a value in the key's own turn, and is clean.

Shape:   subclasses draw the line, with `cursor_parts`, and watch `value`.
Units:   the cursor counts code points of the value.
"""

import re
from collections.abc import Callable
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.widget import Widget

from reader.clean import clean_text
from reader.view.glyphs import shown, width

MOST: Final = 400
"""Characters; more than anyone types, and what a mispaste is cut to."""

_WORD_BEFORE: Final = re.compile(r"\S*\s*$")


class LineEditor(Widget):
    """A value that is typed."""

    value: reactive[str] = reactive("", init=False)
    """What is typed; who watches it paints in the same frame."""

    most = MOST
    """Characters it takes."""
    BOUND: ClassVar[frozenset[str]] = frozenset()
    """Editing keys that a subclass binds, and which therefore pass by."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._cursor = 0

    # -- for subclasses ------------------------------------------------

    def edited(self) -> None:
        """The reader typed, rather than chose, what stands here now."""

    def set_value(self, value: str) -> None:
        """Another text, the cursor staying where it can."""
        value = clean_text(value).replace("\n", " ").replace("\t", " ")[: self.most]
        self._cursor = min(self._cursor, len(value))
        if value != self.value:
            self.value = value
        self.refresh()

    def fill(self, value: str) -> None:
        """Another text, the cursor behind it."""
        self._cursor = self.most
        self.set_value(value)

    def cursor_parts(self, room: int, plain: Style, cursor: Style) -> list[Segment]:
        """The text with its cursor; where it is too long, the part before the cursor."""
        before, after = shown(self.value[: self._cursor]), shown(self.value[self._cursor :])
        cut = before
        while cut and width(cut) >= room - 1:
            cut = cut[1:]
        if cut != before:
            cut = f"…{cut[1:]}"
        return [Segment(cut, plain), Segment(after[:1] or " ", cursor), Segment(after[1:], plain)]

    # -- typing --------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Edit the text; keys bound elsewhere pass by."""
        if event.is_printable and event.character:
            self._insert(event.character)
        elif event.key in _EDITS and event.key not in self.BOUND:
            _EDITS[event.key](self)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is typed, its newlines as spaces."""
        event.stop()
        self._insert(" ".join(clean_text(event.text[: 4 * self.most]).split()))

    def _insert(self, text: str) -> None:
        before, after = self.value[: self._cursor], self.value[self._cursor :]
        self._cursor = len(before) + len(text)
        self.edited()
        self.set_value(before + text + after)

    def _delete(self, start: int, stop: int) -> None:
        start, stop = max(0, start), min(stop, len(self.value))
        value = self.value[:start] + self.value[stop:]
        self._cursor = start
        self.edited()
        self.set_value(value)

    def _move(self, cursor: int) -> None:
        self._cursor = max(0, min(cursor, len(self.value)))
        self.refresh()

    def _word_start(self) -> int:
        match = _WORD_BEFORE.search(self.value[: self._cursor])
        return match.start() if match else 0


_EDITS: Final[dict[str, Callable[[LineEditor], None]]] = {
    "backspace": lambda line: line._delete(line._cursor - 1, line._cursor),  # noqa: SLF001 - of this file
    "delete": lambda line: line._delete(line._cursor, line._cursor + 1),  # noqa: SLF001
    "ctrl+w": lambda line: line._delete(line._word_start(), line._cursor),  # noqa: SLF001
    "ctrl+u": lambda line: line._delete(0, line._cursor),  # noqa: SLF001
    "ctrl+k": lambda line: line._delete(line._cursor, len(line.value)),  # noqa: SLF001
    "left": lambda line: line._move(line._cursor - 1),  # noqa: SLF001
    "right": lambda line: line._move(line._cursor + 1),  # noqa: SLF001
    "home": lambda line: line._move(0),  # noqa: SLF001
    "end": lambda line: line._move(len(line.value)),  # noqa: SLF001
    "ctrl+a": lambda line: line._move(0),  # noqa: SLF001
    "ctrl+e": lambda line: line._move(len(line.value)),  # noqa: SLF001
}
"""Editing keys, as a shell's line editor has them."""
