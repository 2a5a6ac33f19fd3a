"""The first picture: on the screen at once, replaced without a flicker, and never in the way."""

import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import first_picture
from tests.terminal.conftest import BAKERY, FERRY
from tests.terminal.pty import ROOT, Terminal, on_terminal

OTHER_SCREEN = b"\x1b[?1049h"
TEXTUAL = b"\x1b[?1004h"
"""What only Textual switches on: before it, nothing but the picture was written."""


@dataclass(frozen=True)
class Left:
    """What one start of the program left behind."""

    home: Path
    seen: str
    """The screen at its end."""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same two articles for every start here; nobody changes them."""
    folder = tmp_path_factory.mktemp("kept") / "news"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, "utf-8")
    (folder / "bakery.txt").write_text(BAKERY, "utf-8")
    return folder


@pytest.fixture(scope="module")
def left(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Left:
    """Start and leave, once for all that come after it."""
    home = tmp_path_factory.mktemp("left") / "home"
    with on_terminal(news, BROADSHEET_HOME=str(home)) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        terminal.settle()
        seen = terminal.text
        terminal.type("q")
        assert terminal.ended() == 0
    return Left(home, seen)


@pytest.fixture
def seen(left: Left, home: Path) -> str:
    """This start is the second one; the screen of the first."""
    shutil.copytree(left.home, home)
    return left.seen


def _before_textual(terminal: Terminal) -> bytes:
    return bytes(terminal.written).partition(TEXTUAL)[0]


def test_the_second_start_shows_at_once_what_the_first_one_left(
    news: Path, home: Path, seen: str
) -> None:
    assert (home / "first-picture").stat().st_mode & 0o077 == 0
    with on_terminal(news) as terminal:
        terminal.wait_until(lambda: b"\x1b[?2026l" in terminal.written)
        assert terminal.text == seen
        assert b"Ferry service" in _before_textual(terminal)
        terminal.wait_until(lambda: TEXTUAL in terminal.written)
        terminal.settle()
        terminal.wait_for("2 articles", "Closing paragraph")
        assert terminal.text == seen
        # Once more would empty the screen that is there.
        assert terminal.written.count(OTHER_SCREEN) == 1
        terminal.type("q")
        assert terminal.ended() == 0
        terminal.assert_given_back()


@pytest.mark.usefixtures("seen")
def test_what_is_typed_before_the_app_is_there_is_obeyed(news: Path) -> None:
    with on_terminal(news) as terminal:
        terminal.wait_until(lambda: b"\x1b[?2026l" in terminal.written)
        terminal.type("/bakery\r")
        terminal.wait_for("1 of 2", "Ana Ferreira")
        terminal.type("q")
        terminal.ended()
        terminal.assert_given_back()


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_in_its_first_moment(news: Path, number: signal.Signals) -> None:
    with on_terminal(news) as terminal:
        terminal.wait_until(lambda: OTHER_SCREEN in terminal.written)
        terminal.signal(number)
        assert terminal.ended(5) == 128 + number
        terminal.assert_given_back()


@pytest.mark.usefixtures("seen")
def test_a_wrong_setting_is_said_in_the_window(news: Path, home: Path) -> None:
    (home / "settings.toml").write_text("column = 'wide'\n", "utf-8")
    with on_terminal(news) as terminal:
        terminal.wait_for("column:")  # the line is broken somewhere, as the path is long
        terminal.type("q")
        assert terminal.ended() == 0
        terminal.assert_given_back()


@pytest.mark.usefixtures("seen")
def test_another_terminal_gets_no_picture_of_this_one(news: Path) -> None:
    for other in (
        on_terminal(news, NO_COLOR="1"),
        on_terminal(news, TERM="xterm"),
        on_terminal(news, size=(90, 24)),
    ):
        with other as terminal:
            terminal.wait_for("2 articles")
            assert b"Ferry" not in _before_textual(terminal)


@pytest.mark.usefixtures("seen")
def test_other_articles_get_no_picture_of_these(news: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_text("3 May 2026\n\nOranges\n\nRipe.\n", "utf-8")
    with on_terminal(other) as terminal:
        terminal.wait_for("Oranges")
        assert b"Ferry" not in _before_textual(terminal)


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize(
    "harm", ["\x1b]0;title\x07", "\x1b[2J", "\x1b[?1049l", "\x07", "\x9b2J", "\x1bc", "\x1b[3"]
)
def test_a_picture_that_somebody_changed_is_not_shown(news: Path, home: Path, harm: str) -> None:
    kept = home / "first-picture"
    key, first, *lines = kept.read_text("utf-8").split("\n")
    kept.write_text("\n".join([key, first + harm, *lines]), "utf-8")
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        assert b"Ferry" not in _before_textual(terminal)


def test_a_search_is_no_picture_of_the_next_start(news: Path, home: Path) -> None:
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        terminal.type("/bakery\r")
        terminal.wait_for("1 of 2")
        terminal.type("q")
        terminal.ended()
    assert not (home / "first-picture").exists()


@given(st.text(st.characters(codec="utf-8", max_codepoint=0x2FF) | st.sampled_from("\x1b[m;0")))
def test_only_colours_and_printable_signs_pass(line: str) -> None:
    if first_picture._harmless(line):
        rest = line
        while "\x1b" in rest:
            before, _, rest = rest.partition("\x1b")
            assert before.isprintable() or not any(
                sign < " " or "\x7f" <= sign < "\xa0" for sign in before
            )
            assert rest.startswith("[")
            colours, end, rest = rest[1:].partition("m")
            assert end
            assert set(colours) <= set("0123456789;")
        assert not any(sign < " " or "\x7f" <= sign < "\xa0" for sign in rest)


def test_nothing_that_takes_time_is_imported_before_it() -> None:
    code = (
        "import os, sys; before = set(sys.modules); import reader.__main__, reader.cli.ends;"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert set(done.stdout.split()) <= {
        "reader", "reader.__main__", "reader.cli", "reader.cli.ends", "reader.cli.words",
        "reader.first_picture", "termios", "_signal",
    }  # fmt: skip
