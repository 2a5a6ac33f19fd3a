"""Make an article of an entry that was kept.

Shape:   bytes of an entry's file -> Article; its source is the feed's name, its address its own.
Units:   as in `reader.sources.reading`.
Errors:  NotText for what is no entry, or has nothing to say.
Source:  the order of dates: the entry's own, that of its page, the day on which it was met first.
"""

import datetime as dt
from dataclasses import replace
from html import escape

from reader.articles import Article, DateSource
from reader.clean import clean_text
from reader.errors import NotText
from reader.settings import DayOrder
from reader.sources.entries import Entry, unpacked
from reader.sources.reading import article_of
from reader.text.dates import Moment
from reader.text.drafts import Draft, drafted
from reader.text.links import BadAddress, checked
from reader.text.markup import read_fragment
from reader.text.pages import read_page

_LONGEST_STANDFIRST = 400
_LONGEST_LINE = 1_000


def article_from_entry(data: bytes, *, path: str, day_order: DayOrder = "dmy") -> Article:
    """The article in an entry's file."""
    entry = unpacked(data, path)
    draft = _draft(entry, day_order)
    if not draft.text.strip():
        raise NotText(path, "an entry with nothing in it")
    return article_of(draft, origin=path, path=path, source=_line(entry.feed) or None)


def _draft(entry: Entry, day_order: DayOrder) -> Draft:
    """The entry's text, or that of its page where that says more."""
    body = read_fragment(entry.html or entry.summary, entry.base or entry.address)
    title = _line(entry.title) or None
    draft = drafted(
        Draft(body.text, body.blocks, links=body.links), title, _standfirst(entry, body.text)
    )
    page = read_page(entry.page, entry.address, day_order=day_order) if entry.page else None
    if page is not None and len(page.text) > len(draft.text):
        draft = page
    if (not draft.text.strip() and not title) or (title and draft.text == title and entry.address):
        where = read_fragment(f"<p>{escape(entry.address)}</p>")
        draft = drafted(Draft(where.text, where.blocks), title, None)
    date, date_from = _date(entry, page)
    return replace(
        draft,
        title=draft.title or title,
        byline=_line(", ".join(entry.authors)) or draft.byline,
        date=date,
        date_from=date_from,
        language=entry.language or draft.language,
        address=_address(entry.address) or draft.address,
        extra=tuple(("category", _line(each)) for each in entry.categories if _line(each)),
    )


def _standfirst(entry: Entry, body: str) -> str | None:
    """A short summary that the text does not begin with."""
    if not (entry.summary and entry.html):
        return None
    told = _line(read_fragment(entry.summary, entry.address).text)
    start = " ".join(body[: 2 * _LONGEST_STANDFIRST].split())
    is_cut = told.endswith(("…", "...", "[…]", "[...]"))
    if not told or is_cut or len(told) > _LONGEST_STANDFIRST or told[:60] in start:
        return None
    return told


def _date(entry: Entry, page: Draft | None) -> tuple[Moment | None, DateSource | None]:
    if (told := _moment(entry.date)) is not None:
        return told, "feed"
    if page is not None and page.date is not None:
        return page.date, page.date_from
    first = _moment(entry.first)
    return first, None if first is None else "file date"


def _moment(told: str) -> Moment | None:
    """A date as the file has it."""
    try:
        if len(told) == len("2016-03-15"):
            return dt.date.fromisoformat(told)
        found = dt.datetime.fromisoformat(told)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.date()


def _address(told: str) -> str | None:
    try:
        return checked(told) if told else None
    except BadAddress:
        return None


def _line(told: str) -> str:
    return " ".join(clean_text(told).split())[:_LONGEST_LINE]
