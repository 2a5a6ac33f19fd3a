"""Keys and pastes, faster and stranger than hands type them."""

import random
import string
from pathlib import Path

from tests.terminal.pty import on_terminal

KEYS = [
    *string.ascii_letters, *"0123456789/?:[]{}\\+-*'\"<>|~ \t", "\r", "\x1b", "\x7f", "\x04", "\x15",
    "\x0e", "\x17", "\x00", "\x1c", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H",
    "\x1b[F", "\x1b[Z", "\x1b[200~pasted \x1b[31mred\r\nq\x1b[201~", "\x1b[<0;40;5M", "\x1b[<0;40;5m",
    "\x1b[<64;40;5M", "\x1b[<65;10;5M", "\x1b[I", "\x1b[O", "\x1b[99999999999;1u", "\x1b[1;1;1;1;1~",
    "\x1b]52;c;AAAA\x07", "\x1bP1$r0m\x1b\\", "\x1b[?1;2c", "ä", "東", "\U0001f468\u200d\U0001f469", "\x9b",
]  # fmt: skip
LEAVING = "qZ"
"""Not among the random keys; ctrl+q, ctrl+c and ctrl+z neither."""


def test_keys_typed_ahead_go_where_they_are_meant(news: Path) -> None:
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        terminal.type("/bakes\rhm")
        terminal.wait_for("/ bakes", "1 of 2", "▌Bakery wins", "Ana Ferreira")
        # Read by Enter, and unread again by m.
        terminal.type("\x1b")
        terminal.wait_without("/ bakes")
        terminal.type("/\x1b[200~storm\x1b[201~")
        terminal.wait_for("/ storm", "1 of 2")
        terminal.type("\x11")
        assert terminal.ended() == 0


def test_an_escape_is_waited_for_as_long_as_the_reader_says(news: Path) -> None:
    with on_terminal(news, ESCDELAY="60000") as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        terminal.type("/storm")
        terminal.wait_for("/ storm", "1 of 2")
        terminal.type("\x1b")
        terminal.settle()
        terminal.type("[D!")  # an arrow to the left, in two parts
        terminal.wait_for("/ stor!m")
        terminal.type("\x11")
        assert terminal.ended() == 0


def test_pastes(news: Path, home: Path) -> None:
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        terminal.type("/")
        terminal.settle()
        written = len(terminal.written)
        terminal.type(b"\x1b[200~" + b"ferry norrvik " * 75_000 + b"\x1b[201~")
        terminal.wait_for("ferry norrvik", timeout_s=10)
        terminal.type("\x15")
        terminal.wait_for("2 articles")
        terminal.type("\x1b[200~\x1b]0;evil\x07\x1b[31mbread\r\nq\x1b[201~\r\nq\r\n:\x1b[201~")
        terminal.wait_for("bread q[201~ q :")
        assert terminal.process.poll() is None
        painted = bytes(terminal.written[written:])
        assert b"\x1b]" not in painted
        terminal.type("\x11")
        assert terminal.ended() == 0


def test_bytes_that_are_no_text(news: Path) -> None:
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        terminal.type(b"\xff\xfe\xc3")
        terminal.settle()
        terminal.type(b"\x80")
        terminal.settle()
        terminal.type("/storm")
        terminal.wait_for("1 of 2")
        terminal.type("\x11")
        assert terminal.ended() == 0
        terminal.assert_given_back()


def test_any_keys(news: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    keys = [key for key in KEYS if key not in LEAVING]
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        for _ in range(60):
            burst = "".join(chance.choices(keys, k=50)).encode()
            terminal.type(burst.replace(b"\xc2\x9b", b"\x9b"))
            terminal.read(0.01)
            assert terminal.process.poll() is None, terminal.tail
        terminal.settle(0.4, timeout_s=30)
        terminal.type("\x11")
        assert terminal.ended() == 0
        terminal.assert_given_back()
        assert b"Traceback" not in terminal.written
