"""The bar filters at every key; matches are marked and walked."""

from pathlib import Path

from tests.view.stage import Open


async def test_the_list_narrows_at_every_key(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("lisbon")
        assert sorted(title.split()[0] for title in stage.titles) == ["Bakery", "Museum"]
        assert "2 of 3 articles" in stage.text()


async def test_a_misspelt_word_still_finds(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        for typed in ("bakeyr", "bakry", "bakkery", "bskery"):
            await stage.type(typed)
            assert [title.split()[0] for title in stage.titles] == ["Bakery"], typed
            await stage.press("escape")


async def test_escape_clears_then_closes_back_where_one_was(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("j")
        await stage.type("bakery")
        assert stage.open.startswith("Bakery")
        await stage.press("escape")
        assert len(stage.titles) == 3
        assert stage.focused == "bar"
        assert stage.open.startswith("Museum")
        await stage.press("escape")
        assert stage.focused == "list"


async def test_a_search_begun_in_the_text_ends_there(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("enter")
        await stage.type("bakery")
        await stage.press("escape", "escape")
        assert stage.focused == "page"
        assert stage.open.startswith("Ferry")


async def test_an_article_chosen_while_typing_stays(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("lisbon")
        await stage.press("down")
        chosen = stage.open
        assert not chosen.startswith("Ferry")
        await stage.press("escape", "escape")
        assert stage.open == chosen


async def test_arrows_move_in_the_list_while_typing(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("mensah")
        first = stage.open
        await stage.press("down")
        assert stage.open != first
        assert stage.focused == "bar"
        await stage.press("up")
        assert stage.open == first


async def test_enter_goes_to_the_article_and_n_walks_its_matches(
    news: Path, open_app: Open
) -> None:
    async with open_app(news) as stage:
        await stage.type("norrvik")
        await stage.press("enter")
        assert stage.focused == "page"
        assert len(stage.page.matches) == 3
        assert "3 in this one" in stage.text()
        await stage.press("n")
        assert "1/3 in this one" in stage.text()
        await stage.press("n", "n", "n")
        assert "1/3 in this one" in stage.text()
        await stage.press("N")
        assert "3/3 in this one" in stage.text()


async def test_matches_stand_on_the_words(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("acc")
        text = stage.desk.article(stage.current).text
        assert {match.of(text) for match in stage.page.matches} == {"Acc"}


async def test_a_search_is_on_until_escape_in_the_list(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("bakery")
        await stage.press("enter", "h")
        assert len(stage.titles) == 1
        await stage.press("escape")
        assert len(stage.titles) == 3
        assert stage.page.matches == ()


async def test_nothing_found_says_so(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("qqqqqq")
        assert stage.titles == []
        assert "Nothing found for “qqqqqq”." in stage.text()
        await stage.press("enter", "escape", "escape")
        assert len(stage.titles) == 3


async def test_earlier_searches_come_back_with_up(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("bakery")
        await stage.press("escape")
        await stage.press("up")
        assert stage.bar.value == "bakery"
        assert len(stage.titles) == 1


async def test_the_line_can_be_edited(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.type("kery")
        await stage.press("home", "b", "a", "end", "x", "backspace")
        assert stage.bar.value == "bakery"
        await stage.press("left", "delete", "ctrl+w")
        assert stage.bar.value == ""


async def test_a_pasted_text_is_one_line_and_runs_nothing(news: Path, open_app: Open) -> None:
    from textual.events import Paste

    async with open_app(news) as stage:
        await stage.press("slash")
        stage.bar.post_message(Paste("bakery\nq\x1b[201~q\x1b]0;x\x07"))
        await stage.pilot.pause()
        assert stage.app.is_running
        assert not any(ord(letter) < 32 for letter in stage.bar.value)


async def test_filtering_while_zen_or_narrow_shows_the_list(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(60, 20)) as stage:
        await stage.press("enter", "z")
        await stage.type("bakery")
        assert stage.listing.display
        assert "Bakery wins prize" in stage.text()


async def test_a_long_headline_shows_where_it_was_hit(tmp_path: Path, open_app: Open) -> None:
    headline = "A very long headline that goes on and on until it comes to the word Zeppelin"
    (tmp_path / "a.txt").write_text(f"{headline}\n\nText follows here.\n\nAnd more.\n", "utf-8")
    async with open_app(tmp_path / "a.txt") as stage:
        row = stage.text().splitlines()[2].split("│")[0]
        assert "A very long headline" in row
        await stage.type("zepelin")
        row = stage.text().splitlines()[2].split("│")[0]
        assert "Zeppelin" in row
        assert row.strip("▌ ").startswith("…")


async def test_the_footer_names_n_by_what_it_does(news: Path, open_app: Open) -> None:
    async with open_app(news, size=(160, 40)) as stage:
        assert "n next match" not in stage.text()
        await stage.type("ferry")
        await stage.press("enter")
        assert "n next match" in stage.text()
        await stage.press("h", "escape")
        assert "n next match" not in stage.text()
