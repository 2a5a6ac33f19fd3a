"""How long a person waits: the program on a pseudo-terminal, beside others that do the same.

    python tests/bench/terminal_bench.py HOME [-n 9] [--fzf PATH] [--newsboat PATH] [--keys WORDS]

HOME is a `BROADSHEET_HOME` whose library is there already; start the program on it once before.
What is written to the terminal is stamped as it comes; nothing emulates one meanwhile.

Shape:   one table for the start, one for keys; every line is a median and a 95th percentile.
Units:   milliseconds from the exec, or from the key; `settled` is the last byte before a quiet
         tenth of a second, which is what counts for programs that answer in more than one frame.
Source:  programs are taken in turn, A B C A B C ..., so that a noisy minute falls on all of them.
"""

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
COLUMNS, ROWS = 120, 40
QUIET_S = 0.15
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self): yield Static("Hello")
Hello().run()
"""
TEXTUAL = b"\x1b[?1004h"
"""Textual's own first switch: what comes before it is not Textual's."""
ANSWERS = {
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2004$p": b"\x1b[?2004;2$y",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
}
ASKED = re.compile(b"|".join(map(re.escape, ANSWERS)))
CONTROLS = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[]")


@dataclass
class Program:
    """One that is measured."""

    name: str
    command: list[str]
    expect: bytes
    live_after: bytes = b""
    """Only what comes after these bytes is the program itself."""
    environment: dict[str, str] = field(default_factory=dict)


class Run:
    """A program on its terminal, and when it wrote what."""

    def __init__(self, program: Program) -> None:
        self.started = time.monotonic()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor"})
            os.environ.update(program.environment)
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvp(program.command[0], program.command)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.chunks: list[tuple[float, bytes]] = []

    def read(self, timeout_s: float) -> bool:
        """Take in what is written within a moment."""
        if not select.select([self.master], [], [], timeout_s)[0]:
            return False
        try:
            data = os.read(self.master, 1 << 20)
        except OSError:
            return False
        self.chunks.append((time.monotonic(), data))
        for asked in ASKED.findall(data):  # a terminal answers
            os.write(self.master, ANSWERS[asked])
        return bool(data)

    def wait(self, expect: bytes, after: bytes = b"", timeout_s: float = 20.0) -> float | None:
        """When `expect` was written, as letters go, after the bytes `after`; None if it was not."""
        end, seen = time.monotonic() + timeout_s, 0
        written = b""
        while time.monotonic() < end:
            while seen < len(self.chunks):
                at, data = self.chunks[seen]
                seen += 1
                written += data
                place = written.find(after)
                if place >= 0 and expect in CONTROLS.sub(b"", written[place:]):
                    return (at - self.started) * 1000
            if not self.read(0.05) and self._ended():
                return None
        return None

    def settle(self) -> float | None:
        """When the last byte before a quiet moment was written; None when nothing was."""
        last = None
        while self.read(QUIET_S):
            last = self.chunks[-1][0]
        return last

    def write(self, keys: bytes) -> None:
        """Type."""
        os.write(self.master, keys)

    def press(self, keys: bytes) -> tuple[float, float] | None:
        """First and last byte after these keys, in milliseconds."""
        begin, known = time.monotonic(), len(self.chunks)
        os.write(self.master, keys)
        last = self.settle()
        if last is None:
            return None
        return (self.chunks[known][0] - begin) * 1000, (last - begin) * 1000

    @property
    def children(self) -> list[int]:
        """Processes that the program has started and that are not done."""
        with suppress(OSError):
            kept = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
            return [int(child) for child in kept.split()]
        return []

    @property
    def resident_mib(self) -> float:
        """What the program and its children hold in memory of their own or shared."""
        total, todo = 0, [self.pid]
        while todo:
            pid = todo.pop()
            with suppress(OSError):
                status = Path(f"/proc/{pid}/status").read_text()
                held = re.search(r"VmRSS:\s+(\d+)", status)
                total += int(held[1]) if held else 0  # it is ending
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
                todo += [int(child) for child in children.split()]
        return total / 1024

    def _ended(self) -> bool:
        return os.waitpid(self.pid, os.WNOHANG)[0] != 0

    def close(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        end = time.monotonic() + 3
        with suppress(ChildProcessError):
            while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
                self.read(0.05)
                if time.monotonic() > end:
                    os.kill(self.pid, signal.SIGKILL)
        os.close(self.master)


@contextmanager
def running(program: Program) -> Iterator[Run]:
    run = Run(program)
    try:
        yield run
    finally:
        run.close()


def row(name: str, values: Sequence[float], peer: float | None = None) -> None:
    values = sorted(values)
    median = statistics.median(values)
    p95 = values[min(len(values) - 1, round(0.95 * (len(values) - 1)))]
    ratio = "" if not peer else f"{median / peer:8.2f} x"
    print(f"{name:44} {median:9.1f} {p95:9.1f} {ratio}")


def ours(home: Path) -> Program:
    return Program(
        "broadsheet", [sys.executable, "-m", "reader"], b"", TEXTUAL, {"BROADSHEET_HOME": str(home)}
    )


def a_headline(home: Path) -> bytes:
    """Some letters that the first picture shows, in one piece and in one look."""
    lines = (home / "first-picture").read_text("utf-8").split("\n")
    for line in lines[3:]:
        for words in re.findall(r"[A-Za-z][A-Za-z ]{11,}", re.sub(r"\x1b\[[\d;]*m", "\0", line)):
            return str(words).strip().encode()
    raise SystemExit("no headline in the first picture: start the program on HOME once")


def starts(home: Path, rounds: int, fzf: Program | None) -> None:
    """The first picture and the first live frame."""
    with running(ours(home)) as run:
        run.wait(b"articles", TEXTUAL)
        run.settle()
    app = ours(home)
    app.expect = a_headline(home)
    bare = Program(
        "without picture",
        ["sh", "-c", f"rm -f '{home}/first-picture'; exec '{sys.executable}' -m reader"],
        app.expect, TEXTUAL, app.environment,
    )  # fmt: skip
    hello = Program("hello", [sys.executable, "-c", HELLO], b"Hello", TEXTUAL)
    times: dict[str, list[float]] = {}

    def note(name: str, value: float | None) -> None:
        if value is None:
            print(f"never: {name}")
        else:
            times.setdefault(name, []).append(value)

    for _ in range(rounds):
        with running(app) as run:
            note("first picture", run.wait(app.expect))
            note("first live frame after it", run.wait(app.expect, TEXTUAL))
            run.settle()
        with running(hello) as run:
            note("hello-world of Textual", run.wait(b"Hello", TEXTUAL))
            note("hello-world of Textual, resident MiB", run.resident_mib)
        if fzf is not None:
            with running(fzf) as run:
                note("fzf, first paint", run.wait(fzf.expect))
    for _ in range(rounds):
        with running(bare) as run:
            note("first live frame without a picture", run.wait(bare.expect, TEXTUAL))
            run.settle()
            note("resident MiB while the library is looked through", run.resident_mib)
            while run.children and run.read(1.0) is not None:
                pass
            note("resident MiB with the library open", run.resident_mib)
    peer = statistics.median(times["hello-world of Textual"])
    for name, values in times.items():
        row(name, values, peer if "MiB" not in name else None)


def keys(program: Program, open_bar: bytes, words: Sequence[str], clear: bytes) -> list[float]:
    """The milliseconds until all is settled, for every letter of `words`."""
    times: list[float] = []
    with running(program) as run:
        run.wait(program.expect, program.live_after)
        run.settle()
        time.sleep(1.0)  # a bench may
        run.settle()
        for word in words:
            if open_bar:
                run.press(open_bar)
            answers = [run.press(letter.encode()) for letter in word]
            times += [answer[1] for answer in answers if answer is not None]
            run.press(clear)
    return times


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("-n", type=int, default=9)
    parser.add_argument("--fzf")
    parser.add_argument("--headlines", type=Path, help="for fzf: one a line")
    parser.add_argument("--keys", default="harbour,hrabour,minister treaty,harborr")
    parser.add_argument("--no-start", action="store_true")
    given = parser.parse_args()
    os.chdir(ROOT)
    fzf = None
    if given.fzf and given.headlines:
        last = given.headlines.read_text("utf-8").split("\n", 1)[0]
        command = f"exec '{given.fzf}' < '{given.headlines}'"
        fzf = Program("fzf", ["sh", "-c", command], last.split()[0].encode())
    print(f"{'':44} {'median':>9} {'p95':>9}   beside hello")
    if not given.no_start:
        starts(given.home, given.n, fzf)
    words = given.keys.split(",")
    app = ours(given.home)
    app.expect = b"articles"
    row("a letter in the search bar, settled", keys(app, b"/", words, b"\x1b\x1b"))
    if fzf is not None:
        row("a letter in fzf, headlines only, settled", keys(fzf, b"", words, b"\x15"))
    with running(app) as run:
        run.wait(b"articles", TEXTUAL)
        run.settle()
        downs = [run.press(b"j") for _ in range(3 * given.n)]
        opens = []
        for _ in range(given.n):
            run.press(b"j")
            opens.append(run.press(b"\r"))
            run.press(b"h")
        row("down", [done[1] for done in downs if done])
        row("into the text", [done[1] for done in opens if done])


if __name__ == "__main__":
    main()
