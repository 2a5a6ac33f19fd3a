"""What the crew is given to do: reading a file, recognising a text.

Shape:   frozen values that are called with one item, in any process.
Units:   as in `reader.library.records`.
Errors:  none; trouble comes back as one line for people.
"""

import os
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from reader.articles import Article
from reader.clean import one_line
from reader.desk.frost import Held
from reader.desk.jobs import content_of, language_of, marks_of
from reader.errors import NotFound, SourceError, StoreError
from reader.library import Kept, Stamp
from reader.library.packing import pack_article, unpack_article
from reader.marks import Mark
from reader.search import Digest, Facts, Frozen, digest, freeze
from reader.settings import DayOrder
from reader.sources import Candidate, articles_from_bytes, limit_of, read_file

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

    @property
    def id(self) -> str:
        """The article's."""
        return self.article.id

    def opened(self) -> "Taken":
        """As it is."""
        return self

    def kept(self) -> Kept | None:
        """For the archive; None where it is not to be kept."""
        article, stamp = self.article, self.stamp
        if stamp is None:
            return None
        body, moment = self.body or pack_article(article), article.moment.timestamp()
        return Kept(article.id, article.origin, moment, self.content, stamp, body)

    def known_as(self, name: str, *, new: bool) -> "Taken":
        """The same under the id that the archive has given it."""
        article = self.article if name == self.id else replace(self.article, id=name)
        return self._replace(article=article, new=new)

    def sealed(self) -> "Sealed":
        """For the index."""
        return Sealed(self.id, _pickled(_frozen(self.article, self.digest)))


class Packed(NamedTuple):
    """What `Taken` says, for one who passes it on unopened: to the archive and to a segment."""

    id: str
    path: str
    moment: float
    content: str
    stamp: Stamp
    body: bytes
    words: bytes
    """A pickled `Frozen`, with facts and no marks."""
    new: bool = False

    def opened(self) -> Taken:
        """With the article, for somebody who wants to see it."""
        article = unpack_article(self.body)
        words: Frozen = pickle.loads(self.words)  # noqa: S301 - made here, or by a child of ours
        return Taken(article, self.content, words.digest, self.stamp, self.body).known_as(
            self.id, new=self.new
        )

    def kept(self) -> Kept | None:
        """For the archive."""
        return Kept(self.id, self.path, self.moment, self.content, self.stamp, self.body)

    def known_as(self, name: str, *, new: bool) -> "Packed":
        """The same under the id that the archive has given it."""
        return self._replace(id=name, new=new)

    def sealed(self) -> "Sealed":
        """For the index."""
        return Sealed(self.id, self.words)


class Sealed(NamedTuple):
    """An article for a segment, unpickled only by the process that makes it."""

    id: str
    words: bytes


Item = Taken | Packed


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads a file."""

    day_order: DayOrder
    samples: bool = False
    """When the files were put here says nothing about the articles in them."""
    reading: str = ""
    """How it is read, for its stamp; "" where it is not to be kept."""

    packs: bool = False
    """True where nobody wants to see the articles; only those that are to be kept can be packed."""

    def __call__(self, found: Candidate) -> tuple[Item | str, ...]:
        """Read what was found, one article or many, or say in one line each what cannot be read."""
        done: list[Item | str] = []
        try:
            for item in self.all_taken(found):
                if isinstance(item, SourceError):
                    done.append(str(item))
                elif self.packs and item.stamp:
                    done.append(_packed(item, item.stamp, item.article.origin or found.path))
                else:
                    done.append(item)
        except SourceError as error:
            done.append(str(error))
        except Exception as error:  # noqa: BLE001 - named, so that the other files still come
            done.append(one_line(f"{found.path}: cannot be read ({type(error).__name__}: {error})"))
        return tuple(done)

    def stamp(self, found: Candidate) -> Stamp:
        """The stamp of a file that is as it was found; its place below the root is part of it."""
        # A file may be dated later than SQLite can count.
        modified = min(max(found.modified_ns, -_LATEST), _LATEST)
        return Stamp(found.size, modified, f"{self.reading} {found.source or ''}")

    def all_taken(self, found: Candidate) -> Iterator[Taken | SourceError]:
        """What is made of all that is in what was found. SourceError when it cannot be read."""
        articles, stat = self._read(found)
        stamp = self.stamp(replace(found, size=stat.st_size, modified_ns=stat.st_mtime_ns))
        for article in articles:
            if isinstance(article, SourceError):
                yield article
            elif self.reading:
                yield taken(article)._replace(stamp=stamp, body=pack_article(article))
            else:
                yield taken(article)

    def taken(self, found: Candidate, part: str = "") -> Taken:
        """What is made of one article of the file, the first when none is named."""
        fault: SourceError = NotFound(found.path, "the article is not in it any more")
        for item in self.all_taken(found):
            if isinstance(item, SourceError):
                fault = item if not part else fault
            elif part in ("", item.article.part):
                return item
        raise fault

    def article(self, found: Candidate, part: str = "") -> Article:
        """Read what was found, or a part of it. SourceError when that cannot be."""
        return self.taken(found, part).article

    def _read(self, found: Candidate) -> tuple[Iterator[Article | SourceError], os.stat_result]:
        data, stat = read_file(found.path, limit=limit_of(found.path))
        articles = articles_from_bytes(
            data,
            path=found.path,
            source=found.source,
            modified=None if self.samples else stat.st_mtime,
            day_order=self.day_order,
        )
        return articles, stat


def taken(article: Article, content: str | None = None) -> Taken:
    """What is made of an article that was read."""
    words = digest(article.title, article.standfirst, article.byline, article.text)
    return Taken(article, content or content_of(article.text), words)


def _packed(item: Taken, stamp: Stamp, path: str) -> Packed:
    words = _frozen(item.article, item.digest)
    return Packed(
        item.id,
        path,
        words.moment,
        item.content,
        stamp,
        item.body or pack_article(item.article),
        _pickled(words),
    )


def _pickled(words: Frozen) -> bytes:
    return pickle.dumps(words, pickle.HIGHEST_PROTOCOL)


def _frozen(article: Article, words: Digest, marks: Sequence[Mark] = ()) -> Frozen:
    facts = Facts(article.source, article.day, language_of(article), article.title, article.words)
    return Frozen(article.id, article.moment.timestamp(), words, facts=facts, marks=marks)


def held(article: Article, content: str, marks: Sequence[Mark]) -> Held:
    """An article that was marked, for the index."""
    return Held(_frozen(article, taken(article, content).digest, marks), content)


@dataclass(frozen=True, slots=True)
class Freezing:
    """Writes a segment of the search index."""

    path: Path

    def __call__(self, articles: Sequence[Sealed]) -> StoreError | None:
        """Freeze the articles; what could not be written comes back."""
        # Newest first, as they are in the file: moving what was met elsewhere takes long.
        opened = sorted(map(_unsealed, articles), key=lambda one: (-one.moment, one.id))
        try:
            freeze(self.path, opened)
        except StoreError as error:
            return error
        return None


def _unsealed(article: Sealed) -> Frozen:
    words: Frozen = pickle.loads(article.words)  # noqa: S301 - made here, or by a child of ours
    return words if words.id == article.id else words._replace(id=article.id)


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
