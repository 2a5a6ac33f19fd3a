"""Where articles come from: files and folders, and pages that somebody fetched.

Retrieving is not parsing: `walking` finds, `files` opens, `formats` tells what it is, `reading`,
`books` and `mails` read. `read_article` is the room's public door; it opens nothing but the one
file it is given.
"""

from reader.sources.files import read_bytes, read_file
from reader.sources.formats import holds_many, limit_of
from reader.sources.reading import (
    article_from_bytes,
    article_from_page,
    articles_from_bytes,
    read_article,
)
from reader.sources.walking import Candidate, walk

__all__ = [
    "Candidate",
    "article_from_bytes",
    "article_from_page",
    "articles_from_bytes",
    "holds_many",
    "limit_of",
    "read_article",
    "read_bytes",
    "read_file",
    "walk",
]
