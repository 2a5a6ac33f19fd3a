"""Where to begin: the store that can be had, and the places to read from.

Shape:   `open_store` always gives a store; `chosen_roots` always gives at least one place.
Units:   paths as the user wrote them, `~` put in full.
Errors:  none; what is wrong with the store becomes a warning of one line.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader.clean import one_line
from reader.errors import StoreDamaged, StoreError
from reader.library import Store, set_aside
from reader.paths import samples


class Roots(NamedTuple):
    """The places to read from."""

    paths: tuple[str, ...]
    are_samples: bool
    are_own: bool = False
    """True for the library's own: what is read there is kept."""


class Opened(NamedTuple):
    """A store, and what the user should know about it."""

    store: Store
    warnings: tuple[str, ...]


def open_store(path: Path) -> Opened:
    """Open the store at `path`; where that cannot be, one that forgets.

    A damaged store is kept under a new name, and a new one begun.
    """
    try:
        store = Store.open(path)
    except StoreDamaged as error:
        return _begun_anew(path, error)
    except StoreError as error:
        return Opened(Store.in_memory(), (f"{error}; this time nothing is remembered",))
    if store.read_only:
        return Opened(store, (one_line(f"{path}: read-only; what you change is not kept"),))
    return Opened(store, ())


def _begun_anew(path: Path, damage: StoreDamaged) -> Opened:
    try:
        aside = set_aside(path)
        store = Store.open(path)
    except StoreError as error:
        return Opened(Store.in_memory(), (f"{damage}; {error.reason}; nothing is remembered",))
    return Opened(store, (one_line(f"{damage}; it is kept as {aside}, and a new one begun"),))


def chosen_roots(given: Sequence[str], settings: Sequence[str], added: Sequence[str]) -> Roots:
    """The paths given; else the user's own folders; else the samples."""
    if given:
        return Roots(tuple(given), are_samples=False)
    own = tuple(dict.fromkeys(os.path.expanduser(path) for path in (*settings, *added)))  # noqa: PTH111 - not every name is a Path's
    if own:
        return Roots(own, are_samples=False, are_own=True)
    return Roots((str(samples()),), are_samples=True)


def with_feeds(added: Sequence[str], feeds: Path) -> tuple[str, ...]:
    """What was added, and the folder of all feeds where there are any: one more is no other root."""
    try:
        with os.scandir(feeds) as found:
            some = any(each.is_dir() for each in found)
    except OSError:  # none was ever added
        some = False
    return (*added, str(feeds)) if some else tuple(added)
