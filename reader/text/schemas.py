"""What the data sheets in a web page (JSON-LD) say of its article.

Shape:   the texts of the sheets -> Said; "" and () for what they do not say.
Units:   texts as they stand there; whoever shows them cleans them.
Errors:  none; a sheet that is broken, too large or too deep says nothing.
Source:  schema.org: Article and its kinds.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

_LARGEST: Final = 500_000
_MOST: Final = 3_000
"""Values that are looked at."""
_KINDS: Final = ("article", "posting", "report", "review", "advertisercontentarticle")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of the article."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    publisher: str = ""


def read_schemas(sheets: Iterable[str]) -> Said:
    """Return what the first sheet says that is about an article."""
    for sheet in sheets:
        for node in _nodes(_loaded(sheet)):
            if _is_article(node):
                return Said(
                    headline=_text(node.get("headline") or node.get("name")),
                    authors=tuple(filter(None, map(_name, _listed(node.get("author"))[:12]))),
                    date=_text(node.get("datePublished") or node.get("dateCreated")),
                    publisher=_name(next(iter(_listed(node.get("publisher"))), "")),
                )
    return Said()


def _loaded(sheet: str) -> Any:  # noqa: ANN401 - as JSON gives it
    if len(sheet) > _LARGEST:
        return None
    try:
        return json.loads(sheet, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - as JSON gives it
    """Every object in `value`, the outer ones first."""
    queue = [value]
    for _ in range(_MOST):
        if not queue:
            return
        one = queue.pop(0)
        if isinstance(one, dict):
            yield one
            queue += [item for item in one.values() if isinstance(item, dict | list)]
        elif isinstance(one, list):
            queue += one[:_MOST]


def _is_article(node: dict[str, Any]) -> bool:
    kinds = [kind.lower() for kind in _listed(node.get("@type")) if isinstance(kind, str)]
    return any(kind.endswith(_KINDS) for kind in kinds) and bool(
        node.get("headline") or node.get("datePublished")
    )


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - as JSON gives it
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str:  # noqa: ANN401 - as JSON gives it
    if isinstance(value, dict):
        value = value.get("name")
    return _text(next(iter(_listed(value)), ""))


def _text(value: Any) -> str:  # noqa: ANN401 - as JSON gives it
    if isinstance(value, list):
        value = next(iter(value), "")
    return value[:600] if isinstance(value, str) else ""
