"""Things to choose from: a label each, and a note at the right. Drawn when they are seen."""

from collections.abc import Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from rich.segment import Segment

from reader.view.glyphs import HERE, fitted, width
from reader.view.looks import PLAIN
from reader.view.widgets.row_view import RowView

Value = TypeVar("Value")


class Choice(NamedTuple, Generic[Value]):
    """One of them, and what it stands for."""

    label: str
    note: str
    value: Value


class ChoiceList(RowView):
    """Rows of choices."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice-list--label", "choice-list--note"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.choices: Sequence[Choice[object]] = ()
        """What there is to choose from."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.choices)

    def show(self, choices: Sequence[Choice[object]]) -> None:
        """Offer these, the cursor on the first."""
        self.choices = choices
        self.count_rows(0)

    def draw_row(self, row: int, part: int, cells: int, cursor: tuple[str, ...]) -> list[Segment]:
        """The one line of a choice."""
        del part
        choice = self.choices[row]
        note = f" {choice.note} "
        lead = HERE if cursor and self.app.has_class(PLAIN) else " "
        label = fitted(f"{lead}{choice.label}", max(8, cells - width(note)))
        gap = " " * max(0, cells - width(label) - width(note))
        return [
            Segment(label, self.look("choice-list--label", *cursor)),
            Segment(gap, self.look(*cursor)),
            Segment(note, self.look("choice-list--note", *cursor)),
        ]
