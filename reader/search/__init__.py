"""Fuzzy search: what the reader types -> articles, best first, and where they match.

Shape:   `digest` takes an article apart (in any process), `Index.add` shelves it with its
         `Facts`, or `freeze` writes many with theirs into a file, a `Segment`, which
         `Index.attach` adds at once; `parse_query` and `Index.search` answer a key press with a
         `Found`, whose `Pattern` marks the matches in a text; `Index.complete` says what may
         follow.
Units:   offsets count code points; moments are seconds since the epoch; scores go to 100.
Errors:  KeyError for an id that is not in the index; none for any query or text.
         StoreError for a segment that cannot be written or read.
"""

from typing import TYPE_CHECKING, Any

__all__ = [
    "Census",
    "Completion",
    "Digest",
    "Facts",
    "Field",
    "Found",
    "Frozen",
    "Index",
    "Pattern",
    "Phrase",
    "Query",
    "Segment",
    "Term",
    "digest",
    "freeze",
    "parse_query",
    "warm",
]

if TYPE_CHECKING:
    from reader.search.answers import Found
    from reader.search.censuses import Census
    from reader.search.completions import Completion
    from reader.search.digests import Digest, Field, digest
    from reader.search.facts import Facts
    from reader.search.freezing import Frozen, freeze
    from reader.search.indexes import Index
    from reader.search.lookalikes import warm
    from reader.search.patterns import Pattern
    from reader.search.queries import Phrase, Query, Term, parse_query
    from reader.search.segments import Segment

_HOMES = {
    **dict.fromkeys(("Digest", "Field", "digest"), "digests"),
    **dict.fromkeys(("Frozen", "freeze"), "freezing"),
    **dict.fromkeys(("Phrase", "Query", "Term", "parse_query"), "queries"),
    "Census": "censuses",
    "Completion": "completions",
    "Facts": "facts",
    "Found": "answers",
    "Index": "indexes",
    "Pattern": "patterns",
    "Segment": "segments",
    "warm": "lookalikes",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attributes are of any type
    """Import a public name when it is first asked for: digests are read before any search."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reader.search' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"reader.search.{_HOMES[name]}"), name)
