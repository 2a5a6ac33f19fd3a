"""Our own themes beside Textual's: `ink`, dark, `paper`, warm and light, and both ends of contrast.

Every text colour has a contrast of at least 4.5:1 against every background it can stand on, and
of 7:1 in `contrast` and `contrast-light`; a test computes it from these tables. A terminal of
16 colours gets tables of its own, in its own colours.
Source:  WCAG 2.2, success criteria 1.4.3 and 1.4.6, for the formula and the floors; the 16
         colours are those that Rich takes a terminal to have.
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
        "person-back": "#4a3a1c",
        "place-back": "#1f4230",
        "organisation-back": "#243d5c",
        "figure-back": "#532a3b",
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
        "person-back": "#f3d9b8",
        "place-back": "#cfe8d5",
        "organisation-back": "#cfdff2",
        "figure-back": "#f5d2dd",
    },
)


def _made(name: str, dark: bool, colours: Mapping[str, str]) -> Theme:
    """A theme from few colours: what Textual asks for is taken from what we have."""
    return Theme(
        name=name,
        dark=dark,
        primary=colours["organisation"],
        secondary=colours["soft"],
        accent=colours["accent"],
        warning=colours["person"],
        error=colours["figure"],
        success=colours["place"],
        foreground=colours["headline"],
        background=colours["ground"],
        surface=colours["ground"],
        panel=colours["row"],
        variables={name: colour for name, colour in colours.items() if name not in _OF_TEXTUAL},
    )


_OF_TEXTUAL: Final = ("ground", "accent")

_NAMES: Final = (
    "ground", "headline", "soft", "faint", "row", "row-focus", "accent",
    "person", "place", "organisation", "figure", "hit", "hit-back",
    "person-back", "place-back", "organisation-back", "figure-back",
)  # fmt: skip

CONTRAST: Final = _made("contrast", True, dict(zip(_NAMES, (
    "#000000", "#ffffff", "#e0e0e0", "#8a8a8a", "#1e1e1e", "#303030", "#ffd700",
    "#ffd75f", "#87ff87", "#9fd7ff", "#ffb3d9", "#000000", "#ffff00",
    "#4d3800", "#00401a", "#003566", "#660033",
), strict=True)))  # fmt: skip

CONTRAST_LIGHT: Final = _made("contrast-light", False, dict(zip(_NAMES, (
    "#ffffff", "#000000", "#2b2b2b", "#6b6b6b", "#ebebeb", "#dedede", "#5c2600",
    "#5c2600", "#003d1f", "#00305f", "#6b0032", "#000000", "#ffe000",
    "#ffdf9f", "#b8f0c0", "#bfdcff", "#ffc9de",
), strict=True)))  # fmt: skip

OWN: Final[tuple[Theme, ...]] = (INK, PAPER, CONTRAST, CONTRAST_LIGHT)

_DARK_16: Final = dict(zip(_NAMES, (
    "#000000", "#ffffff", "#aaaaaa", "#555555", "#0000aa", "#0000aa", "#ffff55",
    "#ffff55", "#55ff55", "#55ffff", "#ff55ff", "#000000", "#ffff55",
    "#0000aa", "#0000aa", "#0000aa", "#0000aa",
), strict=True))  # fmt: skip
_LIGHT_16: Final = dict(zip(_NAMES, (
    "#ffffff", "#000000", "#555555", "#aaaaaa", "#55ffff", "#55ffff", "#aa0000",
    "#aa0000", "#000000", "#0000aa", "#aa00aa", "#000000", "#ffff55",
    "#55ffff", "#55ffff", "#55ffff", "#55ffff",
), strict=True))  # fmt: skip

SIXTEEN: Final[tuple[Theme, ...]] = tuple(
    _made(theme.name, theme.dark, _DARK_16 if theme.dark else _LIGHT_16) for theme in OWN
)
"""The same names on a terminal of 16 colours, where Rich would otherwise take what is nearest."""


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
        "person-back": between(0.25, Color.parse(variables["warning"])),
        "place-back": between(0.25, Color.parse(variables["success"])),
        "organisation-back": between(0.25, Color.parse(variables["primary"])),
        "figure-back": between(0.25, Color.parse(variables["error"])),
    }


def first_theme() -> str:
    """`paper` on a terminal that says its background is light, else `ink`.

    COLORFGBG is "foreground;background" in the 16 colours; 7 and 15 are the light ones.
    """
    return "paper" if os.environ.get("COLORFGBG", "").split(";")[-1] in ("7", "15") else "ink"
