"""What an element of a feed says: a line, a headline, a piece of HTML, a date, somebody's name.

Shape:   elements of lxml, or what stands in them -> plain strings; "" where nothing is said.
Units:   dates as ISO 8601; addresses are whole.
Errors:  none.
Source:  what RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0 and their usual modules allow, and what is met besides:
         feedparser's collection of cases told which.
"""

import html
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin

from lxml import etree
from lxml.etree import _Element as Element

from reader.text.dates import parse_header_date
from reader.text.markup import read_fragment

BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_LONGEST_TITLE: Final = 65_536
_SPACES: Final = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dc",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
}
_OWN: Final = re.compile(
    r"http://(?:purl\.org/(?:rss/1\.0/|atom/ns#|net/rss1\.1#)|my\.netscape\.com/|"
    r"backend\.userland\.com/|blogs\.law\.harvard\.edu/|www\.w3\.org/2005/Atom|channel\.netscape\.com/|"
    r"cyber\.law\.harvard\.edu/)(?!modules/)",
    re.IGNORECASE,
)
"""What the formats call themselves."""
TAG: Final = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|em|font|i|img|p|q|s|small|span|strong|sub|sup|u)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 500
_UNSEEN: Final = re.compile(r"<(?:script|style|!--)", re.IGNORECASE)
_MAIL: Final = re.compile(r"[^\s<>()]{1,200}@[^\s<>()]{1,200}")
_NAMED: Final = re.compile(r"\(([^()]{1,200})\)")
_TYPED: Final = re.compile(
    r"(?:text|html|xhtml|(?:text|message|multipart)/.*|.*[+/]xml)", re.IGNORECASE
)


def name_of(element: Element) -> str:
    """The name of an element, with a short prefix where it comes from elsewhere."""
    tag = element.tag
    return _placed(tag, element.prefix or "") if isinstance(tag, str) else ""


@lru_cache(maxsize=1_024)
def _placed(tag: str, prefix: str) -> str:
    """With what stands elsewhere under the same name nothing of ours is to be confused."""
    space, _, name = tag.lower().rpartition("}")
    if not space:
        prefix, _, name = name.rpartition(":")  # one that nobody declared
        return f"{prefix}:{name}" if prefix and prefix != "atom" else name
    known = _SPACES.get(space[1:], "" if not prefix or _OWN.match(space[1:]) else prefix)
    return f"{known}:{name}" if known else name


def fields(element: Element) -> dict[str, Element]:
    """The first child of each name."""
    found: dict[str, Element] = {}
    for child in element:
        if (name := name_of(child)) and (name not in found or not _filled(found[name])):
            found[name] = child
    # What is said of a picture or a film may stand together.
    return found if (group := found.get("media:group")) is None else {**fields(group), **found}


def _filled(element: Element) -> bool:
    return bool(len(element) or (element.text or "").strip())


def first(own: dict[str, Element], *names: str) -> Element | None:
    """The first of these that says something."""
    return next((own[name] for name in names if name in own and _filled(own[name])), None)


# -- lines -------------------------------------------------------------


def text(element: Element | None) -> str:
    """What an element says, in one line."""
    if element is None:
        return ""
    told = element.text or "" if len(element) == 0 else "".join(map(str, element.itertext()))
    return line(told)


def line(told: str) -> str:
    """The same without what parts lines."""
    return " ".join(told[:_LONGEST_TITLE].split())


def lines(told: Iterable[str]) -> tuple[str, ...]:
    """Each of them once, if it says something."""
    return tuple(dict.fromkeys(filter(None, map(line, told))))


def title(element: Element | None) -> str:
    """A headline as people read it: feeds escape it once, twice, or put tags into it."""
    if element is None:
        return ""
    if (packed := _packed(element)) is not None:
        told = line(packed)
    elif len(element):
        told = line(inner(element))
    else:
        told = text(element)
        if element.get("type", "html") in ("text", "text/plain"):
            return told
        told = html.unescape(told) if "&lt;" in told else told
    if _UNSEEN.search(told):
        return line(read_fragment(told).text)
    return line(html.unescape(TAG.sub("", told) if not len(element) else _bare(told)))


def _bare(told: str) -> str:
    """HTML that stands in a headline as it is, without its tags."""
    return re.sub(r"<[^<>]{0,1000}>", "", told)


def language(told: str) -> str:
    """ISO 639-1; "" where that is not what stands there."""
    found = re.fullmatch(r"([a-z]{2})(?:[-_][a-z0-9_-]{1,20})?", told.strip().lower())
    return found[1] if found else ""


def language_of(*elements: Element | None) -> str:
    """What the first of these says that its words are in."""
    told = (language(each.get(LANG) or "") for each in elements if each is not None)
    return next(filter(None, told), "")


# -- HTML --------------------------------------------------------------


def inner(element: Element | None) -> str:
    """The HTML in an element, whether it was escaped, packed, or stands there as it is."""
    if element is None:
        return ""
    if len(element) == 0:
        packed = _packed(element)
        return ((element.text or "") if packed is None else packed).strip()
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts).strip()


def construct(element: Element | None) -> str:
    """HTML of one of Atom's texts: plain text is escaped, what is elsewhere is nothing."""
    if element is None or element.get("src"):
        return ""
    kind = (element.get("type") or "text").lower()
    if kind in ("text", "text/plain") and len(element) == 0 and _packed(element) is None:
        told = element.text or ""
        # Many say nothing of the type, or that it is text, and mean HTML.
        if TAG.search(told):
            return told.strip()
        paragraphs = re.split(r"\n\s*\n", told.strip())
        return "".join(f"<p>{html.escape(each.strip())}</p>" for each in paragraphs if each)
    return inner(element)


def _packed(element: Element) -> str | None:
    """What was put into base64, as Atom wants it for what is no text; None for anything else."""
    kind = element.get("type") or ""
    wanted = element.get("mode") == "base64" or ("/" in kind and not _TYPED.fullmatch(kind))
    if not wanted or len(element):
        return None
    try:
        data = b64decode("".join((element.text or "").split()), validate=True)
    except (NotBase64, ValueError):
        return None
    told = data.decode("utf-8", "replace")
    return None if "\x00" in told else told


# -- dates and people --------------------------------------------------


def date(own: dict[str, Element], *names: str) -> str:
    """The first of these dates that is one."""
    for name in names:
        if name in own and (found := iso(text(own[name]))):
            return found
    return ""


def iso(told: str) -> str:
    """A date as ISO 8601 has it; "" for what is none."""
    found = parse_header_date(told) if told else None
    return found.isoformat() if found else ""


def authors(item: Element, *names: str) -> tuple[str, ...]:
    """Who wrote it, by the first of these names that says so."""
    for name in names:
        told = [text(child) for child in item if name_of(child) == name and len(child) == 0]
        if found := lines(map(person, told)):
            return found
    return people(item)


def people(element: Element) -> tuple[str, ...]:
    """Who wrote it, as Atom says it."""
    return lines(
        text(part)
        for child in element
        if name_of(child) in ("author", "itunes:author")
        for part in child
        if name_of(part) in ("name", "itunes:name")
    )


def person(told: str) -> str:
    """Somebody's name; an address of mail alone is none.

    >>> person("ann@e.org (Ann Lee)"), person("Ann Lee <ann@e.org>"), person("ann@e.org")
    ('Ann Lee', 'Ann Lee', '')
    """
    if "@" not in told or not _MAIL.search(told := told[:_LONGEST_NAME]):
        return told
    rest = line(re.sub(r"[<(]\s*[)>]", "", _MAIL.sub("", told))).strip(" ,;<>")
    if inside := _NAMED.fullmatch(rest):
        rest = inside[1].strip()
    return rest


def categories(item: Element) -> tuple[str, ...]:
    """What it is about."""
    told: list[str] = []
    for child in item:
        if (name := name_of(child)) in ("category", "dc:subject", "media:category"):
            told.append(child.get("label") or child.get("term") or text(child))
        elif name == "itunes:category":
            told += [each.get("text") or "" for each in child.iter(child.tag)]
    return lines(told)


# -- addresses ---------------------------------------------------------


def whole(where: str, base: str) -> str:
    """An address that stands in a page at `base`; "" for one that no browser should follow."""
    if not (where := where.strip()):
        return ""
    try:
        found = urljoin(base, where)
    except ValueError:
        return ""
    return found if found.lower().startswith(("http://", "https://")) else ""


def base_of(outer: str, *elements: Element | None) -> str:
    """Where addresses start from within all of these, the outermost first, which may say it."""
    for each in elements:
        if each is not None and (told := each.get(BASE)):
            outer = whole(told, outer) or outer
    return outer
