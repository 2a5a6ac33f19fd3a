"""However the program ends, the terminal is as it was, and what was done is kept."""

import os
import signal
import sqlite3  # noqa: TID251 - to look into the store from outside
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.terminal.pty import Terminal, is_running, on_terminal

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)


def _states(home: Path) -> list[tuple[int, int]]:
    with closing(sqlite3.connect(home / "library.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT read, starred FROM states ORDER BY id").fetchall()


def _shows(terminal: Terminal, text: str) -> bool:
    return terminal.text == text


@pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)
def test_a_signal_leaves_in_good_order(news: Path, home: Path, number: signal.Signals) -> None:
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        children = terminal.children()
        terminal.type("mf")  # read, and a star
        terminal.wait_for("★")
        assert terminal.modes()["1049"]
        terminal.signal(number)
        assert terminal.ended(4) == 128 + number
        terminal.assert_given_back()
        assert b"Traceback" not in terminal.written
    assert not any(map(is_running, children))
    assert (1, 1) in _states(home)


def test_a_signal_while_it_starts(news: Path) -> None:
    # At the first byte of the first mode; there is no gap in which the signal's default would do.
    with on_terminal(news) as terminal:
        terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.written)
        terminal.signal(signal.SIGTERM)
        assert terminal.ended(5) == 143
        terminal.assert_given_back()


def test_a_signal_while_the_terminal_takes_nothing(news: Path) -> None:
    (news / "long.txt").write_text("3 May 2026\n\nLong\n\n" + "word " * 40_000, "utf-8")
    with on_terminal(news, size=(200, 60)) as terminal:
        terminal.wait_for("3 articles", "Long")
        for _ in range(60):  # far more than the terminal's buffer holds; nobody reads
            os.write(terminal._master, b"l  h")
        terminal.signal(signal.SIGTERM)
        end = time.monotonic() + 6
        while terminal.process.poll() is None and time.monotonic() < end:
            os.waitid(os.P_PID, terminal.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        assert terminal.process.poll() == 143


@pytest.mark.parametrize("ignoring", [False, True], ids=["plain", "nohup"])
def test_the_terminal_goes_away(news: Path, home: Path, ignoring: bool) -> None:
    def prepare() -> None:
        if ignoring:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    with on_terminal(news, prepare=prepare) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        children = terminal.children()
        terminal.type("m")
        terminal.wait_without("▌Ferry")
        terminal.hang_up()
        assert terminal.ended(3) == 129
    assert not any(map(is_running, children))
    assert (1, 0) in _states(home)


def test_asleep_and_awake(news: Path) -> None:
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        for sleep in ("key", signal.SIGTSTP, signal.SIGSTOP):
            terminal.settle()
            before = terminal.text
            if isinstance(sleep, signal.Signals):
                terminal.signal(sleep)
            else:
                terminal.type("\x1a")
            _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
            assert os.WIFSTOPPED(status)
            terminal.settle()
            if sleep != signal.SIGSTOP:  # which no program notices
                terminal.assert_given_back()
            terminal.screen.reset()  # the shell painted over it
            terminal.signal(signal.SIGCONT)
            terminal.wait_until(partial(_shows, terminal, before), 5, "the same screen")
            modes = terminal.modes()
            assert modes["1049"]
            assert modes["1000"]
            assert modes["2004"]
        terminal.type("q")
        assert terminal.ended() == 0
        terminal.assert_given_back()
