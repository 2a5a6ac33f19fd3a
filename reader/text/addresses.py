"""Addresses on the web: which of them may be asked at all, and how they are shown.

Shape:   `Address.of(text)` -> scheme, host, port, what is asked for, and the user and password
         that stood in it; `str` and `shown` leave those out.
Units:   a host is ASCII, in small letters, as the name system wants it.
Errors:  NotAsked for all that is no address of a page; the error shows no password.
Source:  RFC 3986; the address blocks that are no part of the public network are IANA's, as
         Python's `ipaddress` knows them.
"""

import ipaddress
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from reader.clean import one_line
from reader.errors import NotAsked

_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 4_096
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\\\\]")
_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_.])?")
_KEPT: Final = "!$%&'()*+,-./:;=?@[]_~"
_USER: Final = re.compile(r"(//)(?:[^/?#]*@|[^/?#:\[]*:(?![0-9]*(?:[/?#]|$))[^\s]*@)")
"""User and password; one with a sign in it that should be spelled out stands where no port may."""
_NUMBER: Final = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
"""A host whose last part is a number is one, in whatever way it is written."""
_APART: Final = tuple(
    ipaddress.ip_network(told)
    for told in (
        "192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "64:ff9b:1::/48", "::ffff:0:0:0/96",
        "100::/64", "3fff::/20", "5f00::/16",
    )
)  # fmt: skip
"""No part of the public network either, whatever this Python's `ipaddress` says of them."""
_ISATAP: Final = frozenset({0x5EFE, 0x0200_5EFE})


@dataclass(frozen=True, slots=True)
class Address:
    """A page's address, taken apart."""

    scheme: str
    """http or https."""
    host: str
    port: int
    target: str
    """The path and the query, percent-encoded."""
    user: str = field(default="", repr=False)
    """"name:password", as it stood before the host; "" for none."""

    @classmethod
    def of(cls, text: str) -> "Address":
        """Take an address apart; `feed:` before one, as some pages write it, says nothing."""
        text = re.sub(r"^feed:(?://)?(?=https?:)", "", text.strip(), flags=re.IGNORECASE)
        text = re.sub(r"^feed://", "http://", text, flags=re.IGNORECASE)
        if not text or len(text) > _LONGEST:
            raise NotAsked(shown(text[:80]), "too long for an address" if text else "no address")
        if _FORBIDDEN.search(text):
            raise NotAsked(shown(text), "an address with control characters")
        try:
            parts = urlsplit(text)
            scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        except ValueError as error:
            raise NotAsked(shown(text), _why(error)) from error
        if scheme not in _PORTS:
            raise NotAsked(shown(text), "only http and https addresses can be asked")
        target = quote(parts.path or "/", safe=_KEPT)
        if parts.query:
            target += "?" + quote(parts.query, safe=_KEPT)
        user = parts.netloc.rpartition("@")[0]
        return cls(scheme, _ascii(text, host), port or _PORTS[scheme], target, user)

    def __str__(self) -> str:
        """The address without user and password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"

    @property
    def whole(self) -> str:
        """The address with user and password, to be kept and not to be shown."""
        return str(self).replace("://", f"://{self.user}@", 1) if self.user else str(self)

    @property
    def names_private(self) -> bool:
        """True when the address itself says that it is not on the public network."""
        if (numbers := as_numbers(self.host)) is not None:
            return not is_public(numbers)
        if _NUMBER.fullmatch(self.host):  # 0x7f.1: nobody writes a public one so
            return True
        ends = (".localhost", ".local", ".lan", ".home", ".internal", ".home.arpa")
        return "." not in self.host or self.host.endswith(ends)

    def is_beside(self, other: "Address") -> bool:
        """True for the same host, at the same port or at those of the web."""
        web = (80, 443)
        near = self.port == other.port or (self.port in web and other.port in web)
        return self.host == other.host and near

    def joined(self, where: str) -> "Address":
        """Where a relative address that stands in this page leads."""
        try:
            found = Address.of(urljoin(str(self), where.strip()))
        except ValueError as error:
            raise NotAsked(shown(where), _why(error)) from error
        same = (self.scheme, self.host, self.port) == (found.scheme, found.host, found.port)
        if same and self.user and not found.user:
            return Address(found.scheme, found.host, found.port, found.target, self.user)
        return found


def shown(text: str) -> str:
    """An address as it may be shown: without user and password, in one line.

    >>> shown("https://ada:secret@example.org/feed")
    'https://example.org/feed'
    """
    return one_line(_USER.sub(r"\1", text, count=1))


def is_address(text: str) -> bool:
    """True for what has a scheme and is no file's name: http://, file:, feed:..."""
    return bool(_SCHEME.match(text)) and ("://" in text or text.lower().startswith("feed:"))


def as_numbers(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """A host that is written in numbers; None for a name."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def is_public(numbers: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """True for what lies on the public network, whatever it is wrapped in."""
    if isinstance(numbers, ipaddress.IPv6Address):
        teredo = numbers.teredo
        inner = numbers.ipv4_mapped or numbers.sixtofour or (teredo[1] if teredo else None)
        high, last = int(numbers) >> 32, ipaddress.IPv4Address(int(numbers) & 0xFFFFFFFF)
        if inner is None and (high in (0, 0x64_FF9B << 64) or high & 0xFFFFFFFF in _ISATAP):
            inner = last
        if inner is not None:
            return is_public(inner)
    if any(numbers in network for network in _APART):
        return False
    return numbers.is_global and not numbers.is_multicast


def _why(error: ValueError) -> str:
    """What is wrong with an address, without a word of it: there may be a password among them."""
    told = str(error)
    return f"not an address ({told})" if told == "Port out of range 0-65535" else "not an address"


def _ascii(text: str, host: str) -> str:
    """The host as the name system wants it."""
    if as_numbers(host) is not None:
        return host.lower()
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise NotAsked(shown(text), "an address whose host is no name") from error
    plain = plain.lower().rstrip(".")
    if not _HOST.fullmatch(plain):
        raise NotAsked(shown(text), "an address without a host")
    return plain
