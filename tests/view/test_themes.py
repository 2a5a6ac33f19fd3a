"""Every pair of text and background is readable."""

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from reader.view.themes import OWN, first_theme
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


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_contrast_is_at_least_four_and_a_half(theme: Theme, text: str, ground: str) -> None:
    assert contrast(theme, ground, text) >= 4.5


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_a_match_is_readable(theme: Theme) -> None:
    assert contrast(theme, "hit-back", "hit") >= 4.5


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
