"""Marks for a text: who, where, which organisation, how much and when.

Shape:   one str -> a tuple of `Mark`, sorted and disjoint; every part is callable alone.
Units:   offsets count code points, as slicing does.
Errors:  none, for any str; linear time.
Source:  a model trained for English and a grammar of figures; of a text in another language
         only the figures that are certain.
"""

from typing import TYPE_CHECKING, Any

__all__ = ["Recogniser", "Rules", "find_figures", "find_marks", "find_names"]

if TYPE_CHECKING:
    from reader.annotate.figures import find_figures
    from reader.annotate.names import find_names
    from reader.annotate.recognisers import Recogniser, Rules, find_marks

_HOMES = {"find_figures": "figures", "find_names": "names"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attributes are of any type
    """Import a public name when it is first asked for: repairs and quotations need no grammar."""
    if name not in __all__:
        raise AttributeError(f"module 'reader.annotate' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"reader.annotate.{_HOMES.get(name, 'recognisers')}"), name)
