"""The library: what the program remembers about articles, in its own SQLite file.

Shape:   `Store.open(path)` loads everything once; changes go to one writer thread.
         `Archive.open(path)` holds the articles themselves, in a second file.
Units:   positions are code points of an article's text; moments are POSIX seconds, UTC.
Errors:  StoreBusy, StoreDamaged, StoreTooNew, StoreError; never a `sqlite3.Error`.
Source:  https://www.sqlite.org/wal.html for what a killed process can and cannot lose.
"""

from reader.library.archive import Archive
from reader.library.feeds import Subscription
from reader.library.passages import Passage
from reader.library.records import Frozen, Kept, Known, Stamp, Standing
from reader.library.states import State
from reader.library.store import Store, set_aside

__all__ = [
    "Archive",
    "Frozen",
    "Kept",
    "Known",
    "Passage",
    "Stamp",
    "Standing",
    "State",
    "Store",
    "Subscription",
    "set_aside",
]
