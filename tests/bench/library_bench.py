"""A large library: reading it for the first time, looking again, opening it, memory.

Run by hand on a folder of articles:

    PYTHONPATH=. python tests/bench/library_bench.py FOLDER [-n 3] [--marks]

Each step is a fresh process with the same home, which is thrown away in the end; times are medians
of `-n` runs but for the first import. With --marks everything is recognised too, before the rest.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

START = """
import os, sys, time
sys.path.insert(0, {root!r})
begin = time.perf_counter()
from contextlib import closing
from reader.desk import AllRead, Desk, Done, Froze
from reader.desk.work import Work
peak = lambda: int(next(l.split()[1] for l in open("/proc/self/status") if l.startswith("VmHWM"))) / 1024
own = lambda: int(next(l.split()[1] for l in open("/proc/self/status") if l.startswith("RssAnon"))) / 1024
"""

IMPORT = """
with closing(Desk.open()) as desk:
    desk.add_folder({folder!r})
    desk.store.flush()
with closing(Desk.open()) as desk, closing(Work(desk._job())) as work:
    begin = time.perf_counter()
    for event in work.events():
        if isinstance(event, AllRead):
            print(event.total, time.perf_counter() - begin)
            if not {marks}:
                work._unmarked.clear()
                work._to_be_marked = lambda: []
    print("whole", time.perf_counter() - begin)
"""

AGAIN = """
with closing(Desk.open()) as desk, closing(Work(desk._job())) as work:
    begin = time.perf_counter()
    for event in work.events():
        if isinstance(event, AllRead):
            print(time.perf_counter() - begin)
            break
"""

OPEN = """
with closing(Desk.open()) as desk:
    ready = time.perf_counter()
    ids = desk.ids()
    rows = [desk.article(name).title for name in ids[:40]]
    listed = time.perf_counter()
    times = []
    for query in ("h", "ha", "harb", "harbour pilots", "glasblowers", "quixotrope", "zeplin archive"):
        now = time.perf_counter()
        found = desk.search(query)
        rows = [desk.article(name).title for name in found.ids[:40]]
        times.append(time.perf_counter() - now)
    print((ready - begin) * 1e3, (listed - ready) * 1e3, sorted(times)[len(times) // 2] * 1e3,
          max(times) * 1e3, peak(), own())
"""


def run(step: str, home: str, folder: Path, *, marks: bool = False) -> list[list[str]]:
    code = START.format(root=str(ROOT)) + step.format(folder=str(folder), marks=marks)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "BROADSHEET_HOME": home},
        check=True,
        capture_output=True,
        text=True,
    )
    return [line.split() for line in done.stdout.splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=3)
    parser.add_argument("--marks", action="store_true")
    options = parser.parse_args()
    folder = options.folder.resolve()
    with tempfile.TemporaryDirectory() as home:
        (count, took), (_, whole) = run(IMPORT, home, folder, marks=options.marks)
        print(
            f"import: {count} articles in {float(took):.1f} s, {int(count) / float(took):,.0f} a second"
        )
        print(
            f"  with {'marks and ' if options.marks else ''}one segment of all: {float(whole):.1f} s"
        )
        again = [float(run(AGAIN, home, folder)[0][0]) for _ in range(options.n)]
        print(f"a second look: {statistics.median(again):.2f} s")
        opened = [[float(each) for each in run(OPEN, home, folder)[0]] for _ in range(options.n)]
        ready, listed, typical, worst, peak, own = map(statistics.median, zip(*opened, strict=True))
        print(f"open: ready after {ready:.0f} ms, 40 rows {listed:.1f} ms later")
        print(f"  7 searches with 40 rows each: median {typical:.1f} ms, worst {worst:.1f} ms")
        print(f"  memory at most {peak:.0f} MB, {own:.0f} of them our own")
        size = sum(file.stat().st_size for file in Path(home).rglob("*") if file.is_file())
        print(f"on disk: {size / 1e6:.0f} MB, {size / int(count) / 1e3:.1f} kB an article")


if __name__ == "__main__":
    main()
