"""Every pair of text and background is readable."""

from pathlib import Path

import pytest
from rich._palettes import STANDARD_PALETTE
from textual.color import Color
from textual.theme import Theme

from reader.view.themes import OWN, SIXTEEN, first_theme
from tests.view.stage import Open

TEXTS = ("foreground", "soft", "headline", "person", "place", "organisation", "figure", "accent")
GROUNDS = ("background", "row", "row-focus", "panel")


def luminance(theme: Theme, name: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = Color.parse(theme.variables.get(name) or getattr(theme, name)).normalized
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: Theme, one: str, other: str) -> float:
    dark, light = sorted((luminance(theme, one), luminance(theme, other)))
    return (light + 0.05) / (dark + 0.05)


BACKS = ("person-back", "place-back", "organisation-back", "figure-back")
FLOORS = {"ink": 4.5, "paper": 4.5, "contrast": 7.0, "contrast-light": 7.0}
PALETTE = {tuple(colour) for colour in STANDARD_PALETTE._colors}


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_contrast_is_above_its_floor(theme: Theme, text: str, ground: str) -> None:
    assert contrast(theme, ground, text) >= FLOORS[theme.name]


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_a_match_is_readable(theme: Theme) -> None:
    assert contrast(theme, "hit-back", "hit") >= FLOORS[theme.name]


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@pytest.mark.parametrize("back", BACKS)
def test_a_marker_pen_leaves_the_text_readable(theme: Theme, back: str) -> None:
    assert contrast(theme, back, "foreground") >= FLOORS[theme.name]


@pytest.mark.parametrize("theme", SIXTEEN, ids=lambda theme: theme.name)
def test_sixteen_colours_are_the_terminals_own_and_readable(theme: Theme) -> None:
    own = [*theme.variables.values(), theme.background, theme.foreground, theme.accent, theme.panel]
    for colour in own:
        assert Color.parse(str(colour)).rgb in PALETTE, colour
    for ground in GROUNDS:
        for text in TEXTS:
            assert contrast(theme, ground, text) >= 4.5, (ground, text)
    for back in BACKS:
        assert contrast(theme, back, "foreground") >= 4.5
    assert contrast(theme, "hit-back", "hit") >= 4.5


async def test_a_terminal_of_sixteen_colours_gets_its_own(
    news: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    async with open_app(news) as stage:
        for _ in OWN:
            colours = {
                colour.get_truecolor()
                for line in stage.strips()
                for piece in line
                if piece.style
                for colour in (piece.style.color, piece.style.bgcolor)
                if colour is not None
            }
            for colour in colours:  # Textual's arithmetic may be one off
                near = STANDARD_PALETTE._colors[STANDARD_PALETTE.match(colour)]
                assert max(abs(a - b) for a, b in zip(near, colour, strict=True)) <= 1
            await stage.press("T")


async def test_a_terminal_without_colours_is_told_by_its_name(
    news: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "vt220")
    async with open_app(news) as stage:
        assert stage.app.has_class("-plain")


def test_a_light_terminal_gets_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert first_theme() == "paper"
    monkeypatch.setenv("COLORFGBG", "15;0")
    assert first_theme() == "ink"
    monkeypatch.delenv("COLORFGBG")
    assert first_theme() == "ink"


async def test_every_theme_there_is_can_be_read(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("j")
        for theme in stage.app.available_themes:
            if theme.startswith(("ansi", "textual-ansi")):
                continue  # the terminal's own colours, which nobody here knows
            stage.app.theme = theme
            await stage.settled()
            for line in stage.strips():
                for segment in line:
                    if segment.text.strip(" /★─│┬┴▁▂▃▄▅▆▇▌•·") and (style := segment.style):
                        assert style.color is not None
                        assert style.bgcolor is not None
                        pair = [
                            style.color.get_truecolor(),
                            style.bgcolor.get_truecolor(foreground=False),
                        ]
                        dark, light = sorted(map(_luminance, pair))
                        assert (light + 0.05) / (dark + 0.05) >= 2.5, (theme, segment)


def _luminance(colour: tuple[int, int, int]) -> float:
    return sum(
        weight * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
        for weight, c in zip((0.2126, 0.7152, 0.0722), (part / 255 for part in colour), strict=True)
    )
