"""The door to the app: an article from a pipe, keys from the terminal."""

import fcntl
import os
import pty
import re
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
from rich.cells import cell_len

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
def on_terminal(*argv: str, stdin: bytes = b"", columns: int = 100) -> Iterator[Terminal]:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    for name in ("COLUMNS", "LINES"):  # they would hide the terminal's own size
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, os.ttyname(slave), *argv],
        cwd=ROOT,
        env=environment,
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


# The app without its window: everything is read, then the reader leaves.
READ_AND_LEAVE = """
import sys
sys.stdout.isatty = sys.stdin.isatty = lambda: True
import reader.view.app
def run(desk):
    for event in desk.start().events():
        desk.take(event)
    return 0
reader.view.app.run = run
from reader.cli.ends import guarded
sys.exit(guarded(sys.argv[1:]))
"""


@pytest.mark.parametrize(("count", "more"), [(2, []), (5, []), (7, ["and 2 more"])])
def test_when_nothing_can_be_read_the_end_says_why(
    tmp_path: Path, count: int, more: list[str]
) -> None:
    for number in range(count):
        (tmp_path / f"bad{number}.txt").write_bytes(b"\x00\x01\x02" * 400)
    paths = [str(tmp_path / f"bad{number}.txt") for number in range(count)]
    done = subprocess.run(
        [sys.executable, "-c", READ_AND_LEAVE, *paths],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    told = [f"{path}: not text but binary data" for path in paths[:5]]
    assert done.stderr.splitlines() == told + more


def test_what_is_missing_is_named_once(tmp_path: Path) -> None:
    bad, missing = tmp_path / "bad.txt", str(tmp_path / "nowhere.txt")
    bad.write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-c", READ_AND_LEAVE, missing, str(bad)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [missing, str(bad)]


def test_one_bad_file_among_good_ones_is_no_failure(news: Path) -> None:
    (news / "bad.txt").write_bytes(b"\x00\x01\x02" * 400)
    with on_terminal(str(news)) as terminal:
        terminal.wait_for(b"pilots end")
        terminal.type(b"\x11")
        assert terminal.ended() == 0


@pytest.mark.parametrize("columns", [24, 40, 60, 200])
def test_a_list_fits_the_terminal(news: Path, columns: int) -> None:
    title = "Harbour pilots of Rotterdam end their dispute over pay, and 漢字 " + "so on " * 20
    (news / "long.txt").write_text(f"1 May 2017\n\n{title}\n\nA text.\n", encoding="utf-8")
    with on_terminal("list", str(news), columns=columns) as terminal:
        assert terminal.ended() == 0
        shown = re.sub(r"\x1b\[[0-9;]*m", "", terminal.shown.decode())
    lines = shown.split("\r\n")[:-1]
    assert len(lines) == 3
    assert "…" in lines[0]
    assert lines[0][26:].startswith("Harbour")
    # Id, day and eight cells of the headline are the least that is shown.
    assert all(cell_len(line) <= max(columns, 34) for line in lines)
    assert ("Frost in the vineyards" in shown) == (columns >= 60)


def test_a_search_without_a_hit_says_so_to_people(news: Path) -> None:
    with on_terminal("search", "zzzzqqqq", str(news)) as terminal:
        assert terminal.ended() == 0
        assert terminal.shown.decode() == "Nothing found for “zzzzqqqq”.\r\n"
    with on_terminal("search", "--json", "zzzzqqqq", str(news)) as terminal:
        assert terminal.ended() == 0
        assert "Nothing" not in terminal.shown.decode()


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
