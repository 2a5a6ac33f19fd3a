"""Lists of feeds and of saved pages from other programs, and our own list for them.

Shape:   `take_over(feeds, bytes)` -> what was taken; `as_list(subscriptions)` -> OPML.
Units:   counts.
Errors:  NotText for what is no such list; an address that is refused is one line of `refused`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.clean import one_line
from reader.errors import NotAsked, SourceError

if TYPE_CHECKING:
    from reader.desk.feeds import Feeds
    from reader.library import Subscription

_LONGEST_CATEGORY: Final = 200


class Taken(NamedTuple):
    """What came of a list."""

    feeds: int = 0
    pages: int = 0
    there: int = 0
    """That were there already."""
    refused: tuple[str, ...] = ()
    """One line for each, naming the address."""


def take_over(feeds: "Feeds", data: bytes, name: str) -> Taken:
    """Subscribe to the feeds of a list, or keep the pages of an export."""
    from reader.sources.opml import is_list, read_list
    from reader.sources.saved import read_saved
    from reader.sources.xml_trees import decoded
    from reader.text.addresses import Address, shown

    refused: list[str] = []
    if is_list(decoded(data[:100_000])):
        found = read_list(data, name)
        taken, among = 0, feeds.known()
        for each in found:
            try:
                taken += feeds.subscribe_unseen(
                    each.address, each.title, one_line(each.category)[:_LONGEST_CATEGORY], among
                )
            except SourceError as error:
                refused.append(str(error))
        return Taken(taken, 0, len(found) - taken - len(refused), tuple(refused))
    kept = []
    for entry in read_saved(data, name):
        try:
            if Address.of(entry.address).names_private:
                raise NotAsked(shown(entry.address), "not on the public network")
            kept.append(entry)
        except SourceError as error:
            refused.append(str(error))
    new = feeds.save_entries(kept, fetch=True) if kept else 0
    return Taken(0, new, len(kept) - new, tuple(refused))


def as_list(subscriptions: "Iterable[Subscription]") -> str:
    """These feeds as OPML; no password stands in it."""
    from reader.sources.opml import Listed, write_list
    from reader.text.addresses import shown

    return write_list(
        Listed(feed.name, shown(feed.address), feed.category, feed.site)
        for feed in subscriptions
        if feed.address
    )
