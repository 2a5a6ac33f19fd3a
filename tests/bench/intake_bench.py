"""A folder that is opened for the first time: what a key would wait for while its articles come in.

    python tests/bench/intake_bench.py FOLDER

The longest turns of the event loop, and the longest waits, which others on the machine make longer.
"""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))


async def opened(folder: str) -> None:
    """Open it, and move about while it comes in."""
    from reader.desk import Desk
    from reader.view.app import BroadsheetApp
    from reader.view.screens.main import MainScreen
    from tests.bench.feeds_bench import longest_turns

    app = BroadsheetApp(Desk.open([folder]))
    turns = longest_turns()
    waits: list[float] = []

    async def watch() -> None:
        while True:
            begin = time.perf_counter()
            await asyncio.sleep(0.001)
            waits.append((time.perf_counter() - begin - 0.001) * 1000)

    async with app.run_test(size=(120, 40)) as pilot:
        turns.clear()
        begin = time.perf_counter()
        watcher = asyncio.create_task(watch())
        window = next(each for each in app.screen_stack if isinstance(each, MainScreen))
        while window._browsing.loading:
            await asyncio.sleep(0.25)
            await pilot.press("j" if len(app.desk.ids()) % 2 else "k")
        read = time.perf_counter() - begin
        watcher.cancel()
    waits.sort()
    turns.sort()
    print(f"{len(app.desk.ids())} articles in {read:.1f} s")
    print(
        f"longest turns, ms of the processor: {turns[-8:]}; 99.9 %: {turns[-len(turns) // 1000 - 1]}"
    )
    print(f"longest waits, ms: {[round(each) for each in waits[-8:]]}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["BROADSHEET_HOME"] = home
        asyncio.run(opened(sys.argv[1]))
