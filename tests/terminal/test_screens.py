"""Sizes of all kinds, and articles that try to speak to the terminal."""

import random
import re
from pathlib import Path

import pytest

from tests.terminal.pty import on_terminal

SIZES = [(1, 1), (2, 2), (10, 3), (20, 5), (40, 10), (80, 24), (300, 100)]


def test_every_size_is_as_a_fresh_start_at_it(news: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        terminal.settle()
        for size in SIZES:
            terminal.resize(*size)
            terminal.read(0.1)
        for _ in range(60):
            terminal.resize(chance.randrange(1, 200), chance.randrange(1, 80))
            terminal.read(0.0)
        terminal.resize(90, 25)
        terminal.settle(0.4)
        terminal.resize(91, 25)
        terminal.wait_for("2 articles", "Closing paragraph")
        terminal.settle()
        after = terminal.text
        terminal.type("q")
        assert terminal.ended() == 0
        terminal.assert_given_back()
    with on_terminal(news, size=(91, 25)) as fresh:
        fresh.wait_for("2 articles", "Closing paragraph")
        fresh.settle()
        assert after == fresh.text


@pytest.mark.parametrize("size", [(1, 1), (10, 3)], ids=str)
def test_a_start_in_no_space(news: Path, size: tuple[int, int]) -> None:
    with on_terminal(news, size=size) as terminal:
        terminal.wait_until(lambda: terminal.modes().get("1049", False))
        terminal.settle(0.6)
        terminal.type("l jk/storm\rnN?")
        terminal.settle()
        terminal.type("\x11")
        assert terminal.ended() == 0
        terminal.assert_given_back()


HOSTILE = [
    "\x1b]52;c;ZXZpbA==\x07", "\x1b]0;evil\x07", "\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]777;notify;a;b\x07", "\x1b]11;?\x07", "\x1b]0;never ended", "\x1b[31m", "\x1b[2J", "\x1b[99999b",
    "\x1b[?1049l", "\x1b[8;1;1t", "\x1b[c", "\x1b[6n", "\x05", "\x1bP$qm\x1b\\", "\x1bPq#0~\x1b\\",
    "\x1b_Ga=q\x1b\\", "\x1bc", "\x1b#8", "\x1b(0", "\x0e", "\x0f", "\x9b31m", "\x9d0;evil\x9c", "\x90q\x9c",
    "\x85", "rm -rf\b\b\b\b\b\b", "\x1b\x1b[31m[31m", "\u202eright\u2066",
]  # fmt: skip
_SEQUENCE = re.compile(rb"\x1b(?:\[([<=>?]?)[\d;:]*([ -/]*[@-~])|([^\[]))")


def _kinds(written: bytes) -> set[tuple[bytes, ...]]:
    return {match.groups(b"") for match in _SEQUENCE.finditer(written)}


def _tour(folder: Path, *words: str, last: str = "") -> bytes:
    with on_terminal(folder) as terminal:
        terminal.wait_for(*words)
        for key in ("l", " ", "G", "g", "h", "/", "evil", "\r", "n", "?", "q"):
            terminal.type(key)
            terminal.settle(0.1)
            if key == "G" and last:  # however slow the machine is
                terminal.wait_for(last)
        terminal.type("\x11")
        assert terminal.ended() == 0
        terminal.assert_given_back()
        return bytes(terminal.written)


def test_no_article_speaks_to_the_terminal(news: Path, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile"
    hostile.mkdir()
    payload = " ".join(HOSTILE)
    body = "\n\n".join(f"Before {item} after." for item in HOSTILE)
    text = (
        f"3 May 2026\n\nHeadline {payload}\n\nStandfirst {payload}\n\n{body}\n\nClosing paragraph\n"
    )
    (hostile / "a\x1b]0;evil\x07\x9b31m\nb.txt").write_text(text, "utf-8")
    (hostile / "bad\x1b[2J\n.txt").write_bytes(b"\x7fELF\0\0\1\2" * 99)
    harmless = _tour(news, "2 articles", "Closing paragraph")
    written = _tour(hostile, "1 article", "Headline", last="Closing paragraph")
    assert _kinds(written) <= _kinds(harmless) | {(b"", b"m", b"")}
    assert b"Closing paragraph" in written
    text_written = written.decode("utf-8")  # raises where a byte is no UTF-8
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069]", text_written)
    # What is left when the screen's own sequences are taken out is text and line ends.
    # (Textual asks for the shape of the mouse pointer in one of its own.)
    text_written = re.sub(r"\x1b\[[^@-~]*[@-~]|\x1b\]22;[a-z-]*\x07", "", text_written)
    assert {letter for letter in text_written if letter < " "} <= {"\r", "\n"}, text_written[-999:]
