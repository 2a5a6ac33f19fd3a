"""Ask an address for what is there. Nothing else in the program opens a socket.

Shape:   `Fetcher().fetch(Request(address))` -> `Fetched`, whole and unpacked; from any thread.
Units:   seconds and bytes.
Errors:  NotFetched for everything that goes wrong, NotAsked for where a redirect must not lead;
         both name the address without its password.
Source:  RFC 9110 (conditional requests, redirects, Retry-After). urllib3 asks a given host at a
         given number and leaves redirects, unpacking and trying again to us, so that each of them
         is done here, where it can be limited.
"""

import errno
import http.client  # noqa: TID251 - this module's trade
import ipaddress
import re
import socket  # noqa: TID251 - this module's trade
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, IncompleteRead, SSLError
from urllib3.exceptions import TimeoutError as LateError

from reader.errors import NotAsked, NotFetched
from reader.sources.answers import SOUND, said, sound, too_large, unpacked, wait_of
from reader.sources.proxies import Proxy, basic, proxy_for
from reader.text.addresses import Address, as_numbers, is_public

REDIRECTS: Final = 10
_TOLD: Final = 200
"""So much is said of where a server sends to: it may be thousands of signs."""
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD: Final = frozenset({301, 308})
_CHUNK: Final = 65_536
_OFFLINE: Final = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH})
_ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/html;q=0.8, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, and for how much."""

    connect_s: float = 10.0
    read_s: float = 20.0
    """Between two pieces of the answer."""
    total_s: float = 60.0
    sent_bytes: int = 16 * 1024 * 1024
    """As it comes."""
    whole_bytes: int = 16 * 1024 * 1024
    """When it is unpacked."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for."""

    address: Address
    etag: str = ""
    modified: str = ""
    """What the server said of what we have; with either it may answer that nothing is new."""
    private: bool = False
    """True when the reader himself named this host, wherever it lies."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer."""

    address: Address
    """Where it came from in the end."""
    body: bytes
    fresh: bool = True
    """False when there is nothing new: the body is empty then."""
    etag: str = ""
    modified: str = ""
    charset: str = ""
    """As the server says."""
    moved: Address | None = None
    """Where it is for good from now on."""
    private: bool = False
    """True where it did not come from the public network."""


@dataclass(slots=True)
class _Line:
    """One connection at a time, which may be cut from another thread."""

    late: bool = False
    private: bool = False
    end: socket.socket | None = None
    woken: threading.Event = field(default_factory=threading.Event)
    """Set when whoever waits for a name need not wait any longer."""

    def cut(self) -> None:
        """End it: whoever waits for it wakes up."""
        self.late = True
        self.woken.set()
        if self.end is not None:
            try:
                # The plain one: an encrypted one would say goodbye first.
                socket.socket.shutdown(self.end, socket.SHUT_RDWR)
            except OSError:
                return  # it has ended


@dataclass(slots=True)
class _Head:
    """What is told to a host."""

    address: Address
    request: Request
    agent: str
    fields: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        host = str(self.address).split("/", 3)[2]
        self.fields = {
            "Host": host,
            "User-Agent": self.agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        if SOUND.fullmatch(self.request.etag):
            self.fields["If-None-Match"] = self.request.etag
        if SOUND.fullmatch(self.request.modified):
            self.fields["If-Modified-Since"] = self.request.modified
        if self.address.user:
            self.fields["Authorization"] = basic(self.address)


class _Way(NamedTuple):
    """Whom to say what."""

    connection: HTTPConnection
    target: str
    fields: dict[str, str] = {}  # noqa: RUF012 - never written to


class Fetcher:
    """Asks addresses, each for itself; certificates are always checked."""

    def __init__(self, agent: str = "Broadsheet", limits: Limits = Limits()) -> None:
        """`agent` is what servers are told of who asks."""
        self._agent = agent
        self._limits = limits
        self._cut: dict[int, _Line] = {}
        self._lock = threading.Lock()
        self._cancelled = False

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """The authorities this machine trusts; reading them takes a while."""
        return ssl.create_default_context()

    def cancel(self) -> None:
        """End everything that is under way, and ask for nothing more."""
        with self._lock:
            self._cancelled = True
            for line in self._cut.values():
                line.cut()

    def fetch(self, request: Request) -> Fetched:
        """Ask, and follow where the answer leads."""
        line = _Line()
        watch = threading.Timer(self._limits.total_s, line.cut)
        watch.daemon = True
        with self._lock:
            if self._cancelled:
                raise NotFetched(str(request.address), "stopped")
            self._cut[id(line)] = line
        watch.start()
        try:
            return self._followed(request, line)
        finally:
            watch.cancel()
            with self._lock:
                del self._cut[id(line)]

    def _followed(self, request: Request, line: _Line) -> Fetched:
        address, for_good = request.address, True
        moved: Address | None = None
        for _ in range(REDIRECTS + 1):
            with self._named(request.address, line), self._asked(address, request, line) as answer:
                if answer.status not in _MOVED:
                    return self._answered(request, address, moved, answer, line)
                where = answer.headers.get("Location", "")
                for_good &= answer.status in _FOR_GOOD
            if not where:
                raise NotFetched(str(request.address), "sent elsewhere, but not where")
            address = self._next(request, address, where)
            for_good &= not (request.address.scheme == "https" and address.scheme == "http")
            moved = address if for_good else moved
        raise NotFetched(str(request.address), f"sent elsewhere more than {REDIRECTS} times")

    def _next(self, request: Request, address: Address, where: str) -> Address:
        """Where a redirect leads, if it may lead there."""
        try:
            where = where.encode("latin-1").decode("utf-8", "replace")
            return address.joined(where)
        except NotAsked as error:
            what = f"sent to {error.path[:_TOLD]}: {error.reason}"
            raise NotAsked(str(request.address), what) from error

    @contextmanager
    def _asked(self, address: Address, request: Request, line: _Line) -> Iterator[HTTPResponse]:
        """The answer's head; its body waits to be read."""
        connection, target, fields = self._connected(address, request, line)
        try:
            connection.request(
                "GET",
                target,
                headers=_Head(address, request, self._agent).fields | fields,
                preload_content=False,
                decode_content=False,
            )
            answer = connection.getresponse()
            try:
                yield answer
            finally:
                answer.close()
        finally:
            line.end = None
            connection.close()

    def _connected(self, address: Address, request: Request, line: _Line) -> _Way:
        """A way to a number that may be asked, and to that number alone; or to a proxy that asks it."""
        proxy = proxy_for(address)
        may_be_private = request.private and address.is_beside(request.address)
        # Behind a proxy names may have no numbers here; those that have are held to the same rule.
        numbers = _numbers(address, line, self._limits.connect_s if proxy else None)
        public = [each for each in numbers if is_public(_known(each.partition("%")[0]))]
        allowed = numbers if may_be_private else public
        if not allowed and (numbers or proxy is None or address.names_private):
            where = f" ({numbers[0]})" if numbers else ""
            raise NotAsked(
                str(request.address),
                f"{'' if address == request.address else f'sent to {str(address)[:_TOLD]}: '}"
                f"not on the public network{where}",
            )
        if proxy is not None and (public or not allowed):
            return self._through(proxy, address, line)
        trouble: Exception | None = None
        for number in allowed[:3]:
            connection = self._connection(address, number)
            try:
                self._connect(connection, line)
            except (HTTPError, OSError) as error:
                if line.late or isinstance(error, SSLError):
                    raise
                trouble = error
                continue
            line.private = number not in public
            return _Way(connection, address.target)
        assert trouble is not None  # noqa: S101 - each of at least one failed
        raise trouble

    def _through(self, proxy: Proxy, address: Address, line: _Line) -> _Way:
        """A way through a proxy; what is meant to be safe is safe to its end."""
        connection = self._connection(address, proxy.host, proxy.port)
        if address.scheme == "https":
            host = f"[{address.host}]" if ":" in address.host else address.host
            connection.set_tunnel(host, address.port, headers=proxy.fields)
        self._connect(connection, line)
        line.private = False
        return (
            _Way(connection, address.target)
            if address.scheme == "https"
            else _Way(connection, str(address), proxy.fields)
        )

    def _connect(self, connection: HTTPConnection, line: _Line) -> None:
        try:
            connection.connect()
        except BaseException:
            connection.close()
            raise
        connection.timeout = self._limits.read_s  # from here on
        line.end = connection.sock
        if line.late:  # the time ran out meanwhile
            line.cut()

    def _connection(self, address: Address, host: str, port: int | None = None) -> HTTPConnection:
        timeout = self._limits.connect_s
        if address.scheme == "http":
            return HTTPConnection(host, port or address.port, timeout=timeout)
        return HTTPSConnection(
            host,
            port or address.port,
            timeout=timeout,
            server_hostname=address.host,
            ssl_context=self._trust,
        )

    def _answered(
        self,
        request: Request,
        address: Address,
        moved: Address | None,
        answer: HTTPResponse,
        line: _Line,
    ) -> Fetched:
        """What the answer says and brings."""
        if answer.status == 304 and (request.etag or request.modified):
            return Fetched(address, b"", False, request.etag, request.modified, moved=moved)
        if answer.status != 200:
            raise NotFetched(
                str(request.address),
                said(answer.status),
                status=answer.status,
                wait_s=wait_of(answer.headers.get("Retry-After", "")),
            )
        body = unpacked(
            str(request.address),
            _pieces(str(request.address), answer, self._limits.sent_bytes),
            answer.headers.get("Content-Encoding", "").strip().lower(),
            self._limits.whole_bytes,
        )
        if line.late:
            raise NotFetched(str(request.address), "")  # `_named` says why
        kind = answer.headers.get("Content-Type", "")
        charset = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", kind)
        return Fetched(
            address,
            body,
            etag=sound(answer.headers.get("ETag", "")),
            modified=sound(answer.headers.get("Last-Modified", "")),
            charset=charset[1].lower() if charset else "",
            moved=moved,
            private=line.private,
        )

    @contextmanager
    def _named(self, address: Address, line: _Line) -> Iterator[None]:
        """Turn whatever goes wrong into one line."""
        try:
            yield
        except (NotFetched, NotAsked):
            if line.late:
                raise NotFetched(str(address), self._why_late()) from None
            raise
        except (HTTPError, OSError, http.client.HTTPException, ValueError) as error:
            if line.late:
                raise NotFetched(str(address), self._why_late()) from error
            raise NotFetched(str(address), _reason(error), offline=_is_offline(error)) from error

    def _why_late(self) -> str:
        return "stopped" if self._cancelled else f"not there within {self._limits.total_s:g} s"


def _numbers(address: Address, line: _Line, wait_s: float | None = None) -> list[str]:
    """The numbers of a host, each once, in the order in which they are to be tried.

    The system cannot be told how long to look for a name: a thread does, which is left when the line is cut.
    With `wait_s` a name may have none, and is looked for no longer.
    """
    found: list[str] = []
    trouble: list[OSError | UnicodeError] = []

    def look() -> None:
        try:
            told = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(place[0]) for *_, place in told))
        except (OSError, UnicodeError) as error:
            trouble.append(error)
        line.woken.set()

    if as_numbers(address.host) is not None:
        look()
    else:
        line.woken.clear()
        if not line.late:  # else it was woken before
            threading.Thread(target=look, name="names", daemon=True).start()
            line.woken.wait(wait_s)
    if line.late and not found:
        raise NotFetched(str(address), "")  # `_named` says why
    if trouble and wait_s is None:
        raise trouble[0]
    return list(found)


def _known(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    numbers = as_numbers(host)
    assert numbers is not None  # noqa: S101 - the name system gives nothing else
    return numbers


def _pieces(name: str, answer: HTTPResponse, most: int) -> Iterator[bytes]:
    """The body as it comes, and no more than `most` of it."""
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and int(length[:20]) > most:
        raise NotFetched(name, too_large(most))
    total = 0
    while piece := answer.read(_CHUNK):
        total += len(piece)
        if total > most:
            raise NotFetched(name, too_large(most))
        yield piece


def _reason(error: Exception) -> str:
    """Why not, in a few words."""
    if said := _deeper_reason(error):
        return said
    if isinstance(error, (LateError, TimeoutError)):
        return "no answer in time"
    if isinstance(error, (SSLError, ssl.SSLError)):
        return "no safe connection (TLS)"
    if isinstance(error, (IncompleteRead, http.client.IncompleteRead)) or "Incomplete" in str(
        error
    ):
        return "cut short on its way"
    if "Tunnel connection failed" in str(error):
        return "the proxy does not lead there"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "not an answer that can be read"


def _deeper_reason(error: Exception) -> str:
    """What an error that led to this one says more plainly; "" when none does."""
    inner: BaseException | None = error
    seen = 0
    while inner is not None and seen < 5:
        match inner:
            case ssl.SSLCertVerificationError():
                return f"its certificate cannot be trusted ({inner.verify_message})"
            case socket.gaierror():
                return "no such host, or no network"
            case UnicodeError():
                return "its host is no name"
            case ConnectionRefusedError():
                return "nobody answers there (connection refused)"
        inner, seen = inner.__cause__ or inner.__context__, seen + 1
    return ""


def _is_offline(error: Exception) -> bool:
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, socket.gaierror):
            return True
        if isinstance(inner, OSError) and inner.errno in _OFFLINE:
            return True
        inner = inner.__cause__
    return False
