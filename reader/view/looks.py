"""How the window looks, as the settings have it: theme, marker pen, plain for screen readers.

Shape:   `settle(app, settings)` puts what the settings say on the app; it may be called again.
Errors:  none; a theme that is not there is left alone.
"""

from typing import TYPE_CHECKING, Final

from reader.settings import Settings

if TYPE_CHECKING:
    from reader.view.app import BroadsheetApp

MARKER: Final = "-marker"
"""The class of an app in which names and figures are marked as with a pen."""

PLAIN: Final = "-spoken"
"""The class of an app whose screen is read aloud. (`-plain` is one without colours.)"""

_COLOURLESS: Final = ("vt", "dumb", "xterm-mono", "ansi-mono", "ansi-m")
"""How the names of terminals without colours begin."""


def is_colourless(term: str) -> bool:
    """True for a terminal that is known to have no colours.

    >>> is_colourless("vt220"), is_colourless("vte-256color"), is_colourless("xterm")
    (True, False, False)
    """
    return term.startswith(_COLOURLESS) and "color" not in term


def settle(app: "BroadsheetApp", settings: Settings) -> None:
    """Look as the settings say."""
    app.set_class(settings.marks == "marker", MARKER)
    app.set_class(settings.plain, PLAIN)
    if settings.keys != app.keymap:
        app.keymap = settings.keys
        app.set_keymap(settings.keys)
    app.searches = settings.searches


def renew(app: "BroadsheetApp", before: Settings, settings: Settings) -> None:
    """Look as the settings say now; what they said before may have been changed by hand since."""
    settle(app, settings)
    if settings.theme != before.theme and settings.theme in app.available_themes:
        app.theme = settings.theme
