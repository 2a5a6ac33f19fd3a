"""The door to the app: an article from a pipe, keys from the terminal."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.cli import windows
from tests.cli.conftest import HARBOUR, Run

ROOT = Path(__file__).parents[2]

# A session of its own, whose terminal is the one it opens first.
SCRIPT = """
import os, sys
terminal = os.open(sys.argv[1], os.O_RDWR)
os.dup2(terminal, 1)
os.dup2(terminal, 2)
if sys.argv[2] != "-":
    os.dup2(terminal, 0)
from reader.cli.ends import guarded
sys.exit(guarded(sys.argv[2:]))
"""


class Terminal:
    """The far end of a terminal with a program on it."""

    def __init__(self, master: int, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.shown = b""
        self._master = master

    def wait_for(self, words: bytes, timeout_s: float = 30.0) -> None:
        """Read until `words` were written."""
        end = time.monotonic() + timeout_s
        while words not in self.shown:
            assert time.monotonic() < end, self.shown[-2_000:]
            if not self._read() and self.process.poll() is not None:
                pytest.fail(f"the program ended: {self.shown[-2_000:]!r}")

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._master, keys)

    def ended(self, timeout_s: float = 20.0) -> int:
        """The exit status; what is still written meanwhile is read."""
        end = time.monotonic() + timeout_s
        while self._read() or (self.process.poll() is None and time.monotonic() < end):
            pass
        return self.process.wait(1)

    def _read(self) -> bool:
        """Take in what is written within a moment; False when nothing is."""
        if not select.select([self._master], [], [], 0.05)[0]:
            return False
        self.shown += os.read(self._master, 65_536)
        return True


@contextmanager
def on_terminal(*argv: str, stdin: bytes = b"") -> Iterator[Terminal]:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, os.ttyname(slave), *argv],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color"},
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(stdin)
    process.stdin.close()
    try:
        yield Terminal(master, process)
    finally:
        process.kill()
        process.wait()
        # Open until now, so that the terminal never hangs up on us.
        os.close(slave)
        os.close(master)


def test_a_piped_article_is_read_and_keys_work() -> None:
    with on_terminal("-", stdin=HARBOUR.encode()) as terminal:
        terminal.wait_for(b"pilots end")
        terminal.type(b"\x11")  # ctrl+q
        assert terminal.ended() == 0
        assert terminal.shown.rstrip().endswith((b"\x1b[?25h", b"h", b"l"))
        assert b"Traceback" not in terminal.shown


def test_a_missing_path_is_named_and_the_rest_opened(news: Path) -> None:
    with on_terminal(str(news), "nowhere.txt") as terminal:
        terminal.wait_for(b"nowhere.txt: no such file")
        terminal.wait_for(b"pilots end")
        terminal.type(b"\x11")
        assert terminal.ended() == 1


def test_a_pipe_without_a_terminal_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "_keys_from_terminal", lambda: False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    done = run("-", stdin=HARBOUR.encode())
    assert (done.status, done.out) == (2, b"")
    assert "no terminal to read keys from" in done.err


def test_colours_are_for_terminals_that_want_them(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with on_terminal("show", str(news / "harbour.txt")) as terminal:
        assert terminal.ended() == 0
        assert b"\x1b[1mHarbour pilots end dispute\x1b[0m" in terminal.shown
        assert b"\x1b[1;33m\xe2\x82\xac3.5m\x1b[0m" in terminal.shown
        lines = terminal.shown.decode().split("\r\n")
        assert "€3.5m" not in lines[-2]
        assert len(lines) > 7  # wrapped
    monkeypatch.setenv("NO_COLOR", "1")
    with on_terminal("show", str(news / "harbour.txt")) as terminal:
        assert terminal.ended() == 0
        assert b"\x1b" not in terminal.shown
