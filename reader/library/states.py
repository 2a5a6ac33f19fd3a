"""What is remembered about one article.

Shape:   a frozen `State`; one that was never touched equals `State()`.
Units:   `position` counts code points of the article's text, at least 0;
         `opened_at` and `changed_at` are POSIX seconds, 0.0 for never.
Errors:  none.
"""

from typing import NamedTuple


class State(NamedTuple):
    """Read, starred, and where the reader left off."""

    read: bool = False
    starred: bool = False
    position: int = 0
    """Offset of the line at the top of the page."""
    content: str = ""
    """A digest of the article's text, by which a moved file is known again."""
    opened_at: float = 0.0
    changed_at: float = 0.0
    removed: bool = False
    """Out of the library, until it is restored."""
