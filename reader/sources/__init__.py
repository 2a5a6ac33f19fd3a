"""Where articles come from: files and folders.

Retrieving is not parsing: `walking` finds, `files` opens, `reading` reads.
`read_article` is the room's public door; it opens nothing but the one file it is given.
"""

from reader.sources.files import read_bytes, read_file
from reader.sources.reading import article_from_bytes, article_from_page, read_article
from reader.sources.walking import Candidate, walk

__all__ = [
    "Candidate",
    "article_from_bytes",
    "article_from_page",
    "read_article",
    "read_bytes",
    "read_file",
    "walk",
]
