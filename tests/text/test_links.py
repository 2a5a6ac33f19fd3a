"""Addresses are found whole, and only those of the web may be opened."""

import pytest

from reader.text.links import BadAddress, checked, find_links, own_link, real_host


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://example.org/a?b=c#d, please.", ["https://example.org/a?b=c#d"]),
        ("(http://a.example/x_(y))", ["http://a.example/x_(y)"]),
        ("[https://a.example]", ["https://a.example"]),
        ("javascript:alert(1) file:///etc/passwd data:x ftp://a.example", []),
        ("https://", []),
        ("http://a..b:99999/", []),
        (
            "https://a.example/ü and https://bücher.example",
            ["https://a.example/ü", "https://bücher.example"],
        ),
    ],
)
def test_links_in_a_text(text: str, found: list[str]) -> None:
    assert [link.address for link in find_links(text)] == found
    assert all(link.of(text) == link.address for link in find_links(text))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " https://a.example",
        "-https://a.example",
        "--help",
        "file:///etc/passwd",
        "https://a.example/`touch PWNED`",
        "https://a.example/ touch",
        "https://a.example/\ntouch",
        "https://a.example/\x1b[2J",
        "https://a.example/%action",
        "https://a.example/%s",
        "https://-a.example/",
        "https://[::1",
        "https://a.example:port/",
        "https://" + "a" * 5_000,
        "https://a.example/\u202egpj",
        "https://\u2025.example",
    ],
)
def test_what_no_browser_gets(address: str) -> None:
    with pytest.raises(BadAddress):
        checked(address)


def test_the_real_host_is_told() -> None:
    assert real_host("https://bank.example@evil.example:8080/") == "evil.example:8080"
    assert real_host("https://аpple.example/").startswith("xn--")
    assert real_host("http://[::1]/") == "::1"


def test_the_articles_own_address() -> None:
    assert own_link((("Author", "x"), ("URL", " https://a.example "))) == "https://a.example"
    assert own_link((("Canonical-URL", "javascript:x"),)) == "javascript:x"
    assert own_link((("url", ""),)) is None
