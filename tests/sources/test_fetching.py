"""Every status, header and fault that a server can come up with, over a real socket."""

import datetime as dt
import email.utils
import gzip
import socket  # noqa: TID251 - to say things slowly
import threading
import zlib
from pathlib import Path

import pytest

from reader.errors import NotAsked, NotFetched, SourceError
from reader.sources.fetching import Fetched, Fetcher, Limits, Request
from reader.text.addresses import Address
from tests.servers import TLS, Server, answer, serving, zipped

QUICK = Limits(connect_s=2, read_s=0.2, total_s=0.6, sent_bytes=100_000, whole_bytes=200_000)


def fetch(address: str, **asked: str) -> Fetched:
    return Fetcher(limits=QUICK).fetch(Request(Address.of(address), **asked, private=True))


def fault(address: str, **asked: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        fetch(address, **asked)
    return caught.value


def test_what_is_there_comes_whole(web: Server) -> None:
    web.answers["/a"] = answer(b"<rss/>", kind="text/xml; charset=KOI8-R", ETag='"x"')
    found = fetch(web.url("/a"))
    assert (found.body, found.charset, found.etag, found.fresh) == (
        b"<rss/>",
        "koi8-r",
        '"x"',
        True,
    )
    assert found.private
    assert web.asked[0].head["User-Agent"] == "Broadsheet"
    assert web.asked[0].head["Host"] == f"127.0.0.1:{web.port}"


def test_what_is_known_is_not_sent_again(web: Server) -> None:
    web.answers["/a"] = answer(b"", "304 Not Modified")
    found = fetch(web.url("/a"), etag='W/"1"', modified="Tue, 15 Mar 2016 10:00:00 GMT")
    assert not found.fresh
    assert found.etag == 'W/"1"'
    head = web.asked[0].head
    assert (head["If-None-Match"], head["If-Modified-Since"][:16]) == ('W/"1"', "Tue, 15 Mar 2016")


def test_nothing_new_is_no_answer_to_who_has_nothing(web: Server) -> None:
    web.answers["/a"] = answer(b"", "304 Not Modified")
    assert "304" in fault(web.url("/a")).reason


def test_a_host_that_can_be_no_name() -> None:
    assert fault("http://a..example/").reason == "its host is no name"


def test_nothing_is_smuggled_into_the_head(web: Server) -> None:
    web.answers["/a"] = answer(b"x", ETag="y" * 2_000)
    assert fetch(web.url("/a"), etag="a\r\nX-Evil: 1", modified="b\nc").etag == ""
    assert not {"X-Evil", "If-None-Match", "If-Modified-Since"} & web.asked[0].head.keys()


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "deflate", "raw"])
def test_packed_answers(web: Server, packing: str) -> None:
    body = b"<rss/>" * 100
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(body),
        "x-gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "raw": raw.compress(body) + raw.flush(),
    }[packing]
    name = "deflate" if packing == "raw" else packing
    web.answers["/a"] = answer(packed, Content_Encoding=name)
    assert fetch(web.url("/a")).body == body


def test_damaged_packing(web: Server) -> None:
    whole = gzip.compress(b"<rss/>" * 1_000)
    web.answers["/bad"] = answer(b"\x1f\x8bnot gzip at all", Content_Encoding="gzip")
    web.answers["/cut"] = answer(whole[:-20], Content_Encoding="gzip")
    web.answers["/odd"] = answer(b"x", Content_Encoding="br")
    assert "damaged" in fault(web.url("/bad")).reason
    assert fault(web.url("/cut")).reason == "cut short on its way"
    assert "packed in a way" in fault(web.url("/odd")).reason


def test_limits_before_and_after_unpacking(web: Server) -> None:
    web.answers["/told"] = answer(b"x" * 200_000)
    web.answers["/bomb"] = zipped(b"\0" * 50_000_000)
    web.answers["/endless"] = _endless
    assert "larger than" in fault(web.url("/told")).reason
    assert "larger than" in fault(web.url("/bomb")).reason
    assert "larger than" in fault(web.url("/endless")).reason


def _endless(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while True:
        line.sendall(b"x" * 65_536)


def test_a_length_that_is_not_true(web: Server) -> None:
    web.answers["/more"] = answer(b"short", Content_Length="500")
    web.answers["/less"] = answer(b"longer than that", Content_Length="6")
    web.answers["/odd"] = answer(b"x", Content_Length="-7")
    web.answers["/chunks"] = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\nx\r\n"
    )
    assert fault(web.url("/more")).reason == "cut short on its way"
    assert fetch(web.url("/less")).body == b"longer"
    assert fault(web.url("/chunks")).reason


def test_slow_servers_are_left(web: Server) -> None:
    stop = threading.Event()

    def silent(line: socket.socket) -> None:
        stop.wait(5)

    def dripping(line: socket.socket) -> None:
        for sign in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100:
            line.sendall(bytes([sign]))
            if stop.wait(0.05):
                return

    def body(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while not stop.wait(0.05):
            line.sendall(b"x")

    web.answers |= {"/silent": silent, "/head": dripping, "/body": body}
    assert fault(web.url("/silent")).reason == "no answer in time"
    assert fault(web.url("/head")).reason == "not there within 0.6 s"
    assert fault(web.url("/body")).reason == "not there within 0.6 s"
    stop.set()


def test_heads_without_measure(web: Server) -> None:
    web.answers["/long"] = b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n"
    web.answers["/many"] = b"HTTP/1.1 200 OK\r\n" + b"Set-Cookie: a=b\r\n" * 500 + b"\r\n"
    web.answers["/closed"] = b""
    web.answers["/odd"] = b"\x1b]0;pwned\x07 not http\r\n\r\n"
    for path in web.answers:
        told = str(fault(web.url(path)))
        assert told.isprintable()
        assert web.url(path) in told


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("401 No", "password"), ("403 No", "refuses"), ("404 No", "not there"),
        ("410 Gone", "gone for good"), ("500 Oops", "500"), ("299 \x1b[31m", "299"),
    ],
)  # fmt: skip
def test_every_other_answer_is_named(web: Server, status: str, words: str) -> None:
    web.answers["/a"] = answer(b"x", status)
    error = fault(web.url("/a"))
    assert isinstance(error, NotFetched)
    assert words in error.reason
    assert error.status == int(status[:3])
    assert str(error).isprintable()


def test_when_to_ask_again(web: Server) -> None:
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    told = {
        "120": 120.0,
        "-5": 0.0,
        "soon": 0.0,
        "99999999999999999999": 30 * 86_400.0,
        email.utils.format_datetime(later, usegmt=True): 3_600.0,
    }
    for field, wait_s in told.items():
        web.answers["/a"] = answer(b"", "429 Slow down", Retry_After=field)
        error = fault(web.url("/a"))
        assert isinstance(error, NotFetched)
        assert error.wait_s == pytest.approx(wait_s, abs=5)


def test_redirects_for_good_and_for_now(web: Server) -> None:
    web.answers["/good"] = answer(b"", "301 Moved", Location="/better?x=1")
    web.answers["/better?x=1"] = answer(b"", "308 Moved", Location=web.url("/best"))
    web.answers["/now"] = answer(b"", "302 Found", Location="/good")
    web.answers["/best"] = answer(b"here")
    found = fetch(web.url("/good"))
    assert (found.body, str(found.moved)) == (b"here", web.url("/best"))
    found = fetch(web.url("/now"))
    assert (found.body, found.moved) == (b"here", None)
    assert str(found.address) == web.url("/best")


@pytest.mark.parametrize(
    "where",
    [
        "file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "http://169.254.169.254/meta",
        "http://localhost:{port}/best", "http://127.0.0.2:{port}/best", "http://[::1]:{port}/best",
        "http://127.0.0.1:9/", "http://0.0.0.0:{port}/best", "http://10.0.0.1/", "http://2130706433/",
        "http://[::ffff:127.0.0.1]:{port}/best", "http://\x01/", "http://a b/",
    ],
)  # fmt: skip
def test_redirects_that_must_not_be_followed(web: Server, where: str) -> None:
    web.answers["/best"] = answer(b"secret")
    web.answers["/a"] = answer(b"", "302 Found", Location=where.format(port=web.port))
    error = fault(web.url("/a"))
    assert isinstance(error, NotAsked), error
    assert web.paths() == ["/a"]


@pytest.mark.parametrize("where", ["http://127.0.0.2/", "file:///"])
def test_little_is_said_of_a_long_way(web: Server, where: str) -> None:
    web.answers["/a"] = answer(b"", "302 Found", Location=where + "x" * 4_000)
    assert len(str(fault(web.url("/a")))) < 400


def test_redirects_without_end(web: Server) -> None:
    web.answers["/a"] = answer(b"", "302 Found", Location="/a")
    web.answers["/nowhere"] = answer(b"", "302 Found")
    assert fault(web.url("/a")).reason == "sent elsewhere more than 10 times"
    assert len(web.asked) == 11
    assert "not where" in fault(web.url("/nowhere")).reason


def test_only_the_reader_leads_to_a_private_network(web: Server) -> None:
    web.answers["/a"] = answer(b"secret")
    with pytest.raises(NotAsked, match="not on the public network"):
        Fetcher(limits=QUICK).fetch(Request(Address.of(web.url("/a"))))
    with pytest.raises(NotAsked, match="not on the public network"):
        Fetcher(limits=QUICK).fetch(Request(Address.of(web.url("/a", host="localhost"))))
    assert web.asked == []


def test_a_password_is_sent_and_never_shown(web: Server) -> None:
    web.answers["/a"] = answer(b"x")
    found = fetch(web.url("/a", user="ada:s%40fe@"))
    assert web.asked[0].head["Authorization"] == "Basic YWRhOnNAZmU="
    assert "fe" not in repr(found.address) + str(found.address)
    error = fault(web.url("/none", user="ada:s%40fe@"))
    assert "s%40fe" not in str(error) + repr(error)
    web.answers["/away"] = answer(b"", "302 Found", Location="http://bad:word@10.1.2.3/")
    error = fault(web.url("/away", user="ada:s%40fe@"))
    assert "word" not in str(error)


@pytest.mark.parametrize(
    ("certificate", "trusted", "words"),
    [
        ("good.pem", False, "cannot be trusted"),
        ("expired.pem", True, "expired"),
        ("elsewhere.pem", True, "mismatch"),
    ],
)
def test_certificates_are_checked(
    monkeypatch: pytest.MonkeyPatch, certificate: str, trusted: bool, words: str
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(TLS / certificate))
    with serving(certificate) as server:
        server.answers["/a"] = answer(b"x")
        error = fault(server.url("/a"))
    assert words in error.reason
    assert server.asked == []


def test_a_good_certificate_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "good.pem"))
    with serving("good.pem") as server:
        server.answers["/a"] = answer(b"x")
        assert fetch(server.url("/a")).body == b"x"


def test_plain_text_where_a_safe_connection_was_meant(web: Server) -> None:
    told = fault(web.url("/a").replace("http:", "https:"))
    assert "TLS" in told.reason


def test_nobody_there() -> None:
    with serving() as server:
        pass
    assert "refused" in fault(server.url("/a")).reason


def test_no_network() -> None:
    error = fault("http://nowhere.invalid/a")
    assert isinstance(error, NotFetched)
    assert error.offline
    assert "no network" in error.reason


def test_a_name_that_nobody_finds_out_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    found = threading.Event()

    def slow(*_: object, **__: object) -> list[object]:
        found.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    assert "not there within" in fault("http://example.org/").reason
    found.set()


def test_a_proxy_is_asked_for_what_is_public(web: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://ada:s%40fe@127.0.0.1:{web.port}")
    web.answers["http://example.invalid/a?b"] = answer(b"x")
    found = Fetcher(limits=QUICK).fetch(Request(Address.of("http://example.invalid/a?b")))
    assert (found.body, found.private) == (b"x", False)
    head = web.asked[0].head
    assert (head["Host"], head["Proxy-Authorization"]) == (
        "example.invalid",
        "Basic YWRhOnNAZmU=",
    )


def test_a_proxy_is_not_asked_for_what_is_private(
    web: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"127.0.0.1:{web.port}")
    web.answers["/a"] = answer(b"mine")
    assert fetch(web.url("/a")).body == b"mine"  # the reader named it: it is asked itself
    for there in ("http://10.1.2.3/", "http://127.0.0.1:9/", "http://router.lan/"):
        with pytest.raises(NotAsked, match="not on the public network"):
            Fetcher(limits=QUICK).fetch(Request(Address.of(there)))
    assert web.paths() == ["/a"]
    monkeypatch.setenv("no_proxy", "example.invalid")
    assert "no network" in fault("http://example.invalid/a").reason


def test_what_is_safe_goes_through_a_proxy_unseen(
    web: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{web.port}")
    web.answers["example.invalid:443"] = answer(b"", "403 Forbidden")
    assert "proxy does not lead there" in fault("https://example.invalid/a").reason
    assert web.paths() == ["example.invalid:443"]


@pytest.mark.parametrize("named", ["socks5://127.0.0.1:9", "https://127.0.0.1:9"])
def test_a_proxy_that_we_do_not_speak_to(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("ALL_PROXY", named)
    assert "only http://" in fault("http://example.invalid/").reason


def test_stopping(web: Server) -> None:
    fetcher = Fetcher()
    reached = threading.Event()
    gone = threading.Event()

    def silent(line: socket.socket) -> None:
        reached.set()
        gone.wait(10)

    web.answers["/a"] = silent
    told: list[SourceError] = []

    def ask() -> None:
        try:
            fetcher.fetch(Request(Address.of(web.url("/a")), private=True))
        except SourceError as error:
            told.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    assert reached.wait(5)
    fetcher.cancel()
    thread.join(5)
    gone.set()
    assert [error.reason for error in told] == ["stopped"]
    with pytest.raises(NotFetched, match="stopped"):
        fetcher.fetch(Request(Address.of(web.url("/a")), private=True))


def test_one_module_opens_sockets() -> None:
    room = Path(__file__).parents[2] / "reader"
    found = {
        path.relative_to(room).as_posix()
        for path in room.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        for word in ("import socket", "import http", "from http.", "urllib3", "import ssl", "asyncio.open_connection", "urllib.request")
        if line.lstrip().startswith(("import", "from")) and word in line and "html" not in line
    }  # fmt: skip
    # What names the proxies reads the environment, and opens nothing.
    assert found == {"sources/fetching.py", "sources/proxies.py"}
