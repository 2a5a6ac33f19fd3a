"""Fuzzy search in memory: what the reader types -> articles, best first, and where they match.

Shape:   `digest` takes an article apart (in any process), `Index.add` shelves it,
         `parse_query` and `Index.search` answer a key press with a `Found`,
         whose `Pattern` marks the matches in a text.
Units:   offsets count code points; moments are seconds since the epoch; scores go to 100.
Errors:  KeyError for an id that is not in the index; none for any query or text.
"""

from reader.search.digests import Digest, Field, digest
from reader.search.indexes import Found, Index
from reader.search.lookalikes import warm
from reader.search.patterns import Pattern
from reader.search.queries import Phrase, Query, Term, parse_query

__all__ = [
    "Digest",
    "Field",
    "Found",
    "Index",
    "Pattern",
    "Phrase",
    "Query",
    "Term",
    "digest",
    "parse_query",
    "warm",
]
