"""One widget a file. `MarkedText` can be used by other programs without the rest of ours."""

from reader.view.widgets.marked_text import MarkedText

__all__ = ["MarkedText"]
