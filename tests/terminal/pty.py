"""The real program on a pseudo-terminal, with a screen that shows what it painted."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyte
import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "reader")

# The program as leader of a session whose terminal is the one it stands on.
_LEADER = """
import fcntl, os, sys, termios
fcntl.ioctl(1, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


Size = tuple[int, int]
"""Columns and lines."""


class Terminal:
    """The far end of the program's terminal."""

    def __init__(
        self, master: int, slave: int, process: subprocess.Popen[bytes], size: Size
    ) -> None:
        self.process = process
        self.written = bytearray()
        """Every byte the program wrote to the terminal."""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._master = master
        self._slave = slave
        self.modes_before = termios.tcgetattr(slave)

    # -- what is seen --------------------------------------------------

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def wait_for(self, *words: str, timeout_s: float = 20.0) -> None:
        """Read until all `words` are on the screen."""
        self.wait_until(lambda: all(word in self.text for word in words), timeout_s, str(words))

    def wait_without(self, word: str, timeout_s: float = 20.0) -> None:
        """Read until `word` is not on the screen."""
        self.wait_until(lambda: word not in self.text, timeout_s, f"no {word}")

    def wait_until(self, true: Callable[[], bool], timeout_s: float = 20.0, what: str = "") -> None:
        end = time.monotonic() + timeout_s
        while not true():
            if not self.read() and self.process.poll() is not None and not self.read():
                pytest.fail(f"ended with {self.process.returncode} before {what}\n{self.tail}")
            if time.monotonic() > end:
                pytest.fail(f"not in {timeout_s} s: {what}\n{self.text}\n{self.tail}")

    def settle(self, quiet_s: float = 0.25, timeout_s: float = 20.0) -> None:
        """Read until nothing was written for `quiet_s`."""
        end = time.monotonic() + timeout_s
        while self.read(quiet_s):
            assert time.monotonic() < end, "it never stops painting"

    @property
    def tail(self) -> str:
        return repr(bytes(self.written[-1_500:]))

    def read(self, timeout_s: float = 0.05) -> bool:
        """Take in what is written within a moment; False when nothing is."""
        if not select.select([self._master], [], [], timeout_s)[0]:
            return False
        try:
            data = os.read(self._master, 65_536)
        except OSError:  # the last one on the other end has gone
            return False
        self.written += data
        self._stream.feed(data)
        return bool(data)

    # -- what is done --------------------------------------------------

    def type(self, keys: str | bytes) -> None:
        """Press keys; what is painted meanwhile is taken in, as a terminal does."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            written = os.write(self._master, data[:1_024])
            data = data[written:]
            self.read(0.0)

    def resize(self, columns: int, lines: int) -> None:
        self.screen.resize(lines, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.process.pid, number)

    def hang_up(self) -> None:
        """Close the window: nobody holds the terminal any more."""
        os.close(self._slave)
        os.close(self._master)
        self._slave = self._master = -1

    def ended(self, timeout_s: float = 10.0) -> int:
        """The exit status; what is still written meanwhile is read."""
        end = time.monotonic() + timeout_s
        while self.process.poll() is None:
            if self._master >= 0:
                self.read(0.02)
            else:
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(0.02)
            if time.monotonic() > end:
                pytest.fail(f"still running after {timeout_s} s\n{self.tail}")
        while self._master >= 0 and self.read(0.0):
            pass
        return self.process.returncode

    def close(self) -> None:
        for descriptor in (self._slave, self._master):
            if descriptor >= 0:
                os.close(descriptor)

    # -- how it is left ------------------------------------------------

    def modes(self) -> dict[str, bool]:
        """The private modes the program switched, as they are now; "u" is kitty's keyboard."""
        return modes_after(bytes(self.written))

    def assert_given_back(self) -> None:
        """The terminal is as it was before the program."""
        on = {mode for mode, is_on in self.modes().items() if is_on}
        assert on <= {"7", "25"}, f"left on: {on}"
        assert self.modes().get("25", True), "the cursor is hidden"
        assert self.modes().get("7", True), "lines do not wrap"
        assert termios.tcgetattr(self._slave) == self.modes_before

    def children(self) -> list[int]:
        """The program's child processes."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(word) for word in path.read_text().split()]


def modes_after(written: bytes) -> dict[str, bool]:
    modes: dict[str, bool] = {}
    for numbers, kitty, end in re.findall(rb"\x1b\[(?:\?([\d;]+)|([<>])\d*)([hlu])", written):
        if end == b"u":
            modes["u"] = kitty == b">"
        else:
            modes.update(dict.fromkeys(numbers.decode().split(";"), end == b"h"))
    return modes


def environment(**changes: str | None) -> dict[str, str]:
    """Ours, with another terminal and whatever else is to change; None takes a variable away."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("LC_", "PYTHON"))
    }
    values: dict[str, Any] = {
        **kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **changes,
    }  # fmt: skip
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        if name not in changes:
            values.pop(name, None)
    return {key: value for key, value in values.items() if value is not None}


@contextmanager
def on_terminal(
    *words: str | bytes | Path,
    size: Size = (100, 30),
    program: Sequence[str] = PROGRAM,
    stdin: int | None = None,
    stderr: int | None = None,
    prepare: Callable[[], None] | None = None,
    **changes: str | None,
) -> Iterator[Terminal]:
    """Run the program on a terminal of its own; it is not there any more afterwards."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", _LEADER, *program, *words],
        cwd=ROOT,
        env=environment(**changes),
        stdin=slave if stdin is None else stdin,
        stdout=slave,
        stderr=slave if stderr is None else stderr,
        start_new_session=True,
        preexec_fn=prepare,  # noqa: PLW1509 - it only sets a signal
    )
    terminal = Terminal(master, slave, process, size)
    try:
        yield terminal
    finally:
        process.kill()
        process.wait()
        terminal.close()


def is_running(pid: int) -> bool:
    """True while the process is there, and no zombie."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
