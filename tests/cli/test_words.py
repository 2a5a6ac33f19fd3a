"""The quick way into the app takes what the long way would."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from reader.cli import ends, windows
from reader.cli.commands import broadsheet
from reader.cli.words import COMMANDS, only_paths

ROOT = Path(__file__).parents[2]


def test_every_command_is_known_without_click() -> None:
    assert frozenset(broadsheet.commands) == COMMANDS


@pytest.mark.parametrize(
    "words", [[], ["-"], ["news"], ["./list"], ["news", "list"], ["a", "-", ""], ["~/x", "*.txt"]]
)
def test_both_ways_open_the_same_paths(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[list[str]] = []

    def note(paths: Iterable[str], *, plain: bool = False) -> int:
        assert not plain
        opened.append(list(paths))
        return 7

    monkeypatch.setattr(windows, "open_windows", note)
    assert only_paths(words)
    assert ends.guarded(words) == 7
    monkeypatch.setattr(ends, "only_paths", lambda words: False)
    assert ends.guarded(words) == 7
    assert opened == [words, words]


@pytest.mark.parametrize("words", [["list"], ["open", "x"], ["--help"], ["x", "--json"], ["--"]])
def test_commands_and_options_go_the_long_way(words: list[str]) -> None:
    assert not only_paths(words)


def test_completion_goes_the_long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_BROADSHEET_COMPLETE", "bash_complete")
    assert not only_paths([])


def test_the_child_is_started_before_what_is_slow_to_import() -> None:
    script = "import json, sys, reader.cli.ends, reader.cli.windows; print(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    slow = {"click", "sqlite3", "hashlib", "reader.articles", "reader.search", "reader.sources"}
    assert not slow & set(json.loads(done.stdout))


def test_plain_may_stand_before_the_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[list[str], bool]] = []

    def note(paths: Iterable[str], *, plain: bool = False) -> int:
        opened.append((list(paths), plain))
        return 0

    monkeypatch.setattr(windows, "open_windows", note)
    assert ends.guarded(["--plain"]) == 0
    assert ends.guarded(["--plain", "list"]) == 0
    assert ends.guarded(["news", "--plain"]) == 0
    assert opened == [([], True), (["list"], True), (["news"], True)]
