"""Fields in the bar: what may follow, what is wrong, what was asked before, what is saved."""

from pathlib import Path

import pytest
from textual.command import CommandList

from reader.search.fields import FIELDS
from reader.view.forms import FORMS, legend
from reader.view.glyphs import width
from tests.view.stage import Open


def bar_line(text: str) -> str:
    return text.splitlines()[0]


async def test_fields_filter_and_mark(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("person:mensah place:accra")
        assert [title.split()[0] for title in stage.titles] == ["Museum"]
        text = stage.desk.article(stage.current).text
        assert "Kofi Mensah" in {match.of(text) for match in stage.page.matches}
        await stage.press("ctrl+u")
        for letter in "count:>300":
            await stage.press(letter)
        assert "20,000" in " ".join(
            match.of(stage.desk.article(stage.current).text) for match in stage.page.matches
        )


async def test_the_completion_stands_behind_the_cursor_and_right_takes_it(
    news: Path, open_app: Open
) -> None:
    async with open_app(news) as stage:
        await stage.type("pers")
        assert " / person:" in bar_line(stage.text())
        assert stage.bar.value == "pers"
        await stage.press("right")
        assert stage.bar.value == "person:"
        for letter in "ko":
            await stage.press(letter)
        assert " / person:kofi Mensah" in bar_line(stage.text())
        assert stage.bar.value == "person:ko"
        await stage.press("right")
        assert stage.bar.value == 'person:"kofi Mensah"'
        assert len(stage.titles) == 2
        await stage.press("right")
        assert stage.bar.value == 'person:"kofi Mensah"'


async def test_right_inside_the_query_only_moves(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("pers")
        await stage.press("left")
        assert "person:" not in bar_line(stage.text())
        await stage.press("right")
        assert stage.bar.value == "pers"
        await stage.press("right")
        assert stage.bar.value == "person:"


async def test_a_complaint_stands_where_the_count_stands(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("colour:red ")
        assert "no field “colour”; fields are title:" in bar_line(stage.text())
        await stage.press("ctrl+u")
        for letter in "after:20":
            await stage.press(letter)
        assert "after: wants" not in stage.text()
        await stage.press("enter")
        assert "after: wants a date, such as 2016-03" in bar_line(stage.text())
        await stage.press("slash", "ctrl+u")
        assert "wants" not in bar_line(stage.text())


async def test_a_complaint_is_seen_in_a_narrow_window(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(50, 15)) as stage:
        await stage.type("harbour pilots and so on colour:red")
        assert "no field “colour”" in bar_line(stage.text())


async def test_what_can_be_asked_stands_in_the_empty_bar(news: Path, open_app: Open) -> None:
    for size in [(120, 40), (50, 15)]:
        async with open_app(news, size=size) as stage:
            await stage.press("slash")
            line = bar_line(stage.text())
            assert '"exact words"  -not' in line
            assert "F1 more" in line
            await stage.press("x")
            assert "exact words" not in bar_line(stage.text())
            await stage.press("escape", "f1")
            assert "What can be searched for" in "".join(
                str(widget.render()) for widget in stage.app.screen.query("#help-text")
            )


def test_the_legend_fits_whole() -> None:
    for cells in range(200):
        assert width(legend(cells)) <= cells
    assert legend(10) == ""


def test_the_help_names_every_field() -> None:
    forms = " ".join(form for form, _ in FORMS)
    assert not [name for name in FIELDS if f"{name}:" not in forms]


async def test_earlier_searches_are_walked_until_something_is_typed(
    news: Path, open_app: Open
) -> None:
    async with open_app(news) as stage:
        for query in ("bakery", "ferry"):
            await stage.type(query)
            await stage.press("enter", "slash", "ctrl+u", "escape")
        await stage.press("slash", "up")
        assert stage.bar.value == "ferry"
        await stage.press("up", "up")
        assert stage.bar.value == "bakery"
        assert len(stage.titles) == 1
        await stage.press("down")
        assert stage.bar.value == "ferry"
        await stage.press("down")
        assert stage.bar.value == ""
        await stage.press("up", "x", "backspace", "up")
        assert stage.bar.value == "ferry"
        assert stage.desk.session.searches == ("ferry", "bakery")


async def test_a_search_that_was_on_when_the_bar_closed_is_kept(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("bakery")
        await stage.press("tab")
        assert stage.desk.session.searches == ("bakery",)
    async with open_app(news) as stage:
        await stage.press("slash", "up")
        assert stage.bar.value == "bakery"


def with_search(home: Path, name: str, query: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(f'[searches]\n"{name}" = "{query}"\n', "utf-8")


@pytest.mark.parametrize("typed", ["loaves", ""])
async def test_a_saved_search_is_found_in_the_palette(
    news: Path, open_app: Open, home: Path, typed: str
) -> None:
    with_search(home, "[b]loaves", "title:bakery")
    async with open_app(news) as stage:
        await stage.press("colon", *typed)
        await stage.app.workers.wait_for_complete()
        await stage.settled()
        options = stage.app.screen.query_one(CommandList)
        told = [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]
        place = next(at for at, each in enumerate(told) if "Search: [b]loaves" in each)
        options.highlighted = place
        await stage.press("enter")
        await stage.pilot.pause()
        assert stage.bar.value == "title:bakery"
        assert stage.focused == "bar"
        assert [title.split()[0] for title in stage.titles] == ["Bakery"]


async def test_hostile_names_are_shown_as_text(tmp_path: Path, open_app: Open) -> None:
    folder = tmp_path / "[red]x\x1b[31m"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "1 March 2026\n\nTitle here\n\nA text follows.\n\nMore.\n", "utf-8"
    )
    async with open_app(folder) as stage:
        await stage.type("source:")
        line = bar_line(stage.text())
        assert "\x1b" not in line
        assert "[red]x" in line or "source: " in line
        await stage.press("right")
        assert "\x1b" not in stage.bar.value
