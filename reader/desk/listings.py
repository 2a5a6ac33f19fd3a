"""What a search found, or everything there is: the value that both doors show.

Shape:   a `Listing` is ids in an order, and what they were found by.
Errors:  none.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

# For the types alone: a listing of everything is there before any search.
if TYPE_CHECKING:
    from reader.search import Pattern, Query
    from reader.search.orders import Head


class Listing(NamedTuple):
    """What a search found, best first; without a query everything, newest first."""

    ids: Sequence[str]
    scores: Sequence[float]
    """0 to 100, one for each id."""
    total: int
    """Articles searched."""
    query: "Query | None"
    """None for nothing but spaces."""
    pattern: "Pattern | None"
    """Finds the matched places in a field; None without a query."""
    heads: "tuple[Head, ...]" = ()
    """The headings between them, where they are grouped."""

    @property
    def complaints(self) -> tuple[str, ...]:
        """What is wrong with the query, one line each."""
        return () if self.query is None else self.query.complaints

    @property
    def needs_marks(self) -> bool:
        """True when only what was recognised can answer the query."""
        return self.query is not None and self.query.needs_marks
