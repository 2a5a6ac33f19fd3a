"""EPUB: the chapters of a book as articles.

Shape:   chapters(bytes) -> for each chapter in reading order its name in the book and a Draft, or
         the error that stands for it; `Draft.site` is the title of the book.
Units:   sizes are bytes, unpacked; `LONGEST_CHAPTER`, `LONGEST_BOOK`, `MOST_ENTRIES`, `MOST_CHAPTERS`,
         `MOST_TAGS`.
Errors:  NotText and TooLarge for the book; one for a chapter comes in its place.
Source:  EPUB 3.3 and 2.0, by `zipfile` and the tree of `reader.text.tags`. No library for books is
         used: they parse with lxml, which knows entities, and take any size. Here nothing is
         unpacked to disk, names are only looked up among those of the archive, entities that
         a book declares are never resolved, and there is no XML to be badly formed.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple
from urllib.parse import unquote

from reader.clean import clean_text
from reader.errors import NotText, SourceError, TooLarge
from reader.settings import DayOrder
from reader.text.block_lists import Fragment
from reader.text.dates import Moment, parse_header_date
from reader.text.decode import decode_page
from reader.text.drafts import Draft, body_of, drafted
from reader.text.markup import written
from reader.text.tags import Element, grow

LONGEST_CHAPTER: Final = 8 * 1024 * 1024
LONGEST_BOOK: Final = 64 * 1024 * 1024
MOST_ENTRIES: Final = 20_000
MOST_CHAPTERS: Final = 3_000
MOST_TAGS: Final = 2_000_000
"""Of all chapters together: 50 KB can unpack to so many that they take minutes to read."""
_MOST_TABLES: Final = 3
"""Tables of contents that are looked at."""
_LONGEST_FIELD: Final = 500
_PAGES: Final = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_FOREIGN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError,
    OverflowError, IndexError,
)  # fmt: skip
"""What `zipfile` raises for archives that are broken, encrypted or packed in unknown ways."""


class _Item(NamedTuple):
    path: str
    kind: str
    properties: str


class _Book(NamedTuple):
    title: str
    byline: str | None
    date: Moment | None
    language: str | None
    labels: dict[str, str]
    """Titles of chapters in the table of contents, by path."""


class Chapter(NamedTuple):
    """A chapter, or what is wrong with it."""

    part: str
    draft: Draft | SourceError


def chapters(data: bytes, name: str, *, day_order: DayOrder = "dmy") -> Iterator[Chapter]:
    """Yield the chapters that say something; `name` is what errors call the book."""
    try:
        archive = _Archive(data, name)
        sheet = archive.root_sheet()
        items, spine = _listed(archive, sheet)
        book = _book(archive, sheet, items, day_order)
    except _FOREIGN as error:
        raise NotText(name, f"not a book that can be read ({type(error).__name__})") from error
    seen: set[str] = set()
    for item in spine[:MOST_CHAPTERS]:
        if item.path in seen or "nav" in item.properties.split():
            continue
        seen.add(item.path)
        try:
            draft = _chapter(archive.page(item.path), item.path, book)
        except SourceError as error:
            yield Chapter(item.path, error)
        except _FOREIGN as error:
            yield Chapter(
                item.path, NotText(f"{name}: {item.path}", f"cannot be read ({_said(error)})")
            )
        else:
            if draft is not None:
                yield Chapter(item.path, draft)
    if len(spine) > MOST_CHAPTERS:
        yield Chapter(
            "", TooLarge(name, f"{len(spine):,} chapters, and the first {MOST_CHAPTERS:,} are read")
        )


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__


class _Archive:
    """The files of a book, in memory and within limits."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.left = LONGEST_BOOK
        self.tags = 0
        if len(self.zip.infolist()) > MOST_ENTRIES:
            raise TooLarge(name, f"more than {MOST_ENTRIES:,} files in the book")

    def read(self, path: str) -> bytes:
        """Unpack one file. KeyError when there is none."""
        info = self.zip.getinfo(path)
        place = f"{self.name}: {path}"
        if info.flag_bits & 1:
            raise NotText(place, "encrypted")
        limit = min(LONGEST_CHAPTER, self.left)
        with self.zip.open(info) as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise TooLarge(place, f"more than {limit // (1024 * 1024)} MiB unpacked")
        self.left -= len(data)
        return data

    def page(self, path: str) -> Element:
        """One file as a tree."""
        data = self.read(path)
        self.tags += data.count(b"<")
        if self.tags > MOST_TAGS:
            raise TooLarge(f"{self.name}: {path}", f"more than {MOST_TAGS:,} tags in the book")
        text = decode_page(data).text
        if "<!ENTITY" in text[:200_000]:
            raise NotText(f"{self.name}: {path}", "it declares entities, which are not read")
        return grow(text)

    def root_sheet(self) -> tuple[str, Element]:
        """The book's data sheet, and where it lies."""
        try:
            container = self.page("META-INF/container.xml")
        except KeyError:
            raise NotText(self.name, "not a book: it has no container") from None
        if "META-INF/encryption.xml" in self.zip.namelist():
            hidden = {
                unquote(one.get("uri"))
                for one in self.page("META-INF/encryption.xml").walk()
                if _bare(one) == "cipherreference"
            }
            if any(path.lower().endswith((".xhtml", ".html", ".htm", ".xml")) for path in hidden):
                raise NotText(self.name, "encrypted")
        for element in container.walk():
            if _bare(element) == "rootfile" and (path := element.get("full-path")):
                try:
                    return path, self.page(path)
                except KeyError:
                    break
        raise NotText(self.name, "not a book: it has no data sheet")


def _bare(element: Element) -> str:
    """Its name without a prefix."""
    return element.name.rpartition(":")[2]


def _listed(archive: _Archive, sheet: tuple[str, Element]) -> tuple[dict[str, _Item], list[_Item]]:
    """The files of the book by their names in its data sheet, and the pages in reading order."""
    folder = posixpath.dirname(sheet[0])
    items: dict[str, _Item] = {}
    order: list[str] = []
    for element in sheet[1].walk():
        bare = _bare(element)
        if bare == "item":
            path = posixpath.normpath(posixpath.join(folder, unquote(element.get("href"))))
            items[element.get("id")] = _Item(
                path, element.get("media-type"), element.get("properties")
            )
        elif bare == "itemref":
            order.append(element.get("idref"))
    spine = [items[name] for name in order if name in items and items[name].kind in _PAGES]
    if not spine:
        raise NotText(archive.name, "nothing to read: the book lists no chapters")
    return items, spine


def _book(
    archive: _Archive, sheet: tuple[str, Element], items: dict[str, _Item], day_order: DayOrder
) -> _Book:
    said: dict[str, list[str]] = {}
    for element in sheet[1].walk():
        if _bare(element) in ("title", "creator", "date", "language"):
            words = " ".join(clean_text(element.words()[:_LONGEST_FIELD]).split())
            if words:
                said.setdefault(_bare(element), []).append(words)
    language = re.match("[A-Za-z]{2}(?![A-Za-z])", next(iter(said.get("language", [])), ""))
    title = next(iter(said.get("title", [])), "")
    date = next(iter(said.get("date", [])), "")
    return _Book(
        title=title or posixpath.splitext(posixpath.basename(archive.name))[0],
        byline=", ".join(dict.fromkeys(said.get("creator", [])[:5])) or None,
        date=parse_header_date(date, day_order=day_order) if date else None,
        language=language[0].lower() if language else None,
        labels=_labels(archive, items),
    )


def _labels(archive: _Archive, items: dict[str, _Item]) -> dict[str, str]:
    """The titles in the book's table of contents; a broken one has none."""
    labels: dict[str, str] = {}
    tables: dict[str, bool] = {}
    for item in items.values():
        is_nav = "nav" in item.properties.split()
        if is_nav or item.kind == "application/x-dtbncx+xml":
            tables.setdefault(item.path, is_nav)
    for table, is_nav in [*tables.items()][:_MOST_TABLES]:
        try:
            tree = archive.page(table)
        except (SourceError, *_FOREIGN):
            continue
        folder, label = posixpath.dirname(table), ""
        for element in tree.walk():
            bare, target = _bare(element), ""
            if bare == "navlabel":
                label = element.words()
            elif bare == "content":
                target = element.get("src")
            elif bare == "a" and is_nav:
                target, label = element.get("href"), element.words()
            if target and label:
                path = posixpath.normpath(posixpath.join(folder, unquote(target.partition("#")[0])))
                labels.setdefault(path, " ".join(clean_text(label[:_LONGEST_FIELD]).split()))
    return labels


def _chapter(page: Element, path: str, book: _Book) -> Draft | None:
    """What a chapter says; None where there are but pictures."""
    body = written(page)
    blocks = list(body.blocks)
    if all(block.type == "caption" for block in blocks):
        return None
    title = book.labels.get(path) or _first_heading(body)
    for block in body.blocks[:3]:
        if block.type == "heading" and " ".join(block.of(body.text).split()) == title:
            blocks.remove(block)
            break
    draft = drafted(body_of(body.text, blocks, body.links), title, None)
    return replace(
        draft,
        byline=book.byline,
        date=book.date,
        date_from="header" if book.date else None,
        language=book.language,
        site=book.title,
    )


def _first_heading(body: Fragment) -> str | None:
    headings = (block for block in body.blocks[:3] if block.type == "heading")
    first = next(headings, None)
    return " ".join(first.of(body.text).split()) if first is not None else None
