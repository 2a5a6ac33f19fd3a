"""Addresses in a text and in an article's own fields, and what may be done with them.

Only http and https count: nothing else is ever handed to a browser.

Shape:   `find_links(text)` -> `Link`s in reading order; `own_link(fields)` -> an address or None;
         `address_of(href, base)` -> where a link of a page leads, or None;
         `real_host(address)` -> the host as the network knows it.
Units:   offsets are code points.
Errors:  BadAddress, saying why, from `checked` and `real_host`.
Source:  RFC 3986 for what an address may hold, RFC 3492 for hosts in ASCII.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final
from urllib.parse import urljoin, urlsplit

from reader.articles import Article, Link
from reader.spans import disjoint

MOST: Final = 4_000
"""Characters; a longer address is no place anyone wants to go."""

_FIELDS: Final = ("url", "link", "canonical", "canonical_url", "source_url", "permalink", "web")
"""Fields of front matter or header lines that hold the article's address."""

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"“”«»`\\^{}|]{1,4000}", re.IGNORECASE)
_HOST: Final = re.compile(r"[a-z0-9_][a-z0-9_-]*(\.[a-z0-9_-]+)*\.?|[0-9a-f:.]*:[0-9a-f:.]*")
_MAILBOX: Final = re.compile(r"mailto:[^\s<>\"]{3,1000}", re.IGNORECASE)
_TAIL: Final = ".,;:!?'’*_…"
_PAIRS: Final = {")": "(", "]": "["}


_start = attrgetter("start")


class BadAddress(ValueError):
    """Not an address that a browser should be given; its text says why."""


def find_links(text: str) -> Iterator[Link]:
    """Yield the addresses in `text`, without the punctuation that follows them.

    >>> [link.address for link in find_links("See (https://example.org/a_(b)), or HTTP://x.org.")]
    ['https://example.org/a_(b)', 'HTTP://x.org']
    """
    for match in _ADDRESS.finditer(text):
        address = _trimmed(match[0])
        try:
            checked(address)
        except BadAddress:
            continue
        yield Link(match.start(), match.start() + len(address), address)


def links_of(article: Article) -> tuple[Link, ...]:
    """What the article's markup links, and the addresses written out in its text, in reading order."""
    found = find_links(article.text)
    return disjoint([*article.links, *(link for link in found if not _is_linked(article, link))])


def _is_linked(article: Article, link: Link) -> bool:
    place = bisect_right(article.links, link.start, key=_start)
    return any(link.overlaps(other) for other in article.links[max(0, place - 1) : place + 1])


def addresses_of(article: Article) -> list[str]:
    """Every address once, those of its markup first: their numbers stand in the text."""
    linked = (link.address for link in article.links)
    return list(dict.fromkeys([*linked, *(link.address for link in find_links(article.text))]))


def address_of(href: str, base: str) -> str | None:
    """The address a link leads to, of the web or of a mailbox; None for any other."""
    href = "".join(href.split()) if "\n" in href or "\t" in href else href.strip()
    if not href or href.startswith("#"):
        return None
    if _MAILBOX.fullmatch(href):
        return href if href.isprintable() else None
    try:
        return checked(urljoin(base, href).replace(" ", "%20"))
    except (BadAddress, ValueError):
        return None


def own_address(article: Article) -> str | None:
    """The article's own address, whatever it is, from its page or its fields; None without one."""
    return article.address or own_link(article.extra)


def host_of(address: str) -> str:
    """Where an address leads, for people to read: the host as the network knows it, or a mailbox."""
    return address[7:].partition("?")[0] if is_mailbox(address) else real_host(address)


def is_mailbox(address: str) -> bool:
    """True for an address to write to."""
    return address[:7].lower() == "mailto:"


def own_link(fields: Iterable[tuple[str, str]]) -> str | None:
    """The address that the article's own fields give, whatever it is; None when they give none."""
    named = {key.strip().casefold().replace("-", "_"): value.strip() for key, value in fields}
    return next((named[key] for key in _FIELDS if named.get(key)), None)


def checked(address: str) -> str:
    """The address itself, when a browser may have it. BadAddress otherwise."""
    if len(address) > MOST:
        raise BadAddress("an address of more than 4,000 characters")
    if not address.lower().startswith(("http://", "https://")):
        raise BadAddress("not an address of the web (http or https)")
    if not _ADDRESS.fullmatch(address) or not address.isprintable():
        raise BadAddress("an address with signs in it that no address has")
    if "%action" in address or "%s" in address:  # which Python's browsers would replace
        raise BadAddress("an address that cannot be handed to a browser as it is")
    real_host(address)
    return address


def real_host(address: str) -> str:
    """The host in ASCII: what stands before an "@" is no host, and odd letters are spelled out.

    >>> real_host("https://example.org@evil.example/x"), real_host("http://bücher.example")
    ('evil.example', 'xn--bcher-kva.example')
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise BadAddress("an address without a proper host") from error
    if not _HOST.fullmatch(ascii_host) or len(ascii_host) > 253:
        raise BadAddress("an address without a proper host")
    return ascii_host if port is None else f"{ascii_host}:{port}"


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence around it, and brackets that it did not open."""
    while True:  # at the latest the two slashes end it
        last = address[-1]
        if (last in _PAIRS and address.count(last) > address.count(_PAIRS[last])) or last in _TAIL:
            address = address[:-1]
        else:
            return address
