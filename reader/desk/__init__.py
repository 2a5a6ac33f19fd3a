"""The desk: every use-case of the program, without a screen.

Shape:   both doors, words (`reader.cli`) and windows (`reader.view`), call a `Desk`.
Units:   as in `reader.articles`; a position counts code points of an article's text.
Errors:  SourceError from `find`; the store's troubles become
         `warnings`, and the program goes on without it.
"""

from typing import TYPE_CHECKING, Any

__all__ = [
    "AllRead",
    "Clerk",
    "Counted",
    "Desk",
    "Done",
    "Entry",
    "Event",
    "Failed",
    "Froze",
    "Listing",
    "Looked",
    "Marked",
    "Read",
    "Standing",
    "State",
]

if TYPE_CHECKING:
    from reader.desk.clerk import Clerk
    from reader.desk.desk import Desk
    from reader.desk.events import (
        AllRead,
        Counted,
        Done,
        Entry,
        Event,
        Failed,
        Froze,
        Looked,
        Marked,
        Read,
    )
    from reader.desk.listings import Listing
    from reader.library import Standing, State

_HOMES = {
    "Clerk": "reader.desk.clerk",
    "Desk": "reader.desk.desk",
    "Listing": "reader.desk.listings",
    "Standing": "reader.library",
    "State": "reader.library",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attributes are of any type
    """Import a public name when it is first asked for: the clerk's child is started first."""
    if name not in __all__:
        raise AttributeError(f"module 'reader.desk' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "reader.desk.events")), name)
