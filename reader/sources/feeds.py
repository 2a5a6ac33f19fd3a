"""Read a feed: RSS of every age, RDF, Atom, JSON Feed, well-formed or not.

Shape:   parse_feed(bytes) -> `Feed`, its entries in the order in which they stand.
Units:   dates as ISO 8601, "" where none is told for sure; addresses are whole.
Errors:  NotFeed for a page, for nothing, for something else. What is wrong with a feed whose
         entries can be read all the same is its `complaint`.
Source:  the formats' own pages; RFC 4287 for Atom.
         Written out with lxml, which takes what is not well-formed and can be told to expand and
         to fetch nothing. feedparser, the library for this, was measured with its own cases and ours:
         it needs time that grows with the square of what a hostile feed has of one thing (hours for
         what is allowed here), and reads ill-formed feeds less well.
"""

import re
from itertools import islice

from lxml.etree import _Element as Element

from reader.sources.entries import Entry
from reader.sources.feed_fields import (
    BASE,
    authors,
    base_of,
    categories,
    construct,
    date,
    fields,
    first,
    inner,
    language,
    language_of,
    name_of,
    people,
    text,
    title,
    whole,
)
from reader.sources.feed_values import MOST, Feed, NotFeed
from reader.sources.json_feeds import parse_json_feed
from reader.sources.xml_trees import decoded, local, tree

__all__ = ["Feed", "NotFeed", "parse_feed"]

_ROOTS = "rss|feed|rdf|RDF|RSS|channel"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_SHORT = ("description", "summary", "itunes:summary", "dc:description", "media:description")
_DATED = ("date", "dc:issued", "dc:created", "created", "updated", "dc:modified", "modified")
"""Where nothing better says when it was."""


def parse_feed(data: bytes, *, address: str = "", charset: str = "") -> Feed:
    """Read a feed that came from `address`; `charset` is what the server says."""
    told = decoded(data, charset)
    start = told.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return parse_json_feed(start, address)
    found = tree(told, _ROOTS)
    if found is None:
        is_page = re.search(r"<(?:!doctype\s+html|html|head|body)\b", told[:100_000], re.IGNORECASE)
        what = "an HTML page, not a feed" if is_page else "not a feed" if start else "empty"
        raise NotFeed(address or "input", what)
    kind = local(found.root)
    read = _atom(found.root, address) if kind == "feed" else _rss(found.root, address)
    if not read.entries and found.broken:
        raise NotFeed(address or "input", f"a feed that cannot be read ({found.broken})")
    # Of what is cut short nobody knows how much of the last entry is missing.
    entries = read.entries[:-1] if found.broken else read.entries
    return Feed(read.title, read.address, read.language, entries, found.broken)


# -- RSS and RDF -------------------------------------------------------


def _rss(root: Element, address: str) -> Feed:
    channel = next((each for each in root.iter() if local(each) == "channel"), root)
    own = fields(channel)
    site = whole(_link(channel, own), address)
    spoken = language(text(first(own, "language", "dc:language"))) or language_of(channel, root)
    base = base_of(site or address, root, channel)
    items = (each for each in root.iter() if local(each) == "item")
    entries = (_rss_entry(item, base, spoken) for item in islice(items, MOST))
    return Feed(title(first(own, "title", "dc:title")), site, spoken, tuple(entries))


def _rss_entry(item: Element, base: str, spoken: str) -> Entry:
    own = fields(item)
    base = base_of(base, item)
    guid = text(first(own, "guid", "id"))
    link = _link(item, own)
    named = own.get("guid")
    if not link and named is not None and named.get("isPermaLink", "true") != "false":
        link = guid if guid.startswith(("http://", "https://")) else ""
    if not guid and not link:
        guid = item.get(_ABOUT) or ""
    short = first(own, *_SHORT)
    long = first(own, "content:encoded", "encoded", "xhtml:body", "body", "content", "fullitem")
    summary, content = inner(short), inner(long)
    told = long if content else short
    where = whole(link, base)
    return Entry(
        guid=guid,
        title=title(first(own, "title", "dc:title", "media:title")),
        address=where,
        html=content or summary,
        summary=summary if content and summary != content else "",
        date=date(own, "pubdate", "dc:date", "published", *_DATED),
        authors=authors(item, "dc:creator", "author", "creator", "dc:author", "itunes:author"),
        categories=categories(item),
        language=language(text(own.get("dc:language"))) or language_of(told, item) or spoken,
        base=_base(where, base, told),
    )


def _link(element: Element, own: dict[str, Element]) -> str:
    """The address of a channel or an item: its link, or the one that Atom would give it."""
    for child in element:
        if name_of(child) == "link" and (told := text(child)):
            return told
    return _alternate(element) or text(own.get("comments") if "link" not in own else None)


# -- Atom --------------------------------------------------------------


def _atom(root: Element, address: str) -> Feed:
    own = fields(root)
    base = base_of(address, root)
    site = whole(_alternate(root), base)
    spoken = language_of(root) or language(text(own.get("dc:language")))
    writers = people(root)
    items = (each for each in root.iter() if local(each) == "entry")
    entries = (_atom_entry(item, base, spoken, writers) for item in islice(items, MOST))
    return Feed(title(first(own, "title", "dc:title")), site, spoken, tuple(entries))


def _atom_entry(item: Element, base: str, spoken: str, writers: tuple[str, ...]) -> Entry:
    own = fields(item)
    base = base_of(base, item)
    link = _alternate(item)
    guid = text(own.get("id"))
    short, long = own.get("summary"), own.get("content")
    summary = construct(short)
    if not (content := construct(long)):
        content = inner(first(own, "media:description"))
    told = long if content else short
    where = whole(link or (guid if guid.startswith(("http://", "https://")) else ""), base)
    return Entry(
        guid=guid,
        title=title(first(own, "title", "dc:title", "media:title")),
        address=where,
        html=content or summary,
        summary=summary if content and summary != content else "",
        date=date(own, "published", "issued", "dc:date", *_DATED),
        authors=people(item) or authors(item, "dc:creator") or writers,
        categories=categories(item),
        language=language_of(told, item, own.get("title")) or spoken,
        base=_base(where, base, told),
    )


def _alternate(element: Element) -> str:
    """Where a feed or an entry can be read, as an Atom link says it."""
    other = ""
    for child in element:
        if local(child) != "link" or not (where := child.get("href")):
            continue
        kind = child.get("rel") or "alternate"
        if kind == "alternate" and str(child.get("type") or "text/html").startswith(
            ("text/html", "application/xhtml")
        ):
            return str(where)
        other = other or (where if kind == "alternate" else "")
    return other


def _base(where: str, base: str, told: Element | None) -> str:
    """Where addresses in the text start from; "" for the entry's own, from which most do."""
    said = told is not None and any(each.get(BASE) for each in (told, *told.iterancestors()))
    if where and not said:
        return ""
    return base_of(base, told, None if told is None or len(told) != 1 else told[0])
