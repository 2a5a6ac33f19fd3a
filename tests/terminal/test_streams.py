"""Streams that are no terminal, and terminals that speak little."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.pty import on_terminal


@contextmanager
def _pipe(data: bytes) -> Iterator[int]:
    """The reading end of a pipe that holds `data`."""
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    try:
        yield reading
    finally:
        os.close(reading)


def test_piped_articles_and_keys_from_the_terminal() -> None:
    article = b"3 May 2026\n\nPiped headline\n\nIts text.\n"
    with _pipe(article) as stdin, on_terminal("-", stdin=stdin) as terminal:
        terminal.wait_for("Piped headline", "Its text.", "1 article")
        terminal.type("q")
        assert terminal.ended() == 0
        terminal.assert_given_back()


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"\x7fELF\x02\x01\0\0\xff\xfe" * 50], ids=["nothing", "blank", "binary"]
)
def test_what_is_piped_is_no_article(data: bytes) -> None:
    with _pipe(data) as stdin, on_terminal("-", stdin=stdin) as terminal:
        terminal.wait_for("No articles here", "Not readable")
        terminal.type("q")
        assert terminal.ended() == 1  # nothing of what was asked for can be read
        terminal.assert_given_back()


def test_standard_input_without_a_dash(news: Path) -> None:
    with _pipe(b"text") as stdin, on_terminal(news, stdin=stdin) as terminal:
        assert terminal.ended(4) == 2
        assert b"standard input is no terminal" in terminal.written
        assert b"\x1b" not in terminal.written


def test_standard_error_in_a_file(news: Path, tmp_path: Path) -> None:
    log = tmp_path / "errors"
    with log.open("wb") as stderr, on_terminal(news, stderr=stderr.fileno()) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph")
        terminal.type("q")
        assert terminal.ended() == 0
        terminal.assert_given_back()
    assert log.read_bytes() == b""


@pytest.mark.parametrize(
    "changes",
    [
        {"TERM": "dumb"},
        {"TERM": None, "COLORTERM": None},
        {"TERM": "vt100", "COLORTERM": None},
        {"TERM": "linux", "COLORTERM": None},
        {"TERM": "screen", "COLORTERM": None},
        {"TERM": "tmux-256color", "COLORTERM": None, "LANG": "POSIX"},
        {"LANG": "C", "LC_ALL": "C"},
    ],
    ids=lambda changes: " ".join(f"{key}={value}" for key, value in changes.items()),
)
def test_any_kind_of_terminal(news: Path, changes: dict[str, Any]) -> None:
    with on_terminal(news, **changes) as terminal:
        terminal.wait_for("2 articles", "Closing paragraph", "▌Ferry service", "─┬─")
        terminal.type("q")
        assert terminal.ended() == 0
        terminal.assert_given_back()


def test_a_terminal_without_unicode(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("3 May 2026\n\nCafé “Süd” – 東京 opens…\n\nIt costs €3 to enter.\n", "utf-8")
    with on_terminal(path, PYTHONIOENCODING="ascii") as terminal:
        terminal.wait_for('Cafe "Sud" - ???? opens.', "It costs ?3 to enter.", "1 article")
        assert max(terminal.written) < 0x80
        # Every sign is as wide as the one it stands for: the rule between the panes is straight.
        terminal.settle()
        rule = terminal.screen.display[1].index("+")
        assert all(line[rule] == "|" for line in terminal.screen.display[2:-2])
        terminal.type("q")
        assert terminal.ended() == 0


def _is_grey(colour: str) -> bool:
    return colour == "default" or (len(colour) == 6 and colour[:2] == colour[2:4] == colour[4:])


def test_without_colours(news: Path) -> None:
    with on_terminal(news, NO_COLOR="1") as terminal:
        terminal.wait_for("2 articles", "Closing paragraph", "▌Ferry", "▌Bakery")
        terminal.settle()
        buffer = terminal.screen.buffer

        def cells(words: str, nth: int = 0) -> list[Any]:
            line, column = _places(terminal.screen.display, words)[nth]
            return [buffer[line][column + place] for place in range(len(words))]

        assert all(
            _is_grey(cell.fg) and _is_grey(cell.bg)
            for row in buffer.values()
            for cell in row.values()
        )
        ferry, bakery = cells("Ferry service")[0], cells("Bakery wins")[0]
        assert ferry.bold, "unread is bold"
        assert (ferry.bg, ferry.reverse) != (bakery.bg, bakery.reverse), "the cursor's row"
        kinds = {_shape(cells(word)[0]) for word in ("Elin Dahl", "Norrvik on", "120")}
        assert len(kinds) == 3, kinds
        assert _shape(cells("said the")[0]) not in kinds
        terminal.type("m")
        terminal.wait_without("▌Ferry")
        terminal.type("/storm")
        terminal.wait_for("1 of 2", "in this one")
        terminal.settle()
        hit, plain = cells("storm", -1)[0], cells("damaged", -1)[0]
        assert (hit.reverse, hit.underscore, hit.bold) != (
            plain.reverse,
            plain.underscore,
            plain.bold,
        )
        terminal.type("\x11")
        assert terminal.ended() == 0


def _places(lines: list[str], words: str) -> list[tuple[int, int]]:
    return [(y, line.index(words)) for y, line in enumerate(lines) if words in line]


def _shape(cell: Any) -> tuple[bool, ...]:
    return cell.bold, cell.italics, cell.underscore, cell.reverse
