"""What the crew is given to do: reading a file, recognising a text.

Shape:   frozen values that are called with one item, in any process.
Units:   as in `reader.library.records`.
Errors:  none; trouble comes back as one line for people.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from reader.articles import Article
from reader.clean import one_line
from reader.desk.jobs import content_of, marks_of
from reader.errors import NotReadable, SourceError, StoreError
from reader.library import Stamp
from reader.library.packing import pack_article
from reader.marks import Mark
from reader.search import Digest, Frozen, digest, freeze
from reader.settings import DayOrder
from reader.sources import Candidate, article_from_bytes, read_bytes

_LATEST: Final = 2**63 - 1

Marks = tuple[Mark, ...] | str
"""Marks, or one line for people."""


class Taken(NamedTuple):
    """An article that was read, and what is made of it once."""

    article: Article
    content: str
    """A digest of its text."""
    digest: Digest
    """What the index wants to know."""
    stamp: Stamp | None = None
    """Of its file; None where it is not to be kept."""
    body: bytes | None = None
    """The article, packed for the archive."""
    new: bool = False
    """True for one of which no segment that the window searches holds an earlier text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads a file."""

    day_order: DayOrder
    samples: bool = False
    """When the files were put here says nothing about the articles in them."""
    reading: str = ""
    """How it is read, for its stamp; "" where it is not to be kept."""

    def __call__(self, found: Candidate) -> Taken | str:
        """Read what was found, or say in one line why not."""
        try:
            stamp = stamp_of(found.path, self.of(found)) if self.reading else None
            article = self.article(found)
            if stamp is None:
                return taken(article)
            return taken(article)._replace(stamp=stamp, body=pack_article(article))
        except SourceError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - named, so that the other files still come
            return one_line(f"{found.path}: cannot be read ({type(error).__name__}: {error})")

    def of(self, found: Candidate) -> str:
        """How this file is read: its place below the root is part of the article."""
        return f"{self.reading} {found.source or ''}"

    def article(self, found: Candidate) -> Article:
        """Read what was found. SourceError when that cannot be."""
        data = read_bytes(found.path)
        try:
            modified = os.stat(found.path).st_mtime  # noqa: PTH116 - any name, as it is
        except OSError as error:
            raise NotReadable(found.path, error.strerror or "gone") from error
        return article_from_bytes(
            data,
            path=found.path,
            source=found.source,
            modified=None if self.samples else modified,
            day_order=self.day_order,
        )


def taken(article: Article, content: str | None = None) -> Taken:
    """What is made of an article that was read."""
    words = digest(article.title, article.standfirst, article.byline, article.text)
    return Taken(article, content or content_of(article.text), words)


def stamp_of(path: str, reading: str) -> Stamp | None:
    """The stamp of the file at `path`; None where it cannot be looked at."""
    try:
        found = os.stat(path)  # noqa: PTH116 - any name, as it is
    except OSError:
        return None  # whoever reads it says why
    # A file may be dated later than SQLite can count.
    modified = min(max(found.st_mtime_ns, -_LATEST), _LATEST)
    return Stamp(found.st_size, modified, reading)


@dataclass(frozen=True, slots=True)
class Freezing:
    """Writes a segment of the search index."""

    path: Path

    def __call__(self, articles: Sequence[Frozen]) -> StoreError | None:
        """Freeze the articles; what could not be written comes back."""
        try:
            freeze(self.path, articles)
        except StoreError as error:
            return error
        return None


@dataclass(frozen=True, slots=True)
class Marking:
    """Recognises a text."""

    recogniser: str

    def __call__(self, article: Article) -> Marks:
        """The marks of the article, or one line that says why there are none."""
        try:
            return marks_of(article, self.recogniser)
        except Exception as error:  # noqa: BLE001 - named, so that the other articles are marked
            place = article.path or "standard input"
            return one_line(f"{place}: cannot be marked ({type(error).__name__}: {error})")
