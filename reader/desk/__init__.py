"""The desk: every use-case of the program, without a screen.

Shape:   both doors, words (`reader.cli`) and windows (`reader.view`), call a `Desk`.
Units:   as in `reader.articles`; a position counts code points of an article's text.
Errors:  SettingsError when opening; SourceError from `find`; the store's troubles become
         `warnings`, and the program goes on without it.
"""

from reader.desk.clerk import Clerk
from reader.desk.desk import Desk, Listing
from reader.desk.events import AllRead, Done, Entry, Event, Failed, Marked, Read
from reader.library import State

__all__ = [
    "AllRead",
    "Clerk",
    "Desk",
    "Done",
    "Entry",
    "Event",
    "Failed",
    "Listing",
    "Marked",
    "Read",
    "State",
]
