"""The settings file: made with every default in it, and forgiving line by line."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from reader.settings import Settings, create_settings, read_settings, template
from tests.cli.conftest import Run, run

__all__ = ["run"]


def test_the_template_is_every_default(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    assert create_settings(path)
    assert not create_settings(path)
    assert path.stat().st_mode & 0o077 == 0
    assert read_settings(path) == (Settings(), ())
    live = re.sub(r"(?m)^#(?=\S)", "", template())
    table = tomllib.loads(live)
    assert table.keys() == {item.name for item in fields(Settings)}
    path.write_text(live, "utf-8")
    settings, complaints = read_settings(path)
    assert not complaints
    for item in fields(Settings):
        if item.name not in ("keys", "searches"):
            assert getattr(settings, item.name) == getattr(Settings(), item.name)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("column = 60\ncolour = 1\n", 2, "colour: no such setting"),
        ("\n\ncolumn = 6\n", 3, "column: a number from 30 to 160"),
        ('column = "x"\n', 1, "column: a number"),
        ("plain = 1\n", 1, "plain: true or false"),
        ('marks = "ink"\n', 1, 'marks: "tone" or "marker"'),
        ("# x\n'folders' = 3\n", 2, "folders: a list of folders"),
        ('[keys]\n"a" = "b"\nquit = 1\n', 3, "keys.quit: a text"),
        ("[nonsense]\nx = 1\n", 1, "nonsense: no such setting"),
        ("theme = \nplain = true\n", 1, "Invalid value"),
        ('theme = "x\n', 1, ""),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    _, complaints = read_settings(path)
    assert len(complaints) == 1, complaints
    assert complaints[0].startswith(f"{path}:{line}: {said}")


def test_the_rest_counts(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("column = 60\n= 3\nplain = true\n[[[\n[searches]\na = 'x'\nb = 3\n", "utf-8")
    settings, complaints = read_settings(path)
    assert (settings.column, settings.plain, settings.searches) == (60, True, {"a": "x"})
    assert [complaint.split(": ")[0] for complaint in complaints] == [
        f"{path}:2",
        f"{path}:4",
        f"{path}:7",
    ]


def test_a_file_that_is_none_leaves_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(bytes(range(256)) * 40)
    settings, complaints = read_settings(path)
    assert settings == Settings()
    assert complaints
    assert read_settings(tmp_path) == (Settings(), (f"{tmp_path}: Is a directory",))


def test_config_edit_makes_and_opens_the_file(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "my editor"
    script.write_text('#!/bin/sh\n[ "$1" = -n ] && printf "plain = true\\n" >> "$2"\n')
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"'{script}' -n")
    shown = run("config", "--edit", "--json")
    assert shown.status == 0
    assert shown.json["values"]["plain"] is True
    for chosen, said in (
        ("", "no editor is chosen"),
        ("'", "not a command"),
        ("/bin/false", "status 1"),
        ("/no/such", "No such file"),
    ):
        monkeypatch.setenv("VISUAL", chosen)
        monkeypatch.delenv("EDITOR", raising=False)
        done = run("config", "--edit")
        assert done.status == 1
        assert said in done.err
