"""The library's folders in the window, and files that are looked at again."""

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from reader.desk import Desk
from reader.view.screens.sources import SourcesScreen
from tests.view.stage import Open, Stage


def toasts(stage: Stage) -> list[str]:
    return [str(note.message) for note in stage.app._notifications]


@pytest.fixture
def library(news: Path) -> Path:
    desk = Desk.open()
    desk.add_folder(str(news / "world"))
    desk.close()
    return news


def note(stage: Stage) -> str:
    """What the panel says, however it is wrapped."""
    return str(stage.app.screen.query_one("#sources-note", Static).content)


async def typed(stage: Stage, text: str) -> None:
    stage.app.screen.query_one(Input).value = text
    await stage.press("enter")
    await stage.pilot.pause()  # a panel is laid out anew


async def test_a_folder_is_added_named_and_taken_out(library: Path, open_app: Open) -> None:
    async with open_app() as stage:
        assert len(stage.titles) == 2
        await stage.press("E")
        await stage.pilot.pause()
        assert f"{library}/world\n"[:30] in stage.text()
        assert "2 articles" in stage.text()
        await stage.press("a")
        await typed(stage, str(library / "nowhere"))
        assert note(stage).endswith("no such file or folder")
        await typed(stage, str(library / "local"))
        await stage.press("r")
        await typed(stage, "The village")
        assert "The village · " in stage.text()
        await stage.press("K", "escape")
        await stage.loaded()
        assert isinstance(stage.app.screen, type(stage.window))
        assert len(stage.titles) == 3
        assert "The village" in stage.text()
        await stage.app.run_action("group('source')", stage.window)
        await stage.press("g")
        assert "─ The village · 1 ─" in stage.text()
        assert stage.desk.folders == (str(library / "local"), str(library / "world"))
        await stage.press("E", "j", "d")
        await stage.pilot.pause()
        assert "u brings it back" in note(stage)
        await stage.press("escape")
        await stage.loaded()
        assert stage.titles == ["Bakery wins prize for rye bread"]
        await stage.press("u")
        await stage.loaded()
        assert len(stage.titles) == 3
    with_order = Desk.open()
    assert with_order.folders == (str(library / "local"), str(library / "world"))
    with_order.close()


async def test_adding_moving_and_renaming_are_undone(library: Path, open_app: Open) -> None:
    world, local = str(library / "world"), str(library / "local")

    async with open_app() as stage:
        await stage.press("E", "a")
        await typed(stage, local)
        assert "mute" not in stage.text()  # which is for feeds
        await stage.press("r")
        await typed(stage, "The village")
        await stage.press("J")  # it is the last one
        await stage.press("K", "K")
        assert list(stage.desk.folders) == [local, world]
        await stage.press("u")
        assert list(stage.desk.folders) == [world, local]
        assert note(stage) == "Undone: source moved: The village."
        await stage.press("u")
        await stage.pilot.pause()
        assert "The village" not in stage.text()
        assert note(stage) == f"Undone: source renamed: {local}."  # where the cursor still is
        await stage.press("u")
        assert list(stage.desk.folders) == [world]
        assert note(stage) == f"Undone: source added: {local}."
        await stage.press("u", "a")
        await typed(stage, world)  # which is there: nothing to undo
        await stage.press("u")
        assert note(stage) == "Nothing to undo."


async def test_the_cursor_stays_on_what_cannot_move(library: Path, open_app: Open) -> None:
    desk = Desk.open()
    desk.add_folder(str(library / "local"))
    desk.close()
    async with open_app() as stage:
        await stage.press("E", "G", "J", "J", "K", "d")
        assert stage.desk.folders == (str(library / "world"),)


async def test_the_samples_make_way_for_the_first_folder(news: Path, open_app: Open) -> None:
    async with open_app() as stage:
        assert stage.desk.showing_samples
        await stage.app.run_action("sources(True)", stage.window)
        await stage.pilot.pause()
        assert isinstance(stage.app.screen, SourcesScreen)
        await typed(stage, str(news))
        await stage.press("escape")
        await stage.loaded()
        assert len(stage.titles) == 3
        assert "The line was closed for six months" in stage.text()
        await stage.press("E", "d", "escape")
        await stage.loaded()
        assert stage.desk.showing_samples
        assert len(stage.titles) > 3


async def test_a_path_is_completed(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("E")
        await stage.pilot.pause()
        await stage.press("a")
        await stage.pilot.pause()
        line = stage.app.screen.query_one(Input)
        line.value = str(news / "wor")
        line.cursor_position = len(line.value)
        await stage.settled()
        await stage.press("tab")
        assert line.value == str(news / "world") + "/"
        (news / "world" / "Page.HTML").write_text("<p>A")
        line.value += "Pa"
        line.cursor_position = len(line.value)
        await stage.settled()
        await stage.press("tab")
        assert line.value == str(news / "world" / "Page.HTML")
        await stage.press("escape", "escape")
        assert stage.focused == "list"


async def test_esc_goes_back_to_where_one_was(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("j", "enter", "E", "escape")
        assert stage.focused == "page"
        assert stage.open.startswith("Museum")


@pytest.mark.parametrize("kept", [True, False])
async def test_the_open_file_is_read_again(library: Path, open_app: Open, kept: bool) -> None:
    async with open_app(*(() if kept else (library / "world",))) as stage:
        path = library / "world" / "ferry.txt"
        article = stage.current
        await stage.press("r")
        await stage.app.workers.wait_for_complete()
        assert toasts(stage)[-1] == "The file is as it was."
        path.write_text(
            path.read_text("utf-8").replace("Captain Elin Dahl", "Skipper Dahl"), "utf-8"
        )
        await stage.press("r")
        await stage.app.workers.wait_for_complete()
        await stage.settled()
        assert "Skipper Dahl" in stage.text()
        assert stage.current == article
        path.unlink()
        await stage.press("r")
        await stage.app.workers.wait_for_complete()
        assert "ferry.txt" in toasts(stage)[-1]
        assert "Skipper Dahl" in stage.text()
    if kept:
        async with open_app() as stage:
            assert stage.current == article
            assert "Skipper Dahl" in stage.text()


@pytest.mark.parametrize("kept", [True, False])
async def test_all_folders_are_looked_at_again(library: Path, open_app: Open, kept: bool) -> None:
    async with open_app(*(() if kept else (library / "world",))) as stage:
        article = stage.current
        (library / "world" / "new.txt").write_text("1 May 2026\n\nA new one\n\nIt is new.\n")
        await stage.press("R")
        await stage.loaded()
        assert stage.titles[0] == "A new one"
        assert stage.current == article
        assert toasts(stage)[-1] == "1 article more."
        await stage.press("R")
        await stage.loaded()
        assert toasts(stage)[-1] == "All files were looked at."
