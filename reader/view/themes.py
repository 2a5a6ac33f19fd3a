"""Our own themes beside Textual's: `paper`, warm and light, and `ink`, dark.

Every text colour has a contrast of at least 4.5:1 against every background it can stand on;
a test computes it from these tables.
Source:  WCAG 2.2, success criterion 1.4.3, for the formula and the floor.
"""

import os
from collections.abc import Mapping
from typing import Final

from textual.color import Color
from textual.theme import Theme

INK: Final = Theme(
    name="ink",
    dark=True,
    primary="#8fb7e8",
    secondary="#9d998d",
    accent="#e6b673",
    warning="#e6b673",
    error="#e58f8f",
    success="#86c9a0",
    foreground="#d3cfc3",
    background="#16181d",
    surface="#16181d",
    panel="#23262e",
    variables={
        "headline": "#fffaf0",
        "soft": "#a5a195",
        "faint": "#3a3e48",
        "row": "#23262e",
        "row-focus": "#2e3340",
        "person": "#e6b673",
        "place": "#86c9a0",
        "organisation": "#8fb7e8",
        "figure": "#e79bb4",
        "hit": "#fff0b8",
        "hit-back": "#584708",
    },
)

PAPER: Final = Theme(
    name="paper",
    dark=False,
    primary="#1d4e89",
    secondary="#6b655a",
    accent="#8a4b08",
    warning="#8a4b08",
    error="#a02c2c",
    success="#1c6443",
    foreground="#2a2721",
    background="#f8f4ea",
    surface="#f8f4ea",
    panel="#ece5d4",
    variables={
        "headline": "#000000",
        "soft": "#5f594f",
        "faint": "#cfc6b2",
        "row": "#ece5d4",
        "row-focus": "#e2d8c0",
        "person": "#7d4306",
        "place": "#195a3c",
        "organisation": "#1d4e89",
        "figure": "#93254a",
        "hit": "#2a2721",
        "hit-back": "#f6d878",
    },
)

OWN: Final[tuple[Theme, ...]] = (INK, PAPER)


def variables_for(variables: Mapping[str, str]) -> dict[str, str]:
    """Our colours from a foreign theme's own.

    All are fixed: an "auto" or translucent colour would be settled without its background.
    """
    ground, ink = Color.parse(variables["background"]), Color.parse(variables["foreground"])

    def between(share: float, colour: Color = ink) -> str:
        return ground.blend(colour, share, 1.0).hex6

    return {
        "soft": between(0.78),
        "headline": between(1.0),
        "faint": between(0.25),
        "row": between(0.07),
        "row-focus": between(0.14),
        "person": variables["text-warning"],
        "place": variables["text-success"],
        "organisation": variables["text-primary"],
        "figure": variables["text-error"],
        "hit": between(1.0),
        "hit-back": between(0.3, Color.parse(variables["warning"])),
    }


def first_theme() -> str:
    """`paper` on a terminal that says its background is light, else `ink`.

    COLORFGBG is "foreground;background" in the 16 colours; 7 and 15 are the light ones.
    """
    return "paper" if os.environ.get("COLORFGBG", "").split(";")[-1] in ("7", "15") else "ink"
