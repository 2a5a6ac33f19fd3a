r"""Broadsheet: read articles in the terminal, with who, where and how much marked.

The public names are here; everything else may move.

>>> import reader
>>> article = reader.read_article(b"15 March 2026\n\nHarbour opens\n\nIt cost $3m.")
>>> article.title
'Harbour opens'
"""

# `typing` takes longer to import than the first picture to paint; checkers know this name too.
TYPE_CHECKING = False

__version__ = "0.1.0"
__all__ = ["Article", "Block", "Figure", "Mark", "Span", "find_marks", "read_article"]

if TYPE_CHECKING:
    from typing import Any

    from reader.annotate import find_marks
    from reader.articles import Article, Block
    from reader.marks import Figure, Mark
    from reader.sources import read_article
    from reader.spans import Span

_HOMES = {
    "Article": "reader.articles",
    "Block": "reader.articles",
    "Figure": "reader.marks",
    "Mark": "reader.marks",
    "Span": "reader.spans",
    "find_marks": "reader.annotate",
    "read_article": "reader.sources",
}


def __getattr__(name: str) -> "Any":  # noqa: ANN401 - a module's attributes are of any type
    """Import a public name when it is first asked for, so that `import reader` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reader' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
