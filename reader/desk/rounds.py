"""One round of asking feeds for what is new, many at a time.

Shape:   `Round(store, folder, tell).run(subscriptions)` -> `Summary`; `tell` gets an `Outcome`
         for each feed as it is done, on the calling thread. `stop` may come from anywhere.
Units:   moments are POSIX seconds, UTC.
Errors:  none; what goes wrong with a feed is its outcome's error, one line that names it.
"""

import datetime as dt
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

import reader
from reader.clean import one_line
from reader.desk.known_feeds import Known
from reader.errors import NotFetched, SourceError
from reader.library import Store, Subscription
from reader.sources.discovery import is_page, title_of
from reader.sources.entries import Kept, Shelf
from reader.sources.feeds import parse_feed
from reader.sources.fetching import Fetched, Fetcher, Request
from reader.text.addresses import Address
from reader.text.decode import decode_page

AT_ONCE: Final = 16
OF_A_HOST: Final = 2
"""So many of one host at a time."""
PAGES: Final = 30
"""So many pages of one feed are fetched in a round."""
PAGES_S: Final = 120.0
"""No more are begun after that: a server may take a minute for each."""
_TRIES: Final = 3
_FIRST_REST_S: Final = 300.0
_LONGEST_REST_S: Final = 86_400.0
_REFUSED: Final = frozenset({401, 403, 404, 410, 451})

Changes = dict[str, str | float]


class Outcome(NamedTuple):
    """What came of one feed."""

    key: str
    name: str
    new: int = 0
    changed: int = 0
    error: str = ""
    """What went wrong, naming the feed."""
    note: str = ""
    """Why it was not asked."""
    changes: Changes = {}  # noqa: RUF012 - never written to
    """What the store is to keep."""


class Summary(NamedTuple):
    """What came of a round."""

    asked: int = 0
    new: int = 0
    changed: int = 0
    failed: int = 0
    stopped: bool = False


class Round:
    """Asks each feed once."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        tell: Callable[[Outcome], object],
        fetcher: Fetcher | None = None,
    ) -> None:
        self._store = store
        self._folder = folder
        self._tell = tell
        self._fetcher = fetcher or asker()
        self._stopped = threading.Event()
        self._moving = threading.Lock()
        self._moved: dict[str, Subscription] = {}
        """Who took which address in this round."""

    def stop(self) -> None:
        """Ask nothing more; what is half fetched is dropped, what was fetched is kept."""
        self._stopped.set()
        self._fetcher.cancel()

    def run(self, subscriptions: Iterable[Subscription]) -> Summary:
        """Ask them all."""
        waiting = list(subscriptions)
        busy: Counter[str] = Counter()
        running: dict[Future[Outcome], str] = {}
        found = Summary()
        pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="feed")
        try:
            while (waiting or running) and not (self._stopped.is_set() and not running):
                self._begin(waiting, busy, running, pool)
                done, _ = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)
                for each in done:
                    busy[running.pop(each)] -= 1
                    found = self._take(each.result(), found)
        except BaseException:
            self.stop()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
        return found._replace(stopped=self._stopped.is_set())

    def _begin(
        self,
        waiting: list[Subscription],
        busy: Counter[str],
        running: dict[Future[Outcome], str],
        pool: ThreadPoolExecutor,
    ) -> None:
        """Begin as many as may be asked now."""
        place = 0
        while place < len(waiting) and len(running) < AT_ONCE and not self._stopped.is_set():
            host = _host(waiting[place])
            if busy[host] >= OF_A_HOST:
                place += 1
                continue
            busy[host] += 1
            running[pool.submit(self.ask, waiting.pop(place))] = host

    def _take(self, outcome: Outcome, found: Summary) -> Summary:
        if outcome.changes:
            self._store.keep_feed(outcome.key, **outcome.changes)
        if not (self._stopped.is_set() and outcome.error):
            self._tell(outcome)
        return found._replace(
            asked=found.asked + (not outcome.note),
            new=found.new + outcome.new,
            changed=found.changed + outcome.changed,
            failed=found.failed + bool(outcome.error),
        )

    def ask(self, feed: Subscription) -> Outcome:
        """Ask one feed, and keep what it says."""
        now = time.time()
        if feed.not_before > now:
            return Outcome(feed.key, feed.name, note=f"not asked before {_clock(feed.not_before)}")
        try:
            kept, changes, error = self._fetched(feed) if feed.address else (Kept(), {}, "")
            more, trouble = self._pages(feed)
        except NotFetched as fault:
            return self._failed(feed, fault, now)
        except SourceError as fault:
            return self._failed(feed, NotFetched(fault.path, fault.reason), now)
        except Exception as fault:  # noqa: BLE001 - named, so that the other feeds are asked
            what = f"cannot be read ({type(fault).__name__}: {fault})"
            return self._failed(feed, NotFetched(feed.name, what), now)
        told = error or trouble
        return Outcome(
            feed.key,
            feed.name,
            len(kept.new),
            len(set(kept.changed) | more - set(kept.new)),
            one_line(f"{feed.name}: {told}") if told else "",
            changes={
                "asked_at": now, "error": one_line(told), "failures": 0, "not_before": 0.0, **changes
            },
        )  # fmt: skip

    def _fetched(self, feed: Subscription) -> tuple[Kept, Changes, str]:
        """What the feed says now: what became of its entries, what to remember, what is wrong."""
        address = Address.of(feed.address)
        shelf = self._shelf(feed)
        # What is not there any more, whoever took it away, is asked for whole.
        etag, modified, before = (
            (feed.etag, feed.modified, feed.content) if len(shelf) else ("", "", "")
        )
        answer = self._fetcher.fetch(Request(address, etag, modified, feed.private))
        changes: Changes = {"etag": answer.etag, "modified": answer.modified}
        if answer.moved is not None:
            self._claim(feed, answer.moved)
            changes["address"] = answer.moved.whole
            changes["private"] = feed.private and answer.moved.is_beside(address)
        if not answer.fresh:
            return Kept(), changes, ""
        content = blake2b(answer.body, digest_size=10).hexdigest()
        if content == before:
            return Kept(), changes, ""
        read = parse_feed(answer.body, address=str(answer.address), charset=answer.charset)
        today = dt.datetime.now(dt.UTC).astimezone().date().isoformat()
        entries = (replace(each, feed=feed.name) for each in read.entries)
        kept = shelf.keep(entries, today=today, want=feed.full_text)
        if read.complaint:  # to be asked for whole next time
            what = f"{read.complaint}; the {len(read.entries)} entries before that are kept"
            return kept, {key: changes[key] for key in changes.keys() - {"etag", "modified"}}, what
        return kept, {**changes, "content": content, "site": read.address}, ""

    def _claim(self, feed: Subscription, address: Address) -> None:
        """Have `feed` at `address` from now on. NotFetched when another is there: it would be read twice."""
        with self._moving:
            known = Known(each for each in self._store.feeds() if each.key != feed.key)
            other = known.at(address) or self._moved.setdefault(str(address), feed)
        if other.key != feed.key:
            what = f"moved to {address}, which is “{other.name}” among the feeds; asked no more"
            raise NotFetched(feed.name, what, status=410)

    def _pages(self, feed: Subscription) -> tuple[set[str], str]:
        """Fetch pages that are wanted; the files that have one now, and what went wrong."""
        shelf = self._shelf(feed)
        done: set[str] = set()
        faults: list[str] = []
        until = time.monotonic() + PAGES_S
        for path, tries in shelf.wanted()[:PAGES]:
            if self._stopped.is_set() or time.monotonic() > until:
                break
            try:
                self._page(feed, shelf, path)
            except NotFetched as fault:
                faults.append(str(fault))
                if fault.status in _REFUSED or tries + 1 >= _TRIES:
                    shelf.done(path)
                else:
                    shelf.want(path, tries + (not fault.offline))
            except SourceError as fault:
                faults.append(str(fault))
                shelf.done(path)
            else:
                done.add(path)
                shelf.done(path)
        more = f" (and {len(faults) - 1} more pages)" if len(faults) > 1 else ""
        return done, f"{faults[0]}{more}" if faults else ""

    def _page(self, feed: Subscription, shelf: Shelf, path: str) -> None:
        entry = shelf.entry(path)
        address = Address.of(entry.address)
        private = bool(feed.private and feed.address) and address.is_beside(
            Address.of(feed.address)
        )
        answer = self._fetcher.fetch(Request(address, private=private))
        text = page_of(answer)
        shelf.put(path, replace(entry, page=text, title=entry.title or title_of(text)))

    def _shelf(self, feed: Subscription) -> Shelf:
        return Shelf(str(self._folder / feed.key))

    def _failed(self, feed: Subscription, fault: NotFetched, now: float) -> Outcome:
        failures = feed.failures + (not fault.offline)
        changes: Changes = {"asked_at": now, "error": one_line(fault.reason), "failures": failures}
        if self._stopped.is_set():
            return Outcome(feed.key, feed.name, error=f"{feed.name}: stopped")
        if fault.wait_s:
            changes["not_before"] = now + fault.wait_s
        elif failures > 1 and not fault.offline:
            rest = _FIRST_REST_S * 2.0 ** min(failures - 2, 10)
            changes["not_before"] = now + min(rest, _LONGEST_REST_S)
        if fault.status == 410:
            changes["gone"] = True
        where = "" if fault.path == feed.name else f" ({fault.path})" if feed.address else ""
        return Outcome(
            feed.key,
            feed.name,
            error=one_line(f"{feed.name}{where}: {fault.reason}"),
            changes=changes,
        )


def asker() -> Fetcher:
    """Whoever asks servers, by the name and version of this program."""
    return Fetcher(f"Broadsheet/{reader.__version__} (feed reader)")


def due(feeds: Sequence[Subscription]) -> list[Subscription]:
    """Those that are asked when nobody says which."""
    return [feed for feed in feeds if not (feed.muted or feed.gone)]


def page_of(answer: Fetched) -> str:
    """The text of a page that was fetched. NotFetched when it is none."""
    text = decode_page(answer.body, answer.charset or None).text
    if not is_page(text):
        raise NotFetched(str(answer.address), "not an HTML page")
    return text


def _host(feed: Subscription) -> str:
    try:
        return Address.of(feed.address).host if feed.address else ""
    except SourceError:  # named when it is asked
        return ""


def _clock(moment: float) -> str:
    """A moment, on this machine's clock."""
    then = dt.datetime.fromtimestamp(moment, dt.UTC).astimezone()
    today = dt.datetime.now(dt.UTC).astimezone().date()
    return then.strftime("%H:%M" if then.date() == today else "%Y-%m-%d %H:%M")
