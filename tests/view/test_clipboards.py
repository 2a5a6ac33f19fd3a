"""What is copied, and by whom."""

from pathlib import Path

import pytest

from reader.view.clipboards import copy_by, program, visible


def test_only_what_is_visible_is_copied() -> None:
    assert visible("a\x1b]52;c;eA==\x07b\tc\nd\u202e\x00") == "a␛]52;c;eA==␇b c\nd\ufffd␀"


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    for name in ("wl-copy", "xclip", "xsel", "tmux"):
        (tmp_path / name).write_text(f'#!/bin/sh\ncat > {tmp_path}/copied\n[ "$1" != -b ]\n')
        (tmp_path / name).chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({"TERM": "xterm-kitty"}, None),
        ({"VTE_VERSION": "7600"}, None),
        ({"VTE_VERSION": "7600", "WAYLAND_DISPLAY": "w"}, "wl-copy"),
        ({"VTE_VERSION": "7600", "DISPLAY": ":0"}, "xclip"),
        ({"VTE_VERSION": "7600", "DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"}, None),
        ({"TMUX": "x", "SSH_CONNECTION": "1"}, "tmux"),
        ({"KONSOLE_VERSION": "230800", "DISPLAY": ":0"}, "xclip"),
        ({"KONSOLE_VERSION": "250400", "DISPLAY": ":0"}, None),
        ({"TERM": "linux"}, None),
    ],
)
def test_who_copies(tools: Path, environment: dict[str, str], chosen: str | None) -> None:
    command = program({**environment, "PATH": str(tools)})
    assert (command[0] if command else None) == chosen


def test_a_program_gets_the_text(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    assert copy_by(("wl-copy",), "Café\nx") is None
    assert (tools / "copied").read_text("utf-8") == "Café\nx"
    assert copy_by(("xsel", "-b"), "x") == "xsel: status 1"
    assert copy_by(("nobody-has-this",), "x") == "nobody-has-this: No such file or directory"
