"""What a page says of itself before it is read: its name and the feeds that belong to it.

Shape:   the text of a page -> its title, the addresses of its feeds.
Units:   only the first part of a page is looked at.
Errors:  none; what is not said is "" or nothing.
Source:  https://www.rssboard.org/rss-autodiscovery
"""

import html
import re
from typing import Final
from urllib.parse import urljoin

_HEAD: Final = 300_000
_MOST: Final = 20
_LINK: Final = re.compile(r"<link\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"([a-z][a-z0-9-]{0,40})\s*=\s*(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{1,2000}))",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(r"<title\b[^<>]{0,500}>([^<]{1,2000})</title", re.IGNORECASE)
_KINDS: Final = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)


def is_page(text: str) -> bool:
    """True for what looks like HTML."""
    return bool(
        re.search(r"<(?:!doctype\s+html|html|head|body|title)\b", text[:_HEAD], re.IGNORECASE)
    )


def title_of(text: str) -> str:
    """What the page is called."""
    found = _TITLE.search(text[:_HEAD])
    return " ".join(html.unescape(found[1]).split()) if found else ""


def feeds_of(text: str, address: str) -> list[str]:
    """The addresses of the page's feeds, the first ones first."""
    found: list[str] = []
    for link in _LINK.finditer(text[:_HEAD]):
        told = {
            name.lower(): html.unescape(one or two or three)
            for name, one, two, three in _ATTRIBUTE.findall(link[1])
        }
        if "alternate" not in told.get("rel", "").lower().split():
            continue
        if told.get("type", "").partition(";")[0].strip().lower() not in _KINDS:
            continue
        try:
            where = urljoin(address, told.get("href", "").strip())
        except ValueError:
            continue
        if where.lower().startswith(("http://", "https://")):
            found.append(where)
    return list(dict.fromkeys(found))[:_MOST]
