"""The page: its line on top, its paragraphs, and what the mouse selects; hostile text in the panels."""

from pathlib import Path

import pytest
from textual import events

from tests.view.stage import Open


@pytest.fixture
def long(tmp_path: Path) -> Path:
    path = tmp_path / "long.txt"
    path.write_text(
        "A long one\n\n"
        + "\n\n".join(
            f"Paragraph {number} begins here and goes on for a while, so that it needs more than one line."
            for number in range(60)
        )
    )
    return path


async def test_another_size_keeps_the_line_on_top(long: Path, open_app: Open) -> None:
    async with open_app(long, size=(120, 30)) as stage:
        await stage.press("enter", "ctrl+d", "ctrl+d", "right_curly_bracket")
        offset = stage.page.offset_on_top
        assert stage.page._page.text.startswith("Paragraph", offset)
        for size in ((200, 60), (80, 24), (50, 15), (300, 10), (120, 30)):
            await stage.pilot.resize_terminal(*size)
            await stage.settled()
            assert stage.page.offset_on_top == offset, size
            assert stage.page._page.line_at(offset) == stage.page.scroll_offset.y


async def test_braces_go_from_paragraph_to_paragraph(long: Path, open_app: Open) -> None:
    async with open_app(long, size=(120, 30)) as stage:
        await stage.press("enter")
        tops = []
        for key in ("right_curly_bracket",) * 4 + ("left_curly_bracket",) * 2:
            await stage.press(key)
            tops.append(stage.page._page.text[stage.page.offset_on_top :][:12].strip())
        assert tops == [
            "Paragraph 0", "Paragraph 1", "Paragraph 2", "Paragraph 3", "Paragraph 2", "Paragraph 1",
        ]  # fmt: skip


async def test_ctrl_c_copies_what_the_mouse_selected(
    news: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMUX", "VTE_VERSION", "KONSOLE_VERSION", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    async with open_app(news) as stage:
        lines = stage.text().splitlines()
        row = next(number for number, line in enumerate(lines) if "Elin Dahl" in line)
        start = lines[row].index("Elin")
        await stage.pilot.mouse_down(offset=(start, row))
        await stage.pilot.hover(offset=(start + 8, row))
        await stage.pilot.mouse_up(offset=(start + 8, row))
        await stage.press("ctrl+c")
        assert stage.app.clipboard.startswith("Elin Dah")


async def test_what_is_typed_and_pasted_is_clean(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter", "ctrl+f")
        stage.app.post_message(events.Paste("da\x1b[2Jhl\x1b]0;x\x07"))
        await stage.settled()
        assert "find dahl" in stage.text()
        await stage.press("escape", "c")
        stage.app.post_message(events.Paste("[bold]no\x1b[31mte[/] [@click=app.quit]x[/]\nmore"))
        await stage.settled()
        assert "\x1b" not in stage.text()
        await stage.press("enter")
        assert stage.desk.passages.all()[0].note == "[bold]note[/] [@click=app.quit]x[/] more"
        stage.window.action_passages()
        await stage.settled()
        assert "[bold]note[/]" in stage.text()


@pytest.mark.parametrize(
    "size", [(200, 60), (120, 40), (80, 24), (50, 15), (20, 5), (10, 3), (1, 1)]
)
async def test_every_panel_runs_in_every_size(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    (news / "a.txt").write_text(
        "1 May 2030\n\n[/] [bold]Odd[/bold]\n\nSee https://one.example/[x](y) or [@click=app.quit]z[/].\n"
    )
    async with open_app(news, size=size) as stage:
        await stage.press(
            "enter", "t", *"o", "down", "escape", "O", "enter", "escape", "v", "l", "j"
        )
        await stage.press("c", *"n", "enter", "c", "escape", "ctrl+f", *"o", "enter", "escape", "y")
        assert all(len(line) <= size[0] for line in stage.text().splitlines())
        assert stage.app.is_running


async def test_all_of_it_is_told_without_colours(
    news: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app(news) as stage:
        await stage.press("enter", "v")
        reversed_ = [p.text for line in stage.strips() for p in line if p.style and p.style.reverse]
        assert "Ferry service to resume in Norrvik" in " ".join(reversed_)
        await stage.press("c", *"x", "enter")
        assert "┃" in stage.text()
        await stage.press("t")
        assert "▸" in stage.text()
