"""The user's settings: one TOML file read into one frozen `Settings`.

Shape:   `read_settings(path)` -> the settings and what is wrong with the file, one line each, with
         file and line. What is wrong is left out, and the rest counts; a file that is not there
         is not wrong. `template()` is a file with every setting in it, commented out.
Errors:  OSError from `create_settings`; none else.
"""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal

DayOrder = Literal["dmy", "mdy"]
MarkLooks = Literal["tone", "marker"]

_TABLES: Final = ("keys", "searches")
_MOST_REPAIRS: Final = 20
"""Lines that are left out of a file until it is given up as something else."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose; the defaults are what most people want."""

    folders: tuple[str, ...] = ()
    """Opened when no path is given; without any, the samples are."""
    theme: str = ""
    """"" follows the terminal; else `paper`, `ink`, `contrast`, `contrast-light` or one of Textual's."""
    marks: MarkLooks = "tone"
    """How names and figures are marked: by the `tone` of the letters, or as with a `marker` pen."""
    plain: bool = False
    """For screen readers: one pane at a time, words for signs, no lines and no bars."""
    column: int = 72
    """Width of the text column, in cells: 30 to 160."""
    day_order: DayOrder = "dmy"
    """How "03/04/2026" is read when only a setting can tell."""
    look_again_seconds: int = 30
    """The library's folders are looked at again so often while the window is open; 0 is never."""
    refresh_minutes: int = 0
    """Feeds are asked so often while the window is open, and at its start; 0 is never."""
    recogniser: str = "broadsheet"
    """Who finds the names: `broadsheet` is the program's own; packages bring others."""
    searches: dict[str, str] = field(default_factory=dict)
    """Name to query: `morning = "is:unread date:today"`."""
    keys: dict[str, str] = field(default_factory=dict)
    """Binding id to keys, comma-separated: `article.next = "J,ctrl+n"`."""

    def __post_init__(self) -> None:
        if not 30 <= self.column <= 160:
            raise ValueError("column: a number from 30 to 160")
        if self.marks not in ("tone", "marker"):
            raise ValueError('marks: "tone" or "marker"')
        if self.day_order not in ("dmy", "mdy"):
            raise ValueError('day_order: "dmy" or "mdy"')
        if not 0 <= self.look_again_seconds <= 86_400:
            raise ValueError("look_again_seconds: a number from 0 to 86400")
        if not 0 <= self.refresh_minutes <= 10_080:
            raise ValueError("refresh_minutes: a number from 0 to 10080")
        for name in self.searches:
            if not name.strip() or name != name.strip():
                raise ValueError(f"searches: {name!r}: a name without spaces at its ends")


def load_settings(path: Path) -> Settings:
    """The settings at `path`; who wants to know what is wrong with them asks `read_settings`."""
    return read_settings(path)[0]


def read_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Read the settings at `path`, and name what is wrong; defaults where there is no file."""
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"{path}: {error.strerror}",)
    text = raw.decode("utf-8", "replace")
    complaints: list[str] = []
    values: dict[str, Any] = {}
    for key, value in _parsed(path, text, complaints).items():
        try:
            values[key] = _checked(path, text, key, value, complaints)
        except ValueError as error:
            complaints.append(f"{_place(path, text, key)}: {error}")
    return Settings(**values), tuple(complaints)


def key_place(path: Path, key: str, table: str = "") -> str:
    """Where `key` stands: the file and its line, as people write it; only the file if nowhere."""
    try:
        return _place(path, path.read_text("utf-8", "replace"), key, table)
    except OSError:
        return str(path)


def _parsed(path: Path, text: str, complaints: list[str]) -> dict[str, Any]:
    """The TOML, without the lines that are none."""
    # Most people have no settings file: their start does not wait for these.
    import re
    import tomllib

    lines = text.replace("\r\n", "\n").split("\n")
    for _ in range(_MOST_REPAIRS):
        try:
            return tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"\(at line (\d+)", str(error))
            number = int(found[1]) if found else 0
            reason = re.sub(r" \(at .*\)$", "", str(error))
            complaints.append(f"{path}:{number or len(lines)}: {reason}")
            if not found or not lines[number - 1].strip():
                break
            lines[number - 1] = ""
    return {}


def _checked(path: Path, text: str, key: str, value: object, complaints: list[str]) -> Any:  # noqa: ANN401 - as many types as settings
    """`value`, when it is one for `key`; of a table, those entries that are."""
    known = [item.name for item in fields(Settings)]
    if key not in known:
        raise ValueError(f"{key}: no such setting (there are {', '.join(sorted(known))})")
    if key not in _TABLES or not isinstance(value, dict):
        typed = _typed(key, value)
        Settings(**{key: typed})  # which checks its range
        return typed
    kept = {}
    for name, item in value.items():
        try:
            Settings(**{key: _typed(key, {name: item})})
        except ValueError as error:
            complaints.append(f"{_place(path, text, name, key)}: {error}")
        else:
            kept[name] = item
    return kept


def _place(path: Path, text: str, key: str, table: str = "") -> str:
    """The file and the line on which `key` is given, in `table` or above all tables."""
    import re

    here = ""
    names = "|".join({re.escape(key), re.escape(f'"{key}"'), re.escape(f"'{key}'")})
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            here = header[1].strip("\"'")
            if not table and here == key:
                return f"{path}:{number}"
        elif here == table and re.match(rf"\s*(?:{names})\s*=", line):
            return f"{path}:{number}"
    return str(path)


def _typed(key: str, value: object) -> Any:  # noqa: ANN401 - as many types as settings
    """`value` as the setting's type, or ValueError saying what it must be."""
    match key, value:
        case "folders", list() if all(isinstance(item, str) for item in value):
            return tuple(value)
        case (("column" | "look_again_seconds" | "refresh_minutes"), int()) if not isinstance(
            value, bool
        ):
            return value
        case "plain", bool():
            return value
        case (("theme" | "day_order" | "recogniser" | "marks"), str()):
            return value
        case (("keys" | "searches"), dict()):
            wrong = [name for name, item in value.items() if not isinstance(item, str)]
            if not wrong:
                return dict(value)
            key = f"{key}.{wrong[0]}"
    wanted = {
        "folders": "a list of folders",
        "column": "a number",
        "look_again_seconds": "a number",
        "refresh_minutes": "a number",
        "plain": "true or false",
        "keys": "a table of binding ids and keys",
        "searches": "a table of names and queries",
    }
    raise ValueError(f"{key}: {wanted.get(key, 'a text in quotation marks')}")


# -- the file itself ---------------------------------------------------

_MEANINGS: Final = {
    "folders": 'Opened when no path is given: ["~/news", "/srv/wire"]',
    "theme": 'Follows the terminal; or "paper", "ink", "contrast", "contrast-light", or one of Textual\'s.',
    "marks": 'How names and figures are marked: "tone", or "marker" for a marker pen.',
    "plain": "For screen readers: one pane at a time, words for signs, no lines and no bars.",
    "column": "Width of the text column, in cells: 30 to 160.",
    "day_order": 'How 03/04/2026 is read: "dmy" or "mdy".',
    "look_again_seconds": "How often the library's folders are looked at again; 0 is never.",
    "refresh_minutes": "How often feeds are asked while the window is open; 0 is never.",
    "recogniser": "Who finds the names: the program's own, or another that is installed.",
    "searches": 'Searches by name, for the palette and "broadsheet search @NAME":',
    "keys": "Other keys, by the ids of their commands (reader/view/commands.py):",
}
_EXAMPLES: Final = {
    "searches": 'morning = "is:unread date:today"',
    "keys": '"article.next" = "J,ctrl+n"',
}


def template() -> str:
    """A settings file in which every setting stands with its default, commented out."""
    lines = ["# Broadsheet's settings. Take a # away to change a default.", ""]
    for item in fields(Settings):
        lines.append(f"# {_MEANINGS[item.name]}")
        if item.name in _TABLES:
            lines += [f"#[{item.name}]", f"#{_EXAMPLES[item.name]}", ""]
        else:
            lines += [f"#{item.name} = {_as_toml(item.default)}", ""]
    return "\n".join(lines)


def create_settings(path: Path) -> bool:
    """Put the template at `path`; False when a file is there already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with open(file, "w", encoding="utf-8") as stream:  # noqa: PTH123 - made above, for one's own eyes
        stream.write(template())
    return True


def _as_toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[]"
    return f'"{value}"' if isinstance(value, str) else str(value)
