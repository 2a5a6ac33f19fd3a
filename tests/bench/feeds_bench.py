"""Feeds: how quickly many are asked and read, and what the window feels of it.

    python tests/bench/feeds_bench.py [feeds] [entries] [--window]

A server on this machine serves the feeds; a refresh in a child process asks them while the app
stands, and the longest turn of its event loop is what a key would have waited for.
"""

import asyncio
import datetime as dt
import email.utils
import gc
import os
import resource
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

_NUMBERS = [word for word in sys.argv[1:] if word.isdigit()]
FEEDS = int(_NUMBERS[0]) if _NUMBERS else 500
ENTRIES = int(_NUMBERS[1]) if len(_NUMBERS) > 1 else 50
STORY = " ".join(["The harbour pilots voted to end the dispute after six months."] * 25)


def _when(feed: int, number: int) -> str:
    """Each at a time of its own."""
    moment = dt.datetime(2016, 3, 15, tzinfo=dt.UTC) + dt.timedelta(
        minutes=7 * number, seconds=feed
    )
    return email.utils.format_datetime(moment, usegmt=True)


def document(feed: int, seed: int = 0) -> str:
    """One feed, as large as such feeds are."""
    items = "".join(
        f"<item><title>Story {n} of feed {feed}, {seed}</title><link>https://example.org/{feed}/{n}</link>"
        f"<guid>{feed}-{n}</guid><pubDate>{_when(feed, n)}</pubDate>"
        "<dc:creator>Anna Keller</dc:creator><category>World</category><description>Short.</description>"
        f"<content:encoded><![CDATA[<p>{STORY}</p><p>Number {n}.</p>]]></content:encoded></item>"
        for n in range(ENTRIES)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Feed {feed}</title><link>https://example.org/</link>{items}</channel></rss>"
    )


def serve() -> None:
    """Be the server, in a process of its own: its work is not ours to measure."""
    from tests.servers import answer, serving

    with serving() as web:
        for n in range(FEEDS):
            web.answers[f"/{n}"] = answer(document(n))
        print(web.port, flush=True)
        sys.stdin.read()


def parsing() -> None:
    """Entries a second, beside feedparser where it is installed."""
    from reader.sources.feeds import parse_feed

    data = document(1).encode()
    readers = {"ours": parse_feed}
    try:
        import feedparser
    except ImportError:
        print("feedparser is not installed")
    else:
        readers["feedparser"] = feedparser.parse
    for name, read in readers.items():
        read(data)
        rounds = 10
        begin = time.perf_counter()
        for _ in range(rounds):
            read(data)
        print(f"{name}: {rounds * ENTRIES / (time.perf_counter() - begin):,.0f} entries/s")


def refresh_once(what: str) -> None:
    """One refresh in a child, with the child's peak of memory."""
    from reader.desk.refreshing import Refreshing

    begin = time.perf_counter()
    *_, ended = Refreshing().events()
    took = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{what}: {took:.1f} s, {ended}; largest child so far {peak:.0f} MiB")


def longest_turns() -> list[float]:
    """What each turn of the loop takes of the processor, in ms, from now on: others on it do not count."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 1_000, 1_000)  # as a window has it
    taken: list[float] = []
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        begun = time.thread_time()
        run(handle)
        taken.append(round((time.thread_time() - begun) * 1000, 1))

    asyncio.Handle._run = timed  # type: ignore[assignment,method-assign]
    return taken


async def in_the_window() -> None:
    """The longest turn of the app's event loop while all feeds are asked and read."""
    from reader.desk import Desk
    from reader.view.app import BroadsheetApp
    from reader.view.screens.main import MainScreen

    app = BroadsheetApp(Desk.open(watch=True))
    own = longest_turns()
    worst: list[tuple[float, str]] = []
    phase = "start"

    async def watch() -> None:
        while True:
            begin = time.perf_counter()
            await asyncio.sleep(0.001)
            worst.append((time.perf_counter() - begin - 0.001, phase))

    async with app.run_test(size=(120, 40)) as pilot:
        await asyncio.to_thread(app.loader.wait, 600)
        await pilot.pause(1)
        phase = "asking"
        own.clear()
        watcher = asyncio.create_task(watch())
        window = next(each for each in app.screen_stack if isinstance(each, MainScreen))
        begin = time.perf_counter()
        await pilot.press("R")
        while window._refreshes.progress:
            await asyncio.sleep(0.05)
        asked = time.perf_counter() - begin
        phase = "reading"
        while window._browsing.loading:
            await asyncio.sleep(0.05)
        read = time.perf_counter() - begin - asked
        watcher.cancel()
        for name in ("asking", "reading"):
            waits = sorted(wait for wait, each in worst if each == name)
            print(
                f"window while {name}: longest wait {waits[-1] * 1000:.1f} ms, "
                f"99.9 % under {waits[int(len(waits) * 0.999)] * 1000:.1f} ms"
            )
        print(f"longest turns, ms of the processor: {sorted(own)[-5:]}")
        print(f"asked in {asked:.1f} s, read in {read:.1f} s, {len(app.desk.ids())} articles")


def main() -> None:
    """All of it."""
    if os.environ.get("FEEDS_BENCH_SERVER"):
        serve()
        return
    import subprocess

    with tempfile.TemporaryDirectory() as home:
        os.environ["BROADSHEET_HOME"] = home
        server = subprocess.Popen(
            [sys.executable, __file__, *sys.argv[1:]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "FEEDS_BENCH_SERVER": "1"},
        )
        assert server.stdout is not None
        port = int(server.stdout.readline())
        from reader.desk import Desk

        with closing(Desk.open()) as desk:
            for n in range(FEEDS):
                desk.store.keep_feed(
                    f"{n:012x}",
                    address=f"http://127.0.0.1:{port}/{n}",
                    name=f"Feed {n}",
                    private=True,
                )
            desk.store.flush(60)
        parsing()
        if "--window" in sys.argv:
            (Path(home) / "feeds").mkdir(exist_ok=True)
            asyncio.run(in_the_window())
        else:
            refresh_once(f"{FEEDS} feeds of {ENTRIES} entries")
            refresh_once("again, nothing new")
        server.kill()


if __name__ == "__main__":
    main()
