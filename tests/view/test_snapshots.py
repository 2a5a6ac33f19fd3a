"""The window at four sizes and in three themes: what is where, and in which look.

Looked at when it was made; changed on purpose only. A file holds the text, then for each line how
many cells wear which look, and last what each look is in every theme: a change of a colour is a
change of one line there, a change of the layout one above.

BROADSHEET_SNAPSHOTS=1 pytest tests/view/test_snapshots.py     # writes them anew
"""

import datetime as dt
import os
from itertools import groupby
from pathlib import Path
from string import ascii_letters

import pytest
from rich.segment import Segment
from rich.style import Style

from tests.view.stage import Open, Stage

FOLDER = Path(__file__).parent / "snapshots"
SIZES = [(200, 60), (120, 40), (80, 24), (50, 15)]
THEMES = ("ink", "paper", "contrast")
SCENES = {
    "list": "j f m",
    "text": "m f k enter ] ]",
    "card": "enter",
    "xray": "escape x",
    "figures": "escape F",
    "outline": "escape t",
    "sources": "escape E",
    "search": "escape escape slash l i s b n o enter n",
}
"""What is shown, and the keys that lead there from the one before."""

Cell = tuple[str, str]
"""A character and its look."""

_SIGNS = ascii_letters + "0123456789"


def look(style: Style | None) -> str:
    """A style in words: "#a5a195 on #16181d bold"."""
    if style is None:
        return ""
    colours = [
        each.triplet.hex if each and each.triplet else "-" for each in (style.color, style.bgcolor)
    ]
    weights = ("bold", "dim", "italic", "underline", "reverse", "strike")
    return " ".join((" on ".join(colours), *(name for name in weights if getattr(style, name))))


def cells(line: list[Segment]) -> list[Cell]:
    """A line, character by character."""
    return [(each, look(piece.style)) for piece in line for each in piece.text]


async def drawn(stage: Stage) -> str:
    """The screen as a file of this folder."""
    seen: list[list[list[Cell]]] = []
    for theme in THEMES:
        stage.app.theme = theme
        await stage.pilot.pause()
        seen.append([cells(line) for line in stage.strips()])
    text = ["".join(sign for sign, _ in line).rstrip() for line in seen[0]]
    for other in seen[1:]:
        assert text == ["".join(sign for sign, _ in line).rstrip() for line in other]
    looks: dict[tuple[str, ...], str] = {}
    runs = []
    for line in zip(*seen, strict=True):
        in_all = (tuple(name for _, name in cell) for cell in zip(*line, strict=True))
        counted = ((key, len(list(run))) for key, run in groupby(in_all))
        signs = ((looks.setdefault(key, _SIGNS[len(looks)]), count) for key, count in counted)
        runs.append(" ".join(f"{sign}{count}" for sign, count in signs))
    told = [f"{key} {' | '.join(names)}" for names, key in looks.items()]
    lines = [f"{len(list(same))}x {run}" for run, same in groupby(runs)]
    return "\n".join((*text, "", *lines, "", " | ".join(THEMES), *told)) + "\n"


@pytest.mark.parametrize("size", SIZES)
async def test_the_window_is_as_it_was(
    news: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr("reader.view.rows.today", lambda: dt.date(2026, 3, 14))
    changed = []
    async with open_app(news, size=size) as stage:
        for scene, keys in SCENES.items():
            await stage.press(*keys.split())
            shown = await drawn(stage)
            kept = FOLDER / f"{scene}-{size[0]}x{size[1]}.txt"
            if "BROADSHEET_SNAPSHOTS" in os.environ:
                kept.parent.mkdir(exist_ok=True)
                kept.write_text(shown, "utf-8")
            if shown != (before := kept.read_text("utf-8")):
                changed.append((scene, before, shown))
    for scene, before, shown in changed:
        assert shown == before, scene
