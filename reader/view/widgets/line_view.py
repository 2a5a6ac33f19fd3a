"""A scrolling widget that draws its lines when they are seen, and the keys that move through it.

It holds no widget per line, and a change of its height costs no layout pass: Textual's
`virtual_size` is set without its watcher, and the scrollbar, which is always there, by hand.
"""

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

_NOT_DIM = Style(dim=False)

WHEEL = 3
"""Lines for one click of the mouse wheel."""


class LineView(ScrollView, can_focus=True):
    """Lines drawn on demand.

    Subclasses give `draw_line`, call `set_line_count`, and say what moving is: `move_by` some
    steps, which are lines or rows, `move_to_end`, and how many there are to a page.
    """

    DEFAULT_CSS: ClassVar[str] = """
    LineView {
        overflow-y: scroll;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._strips: LRUCache[int, Strip] = LRUCache(512)
        self._looks: dict[tuple[str, ...], Style] = {}

    # -- for subclasses ------------------------------------------------

    def draw_line(self, line: int, cells: int) -> Strip:
        """Draw one line, so many cells wide."""
        raise NotImplementedError

    def move_by(self, steps: int) -> None:
        """Move down by some steps, or up; no further than there is something."""
        raise NotImplementedError

    def move_to_end(self, way: int) -> None:
        """Move to the last step there is (1) or to the first (-1)."""
        raise NotImplementedError

    @property
    def page_steps(self) -> int:
        """Steps of a page, with what is seen of the page before."""
        raise NotImplementedError

    @property
    def half_page_steps(self) -> int:
        """Steps of half a page."""
        raise NotImplementedError

    def count_lines(self, count: int) -> None:
        """Say how many lines there are; whoever says it keeps the scroll offset within them."""
        size = Size(self.size.width, count)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._show_bar()

    def _show_bar(self) -> None:
        if self.is_mounted:
            bar = self.vertical_scrollbar
            bar.window_virtual_size = self.virtual_size.height
            bar.window_size = self.size.height

    def set_line_count(self, count: int) -> None:
        """Say how many lines there are; the scroll offset is kept within them."""
        self.count_lines(count)
        if self.scroll_offset.y > self.max_scroll_y:
            self.jump_to(self.max_scroll_y)

    def redraw(self) -> None:
        """Forget what was drawn, and draw what is seen."""
        self._strips.clear()
        self.refresh()

    def redraw_lines(self, first: int, count: int = 1) -> None:
        """Draw some lines anew."""
        for line in range(first, first + count):
            self._strips.discard(line)
        top = first - self.scroll_offset.y
        self.refresh(Region(0, top, self.size.width, count))

    def jump_to(self, line: float) -> None:
        """Scroll so that `line` is at the top, at once."""
        self.scroll_to(y=max(0, min(line, self.max_scroll_y)), animate=False, force=True)

    def look(self, *components: str) -> Style:
        """Component classes as one Rich style, the later ones above the earlier."""
        style = self._looks.get(components)
        if style is None:
            style = self.rich_style
            for component in components:
                style += self.get_component_rich_style(component, partial=True)
            if style.reverse and style.dim:  # or the ground of the row would be patchy
                style += _NOT_DIM
            self._looks[components] = style
        return style

    # -- keys ----------------------------------------------------------

    def action_down(self) -> None:
        """A step down."""
        self.move_by(1)

    def action_up(self) -> None:
        """A step up."""
        self.move_by(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self.move_by(max(1, self.page_steps))

    def action_page_up(self) -> None:
        """A page up."""
        self.move_by(-max(1, self.page_steps))

    def action_half_down(self) -> None:
        """Half a page down."""
        self.move_by(max(1, self.half_page_steps))

    def action_half_up(self) -> None:
        """Half a page up."""
        self.move_by(-max(1, self.half_page_steps))

    def action_top(self) -> None:
        """To the first."""
        self.move_to_end(-1)

    def action_bottom(self) -> None:
        """To the last."""
        self.move_to_end(1)

    # -- Textual's calls -----------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The strip for row `y` of what is seen."""
        line, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        strip = self._strips.get(line)
        if strip is None:
            strip = self.draw_line(line, width)
            self._strips[line] = strip
        return strip

    def wheel(self, lines: int) -> None:
        """The mouse wheel turned: scroll by `lines`, at once."""
        self.jump_to(self.scroll_offset.y + lines)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Down, instead of Textual's animated way."""
        event.stop()
        event.prevent_default()
        self.wheel(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Up, likewise."""
        event.stop()
        event.prevent_default()
        self.wheel(-WHEEL)

    def notify_style_update(self) -> None:
        """The theme or the CSS changed: nothing drawn before holds."""
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()
