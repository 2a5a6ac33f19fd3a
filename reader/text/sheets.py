"""Read a YAML or TOML data sheet into pairs of text, and run nothing on the way.

Shape:   str -> a tuple of (key, value); None when it is not a sheet of keys and values.
Units:   values are text: a list is its items with commas, a date as it was written.
Errors:  none; broken, deep or tricky input is None, or read line by line when it is "key: value".
Source:  YAML 1.1 through PyYAML's composer, without aliases, tags and types; TOML 1.0.
"""

import datetime as dt
import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import yaml

Pairs = tuple[tuple[str, str], ...]

_DEEPEST: Final = 8
"""Levels of nesting; deeper is a trap, not a data sheet."""

_ENTRY: Final = re.compile(r"([A-Za-z_][\w .-]{0,60}):(?:[ \t]+(.*)|[ \t]*)")


_LONG_PATH: Final = re.compile(r"(?:[\w\"'-]{1,40}[ \t]{0,4}\.[ \t]{0,4}){9}")
"""A key of this many parts; tomllib's time grows with their square."""


def read_yaml(sheet: str) -> Pairs | None:
    """Return the keys and values of a YAML mapping."""
    import yaml

    try:
        if not _is_plain(sheet):
            return _read_lines(sheet)
        node = yaml.compose(sheet, yaml.BaseLoader)
    # PyYAML lets ValueError and OverflowError through for escapes beyond Unicode.
    except (yaml.YAMLError, ValueError, OverflowError):
        return _read_lines(sheet)
    if not isinstance(node, yaml.MappingNode):
        return None
    return tuple((_node_text(key), _node_text(value)) for key, value in node.value)


def read_toml(sheet: str) -> Pairs | None:
    """Return the keys and values of a TOML document."""
    if _LONG_PATH.search(sheet):
        return None
    try:
        table = tomllib.loads(sheet)
        return tuple((key, _value_text(value)) for key, value in table.items())
    # TOMLDecodeError is a ValueError; deep nesting is a RecursionError, here or in tomllib.
    except (ValueError, RecursionError):
        return None


def _is_plain(sheet: str) -> bool:
    """True when there is no alias and no tag, and little nesting, which the composer would recurse into."""
    import yaml

    depth = 0
    for event in yaml.parse(sheet, yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent):
            return False
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST or getattr(event, "tag", None):
            return False
    return True


def _read_lines(sheet: str) -> Pairs | None:
    """Read "key: value" lines, as most broken sheets still are; indented lines go on with a value."""
    pairs: list[tuple[str, list[str]]] = []
    for line in sheet.split("\n"):
        if not line.strip():
            continue
        if match := _ENTRY.fullmatch(line.rstrip()):
            pairs.append((match[1], [match[2] or ""]))
        elif pairs and line[0] in " \t-#]}":
            pairs[-1][1].append(line.strip())
        else:
            return None
    return tuple((key, " ".join(parts).strip().strip("\"'")) for key, parts in pairs)


def _node_text(node: "yaml.Node") -> str:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return ", ".join(f"{_node_text(key)}: {_node_text(value)}" for key, value in node.value)
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(map(_node_text, node.value))
    return str(node.value)


def _value_text(value: Any, depth: int = 0) -> str:  # noqa: ANN401 - TOML values are of any type
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_value_text(item, depth + 1)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(_value_text(item, depth + 1) for item in value)
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
