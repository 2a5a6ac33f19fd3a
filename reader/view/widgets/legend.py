"""The line at the foot: the kinds with their counts and switches, progress, and the keys that work now."""

from collections.abc import Mapping
from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.marks import KINDS, Kind
from reader.view.glyphs import fitted, width

NAMES: Final[dict[Kind, str]] = {
    "person": "People",
    "place": "Places",
    "organisation": "Organisations",
    "figure": "Figures",
}
_SHORT: Final[dict[Kind, str]] = {
    "person": "People",
    "place": "Places",
    "organisation": "Orgs",
    "figure": "Figures",
}


_WITH_WORDS: Final = 58
_WITH_SHARE: Final = 47
"""Cells that progress, in words or as a share, and some hints take beside the kinds."""


class Hint(NamedTuple):
    """A key that works now, the word for it, and the action behind it."""

    key: str
    word: str
    action: str


class Legend(Widget):
    """Kinds, progress, hints; all of it can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"legend--{kind}" for kind in KINDS),
        "legend--off",
        "legend--progress",
        "legend--key",
        "legend--word",
    }

    counts: reactive[Mapping[Kind, int] | None] = reactive(None, init=False)
    """Marks of each kind in the open article; None while they are looked for."""
    hidden: reactive[frozenset[Kind]] = reactive(frozenset(), init=False)
    progress: reactive[tuple[str, ...]] = reactive((), init=False)
    """How far the text is read, in words, the longest first; what fits is shown."""
    told: reactive[str] = reactive("", init=False)
    """What is said instead of all that."""
    hints: reactive[tuple[Hint, ...]] = reactive((), init=False)

    class KindClicked(Message):
        """The reader clicked a kind."""

        def __init__(self, kind: Kind) -> None:
            super().__init__()
            self.kind = kind

    class HintClicked(Message):
        """The reader clicked a key's word."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._targets: list[tuple[int, int, Message]] = []
        self.spoken = False
        """True where words stand for signs, for those who are read to."""
        self._looks: dict[str, Style] = {}

    def render_line(self, y: int) -> Strip:
        """The one line there is."""
        cells, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(cells, base)
        self._targets = []
        if self.told:
            said = Segment(f" {fitted(self.told, cells - 2)}", self._look("progress"))
            return Strip([said]).adjust_cell_length(cells, base)
        left = self._left(cells)
        used = sum(width(segment.text) for segment in left)
        right = self._right(cells - used)
        gap = cells - used - sum(width(segment.text) for segment, _ in right)
        line = [*left, Segment(" " * max(0, gap), base)]
        position = used + max(0, gap)
        for segment, message in right:
            if message is not None:
                self._targets.append((position, position + width(segment.text), message))
            position += width(segment.text)
            line.append(segment)
        return Strip(line).adjust_cell_length(cells, base)

    def _left(self, cells: int) -> list[Segment]:
        """The kinds: in full, shortened, or as bare numbers, as the room and what needs it allow."""
        forms = (self._labels(names) for names in (NAMES, _SHORT, None))
        rooms = (0, 0, -cells) if self.spoken else (_WITH_WORDS, _WITH_SHARE, -cells)
        labels = next(
            found
            for found, room in zip(forms, rooms, strict=True)
            if sum(len(key) + width(label) for key, label in found) <= cells - room or room < 0
        )
        segments, position = [], 0
        for kind, (number, label) in zip(KINDS, labels, strict=True):
            off = kind in self.hidden
            key = Segment(number, self._look("off" if off else "key"))
            body = Segment(label, self._look("off" if off else kind))
            segments += [key, body]
            stop = position + width(key.text) + width(body.text)
            self._targets.append((position, stop, self.KindClicked(kind)))
            position = stop
        return segments

    def _labels(self, names: Mapping[Kind, str] | None) -> list[tuple[str, str]]:
        """The key and the word of each kind."""
        labels = []
        for number, kind in enumerate(KINDS, 1):
            count = "?" if self.spoken else "·"
            count = count if self.counts is None else f"{self.counts[kind]:,}"
            count = "off" if kind in self.hidden else count
            label = f"{names[kind]} {count}" if names else f"{NAMES[kind][0]}{count}"
            labels.append((f"{' ' * min(number, 2)}{number} ", label))
        return labels

    def _right(self, room: int) -> list[tuple[Segment, Message | None]]:
        """Progress first, then as many hints as fit, the last one (help) kept longest.

        In the longest words that leave room for five hints; the share, if it leaves room for two.
        """
        parts: list[tuple[Segment, Message | None]] = []
        needs = [width(hint.key) + width(hint.word) + 3 for hint in reversed(self.hints)]
        for progress in self.progress:
            kept = sum(needs[: 2 if progress == self.progress[-1] else 5])
            if width(progress) + 3 <= room - kept:
                parts.append((Segment(f"  {progress} ", self._look("progress")), None))
                room -= width(progress) + 3
                break
        chosen: list[Hint] = []
        for hint, need in zip(reversed(self.hints), needs, strict=True):
            if need > room:
                break
            chosen.append(hint)
            room -= need
        for hint in reversed(chosen):
            message = self.HintClicked(hint.action)
            parts.append((Segment(f" {hint.key}", self._look("key")), message))
            parts.append((Segment(f" {hint.word} ", self._look("word")), message))
        return parts

    def _look(self, name: str) -> Style:
        if (look := self._looks.get(name)) is None:
            own = self.get_component_rich_style(f"legend--{name}", partial=True)
            look = self._looks[name] = self.rich_style + own
        return look

    def notify_style_update(self) -> None:
        """The theme or the CSS changed: no look known before holds."""
        super().notify_style_update()
        self._looks.clear()

    def on_click(self, event: events.Click) -> None:
        """What is written is what is done."""
        for start, stop, message in self._targets:
            if start <= event.x < stop:
                self.post_message(message)
                return
