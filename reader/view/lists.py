"""What is listed: which articles, in which order, under which headings.

Shape:   `Lists.search` gives a listing in the reader's order, at once; where sorting takes longer
         than a frame, first as it was, and `show` is called when it is there.
         What was read since the reader asked stays listed until they ask anew.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Literal, get_args

from reader.desk import Desk, Listing
from reader.desk.arranging import GROUPS, ORDERS, Arrangement, By, Grouped
from reader.view import rows
from reader.view.slices import Slices

# For the type alone: a list without headings is there before any search.
if TYPE_CHECKING:
    from reader.search.orders import Head

Only = Literal["", "unread", "starred"]

_NAMES: Final[dict[By, str]] = {
    "relevance": "relevance",
    "newest": "date, newest first",
    "oldest": "date, oldest first",
    "headline": "headline",
    "source": "source",
    "length": "length",
}


class Lists:
    """One list at a time; what the reader chose for it is kept."""

    def __init__(self, desk: Desk, show: Callable[[Listing], None]) -> None:
        """`show` is called when a list that took longer stands in its order."""
        self._desk = desk
        self._show = show
        self._slices: Slices[Listing | None] = Slices()
        self._stale = False
        self._asked: tuple[str, bool] | None = None
        only, order = desk.session.get("only"), desk.session.get("order")
        self.only: Only = next((each for each in get_args(Only) if each == only), "")
        self._order = _arrangement(order)
        self._ranked = Arrangement("relevance")
        """The order of what a search found; a new run begins with the best again."""
        self._states = desk.states_now()
        self._listing = desk.search("")

    @property
    def is_plain(self) -> bool:
        """True when everything is listed, in the usual order."""
        return not self.only and self._order.leaves(ranked=False)

    def search(self, text: str, *, typing: bool = False, anew: bool = True) -> Listing:
        """What `text` finds, in the reader's order.

        Args:
            text: the query.
            typing: whether somebody is still at it.
            anew: whether the reader asks; else what was read meanwhile stays.
        """
        first = self._asked is None
        ends = not text.strip() and bool((self._asked or ("",))[0].strip())  # back to where one was
        if anew and not ends:
            self._states = self._desk.states_now()
        if not self.is_plain:
            self._desk.settle()  # the list as it was left is in no order but the usual one
        same = not anew and (text, typing) == self._asked
        if same and self._slices.at_work:
            self._stale = True
            return self._listing
        self._asked = text, typing
        only = f"is:{self.only}" if self.only else ""
        found = self._desk.search(text, typing=typing, only=only, states=self._states)
        chosen = self._chosen(found)
        arranged: Listing | None
        if first:  # nobody waits for a key yet, and there is no order to show meanwhile
            arranged = self._desk.arranged(found, chosen)
        else:
            arranged = self._slices.start(self._desk.arranging(found, chosen), self._arranged)
        if arranged is None:  # till then as it was
            before = self._listing
            arranged = found._replace(ids=before.ids, heads=before.heads) if same else found
        self._listing = arranged
        return arranged

    def take_in(self) -> None:
        """What has become unread or starred since the reader asked, when they took a change back."""
        then, now = self._states, self._desk.states_now()
        read = frozenset(then("read")).intersection(now("read"))
        starred = frozenset(then("starred")).union(now("starred"))
        kept = {"read": read, "starred": starred}
        self._states = lambda state: kept[state] if state in kept else now(state)

    def next_order(self) -> None:
        """Another order; by relevance only what a search found."""
        orders = [each for each in ORDERS if self._is_ranked or each != "relevance"]
        now = self._now
        at = orders.index(now.by) if now.by in orders else -1
        self._choose(now._replace(by=orders[(at + 1) % len(orders)], reverse=False))

    def turn_round(self) -> None:
        """The other way round."""
        self._choose(self._now._replace(reverse=not self._now.reverse))

    def group(self, group: Grouped) -> None:
        """Headings between the rows, or none."""
        self._ranked = self._ranked._replace(group=group)
        self._order = self._order._replace(group=group)
        self._choose(self._now)

    def show_only(self, only: Only) -> None:
        """Only these; a second time all."""
        self.only = "" if self.only == only else only
        self._desk.session.set("only", self.only or None)

    def said(self, status: tuple[str, ...]) -> tuple[str, ...]:
        """The bar's status with what is listed and how, the longest first."""
        count, full = rows.number(len(self._listing.ids)), status[0]
        if self.only and not self._is_ranked:
            short = f"{count} {self.only}"
            status = (f"{short} of {full}", short, count)
        elif self.only:
            status = (f"{full} · {self.only} only", *status)
        if not (order := self._order_said):
            return status
        return (*(f"{each} · {order}" for each in status if each), *status)

    @property
    def heads(self) -> "Sequence[Head]":
        """The headings between the rows; sources as the reader calls them."""
        heads, called = self._listing.heads, self._desk.called
        if not heads or not isinstance(heads[0].label, str):
            return heads
        return [
            head._replace(label=called(head.label)) if isinstance(head.label, str) else head
            for head in heads
        ]

    @property
    def _order_said(self) -> str:
        now = self._now
        if now.leaves(ranked=self._is_ranked):
            return ""
        said = "" if now._replace(group="").leaves(ranked=self._is_ranked) else _NAMES[now.by]
        if now.reverse:
            said = _turned(now.by)
        said = f"sorted by {said}" if said else ""
        grouped = f"grouped by {now.group}" if now.group else ""
        return ", ".join(each for each in (grouped, said) if each)

    @property
    def _is_ranked(self) -> bool:
        return self._listing.pattern is not None

    @property
    def _now(self) -> Arrangement:
        return self._chosen(self._listing)

    def _chosen(self, listing: Listing) -> Arrangement:
        return self._order if listing.pattern is None else self._ranked

    def _choose(self, chosen: Arrangement) -> None:
        if self._is_ranked:
            self._ranked = chosen
        else:
            self._order = chosen
        self._desk.session.set("order", None if self._order == Arrangement() else [*self._order])

    def _arranged(self, listing: Listing | None) -> None:
        if listing is None:
            return
        self._listing = listing
        self._show(listing)
        if self._stale:
            self._stale = False
            text, typing = self._asked or ("", False)
            self._show(self.search(text, typing=typing, anew=False))


def _turned(by: By) -> str:
    """An order the other way round, in words."""
    turned: dict[By, str] = {
        "relevance": "relevance, the best last",
        "newest": _NAMES["oldest"],
        "oldest": _NAMES["newest"],
        "headline": "headline, Z to A",
        "source": "source, Z to A",
        "length": "length, longest first",
    }
    return turned[by]


def _arrangement(kept: object) -> Arrangement:
    """What was kept, if it is one."""
    match kept:
        case [str(by), bool(reverse), str(group)] if by in ORDERS and group in GROUPS:
            order: By = next(each for each in ORDERS if each == by)
            heads: Grouped = next(each for each in GROUPS if each == group)
            return Arrangement(order, reverse, heads)
    return Arrangement()
