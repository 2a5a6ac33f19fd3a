"""Make the README's pictures: the program on its samples, by the program itself.

python tests/house/pictures.py
"""

import asyncio
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from reader.desk import Desk
from reader.view.app import BroadsheetApp

ROOT = Path(__file__).parents[2]


class Picture(NamedTuple):
    """What is shown: the theme, the window's size, the keys pressed."""

    theme: str
    size: tuple[int, int]
    keys: str


PICTURES = {
    "ink": Picture("ink", (120, 36), "J J J enter ] ] ]"),
    "paper": Picture("paper", (120, 36), "slash r o t e r d a m enter n"),
    "xray": Picture("ink", (160, 36), "J J J x j enter"),
    "card": Picture("paper", (120, 30), "J J enter ] ] ] ] ] ] ] enter"),
    "figures": Picture("contrast", (120, 24), "J J J F j j j j"),
}
"""By the names of their files."""


async def picture(made: Picture) -> str:
    """The window, as SVG."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["COLORTERM"] = "truecolor"
        os.environ["BROADSHEET_HOME"] = home
        desk = Desk.open()
        desk.session.set("theme", made.theme)
        app = BroadsheetApp(desk)
        async with app.run_test(size=made.size) as pilot:
            await asyncio.to_thread(app.loader.wait, 60)
            while app.loader.waiting:
                await pilot.pause()
            await pilot.press(*made.keys.split())
            await app.workers.wait_for_complete()
            await pilot.pause()
            await pilot.pause(0.5)  # what is counted between frames
            drawn = app.export_screenshot(title="Broadsheet")
        desk.close()
    return drawn


def main() -> None:
    """Write all of them."""
    folder = ROOT / ".github"
    folder.mkdir(exist_ok=True)
    for name, made in PICTURES.items():
        drawn = asyncio.run(picture(made))
        (folder / f"{name}.svg").write_text(drawn + "\n", "utf-8")


if __name__ == "__main__":
    main()
