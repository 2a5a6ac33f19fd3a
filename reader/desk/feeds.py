"""The feeds among the sources, and the pages that were saved: added, changed, taken out.

Shape:   `Feeds(store, folder)`; every change is kept at once. What takes a feed out gives back what
         takes that back.
Units:   a feed is known by its `key`, the name of its folder; "Saved pages" is one, too.
Errors:  SourceError for an address that gives nothing, or a name that no feed has. `add` asks the
         network, and is called from no event loop.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from reader.clean import one_line
from reader.errors import NotAsked, NotFound
from reader.library import Store, Subscription

# Asking and reading is imported by those who do it: the window's start does not wait for it.
if TYPE_CHECKING:
    from reader.desk.known_feeds import Known
    from reader.sources.entries import Entry
    from reader.sources.fetching import Fetched, Fetcher
    from reader.text.addresses import Address

SAVED: Final = "saved"
"""The key of the saved pages."""
SAVED_NAME: Final = "Saved pages"


class Added(NamedTuple):
    """What became of an address."""

    kind: Literal["feed", "page"]
    name: str
    address: str
    """Without user and password."""
    articles: int
    """New ones."""
    note: str = ""
    """What the reader may not expect, in one line."""


class Feeds:
    """The feeds of one store."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def all(self) -> tuple[Subscription, ...]:
        """All of them, in their order, as they are now."""
        return self._store.feeds()

    def folder(self, key: str) -> str:
        """Where the entries of a feed are kept."""
        return str(self._folder / key)

    def shown(self, feed: Subscription) -> str:
        """The address of a feed as it may be shown; the name of what has none."""
        if not feed.address:
            return feed.name
        from reader.text.addresses import shown

        return shown(feed.address)

    def at(self, told: str) -> Subscription | None:
        """The feed with this key, folder or address; None when there is none."""
        from reader.text.addresses import Address, is_address

        for feed in self.all():
            if told in (feed.key, self.folder(feed.key)):
                return feed
        return self.known().at(Address.of(told)) if is_address(told) else None

    def find(self, told: str) -> Subscription:
        """The feed with this key, folder, address or name. NotFound when there is none.

        Names come last: feeds choose their own, and one may choose another's key or address.
        """
        if (found := self.at(told)) is not None:
            return found
        feeds = self.all()
        for wanted in (str, str.casefold):
            for feed in feeds:
                if wanted(feed.name) == wanted(told):
                    return feed
        raise NotFound(told, "no feed has this name")

    def add(
        self,
        told: str,
        *,
        category: str = "",
        page: bool = False,
        fetcher: "Fetcher | None" = None,
    ) -> Added:
        """Subscribe to the feed at an address, or to that of the page there; else save the page.

        `page` saves it whatever feeds it names. The reader named this address himself: it may
        lie on a private network.
        """
        from reader.desk.rounds import asker
        from reader.sources.feeds import NotFeed, parse_feed
        from reader.text.addresses import Address

        address = Address.of(told)
        fetcher = fetcher or asker()
        answer = _asked(fetcher, address)
        if not page:
            try:
                parse_feed(answer.body, address=str(answer.address), charset=answer.charset)
            except NotFeed:
                if (found := self._of_page(fetcher, answer, category)) is not None:
                    return found
            else:
                return self._subscribe(address, answer, category)
        return self._save(address, answer)

    def _of_page(self, fetcher: "Fetcher", answer: "Fetched", category: str) -> Added | None:
        """The first feed that the page names and that is one."""
        from reader.errors import SourceError
        from reader.sources.discovery import feeds_of
        from reader.sources.feeds import parse_feed
        from reader.sources.fetching import Request
        from reader.text.addresses import Address
        from reader.text.decode import decode_page

        text = decode_page(answer.body, answer.charset or None).text
        places = feeds_of(text, str(answer.address))
        for where in places[:3]:
            try:
                address = Address.of(where)
                private = answer.private and address.is_beside(answer.address)
                found = fetcher.fetch(Request(address, private=private))
                parse_feed(found.body, address=str(found.address), charset=found.charset)
            except SourceError:
                continue  # another may do; when none does, the page is saved
            added = self._subscribe(address, found, category)
            others = f", the first of {len(places)}" if len(places) > 1 else ""
            note = f"{answer.address} is a page; this is its feed{others} (--page saves the page)"
            return added._replace(note=note)
        return None

    def _subscribe(self, address: "Address", answer: "Fetched", category: str) -> Added:
        from reader.sources.entries import Shelf
        from reader.sources.feeds import parse_feed

        place = answer.moved or address
        known = self.known()
        if (there := known.at(place)) is not None:
            return Added("feed", there.name, str(place), 0, "subscribed to already")
        read = parse_feed(answer.body, address=str(answer.address), charset=answer.charset)
        name = known.free_name(one_line(read.title)[:120] or place.host, place)
        key = known.free_key(place)
        kept = Shelf(self.folder(key)).keep(
            (replace(each, feed=name) for each in read.entries), today=_today()
        )
        self._store.keep_feed(
            key,
            address=place.whole,
            name=name,
            site=read.address,
            category=category,
            private=answer.private,
            etag="" if read.complaint else answer.etag,
            modified="" if read.complaint else answer.modified,
        )
        return Added("feed", name, str(place), len(kept.new), read.complaint)

    def known(self) -> "Known":
        """The feeds there are, to be asked many times."""
        from reader.desk.known_feeds import Known

        return Known(self.all(), SAVED_NAME)

    def subscribe_unseen(
        self,
        told: str,
        name: str,
        category: str = "",
        among: "Known | None" = None,
    ) -> bool:
        """Take a feed in that is asked at the next refresh; False when it is there already.

        `among` are the feeds there are, if they were looked up before; it gets the new one.
        """
        from reader.desk.known_feeds import key_of
        from reader.text.addresses import Address

        address = Address.of(told)
        if address.names_private:
            raise NotAsked(str(address), "not on the public network; add it by its address")
        known = self.known() if among is None else among
        key = key_of(address)
        if key in known.keys or known.at(address) is not None:
            return False
        name = known.free_name(one_line(name).strip()[:120] or address.host, address)
        self._store.keep_feed(key, address=address.whole, name=name, category=category)
        known.note(Subscription(key, address.whole, name, category=category))
        Path(self.folder(key)).mkdir(parents=True, exist_ok=True, mode=0o700)
        return True

    def _save(self, address: "Address", answer: "Fetched") -> Added:
        from reader.desk.rounds import page_of
        from reader.sources.discovery import title_of
        from reader.sources.entries import Entry

        text = page_of(answer)
        title = title_of(text) or str(answer.address)
        entry = Entry(str(address), title, str(answer.address), page=text, feed=SAVED_NAME)
        new = self.save_entries([entry])
        return Added(
            "page",
            title,
            str(answer.address),
            new,
            "" if new else "saved before; it is as it is now",
        )

    def save_entries(self, entries: "Sequence[Entry]", *, fetch: bool = False) -> int:
        """Keep these among the saved pages; how many are new. `fetch` gets at a refresh what they lack."""
        from reader.sources.entries import Shelf

        shelf = Shelf(self.folder(SAVED))
        kept = shelf.keep((replace(each, feed=SAVED_NAME) for each in entries), today=_today())
        for path in kept.new if fetch else ():
            if not shelf.entry(path).html:
                shelf.want(path)
        if SAVED not in (feed.key for feed in self.all()):
            self._store.keep_feed(SAVED, address="", name=SAVED_NAME)
        return len(kept.new)

    def change(self, key: str, **values: str | bool) -> Callable[[], None]:
        """Keep other values of a feed: muted, full_text, category, gone; what comes back takes it back."""
        before = self.find(key)
        self._store.keep_feed(key, **values)
        kept = {name: getattr(before, name) for name in values}
        return lambda: self._store.keep_feed(key, **kept)

    def remove(self, key: str) -> Callable[[], None]:
        """Ask this feed no more; its articles stay. What comes back takes it back."""
        order = [feed.key for feed in self.all()]
        before = self.find(key)
        self._store.drop_feed(key)

        def back() -> None:
            values = before._asdict()
            del values["key"]
            self._store.keep_feed(key, **values)
            self._store.order_feeds(order)

        return back

    def move(self, key: str, step: int) -> None:
        """Put it further up or down among the feeds."""
        order = [feed.key for feed in self.all()]
        at = order.index(key)
        order.insert(max(0, at + step), order.pop(at))
        self._store.order_feeds(order)


def _asked(fetcher: "Fetcher", address: "Address") -> "Fetched":
    from reader.sources.fetching import Request

    return fetcher.fetch(Request(address, private=True))


def _today() -> str:
    return dt.datetime.now(dt.UTC).astimezone().date().isoformat()
