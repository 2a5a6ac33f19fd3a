"""Every pair of text and background is readable."""

import pytest
from textual.color import Color
from textual.theme import Theme

from reader.view.themes import OWN, first_theme

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
