"""A run ends with the right status and no traceback, whatever ends it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import commands
from reader.cli.words import COMMANDS
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
BROADSHEET = [sys.executable, "-m", "reader"]


def _environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "TERM": "xterm-256color", **changes}


def test_version_and_help(run: Run) -> None:
    import reader

    assert run("--version").text == f"broadsheet {reader.__version__}\n"
    shown = run("--help")
    assert shown.status == 0
    assert "Examples:" in shown.text
    assert run("search", "--help").status == 0


def test_help_says_both_ways_in_and_whole_summaries(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("--help").text.splitlines()
    assert lines[:2] == ["Usage: broadsheet [PATH]...", "       broadsheet COMMAND [ARGS]..."]
    summaries = lines[lines.index("Commands:") + 1 :]
    summaries = summaries[: summaries.index("")]
    assert len(summaries) == len(COMMANDS) - 1  # all but the hidden one
    assert all(line.endswith(".") and not line.endswith("...") for line in summaries)


def test_without_a_terminal_the_app_is_refused_at_once() -> None:
    done = subprocess.run(
        BROADSHEET, cwd=ROOT, env=_environment(), capture_output=True, timeout=10, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


def test_a_closed_pipe_is_quiet(news: Path) -> None:
    # Far more than a pipe holds.
    (news / "long.txt").write_text("3 May 2011\n\nHeadline\n\n" + "A line of text.\n\n" * 60_000)
    with subprocess.Popen(
        [*BROADSHEET, "show", str(news / "long.txt")],
        cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == 128 + signal.SIGPIPE


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_quietly(tmp_path: Path, number: signal.Signals) -> None:
    with subprocess.Popen(
        [*BROADSHEET, "list", "-"],
        cwd=ROOT, env=_environment(BROADSHEET_HOME=str(tmp_path)),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        # Once it took in more than a pipe holds, it is waiting for the rest.
        process.stdin.write(b"a line of text\n" * 20_000)
        process.stdin.flush()
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (128 + number, b"", b"")


def test_ascii_output_has_no_encoding_error(news: Path) -> None:
    done = subprocess.run(
        [*BROADSHEET, "show", str(news / "harbour.txt")],
        cwd=ROOT, env=_environment(PYTHONIOENCODING="ascii", LANG="C"),
        capture_output=True, timeout=20, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"It will cost ?3.5m." in done.stdout


def test_a_full_disk_is_named() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*BROADSHEET, "list"],
            cwd=ROOT, env=_environment(), stdout=full, stderr=subprocess.PIPE,
            timeout=20, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == b"standard output: No space left on device\n"


def test_an_unforeseen_error_is_one_line_and_a_log(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("the \x1b[31mred\nerror")

    monkeypatch.setattr(commands, "_say_list", broken)
    done = run("list")
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "ZeroDivisionError: the \\x1b[31mred\\nerror" in done.err
    assert str(home / "broadsheet.log") in done.err
    log = (home / "broadsheet.log").read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "\x1b" not in log


def test_missing_paths_do_not_open_the_app() -> None:
    script = "import sys; sys.stdout.isatty = sys.stdin.isatty = lambda: True\n"
    script += "from reader.cli.ends import guarded; sys.exit(guarded(['lsit', 'nowhere']))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, env=_environment(), capture_output=True, timeout=20, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 2
