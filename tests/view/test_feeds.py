"""Feeds in the window: added, asked again with r and R, muted, put into categories."""

import threading
from contextlib import closing
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.desk import Desk
from reader.view.screens.main import MainScreen
from reader.view.screens.sources import SourcesScreen
from tests.servers import Server, answer, feed_of
from tests.view.stage import Open, Stage
from tests.view.test_sources import note, toasts, typed

THREE = (
    "1|Harbour opens|It cost €3m.",
    "2|Frost returns|Growers lit candles.",
    "3|Buoys drift|Far.",
)


@pytest.fixture
def feed(web: Server, home: None) -> str:
    """The address of a feed that is subscribed to."""
    web.answers["/feed"] = answer(feed_of(*THREE))
    with closing(Desk.open()) as desk:
        desk.feeds.add(web.url("/feed"))
        desk.store.flush()
    return web.url("/feed")


async def in_the_panel(stage: Stage, *keys: str) -> SourcesScreen:
    await stage.press("E", *keys)
    await stage.pilot.pause()
    screen = stage.app.screen
    assert isinstance(screen, SourcesScreen)
    return screen


async def test_a_feed_is_added_by_its_address(web: Server, open_app: Open) -> None:
    web.answers["/feed"] = answer(feed_of(*THREE, title="Harbour [bold]News"))
    async with open_app() as stage:
        await in_the_panel(stage, "a")
        await typed(stage, web.url("/none"))
        await stage.until(lambda: "not there" in note(stage))
        await stage.press("a")
        await typed(stage, web.url("/feed"))
        await stage.until(lambda: "Subscribed" in note(stage))
        assert "Harbour [bold]News" in stage.text()
        await stage.press("escape")
        await stage.loaded()
        assert set(stage.titles) == {"Harbour opens", "Frost returns", "Buoys drift"}


async def test_feeds_are_changed_in_the_panel(feed: str, open_app: Open) -> None:
    async with open_app(size=(80, 24)) as stage:
        await in_the_panel(stage, "m")
        assert "muted" in stage.text()
        await stage.press("f")
        assert "full text" in stage.text()
        await stage.press("c")
        await typed(stage, "World/Sea")
        assert "World/Sea · 3 articles" in stage.text()
        await stage.press("u", "u", "u")
        changed = stage.desk.feeds.find("Harbour News")
        assert (changed.muted, changed.full_text, changed.category) == (False, False, "")
        await stage.press("d")
        assert "its articles stay" in note(stage)
        assert stage.desk.feeds.all() == ()
        await stage.press("m")
        await stage.press("u", "c")
        assert stage.app.screen.query_one(Input).display
        await stage.press("escape", "escape")
        assert isinstance(stage.app.screen, MainScreen)
        assert len(stage.titles) == 3


async def test_all_feeds_are_asked_and_the_cursor_stays(
    feed: str, web: Server, open_app: Open
) -> None:
    async with open_app() as stage:
        await stage.press("j")
        here = stage.current
        web.answers["/feed"] = answer(feed_of(*THREE, "4|Rain falls|Much."))
        await stage.press("R")
        assert "asking feeds" in stage.text()
        await stage.until(lambda: "Rain falls" in stage.titles)
        assert stage.current == here
        web.answers["/feed"] = answer(b"", "500 Oops")
        await stage.loaded()
        await stage.press("r")  # the feed of this one article
        await stage.until(lambda: any("the server answered 500" in each for each in toasts(stage)))
        await stage.loaded()
        await in_the_panel(stage)
        assert "the server answered 500" in note(stage)
        assert "failed" in stage.text()


async def test_no_server_fills_the_screen_with_a_notice(
    feed: str, web: Server, open_app: Open
) -> None:
    where = web.url("/" + "x" * 4_000)
    web.answers["/feed"] = answer(b"", "301 Moved", Location=where)
    web.answers[where.partition(str(web.port))[2]] = answer(feed_of(*THREE))
    async with open_app() as stage:
        await stage.press("R")
        await stage.until(lambda: "asking feeds" not in stage.text())
        web.answers.clear()
        await stage.press("R")
        await stage.until(lambda: bool(toasts(stage)))
        assert all(len(line) <= 200 for each in toasts(stage) for line in each.split("\n"))


async def test_asking_is_stopped(feed: str, web: Server, open_app: Open) -> None:
    reached, gone = threading.Event(), threading.Event()

    def silent(line: object) -> None:
        reached.set()
        gone.wait(20)

    web.answers["/feed"] = silent
    async with open_app() as stage:
        await stage.press("R")
        await stage.until(reached.is_set)
        await stage.press("R")
        await stage.until(lambda: "Stopped." in toasts(stage))
        assert "asking" not in stage.text()
        gone.set()
        await stage.loaded()


async def test_feeds_are_asked_by_themselves_where_the_reader_wants_it(
    feed: str, web: Server, home: Path, open_app: Open
) -> None:
    web.answers["/feed"] = answer(feed_of(*THREE, "4|Rain falls|Much."))
    async with open_app() as stage:
        asked = len(web.asked)
        assert "Rain falls" not in stage.titles
    (home / "settings.toml").write_text("refresh_minutes = 60\n", "utf-8")
    async with open_app() as stage:
        await stage.until(lambda: "Rain falls" in stage.titles)
        assert len(web.asked) == asked + 1
        web.answers["/feed"] = answer(b"", "500 Oops")
        stage.window._refreshes._by_itself()  # an hour later
        await stage.until(lambda: len(web.asked) == asked + 2)
        await stage.until(lambda: not stage.window._refreshes.progress)
        assert toasts(stage) == ["1 article more."]
