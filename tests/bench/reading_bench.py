"""How long an article of 100,000 words takes to open, resize, scroll and search, beside a short one.

    PYTHONPATH=. python tests/bench/reading_bench.py [-n 15] [--words 100000] [--odd]

The same keys, in turn, on an article of 100,000 words, on one of 500, and on Textual's own `Static`
with the long text in a scrolling container, all in one process without a terminal; `Markdown` is
opened with the text, too. Milliseconds from the key to the frame, its escape codes included, and
the longest turn of the event loop meanwhile. Every article is first opened before anything is known
of its names. Then texts that no newspaper prints. Quote the ratios.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown, Static

from reader.desk import Desk
from reader.view.app import BroadsheetApp
from reader.view.widgets.marked_text import MarkedText
from tests.bench.probes import Figures, Window, article, keep, median, p95, stalls, words

WIDE, NARROW = (120, 40), (90, 30)
SHORT, LONG, OTHER = "Short of words", "Long of words", "Static"


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("-n", type=int, default=15, help="rounds")
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--odd", action="store_true", help="only the odd texts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["BROADSHEET_HOME"] = f"{place}/home"
        if not options.odd:
            asyncio.run(_compare(Path(place), options.n, options.words))
        asyncio.run(_odd(Path(place), options.words))
    return 0


class Texts(App[None]):
    """Textual's own way to show a long text."""

    def compose(self) -> ComposeResult:
        """A scrolling container."""
        with VerticalScroll():
            yield Static("", markup=False)

    async def markdown(self, text: str) -> None:
        """The same text as Markdown."""
        await self.query_one(VerticalScroll).mount(shown := Markdown(""))
        await shown.update(text)


@asynccontextmanager
async def _opened(
    folder: Path, *, wait: bool = True
) -> AsyncIterator[tuple[Window, BroadsheetApp]]:
    desk = Desk.open([str(folder)])
    app = BroadsheetApp(desk)
    window = Window(app)
    try:
        async with app.run_test(size=WIDE) as pilot:
            window.watch(app.screen.query_one(MarkedText))
            if wait:
                await asyncio.to_thread(app.loader.wait, 600)
                while app.loader.waiting:
                    await pilot.pause()
                await app.workers.wait_for_complete()
                await window.settled()
            yield window, app
    finally:
        desk.close()


async def _compare(place: Path, rounds: int, count: int) -> None:
    folder = place / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(article(500, 1, SHORT, "12 March 2026"), "utf-8")
    long = article(count, 2, LONG, "11 March 2026")
    (folder / "b.txt").write_text(long, "utf-8")
    (folder / "c.txt").write_text(article(500, 3, SHORT, "10 March 2026"), "utf-8")
    figures: dict[str, Figures] = {SHORT: {}, LONG: {}, OTHER: {}}
    texts = Texts()
    other = Window(texts)
    async with texts.run_test(size=WIDE), _opened(folder) as (window, app):
        other.watch(texts.query_one(Static))
        await window.resize(*WIDE)
        for _ in range(rounds):
            await _round(window, app, figures)
            await _static_round(other, texts, long, figures[OTHER])
    texts = Texts()
    async with texts.run_test(size=WIDE):
        begun = perf_counter()
        await texts.markdown(long)
        keep(figures[OTHER], "open Markdown", perf_counter() - begun)
    _say(figures)


async def _round(window: Window, app: BroadsheetApp, figures: dict[str, Figures]) -> None:
    """Short, long: opened by turns, and everything done in each."""
    for name, key in ((LONG, "down"), (SHORT, "down")):
        here = figures[name]
        await _note(here, "open", partial(window.key, key))
        page = app.screen.query_one(MarkedText)
        app.screen.set_focus(page)
        await window.settled()
        for step in ("j", "pagedown", "home", "end"):
            await _note(here, f"scroll: {step}", partial(window.key, step))
        for half in (0.0, 0.5):
            page.jump_to(page.max_scroll_y * half)
            await window.settled()
            for size in (NARROW, WIDE):
                await _note(here, "resize", partial(window.resize, *size))
        await window.key("home")
        await window.key("escape")
    for key in ("up", "up"):
        await window.key(key)
    await window.key("/")
    for word in ("harbour", "million"):
        for letter in word:
            await _note(figures[LONG], "search: a letter", partial(window.pressed, letter))
        app.screen.query_one("#bar").set_value("")  # type: ignore[attr-defined]
        await window.settled()
    await window.pressed("escape")
    await _walk(window, app, figures)


async def _walk(window: Window, app: BroadsheetApp, figures: dict[str, Figures]) -> None:
    """To the next hit, in each."""
    await window.pressed("/")
    for letter in "rotterdam":
        await window.pressed(letter)
    await window.pressed("enter")
    ids = app.screen.query_one("#list").ids  # type: ignore[attr-defined]
    for place in range(len(ids)):
        app.screen.query_one("#list").move_to(place)  # type: ignore[attr-defined]
        await window.settled()
        title = app.desk.article(ids[place]).title
        for _ in range(3):
            await _note(figures[title], "walk: next hit", lambda: window.key("n"))
    app.screen.query_one("#bar").set_value("")  # type: ignore[attr-defined]
    await window.pressed("escape")
    app.screen.query_one("#list").move_to(0)  # type: ignore[attr-defined]
    await window.settled()


async def _static_round(other: Window, texts: Texts, text: str, figures: Figures) -> None:
    static, scroll = texts.query_one(Static), texts.query_one(VerticalScroll)
    await _note(figures, "open", lambda: other.time(lambda: static.update(text)))
    scroll.focus()
    await other.settled()
    for step in ("down", "pagedown", "home", "end"):
        name = "j" if step == "down" else step
        await _note(figures, f"scroll: {name}", partial(other.pressed, step))
    for size in (NARROW, WIDE):
        await _note(figures, "resize", partial(other.resize, *size))
    await other.time(lambda: static.update("nothing"))


async def _note(figures: Figures, name: str, action: Callable[[], Awaitable[float]]) -> None:
    with stalls() as taken:
        seconds = await action()
    keep(figures, name, seconds)
    keep(figures, f"{name}, longest turn", taken[0])


def _say(figures: dict[str, Figures]) -> None:
    short, long, other = figures[SHORT], figures[LONG], figures[OTHER]
    print(f"{'ms':34}{'long':>9}{'p95':>9}{'short':>9}{'÷ short':>9}{'Static':>10}{'÷ Static':>10}")
    for name, values in long.items():
        line = f"{name:34}{median(values):9.2f}{p95(values):9.2f}"
        line += (
            f"{median(short[name]):9.2f}{median(values) / median(short[name]):9.2f}"
            if name in short
            else " " * 18
        )
        if name in other and median(other[name]):
            line += f"{median(other[name]):10.1f}{median(values) / median(other[name]):10.4f}"
        print(line)
    print(f"{'open, Markdown':34}{median(other['open Markdown']):9.0f}")


def _odd_texts(count: int) -> dict[str, str]:
    plain = words(count, 5)
    return {
        "100,000 words": article(count, 2, LONG, "11 March 2026"),
        "one paragraph without a line break": " ".join(plain),
        "one word of 1 MB": "x" * 1_000_000,
        "as many paragraphs as words": "\n\n".join(plain),
        "as many lines as words": "\n".join(plain),
        "Japanese": "\n\n".join("漢字かな交じり文。" * 30 for _ in range(count // 70)),
        "Japanese in one paragraph": "漢字かな交じり文。" * (count // 2),
        "emoji": "\n\n".join("👩‍👩‍👧 word é 🇳🇱 " * 30 for _ in range(count // 70)),
        "combining": "e\u0301 n\u0303o " * count,
    }


async def _odd(place: Path, count: int) -> None:
    print(
        f"\n{'longest turn of the event loop, ms':38}{'open':>8}{'known':>8}{'resize':>8}{'end':>8}{'search':>8}{'n':>8}"
    )
    for number, (name, text) in enumerate(_odd_texts(count).items()):
        folder = place / f"odd{number}"
        folder.mkdir()
        (folder / "a.txt").write_text(
            f"12 March 2026\n\nOrdinary\n\nThe first article {'rotterdam'}.\n", "utf-8"
        )
        (folder / "b.txt").write_text(
            f"11 March 2026\n\nOdd\n\nIt is in Rotterdam.\n\n{text}\n", "utf-8"
        )
        worst = {}
        with stalls() as taken:
            async with _opened(folder, wait=False) as (window, app):
                await window.settled()
                while len(app.desk.ids()) < 2:
                    await asyncio.sleep(0.01)
                await window.settled()
                taken.clear()
                await window.key("down")
                await asyncio.to_thread(app.loader.wait, 600)
                await window.settled()
                worst["open"] = max(taken)
                await app.workers.wait_for_complete()
                for what, keys in (("known", ("up", "down")), ("end", ("enter", "end", "home"))):
                    taken.clear()
                    for key in keys:
                        await window.pressed(key)
                    worst[what] = max(taken)
                taken.clear()
                for size in (NARROW, WIDE):
                    await window.resize(*size)
                worst["resize"] = max(taken)
                taken.clear()
                for letter in ("escape", "/", *"rotterdam"):
                    await window.pressed(letter)
                worst["search"] = max(taken)
                await window.pressed("enter")
                await window.settled()
                taken.clear()
                await window.pressed("n")
                worst["n"] = max(taken)
        cells = "".join(
            f"{worst[each] * 1000:8.1f}"
            for each in ("open", "known", "resize", "end", "search", "n")
        )
        print(f"{name:38}{cells}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
