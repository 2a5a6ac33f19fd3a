"""What the search bar says on its right: how many articles there are, or were found.

Shape:   `status_of` gives it in several lengths, the longest first; the bar shows what fits.
Errors:  none.
"""

from reader.desk import Desk, Listing
from reader.view import rows
from reader.view.lists import Lists
from reader.view.widgets.marked_text import MarkedText


def status_of(
    desk: Desk, lists: Lists, listing: Listing, page: MarkedText, *, come: int, loading: bool
) -> tuple[str, ...]:
    """How many, in which order.

    Args:
        desk: which knows what else is to be told of them.
        lists: which says what is listed, and how.
        listing: what is listed.
        page: with the places found in the open article.
        come: how many articles have come since the reader last moved.
        loading: whether articles still come in.
    """
    if listing.pattern is not None:
        status = _found(desk, listing, page)
    elif desk.showing_samples:
        samples = f"{rows.number(listing.total)} samples"
        own = f"{samples} · your own: broadsheet FOLDER"
        status = (own, samples, rows.number(listing.total))
    else:
        total = max(listing.total, desk.read_so_far) if loading else listing.total
        new = f"{rows.number(come)} new" if come else ""
        told = f"{rows.articles(total)} · {new}" if new else rows.articles(total)
        status = (told, new or rows.number(total), new)
    said = lists.said(status)
    return (f"reading … {said[0]}", *said) if loading else said


def _found(desk: Desk, listing: Listing, page: MarkedText) -> tuple[str, ...]:
    """How many articles, and how many places in this one."""
    count = f"{rows.number(len(listing.ids))} of {rows.number(listing.total)}"
    found, at = len(page.matches), page.match
    here = f" · {at + 1}/{found}" if at is not None else f" · {found}" if found else ""
    told = f"{count} {'article' if listing.total == 1 else 'articles'}"
    if listing.needs_marks and (unmarked := desk.unmarked):
        told = f"{told}, {rows.number(unmarked)} not marked yet"
    return f"{told}{here} in this one" if here else told, f"{count}{here}", count
