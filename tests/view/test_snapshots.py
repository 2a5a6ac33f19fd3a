"""The window as text, at four sizes: what is where. Looked at when it was made; changed on purpose only.

BROADSHEET_SNAPSHOTS=1 pytest tests/view/test_snapshots.py     # writes them anew
"""

import datetime as dt
import os
from pathlib import Path

import pytest

from tests.view.stage import Open

FOLDER = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24), (50, 15)])
@pytest.mark.parametrize("scene", ["list", "text", "search"])
async def test_the_window_is_as_it_was(
    news: Path,
    open_app: Open,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    scene: str,
) -> None:
    monkeypatch.setattr("reader.view.rows.today", lambda: dt.date(2026, 3, 14))
    keys = {
        "list": ["j", "f", "m"],
        "text": ["enter", "]", "]"],
        "search": ["slash", *"lisbno", "enter", "n"],
    }
    async with open_app(news, size=size) as stage:
        await stage.press(*keys[scene])
        shown = "\n".join(line.rstrip() for line in stage.text().splitlines()) + "\n"
    kept = FOLDER / f"{scene}-{size[0]}x{size[1]}.txt"
    if "BROADSHEET_SNAPSHOTS" in os.environ:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(shown, "utf-8")
    assert shown == kept.read_text("utf-8")
