"""Make an article of a file's bytes.

Shape:   bytes, and what is known about where they come from -> Article.
Units:   `modified` is seconds since 1970, as `os.stat` gives it; it ends as a plain local date.
Errors:  NotText for a picture, a program ... or nothing to read; `read_article` also passes on
         what `files` raises.
Source:  the order of dates: data sheet, header, date line, the file's name, the file's time.
"""

import datetime as dt
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from reader.articles import Article, DateSource, article_id
from reader.clean import clean_text, one_line
from reader.errors import NotText, SourceError
from reader.settings import DayOrder
from reader.sources.faults import translated
from reader.sources.files import read_bytes
from reader.sources.formats import Form, form_of, limit_of
from reader.text.dates import Moment, date_in_name
from reader.text.decode import decode, decode_page, looks_binary
from reader.text.drafts import Draft
from reader.text.plain import parse_plain

_WITHOUT_NAME: Final = "input"
"""What errors call bytes that come from no file."""
_TITLE_WORDS: Final = 8
_TITLE_LENGTH: Final = 80
_DATE_IN_STEM: Final = re.compile(r"[0-9]{4}([-_.]?)[0-9]{2}\1[0-9]{2}")


def article_from_bytes(
    data: bytes,
    *,
    path: str | None = None,
    source: str | None = None,
    modified: float | None = None,
    day_order: DayOrder = "dmy",
) -> Article:
    """Return the article in `data`; `path` names it, and may tell its date and title."""
    found = articles_from_bytes(
        data, path=path, source=source, modified=modified, day_order=day_order
    )
    fault: SourceError = NotText(path or _WITHOUT_NAME, "nothing to read in it")
    for item in found:
        if isinstance(item, Article):
            return item
        fault = item
    raise fault


def articles_from_bytes(
    data: bytes,
    *,
    path: str | None = None,
    source: str | None = None,
    modified: float | None = None,
    day_order: DayOrder = "dmy",
) -> Iterator[Article | SourceError]:
    """Yield every article in `data`, of a book or a box of mails many, and what cannot be read.

    SourceError when nothing of it can be.
    """
    file = File(data, path, source, modified, day_order)
    form = form_of(data, path)
    if form == "book":
        yield from _of_book(file)
    elif form == "box":
        yield from _of_box(file)
    else:
        yield _of_file(file, form)


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of a file, and what is known about it."""

    data: bytes
    path: str | None
    source: str | None
    modified: float | None
    day_order: DayOrder

    @property
    def name(self) -> str:
        """What errors call it."""
        return self.path or _WITHOUT_NAME

    @property
    def origin(self) -> str | bytes:
        """What makes the ids of its articles."""
        return self.data if self.path is None else self.path

    def article(self, draft: Draft, part: str = "", number: int = 0) -> Article:
        """Make an article of a draft; of a book the chapters keep their order by their ids."""
        date, date_from = _date(draft, self.path, self.modified)
        dated = replace(draft, date=date, date_from=date_from)
        article = article_of(dated, origin=self.origin, path=self.path, source=self.source)
        if not part:
            return article
        whole = self.origin if isinstance(self.origin, bytes) else os.fsencode(self.origin)
        name = article_id(whole + b"\0" + part.encode("utf-8", "surrogatepass"))
        if number:
            name = f"{article_id(whole)[:8]}{number:04x}"
        return replace(article, id=name, part=part)


def _of_file(file: File, form: Form) -> Article:
    """The one article of a file."""
    if form == "entry":
        from reader.sources.entry_articles import article_from_entry

        return article_from_entry(file.data, path=file.name, day_order=file.day_order)
    if looks_binary(file.data):
        raise NotText(file.name, "not text but binary data")
    if form == "mail":
        from reader.sources.mails import read_mail

        return file.article(read_mail(file.data, file.name, day_order=file.day_order))
    decoded = decode_page(file.data) if form == "page" else decode(file.data)
    if form == "page":
        from reader.text.pages import read_page

        draft = read_page(decoded.text, day_order=file.day_order)
    elif form == "markdown":
        from reader.text.markdown import parse_markdown

        draft = parse_markdown(clean_text(decoded.text), day_order=file.day_order)
    else:
        draft = parse_plain(clean_text(decoded.text), day_order=file.day_order)
    if not draft.text.strip():
        blank = "blank" if file.data else "empty"
        raise NotText(file.name, f"nothing to read: the file is {blank}")
    article = file.article(draft)
    return replace(article, encoding=decoded.encoding, encoding_guessed=decoded.guessed)


def _of_book(file: File) -> Iterator[Article | SourceError]:
    from reader.sources.books import chapters

    number = 0
    for chapter in chapters(file.data, file.name, day_order=file.day_order):
        if isinstance(chapter.draft, SourceError):
            yield chapter.draft
            continue
        number += 1
        titled = replace(chapter.draft, title=chapter.draft.title or f"Chapter {number}")
        yield replace(file, source=chapter.draft.site).article(titled, chapter.part, number)
    if not number:
        yield NotText(file.name, "nothing to read: the book has no text")


def _of_box(file: File) -> Iterator[Article | SourceError]:
    from reader.sources.mails import parted, read_mail

    count = 0
    for part, mail in parted(file.data):
        count += 1
        try:
            draft = read_mail(mail, f"{file.name} ({count})", day_order=file.day_order)
        except SourceError as error:
            yield error
        else:
            yield file.article(draft, part)
    if not count:
        raise NotText(file.name, "nothing to read: there is no mail in the box")


def article_from_page(
    raw: bytes,
    *,
    address: str,
    charset: str | None = None,
    source: str | None = None,
    day_order: DayOrder = "dmy",
) -> Article:
    """Return the article of a web page; its id is made of its `address`.

    `charset` is what whoever sent the page said of it; without `source` the page's site is the
    source. NotText for what is no page, or says nothing.
    """
    if looks_binary(raw):
        raise NotText(address, "not a page but binary data")
    from reader.text.pages import read_page

    decoded = decode_page(raw, charset)
    draft = read_page(decoded.text, address, day_order=day_order)
    if not draft.text.strip():
        raise NotText(address, "nothing to read on this page")
    article = article_of(draft, origin=address, source=source)
    return replace(article, encoding=decoded.encoding, encoding_guessed=decoded.guessed)


def article_of(
    draft: Draft,
    *,
    origin: str | bytes,
    path: str | None = None,
    source: str | None = None,
) -> Article:
    """Make an article of a draft whose text is not blank; `origin` makes its id."""
    source = source or draft.site
    return Article(
        id=article_id(origin),
        text=draft.text,
        title=draft.title or _stand_in(path, draft.text),
        blocks=draft.blocks,
        path=path,
        standfirst=draft.standfirst,
        byline=draft.byline,
        source=None if source is None else one_line(source),
        date=draft.date,
        date_from=draft.date_from,
        language=draft.language,
        extra=draft.extra,
        links=draft.links,
        address=draft.address,
    )


def read_article(path_or_bytes: str | os.PathLike[str] | bytes) -> Article:
    r"""Return the article in a file, or in the bytes of one; of a book or a box of mails the first.

    >>> read_article(b"15 Mar 2016\n\nHarbour opens\n\nIt cost $3m.").title
    'Harbour opens'
    """
    if isinstance(path_or_bytes, bytes):
        return article_from_bytes(path_or_bytes)
    path = os.path.abspath(path_or_bytes)  # noqa: PTH100 - Path would not keep every name
    data = read_bytes(path, limit=limit_of(path))
    try:
        modified = os.stat(path).st_mtime  # noqa: PTH116
    except OSError as error:
        raise translated(path, error) from error
    folder = os.path.basename(os.path.dirname(path))  # noqa: PTH119, PTH120
    return article_from_bytes(data, path=path, source=folder or None, modified=modified)


def _date(
    draft: Draft, path: str | None, modified: float | None
) -> tuple[Moment | None, DateSource | None]:
    if draft.date is not None:
        return draft.date, draft.date_from
    if path and (named := date_in_name(os.path.basename(path))):  # noqa: PTH119
        return named, "file name"
    if modified is not None and (day := _local_day(modified)):
        return day, "file date"
    return None, None


def _local_day(modified: float) -> dt.date | None:
    """The day a file was written, where the reader is; None for a time no calendar has."""
    try:
        return dt.datetime.fromtimestamp(modified, tz=dt.UTC).astimezone().date()
    except (OverflowError, OSError, ValueError):
        return None


def _stand_in(path: str | None, text: str) -> str:
    """A title for a text without a headline: its file's name made readable, or its first words."""
    stem = os.path.splitext(os.path.basename(path or ""))[0]  # noqa: PTH119, PTH122
    words = re.split(r"[\s_-]+", _DATE_IN_STEM.sub(" ", clean_text(stem)))
    readable = " ".join(word for word in words if word)
    if any(map(str.isalpha, readable)):
        return one_line(readable[0].upper() + readable[1:])
    first = text.split(maxsplit=_TITLE_WORDS)
    title = " ".join(first[:_TITLE_WORDS])
    is_cut = len(first) > _TITLE_WORDS or len(title) > _TITLE_LENGTH
    return one_line(title[:_TITLE_LENGTH].rstrip(" ,;:.") + ("…" if is_cut else ""))
