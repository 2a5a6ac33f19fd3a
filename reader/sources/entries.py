"""An entry of a feed, or a page that was saved: kept whole, one file each.

Shape:   `packed(entry)` -> the bytes of a file; `unpacked(bytes)` -> the entry; `Shelf(folder)`
         knows which file is whose, and writes them whole or not at all.
Units:   dates as ISO 8601; names of files are digests, so that no feed can choose one.
Errors:  NotText for bytes that are no entry; OSError from writing is translated to NotReadable.
Source:  the text inside is what was retrieved, untouched: it is cleaned when it is read.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from hashlib import blake2b
from tempfile import mkstemp
from typing import Any, Final

from reader.errors import NotText, SourceError
from reader.sources.faults import translated
from reader.sources.files import read_bytes

SUFFIX: Final = ".broadsheet"
WANTED: Final = ".wanted"
"""Beside an entry whose page is still to be fetched, with how often that was tried."""
_DRAFT: Final = ".draft"
_OLD_S: Final = 3_600.0
"""Nobody writes one file for so long."""
_FORMAT: Final = "broadsheet entry 1"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was retrieved of one article."""

    guid: str = ""
    """What the feed calls it; "" when it does not."""
    title: str = ""
    address: str = ""
    html: str = ""
    summary: str = ""
    """Where the feed has both."""
    date: str = ""
    """As ISO 8601; "" where none was told."""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""
    feed: str = ""
    """The name of the feed."""
    first: str = ""
    """The day on which it was met first."""
    page: str = ""
    """The whole page, where that was fetched, too."""
    base: str = ""
    """Where addresses in the text start from; "" for `address`."""


def packed(entry: Entry) -> bytes:
    """The entry as a file holds it."""
    values = {key: value for key, value in asdict(entry).items() if value}
    text = json.dumps({"format": _FORMAT, **values}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace") + b"\n"


def unpacked(data: bytes, name: str = "input") -> Entry:
    """The entry that a file holds; of what is not as it should be, nothing is taken."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotText(name, "not an entry of a feed") from error
    if not isinstance(values, dict) or values.get("format") != _FORMAT:
        raise NotText(name, "not an entry of a feed")
    return Entry(**{each.name: _typed(values.get(each.name), each.name) for each in fields(Entry)})


def _typed(value: object, name: str) -> Any:  # noqa: ANN401 - one of two types
    if name in ("authors", "categories"):
        return (
            tuple(each for each in value if isinstance(each, str))
            if isinstance(value, list)
            else ()
        )
    return value if isinstance(value, str) else ""


def digest_of(text: str, size: int = 10) -> str:
    """A short name for what somebody else has named."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of entries."""

    new: tuple[str, ...] = ()
    """The files of those that were not there."""
    changed: tuple[str, ...] = ()
    """And of those that were there with something else in them."""


class Shelf:
    """The entries in one folder."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._names: set[str] = set()
        self._by_guid: dict[str, str] = {}
        self._by_address: dict[str, list[str]] = {}
        try:
            with os.scandir(folder) as found:
                for item in found:
                    if item.name.endswith(SUFFIX):
                        self._note(item.name)
        except FileNotFoundError:
            return  # made when there is something to be kept
        except OSError as error:
            raise translated(folder, error) from error

    def __len__(self) -> int:
        return len(self._names)

    def _note(self, name: str) -> None:
        guid, _, address = name.removesuffix(SUFFIX).partition("-")
        self._names.add(name)
        self._by_guid[guid] = name
        self._by_address.setdefault(address, []).append(name)

    def keep(self, entries: Iterable[Entry], *, today: str, want: bool = False) -> Kept:
        """Write what is new or changed; `want` notes that its page is to be fetched.

        NotReadable when that cannot be.
        """
        self._tidy()
        new: list[str] = []
        changed: list[str] = []
        told = list(entries)
        places = list(self._placed(told))
        for entry, name in zip(told, places, strict=True):
            path = os.path.join(self.folder, name)  # noqa: PTH118
            if name not in self._names:
                if want:  # before the entry is there: whoever is killed between would forget it
                    self.want(path)
                self._write(path, packed(replace(entry, first=today)))
                self._note(name)
                new.append(path)
                continue
            before = self._before(path)
            after = replace(entry, first=before.first or today, page=entry.page or before.page)
            if after != before:
                if want:
                    self.want(path)
                self._write(path, packed(after))
                changed.append(path)
        return Kept(tuple(new), tuple(changed))

    def entry(self, path: str) -> Entry:
        """What is kept at `path`."""
        return unpacked(read_bytes(path), path)

    def put(self, path: str, entry: Entry) -> None:
        """Keep something else there."""
        self._write(path, packed(entry))

    # Pages that are still to be fetched.

    def want(self, path: str, tries: int = 0) -> None:
        """Note that the page of the entry at `path` is to be fetched."""
        self._write(_wanted(path), b"%d\n" % tries)

    def done(self, path: str) -> None:
        """It was fetched, or will never be."""
        with suppress(FileNotFoundError):
            os.unlink(_wanted(path))  # noqa: PTH108

    def wanted(self) -> list[tuple[str, int]]:
        """The entries whose page is to be fetched, and how often that was tried."""
        found: list[tuple[str, int]] = []
        with suppress(FileNotFoundError):
            for name in sorted(os.listdir(self.folder)):  # noqa: PTH208
                if name.endswith(WANTED):
                    path = os.path.join(self.folder, name)  # noqa: PTH118
                    tries = read_bytes(path).strip()
                    entry = path.removesuffix(WANTED) + SUFFIX
                    if os.path.basename(entry) in self._names:  # noqa: PTH119
                        found.append((entry, int(tries) if tries.isdigit() else 0))
        return found

    def _tidy(self) -> None:
        """Take away what a process that was killed has left half written."""
        with suppress(OSError), os.scandir(self.folder) as items:
            for item in items:
                if item.name.endswith(_DRAFT) and time.time() - item.stat().st_mtime > _OLD_S:
                    os.unlink(item.path)  # noqa: PTH108

    def _before(self, path: str) -> Entry:
        try:
            return self.entry(path)
        except SourceError:  # damaged: it is written anew
            return Entry()

    def _placed(self, entries: list[Entry]) -> Iterator[str]:
        """The file of each entry.

        A guid that stands twice in one feed, or stands for nothing, is helped by the address; an
        address whose guid changed is known again where no other entry has either.
        """
        guids: dict[str, int] = {}
        addresses: dict[str, int] = {}
        for entry in entries:
            guids[entry.guid] = guids.get(entry.guid, 0) + 1
            addresses[entry.address] = addresses.get(entry.address, 0) + 1
        told = {digest_of(_named(entry)) for entry in entries}
        taken: set[str] = set()
        doubles: Counter[str] = Counter()
        for entry in entries:
            name = self._place(entry, guids[entry.guid], addresses[entry.address], told)
            while name in taken:  # the same twice over
                same = f"{_named(entry)}\n{entry.address}\n{entry.title}"
                doubles[same] += 1
                name = _name(f"{same}\n{doubles[same]}", entry)
                name = self._by_guid.get(name.partition("-")[0], name)
            taken.add(name)
            yield name

    def _place(self, entry: Entry, guids: int, addresses: int, told: set[str]) -> str:
        both = f"{entry.guid}\n{entry.address}"
        if (known := self._by_guid.get(digest_of(both))) is not None:
            return known
        if entry.guid and guids > 1 and entry.address:
            first = self._by_guid.get(digest_of(entry.guid))
            if first is None or not first.endswith(f"-{digest_of(entry.address, 5)}{SUFFIX}"):
                return _name(both, entry)
        if (known := self._by_guid.get(digest_of(_named(entry)))) is not None:
            return known
        if entry.address and addresses == 1:
            same = self._by_address.get(digest_of(entry.address, 5), [])
            if len(same) == 1 and same[0].partition("-")[0] not in told:
                return same[0]
        return _name(_named(entry), entry)

    def _write(self, path: str, data: bytes) -> None:
        """All of it, or nothing: another process may read meanwhile, and this one may be killed."""
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)  # noqa: PTH103
            handle, draft = mkstemp(_DRAFT, ".", self.folder)
            try:
                with open(handle, "wb") as file:  # noqa: PTH123
                    file.write(data)
                os.replace(draft, path)  # noqa: PTH105
            except BaseException:
                with suppress(OSError):
                    os.unlink(draft)  # noqa: PTH108
                raise
        except OSError as error:
            raise translated(path, error) from error


def _named(entry: Entry) -> str:
    """What an entry is known by: its guid, its address, or what it says."""
    return (
        entry.guid
        or entry.address
        or f"{entry.title}\n{entry.date}\n{'' if entry.title else entry.html}"
    )


def _name(known_by: str, entry: Entry) -> str:
    return f"{digest_of(known_by)}-{digest_of(entry.address, 5)}{SUFFIX}"


def _wanted(path: str) -> str:
    return path.removesuffix(SUFFIX) + WANTED
