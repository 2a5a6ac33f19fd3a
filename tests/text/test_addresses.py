"""Addresses taken apart, and those that are refused."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NotAsked
from reader.text.addresses import Address, is_address, is_public, shown


@pytest.mark.parametrize(
    ("told", "whole"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a b?q=ü#x", "https://example.org/a%20b?q=%C3%BC"),
        ("feed:https://example.org/f", "https://example.org/f"),
        ("feed://example.org/f", "http://example.org/f"),
        ("http://ada:secret@example.org:8080/", "http://example.org:8080/"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[::1]:80/x", "http://[::1]/x"),
    ],
)
def test_addresses(told: str, whole: str) -> None:
    assert str(Address.of(told)) == whole


@pytest.mark.parametrize(
    "told",
    [
        "", "file:///etc/passwd", "exec:/bin/sh", "filter:x:http://e.org", "javascript:alert(1)", "-x", "http://",
        "http://a\r\nb/", "http://a\\b/", "http://e.org:99999/", "http://[::1", "http://-x/", "ftp://e.org/",
        "http://" + "a" * 5_000, "http://" + "ü" * 300 + "/", "mailto:a@e.org", "http://a b/",
    ],
)  # fmt: skip
def test_what_is_refused(told: str) -> None:
    with pytest.raises(NotAsked) as caught:
        Address.of(told)
    assert str(caught.value).isprintable()


def test_passwords_are_not_shown() -> None:
    address = Address.of("http://ada:secret@example.org/f")
    assert address.whole == "http://ada:secret@example.org/f"
    assert "secret" not in f"{address} {address!r} {shown(address.whole)}"
    with pytest.raises(NotAsked) as caught:
        Address.of("ftp://ada:secret@example.org/f")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("sign", "/?#")
def test_passwords_with_signs_that_part_addresses_are_not_shown(sign: str) -> None:
    with pytest.raises(NotAsked) as caught:
        Address.of(f"https://ada:top{sign}secret@example.org/f")
    assert "top" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "told", ["https://a.b/@user/feed", "http://a.b:80/@x", "http://[::1]/a:b@c"]
)
def test_what_is_no_password_is_shown(told: str) -> None:
    assert shown(told) == told


def test_joined() -> None:
    here = Address.of("http://ada:secret@example.org/a/b?x")
    assert here.joined("../c").whole == "http://ada:secret@example.org/c"
    assert here.joined("//other.org/d").whole == "http://other.org/d"
    for wrong in ("file:///x", "http://["):
        with pytest.raises(NotAsked):
            here.joined(wrong)


def test_private_places() -> None:
    for told in (
        "10.0.0.1",
        "127.0.0.1",
        "[::1]",
        "169.254.169.254",
        "nas",
        "nas.local",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "①②⑦.⓪.⓪.①",
        "a.home.arpa",
    ):
        assert Address.of(f"http://{told}/").names_private
    assert not Address.of("http://example.org/").names_private
    assert not Address.of("http://93.184.216.34/").names_private
    for number in (
        "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "100.64.0.1", "224.0.0.1", "fe80::1", "0.0.0.0",
        "2001:0:53aa:64c:0:0:80ff:fffe", "::127.0.0.1", "::ffff:0:10.0.0.1", "fec0::1", "64:ff9b:1::a00:1",
        "192.0.0.192", "192.88.99.1", "3fff::1", "5f00::1", "2001:4860::5efe:a00:1", "2001:4860::200:5efe:a00:1",
    ):  # fmt: skip
        assert not is_public(ipaddress.ip_address(number)), number
    for number in ("64:ff9b::5db8:d822", "::5db8:d822", "2606:4700::1111", "8.8.8.8"):
        assert is_public(ipaddress.ip_address(number)), number


def test_what_looks_like_an_address() -> None:
    assert is_address("http://e.org")
    assert is_address("FILE:///x")
    assert is_address("feed:e.org")
    assert not is_address("/home/ada/news")
    assert not is_address("a:b.txt")


@given(st.text())
def test_any_text_is_an_address_or_refused(told: str) -> None:
    try:
        whole = str(Address.of(told))
    except NotAsked:
        return
    assert whole.isascii()
    assert whole.startswith(("http://", "https://"))
