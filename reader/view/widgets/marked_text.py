"""A page of text with its people, places, organisations and figures marked.

For any Textual program: give it a text and marks, and listen to its messages.

    page = MarkedText("Anna Berg left Oslo.", marks=[Mark(0, 9, "person", "Anna Berg")])

Shape:   text and spans in (`show`, `set_marks`, `set_matches`), messages out.
Units:   offsets are code points of `text`; nothing in it is ever read as markup, and no
         control character of it reaches the terminal.
Looks:   one component class per kind and block: `marked-text--person`, `marked-text--heading` ...
Cost:    a line is laid out and drawn when it is seen; 100,000 words open like 500.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip

from reader.articles import BLOCK_TYPES, Block, Link
from reader.marks import KINDS, Kind, Mark
from reader.spans import Span
from reader.view import commands
from reader.view.marks import within
from reader.view.page import Page
from reader.view.widgets.selecting_text import SelectingText

_start = attrgetter("start")


class MarkedText(SelectingText):
    """Text in a centred column, with marks one can walk."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"marked-text--{name}"
        for name in (
            *BLOCK_TYPES,
            *KINDS,
            "preface",
            "quote-rule",
            "match",
            "current",
            "selection",
            "selected",
            "noted",
            "note-bar",
            "link-number",
            "cut",
        )
    }
    DEFAULT_CSS: ClassVar[str] = """
    MarkedText {
        .marked-text--headline { text-style: bold; }
        .marked-text--standfirst { text-style: italic; }
        .marked-text--heading { text-style: bold; }
        .marked-text--person { color: $text-warning; text-style: underline; }
        .marked-text--place { color: $text-success; text-style: italic; }
        .marked-text--organisation { color: $text-primary; text-style: underline italic; }
        .marked-text--figure { color: $text-error; text-style: bold; }
        .marked-text--match { color: $background; background: $warning; }
        .marked-text--current { text-style: reverse; }
        .marked-text--noted { background: $surface; }
        .marked-text--note-bar { color: $accent; }
        .marked-text--link-number { text-style: dim; }
        .marked-text--cut { text-style: dim; }
        .marked-text--code { background: $surface; }
        .marked-text--selected { text-style: reverse; }
        .marked-text--selection { color: $background; background: $primary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *commands.bindings("selecting"),
        *commands.bindings("text"),
        *commands.bindings("mark"),
    ]

    hidden: reactive[frozenset[Kind]] = reactive(frozenset(), init=False)
    """The kinds that are switched off."""

    class MarkReached(Message):
        """The mark cursor came to a mark, by key or by click."""

        def __init__(self, mark: Mark) -> None:
            super().__init__()
            self.mark = mark

    class MarkLeft(Message):
        """The mark cursor was taken away."""

    class CardWanted(Message):
        """The reader wants to know more of the mark under the cursor."""

    class Scrolled(Message):
        """The reader moved through the text."""

    class Left(Message):
        """The reader wants back to where the text came from."""

    class Finished(Message):
        """The reader asked for more after the end."""

    def __init__(
        self,
        text: str = "",
        *,
        blocks: Sequence[Block] | None = None,
        marks: Sequence[Mark] = (),
        preface: Sequence[str] = (),
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._mark: Mark | None = None
        self._match: int | None = None
        self.spoken = False
        """True where words stand for signs, for those who are read to."""
        self._left_off: Mark | None = None
        """Where a walk goes on when the mark under the cursor is one no more."""
        self.followed = False
        """True when something led the reader here, and Esc goes back there; whoever led them says so."""
        self.show(text, blocks=blocks, marks=marks, preface=preface)

    # -- text and spans in ---------------------------------------------

    def show(
        self,
        text: str,
        *,
        blocks: Sequence[Block] | None = None,
        marks: Sequence[Mark] = (),
        preface: Sequence[str] = (),
        links: Sequence[Link] = (),
        offset: int = 0,
    ) -> None:
        """Show `text` from `offset` on. Without blocks, every line of it is a paragraph."""
        self._page = Page(
            text,
            _paragraphs(text) if blocks is None else blocks,
            preface,
            links=links,
        )
        self._page.mark(marks, self.hidden)
        self._mark = self._match = self._left_off = None
        self.followed = False
        self.select(None)
        self.lay_out(offset)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Put other marks on the text: sorted, disjoint, within it."""
        self._page.mark(marks, self.hidden)
        if self._mark is not None:
            place, self._left_off = bisect_left(marks, self._mark.start, key=_start), self._mark
            same = [mark for mark in marks[place : place + 1] if mark.stop == self._left_off.stop]
            self._mark = same[0] if same and same[0].start == self._left_off.start else None
        self._point()

    def set_noted(self, passages: Sequence[Span]) -> None:
        """Show which passages have a note: by a bar beside them, and by their ground."""
        if passages or self._page.noted:
            self._page.noted = passages
            self.redraw()

    def set_matches(self, matches: Sequence[Span]) -> None:
        """Show what a search found; none is the current one yet."""
        current = self._page.matches[self._match] if self._match is not None else None
        seen = self.in_sight
        unseen = [*within(self._page.matches, *seen)] == [*within(matches, *seen)]
        self._page.matches = matches
        self._match = None
        if current is not None:
            place = bisect_left(matches, current.start, key=_start)
            self._match = place if tuple(matches[place : place + 1]) == (current,) else None
        if not unseen or current is not None:  # the rest of a long article is no reason to paint
            self._point()

    @property
    def marks(self) -> Sequence[Mark]:
        """All marks, those of hidden kinds too."""
        return self._page.marks

    @property
    def matches(self) -> Sequence[Span]:
        """What the search found."""
        return self._page.matches

    @property
    def mark(self) -> Mark | None:
        """The mark the cursor is on."""
        return self._mark

    @property
    def match(self) -> int | None:
        """The number of the match the cursor is on, from 0."""
        return self._match

    def next_mark(self, step: int) -> None:
        """Move the mark cursor to the next (1) or previous (-1) mark in sight, or from it."""
        marks = self._page.visible
        index = _next(marks, self._from(self._mark or self._left_off, step), step)
        if index is not None:
            self.reach(marks[index])

    def reach(self, mark: Mark) -> None:
        """Put the mark cursor on a mark, and bring it into sight."""
        self._mark, self._left_off = mark, None
        self.show_offset(mark.start)
        self._point()
        self.post_message(self.MarkReached(mark))

    def go_back_to(self, offset: int, line: int, mark: Mark | None) -> None:
        """The line of `offset` on top, and the mark cursor as it was.

        Above the text all lines are of offset 0: there the number of the line tells.
        """
        top = line if not offset and not self._page.offset_of(line) else self._page.line_at(offset)
        self.jump_to(top, top)
        self._mark, self.followed = mark, False
        self._point()

    def next_match(self, step: int) -> None:
        """Move to the next (1) or previous (-1) match, round the end."""
        matches = self._page.matches
        current = matches[self._match] if self._match is not None else None
        index = _next(matches, self._from(current, step), step)
        if index is None and matches:
            index = 0 if step > 0 else len(matches) - 1
        if index is not None:
            self._match = index
            self.show_offset(matches[index].start)
            self._point()

    def match_near(self, offset: int) -> None:
        """Move to the first match from `offset` on, or else to the very first."""
        index = bisect_left(self._page.matches, offset, key=_start)
        self._match = index if index < len(self._page.matches) else 0
        self.show_offset(self._page.matches[self._match].start)
        self._point()

    def point_at(self, mark: Mark, place: Span) -> None:
        """Put the mark cursor on `mark`, with `place`, which holds it, in sight from its start."""
        if not self.size.width:  # not on the screen yet
            self.call_after_refresh(self.point_at, mark, place)
            return
        self.show_offset(place.start)
        self.reach(mark)

    # -- drawing -------------------------------------------------------

    def draw_line(self, line: int, cells: int) -> Strip:
        """One line: margin, pieces, the rest of the row."""
        base = self.look()
        left = " " * self.column_start
        drawn = Strip(
            [
                Segment(
                    " " * len(text) if self.spoken and looks == ("quote-rule",) else text,
                    self.look(*(f"marked-text--{look}" for look in looks if look not in _PLAIN)),
                )
                for text, looks in self._page.pieces(line)
                if text
            ]
        )
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(line)) is not None:
            drawn = self._selected(drawn, *span)
        # Offsets reach to the end of the row: a drag that ends on a blank line ends there.
        drawn = drawn.adjust_cell_length(max(drawn.cell_length, cells - len(left)), base)
        drawn = drawn.apply_offsets(0, line)
        lead = [Segment(left, base)]
        if left and self._page.has_note(line):
            lead = [
                Segment(left[1:], base),
                Segment("*" if self.spoken else "┃", self.look("marked-text--note-bar")),
            ]
        return Strip([*lead, *drawn]).adjust_cell_length(cells, base)

    def _selected(self, drawn: Strip, start: int, stop: int) -> Strip:
        length = drawn.cell_length
        stop = length if stop < 0 else min(stop, length)
        if start >= stop:
            return drawn
        before, inside, after = (
            drawn.crop(0, start),
            drawn.crop(start, stop),
            drawn.crop(stop, length),
        )
        look = self.get_component_rich_style("marked-text--selection", partial=True)
        marked = Strip(list(Segment.apply_style(inside, post_style=look)), inside.cell_length)
        return Strip.join([before, marked, after])

    def _point(self) -> None:
        pointed: list[Span] = [self._mark] if self._mark else []
        if self._match is not None:
            pointed.append(self._page.matches[self._match])
        self._page.pointed = pointed
        self.redraw()

    def _from(self, current: Span | None, step: int) -> int:
        """Where a walk starts: at the cursor while it is in sight, else at the edge of what is seen."""
        start, stop = self.in_sight
        if current is not None and start <= current.start < stop:
            return current.start
        return start - 1 if step > 0 else stop

    # -- Textual's calls -----------------------------------------------

    @property
    def allow_select(self) -> bool:
        """The mouse selects text to copy."""
        return True

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text under a mouse selection, as it is shown."""
        first = selection.start.y if selection.start else 0
        last = selection.end.y if selection.end else len(self._page)
        lines = (
            "".join(piece.text for piece in self._page.pieces(line)) if first <= line else ""
            for line in range(min(last + 1, len(self._page)))
        )
        return selection.extract("\n".join(lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """The mouse selected something else."""
        del selection
        self.redraw()

    def watch_hidden(self, hidden: frozenset[Kind]) -> None:
        """Show and hide kinds; a cursor on a hidden mark is gone."""
        self._page.mark(self._page.marks, hidden)
        if self._mark is not None and self._mark.kind in hidden:
            self._mark = None
        self._point()

    def on_click(self, event: events.Click) -> None:
        """A click on a mark puts the cursor there; another one asks for more."""
        offset = self._page.offset_at(self.scroll_offset.y + event.y, event.x - self.column_start)
        mark = self._page.mark_at(offset) if offset is not None else None
        if mark is not None and mark == self._mark:
            self.action_card()
        elif mark is not None:
            self.reach(mark)

    def scrolled(self) -> None:
        """Tell that the reader moved."""
        self.post_message(self.Scrolled())

    def action_space(self) -> None:
        """A page down; at the end, say so."""
        if self.at_end:
            self.post_message(self.Finished())
        else:
            self.action_page_down()

    def action_sideways(self, way: int) -> None:
        """Move code and tables in sight by a quarter of the column, to the right (1) or back (-1)."""
        most = self._page.sideways(self.scroll_offset.y, self.size.height)
        step = max(4, self.size.width // 4) * way
        shift = max(0, min(self._page.shift + step, max(most, 0)))
        if shift != self._page.shift:
            self._page.shift = shift
            self.redraw()

    def action_card(self) -> None:
        """More of the mark under the cursor, if it is on one."""
        if self._mark is not None:
            self.post_message(self.CardWanted())

    def action_leave(self) -> None:
        """Take the mark cursor away; without one, or where something led to it, back."""
        if self._mark is None or self.followed:
            self.action_back()
        else:
            self._mark = None
            self._point()
            self.post_message(self.MarkLeft())

    def action_back(self) -> None:
        """Back to where the text came from."""
        self.post_message(self.Left())


_PLAIN = frozenset(("paragraph-rule", *(f"{name}-rule" for name in BLOCK_TYPES if name != "quote")))
"""Margins that have no look of their own."""


def _next(spans: Sequence[Span], offset: int, step: int) -> int | None:
    """The index of the first that starts after `offset`, or with step -1 of the last before it."""
    if step > 0:
        index = bisect_right(spans, offset, key=_start)
        return index if index < len(spans) else None
    index = bisect_left(spans, offset, key=_start) - 1
    return index if index >= 0 else None


def _paragraphs(text: str) -> tuple[Block, ...]:
    """Every line that holds something, as a paragraph."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), "paragraph"))
        start += len(line) + 1
    return tuple(blocks)
