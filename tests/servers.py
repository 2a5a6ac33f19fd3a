"""A web server on this machine, that says whatever a test wants, down to the last byte."""

import gzip
import socket  # noqa: TID251 - a server needs one
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

TLS = Path(__file__).parent / "sources" / "cases" / "tls"

Say = Callable[[socket.socket], None]


@dataclass
class Asked:
    """One request."""

    path: str
    head: dict[str, str]


@dataclass
class Server:
    """Answers by path: bytes as they are, or by a function that has the connection."""

    port: int
    scheme: str = "http"
    answers: dict[str, bytes | Say] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str, *, user: str = "", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{user}{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [each.path for each in self.asked]


def answer(
    body: bytes | str = b"", status: str = "200 OK", kind: str = "application/xml", **head: str
) -> bytes:
    """A whole answer; `head` are more fields, "_" for "-"."""
    raw = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": kind, "Content-Length": str(len(raw)), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in head.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + raw


def zipped(body: bytes | str, **head: str) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    return answer(gzip.compress(raw), Content_Encoding="gzip", **head)


@contextmanager
def serving(certificate: str = "") -> Iterator[Server]:
    """A server in threads of its own; with a certificate it is an encrypted one."""
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / certificate)
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        server = Server(listener.getsockname()[1], "https" if certificate else "http")
        thread = threading.Thread(target=_accept, args=(listener, server, context), daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def _accept(listener: socket.socket, server: Server, context: ssl.SSLContext | None) -> None:
    with suppress(OSError):
        while True:
            line, _ = listener.accept()
            threading.Thread(target=_serve, args=(line, server, context), daemon=True).start()


def _serve(line: socket.socket, server: Server, context: ssl.SSLContext | None) -> None:
    with suppress(OSError), closing(line):
        line.settimeout(10)
        end = context.wrap_socket(line, server_side=True) if context else line
        with closing(end):
            head = b""
            while b"\r\n\r\n" not in head:
                if not (more := end.recv(65_536)):
                    return
                head += more
                if head[:1] == b"\x16":  # somebody wants to talk in secret
                    end.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    return
            first, *rest = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
            path = first.split(" ")[1]
            fields = dict(each.split(": ", 1) for each in rest)
            server.asked.append(Asked(path, fields))
            said = server.answers.get(path, answer(b"no", "404 Not Found"))
            end.sendall(said) if isinstance(said, bytes) else said(end)


def feed_of(*items: str, title: str = "Harbour News") -> str:
    """An RSS feed of items, each "guid|headline|text"."""
    told = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{name}</title>"
        f"<link>https://example.org/{guid}</link><description>{text}</description></item>"
        for guid, name, text in (item.split("|") for item in items)
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>"
        f"<link>https://example.org/</link>{told}</channel></rss>"
    )
