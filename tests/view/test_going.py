"""From the open article to a heading, an address, an editor, and back."""

from pathlib import Path

import pytest

from tests.view.stage import Open, Stage

REPORT = """---
title: A report on ports
url: https://ports.example/report?a=1
---
The ports are open again.

First heading

Some words about it, see https://one.example/x and http://two.example.

Second heading

""" + "\n\n".join(f"Paragraph {number} of the second part, which is long." for number in range(40))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that only writes down what it was given."""
    log = tmp_path / "opened"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" >> {log}\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    return log


def given(log: Path) -> str:
    """What the browser was given; nothing when it was not called."""
    return log.read_text("utf-8") if log.exists() else ""


async def done(stage: Stage) -> None:
    await stage.app.workers.wait_for_complete()
    await stage.settled()


@pytest.mark.parametrize("size", [(200, 60), (120, 20), (80, 24), (50, 15)])
async def test_the_outline_goes_to_a_heading(
    report: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(report, size=size) as stage:
        before, place = stage.text(), stage.page.scroll_offset.y
        await stage.press("t")
        assert "Outline" in stage.text()
        assert "Second heading" in stage.text()
        await stage.press("escape")
        assert stage.text() == before
        assert stage.page.scroll_offset.y == place
        await stage.press("t", *"second", "enter")
        await stage.settled()
        assert stage.focused == "page"
        text = stage.page._page.text
        assert text[stage.page.offset_on_top :].startswith("Second heading") or stage.page.at_end


async def test_the_outline_begins_where_one_is(report: Path, open_app: Open) -> None:
    async with open_app(report, size=(120, 14)) as stage:
        await stage.press("G", "t")
        line = next(line for line in stage.text().splitlines() if "▸" in line)
        assert "Second heading" in line or "Paragraph" in line
        await stage.press(*"zzz")
        assert "0 of" in stage.text()
        await stage.press("enter", "escape")
        assert stage.app.screen is stage.window


async def test_the_articles_address_is_opened_once_asked(
    report: Path, open_app: Open, browser: Path
) -> None:
    async with open_app(report) as stage:
        await stage.press("o")
        assert "Open ports.example?" in stage.text()
        await stage.press("escape")
        await done(stage)
        assert not given(browser)
        await stage.press("o", "enter")
        await done(stage)
        assert given(browser) == "1\nhttps://ports.example/report?a=1\n"


async def test_addresses_of_the_text_are_listed(
    report: Path, open_app: Open, browser: Path
) -> None:
    async with open_app(report) as stage:
        await stage.press("O", *"two", "enter", "enter")
        await done(stage)
        assert given(browser) == "1\nhttp://two.example\n"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "--help", "-x", "file:///etc/passwd", "https://a b"]
)
async def test_other_addresses_are_refused(
    tmp_path: Path, open_app: Open, browser: Path, address: str
) -> None:
    (tmp_path / "a.txt").write_text(
        f"---\ntitle: Bad\nurl: '{address}'\n---\nText of it.\n", "utf-8"
    )
    async with open_app(tmp_path / "a.txt") as stage:
        await stage.press("o")
        await done(stage)
        assert stage.app.screen is stage.window
        assert not given(browser)
        assert any(note.message.startswith(address) for note in stage.app._notifications)


async def test_without_an_address_one_is_told(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        await stage.press("o", "O")
        said = [note.message for note in stage.app._notifications]
        assert any("no address of its own" in words for words in said)
        assert any("no address in this text" in words for words in said)


async def test_a_browser_that_fails_is_named(
    report: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "/bin/false")
    monkeypatch.setenv("PATH", "/nowhere")
    async with open_app(report) as stage:
        await stage.press("o", "enter")
        await done(stage)
        assert any("no browser" in note.message for note in stage.app._notifications)


MARKED_UP = (
    """# Ports

See the [office](https://one.example/a) and the [pier](https://two.example/), or https://three.example.

```
"""
    + "0123456789" * 20
    + """
```
"""
)


async def test_links_are_numbered_and_listed_and_code_moves_sideways(
    tmp_path: Path, open_app: Open, browser: Path
) -> None:
    path = tmp_path / "ports.md"
    path.write_text(MARKED_UP, "utf-8")
    async with open_app(path) as stage:
        assert "office[1]" in stage.text()
        assert "pier[2]" in stage.text()
        await stage.press("enter", "O", *"[2]", "enter", "enter")
        await done(stage)
        assert given(browser) == "1\nhttps://two.example/\n"
        assert "…" in stage.text()
        await stage.press(">")
        shifted = stage.text()
        await stage.press("<")
        assert stage.text() != shifted
