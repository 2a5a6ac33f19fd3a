"""From a key to its frame in a large library and in a long article, beside hello-world's key.

    PYTHONPATH=. python tests/bench/room_bench.py [-n 7] [--articles 10000] [--words 100000] [--home DIR]

The program itself and a hello-world of Textual stand on pseudo-terminals of 120 by 40 at the same
time; before each key of ours hello-world gets one. The library is read, marked and frozen before;
with `--home` it is kept there, and found there the next time.

Shape:   a line for each key: how long until its first frame was painted, median and 95th
         percentile, and what part or multiple of hello-world's that is; until the last byte before a
         quiet moment; the longest turn of the event loop till then, painting excluded, median and worst; the
         worst one without what Textual does by itself (see `turns`); how many turns were longer
         than 16 ms; and what painting took, all frames together, median.
Units:   milliseconds. Frames are told by the clock, turns by the time they had the processor.
"""

import argparse
import fcntl
import os
import re
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.bench.probes import article, median, p95
from tests.bench.terminal_bench import COLUMNS, ROWS, TEXTUAL, Program, Run, running
from tests.bench.turns import Turn, read_turns

ROOT = Path(__file__).parents[2]
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("Hello, world")
    def on_key(self, event):
        self.query_one(Static).update(f"You pressed {event.key}")
Hello().run()
"""
FRAME = b"\x1b[?2026l"
"""The end of a frame, where the terminal knows synchronised updates."""
PATIENCE_S = 1.0
AIM_MS = 16.0

ESC, ENTER, BACK, PAGE_DOWN = b"\x1b", b"\r", b"\x7f", b"\x1b[6~"


@dataclass
class Measured:
    """One sort of key; seconds and milliseconds as they come."""

    frames: list[float] = field(default_factory=list)
    hellos: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)
    turns: list[list[Turn]] = field(default_factory=list)


class Room:
    """The program and hello-world, and what their keys took."""

    def __init__(self, ours: Run, hello: Run, turns: Path) -> None:
        self.ours = ours
        self._hello = hello
        self._turns = turns
        self._letter = 0
        self._spans: list[tuple[str, float, float]] = []
        self.measured: dict[str, Measured] = {}

    def press(self, name: str, key: bytes) -> None:
        """Press a key of ours, after one of hello-world's."""
        self.do(name, lambda: self.ours.write(key))

    def do(self, name: str, action: Callable[[], object]) -> None:
        """The same for anything that is done to the terminal."""
        self._letter = (self._letter + 1) % 26
        hello = timed(self._hello, lambda: self._hello.write(b"%c" % (97 + self._letter)))
        begun = time.monotonic()
        ours = timed(self.ours, action)
        if hello is None or ours is None:
            print(f"no frame: {name}", file=sys.stderr)
            return
        here = self.measured.setdefault(name, Measured())
        here.frames.append(ours[0])
        here.hellos.append(hello[0])
        here.settled.append(ours[1])
        self._spans.append((name, begun, time.monotonic()))

    def resize(self, name: str, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        self.do(name, lambda: fcntl.ioctl(self.ours.master, termios.TIOCSWINSZ, size))

    def quietly(self, *keys: bytes) -> None:
        """Press keys that are not measured."""
        for key in keys:
            timed(self.ours, lambda key=key: self.ours.write(key))  # type: ignore[misc]

    def end(self) -> None:
        """Find the turns of each key."""
        turns = read_turns(self._turns)
        for name, begun, ended in self._spans:
            own = [turn for turn in turns if begun <= turn.begun < ended]
            self.measured[name].turns.append(own)


def timed(run: Run, action: Callable[[], object]) -> tuple[float, float] | None:
    """Seconds from `action` to the end of the first frame, and to the last byte before it is quiet."""
    known, begun = len(run.chunks), time.monotonic()
    action()
    run.read(PATIENCE_S)
    if len(run.chunks) == known:
        return None
    run.settle()
    written, first = b"", None
    for moment, data in run.chunks[known:]:
        written += data
        if first is None and FRAME in written:
            first = moment
    last = run.chunks[-1][0]
    return ((first or last) - begun), last - begun


def make_home(home: Path, articles: int, words: int) -> None:
    """A library of many short articles, the newest of them long: read, marked and frozen."""
    news = home / "news"
    for number in range(articles):
        day = date(2026, 3, 11) - timedelta(days=number // 10)
        text = article(150, number + 5, f"Number {number} of many", f"{day:%-d %B %Y}")
        place = news / f"desk{number % 7}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.txt").write_text(text, "utf-8")
    (news / "desk0" / "long.txt").write_text(
        article(words, 2, "Long of words", "12 March 2026"), "utf-8"
    )
    (home / "settings.toml").write_text(f'folders = ["{news}"]\nlook_again_seconds = 0\n', "utf-8")
    begun = time.monotonic()
    with running(_ours(home, ["-m", "reader"])) as run:
        run.wait(b"articles", TEXTUAL, timeout_s=60)
        while run.children:
            run.read(1.0)
            run.chunks.clear()
    print(f"read, marked and frozen within {time.monotonic() - begun:.0f} s", file=sys.stderr)


def _ours(home: Path, how: list[str]) -> Program:
    environment = {"BROADSHEET_HOME": str(home), "PYTHONPATH": str(ROOT)}
    return Program("broadsheet", [sys.executable, *how], b"", TEXTUAL, environment)


@contextmanager
def both(home: Path) -> Iterator[Room]:
    """The program and hello-world, ready for keys."""
    with tempfile.TemporaryDirectory() as place:
        turns = Path(place) / "turns"
        watched = _ours(home, ["-m", "tests.bench.turns", str(turns)])
        hello = Program("hello", [sys.executable, "-c", HELLO], b"Hello", TEXTUAL)
        with running(hello) as other, running(watched) as run:
            other.wait(b"Hello", TEXTUAL)
            run.wait(b"articles", TEXTUAL)
            end = time.monotonic() + 30
            while run.children and time.monotonic() < end:
                run.read(0.5)
            run.settle()
            other.settle()
            room = Room(run, other, turns)
            yield room
            room.end()


def in_the_list(room: Room) -> None:
    """Keys at the list."""
    room.quietly(ESC, ESC, b"g")
    for _ in range(5):
        room.press("list: next article", b"j")
    for _ in range(3):
        room.press("list: page down", PAGE_DOWN)
    room.quietly(b"g", b"j", b"j")
    for key, name in ((b"m", "read"), (b"f", "star"), (b"u", "undo that"), (b"u", "undo that")):
        room.press(f"list: {name}", key)
    for _ in range(5):
        room.press("list: sort", b"s")
    for _ in range(2):
        room.press("list: the other way round", b"S")
    for _ in range(2):
        room.press("list: only unread, all", b"a")
    room.press("list: mark all read", b"A")
    time.sleep(1.0)
    room.press("list: undo that", b"u")
    time.sleep(1.0)
    room.press("search: open", b"/")
    for letter in b"rotterdam million":
        room.press("search: a letter", b"%c" % letter)
    room.press("search: Enter", ENTER)
    room.press("search: next hit", b"n")
    room.quietly(b"h")
    room.press("search: end", ESC)
    for columns, lines in ((90, 30), (COLUMNS, ROWS)):
        room.resize("list: resize", columns, lines)
    room.press("list: X-Ray", b"x")
    room.press("list: X-Ray, close", b"x")


def in_the_text(room: Room) -> None:
    """Keys in the long article, which is the newest."""
    room.quietly(ESC, ESC, b"g", b"j")
    room.press("text: opened", b"k")
    room.press("text: into it", ENTER)
    for _ in range(3):
        room.press("text: page down", PAGE_DOWN)
    for _ in range(6):
        room.press("text: next mark", b"]")
    for name, key in (("card", ENTER), ("card, close", ESC)):
        room.press(f"text: {name}", key)
    room.press("text: everywhere", b"*")
    room.press("text: back from there", BACK)
    room.quietly(ESC)
    for name, key in (("X-Ray", b"x"), ("X-Ray, close", b"x")):
        room.press(f"text: {name}", key)
    room.press("text: find", b"\x06")
    for letter in b"rotterdam":
        room.press("text: find, a letter", b"%c" % letter)
    room.press("text: find, next", ENTER)
    room.press("text: find, end", ESC)
    for name, key in (("figures", b"F"), ("figures, close", ESC)):
        room.press(f"text: {name}", key)
    for name, key in (("zen", b"z"), ("zen, end", b"z")):
        room.press(f"text: {name}", key)
    for name, key in (("end", b"G"), ("home", b"g")):
        room.press(f"text: {name}", key)
    for _ in range(20):
        room.quietly(PAGE_DOWN)
    for columns, lines in ((90, 30), (COLUMNS, ROWS)):
        room.resize("text: resize", columns, lines)
    room.press("text: wider", b"+")
    room.press("text: narrower", b"-")
    room.press("text: next article", b"J")
    room.press("text: previous article", b"K")


def say(room: Room) -> None:
    """The table."""
    hellos = [each for here in room.measured.values() for each in here.hellos]
    print(f"hello-world's key: median {median(hellos):.1f} ms, p95 {p95(hellos):.1f} ms")
    print(
        f"{'':32}{'frame':>8}{'p95':>8}{'÷ hello':>9}{'settled':>9}"
        f"{'turn':>8}{'worst':>8}{'bare':>8}{'> 16':>6}{'paint':>8}"
    )
    for name, here in room.measured.items():
        longest = [max((turn.ours for turn in own), default=0.0) for own in here.turns]
        bare = max((turn.bare for own in here.turns for turn in own), default=0.0)
        over = sum(turn.ours > AIM_MS for own in here.turns for turn in own)
        paints = [sum(turn.painting for turn in own) / 1000 for own in here.turns]
        print(
            f"{name:32}{median(here.frames):8.1f}{p95(here.frames):8.1f}"
            f"{median(here.frames) / median(here.hellos):9.2f}{median(here.settled):9.1f}"
            f"{median(longest) / 1000:8.1f}{max(longest):8.1f}{bare:8.1f}{over:6}{median(paints):8.1f}"
        )


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("-n", type=int, default=7, help="rounds")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--home", type=Path, help="where the library is kept, or made")
    parser.add_argument("--only", default="", help="lines whose names match this are printed")
    options = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as place:
        home = options.home or Path(place) / "home"
        if not (home / "settings.toml").exists():
            home.mkdir(parents=True, exist_ok=True)
            make_home(home, options.articles, options.words)
        with both(home) as room:
            for _ in range(options.n):
                in_the_list(room)
                in_the_text(room)
        room.measured = {
            name: here for name, here in room.measured.items() if re.search(options.only, name)
        }
        say(room)
    return 0


if __name__ == "__main__":
    sys.exit(main())
