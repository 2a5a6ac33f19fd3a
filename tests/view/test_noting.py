"""Selecting, copying and writing notes, in the window."""

from pathlib import Path

import pytest

from tests.view.stage import Open, Stage


@pytest.fixture(autouse=True)
def _own_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "VTE_VERSION", "KONSOLE_VERSION", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)


def selected(stage: Stage) -> str:
    assert stage.page.selected is not None
    return stage.page.selected.of(stage.page._page.text)


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


async def test_v_selects_and_the_moving_keys_change_it(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(160, 40)) as stage:
        await stage.press("enter", "v")
        assert selected(stage) == "Ferry service to resume in Norrvik"
        assert "v other end" in stage.text()
        await stage.press("j")
        assert selected(stage).endswith("damaged the pier.")
        await stage.press("h", "left")
        assert selected(stage).endswith("damaged")
        await stage.press("v", "l")
        assert selected(stage).startswith("service to resume")
        await stage.press("escape")
        assert stage.page.selected is None
        assert stage.focused == "page"
        await stage.press("escape")
        assert stage.focused == "list"


async def test_y_copies_the_selection_or_the_paragraph(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("y")
        assert stage.app.clipboard == "Ferry service to resume in Norrvik"
        await stage.press("enter", "]", "y")
        assert stage.app.clipboard.startswith(("The line was closed", "Ferry", "Captain"))
        await stage.press("v", "j", "y")
        assert "\n\n" in stage.app.clipboard
        assert stage.page.selected is None
        assert any(note.message.startswith("Copied: ") for note in stage.app._notifications)
        await stage.press("Y")
        assert stage.app.clipboard == str(news / "world/ferry.txt")


@pytest.mark.parametrize("size", [(200, 60), (120, 14), (50, 15)])
async def test_a_note_is_kept_shown_and_found_again(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        await stage.press("enter", "}", "}", "v", "c")
        assert "Note" in stage.text()
        await stage.press(*"check", "space", *"this", "enter")
        assert "┃" in stage.text()
        assert stage.page.selected is None
        quote = stage.desk.passages.all()[0].quote
    ferry = news / "world/ferry.txt"
    ferry.rename(news / "local/moved.txt")
    async with open_app(news, size=size) as stage:
        while not stage.open.startswith("Ferry"):
            await stage.press("j")
        noted = stage.desk.notes(stage.current)
        assert [(each.passage.quote, each.passage.note) for each in noted] == [
            (quote, "check this")
        ]
    moved = news / "local/moved.txt"
    old = text_of(moved)
    moved.write_text(
        old.replace("The line was", "A new sentence came first. The line was"), "utf-8"
    )
    moved.rename(ferry)
    async with open_app(news, size=size) as stage:
        while not stage.open.startswith("Ferry"):
            await stage.press("j")
        noted = stage.desk.notes(stage.current)
        assert [each.span.of(stage.page._page.text) for each in noted if each.span] in ([quote], [])
        assert len(noted) == 1


async def test_c_again_changes_a_note_and_empties_it(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter", "c", *"one", "enter", "c", *"s", "enter")
        assert [each.note for each in stage.desk.passages.all()] == ["ones"]
        await stage.press("c", "escape")
        assert len(stage.desk.passages.all()) == 1
        await stage.press("c", "ctrl+u", "enter")
        assert not stage.desk.passages.all()
        assert "┃" not in stage.text()


async def test_the_notes_are_written_to_a_file(news: Path, tmp_path: Path, open_app: Open) -> None:
    target = tmp_path / "mine.md"
    async with open_app(news) as stage:
        await stage.press("enter", "c", *"note", "enter")
        for answer in ("", "escape", "enter"):
            stage.window.action_export_passages()
            await stage.settled()
            await stage.press("ctrl+u", *str(target), "enter")
            assert ("Replace this file?" in stage.text()) == bool(answer)
            await stage.press(*([answer] if answer else []))
            await stage.app.workers.wait_for_complete()
            await stage.settled()
        assert "## Ferry service to resume in Norrvik" in text_of(target)
        assert "2026-03-12" in text_of(target)
        assert "note" in text_of(target)
        stage.window.action_export_passages()
        await stage.settled()
        await stage.press("ctrl+u", *str(tmp_path / "no" / "x.md"), "enter")
        await stage.app.workers.wait_for_complete()
        await stage.settled()
        assert any("No such file" in note.message for note in stage.app._notifications)


async def test_the_notes_of_an_article_are_listed(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        stage.window.action_passages()
        await stage.settled()
        assert any("No passage" in note.message for note in stage.app._notifications)
        await stage.press("enter", "c", *"look", "enter")
        stage.window.action_passages()
        await stage.settled()
        assert "▸" in stage.text()
        await stage.press("enter")
        assert stage.app.screen is stage.window


async def test_the_letters_that_answer_questions_are_letters_in_a_note(
    news: Path, open_app: Open
) -> None:
    async with open_app(news) as stage:
        await stage.press("enter", "c", *"yn", "space", *"q", "enter")
        assert [note.passage.note for note in stage.desk.notes(stage.current)] == ["yn q"]
