"""The walls between the rooms hold, on paper and at run time."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _fresh(script: str) -> str:
    """What a new interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _modules() -> list[str]:
    """Every module outside the view."""
    names = []
    for path in sorted((ROOT / "reader").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[:2] != ("reader", "view"):
            names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


def test_nobody_imports_upstairs() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_textual_is_behind_the_view_alone() -> None:
    modules = _modules()
    assert len(modules) > 30
    loaded = _fresh(
        "import importlib, json, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    assert not [name for name in json.loads(loaded) if name.split(".")[0] == "textual"]


def test_importing_the_package_costs_nothing() -> None:
    heavy = {"click", "rich", "textual", "yaml", "rapidfuzz", "sqlite3", "platformdirs"}
    loaded = json.loads(_fresh("import reader, json, sys; print(json.dumps(list(sys.modules)))"))
    assert not heavy & set(loaded)
    assert not [name for name in loaded if name.startswith("reader.")]


@pytest.mark.parametrize("argv", [["list"], ["show", "seeds/archive/vineyard-frost.txt"]])
def test_reading_commands_need_neither_screen_nor_fuzz(argv: list[str]) -> None:
    loaded = _fresh(
        "import contextlib, io, json, sys\n"
        "from reader.cli.ends import guarded\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    assert guarded({argv!r}) == 0\n"
        "print(json.dumps(list(sys.modules)))"
    )
    assert not {"textual", "rapidfuzz"} & set(json.loads(loaded))


def test_public_names_exist() -> None:
    import reader

    for name in reader.__all__:
        assert getattr(reader, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        reader.nonsense  # noqa: B018


def test_only_the_library_talks_to_sqlite() -> None:
    for path in (ROOT / "reader").rglob("*.py"):
        if re.search(r"^\s*(import|from) sqlite3", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert path.relative_to(ROOT).parts[1] == "library", path
