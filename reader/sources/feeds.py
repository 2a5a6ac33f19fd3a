"""Read a feed: RSS of every age, RDF, Atom, JSON Feed, well-formed or not.

Shape:   parse_feed(bytes) -> `Feed`, its entries in the order in which they stand.
Units:   dates as ISO 8601, "" where none is told for sure; addresses are whole.
Errors:  NotFeed for a page, for nothing, for something else. What is wrong with a feed whose
         entries can be read all the same is its `complaint`.
Source:  the formats' own pages; RFC 4287 for Atom, https://www.jsonfeed.org/version/1.1/.
         Written out with lxml, which takes what is not well-formed and can be told to expand and
         to fetch nothing.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urljoin

from lxml import etree
from lxml.etree import _Element as Element

from reader.errors import NotText
from reader.sources.entries import Entry
from reader.sources.xml_trees import decoded, local, tree
from reader.text.dates import parse_header_date

_MOST: Final = 20_000
_LONGEST_TITLE: Final = 65_536
_ROOTS: Final = "rss|feed|rdf|RDF|RSS|channel"
_SPACES: Final = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dc",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
}
_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|em|font|i|img|p|q|s|small|span|strong|sub|sup|u)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"\S{1,200}@\S{1,200}\s*\(([^()]{1,200})\)")
_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class NotFeed(NotText):
    """It is no feed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, as it was retrieved."""

    title: str
    address: str
    """Of the site; "" where it is not told."""
    language: str
    entries: tuple[Entry, ...]
    complaint: str = ""


def parse_feed(data: bytes, *, address: str = "", charset: str = "") -> Feed:
    """Read a feed that came from `address`; `charset` is what the server says."""
    text = decoded(data, charset)
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return _json_feed(start, address)
    found = tree(text, _ROOTS)
    if found is None:
        is_page = re.search(r"<(?:!doctype\s+html|html|head|body)\b", text[:100_000], re.IGNORECASE)
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
    own = _fields(channel)
    site = _whole(_link(channel, own), address)
    language = _language(_text(_first(own, "language", "dc:language")))
    base = root.get(_BASE) or channel.get(_BASE) or site or address
    items = (each for each in root.iter() if local(each) == "item")
    entries = (
        _rss_entry(item, base, language) for item, _ in zip(items, range(_MOST), strict=False)
    )
    return Feed(_title(own.get("title")), site, language, tuple(entries))


def _rss_entry(item: Element, base: str, language: str) -> Entry:
    own = _fields(item)
    guid = _text(_first(own, "guid", "id"))
    link = _link(item, own)
    named = own.get("guid")
    if not link and named is not None and named.get("isPermaLink", "true") != "false":
        link = guid if guid.startswith(("http://", "https://")) else ""
    summary = _inner(_first(own, "description", "summary", "itunes:summary", "dc:description"))
    content = _inner(_first(own, "content:encoded", "encoded", "xhtml:body", "body", "content"))
    return Entry(
        guid=guid,
        title=_title(_first(own, "title", "dc:title", "media:title")),
        address=_whole(link, base),
        html=content or summary,
        summary=summary if content and summary != content else "",
        date=_date(own, "pubdate", "dc:date", "date", "published", "dc:created", "updated"),
        authors=_authors(item, "dc:creator", "author", "creator", "itunes:author"),
        categories=_categories(item),
        language=_language(_text(own.get("dc:language")) or item.get(_LANG) or "") or language,
    )


def _link(element: Element, own: dict[str, Element]) -> str:
    """The address of a channel or an item: its link, or the one that Atom would give it."""
    for child in element:
        if _name(child) == "link" and (told := _text(child)):
            return told
    return _alternate(element) or _text(own.get("comments") if "link" not in own else None)


# -- Atom --------------------------------------------------------------


def _atom(root: Element, address: str) -> Feed:
    own = _fields(root)
    base = _whole(root.get(_BASE) or "", address) or address
    site = _whole(_alternate(root), base)
    language = _language(root.get(_LANG) or "")
    authors = _people(root)
    items = (each for each in root.iter() if local(each) == "entry")
    entries = (
        _atom_entry(item, base, language, authors)
        for item, _ in zip(items, range(_MOST), strict=False)
    )
    return Feed(_title(own.get("title")), site, language, tuple(entries))


def _atom_entry(item: Element, base: str, language: str, authors: tuple[str, ...]) -> Entry:
    own = _fields(item)
    base = _whole(item.get(_BASE) or "", base) or base
    link = _alternate(item)
    guid = _text(own.get("id"))
    summary = _construct(own.get("summary"))
    content = _construct(own.get("content")) or _inner(own.get("media:group"))
    return Entry(
        guid=guid,
        title=_title(own.get("title")),
        address=_whole(link or (guid if guid.startswith(("http://", "https://")) else ""), base),
        html=content or summary,
        summary=summary if content and summary != content else "",
        date=_date(own, "published", "issued", "dc:date", "created", "updated", "modified"),
        authors=_people(item) or _authors(item, "dc:creator") or authors,
        categories=_categories(item),
        language=_language(item.get(_LANG) or "") or language,
    )


def _construct(element: Element | None) -> str:
    """HTML of a text construct: plain text is escaped, what is elsewhere is nothing."""
    if element is None or element.get("src"):
        return ""
    kind = (element.get("type") or "text").lower()
    if kind in ("text", "text/plain") and len(element) == 0:
        told = element.text or ""
        # Many say nothing of the type, or that it is text, and mean HTML.
        if _TAG.search(told):
            return told.strip()
        paragraphs = re.split(r"\n\s*\n", told.strip())
        return "".join(f"<p>{html.escape(each.strip())}</p>" for each in paragraphs if each)
    return _inner(element)


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


def _people(element: Element) -> tuple[str, ...]:
    found = [
        _text(part)
        for child in element
        if local(child) == "author"
        for part in child
        if local(part) == "name"
    ]
    return tuple(dict.fromkeys(filter(None, found)))


# -- JSON Feed ---------------------------------------------------------


def _json_feed(text: str, address: str) -> Feed:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else "not a feed"
        raise NotFeed(address or "input", f"JSON that cannot be read ({reason})") from error
    items = told.get("items")
    if not isinstance(items, list) or "jsonfeed" not in _string(told.get("version")):
        raise NotFeed(address or "input", "JSON, but not a feed")
    language = _language(_string(told.get("language")))
    site = _whole(_string(told.get("home_page_url")), address)
    authors = _json_authors(told)
    entries = tuple(
        _json_entry(item, address, language, authors)
        for item in items[:_MOST]
        if isinstance(item, dict)
    )
    return Feed(_line(_string(told.get("title"))), site, language, entries)


def _json_entry(item: dict[str, Any], base: str, language: str, authors: tuple[str, ...]) -> Entry:
    text = _string(item.get("content_text"))
    content = _string(item.get("content_html")) or "".join(
        f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip()
    )
    summary = _string(item.get("summary"))
    kept = html.escape(summary) if summary else ""
    tags = item.get("tags")
    return Entry(
        guid=_string(item.get("id")),
        title=_line(_string(item.get("title"))),
        address=_whole(_string(item.get("url")) or _string(item.get("external_url")), base),
        html=content or kept,
        summary=kept if content else "",
        date=_iso(_string(item.get("date_published")) or _string(item.get("date_modified"))),
        authors=_json_authors(item) or authors,
        categories=_lines(map(_string, tags)) if isinstance(tags, list) else (),
        language=_language(_string(item.get("language"))) or language,
    )


def _json_authors(told: dict[str, Any]) -> tuple[str, ...]:
    many, one = told.get("authors"), told.get("author")
    people = [*(many if isinstance(many, list) else []), one]
    return _lines(_string(each.get("name")) for each in people if isinstance(each, dict))


def _string(value: object) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


# -- what they have in common ------------------------------------------


def _name(element: Element) -> str:
    """The name of an element, with a short prefix where it comes from elsewhere."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1_024)
def _short(tag: str) -> str:
    space, _, name = tag.rpartition("}")
    if not space:
        prefix, _, rest = name.lower().rpartition(":")  # a prefix that nobody declared
        return f"{prefix}:{rest}" if prefix and prefix != "atom" else rest
    prefix = _SPACES.get(space[1:], "")
    return f"{prefix}:{name.lower()}" if prefix else name.lower()


def _fields(element: Element) -> dict[str, Element]:
    """The first child of each name."""
    found: dict[str, Element] = {}
    for child in element:
        if (name := _name(child)) and (name not in found or not _filled(found[name])):
            found[name] = child
    return found


def _filled(element: Element) -> bool:
    return bool(len(element) or (element.text or "").strip())


def _first(own: dict[str, Element], *names: str) -> Element | None:
    """The first of these that says something."""
    return next((own[name] for name in names if name in own and _filled(own[name])), None)


def _text(element: Element | None) -> str:
    """What an element says, in one line."""
    if element is None:
        return ""
    told = element.text or "" if len(element) == 0 else "".join(map(str, element.itertext()))
    return _line(told)


def _line(told: str) -> str:
    return " ".join(told[:_LONGEST_TITLE].split())


def _lines(told: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_line, told))))


def _title(element: Element | None) -> str:
    """A headline as people read it: feeds escape it once, twice, or put tags into it."""
    told = _text(element)
    if element is not None and element.get("type", "html") in ("text", "text/plain"):
        return told
    return _line(html.unescape(_TAG.sub("", html.unescape(told) if "&lt;" in told else told)))


def _inner(element: Element | None) -> str:
    """The HTML in an element, whether it was escaped or stands there as it is."""
    if element is None:
        return ""
    if len(element) == 0:
        return (element.text or "").strip()
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts).strip()


def _date(own: dict[str, Element], *names: str) -> str:
    """The first of these dates that is one."""
    for name in names:
        if name in own and (found := _iso(_text(own[name]))):
            return found
    return ""


def _iso(told: str) -> str:
    found = parse_header_date(told) if told else None
    return found.isoformat() if found else ""


def _authors(item: Element, *names: str) -> tuple[str, ...]:
    """Who wrote it, by the first of these names that says so."""
    for name in names:
        told = [_text(child) for child in item if _name(child) == name]
        if found := _lines(map(_person, told)):
            return found
    return _people(item)


def _person(told: str) -> str:
    """Somebody's name; an address of mail alone is none."""
    if match := _MAIL.fullmatch(told):
        return match[1].strip()
    return "" if "@" in told and " " not in told else told


def _categories(item: Element) -> tuple[str, ...]:
    return _lines(
        child.get("label") or child.get("term") or _text(child)
        for child in item
        if _name(child) in ("category", "dc:subject")
    )


def _language(told: str) -> str:
    """ISO 639-1; "" where that is not what stands there."""
    found = re.fullmatch(r"([a-z]{2})(?:[-_][a-z0-9_-]{1,20})?", told.strip().lower())
    return found[1] if found else ""


def _whole(where: str, base: str) -> str:
    """An address that stands in a page at `base`; "" for one that no browser should follow."""
    if not (where := where.strip()):
        return ""
    try:
        found = urljoin(base, where)
    except ValueError:
        return ""
    return found if found.lower().startswith(("http://", "https://")) else ""
