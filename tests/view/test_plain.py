"""For those who are read to: words on every screen, and no bars, boxes or pictures."""

from pathlib import Path

import pytest

from tests.view.stage import Open

PICTURES = {*map(chr, range(0x2500, 0x2C00)), "★", "·"}
"""Lines, blocks, geometric shapes, dingbats; a middle dot is allowed between words only."""

SCENES = {
    "list": "j f m u",
    "marks": "k enter ] ]",
    "card": "enter",
    "xray": "escape x",
    "xray filter": "/ d a h",
    "xray of all": "escape right",
    "who said what": "right",
    "figures": "escape F",
    "figures narrowed": "2 S /",
    "figures by value": "escape s",
    "outline": "escape escape t down",
    "find": "escape ctrl+f a",
    "selecting": "escape v",
    "note": "c",
    "noted": "h i enter",
    "search": "escape escape slash l i s b n o enter",
    "search typed": "slash",
    "grouped": "escape escape escape",
    "sources": "E",
    "adding": "a",
    "help": "escape escape question_mark",
    "repair": "q enter ] d",
    "palette": "escape colon n e x t",
    "quoted": "escape escape escape escape escape G enter",
}
"""What is shown, and the keys that lead there from the one before."""


@pytest.fixture
def plain(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text("plain = true\n", "utf-8")


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("size", [(120, 40), (50, 15)])
async def test_every_screen_is_words(news: Path, open_app: Open, size: tuple[int, int]) -> None:
    quoted = news / "world" / "quoted.txt"
    quoted.write_text("1 February 2026\n\nA letter\n\n> We quote Elin Dahl.\n", "utf-8")
    found: dict[str, list[str]] = {}
    async with open_app(news, size=size) as stage:
        for scene, keys in SCENES.items():
            await stage.press(*keys.split())
            await stage.pilot.pause()
            text = stage.text().replace(" · ", " ")
            if pictures := [line for line in text.splitlines() if PICTURES.intersection(line)]:
                found[scene] = pictures
    assert not found


@pytest.mark.usefixtures("plain")
async def test_bars_are_said_in_words(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("x")
        text = stage.text()
        assert "X-Ray: This article, page 1 of 3" in text
        assert "Kofi Mensah, once, at 82%" in text
        assert "Norrvik Council, 3 times, from 6% to 87%" in text
        await stage.press("slash", *"dahl")
        assert "filter: dahl" in stage.text()
        await stage.press("escape", "right")
        await stage.until(lambda: "Kofi Mensah, in 2 articles" in stage.text())
        assert "a bar a" not in stage.text()


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("size", [(200, 60), (120, 40), (50, 15)])
async def test_the_cursors_row_is_told(news: Path, open_app: Open, size: tuple[int, int]) -> None:
    async with open_app(news, size=size) as stage:

        def here() -> list[str]:
            lines = (line.strip() for line in stage.text().splitlines())
            return [line.partition("here:")[2].strip() for line in lines if "here:" in line]

        assert here() == ["Ferry service to resume in Norrvik"]
        await stage.press("j", "f")
        assert here()[0].split("  ")[0] == "Museum of clocks opens its doors"
        await stage.press("x")
        assert [line[:12] for line in here()] == ["Kofi Mensah,"]
        await stage.press("j", "enter")
        assert not here()  # it is in the text
        await stage.press("escape", "escape", "F")
        await stage.until(lambda: bool(here()))
        assert [line[:5] for line in here()] == ["count"]
        await stage.press("j")
        assert [line[:5] for line in here()] == ["date "]
        stage.desk.add_folder(str(news / "world"))
        stage.desk.add_folder(str(news / "local"))
        await stage.press("escape", "E")
        for key in ("G", "K", "j"):  # the last one; which is the first then; the last again
            assert len([line for line in here() if "Museum" not in line]) == 1
            await stage.press(key)
            await stage.pilot.pause()
        assert len([line for line in here() if "Museum" not in line]) == 1
