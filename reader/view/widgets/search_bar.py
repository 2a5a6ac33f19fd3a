"""The line on top: what is searched, what may follow, and what is listed.

The list below is filtered and painted in the key's own frame.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.view import commands
from reader.view.forms import legend
from reader.view.glyphs import fitted, shown, width
from reader.view.widgets.line_editor import MOST, LineEditor

# Imported by the first search; the first frame does not wait for it.
if TYPE_CHECKING:
    from reader.search import Completion

MAX_QUERY = MOST
"""Characters of a query."""


class SearchBar(LineEditor):
    """A prompt, the query, and on the right how many articles are listed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "search-bar--prompt",
        "search-bar--query",
        "search-bar--cursor",
        "search-bar--status",
        "search-bar--hint",
        "search-bar--ghost",
        "search-bar--complaint",
    }
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("typing")
    BOUND = frozenset({"right"})

    status: reactive[tuple[str, ...]] = reactive((), init=False)
    """How many articles are listed, in words, the longest first; what fits is shown."""
    hint: reactive[str] = reactive("", init=False)
    """Shown, dim, while nothing is typed."""
    complaint: reactive[str] = reactive("", init=False)
    """What is wrong with the query, if anything is; shown where the count stands."""
    completion: "reactive[Completion | None]" = reactive(None, init=False)
    """What may follow the query; shown behind a cursor that is at its end."""
    typing: reactive[bool] = reactive(False, init=False)

    class Submitted(Message):
        """The reader wants to the article under the list's cursor."""

    class Left(Message):
        """The reader is done with a query, which may be wanted again."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Closed(Message):
        """The reader is done with typing, and with nothing typed."""

    class Moved(Message):
        """The reader moves in the list while typing."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.history: Sequence[str] = ()
        """Earlier searches, newest first."""
        self._recalled: int | None = None

    # -- what it does --------------------------------------------------

    def open(self) -> None:
        """Take the focus and begin to listen."""
        self.can_focus = True
        self.typing = True
        self._cursor = len(self.value)
        self.focus()

    def set_value(self, value: str) -> None:
        """Another query, the cursor staying where it can; what was offered does not fit it."""
        if value != self.value:
            self.completion = None
        super().set_value(value)

    def edited(self) -> None:
        """What is typed was not recalled."""
        self._recalled = None

    def _leave(self) -> None:
        """Say that the reader is done with this query."""
        self._recalled = None
        if self.value.strip():
            self.post_message(self.Left(self.value))

    # -- drawing -------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The one line there is."""
        cells, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(cells, base)
        status = self._status(cells)
        room = max(4, cells - width(status) - 5)
        prompt = Segment(" / ", self._look("prompt"))
        drawn = Strip([prompt, *self._query(room)])
        look = self._look("complaint" if self.complaint else "status")
        right = Strip([Segment(f"{status} ", look)])
        drawn = drawn.crop(0, max(0, cells - right.cell_length))
        gap = cells - drawn.cell_length - right.cell_length
        return Strip([*drawn, Segment(" " * max(0, gap), base), *right]).adjust_cell_length(
            cells, base
        )

    def _status(self, cells: int) -> str:
        """What is wrong, or the longest of the statuses that leaves room for the query."""
        taken = width(self.value) + 8
        if self.complaint:  # half a line is enough to see what is being mended
            return fitted(self.complaint, cells - max(12, min(taken, cells // 2)))
        if self.typing and not self.value:  # what can be typed is worth more here
            return self.status[-1] or self.status[0] if self.status else ""
        room = cells - max(12, taken)
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
        ghost = self._ghost(max(0, room - width(before)))
        if ghost:
            return [
                Segment(before, self._look("query")),
                Segment(ghost[:1], self._look("cursor")),
                Segment(ghost[1:], self._look("ghost")),
            ]
        return [
            Segment(before, self._look("query")),
            Segment(after[:1] or " ", self._look("cursor")),
            Segment(after[1:], self._look("query")),
        ]

    def _ghost(self, room: int) -> str:
        """What stands dim behind the cursor: the completion, or what can be typed at all."""
        if not self.value:
            return f" {legend(room - 1)}"
        completion = self._offered
        return fitted(completion.rest, room) if completion else ""

    @property
    def _offered(self) -> "Completion | None":
        """The completion, where the cursor is at the end."""
        return self.completion if self._cursor == len(self.value) else None

    def _look(self, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a Rich style
        return self.rich_style + self.get_component_rich_style(f"search-bar--{name}", partial=True)

    # -- typing --------------------------------------------------------

    def on_blur(self) -> None:
        """The cursor goes; what was typed stays."""
        self._leave()
        self.typing = False
        self.can_focus = False

    def on_click(self) -> None:
        """A click begins a search."""
        if not self.typing:
            self.open()

    def action_complete(self) -> None:
        """Take the completion that is offered; else one to the right."""
        if (completion := self._offered) is not None:
            self._recalled = None
            self.fill(completion.text)
        else:
            self._move(self._cursor + 1)

    def action_list_down(self) -> None:
        """Down in the list; among earlier searches, to the next newer one."""
        if self._recalled is None:
            self.post_message(self.Moved(1))
        elif self._recalled:
            self._recall(self._recalled - 1)
        else:
            self._recalled = None
            self.fill("")

    def _recall(self, place: int) -> None:
        self._recalled = place
        self.fill(self.history[place])

    def action_list_up(self) -> None:
        """Up in the list; in an empty or recalled query, to earlier searches."""
        if self.history and (not self.value or self._recalled is not None):
            older = 0 if self._recalled is None else self._recalled + 1
            self._recall(min(older, len(self.history) - 1))
        else:
            self.post_message(self.Moved(-1))

    def action_go(self) -> None:
        """To the article."""
        self._leave()
        self.post_message(self.Submitted())

    def action_clear_or_close(self) -> None:
        """Clear what is typed; with nothing typed, close."""
        if self.value:
            self._leave()
            self.set_value("")
        else:
            self.post_message(self.Closed())
