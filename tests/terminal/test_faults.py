"""A mistake of ours: the terminal as it was, one line, and the rest in the log."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.pty import PROGRAM, environment, on_terminal

_BREAK = """
import sys
{breaking}
from reader.cli.ends import guarded
sys.exit(guarded(sys.argv[1:]))
"""
_RAISE = 'raise ZeroDivisionError("the \\x1b[31mred\\nerror")'
_PLACES = {
    "action": ("reader.view.screens.main", "MainScreen.action_toggle_star"),
    "message": ("reader.view.screens.main", "MainScreen.on_marked_text_scrolled"),
    "drawing": ("reader.view.widgets.marked_text", "MarkedText.draw_line"),
    "thread": ("reader.view.jobs", "Loader._listen"),
    "mount": ("reader.view.screens.main", "MainScreen.on_mount"),
    "compose": ("reader.view.screens.main", "MainScreen.compose"),
    "keys": ("textual.drivers.linux_driver", "LinuxDriver.run_input_thread"),
}
"""Where it breaks: a module, and what in it."""
_LATER = ("action", "message")
"""These need a key."""


def _breaking(place: str) -> tuple[str, ...]:
    module, name = _PLACES[place]
    code = f"import {module} as module\ndef broken(*_, **__): {_RAISE}\nmodule.{name} = broken"
    return sys.executable, "-c", _BREAK.format(breaking=code)


@pytest.mark.parametrize("place", _PLACES)
def test_a_mistake_is_one_line_and_a_log(news: Path, home: Path, place: str) -> None:
    with on_terminal(news, program=_breaking(place), size=(160, 30)) as terminal:
        if place in _LATER:
            terminal.wait_for("2 articles")
            terminal.type("f" if place == "action" else "ljj")
        assert terminal.ended() == 1
        terminal.assert_given_back()
        last = bytes(terminal.written).rpartition(b"\x1b[?")[2].partition(b"l")[2]
        assert last.count(b"\r\n") == 1
        assert b"ZeroDivisionError: the \\x1b[31mred\\nerror" in last
        assert str(home / "broadsheet.log").encode() in last
        assert b"Traceback" not in terminal.written
    log = (home / "broadsheet.log").read_bytes()
    assert b"Traceback" in log
    assert _PLACES[place][1] or b"broken" in log
    assert not set(log) & ({*range(0x20)} - {0x0A} | {0x7F})


def test_nothing_is_warned_about(news: Path) -> None:
    program = (sys.executable, "-X", "dev", "-W", "error", "-m", "reader")
    with on_terminal(news, program=program) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph", timeout_s=40)
        for key in ("l", "j", " ", "h", "m", "/", "bread", "\r", "n", "?", "q", ":"):
            terminal.type(key)
            terminal.settle(0.1)
        terminal.type("\x1b")
        terminal.settle(0.3)
        terminal.type("\x11")
        assert terminal.ended() == 0
        for word in (b"Warning", b"Traceback", b"never awaited"):
            assert word not in terminal.written


@pytest.mark.parametrize(
    ("words", "stdin", "status", "said"),
    [
        ((), b"", 2, b"standard output is no terminal"),
        (("NEWS",), b"", 2, b"standard output is no terminal"),
        (("-",), b"", 2, b"standard output is no terminal"),
        (("-",), b"\x7fELF\0\0", 2, b"standard output is no terminal"),
    ],
)
def test_without_a_terminal(
    news: Path, words: tuple[str, ...], stdin: bytes, status: int, said: bytes
) -> None:
    done = subprocess.run(
        [*PROGRAM, *(str(news) if word == "NEWS" else word for word in words)],
        env=environment(), input=stdin, capture_output=True, timeout=5, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (status, b"")
    assert said in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr
