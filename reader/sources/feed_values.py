"""What a feed is once it is read.

Shape:   `Feed`, frozen; NotFeed for what is none.
Units:   as in `Entry`.
Errors:  none.
"""

from dataclasses import dataclass
from typing import Final

from reader.errors import NotText
from reader.sources.entries import Entry

MOST: Final = 20_000
"""So many entries of one feed are read."""


class NotFeed(NotText):
    """It is no feed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, as it was retrieved."""

    title: str
    address: str
    """Of the site; "" where it is not told."""
    language: str
    entries: tuple[Entry, ...]
    complaint: str = ""
