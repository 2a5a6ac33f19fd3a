"""The checkout is as it says: two commands, a few names at the top, no private places."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP = {
    "reader", "tests", "seeds", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"
}  # fmt: skip
INSTALL = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest"
PRIVATE = ("/" + "work", "/" + "root", "/" + "home/")
ELSEWHERE = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
ELSEWHERE |= {"__pycache__", ".import_linter_cache", ".coverage", "dist", "build"}


def _files() -> list[Path]:
    """The files of the project: what git knows or would take, or all there are without it."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode == 0:
        return [ROOT / name for name in done.stdout.decode().split("\0") if (ROOT / name).is_file()]
    found = [path for path in ROOT.rglob("*") if path.is_file()]
    return [path for path in found if not ELSEWHERE & set(path.relative_to(ROOT).parts)]


def test_the_top_is_tidy() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in _files()}
    assert {name for name in top if not name.startswith(".")} <= TOP
    assert top >= TOP


def test_the_readme_begins_with_its_commands() -> None:
    top = (ROOT / "README.md").read_text(encoding="utf-8")[:3_000]
    assert INSTALL in top
    assert "broadsheet" in top


def test_the_gate_runs_the_readmes_command() -> None:
    gate = ROOT / ".ci" / "run"
    assert gate.stat().st_mode & 0o111
    assert INSTALL in gate.read_text(encoding="utf-8")


def test_no_file_names_a_private_place() -> None:
    named = []
    for path in _files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        named += [
            f"{path.relative_to(ROOT)}: {place}" for place in PRIVATE if place + "/" in text + "/"
        ]
    assert not named


@pytest.mark.parametrize(
    "room", ["library", "desk", "cli", "sources", "search", "annotate", "text"]
)
def test_every_module_says_what_it_is(room: str) -> None:
    for path in (ROOT / "reader" / room).glob("*.py"):
        first = path.read_text(encoding="utf-8").lstrip("r")[:3]
        assert first == '"""', path
