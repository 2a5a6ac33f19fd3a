"""The list of articles: two lines a row, drawn on demand, however many there are."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from reader.articles import Article
from reader.spans import Span
from reader.view import commands, rows
from reader.view import heads as headings
from reader.view.glyphs import HERE, fitted, shown, width
from reader.view.marks import runs
from reader.view.widgets.line_view import LineView

if TYPE_CHECKING:
    from reader.search.orders import Head

_NEAR: Final = 200
"""So far around it is looked for an article still listed, when the one under the cursor is not."""

ROOMY: int = 22
"""From this height on, rows are set apart by a blank line."""


class Row(NamedTuple):
    """What the list needs to draw one article."""

    article: Article
    read: bool
    starred: bool
    matches: Sequence[Span] = ()
    """Where the search hit the headline."""
    source: str = ""
    """Where it is from, as the reader calls it."""


class ArticleList(LineView):
    """Articles by id, with a cursor that stays on its article whatever happens around it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-list--unread",
        "article-list--read",
        "article-list--meta",
        "article-list--bar",
        "article-list--star",
        "article-list--match",
        "article-list--cursor",
        "article-list--empty",
        "article-list--heading",
    }
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings("list")

    current: var[str | None] = var(None, init=False)
    """The id under the cursor; who watches it paints in the same frame."""

    class Opened(Message):
        """The reader wants into the text of the article under the cursor."""

        def __init__(self, id: str) -> None:  # noqa: A002 - the contract's word
            super().__init__()
            self.id = id

    class SearchEnded(Message):
        """The reader ends the search from the list."""

    def __init__(self, row: Callable[[str], Row], *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._row = row
        self._ids: Sequence[str] = ()
        self._cursor = 0
        self._empty = ""
        self.spoken = False
        """True where words stand for signs, for those who are read to."""
        self._lines = headings.Lines()
        self.resting: int | None = None
        """The height at which the cursor's row begins, for when there is a size: lines from the top."""

    # -- what it shows -------------------------------------------------

    @property
    def ids(self) -> Sequence[str]:
        """The ids listed, top to bottom."""
        return self._ids

    @property
    def in_sight(self) -> Sequence[str]:
        """The ids of the rows that are seen, and of one or two more."""
        top = max(0, self._lines.at(self.scroll_offset.y, self.stride).row)
        return self._ids[top : top + self.size.height // self.stride + 2]

    @property
    def height_of_cursor(self) -> int:
        """Lines from the top of what is seen to the cursor's row."""
        return self._line_of(self._cursor) - self.scroll_offset.y

    @property
    def stride(self) -> int:
        """Lines from one row to the next."""
        return 3 if self.size.height >= ROOMY else 2

    def show(
        self,
        ids: Sequence[str],
        *,
        empty: str,
        keep: str | None = None,
        heads: "Sequence[Head]" = (),
    ) -> None:
        """List `ids`. The cursor goes to `keep`, which stays at its height on the screen; else to the top.

        Where `keep` is listed no more, what stood nearest to it takes its place. `heads` stand
        between the rows.
        """
        height = self.height_of_cursor
        place = _place(ids, keep)
        if place is None and keep is not None and ids:
            place = _place(ids, self._nearest(ids))
        self._ids = ids
        self._empty = empty
        self._lines = headings.Lines(heads)
        self._cursor = place or 0
        self.set_line_count(self._lines.count(len(ids), self.stride))
        self.jump_to(self._line_of(place) - height if place is not None else 0)
        self._keep_in_sight()
        self.redraw()
        self.current = ids[self._cursor] if ids else None

    def rest_at(self, height: int) -> None:
        """Put the cursor's row where `height_of_cursor` said it was, now or once there is a size."""
        if self.size.height:
            self.jump_to(self._cursor * self.stride - height)
        else:
            self.resting = height

    def refresh_row(self, id: str) -> None:  # noqa: A002 - the contract's word
        """Draw one article's row anew, where it is in sight."""
        top = max(0, self._lines.at(self.scroll_offset.y, self.stride).row)
        for index, seen in enumerate(self.in_sight, top):
            if seen == id:
                self._redraw_row(index)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; the nearest one where there is none."""
        if not self._ids:
            return
        index = max(0, min(index, len(self._ids) - 1))
        if index == self._cursor:
            return
        old, self._cursor = self._cursor, index
        for row in (old, index):
            self._redraw_row(row)
        self._keep_in_sight()
        self.current = self._ids[index]

    def move_by(self, steps: int) -> None:
        """Move the cursor by some rows."""
        self.move_to(self._cursor + steps)

    def move_to_end(self, way: int) -> None:
        """Move the cursor to the last row, or the first."""
        self.move_to(len(self._ids) - 1 if way > 0 else 0)

    @property
    def page_steps(self) -> int:
        """Rows of a page, but for one seen before."""
        return self.size.height // self.stride - 1

    @property
    def half_page_steps(self) -> int:
        """Rows of half a page."""
        return self.size.height // self.stride // 2

    @property
    def index(self) -> int:
        """The row the cursor is on."""
        return self._cursor

    def _line_of(self, row: int) -> int:
        return self._lines.of_row(row, self.stride)

    def _redraw_row(self, row: int) -> None:
        self.redraw_lines(self._line_of(row), self.stride)

    def _nearest(self, ids: Sequence[str]) -> str | None:
        """Of what is listed the nearest to the cursor that `ids` has, rather below than above."""
        among: Collection[str] = frozenset(ids) if isinstance(ids, tuple | list) else ids
        before, at = self._ids, self._cursor
        below = range(at + 1, min(len(before), at + _NEAR))
        above = range(min(at, len(before)) - 1, max(-1, at - _NEAR), -1)
        return next((before[row] for row in (*below, *above) if before[row] in among), None)

    def _keep_in_sight(self) -> None:
        top = self._lines.above(self._cursor, self.stride)
        bottom = self._line_of(self._cursor) + 2
        if top < self.scroll_offset.y:
            self.jump_to(top)
        elif bottom > self.scroll_offset.y + self.size.height:
            self.jump_to(bottom - self.size.height)

    # -- drawing -------------------------------------------------------

    def draw_line(self, line: int, cells: int) -> Strip:
        """One line of a row: headline, meta, or the air between."""
        index, part, heading = self._lines.at(line, self.stride)
        if part < 0:
            return self._draw_heading(self._lines.headings[heading], cells)
        if index >= len(self._ids):
            return self._draw_empty(line, cells)
        cursor = ("article-list--cursor",) if index == self._cursor and part < 2 else ()
        if part > 1:
            return Strip.blank(cells, self.look())
        row = self._row(self._ids[index])
        segments = (
            self._headline(row, cells, cursor) if part == 0 else self._meta(row, cells, cursor)
        )
        return Strip(segments).adjust_cell_length(cells, self.look(*cursor))

    def _draw_empty(self, line: int, cells: int) -> Strip:
        style = self.look("article-list--empty")
        texts = self._empty.split("\n") if not self._ids else []
        text = fitted(" " + texts[line - 1], cells) if 0 < line <= len(texts) else ""
        return Strip([Segment(text, style)]).adjust_cell_length(cells, self.look())

    def _draw_heading(self, heading: "Head", cells: int) -> Strip:
        """A heading on a rule, with how many rows stand below it."""
        count = f" {rows.number(heading.size)} "
        label = shown(headings.says(heading, rows.today()))
        words = f" {fitted(label, max(1, cells - width(count) - 4))} ·{count}"
        sign = " " if self.spoken else "─"
        line = fitted(f"{sign}{words}", cells)
        rule = sign * max(0, cells - width(line))
        return Strip([Segment(line + rule, self.look("article-list--heading"))])

    def _headline(self, row: Row, cells: int, cursor: tuple[str, ...]) -> list[Segment]:
        weight = "article-list--read" if row.read else "article-list--unread"
        star = (" starred" if self.spoken else " ★") if row.starred else ""
        here = HERE if self.spoken and cursor else ""
        room = max(1, cells - 2 - len(star) - len(here))
        title = row.article.title
        start = _first_shown(title, row.matches, room)
        title = title[: start + room * 4]
        pieces = [
            Segment(
                shown(title[run.start : run.stop]),
                self.look(weight, *cursor, *(("article-list--match",) if run.matched else ())),
            )
            for run in runs(start, len(title), (), row.matches)
        ]
        if start:
            pieces.insert(0, Segment("…", self.look(weight, *cursor)))
        strip = Strip(pieces)
        if strip.cell_length > room:
            strip = strip.crop(0, room - 1)
            pieces = [*strip, Segment("…", self.look(weight, *cursor))]
        if star:
            pad = room - Strip(pieces).cell_length
            pieces.append(Segment(" " * pad, self.look(*cursor)))
            pieces.append(Segment(star, self.look("article-list--star", *cursor)))
        if here:
            pieces.insert(0, Segment(here, self.look(*cursor)))
        return [self._bar(row, cursor), *pieces]

    def _meta(self, row: Row, cells: int, cursor: tuple[str, ...]) -> list[Segment]:
        unread = "unread · " if self.spoken and not row.read else ""
        text = fitted(unread + rows.meta(row.article, rows.today(), row.source), cells - 2)
        return [self._bar(row, cursor), Segment(text, self.look("article-list--meta", *cursor))]

    def _bar(self, row: Row, cursor: tuple[str, ...]) -> Segment:
        """The margin: a bar beside what is unread."""
        return Segment(
            " " if row.read or self.spoken else "▌", self.look("article-list--bar", *cursor)
        )

    # -- events and actions --------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """The stride may have changed; the row at the cursor stays in sight."""
        del event
        self.set_line_count(self._lines.count(len(self._ids), self.stride))
        if self.resting is not None:
            self.jump_to(self._line_of(self._cursor) - self.resting)
            self.resting = None
        self._keep_in_sight()
        self.redraw()

    def on_focus(self) -> None:
        """The cursor looks stronger while the list has the focus."""
        self.notify_style_update()

    def on_blur(self) -> None:
        """And weaker while it has not."""
        self.notify_style_update()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second one opens."""
        index, part, _ = self._lines.at(self.scroll_offset.y + event.y, self.stride)
        if part < 0 or index >= len(self._ids):
            return
        self.move_to(index)
        if event.chain > 1:
            self.action_open()

    def action_open(self) -> None:
        """Into the text."""
        if self.current is not None:
            self.post_message(self.Opened(self.current))

    def action_clear_search(self) -> None:
        """End the search."""
        self.post_message(self.SearchEnded())


def _place(ids: Sequence[str], wanted: str | None) -> int | None:
    """Where `wanted` is listed; among a million it is looked for once."""
    if wanted is None:
        return None
    try:
        return ids.index(wanted)
    except ValueError:
        return None


def _first_shown(title: str, matches: Sequence[Span], room: int) -> int:
    """Where in a long headline to begin, so that the first match is seen: 0 where it is anyway."""
    if not matches or width(title[: matches[0].stop]) < room or width(title) <= room:
        return 0
    start = max(0, min(matches[0].stop - room // 2, len(title) - room + 2))
    return title.find(" ", start, matches[0].start) + 1 or matches[0].start
