"""Walking marks, the card, following names and coming back, the X-Ray panel."""

from pathlib import Path

import pytest

from reader.view.glyphs import width
from reader.view.trail import Trail
from reader.view.widgets.panels import CardPanel, XRayPanel
from reader.view.xray_pages import Named
from tests.view.stage import Open, Stage

SIZES = [(200, 60), (120, 40), (60, 20)]
both = pytest.mark.parametrize("size", SIZES)


def panel(stage: Stage) -> XRayPanel:
    return stage.window.query_one(XRayPanel)


def card(stage: Stage) -> CardPanel:
    return stage.window.query_one(CardPanel)


def seen(stage: Stage) -> set[str | None]:
    """The panes and panels on the screen."""
    there = (stage.listing, stage.page, panel(stage), card(stage))
    return {each.id for each in there if each.display}


def row(stage: Stage) -> str:
    """The name under the panel's cursor."""
    here = panel(stage).current
    assert isinstance(here, Named)
    return here.subject.title


async def counted(stage: Stage, until: str) -> None:
    """Wait for what is counted or looked up in slices."""
    for _ in range(200):
        if until in stage.text():
            return
        await stage.pilot.pause(0.01)
    raise AssertionError(f"{until!r} is not in\n{stage.text()}")


async def to_mark(stage: Stage, words: str) -> None:
    """Into the text, and to the mark of these words."""
    await stage.press("enter")
    for _ in range(40):
        await stage.press("]")
        if stage.mark.of(stage.desk.article(stage.current).text) == words:
            return
    raise AssertionError(words)


@both
async def test_esc_takes_the_mark_cursor_away_then_leads_back(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        await to_mark(stage, "Elin Dahl")
        await stage.press("escape")
        assert stage.page.mark is None
        assert stage.focused == "page"
        await stage.press("escape")
        assert stage.focused == "list"


async def test_walking_marks_from_a_list_that_hides_the_text_leads_into_it(
    news: Path, open_app: Open
) -> None:
    async with open_app(news, size=(60, 20)) as stage:
        await stage.press("]")
        assert stage.shown == {"page"}
        assert stage.page.mark is not None


@both
async def test_enter_on_a_mark_opens_its_card_and_esc_closes_it(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        await to_mark(stage, "Kofi Mensah")
        where, mark = stage.page.scroll_offset, stage.mark
        await stage.press("enter")
        await counted(stage, "once here · in 1 other article")
        assert stage.focused == "card"
        text = stage.text()
        assert "Kofi Mensah" in text
        assert "person" in text
        assert "In this article" in text
        assert "Museum of clocks" in text
        assert ("page" in seen(stage)) is (size[0] >= 80)
        assert ("list" in seen(stage)) is (size[0] >= 150)
        for key in ("escape", "q", "h"):
            await stage.press(key)
            assert (stage.focused, stage.mark) == ("page", mark)
            assert stage.page.scroll_offset == where
            assert card(stage).display is False
            await stage.press("enter")
        await stage.press("left")
        assert stage.focused == "page"


@both
async def test_a_sentence_elsewhere_opens_there_and_back_is_just_back(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        for back in ("escape", "backspace"):
            await stage.press("g")
            await to_mark(stage, "Kofi Mensah")
            where, mark, height = (
                stage.page.scroll_offset,
                stage.mark,
                stage.listing.height_of_cursor,
            )
            await stage.press("enter")
            await counted(stage, "Museum of clocks")
            await stage.press("j")
            await stage.press("enter")
            assert stage.open.startswith("Museum")
            assert stage.focused == "page"
            assert stage.mark.name == "Kofi Mensah"
            assert card(stage).display is False
            await stage.press(back)
            assert stage.open.startswith("Ferry")
            assert (stage.page.scroll_offset, stage.mark) == (where, mark)
            assert (stage.focused, card(stage).cursor) == ("card", 3)
            await stage.press("alt+right")
            assert stage.open.startswith("Museum")
            assert stage.mark.name == "Kofi Mensah"
            await stage.press("backspace", "escape", "escape", "escape")
            assert stage.focused == "list"
            assert stage.listing.height_of_cursor == height


async def test_a_sentence_of_this_article_is_brought_into_sight(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(160, 12)) as stage:
        await to_mark(stage, "Norrvik")
        await stage.press("enter", "j", "j", "enter")
        assert stage.page.mark is not None
        assert stage.mark.name == "Norrvik Council" or stage.mark.name == "Norrvik"
        start, stop = stage.page.in_sight
        assert start <= stage.mark.start < stop
        await stage.press("h")
        assert stage.focused == "card"


@both
async def test_a_figures_card_says_its_value(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        await to_mark(stage, "€3.2 million")
        await stage.press("enter")
        assert "3.2 million euros" in stage.text()
        assert "money, written “€3.2 million”" in stage.text()


async def test_a_second_click_on_a_mark_opens_its_card(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(120, 40)) as stage:
        await to_mark(stage, "Elin Dahl")
        line = stage.page._page.line_at(stage.mark.start) - stage.page.scroll_offset.y
        (cell,) = [text.index("Elin Dahl") for text in (stage.page.render_line(line).text,)]
        await stage.press("escape")
        for _ in range(2):
            await stage.pilot.click("#page", offset=(cell + 2, line))
            await stage.settled()
        assert stage.focused == "card"


@both
async def test_a_name_everywhere(news: Path, open_app: Open, size: tuple[int, int]) -> None:
    async with open_app(news, size=size) as stage:
        await to_mark(stage, "Kofi Mensah")
        where, mark = stage.page.scroll_offset, stage.mark
        await stage.press("*")
        assert stage.bar.value == 'person:"Kofi Mensah"'
        assert sorted(title.split()[0] for title in stage.titles) == ["Ferry", "Museum"]
        assert stage.open.startswith("Ferry")
        assert stage.page.matches
        assert stage.focused == ("page" if size[0] >= 80 else "list")
        await stage.press("backspace")
        assert stage.bar.value == ""
        assert (stage.focused, stage.mark, stage.page.scroll_offset) == ("page", mark, where)
        await stage.press("alt+right")
        assert stage.bar.value == 'person:"Kofi Mensah"'


async def test_a_name_everywhere_from_a_card_and_a_figure(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(120, 40)) as stage:
        await to_mark(stage, "€3.2 million")
        await stage.press("enter", "*")
        assert stage.bar.value == "money:3200000EUR"
        assert "list" in seen(stage)
        await stage.press("backspace")
        assert stage.focused == "card"


async def test_what_another_search_left_out_is_found_again(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(120, 40)) as stage:
        await stage.type("ferry")
        await stage.press("enter", "escape")
        await to_mark(stage, "Kofi Mensah")
        await stage.press("enter")
        await counted(stage, "Museum of clocks")
        await stage.press("G", "enter")
        assert stage.open.startswith("Museum")
        assert stage.bar.value == ""
        await stage.press("backspace")
        assert (stage.bar.value, stage.focused) == ("ferry", "card")
        assert stage.open.startswith("Ferry")


@both
async def test_the_x_ray_lists_names_and_jumps_from_mention_to_mention(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        await stage.press("x")
        assert stage.focused == "xray"
        assert row(stage) == "Elin Dahl"
        assert "People 2" in stage.text()
        assert ("page" in seen(stage)) is (size[0] >= 80)
        assert ("list" in seen(stage)) is (size[0] >= 150)
        starts = []
        for _ in range(3):
            await stage.press("enter")
            starts.append(stage.mark.start)
            assert (stage.focused == "page") is (size[0] < 80)
            if stage.focused == "page":
                await stage.press("escape")
            assert (stage.focused, row(stage)) == ("xray", "Elin Dahl")
        if size[0] >= 80:
            assert starts[0] == starts[2] < starts[1]
        await stage.press("j", "enter")
        assert stage.mark.name == "Kofi Mensah"


@both
async def test_the_x_ray_closes_where_it_was_opened(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        for key in ("x", "escape", "q"):
            await stage.press("x", key)
            assert stage.focused == "list"
            assert "xray" not in seen(stage)
        await stage.press("enter")
        for key in ("x", "escape", "q"):
            await stage.press("x", key)
            assert stage.focused == "page"
        await stage.press("x", "tab", "x")


async def test_the_x_ray_follows_the_open_article(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(200, 40)) as stage:
        await stage.press("x", "J")
        assert row(stage) == "Kofi Mensah"
        assert stage.focused == "xray"
        await stage.press("J")
        assert row(stage) == "Ana Ferreira"


async def test_the_x_ray_of_another_article_begins_at_the_top(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("x")
        first = row(stage)
        await stage.press("j")
        assert row(stage) == "Kofi Mensah"
        await stage.press("x", "x")
        assert row(stage) == "Kofi Mensah"  # of the same article it is as it was
        await stage.press("x", "J", "K", "x")
        assert row(stage) == "Kofi Mensah"
        await stage.press("x", "J", "x", "j")
        second = row(stage)  # and no name that both have
        await stage.press("x", "K", "x")
        assert row(stage) == first != second


@both
async def test_the_x_ray_is_filtered_by_typing(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        await stage.press("x", "/", *"xkz", "backspace")
        assert "/xk" in stage.text()
        assert panel(stage).current is None
        await stage.press("escape", "/", *"DÄH")
        assert row(stage) == "Elin Dahl"
        await stage.press("backspace", "backspace", "backspace", *"k c")
        assert [each.subject.title for each in panel(stage).rows if isinstance(each, Named)] == [
            "Norrvik Council"
        ]
        await stage.press("enter", "j")
        assert row(stage) == "Norrvik Council"
        await stage.press("escape")
        assert panel(stage).filter == ""
        assert stage.focused == "xray"
        await stage.press("escape")
        assert stage.focused == "list"


@both
async def test_the_second_page_counts_what_is_listed_and_filters_it(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        await stage.press("x", "right")
        await counted(stage, "3 articles, since")
        assert row(stage) == "Kofi Mensah"
        assert "People 3" in stage.text()
        await stage.press("enter")
        assert stage.bar.value == 'person:"Kofi Mensah"'
        assert len(stage.titles) == 2
        if size[0] >= 150:
            assert stage.focused == "xray"
            await counted(stage, "2 articles, since")
            await stage.press("enter")  # it is asked for already
            assert stage.bar.value == 'person:"Kofi Mensah"'
        else:
            assert (stage.focused, seen(stage) & {"xray", "list"}) == ("list", {"list"})
        await stage.press("backspace")
        assert (stage.bar.value, stage.focused) == ("", "xray")
        await counted(stage, "3 articles, since")
        assert row(stage) == "Kofi Mensah"
        await stage.press("left", "left", "right")
        await stage.press("l", "h", "escape")
        assert stage.focused == "list"


async def test_a_name_of_the_second_page_everywhere(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(200, 40)) as stage:
        await stage.press("x", "right")
        await counted(stage, "3 articles, since")
        await stage.press("/", *"lisb", "enter", "*")
        assert stage.bar.value == 'place:"Lisbon"'
        assert len(stage.titles) == 2


async def test_a_search_needs_the_list_that_a_panel_covers(news: Path, open_app: Open) -> None:
    for size in ((120, 40), (60, 20)):
        async with open_app(news, size=size) as stage:
            await stage.press("x", "J")
            await to_mark(stage, "Kofi Mensah") if stage.focused == "list" else None
            await stage.press("tab")
            stage.window.action_search()
            await stage.settled()
            assert "list" in seen(stage)
            assert "xray" not in seen(stage)


async def test_the_footer_shows_what_works_now(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(200, 40)) as stage:

        def hints() -> set[str]:
            return {hint.word for hint in stage.legend.hints}

        assert not hints() & {"card", "everywhere", "back", "filter"}
        await to_mark(stage, "Kofi Mensah")
        assert {"card", "everywhere", "x-ray"} <= hints()
        assert "filter" not in hints()
        await stage.press("enter")
        assert {"go", "close", "everywhere"} <= hints()
        assert "quit" not in hints()
        await stage.press("escape", "x")
        assert {"go", "close", "filter", "page"} <= hints()
        assert "search" not in hints()
        await stage.press("x", "escape")
        assert not hints() & {"card", "everywhere"}


async def test_keys_that_lead_nowhere_do_nothing(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(120, 40)) as stage:
        await stage.press("*", "backspace", "alt+right", "enter", "enter", "*")
        assert (stage.bar.value, stage.focused) == ("", "page")
    empty = news / "none"
    empty.mkdir()
    async with open_app(empty, size=(120, 40)) as stage:
        await stage.press("x", "j", "enter", "*", "right", "enter", "/", "a", "escape", "escape")
        assert stage.focused == "list"


@pytest.mark.parametrize("size", [*SIZES, (80, 24), (50, 15), (160, 12), (24, 8), (3, 3)])
async def test_panels_fit_every_window(news: Path, open_app: Open, size: tuple[int, int]) -> None:
    async with open_app(news, size=size) as stage:
        await stage.press("enter", "]", "enter")
        for line in stage.text().split("\n"):
            assert width(line) == size[0]
        await stage.press("G", "g", "ctrl+d", "ctrl+u", "space", "b", "escape", "x")
        await stage.press("G", "pagedown", "pageup", "g", "right", "G")
        for line in stage.text().split("\n"):
            assert width(line) == size[0]
        for other in ((200, 50), (100, 20), (60, 12), size):
            await stage.pilot.resize_terminal(*other)
            await stage.settled()
        assert "xray" in seen(stage)


async def test_hostile_names_are_shown_as_they_are(tmp_path: Path, open_app: Open) -> None:
    (tmp_path / "a.txt").write_text(
        "1 May 2026\n\nMayor [bold]Ada Solheim[/bold] left\n\n"
        "[@click=app.quit]Ada Solheim[/] of Oslo left. Ada \x1b[31mSolheim met Bo Berg.\n",
        "utf-8",
    )
    async with open_app(tmp_path, size=(160, 40)) as stage:
        await stage.press("x", "enter", "tab", "enter")
        assert "\x1b" not in stage.text()
        await stage.press("escape", "escape")


def test_a_trail_goes_back_and_forward() -> None:
    trail: Trail[str] = Trail()
    assert trail.step("a", -1) is None
    assert not trail.can_step(1)
    trail.leave("a")
    trail.leave("b")
    assert trail.step("c", -1) == "b"
    assert trail.step("b", -1) == "a"
    assert trail.step("a", 1) == "b"
    trail.leave("b")
    assert not trail.can_step(1)
    assert trail.can_step(-1)


QUOTED = """12 March 2026

Ferry to sail again

“We have waited for six months,” said Elin Dahl, the captain. She spoke in Norrvik.

“Nobody told us,” said Ana Ferreira, who bakes bread in Lisbon.
"""


@both
async def test_the_third_page_tells_who_said_what(
    tmp_path: Path, open_app: Open, size: tuple[int, int]
) -> None:
    (tmp_path / "quoted").mkdir()
    (tmp_path / "quoted" / "ferry.txt").write_text(QUOTED, "utf-8")
    (tmp_path / "quoted" / "other.txt").write_text("1 March 2026\n\nOther\n\nNothing.\n", "utf-8")
    async with open_app(tmp_path / "quoted", size=size) as stage:
        await stage.press("x", "left")
        await counted(stage, "Elin Dahl")
        assert "2 quotations" in stage.text()
        assert "“We have waited for six months,”" in stage.text()
        await stage.press("/", *"dahl", "enter")
        assert "Nobody told us" not in "".join(panel(stage).current.draw(0, 60)[0].text)  # type: ignore[union-attr]
        await stage.press("enter")
        assert stage.page.display
        assert "We have waited" in stage.text()


async def test_what_a_card_is_about_can_be_repaired(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(160, 40)) as stage:
        await to_mark(stage, "Elin Dahl")
        await stage.press("enter")
        await counted(stage, "In this article")
        assert card(stage).display
        await stage.press("d")
        await stage.until(lambda: type(stage.app.screen).__name__ == "ChoosingScreen")
        await stage.press("enter")
        await stage.until(lambda: type(stage.app.screen).__name__ == "MainScreen")
        text = stage.desk.article(stage.current).text
        assert "Elin Dahl" not in [mark.of(text) for mark in stage.page.marks]
        await stage.press("u")
        assert "Elin Dahl" in [mark.of(text) for mark in stage.page.marks]
