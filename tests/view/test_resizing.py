"""The terminal changes its size, twice before anything could be laid out."""

import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen

import reader.view
from reader.view.screens.main import MainScreen
from reader.view.screens.sized import Sized
from tests.view.stage import Open


async def test_two_sizes_at_once_end_at_the_last(
    news: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[Size] = []
    lay_out = MainScreen._screen_resized

    def noted(window: MainScreen, size: Size) -> None:
        laid_out.append(size)
        lay_out(window, size)

    monkeypatch.setattr(MainScreen, "_screen_resized", noted)
    async with open_app(news, size=(120, 40)) as stage:
        laid_out.clear()
        first, last = Size(80, 24), Size(100, 30)
        stage.app._size = last
        stage.window.post_message(Resize(first, first))
        stage.window.call_later(lambda: None)  # or Textual makes one of them
        stage.window.post_message(Resize(last, last))
        await stage.until(lambda: last in laid_out and stage.page.size.height > 20)
        await stage.press("j", "j", "k")
        assert "Kofi Mensah, aged 61" in stage.text()
        assert set(laid_out) == {last}
        assert len(laid_out) <= 2  # the terminal's, and Textual's own


async def test_notices_cover_no_text_where_one_pane_is_shown(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(50, 15)) as stage:
        await stage.press("enter")
        await stage.pilot.pause()
        before = stage.text().splitlines()
        await stage.press("A", "o")
        await stage.until(lambda: "of its own" in stage.text())
        assert stage.text().splitlines()[:-2] == before[:-2]
        foot = "".join(stage.text().splitlines()[-2:])
        told = "▌ This article has no address of its own. O lists ▌ those in its text."
        assert " ".join(foot.split()) == told  # the newest alone


def test_every_screen_is_sized() -> None:
    for found in pkgutil.walk_packages(reader.view.__path__, "reader.view."):
        for made in vars(import_module(found.name)).values():
            if (
                isinstance(made, type)
                and issubclass(made, Screen)
                and made.__module__ == found.name
            ):
                assert issubclass(made, Sized), made
