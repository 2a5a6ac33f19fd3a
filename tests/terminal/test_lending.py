"""The terminal lent to an editor, a clipboard and a browser, and taken back whole."""

import base64
import re
from pathlib import Path

import pytest

from tests.terminal.pty import on_terminal


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


def test_an_editor_has_the_terminal_and_its_changes_are_read(news: Path, tmp_path: Path) -> None:
    editor = script(
        tmp_path / "editor",
        'echo "given $# words"; read line; printf "\\nAdded: %s\\n" "$line" >> "$1"',
    )
    with on_terminal(news, EDITOR=str(editor), VISUAL=None) as terminal:
        terminal.wait_for("Closing paragraph")
        terminal.type("e")
        terminal.wait_for("given 1 words")
        assert not terminal.modes().get("1049", True)
        terminal.type("by hand\r")
        terminal.wait_for("Added: by hand", "Bakery")
        assert terminal.modes().get("1049")
        terminal.type("q")
        assert terminal.ended() == 0
        terminal.assert_given_back()


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("/bin/false", "status 1"),
        ("/no/such/editor", "/no/such/editor:"),
        ("'", "not a command"),
        ("", "no editor is chosen"),
        ("sh -c 'printf \"\\033[2J\\033[?1000h\\033]0;x\\007\"; exit 3'", "status 3"),
        ("sh -c 'kill -INT $PPID; exit 4'", "status 4"),
    ],
)
def test_an_editor_that_fails_is_named(news: Path, editor: str, said: str) -> None:
    with on_terminal(news, EDITOR=editor, VISUAL=None, size=(160, 30)) as terminal:
        terminal.wait_for("Closing paragraph")
        terminal.type("e")
        terminal.wait_for(said, "Closing paragraph", "Bakery")
        terminal.type("q")
        assert terminal.ended() == 0
        terminal.assert_given_back()


def test_one_sequence_copies_visible_text(news: Path) -> None:
    with on_terminal(
        news, TMUX=None, VTE_VERSION=None, KONSOLE_VERSION=None, TERM_PROGRAM=None
    ) as terminal:
        terminal.wait_for("Closing paragraph")
        terminal.type("\rvjjy")
        terminal.wait_for("Copied: Ferry")
        copies = re.findall(rb"\x1b\]52;c;([^\x07\x1b]*)(?:\x07|\x1b\\)", bytes(terminal.written))
        assert len(copies) == 1
        text = base64.b64decode(copies[0], validate=True).decode()
        assert text.startswith("Ferry service")
        assert text.endswith("120 passengers.")
        assert all(sign >= " " or sign == "\n" for sign in text)


def test_a_browser_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "---\ntitle: With an address\nurl: https://a.example/$(touch+PWNED)\n---\nText of it.\n"
    )
    browser = script(
        tmp_path / "browser", f'printf "\\033[2JWRITTEN"; printf "%s" "$1" > {tmp_path}/got'
    )
    with on_terminal(article, BROWSER=str(browser)) as terminal:
        terminal.wait_for("Text of it")
        terminal.type("o")
        terminal.wait_for("Open a.example?")
        terminal.type("\r")
        terminal.wait_for("Opened a.example")
        assert "WRITTEN" not in terminal.text
        assert (tmp_path / "got").read_text() == "https://a.example/$(touch+PWNED)"
