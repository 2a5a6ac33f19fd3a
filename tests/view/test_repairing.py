"""Repairing the mark under the cursor: its keys, the chooser, what is on the page afterwards."""

from pathlib import Path

import pytest

from reader.paths import places
from reader.view.screens.choosing import ChoosingScreen
from reader.view.widgets.choice_list import ChoiceList
from tests.view.stage import Open, Stage


def offered(stage: Stage) -> list[tuple[str, str]]:
    assert isinstance(stage.app.screen, ChoosingScreen)
    choices = stage.app.screen.query_one(ChoiceList).choices
    return [(choice.label, choice.note) for choice in choices]


def names(stage: Stage, kind: str) -> list[str]:
    return [mark.name for mark in stage.page.marks if mark.kind == kind]


def said(stage: Stage) -> list[str]:
    return [notice.message for notice in stage.app._notifications]


async def to_mark(stage: Stage, name: str) -> None:
    """Into the text, the mark cursor on the first mark of this name."""
    await stage.press("enter")
    for _ in range(30):
        await stage.press("]")
        if stage.mark.name == name:
            return
    raise AssertionError(name)


async def test_hiding_here_and_taking_it_back(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await to_mark(stage, "Kofi Mensah")
        before, place = names(stage, "person"), stage.page.scroll_offset
        await stage.press("d")
        assert offered(stage) == [
            ("“Kofi Mensah”", "in this article"),
            ("“Kofi Mensah”", "everywhere"),
        ]
        await stage.press("enter")
        assert "Kofi Mensah" not in names(stage, "person")
        assert stage.page.mark is None
        assert (stage.focused, stage.page.scroll_offset) == ("page", place)
        await stage.press("J")
        assert "Kofi Mensah" in names(stage, "person")  # here it was not said
        await stage.press("K", "u")
        assert names(stage, "person") == before
        assert stage.desk.repairs == ()


async def test_repairs_are_undone_in_their_turn(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await to_mark(stage, "Kofi Mensah")
        before = names(stage, "person")
        await stage.press("d", "enter", "f", "u")
        assert said(stage)[-1].startswith("Undone: starred")
        assert names(stage, "person") != before
        await stage.press("u")
        assert said(stage)[-1] == "Undone: “Kofi Mensah” is no person, in one article."
        assert names(stage, "person") == before
        await stage.press("u", "u")
        assert "Nothing to undo." in said(stage)


async def test_what_was_taken_back_elsewhere_is_not_undone_twice(
    news: Path, open_app: Open
) -> None:
    async with open_app(news) as stage:
        await to_mark(stage, "Kofi Mensah")
        await stage.press("d", "enter")
        await stage.app.run_action("screen.undo_repair")
        assert "Kofi Mensah" in names(stage, "person")
        await stage.press("u")
        assert "That cannot be undone: it is not here any more." in said(stage)


async def test_everywhere_is_everywhere(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await to_mark(stage, "Kofi Mensah")
        await stage.press("d", "j", "enter", "J")
        assert stage.open.startswith("Museum")
        assert "Kofi Mensah" not in names(stage, "person")
        await stage.press("escape")
        await stage.type('person:"kofi mensah"')
        assert stage.titles == []


async def test_esc_changes_nothing(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await to_mark(stage, "Elin Dahl")
        before = stage.text(), stage.page.mark, stage.page.scroll_offset
        for key in ("d", "r", "m"):
            await stage.press(key, "escape")
            assert (stage.text(), stage.page.mark, stage.page.scroll_offset) == before
        assert not places().repairs.exists()


async def test_a_part_of_a_name_can_be_hidden_alone(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter")
        await to_mark(stage, "Elin Dahl")
        await stage.press("]")
        while stage.mark.of(stage.page._page.text) != "Dahl":
            await stage.press("]")
        await stage.press("d")
        assert [label for label, _ in offered(stage)] == ["“Dahl”"] * 2 + ["“Elin Dahl”"] * 2
        await stage.press("enter")
        assert names(stage, "person").count("Elin Dahl") == 1


async def test_another_kind(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await to_mark(stage, "Fjordline Ltd")
        mark = stage.mark
        await stage.press("r")
        assert {label.split(":")[0] for label, _ in offered(stage)} == {"person", "place"}
        await stage.press("j", "j", "enter")
        assert "Fjordline Ltd" in names(stage, "place")
        # The cursor is still there, on what it is now.
        assert (stage.mark.start, stage.mark.kind) == (mark.start, "place")


async def test_merging_with_a_name_of_the_article_or_any_other(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await to_mark(stage, "Kofi Mensah")
        await stage.press("m")
        assert offered(stage)[0] == ("“Elin Dahl”", "in this article")
        await stage.press(*"dahl")
        assert [label for label, _ in offered(stage)][:2] == ["“Elin Dahl”"] * 2
        await stage.press("enter")
        assert "Kofi Mensah" not in names(stage, "person")
        await stage.press("u")
        assert stage.mark.name == "Kofi Mensah"  # the cursor is where it was
        await stage.press("m", *"Kwame", "space", *"Q", "enter")
        assert "Kwame Q" in names(stage, "person")


async def test_a_name_of_the_library_is_offered(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await to_mark(stage, "Kofi Mensah")
        await stage.press("m", *"ana")
        assert any("ana ferreira" in label.casefold() for label, _ in offered(stage))


async def test_m_is_read_or_unread_where_there_is_no_mark(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter", "m")
        assert not stage.desk.state(stage.current).read
        await stage.press("]", "escape", "m")  # in the list, whatever the mark cursor is on
        assert stage.desk.state(stage.current).read
        await stage.press("d", "r")
        assert not isinstance(stage.app.screen, ChoosingScreen)


async def test_a_mark_out_of_sight_is_left_alone(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(80, 10)) as stage:
        await stage.press("enter", "]", "G")
        was = stage.desk.state(stage.current).read
        await stage.press("d")
        assert not isinstance(stage.app.screen, ChoosingScreen)
        await stage.press("m")
        assert stage.desk.state(stage.current).read is not was


async def test_a_figure_can_only_be_hidden(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await to_mark(stage, "six months")
        await stage.press("r")
        assert "A figure can only be hidden." in said(stage)
        await stage.press("d", "enter")
        assert "six months" not in names(stage, "figure")


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24), (50, 15)])
async def test_the_chooser_fits(news: Path, open_app: Open, size: tuple[int, int]) -> None:
    async with open_app(news, size=size) as stage:
        await to_mark(stage, "Elin Dahl")
        await stage.press("m")
        text = stage.text()
        assert "Esc back" in text
        assert "“Elin Dahl” is the same as" in text
        assert "in this article" in text


async def test_what_cannot_be_kept_is_told(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        places().repairs.mkdir(parents=True)
        await to_mark(stage, "Elin Dahl")
        await stage.press("d", "enter")
        assert any("repairs.txt" in line for line in said(stage))
        assert "Elin Dahl" in names(stage, "person")


async def test_a_walk_goes_on_behind_a_mark_that_was_hidden(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await to_mark(stage, "Kofi Mensah")
        start = stage.mark.start
        await stage.press("d", "enter", "]")
        assert stage.mark.start > start


async def test_hostile_names_stay_text(tmp_path: Path, open_app: Open) -> None:
    (tmp_path / "a.txt").write_text(
        "A title\n\nMr Ada [bold]Lund[/] of Oslo met Mr Jo [@click=app.quit]Berg.\n", "utf-8"
    )
    async with open_app(tmp_path / "a.txt") as stage:
        await stage.press("enter", "]", "]")
        await stage.press("m", *"[/]", "enter")
        await stage.press("]", "d")
        assert stage.app.is_running
