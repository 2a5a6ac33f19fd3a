"""The user's settings: one TOML file read into one frozen `Settings`.

Errors:  SettingsError naming the file and the key, for TOML that does not parse, a key
         that does not exist, or a value out of its range. A file that is not there is no error.
"""

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal

from reader.errors import SettingsError

DayOrder = Literal["dmy", "mdy"]

_KEYS: Final = "keys"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose; the defaults are what most people want."""

    folders: tuple[str, ...] = ()
    """Opened when no path is given; without any, the samples are."""
    theme: str = ""
    """"" follows the terminal; else `paper`, `ink` or one of Textual's."""
    column: int = 72
    """Width of the text column, in cells: 30 to 160."""
    day_order: DayOrder = "dmy"
    """How "03/04/2026" is read when only a setting can tell."""
    look_again_seconds: int = 30
    """The library's folders are looked at again so often while the window is open; 0 is never."""
    recogniser: str = "broadsheet"
    """Who finds the names: `broadsheet` is the program's own; packages bring others."""
    searches: dict[str, str] = field(default_factory=dict)
    """Name to query: `morning = "is:unread date:today"`."""
    keys: dict[str, str] = field(default_factory=dict)
    """Binding id to keys, comma-separated: `article.next = "J,ctrl+n"`."""

    def __post_init__(self) -> None:
        if not 30 <= self.column <= 160:
            raise ValueError("column: a number from 30 to 160")
        if self.day_order not in ("dmy", "mdy"):
            raise ValueError('day_order: "dmy" or "mdy"')
        if not 0 <= self.look_again_seconds <= 86_400:
            raise ValueError("look_again_seconds: a number from 0 to 86400")
        for name in self.searches:
            if not name.strip() or name != name.strip():
                raise ValueError(f"searches: {name!r}: a name without spaces at its ends")


def load_settings(path: Path) -> Settings:
    """Read the settings at `path`; defaults where there is no file."""
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from error
    import tomllib  # most people have no settings file: their start does not wait for this

    try:
        table = tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    return _settings(path, table)


def _settings(path: Path, table: dict[str, Any]) -> Settings:
    known = {item.name for item in fields(Settings)}
    for key in table:
        if key not in known:
            raise SettingsError(
                f"{path}: {key}: no such setting (there are {', '.join(sorted(known))})"
            )
    try:
        return Settings(**{key: _typed(key, value) for key, value in table.items()})
    except ValueError as error:
        raise SettingsError(f"{path}: {error}") from error


def _typed(key: str, value: object) -> Any:  # noqa: ANN401 - as many types as settings
    """`value` as the setting's type, or ValueError saying what it must be."""
    match key, value:
        case "folders", list() if all(isinstance(item, str) for item in value):
            return tuple(value)
        case (("column" | "look_again_seconds"), int()) if not isinstance(value, bool):
            return value
        case (("theme" | "day_order" | "recogniser"), str()):
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
        _KEYS: "a table of binding ids and keys",
        "searches": "a table of names and queries",
    }
    raise ValueError(f"{key}: {wanted.get(key, 'a text in quotation marks')}")
