"""Make the README's pictures: the program on its samples, by the program itself.

python tests/house/pictures.py
"""

import asyncio
import os
import tempfile
from pathlib import Path

from reader.desk import Desk
from reader.view.app import BroadsheetApp

ROOT = Path(__file__).parents[2]
SIZE = (120, 36)
PICTURES = {
    "ink": ["J", "J", "J", "enter", "]", "]", "]"],
    "paper": ["slash", *"roterdam", "enter", "n"],
}
"""Theme to the keys pressed."""


async def picture(theme: str, keys: list[str]) -> str:
    """The window in `theme` after `keys`, as SVG."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["COLORTERM"] = "truecolor"
        os.environ["BROADSHEET_HOME"] = home
        desk = Desk.open()
        desk.session.set("theme", theme)
        app = BroadsheetApp(desk)
        async with app.run_test(size=SIZE) as pilot:
            await asyncio.to_thread(app.loader.wait, 60)
            while app.loader.waiting:
                await pilot.pause()
            await pilot.press(*keys)
            await app.workers.wait_for_complete()
            await pilot.pause()
            drawn = app.export_screenshot(title="Broadsheet")
        desk.close()
    return drawn


def main() -> None:
    """Write one file for each theme."""
    folder = ROOT / ".github"
    folder.mkdir(exist_ok=True)
    for theme, keys in PICTURES.items():
        drawn = asyncio.run(picture(theme, keys))
        (folder / f"{theme}.svg").write_text(drawn + "\n", "utf-8")


if __name__ == "__main__":
    main()
