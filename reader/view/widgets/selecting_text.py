"""A page in which a passage can be selected by keys.

Shape:   `selected` is the passage, or None; while there is one other keys work, and
         `SelectionChanged` tells.
Units:   code points of the text.
"""

from typing import TYPE_CHECKING

from textual.message import Message

from reader.view.widgets.page_view import PageView

# Imported by the first selection; the first frame does not wait for it.
if TYPE_CHECKING:
    from reader.view.selections import Selection


class SelectingText(PageView):
    """Selecting, on top of scrolling."""

    _chosen: "Selection | None" = None
    _from_place = (0, 0)

    class SelectionChanged(Message):
        """Something is selected now, or nothing any more."""

    @property
    def selected(self) -> "Selection | None":
        """The passage that is selected."""
        return self._chosen

    @property
    def passage(self) -> "Selection | None":
        """The selection, or else the paragraph of the cursor, or else the first one in sight."""
        from reader.view.selections import whole_block

        return self._chosen or whole_block(self._page.blocks, self._passage_at())

    def _passage_at(self) -> int:
        """Where the reader looks: at the mark or match of the cursor while it is in sight."""
        start, stop = self.in_sight
        pointed = (span.start for span in self._page.pointed if start <= span.start < stop)
        return next(pointed, start)

    def select(self, selection: "Selection | None") -> None:
        """Select this; the end that moves comes into sight."""
        turned = (selection is None) != (self._chosen is None)
        self._chosen = self._page.selected = selection
        if selection is not None:
            self.show_offset(selection.moving)
        self.redraw()
        if turned:
            self.post_message(self.SelectionChanged())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What moves a selection works while there is one."""
        if action.startswith("select_"):
            return self._chosen is not None
        return super().check_action(action, parameters)

    def action_select(self) -> None:
        """Select the paragraph; the keys that move the text then make it more or less."""
        self._from_place = self.place
        self.select(self.passage)

    def action_select_block(self, step: int) -> None:
        """A paragraph more, or less."""
        if self._chosen is not None:
            self.select(self._chosen.by_block(self._page.blocks, step))

    def action_select_word(self, step: int) -> None:
        """A word more, or less."""
        if self._chosen is not None:
            self.select(self._chosen.by_word(self._page.text, step))

    def action_select_other(self) -> None:
        """The other end moves."""
        if self._chosen is not None:
            self.select(self._chosen.turned())

    def action_select_end(self) -> None:
        """Nothing is selected; back to where it began."""
        self.select(None)
        self.go_back(self._from_place)
