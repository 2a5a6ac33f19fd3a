"""The table of an article's figures: sorted, narrowed, and a way to the place of each in the text.

Shape:   `FiguresScreen(text, marks, title)`; dismissed with the `FigureRow` to go to, or None.
Cost:    the rows that are seen are made at once, thousands of others between two frames.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from time import perf_counter
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from reader.desk.figures import ORDERS, FigureRow, Order, figure_row, in_order
from reader.marks import FIGURE_KINDS, FigureKind, Mark
from reader.text.fold import fold
from reader.view import commands, rows
from reader.view.glyphs import fitted, width
from reader.view.looks import PLAIN
from reader.view.screens.picking import PickingScreen
from reader.view.slices import Strides
from reader.view.widgets.figure_table import FigureTable
from reader.view.widgets.text_lines import Pieces, TextLines, chosen, packed
from reader.view.widgets.typing_line import TypingLine

_SAID: Final[dict[Order, str]] = {"text": "as in the text", "kind": "by kind", "value": "by value"}


class FiguresScreen(PickingScreen[FigureRow]):
    """Every figure of one article."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("figures")

    def __init__(
        self, text: str, marks: Sequence[Mark], title: str, keymap: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._text = text
        self._title = title
        self._keymap = keymap
        self._rows: list[FigureRow] = []
        self._words: list[str] = []
        """What is typed is looked for in these, one for each row."""
        self._kinds = _kinds(marks)
        self._total = sum(self._kinds.values())
        self._coming = self._made(marks)
        self._making = Strides(self._make)
        self._order: Order = "text"
        self._turned = False
        self._only: FigureKind | None = None

    def compose(self) -> ComposeResult:
        """Title, heads of the columns, table, kinds, line to type in, keys."""
        yield TextLines(id="figures-title")
        yield TextLines(id="figures-heads")
        yield FigureTable(self._text, id="figures")
        yield TextLines(id="figures-kinds")
        yield TypingLine(
            lambda _: self._list_anew(keep=False), hint="words of a row", id="figures-filter"
        )
        yield TextLines(id="figures-keys")

    def on_mount(self) -> None:
        """Make the rows that are seen, and then the rest."""
        self._table = self.query_one(FigureTable)
        self._filter = self.query_one(TypingLine)
        self._filter.display = False
        self._making.begin()

    def on_unmount(self) -> None:
        """Nobody looks at them any more."""
        self._making.stop()

    def on_resize(self, event: events.Resize) -> None:
        """What surrounds the table is set for this width."""
        self._say(event.size.width)

    # -- rows ----------------------------------------------------------

    def _made(self, marks: Sequence[Mark]) -> Iterator[FigureRow]:
        for mark in marks:
            row = figure_row(self._text, mark)
            if row is not None:
                yield row

    def _make(self, until: float) -> bool:
        """Make rows till then; whether there are more."""
        first, more = not self._rows, False
        for row in self._coming:
            self._rows.append(row)
            said = (row.kind, row.value, row.written, row.sentence.of(self._text))
            self._words.append(fold(" ".join(said)))
            if more := perf_counter() > until:
                break
        if self._is_plain and not first:
            self._table.more(self._rows)
            self._say(self.size.width)
        elif first or not more:  # in between nothing moves
            self._list_anew()
        return more

    @property
    def _is_plain(self) -> bool:
        """True while all rows are listed in the text's order, where what is made comes last."""
        return not (self._only or self._filter.value or self._order != "text" or self._turned)

    def _list_anew(self, *, keep: bool = True) -> None:
        """List what is asked for, in the order asked for; the cursor stays on its figure."""
        here = self._table.chosen
        pairs = list(zip(self._rows, self._words, strict=True))
        for word in fold(self._filter.value).split():
            pairs = [pair for pair in pairs if word in pair[1]]
        found = [row for row, _ in pairs if self._only in (None, row.kind)]
        if self._order != "text" or self._turned:
            found = in_order(found, self._order, turned=self._turned)
        self._table.set_rows(found, here.mark if here and keep else None)
        self._say(self.size.width)

    # -- what is said around the table ---------------------------------

    def _say(self, cells: int) -> None:
        if not cells or not self.is_mounted:
            return
        shown, total = len(self._table.rows), self._total
        count = rows.number(total) if shown == total else f"{rows.number(shown)} of {total:,}"
        count = f" {count} {'figure' if total == 1 else 'figures'} "
        title = fitted(f" {self._title}", cells - width(count))
        gap = " " * max(0, cells - width(title) - width(count))
        self._lines("title", [[(title, "strong"), (gap, "soft"), (count, "soft")]])
        self._lines("heads", [self._heads()])
        self._lines("kinds", packed(self._kind_pieces(), cells))
        self._lines("keys", [chosen(self._key_pieces(), cells)])

    def _lines(self, name: str, lines: Sequence[Pieces]) -> None:
        self.query_one(f"#figures-{name}", TextLines).show(lines)

    def _heads(self) -> Pieces:
        words = ("kind", "value", "as written")
        heads = [
            (f"{fitted(word, room):<{room + 2}}", "soft")
            for word, room in zip(words, self._table.columns, strict=True)
        ]
        last = (
            ("sentence", "soft") if self._table.stride == 1 else (heads.pop()[0].rstrip(), "soft")
        )
        return [(" ", "soft"), *heads, last]

    def _kind_pieces(self) -> list[Pieces]:
        pieces: list[Pieces] = []
        for place, (kind, count) in enumerate(self._kinds.items(), 1):
            key = str(place) if place < 10 else " " if self._spoken else "·"
            chosen_ = kind == self._only
            on = "▸" if chosen_ and not self._spoken else " "
            only = "only " if chosen_ and self._spoken else ""
            label = (f"{kind} {count:,} {only}", "on" if chosen_ else "soft")
            pieces.append(((f"{on}{key} ", "key"), label))
        return pieces or [((" No figures in this article.", "soft"),)]

    @property
    def _spoken(self) -> bool:
        """True where words stand for signs, for those who are read to."""
        return self.app.has_class(PLAIN)

    def _key_pieces(self) -> list[Pieces]:
        turned = ", turned round" if self._spoken else " ↑"
        words = {
            "figures.go": "there",
            "figures.sort": f"sort: {_SAID[self._order]}{turned if self._turned else ''}",
            "figures.turn": "turn round",
            "figures.filter": "filter",
            "figures.back": "back",
        }
        by_id = {command.id: command for command in commands.COMMANDS}
        typing = self._filter.has_focus
        if typing:
            words = {
                "figures.go": "there",
                "figures.back": "clear" if self._filter.value else "close",
            }
        if not self._table.rows:
            words.pop("figures.go")
        pieces: list[Pieces] = []
        for name, word in words.items():
            signs = commands.key_signs(commands.keys_of(by_id[name], self._keymap))
            if signs:
                pieces.append(((f" {signs[0]}", "key"), (f" {word} ", "soft")))
        return pieces

    # -- actions -------------------------------------------------------

    def action_sort(self) -> None:
        """The next order."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._list_anew()

    def action_turn(self) -> None:
        """The same order the other way round."""
        self._turned = not self._turned
        self._list_anew()

    def action_kind(self, number: int) -> None:
        """Only the figures of one kind; the same key again lists all."""
        kinds = list(self._kinds)
        if number <= len(kinds):
            kind = kinds[number - 1]
            self._only = None if kind == self._only else kind
            self._list_anew()

    def action_filter(self) -> None:
        """Type words; only rows that hold them stay."""
        self._filter.display = True
        self._filter.focus()

    def on_descendant_focus(self) -> None:
        """Other keys work now."""
        self._say(self.size.width)

    def action_go(self) -> None:
        """To the place in the text."""
        if self._table.chosen is not None:
            self.leave(self._table.chosen)

    def on_row_view_chosen(self) -> None:
        """A second click is Enter."""
        self.action_go()

    def action_back(self) -> None:
        """Clear what was typed, then close the line, then go back."""
        if not self._filter.has_focus:
            self.leave()
        elif self._filter.value:
            self._filter.set_value("")
        else:
            self._filter.display = False
            self.set_focus(None)
            self._say(self.size.width)


def _kinds(marks: Sequence[Mark]) -> dict[FigureKind, int]:
    """The kinds there are, each with its number, in their order."""
    tally = Counter(mark.figure.kind for mark in marks if mark.figure is not None)
    return {kind: tally[kind] for kind in FIGURE_KINDS if tally[kind]}
