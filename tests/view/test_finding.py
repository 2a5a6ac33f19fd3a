"""Finding in the open article: marked while typing, walked, and back to where one was."""

from asyncio import to_thread
from pathlib import Path

import pytest

from tests.view.stage import Open


async def test_places_are_marked_while_typing_and_counted(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter", "ctrl+f", *"dahl")
        assert [span.of(stage.page._page.text) for span in stage.page.matches] == ["Dahl", "Dahl"]
        assert "find dahl" in stage.text()
        assert "1/2" in stage.text()
        await stage.press("enter")
        assert "2/2" in stage.text()
        await stage.press("down")
        assert "1/2" in stage.text()
        await stage.press("up")
        assert "2/2" in stage.text()
        await stage.press("x")
        assert "not in this article" in stage.text()


async def test_n_walks_in_the_text(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter", "ctrl+f", *"the")
        total = len(stage.page.matches)
        stage.page.focus()
        await stage.settled()
        await stage.press("n", "n")
        assert f"3/{total}" in stage.text()
        await stage.press("N")
        assert f"2/{total}" in stage.text()
        assert "n next" in stage.text()
        await stage.press("escape")
        assert stage.focused == "page"
        assert not stage.page.matches


@pytest.mark.parametrize("size", [(200, 60), (120, 14), (80, 12), (50, 12)])
async def test_escape_goes_back_exactly(news: Path, open_app: Open, size: tuple[int, int]) -> None:
    async with open_app(news, size=size) as stage:
        for steps in range(4):
            await stage.press("enter", "j", "g", *["j"] * steps)
            before, text = stage.page.scroll_offset.y, stage.text()
            await stage.press("ctrl+f", *"fully", "enter", "escape")
            assert stage.page.scroll_offset.y == before
            assert stage.text() == text
            assert stage.focused == "page"
            await stage.press("h")


@pytest.mark.parametrize("size", [(120, 40), (50, 15)])
async def test_from_the_list_one_comes_back_to_the_list(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        before = stage.shown
        await stage.press("ctrl+f", *"dahl")
        assert "page" in stage.shown
        assert "1/2" in stage.text()
        await stage.press("escape")
        assert stage.focused == "list"
        assert stage.shown == before


async def test_from_the_search_bar_one_comes_to_the_text(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("pier")
        await stage.press("ctrl+f", *"dahl", "escape")
        assert stage.focused == "page"


async def test_the_searchs_matches_come_back(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("pier")
        await stage.press("enter")
        searched = list(stage.page.matches)
        assert searched
        await stage.press("ctrl+f", *"dahl")
        assert list(stage.page.matches) != searched
        await stage.press("escape")
        assert list(stage.page.matches) == searched


async def test_another_article_ends_it(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter", "ctrl+f", *"dahl", "tab")
        stage.page.focus()
        await stage.settled()
        await stage.press("J")
        assert not stage.window.has_class("-finding")
        assert not stage.page.matches


async def test_a_long_article_is_searched_in_slices(tmp_path: Path, open_app: Open) -> None:
    (tmp_path / "long.txt").write_text(
        "A long one\n\n" + "The ferry left, the café stayed.\n\n" * 16_000
    )
    async with open_app(tmp_path / "long.txt", wait=False) as stage:
        while stage.focused != "page":
            await stage.pilot.pause(0.01)
        await stage.press("ctrl+f", *"cafe")
        while len(stage.page.matches) < 16_000:
            await stage.pilot.pause(0.01)
        assert "1/16,000" in stage.text()


async def test_another_size_does_not_end_it(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter", "ctrl+f", *"dahl")
        await stage.pilot.resize_terminal(50, 15)
        await stage.settled()
        assert stage.shown == {"page"}
        assert "1/2" in stage.text()
        await stage.press("enter")
        assert "2/2" in stage.text()


async def test_a_panel_that_covers_the_text_makes_room(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(70, 24)) as stage:
        await stage.press("enter", "x")
        assert stage.shown == set()
        await stage.press("ctrl+f", *"dahl")
        assert stage.shown == {"page"}
        await stage.press("escape")
        assert (stage.shown, stage.focused) == ({"page"}, "page")


async def test_a_file_read_again_is_found_in_again(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter", "ctrl+f", *"dahl")
        path = Path(stage.desk.article(stage.listing.current or "").path or "")
        await to_thread(path.write_text, f"{stage.page._page.text}\n\nDahl, again.\n", "utf-8")
        stage.window.action_reload()
        await stage.until(lambda: len(stage.page.matches) == 3)
