"""Moving through list and page, read marks, and coming back to where one was."""

from itertools import count
from pathlib import Path

import pytest
from textual import _time
from textual.events import MouseScrollDown

from tests.view.stage import Open


async def test_the_newest_article_is_on_top_and_open(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        assert stage.titles == [
            "Ferry service to resume in Norrvik",
            "Museum of clocks opens its doors",
            "Bakery wins prize for rye bread",
        ]
        assert "12 March 2026 · world · 1 min · from the date line" in stage.text()
        assert "3 articles" in stage.text()


async def test_the_page_follows_the_cursor(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("j")
        assert "Kofi Mensah, aged 61" in stage.text()
        await stage.press("G")
        assert "Ana Ferreira bakes" in stage.text()
        await stage.press("k", "k", "k")
        assert stage.open.startswith("Ferry")


async def test_the_cursor_alone_reads_nothing(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("j", "j", "k", "J", "K")
        assert not any(stage.desk.state(name).read for name in stage.listing.ids)


async def test_entering_the_text_marks_it_read(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        for key, back in (("enter", "escape"), ("l", "h"), ("right", "left")):
            assert not stage.desk.state(stage.current).read
            await stage.press(key)
            assert stage.focused == "page"
            assert stage.desk.state(stage.current).read
            await stage.press(back)
            assert stage.focused == "list"
            await stage.press("j")


async def test_next_article_works_from_the_text(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter", "J")
        assert stage.open.startswith("Museum")
        assert stage.focused == "page"
        await stage.press("K")
        assert stage.open.startswith("Ferry")


async def test_n_goes_to_the_next_unread_while_no_search_is_on(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("j", "m", "g", "n")
        assert stage.open.startswith("Bakery")
        await stage.press("N")
        assert stage.open.startswith("Ferry")


async def test_space_at_the_end_opens_the_next_unread(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(120, 12)) as stage:
        await stage.press("enter", "G", "space")
        assert stage.open.startswith("Museum")
        assert stage.focused == "page"


async def test_m_and_f_mark_read_and_starred(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("m", "f")
        state = stage.desk.state(stage.current)
        assert (state.read, state.starred) == (True, True)
        assert "★" in stage.text()
        await stage.press("m", "f")
        state = stage.desk.state(stage.current)
        assert (state.read, state.starred) == (False, False)


async def test_scrolling_keys_move_the_text(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(120, 14)) as stage:
        await stage.press("enter")
        moves = []
        for key in ("j", "k", "ctrl+d", "ctrl+u", "space", "b", "G", "g", "right_curly_bracket"):
            before = stage.page.scroll_offset.y
            await stage.press(key)
            moves.append(stage.page.scroll_offset.y - before)
        assert [(move > 0) - (move < 0) for move in moves] == [1, -1, 1, -1, 1, -1, 1, -1, 1]


async def test_the_place_is_kept_for_the_next_start(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(60, 12)) as stage:
        await stage.press("j", "enter", "j", "j", "j", "j")
        offset = stage.page.offset_on_top
        assert offset > 0
        await stage.press("T", "3", "q")
        theme = stage.app.theme
    async with open_app(news, size=(60, 12)) as stage:
        assert stage.open.startswith("Museum")
        assert stage.page.offset_on_top == offset
        assert stage.app.theme == theme
        assert stage.page.hidden == {"organisation"}
        assert stage.desk.state(stage.current).read


async def test_leaving_by_ctrl_q_keeps_the_place_too(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("G", "ctrl+q")
    async with open_app(news) as stage:
        assert stage.open.startswith("Bakery")


async def test_resizing_keeps_the_line_on_top(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(100, 10)) as stage:
        await stage.press("enter", *["j"] * 6)
        offset = stage.page.offset_on_top
        for width in (60, 140, 90, 43):
            await stage.pilot.resize_terminal(width, 10)
            await stage.pilot.pause()
            line = stage.page.offset_on_top
            assert abs(line - offset) < 80
        await stage.pilot.resize_terminal(100, 10)
        await stage.pilot.pause()


async def test_a_mouse_click_chooses_and_a_second_one_opens(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.pilot.click("#list", offset=(5, stage.listing.stride))
        assert stage.open.startswith("Museum")
        await stage.pilot.click("#list", offset=(5, stage.listing.stride), times=2)
        await stage.pilot.pause()
        assert stage.focused == "page"


async def test_files_that_cannot_be_read_are_named(news: Path, open_app: Open) -> None:
    (news / "broken.txt").write_bytes(b"\x7fELF\x00\x01\x02" * 40)
    async with open_app(news, size=(160, 40)) as stage:
        assert len(stage.titles) == 3
        assert any("broken.txt" in fault for fault in stage.desk.faults)
        assert "broken.txt" in "\n".join(note.message for note in stage.app._notifications)


async def test_an_empty_folder_says_what_to_do(tmp_path: Path, open_app: Open) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with open_app(empty) as stage:
        assert "Open a folder:" in stage.text()
        assert "broadsheet ~/news" in stage.text()
        await stage.press("j", "enter", "n", "m", "f", "]", "z", "J", "slash", "x", "enter")


async def test_without_anything_configured_the_samples_are_open(open_app: Open) -> None:
    async with open_app() as stage:
        assert len(stage.titles) >= 24
        assert "your own: broadsheet FOLDER" in stage.text()


async def test_the_wheel_scrolls_the_text_and_reads_it(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(120, 12)) as stage:
        await stage.pilot._post_mouse_events([MouseScrollDown], "#page", offset=(20, 4))
        await stage.pilot.pause()
        assert stage.page.scroll_offset.y > 0
        assert stage.desk.state(stage.current).read


async def test_a_place_is_kept_without_leaving(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(60, 12)) as stage:
        await stage.press("enter", "j", "j", "j", "j")
        resting = stage.window._keeping
        assert resting is not None
        while stage.desk.state(stage.current).position == 0:
            await stage.pilot.pause()
        assert stage.desk.state(stage.current).position == stage.page.offset_on_top


async def test_a_guessed_encoding_is_told(tmp_path: Path, open_app: Open) -> None:
    (tmp_path / "a.txt").write_bytes("Café prices\n\nA cup costs 3 € – or more.\n".encode("cp1252"))
    async with open_app(tmp_path / "a.txt") as stage:
        assert "read as Windows-1252" in stage.text()
        assert "A cup costs 3 € – or more." in stage.text()


async def test_going_on_from_a_text_reads_the_next(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter", "J", "J")
        assert all(stage.desk.state(name).read for name in stage.listing.ids)


async def test_next_unread_goes_round_the_end(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("G", "n")
        assert stage.open.startswith("Ferry")


async def test_a_reader_left_in_the_text_comes_back_to_it(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(60, 20)) as stage:
        await stage.press("j", "enter", "q")
    async with open_app(news, size=(60, 20)) as stage:
        assert stage.focused == "page"
        assert stage.shown == {"page"}


async def test_a_single_article_is_open_at_once(news: Path, open_app: Open) -> None:
    async with open_app(news / "world/ferry.txt", size=(60, 20)) as stage:
        assert stage.shown == {"page"}
        assert "Elin Dahl" in stage.text()


async def test_a_page_out_of_sight_keeps_its_place(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(60, 12)) as stage:
        await stage.press("enter", "j", "j", "j", "j", "h")
        offset = stage.desk.state(stage.current).position or stage.page.offset_on_top
        assert offset > 0
        await stage.press("j", "k", "enter")
        assert stage.page.offset_on_top == offset


async def test_keys_are_answered_while_articles_come_in(tmp_path: Path, open_app: Open) -> None:
    for number in range(4_000):
        (tmp_path / f"{number:04}.txt").write_text(f"Article {number}\n\n{'Text of it. ' * 200}\n")
    async with open_app(tmp_path, wait=False) as stage:
        while not stage.titles:
            await stage.pilot.pause(0.01)
        before = len(stage.titles)
        await stage.press("j")
        assert stage.listing.index == 1
        assert before <= len(stage.titles) < 4_000


@pytest.mark.timeout(30)
async def test_a_machine_that_stalls_loses_no_article(
    news: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    stalls = count()
    clock = _time.get_time
    monkeypatch.setattr(_time, "get_time", lambda: clock() + next(stalls) * 0.01)
    async with open_app(news) as stage:
        assert len(stage.listing.ids) == 3


async def test_other_fields_of_a_file_are_shown(tmp_path: Path, open_app: Open) -> None:
    (tmp_path / "a.txt").write_text(
        "---\ntitle: Storm\nwarning: stay inside\n---\nIt blew all night.\n", "utf-8"
    )
    async with open_app(tmp_path / "a.txt") as stage:
        assert "warning: stay inside" in stage.text()


async def test_the_legend_says_how_much_is_seen_from_the_first_frame_on(
    news: Path, open_app: Open
) -> None:
    (news / "long.txt").write_text(
        "3 May 2026\n\nLong\n\n" + "Seven words stand in this line.\n\n" * 60
    )
    async with open_app(news, size=(120, 20)) as stage:
        assert stage.open == "Long"
        seen = stage.page.progress
        assert 0 < seen < 1
        assert stage.legend.progress[-1] == f"{seen:.0%}"
        await stage.pilot.resize_terminal(120, 40)
        await stage.until(lambda: stage.page.progress > seen)
        await stage.until(lambda: stage.legend.progress[-1] == f"{stage.page.progress:.0%}")


async def test_a_covered_window_waits_for_a_batch_to_end(news: Path, open_app: Open) -> None:
    """Textual paints nothing in a batch: uncovered there, the window would stay empty."""
    async with open_app(news) as stage:
        window, app = stage.window, stage.app
        window.covered = True
        app._begin_batch()
        window._uncover()
        assert window.covered
        app._end_batch()
        await stage.until(lambda: not window.covered)
        await stage.press("j")
        assert "Kofi Mensah, aged 61" in stage.text()


async def test_what_ends_after_the_window_changes_nothing(
    news: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(news) as stage:
        window, name = stage.window, stage.current
        reread = stage.desk.reread(name)
        monkeypatch.setattr(stage.desk, "reread", lambda _: reread)
    with stage.app._context():
        await window._read_one_again(name)
        await window._settled()
        assert not window.stands
