"""In which order a list stands, and under which headings.

Shape:   an `Arrangement` is what the reader chose; `arranging` brings a listing into it, step by
         step: None until the last step, which yields the listing.
Units:   a step takes a few milliseconds, however many articles there are.
Errors:  none.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

# Slow to import: a list that stands as it is found needs none of it.
if TYPE_CHECKING:
    from reader.desk.listings import Listing
    from reader.search.orders import By as Frozen
    from reader.search.orders import Known

By = Literal["relevance", "newest", "oldest", "headline", "source", "length"]
Grouped = Literal["", "day", "source"]

ORDERS: Final[tuple[By, ...]] = get_args(By)
GROUPS: Final[tuple[Grouped, ...]] = get_args(Grouped)

_FROZEN: Final[dict[By, "Frozen"]] = {
    "newest": "newest", "oldest": "newest", "headline": "headline", "source": "source",
    "length": "length",
}  # fmt: skip


class Arrangement(NamedTuple):
    """An order, perhaps the other way round, and headings, perhaps."""

    by: By = "newest"
    """Headlines and sources from A to Z, the shortest text first."""
    reverse: bool = False
    group: Grouped = ""

    @property
    def is_backwards(self) -> bool:
        """True when what the index has in this order is turned round."""
        return self.reverse != (self.by == "oldest")

    def leaves(self, *, ranked: bool) -> bool:
        """True when a list that is found this way stands so already."""
        return self == Arrangement("relevance" if ranked else "newest")


def arranging(
    listing: "Listing", chosen: Arrangement, known: "Known"
) -> "Iterator[Listing | None]":
    """Bring what was found into this order."""
    ranked = listing.pattern is not None
    if not ranked and chosen.by == "relevance":
        chosen = chosen._replace(by="newest")
    if chosen.leaves(ranked=ranked):
        yield listing
        return
    from reader.search.orders import Arranged, Backwards, grouping, ordering

    arranged: Arranged | None = None
    if chosen.by == "relevance" and not chosen.group:
        arranged = Arranged(Backwards(listing.ids) if chosen.reverse else listing.ids)
    else:
        by = _FROZEN.get(chosen.by, "newest")
        for arranged in ordering(listing.ids, by, known, reverse=chosen.is_backwards):
            if arranged is None:
                yield None
    if chosen.group and arranged is not None:
        leading = ("newest", "oldest") if chosen.group == "day" else ("source",)
        turned = chosen.by in leading and chosen.is_backwards
        for step in grouping(arranged, chosen.group, known, reverse=turned):
            if step is None:
                yield None
            else:
                arranged = step
    if arranged is not None:
        yield listing._replace(ids=arranged.ids, scores=(), heads=arranged.heads)
