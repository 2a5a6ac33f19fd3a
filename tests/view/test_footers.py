"""The foot names what would do something now, rules join every line, and cursors are one ground."""

from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style

from reader.view.widgets.rule import Rule
from tests.view.stage import Open, Stage

SIZES = [(200, 60), (120, 40), (80, 24), (50, 15)]


def reversed_looks(line: list[Segment]) -> list[Style]:
    """The look of each reversed cell."""
    return [
        piece.style for piece in line for _ in piece.text if piece.style and piece.style.reverse
    ]


def foot(stage: Stage) -> str:
    return stage.text().splitlines()[-1]


async def test_the_mark_cursor_and_the_card_say_what_can_be_done(
    news: Path, open_app: Open
) -> None:
    async with open_app(news, size=(80, 24)) as stage:
        await stage.press("enter")
        assert "] mark" in foot(stage)
        assert "d hide" not in foot(stage)
        await stage.press("]", "]", "]")
        assert stage.mark.name == "Elin Dahl"
        assert "m merge  r kind  d hide  Enter card  ? help" in foot(stage)
        await stage.press("enter")
        assert "r kind  d hide  Enter go  Esc close  ? help" in foot(stage)
        await stage.press("escape", "]")
        while stage.mark.kind != "figure":
            await stage.press("]")
        assert "d hide" in foot(stage)
        assert "r kind" not in foot(stage)
        await stage.press("escape")
        assert "d hide" not in foot(stage)


async def test_what_would_do_nothing_is_left_out(tmp_path: Path, open_app: Open) -> None:
    (tmp_path / "dull.txt").write_text("A title\n\nNothing is named here.\n", "utf-8")
    (tmp_path / "later.txt").write_text("Another\n\nIt cost 4 euros.\n", "utf-8")
    async with open_app(tmp_path, size=(200, 40)) as stage:
        while not stage.open.startswith("A title"):
            await stage.press("J")
        assert "F figures" not in foot(stage)
        assert "] mark" not in foot(stage)
        await stage.press("K") if stage.listing.index else await stage.press("J")
        assert "F figures" in foot(stage)
        assert "Esc end search" not in foot(stage)
        await stage.press("slash", *"euros", "enter", "h")
        assert "Esc end search" in foot(stage)
        await stage.press("escape", "slash", *"qqqq", "enter")
        assert "Enter read" not in foot(stage)


async def test_another_screen_has_the_keys(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(120, 30)) as stage:
        before = foot(stage)
        await stage.press("t")
        assert "Enter choose  Esc back" in foot(stage)
        assert "Enter read" not in foot(stage)
        await stage.press("escape")
        assert foot(stage) == before


@pytest.mark.parametrize("size", SIZES)
async def test_rules_join_every_line_between_panes(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        for keys in (["x"], ["backslash"], ["backslash"], ["enter"], ["escape"], ["escape"]):
            await stage.press(*keys)
            await stage.pilot.pause()
            lines = stage.text().splitlines()
            upright = {at for at, sign in enumerate(lines[-3]) if sign == "│"}
            assert {at for at, sign in enumerate(lines[1]) if sign == "┬"} == upright
            joints = set(stage.window.query_one("#foot-rule", Rule).joints)
            assert joints == upright


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_hint_is_whole_and_panels_stand_between_the_rules(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        rule = stage.text().splitlines()[-2]
        assert "? every key ─" in rule
        assert "…" not in rule
        await stage.press("t")
        await stage.pilot.pause()
        assert stage.text().splitlines()[-2] == rule


async def test_without_colour_a_cursors_row_is_one_ground(
    news: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app(news, size=(120, 30)) as stage:
        await stage.press("slash", *"ferry", "enter", "h", "x")
        for keys in (["escape"], ["x"], ["escape", "t"]):
            await stage.press(*keys)
            await stage.pilot.pause()
            cursors = [looks for line in stage.strips() if len(looks := reversed_looks(line)) > 10]
            assert cursors
            for looks in cursors:
                assert len({style.color for style in looks}) <= 2  # the row's, and the scrollbar's
                assert not any(style.dim for style in looks)
