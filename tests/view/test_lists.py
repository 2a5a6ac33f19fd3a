"""What is listed, in which order, and what is taken back; the cursor stays on its article."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from reader.articles import Article
from reader.desk import Desk
from reader.view import rows
from tests.view.stage import Open, Stage

FERRY, MUSEUM, BAKERY = (
    "Ferry service to resume in Norrvik",
    "Museum of clocks opens its doors",
    "Bakery wins prize for rye bread",
)


def toasts(stage: Stage) -> list[str]:
    return [str(note.message) for note in stage.app._notifications]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Forty articles of ten days and two folders."""
    for number in range(40):
        path = tmp_path / "many" / ("west" if number % 2 else "east") / f"{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        words = "word " * (number * 7 % 40 + 1)
        path.write_text(
            f"{number % 10 + 1} March 2016\n\nStory {number * 11 % 40:02}\n\n{words}.\n"
        )
    return tmp_path / "many"


@pytest.fixture
def library(news: Path) -> Path:
    desk = Desk.open()
    desk.add_folder(str(news))
    desk.close()
    return news


async def test_sorting_goes_round_and_says_so(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        seen = []
        for _ in range(5):
            await stage.press("s")
            seen.append(stage.titles)
        assert seen[0] == [BAKERY, MUSEUM, FERRY]
        assert seen[1] == [BAKERY, FERRY, MUSEUM]
        assert seen[2] == [BAKERY, FERRY, MUSEUM]  # local before world
        assert seen[4] == [FERRY, MUSEUM, BAKERY]
        assert "sorted" not in stage.text()
        await stage.press("s", "s", "S")
        assert stage.titles == [MUSEUM, FERRY, BAKERY]
        assert "3 articles · sorted by headline, Z to A" in stage.text()


async def test_the_cursor_stays_on_its_article_at_its_height(many: Path, open_app: Open) -> None:
    async with open_app(many) as stage:
        await stage.press(*("j" * 20))
        article, height = stage.current, stage.listing.height_of_cursor
        for key in ("s", "s", "S", "s", "s", "s"):
            await stage.press(key)
            assert stage.current == article
            top = stage.listing.scroll_offset.y
            at_an_end = top in (0, stage.listing.max_scroll_y)
            if at_an_end:  # there is no list beyond
                height = stage.listing.height_of_cursor
            assert stage.listing.height_of_cursor == height


async def test_a_search_is_sorted_by_relevance_until_asked(many: Path, open_app: Open) -> None:
    async with open_app(many) as stage:
        await stage.press("s", "s")
        await stage.type("story")
        await stage.press("enter", "escape")
        assert "sorted" not in stage.text()
        await stage.press("s", "s", "s")
        assert stage.titles == sorted(stage.titles)
        assert "sorted by headline" in stage.text()
        await stage.press("escape")
        assert "40 articles · sorted by headline" in stage.text()


async def test_a_long_sort_shows_the_old_order_meanwhile(
    many: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.search import orders
    from reader.view import slices

    async with open_app(many) as stage:
        monkeypatch.setattr(slices, "_FIRST_S", -1)
        monkeypatch.setattr(slices, "_PAUSE_S", 3600)
        monkeypatch.setattr(orders, "_SORTED", 2)
        before = stage.titles
        await stage.press("j", "j", "s", "s")
        assert stage.titles == before
        article, work = stage.current, stage.window._browsing.lists._slices
        while work.at_work:  # what was asked for meanwhile comes after it
            work.finish()
        assert stage.titles == sorted(stage.titles)
        assert stage.current == article


async def test_what_is_read_stays_until_the_reader_asks_anew(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("j", "m", "a")
        assert stage.titles == [FERRY, BAKERY]
        assert "2 unread of 3 articles" in stage.text()
        assert stage.open == BAKERY  # what stood below
        await stage.press("enter", "h")
        stage.window._browsing.list_again()
        assert stage.titles == [FERRY, BAKERY]
        await stage.press("a")
        assert stage.titles == [FERRY, MUSEUM, BAKERY]
        await stage.press("a")
        assert stage.titles == [FERRY]
        await stage.press("A", "a", "a")
        assert "Nothing unread." in stage.text()


async def test_the_choice_outlives_the_run(library: Path, open_app: Open) -> None:
    async with open_app() as stage:
        await stage.press("f", "s", "s")
        await stage.app.run_action("only('starred')", stage.window)
        await stage.app.run_action("group('day')", stage.window)
        stage.app.exit(0)
    async with open_app() as stage:
        assert stage.titles == [FERRY]
        assert "1 starred of 3 articles · grouped by day, sorted by headline" in stage.text()


async def test_the_unread_are_searched_among(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("m", "a")
        await stage.type("norrvik")
        assert stage.titles == []
        await stage.press("escape", "escape", "a")
        await stage.type("norrvik")
        assert stage.titles == [FERRY]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 15)])
async def test_headings_stand_between_the_rows(
    many: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(many, size=size) as stage:
        await stage.app.run_action("group('source')", stage.window)
        await stage.press("g")
        assert "─ east · 20 ─" in stage.text()
        assert "─ west · 20 ─" not in stage.text()
        seen = []
        for _ in range(40):
            seen.append(stage.current)
            lines = stage.listing.render_lines(stage.listing.size.region)
            top = stage.listing.height_of_cursor
            assert 0 <= top <= stage.listing.size.height - 2
            assert stage.open in "".join(piece.text for piece in lines[top])
            await stage.press("j")
        assert seen == list(stage.listing.ids)
        await stage.press("g")
        assert "─ east · 20 ─" in stage.text()
        await stage.app.run_action("group('')", stage.window)
        assert "─ east" not in stage.text()


async def test_a_click_on_a_heading_moves_nothing(many: Path, open_app: Open) -> None:
    async with open_app(many) as stage:
        await stage.app.run_action("group('day')", stage.window)
        assert "─ 10 March 2016 · 4 ─" in stage.text()
        first = stage.current
        await stage.pilot.click("#list", offset=(3, 0))
        assert stage.current == first
        await stage.pilot.click("#list", offset=(3, 4))
        assert stage.current == stage.listing.ids[1]


async def test_changes_are_undone_newest_first(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        ids = stage.listing.ids
        await stage.press("m", "f", "A")
        assert all(stage.desk.state(name).read for name in ids)
        await stage.press("u")
        assert [stage.desk.state(name).read for name in ids] == [True, False, False]
        assert toasts(stage)[-1] == "Undone: 2 articles marked read."
        await stage.press("u")
        assert not stage.desk.state(ids[0]).starred
        await stage.press("u", "u")
        assert not stage.desk.state(ids[0]).read
        assert toasts(stage)[-2:] == [f"Undone: marked read: “{FERRY}”.", "Nothing to undo."]


async def test_what_is_seen_is_marked_in_the_frame_of_the_key(
    many: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.view.slices._FIRST_S", 0.0)
    monkeypatch.setattr("reader.desk.desk._MARKED_AT_ONCE", 20)
    async with open_app(many, size=(120, 40)) as stage:
        await stage.press("G")
        ids, seen = stage.listing.ids, stage.listing.in_sight
        assert len(seen) <= 20 < len(ids)
        stage.window.action_mark_all_read()
        assert stage.window._deeds._slices.at_work
        assert all(stage.desk.state(name).read for name in seen)
        assert not stage.desk.state(ids[0]).read
        stage.window._deeds.finish()
        assert all(stage.desk.state(name).read for name in ids)
        await stage.pilot.pause()
        assert toasts(stage)[-1].startswith(f"{len(ids)} articles marked read.")


async def test_what_is_unread_again_is_listed_again(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("A", "a")
        assert "Nothing unread." in stage.text()
        await stage.press("u")
        assert stage.titles == [FERRY, MUSEUM, BAKERY]
        await stage.press("m", "f", "u")
        assert stage.titles == [FERRY, MUSEUM, BAKERY]  # what is read stays


@pytest.fixture
def other_keys(home: Path) -> None:
    keys = {"undo": "z", "search.clear": "Q", "typing.clear": "Q", "list.unread": "", "links": "L"}
    lines = "".join(f'"{name}" = "{key}"\n' for name, key in keys.items())
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text(f"[keys]\n{lines}", "utf-8")


@pytest.mark.usefixtures("other_keys")
async def test_notices_name_the_keys_there_are(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("A", "o")
        told = "This article has no address of its own. L lists those in its text."
        assert toasts(stage) == ["3 articles marked read. z undoes it.", told]
        await stage.app.run_action("only('unread')", stage.window)
        assert "The palette shows all." in stage.text()
        await stage.press("slash", *"zzzzzz")
        assert "Q clears the search." in stage.text()


async def test_who_undoes_while_much_is_marked_waits_for_nothing_but_their_turn(
    news: Path, open_app: Open
) -> None:
    def long() -> Iterator[None]:
        for _ in range(40):
            end = perf_counter() + 0.002
            while perf_counter() < end:
                pass
            yield

    async with open_app(news) as stage:
        deeds, told = stage.window._deeds, list[int]()
        deeds._work(long(), lambda: told.append(len(toasts(stage))))
        deeds.undo()
        assert not told
        while not told:
            await stage.pilot.pause(0.01)
        assert told == [0]
        assert toasts(stage) == ["Nothing to undo."]


async def test_an_article_is_removed_and_comes_back(library: Path, open_app: Open) -> None:
    async with open_app() as stage:
        await stage.press("delete")
        await stage.pilot.pause()
        assert "Its file stays where it is." in stage.text()
        await stage.press("escape")
        assert stage.titles == [FERRY, MUSEUM, BAKERY]
        await stage.press("delete", "y")
        assert stage.titles == [MUSEUM, BAKERY]
        assert stage.open == MUSEUM
        await stage.type("is:removed")
        assert stage.titles == [FERRY]
        await stage.press("escape", "escape", "u")
        assert stage.open == MUSEUM
        assert stage.titles == [FERRY, MUSEUM, BAKERY]
        await stage.press("g", "delete", "y")
    async with open_app() as stage:
        assert stage.titles == [MUSEUM, BAKERY]
    assert (library / "world" / "ferry.txt").is_file()


async def test_what_is_merely_looked_at_is_not_removed(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("delete")
        assert "not of the library" in toasts(stage)[-1]
        assert len(stage.titles) == 3


async def test_one_pane_at_a_time_can_be_changed(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(50, 15)) as stage:
        for key in ("tab", "shift+tab", "\\"):
            assert stage.shown == {"list"}
            await stage.press(key)
            assert stage.shown == {"page"}
            assert stage.focused == "page"
            await stage.press(key)
            assert stage.focused == "list"


@pytest.mark.parametrize(
    ("hours", "said"), [(0.5, "30 min"), (5, "5 h"), (23.4, "23 h"), (30, "1 d"), (24 * 9, "Mar")]
)
def test_the_age_of_what_has_a_time_is_told_in_hours(
    hours: float, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = dt.datetime(2026, 3, 20, 23, tzinfo=dt.UTC)
    monkeypatch.setattr(rows, "now", lambda: now)
    article = Article("a", "", "A", (), date=now - dt.timedelta(hours=hours), date_from="header")
    assert said in rows.age(article, now.date())
    plain = Article("a", "", "A", (), date=now.date(), date_from="date line")
    assert rows.age(plain, now.date()) == "today"


async def test_ending_a_search_hides_nothing(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("a")
        await stage.type("bakery")
        await stage.press("enter", "h", "s", "s", "escape")
        assert stage.titles == [FERRY, MUSEUM, BAKERY]
        assert stage.open == BAKERY
        await stage.press("a", "a")
        assert stage.titles == [FERRY, MUSEUM]


async def test_what_is_gone_is_not_undone(library: Path, open_app: Open) -> None:
    async with open_app(library / "local") as stage:
        await stage.press("f")
        (library / "local" / "bakery.txt").unlink()
        await stage.press("R")
        await stage.loaded()
        assert stage.titles == []
        await stage.press("u")
        assert toasts(stage)[-1] == "That cannot be undone: it is not here any more."
