"""What a move, a filter and a resize cost in a list of 1,000 and of 1,000,000 headlines.

    PYTHONPATH=. python tests/bench/list_bench.py [-n 15] [--rows 1000000]

Two lists in one process without a terminal, by turns: milliseconds from the key to the frame, its
escape codes included. The rows are made up when they are drawn; an id is an eight-letter string.
Memory is what the list itself adds to the ids.
"""

import argparse
import asyncio
import gc
import random
import sys
import tracemalloc
from collections.abc import Sequence
from contextlib import AsyncExitStack
from functools import partial

from textual.app import App, ComposeResult

from reader.articles import Article, Block
from reader.view.widgets.article_list import ArticleList, Row
from tests.bench.probes import Figures, Window, keep, median, p95, words

WORDS = words(4_000, 7)
KEYS = ("down", "up", "pagedown", "pageup", "end", "home", "G", "ctrl+u")


class Lists(App[None]):
    """A list, and nothing else."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__()
        self.ids = ids

    def compose(self) -> ComposeResult:
        """The list."""
        yield ArticleList(_row)

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one(ArticleList).show(self.ids, empty="")


def _row(name: str) -> Row:
    dice = random.Random(name)
    title = " ".join(dice.choices(WORDS, k=9)).capitalize()
    return Row(Article(name, title, title, (Block(0, len(title), "headline"),)), False, False)


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("-n", type=int, default=15, help="rounds")
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    asyncio.run(_compare(options.n, options.rows))
    return 0


async def _compare(rounds: int, count: int) -> None:
    everything = tuple([f"{number:08x}" for number in range(count)])
    sizes = {1_000: everything[:1_000], count: everything}
    figures: dict[int, Figures] = {size: {} for size in sizes}
    async with AsyncExitStack() as stack:
        windows = {}
        for size, ids in sizes.items():
            app = Lists(ids)
            windows[size] = Window(app)
            await stack.enter_async_context(app.run_test(size=(120, 40)))
            windows[size].watch(app.query_one(ArticleList))
        listing = windows[count].app.query_one(ArticleList)
        tracemalloc.start()
        listing.show(everything[::-1], empty="")
        await windows[count].settled()
        taken = tracemalloc.get_traced_memory()[0] - sys.getsizeof(everything)
        tracemalloc.stop()
        print(f"memory the list takes besides the ids: {taken / 1024:.0f} KiB")
        for _ in range(rounds):
            for size, window in windows.items():
                await _round(window, sizes[size], figures[size])
    few, many = figures[1_000], figures[count]
    print(f"{'ms':26}{count:>12,}{'p95':>9}{1_000:>9,}{'ratio':>8}{'frames':>8}")
    for name, values in many.items():
        if not name.endswith("frames"):
            frames = max(many[f"{name} frames"])
            line = f"{name:26}{median(values):12.2f}{p95(values):9.2f}{median(few[name]):9.2f}"
            print(f"{line}{median(values) / median(few[name]):8.2f}{frames:8.0f}")


async def _round(window: Window, ids: Sequence[str], figures: Figures) -> None:
    listing = window.app.query_one(ArticleList)
    half = len(ids) // 2
    listing.move_to(half)
    await window.settled()

    async def note(name: str, seconds: float) -> None:
        keep(figures, name, seconds)
        keep(figures, f"{name} frames", len(window.frames))

    for key in KEYS:
        await note(f"key {key}", await window.key(key))
    listing.move_to(half)
    await window.settled()
    turned = ids[::-1]
    shows: tuple[tuple[str, Sequence[str], str | None], ...] = (
        ("filter leaves 3", ids[half : half + 3], None),
        ("filter ends", ids, None),
        ("filter leaves all", turned, None),
        ("the same, cursor kept", ids, ids[half]),
        ("sorted, cursor kept", turned, ids[half]),
    )
    gc.collect()
    gc.freeze()  # as the window does
    for name, shown, kept in shows:
        show = partial(listing.show, shown, empty="", keep=kept)
        await note(name, await window.time(show))
    for size in ((90, 30), (120, 40)):
        await note("resize", await window.resize(*size))
    listing.show(ids, empty="")
    await window.settled()


if __name__ == "__main__":
    sys.exit(main())
