"""A class of the window that only some widgets go by: only those are styled anew.

Textual styles every widget of a window whose classes change, which takes a frame's time.
"""

from typing import Any

from textual.screen import Screen
from textual.widget import Widget


def set_window_class(screen: Screen[Any], on: bool, name: str, *widgets: Widget) -> None:
    """Set or take away a class of `screen`; these `widgets` are all that its styles look at there."""
    if screen.has_class(name) != on:
        screen.set_class(on, name, update=False)
        screen.app.stylesheet.update_nodes(widgets)
