"""What is asked of the articles: searches, the places that matched, orders, what may follow.

Shape:   a query in the reader's words gives a `Listing`; a listing and an article give spans.
Units:   code points of an article's text.
Errors:  none; what is wrong with a query is among the listing's complaints.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from reader.desk.arranging import Arrangement, arranging
from reader.desk.listings import Listing
from reader.desk.memory import Memory
from reader.desk.shelf import Shelf
from reader.desk.shelving import Shelving
from reader.marks import Mark
from reader.spans import Span

# Slow to import: the first frame searches nothing.
if TYPE_CHECKING:
    from reader.search import Census, Completion, Query
    from reader.search.indexes import States

_NAMED_WORDS: Final = 300_000
"""Up to this many words, two or three seconds, all names are recognised before a search."""
_NAMED_BEST: Final = 300


class Questions:
    """Asks the shelf, whichever it is."""

    def __init__(self, shelving: Shelving, memory: Memory) -> None:
        self._shelving = shelving
        self._memory = memory

    def search(
        self,
        text: str,
        *,
        typing: bool = False,
        only: str = "",
        states: "States | None" = None,
        catch_up: bool = False,
    ) -> Listing:
        """What `text` finds; as `Desk.search`. With `catch_up` repairs are caught up with before."""
        ids = self._shelf.ids()
        blank = not text or text.isspace()
        if blank and not only:
            return Listing(ids, (), len(ids), None, None)
        from reader.search import parse_query

        query = asked = parse_query(text, typing=typing)
        for each in parse_query(only).filters:
            asked = asked.among(each)
        if not asked:
            return Listing(ids, (), len(ids), query, None)
        if catch_up:
            for _ in self._shelving.renaming.steps():
                pass
        found = self._shelf.search(asked, states or self._memory.those)
        said, pattern = (None if blank else query), (found.pattern if query else None)
        return Listing(found.ids, found.scores, len(ids), said, pattern)

    @staticmethod
    def asked(text: str) -> "Query | None":
        """What `text` asks for when nobody is typing any more; None for nothing but spaces."""
        if not text or text.isspace():
            return None
        from reader.search import parse_query

        return parse_query(text)

    def arranging(self, listing: Listing, chosen: Arrangement) -> Iterator[Listing | None]:
        """Bring what was found into an order, step by step; the last step yields it."""
        return arranging(listing, chosen, self._shelf)

    def states_now(self) -> "States":
        """Which articles are read and starred, as it is at this moment; removed ones go on."""
        read, starred = self._memory.those("read"), self._memory.those("starred")
        kept = {"read": read, "starred": starred}
        return lambda state: kept[state] if state in kept else self._memory.those(state)

    def census(self, query: "Query | None" = None) -> "Census":
        """The articles that `query` finds, to be counted."""
        from reader.search import Query

        return self._shelf.census(query or Query(), self._memory.those)

    def complete(self, text: str) -> "Completion | None":
        """What may follow `text` in a query."""
        return self._shelf.complete(text)

    def matching(
        self, listing: Listing, name: str, marks: tuple[Mark, ...], near: int
    ) -> Iterator[tuple[int, tuple[Span, ...]]]:
        """Where the search hit the text, a portion at a time; that of `near` first."""
        if listing.pattern is None:
            return iter(())
        from reader.desk.matches import matching

        return matching(listing.pattern, self._shelf[name], marks, near)

    def recognise_names(self, text: str, *, fast: bool) -> None:
        """Recognise what a search for `text` could meet: all where that is `fast`, or what the best hold.

        Names of a kind and figures are asked of every article that the rest of the query
        leaves, however long that takes: an answer that leaves some out would be wrong.
        """
        from reader.search import parse_query

        query = parse_query(text)
        ids: Sequence[str] = self._shelf.ids()
        if query.needs_marks:
            if rest := query.without_marks:
                ids = self._shelf.search(rest, self._memory.those).ids
        elif _more_words(self._shelf, ids, _NAMED_WORDS if fast else 0):
            ids = self.search(text).ids[:_NAMED_BEST]
        for name in ids:
            self._shelf.recognise(name)

    @property
    def _shelf(self) -> Shelf:
        return self._shelving.shelf


def together(found: Mapping[int, tuple[Span, ...]]) -> tuple[Span, ...]:
    """The matches of several portions, by where each begins."""
    if not found:
        return ()
    from reader.desk.matches import together

    return together(found)


def _more_words(shelf: Shelf, ids: Iterable[str], most: int) -> bool:
    """True when the articles have more words than `most`; looks at no more than it has to."""
    return any(total > most for total in accumulate(shelf[name].words for name in ids))
