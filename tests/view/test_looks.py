"""Marks on the page, kinds on and off, panes, widths, help and palette."""

from pathlib import Path

import pytest

from reader.marks import KINDS
from tests.view.stage import Open, key_event


async def test_marks_are_counted_in_the_legend(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        counted = stage.legend.counts
        assert counted is not None
        assert counted["person"] >= 2
        assert counted["figure"] >= 5
        assert f"People {counted['person']}" in stage.text()


async def test_number_keys_switch_kinds_off_and_on(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        for number, kind in enumerate(KINDS, 1):
            await stage.press(str(number))
            assert stage.page.hidden == {kind}
            assert "off" in stage.text().splitlines()[-1]
            await stage.press(str(number))
            assert not stage.page.hidden


async def test_capital_h_switches_all_marks(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("H")
        assert stage.page.hidden == set(KINDS)
        await stage.press("H")
        assert not stage.page.hidden


async def test_the_legend_is_the_switch_for_the_mouse_too(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.pilot.click("#legend", offset=(5, 0))
        await stage.pilot.pause()
        assert stage.page.hidden == {"person"}


async def test_brackets_walk_the_marks_of_visible_kinds(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("1", "2", "3", "]")
        first = stage.mark
        assert first.kind == "figure"
        await stage.press("]")
        assert stage.mark.start > first.start
        await stage.press("[")
        assert stage.mark == first


async def test_a_click_on_a_mark_reaches_it(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        lines = stage.text().splitlines()
        row = next(number for number, line in enumerate(lines) if "Elin Dahl" in line)
        column = lines[row].index("Elin Dahl")
        await stage.pilot.click(offset=(column + 2, row))
        await stage.pilot.pause()
        assert stage.mark.name == "Elin Dahl"


@pytest.mark.parametrize(
    "size", [(200, 60), (120, 40), (80, 24), (50, 15), (40, 12), (20, 5), (10, 3), (2, 2), (1, 1)]
)
async def test_every_size_runs(news: Path, open_app: Open, size: tuple[int, int]) -> None:
    async with open_app(news, size=size) as stage:
        await stage.press(
            "j", "enter", "j", "]", "n", "h", "slash", "a", "enter", "z", "z", "?", "q"
        )
        assert all(len(line) <= size[0] for line in stage.text().splitlines())


async def test_below_eighty_columns_one_pane_at_a_time(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(60, 20)) as stage:
        assert stage.shown == {"list"}
        await stage.press("enter")
        assert stage.shown == {"page"}
        assert "Elin Dahl" in stage.text()
        await stage.press("escape")
        assert stage.shown == {"list"}


async def test_both_panes_come_back_with_room(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(60, 20)) as stage:
        await stage.press("enter")
        await stage.pilot.resize_terminal(120, 40)
        await stage.pilot.pause()
        assert stage.shown == {"list", "page"}


async def test_zen_shows_only_the_text(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("z")
        assert "Elin Dahl" in stage.text()
        assert "Museum" not in stage.text()
        assert "People" not in stage.text()
        await stage.press("z")
        assert "Museum" in stage.text()


async def test_backslash_hides_and_shows_the_list(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("backslash")
        assert stage.shown == {"page"}
        assert stage.focused == "page"
        await stage.press("backslash")
        assert stage.shown == {"list", "page"}


async def test_the_column_is_at_most_seventy_two_cells_and_centred(
    news: Path, open_app: Open
) -> None:
    async with open_app(news, size=(200, 50)) as stage:
        line = next(line for line in stage.text().splitlines() if "The repair cost" in line)
        body = line.split("│", 1)[1]
        left, text = len(body) - len(body.lstrip()), body.strip()
        assert len(text) <= 72
        assert abs(left - (len(body) - left - 72)) <= 2


async def test_plus_and_minus_change_the_column(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(200, 50)) as stage:
        await stage.press("minus", "minus")
        assert stage.page.column == 64
        await stage.press("plus")
        assert stage.page.column == 68
        await stage.press(*["minus"] * 20)
        assert stage.page.column == 30


async def test_theme_key_goes_between_ink_and_paper(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        seen = {stage.app.theme}
        await stage.press("T")
        seen.add(stage.app.theme)
        assert seen == {"ink", "paper"}


async def test_every_theme_of_textuals_works(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        for theme in stage.app.available_themes:
            stage.app.theme = theme
            await stage.pilot.pause()
            assert "Elin Dahl" in stage.text()


def with_keys(settings: Path, keys: str) -> None:
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[keys]\n{keys}", "utf-8")


async def test_help_shows_the_live_map(news: Path, home: Path, open_app: Open) -> None:
    with_keys(home / "settings.toml", '"article.next" = "ctrl+n"\n')
    async with open_app(news) as stage:
        await stage.press("ctrl+n")
        assert stage.open.startswith("Museum")
        await stage.press("question_mark")
        text = stage.text()
        assert "Into the text" in text
        for _ in range(8):
            await stage.press("space")
            text += stage.text()
        assert "ctrl+n" in text
        await stage.press("q")
        assert stage.app.screen is stage.window


async def test_the_palette_runs_a_command_found_by_its_words(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("colon", *"zen")
        await stage.app.workers.wait_for_complete()
        await stage.press("enter")
        await stage.pilot.pause()
        assert stage.window.has_class("-zen")


async def test_page_keys_in_a_palette_that_is_not_laid_out_yet(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        for key in ("colon", "pagedown", "x", "pageup", "pagedown"):
            stage.app.post_message(key_event(key))
        await stage.settled()
        assert stage.app.is_running
        assert stage.app.screen is not stage.window


async def test_the_palette_may_be_dismissed_twice(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("colon")
        palette = stage.app.screen
        assert palette is not stage.window
        palette.dismiss()
        palette.dismiss()
        await stage.settled()
        assert stage.app.screen is stage.window


async def test_the_footer_shows_only_what_works_now(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(160, 40)) as stage:
        assert "Enter read" in stage.text().splitlines()[-1]
        await stage.press("enter")
        assert "Enter read" not in stage.text().splitlines()[-1]
        await stage.press("slash")
        foot = stage.text().splitlines()[-1]
        assert "Esc clear" in foot
        assert "q quit" not in foot


async def test_a_command_without_keys_is_no_crash(news: Path, home: Path, open_app: Open) -> None:
    with_keys(home / "settings.toml", '"quit" = ""\n"nonsense" = "x"\n')
    async with open_app(news) as stage:
        assert "q quit" not in stage.text()
        assert any("nonsense" in warning for warning in stage.desk.warnings)


async def test_a_guessed_theme_is_not_kept(
    news: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORFGBG", "15;0")
    async with open_app(news) as stage:
        assert stage.app.theme == "ink"
    monkeypatch.setenv("COLORFGBG", "0;15")
    async with open_app(news) as stage:
        assert stage.app.theme == "paper"
        await stage.press("T")
    async with open_app(news) as stage:
        assert stage.app.theme == "ink"


async def test_a_mouse_selection_can_be_seen(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        before = {str(piece.style) for line in stage.strips() for piece in line}
        await stage.pilot.mouse_down("#page", offset=(6, 6))
        await stage.pilot.hover("#page", offset=(30, 8))
        await stage.pilot.pause()
        after = {str(piece.style) for line in stage.strips() for piece in line}
        await stage.pilot.mouse_up("#page", offset=(30, 8))
        assert after - before
