"""The table of figures: what it shows, how it is sorted and narrowed, and the ways out of it."""

from pathlib import Path

import pytest

from reader.spans import Span
from reader.view.screens.figures import FiguresScreen
from reader.view.widgets.figure_table import FigureTable, parts_around
from tests.view.stage import Open, Stage


def table(stage: Stage) -> FigureTable:
    assert isinstance(stage.app.screen, FiguresScreen)
    return stage.app.screen.query_one(FigureTable)


def listed(stage: Stage) -> list[str]:
    return [row.written for row in table(stage).rows]


async def test_every_figure_is_listed_with_its_value(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("F")
        text = stage.text()
        assert "EUR 3,200,000" in text
        assert "about 14 %" in text or "more than 14 %" in text or "14 %" in text
        assert "Mon 16 Mar 2026" in text
        assert "The repair cost €3.2 million" in text
        assert listed(stage)[0] == "six months"


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24), (50, 15)])
async def test_it_fits_any_size_and_says_how_to_leave(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        await stage.press("F")
        lines = stage.text().split("\n")
        assert "Esc back" in lines[-1]
        assert "Enter there" in lines[-1]
        assert any("six months" in line for line in lines)
        assert any("figures" in line for line in lines[:1])


async def test_it_is_sorted_by_kind_value_and_place(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("F")
        as_in_text = listed(stage)
        await stage.press("s")
        assert "sort: by kind" in stage.text()
        await stage.press("s")
        assert "sort: by value" in stage.text()
        by_value = listed(stage)
        assert sorted(by_value) == sorted(as_in_text)
        await stage.press("s", "S")
        assert listed(stage) == as_in_text[::-1]


async def test_the_cursor_stays_on_its_figure_when_sorted(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("F", "j", "j")
        chosen = table(stage).chosen
        await stage.press("s", "s")
        assert table(stage).chosen is chosen


async def test_a_number_lists_one_kind(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("F")
        everything = listed(stage)
        await stage.press("1")
        assert {row.kind for row in table(stage).rows} == {"count"}
        assert "▸1 count" in stage.text()
        await stage.press("1")
        assert listed(stage) == everything
        await stage.press("9")
        assert listed(stage) == everything


async def test_typing_narrows_and_esc_clears_closes_leaves(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("F", "slash", *"reqpair")
        assert listed(stage) == []
        await stage.press("escape")
        await stage.press(*"repaır")
        assert listed(stage) == ["€3.2 million", "14%"]
        await stage.press("down", "enter")
        assert stage.mark.of(stage.page._page.text) == "14%"


async def test_enter_goes_to_the_sentence(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(80, 24)) as stage:
        await stage.press("F", "G", "enter")
        assert stage.focused == "page"
        assert stage.mark.of(stage.page._page.text) == "May"
        assert (
            "harbour would open fully in May" in stage.text().replace("\n", " ")
            or "May" in stage.text()
        )


async def test_enter_shows_the_text_where_one_pane_is_shown(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(50, 15)) as stage:
        await stage.press("F", "G", "enter")
        await stage.settled()
        assert stage.shown == {"page"}
        assert stage.mark.of(stage.page._page.text) == "May"


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_back_is_where_one_was(news: Path, open_app: Open, key: str) -> None:
    async with open_app(news, size=(120, 14)) as stage:
        await stage.press("enter", "j", "j", "]")
        before = stage.text(), stage.focused, stage.page.scroll_offset, stage.page.mark
        await stage.press("F", "j", "s", key)
        assert (stage.text(), stage.focused, stage.page.scroll_offset, stage.page.mark) == before


async def test_from_the_list_back_to_the_list(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("F", "escape")
        assert stage.focused == "list"
        assert not stage.desk.state(stage.current).read


async def test_an_article_without_figures_says_so(tmp_path: Path, open_app: Open) -> None:
    (tmp_path / "plain.txt").write_text("A title\n\nNo number here at all.\n", "utf-8")
    async with open_app(tmp_path / "plain.txt") as stage:
        await stage.press("F", "enter", "j", "s", "1")
        assert "No figures in this article." in stage.text()
        await stage.press("escape")
        assert stage.focused == "page"


async def test_thousands_come_in_slices(tmp_path: Path, open_app: Open) -> None:
    body = "\n\n".join(
        f"In town {n} some {n + 2:,} people paid £{n + 5}.50 each." for n in range(900)
    )
    (tmp_path / "long.txt").write_text(f"A long one\n\n{body}\n", "utf-8")
    async with open_app(tmp_path / "long.txt") as stage:
        await stage.press("F", "G")
        while len(table(stage).rows) < 2_700:
            await stage.pilot.pause(0.01)
        await stage.press("G", "s", "s", "enter")
        assert stage.mark.figure is not None
        assert stage.mark.figure.kind == "money"


async def test_hostile_text_stays_text(tmp_path: Path, open_app: Open) -> None:
    (tmp_path / "evil.txt").write_text(
        "[bold]5 ways[/]\n\nHe paid £3 for [@click=app.quit] \u202eabc\u200f and 7% of \x1b]0;x\x07 it.\n",
        "utf-8",
    )
    async with open_app(tmp_path / "evil.txt") as stage:
        await stage.press("F")
        text = stage.text()
        assert "[@click=app.quit]" in text
        assert "[bold]5 ways[/]" in text
        assert not set(text) & {"\x1b", "\u202e", "\u200f", "\x07"}


def test_a_sentence_is_cut_around_its_figure() -> None:
    text = "word " * 30 + "£3 " + "more " * 30
    mark = Span(150, 152)
    before, figure, after = parts_around(text, Span(0, len(text)), mark, 40)
    assert figure == "£3"
    assert before.startswith("…")
    assert after.endswith("…")
    assert len(before + figure + after) <= 40
    assert parts_around("a £3 b", Span(0, 6), Span(2, 4), 40) == ("a ", "£3", " b")
