"""The settings in the window: marker pen, plain mode, the file itself, and the editor."""

from pathlib import Path

import pytest

from reader.view.going import Going
from tests.view.stage import Open


def with_settings(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text(text, "utf-8")


async def test_a_marker_pen_tints_the_ground(news: Path, home: Path, open_app: Open) -> None:
    with_settings(home, 'marks = "marker"\n')
    async with open_app(news) as stage:
        pieces = [piece for line in stage.strips() for piece in line if "Elin Dahl" in piece.text]
        grounds = {
            piece.style.bgcolor.get_truecolor().hex
            for piece in pieces
            if piece.style and piece.style.bgcolor
        }
        assert "#4a3a1c" in grounds, grounds


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24), (50, 15)])
async def test_plain_is_one_pane_with_words_for_signs(
    news: Path, home: Path, open_app: Open, size: tuple[int, int]
) -> None:
    with_settings(home, "plain = true\n")
    async with open_app(news, size=size) as stage:
        await stage.press("f")
        assert stage.shown == {"list"}
        assert "unread · " in stage.text()
        assert "starred" in stage.text()
        await stage.press("enter", "]")
        assert stage.shown == {"page"}
        assert f"{stage.mark.kind}: " in stage.text()
        assert not set("─│┬┴▌★▁▂▃▄▅▆▇█┃") & set(stage.text())
        await stage.press("escape", "escape")  # the mark cursor, then the text
        assert stage.shown == {"list"}
        await stage.press("enter", "x")
        assert (stage.shown, stage.focused) == (set(), "xray")
        await stage.press("escape")
        assert (stage.shown, stage.focused) == ({"page"}, "page")


async def test_wrong_settings_are_named_and_the_rest_counts(
    news: Path, home: Path, open_app: Open
) -> None:
    with_settings(home, 'colour = 3\ncolumn = 60\n[keys]\n"nonsense" = "x"\n')
    async with open_app(news) as stage:
        assert stage.page.column == 60
        assert any("settings.toml:1: colour" in warning for warning in stage.desk.warnings)
        assert any("settings.toml:4: keys" in warning for warning in stage.desk.warnings)


async def test_a_terminal_that_cannot_be_lent_is_told(
    news: Path, home: Path, open_app: Open
) -> None:
    async with open_app(news) as stage:
        await stage.press("e")
        assert any("cannot be lent" in note.message for note in stage.app._notifications)
        stage.window.action_settings()
        await stage.settled()
        assert "#column = 72" in text_of(home / "settings.toml")


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


async def test_what_was_edited_is_read_again(
    news: Path, home: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited(_going: Going, path: Path | str) -> bool:
        if str(path).endswith("settings.toml"):
            with_settings(home, 'column = 50\ntheme = "paper"\nmarks = "marker"\n')
        else:
            ferry = news / "world/ferry.txt"
            ferry.write_text(text_of(ferry).replace("six months", "seven whole months"), "utf-8")
        return True

    monkeypatch.setattr(Going, "_edited", edited)
    async with open_app(news) as stage:
        await stage.press("enter", "e")
        while "seven whole months" not in stage.text():
            await stage.pilot.pause(0.02)
        stage.window.action_settings()
        await stage.settled()
        assert stage.page.column == 50
        assert stage.app.theme == "paper"
        assert stage.app.has_class("-marker")
