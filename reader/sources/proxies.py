"""Proxies that the environment names, and what is said to them.

Shape:   `proxy_for(address)` -> `Proxy` or None; HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, in
         small letters or large ones, as curl and others read them.
Units:   none.
Errors:  NotFetched for a proxy of a kind that we do not speak to.
Source:  the names are read by Python's `urllib.request`; RFC 9110 for CONNECT and absolute targets.
"""

from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import unquote
from urllib.request import (  # noqa: TID251 - it reads the environment, and asks nobody
    getproxies_environment,
    proxy_bypass,
)

from reader.errors import NotAsked, NotFetched
from reader.text.addresses import Address


@dataclass(frozen=True, slots=True)
class Proxy:
    """Whom to ask instead."""

    host: str
    port: int
    fields: dict[str, str]
    """Who we are, if it wants to know."""


def proxy_for(address: Address) -> Proxy | None:
    """The proxy for this address; None when it is asked itself."""
    named = getproxies_environment()
    told = named.get(address.scheme) or named.get("all")
    if not told or proxy_bypass(f"{address.host}:{address.port}"):
        return None
    try:
        found = Address.of(told if "://" in told else f"http://{told}")
    except NotAsked:
        found = None
    if found is None or found.scheme != "http":
        raise NotFetched(
            str(address), "the environment names a proxy that cannot be used (only http:// can)"
        )
    return Proxy(
        found.host, found.port, {"Proxy-Authorization": basic(found)} if found.user else {}
    )


def basic(address: Address) -> str:
    """User and password of an address, as a server wants to be told them."""
    pair = unquote(address.user).encode("utf-8")
    return f"Basic {b64encode(pair).decode('ascii')}"
