"""The feeds there are, as one looks for them when another is to join them.

Shape:   `Known(feeds)`: which is at an address, which key and which name are free; `note` adds one.
Units:   an address is compared without user and password.
Errors:  none; a feed whose address is none is at no address.
Source:  a list from another program may have tens of thousands of feeds, all of one name: each
         is looked up, and none is looked through.
"""

from collections import Counter
from collections.abc import Iterable

from reader.errors import NotAsked
from reader.library import Subscription
from reader.sources.entries import digest_of
from reader.text.addresses import Address


class Known:
    """Feeds by key, address and name."""

    def __init__(self, feeds: Iterable[Subscription], *reserved: str) -> None:
        """`reserved` are names that no feed may have."""
        self.keys: set[str] = set()
        self._places: dict[str, Subscription] = {}
        self._names = {name.casefold() for name in reserved}
        self._counts: Counter[str] = Counter()
        for feed in feeds:
            self.note(feed)

    def note(self, feed: Subscription) -> None:
        """There is this one, too."""
        self.keys.add(feed.key)
        self._names.add(feed.name.casefold())
        try:
            self._places.setdefault(str(Address.of(feed.address)), feed)
        except NotAsked:  # saved pages have no address
            return

    def at(self, address: Address) -> Subscription | None:
        """The feed at this address; None when there is none."""
        return self._places.get(str(address))

    def free_key(self, address: Address) -> str:
        """A key for a feed at this address; one that moved may still have the first."""
        key, count = key_of(address), 1
        while key in self.keys:
            count += 1
            key = digest_of(f"{address}\n{count}", 6)
        return key

    def free_name(self, name: str, address: Address) -> str:
        """A name that no other feed has."""
        if name.casefold() not in self._names:
            return name
        first = named = f"{name} ({address.host})"
        while named.casefold() in self._names:
            self._counts[first] += 1
            named = f"{name} ({address.host}, {self._counts[first] + 1})"
        return named


def key_of(address: Address) -> str:
    """The key of the first feed at this address."""
    return digest_of(str(address), 6)
