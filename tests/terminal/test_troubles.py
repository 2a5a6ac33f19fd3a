"""A store or a folder in disorder: named in a line, and everything else goes on."""

import os
import sqlite3  # noqa: TID251 - another process on the store
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.pty import on_terminal


def _zeroed(store: Path) -> None:
    store.write_bytes(bytes(4_096) + store.read_bytes()[4_096:])


def _empty(store: Path) -> None:
    store.write_bytes(b"")


def _folder(store: Path) -> None:
    store.unlink()
    store.mkdir()


def _toast(text: str) -> str:
    """What the toast on the left says, its line breaks and blanks left out."""
    lines = (line[1:30] for line in text.splitlines() if line.startswith("▌ "))
    return "".join("".join(lines).split())


@pytest.mark.parametrize("damage", [_zeroed, _empty, _folder])
def test_a_broken_store_is_named(news: Path, home: Path, damage: Callable[[Path], None]) -> None:
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        terminal.type("mq")
        assert terminal.ended() == 0
    for name in ("library.db-wal", "library.db-shm"):
        (home / name).unlink(missing_ok=True)
    damage(home / "library.db")
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles")
        terminal.wait_until(lambda: "library.db" in _toast(terminal.text), 20, "the store's name")
        terminal.type("lq")
        assert terminal.ended() == 0
        assert b"Traceback" not in terminal.written


def test_a_home_that_is_a_file(news: Path, tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("not a folder", "utf-8")
    with on_terminal(news, BROADSHEET_HOME=str(place)) as terminal:
        terminal.wait_for("2 articles")
        terminal.wait_until(lambda: "nothingis" in _toast(terminal.text), 20, "what follows")
        terminal.type("mq")
        assert terminal.ended() == 0
    assert place.read_text("utf-8") == "not a folder"


def test_two_at_once_and_a_lock(news: Path, home: Path) -> None:
    with on_terminal(news) as one, on_terminal(news) as other:
        for terminal in (one, other):
            terminal.wait_for("2 articles", "Closing paragraph")
        with closing(sqlite3.connect(home / "library.db", isolation_level=None)) as holder:
            holder.execute("BEGIN EXCLUSIVE")
            one.type("m")
            one.wait_without("▌Ferry", timeout_s=2)  # answers all the same
            other.type("jm")
            other.wait_without("▌Bakery", timeout_s=2)
            one.wait_until(lambda: "holdsthelock" in _toast(one.text), 5, "the lock")
            holder.execute("ROLLBACK")
        for terminal in (one, other):
            terminal.type("q")
            assert terminal.ended() == 0
    with closing(sqlite3.connect(home / "library.db")) as connection:
        assert connection.execute("SELECT sum(read) FROM states").fetchone() == (2,)


def test_what_could_not_be_saved_is_told(news: Path, home: Path) -> None:
    with on_terminal(news) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        with closing(sqlite3.connect(home / "library.db", isolation_level=None)) as holder:
            holder.execute("BEGIN EXCLUSIVE")
            terminal.type("mq")
            assert terminal.ended() == 1
        terminal.assert_given_back()
        assert b"could not be saved" in terminal.written.rpartition(b"\x1b")[2]


def test_a_folder_in_disorder(news: Path) -> None:
    (news / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (news / "empty.txt").write_bytes(b"")
    os.mkfifo(news / "fifo.txt")
    (news / "self.txt").symlink_to(news / "self.txt")
    (news / "nowhere.txt").symlink_to(news / "gone")
    (news / "loop").symlink_to(news)
    strange = (b"-rf.txt", b"new\nline.txt", b"esc\x1b[31m.txt", b"not-\xff\xfe-utf8.txt")
    for number, name in enumerate(strange):
        text = f"{number + 1} May 2026\n\nStrange {number}\n\nIts words.\n"
        Path(os.fsdecode(os.fsencode(news) + b"/" + name)).write_text(text, "utf-8")
    with on_terminal(news, news, news / "ferry.txt", size=(100, 40)) as terminal:
        terminal.wait_for("6 articles", "Not readable", *(f"Strange {n}" for n in range(4)))
        (news / "bakery.txt").unlink()
        terminal.type("Gl")
        terminal.wait_for("Ana Ferreira")
        terminal.type("q")
        assert terminal.ended() == 0
        terminal.assert_given_back()
