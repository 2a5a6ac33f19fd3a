"""One line to type into, where typing narrows what stands below it.

Shape:   `typed` is called with the text at every change, in the same frame.
Units:   at most `most` characters; nothing typed or pasted is a control character.
"""

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from reader.view.glyphs import fitted, shown, width
from reader.view.widgets.line_editor import LineEditor


class TypingLine(LineEditor, can_focus=True):
    """A prompt, what was typed, and a cursor behind it. Keys that type nothing pass by."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"typing-line--{look}" for look in ("prompt", "cursor", "hint")
    }
    DEFAULT_CSS: ClassVar[str] = """
    TypingLine { height: 1; }
    TypingLine .typing-line--cursor { text-style: reverse; }
    """

    BOUND: ClassVar[frozenset[str]] = frozenset(
        ("left", "right", "home", "end", "delete", "ctrl+a", "ctrl+e", "ctrl+k")
    )
    """They move what stands below; the cursor stays behind what was typed."""

    most = 200

    def __init__(
        self,
        typed: Callable[[str], None],
        *,
        prompt: str = "/",
        hint: str = "",
        id: str | None = None,  # noqa: A002 - Textual's word
    ) -> None:
        super().__init__(id=id)
        self._typed = typed
        self._prompt = prompt
        self._hint = hint

    def watch_value(self, value: str) -> None:
        """Tell of it."""
        self._typed(value)

    def render_line(self, y: int) -> Strip:
        """Prompt, text, cursor; while nothing is typed, what could be."""
        cells, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(cells, base)
        text, room = shown(self.value), cells - width(self._prompt) - 4
        while width(text) > room > 0:
            text = text[1:]
        cursor = "cursor" if self.has_focus else "hint"
        drawn = [
            Segment(f" {self._prompt} ", base + self._look("prompt")),
            Segment(text, base),
            Segment(" ", base + self._look(cursor)),
        ]
        if not self.value:
            drawn.append(Segment(fitted(f" {self._hint}", room), base + self._look("hint")))
        return Strip(drawn).crop(0, cells).adjust_cell_length(cells, base)

    def _look(self, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a Rich style
        return self.get_component_rich_style(f"typing-line--{name}", partial=True)
