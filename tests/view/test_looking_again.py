"""New articles come into the open window, and nobody is moved."""

from contextlib import closing
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.view.app import BroadsheetApp
from tests.view.stage import Stage


@pytest.fixture
def library(news: Path, home: Path) -> Path:
    """The articles, in the library, which is looked at every second."""
    home.mkdir()
    (home / "settings.toml").write_text(f'folders = ["{news}"]\nlook_again_seconds = 1\n', "utf-8")
    return news


def height(stage: Stage) -> int:
    """Where on the screen the cursor is."""
    return stage.listing.index * stage.listing.stride - stage.listing.scroll_offset.y


async def test_what_comes_later_is_listed_in_its_place(library: Path) -> None:
    with closing(Desk.open(watch=True)) as desk:
        app = BroadsheetApp(desk)
        async with app.run_test(size=(120, 8), notifications=True) as pilot:
            stage = Stage(app, pilot)
            await stage.loaded()
            await pilot.press("j")
            current, before = stage.current, height(stage)
            assert len(stage.listing.ids) == 3

            (library / "tram.txt").write_text(
                "20 March 2026\n\nTram runs again\n\nIt runs in Lisbon.\n", "utf-8"
            )
            await stage.until(lambda: len(stage.listing.ids) == 4)
            assert stage.titles[0] == "Tram runs again"
            assert stage.current == current
            assert height(stage) == before
            await stage.until(lambda: "1 new" in stage.bar.status[0])
            await pilot.press("k")
            await stage.until(lambda: "new" not in stage.bar.status[0])


async def test_the_open_article_changes_with_its_file(library: Path) -> None:
    with closing(Desk.open(watch=True)) as desk:
        app = BroadsheetApp(desk)
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            stage = Stage(app, pilot)
            await stage.loaded()
            (library / "world" / "ferry.txt").write_text(
                "12 March 2026\n\nFerry service is off again\n\nA storm came to Norrvik.\n", "utf-8"
            )
            await stage.until(lambda: "A storm came" in stage.text())
            assert stage.titles[0] == "Ferry service is off again"


async def test_the_clerk_need_not_wait_for_its_next_look(library: Path, home: Path) -> None:
    settings = home / "settings.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("seconds = 1", "seconds = 600"), "utf-8"
    )
    with closing(Desk.open(watch=True)) as desk:
        app = BroadsheetApp(desk)
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            stage = Stage(app, pilot)
            await stage.loaded()
            (library / "tram.txt").write_text(
                "20 March 2026\n\nTram runs again\n\nIt runs in Lisbon.\n", "utf-8"
            )
            desk.look_now()
            await stage.until(lambda: len(stage.listing.ids) == 4)
            assert stage.titles[0] == "Tram runs again"
