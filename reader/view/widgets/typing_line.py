"""One line to type into, where typing narrows what stands below it.

Shape:   `typed` is called with the text at every change, in the same frame.
Units:   at most `MOST` characters; nothing typed or pasted is a control character.
"""

from collections.abc import Callable
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from reader.clean import clean_text
from reader.view.glyphs import fitted, shown, width

MOST: Final = 200


class TypingLine(Widget, can_focus=True):
    """A prompt, what was typed, and a cursor behind it. Keys that type nothing pass by."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"typing-line--{look}" for look in ("prompt", "cursor", "hint")
    }
    DEFAULT_CSS: ClassVar[str] = """
    TypingLine { height: 1; }
    TypingLine .typing-line--cursor { text-style: reverse; }
    """

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
        self.value = ""
        """What was typed."""

    def set_value(self, value: str) -> None:
        """Another text, and tell of it."""
        value = " ".join(clean_text(value).split("\n")).replace("\t", " ")[:MOST]
        if value != self.value:
            self.value = value
            self._typed(value)
        self.refresh()

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

    def on_key(self, event: events.Key) -> None:
        """Type; keys bound elsewhere pass by."""
        if event.is_printable and event.character:
            self.set_value(self.value + event.character)
        elif event.key == "backspace":
            self.set_value(self.value[:-1])
        elif event.key == "ctrl+u":
            self.set_value("")
        elif event.key == "ctrl+w":
            self.set_value(" ".join(self.value.split(" ")[:-1]))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is typed, in one line."""
        event.stop()
        self.set_value(self.value + " ".join(clean_text(event.text[: 4 * MOST]).split()))

    def _look(self, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a Rich style
        return self.get_component_rich_style(f"typing-line--{name}", partial=True)
