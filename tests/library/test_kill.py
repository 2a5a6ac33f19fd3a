"""A process killed at any moment loses nothing it was told is safe."""

import os
import random
import signal
import sqlite3  # noqa: TID251 - to judge the store from outside
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from reader.library import Store

ROOT = Path(__file__).parents[2]
SEED = 20260315
KILLS = int(os.environ.get("BROADSHEET_KILLS", "6"))

MARKING = """
import sys
from pathlib import Path
from reader.library import Store
store = Store.open(Path(sys.argv[1]))
first = int(sys.argv[2])
for number in range(first, first + 1_000_000):
    store.keep_state(f"{number:012x}", read=True, position=number)
    if number % 7 == 0 and store.flush(5):
        print(number, flush=True)
"""


def test_what_was_acknowledged_is_there(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    chance = random.Random(SEED)
    acknowledged = 0
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", MARKING, str(path), str(acknowledged)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        assert process.stdout is not None
        with process, process.stdout:
            for _ in range(chance.randrange(1, 60)):
                acknowledged = int(process.stdout.readline())
            process.send_signal(signal.SIGKILL)
            for line in process.stdout:
                if line.endswith("\n"):
                    acknowledged = int(line)
        with closing(sqlite3.connect(path)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with closing(Store.open(path)) as store:
            states = store.states()
        lost = [n for n in range(acknowledged + 1) if not states[f"{n:012x}"].read]
        assert not lost, f"seed {SEED}"


def test_two_instances_at_once_keep_every_change(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    script = (
        "import sys; from pathlib import Path; from reader.library import Store\n"
        "store = Store.open(Path(sys.argv[1]))\n"
        "for n in range(200):\n"
        "    store.keep_state(sys.argv[2] + str(n), read=True)\n"
        "    store.keep_state(f'both{n}', **{sys.argv[2]: True})\n"
        "    if n % 20 == 0: store.flush()\n"
        "store.close()\n"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path), name], cwd=ROOT, stderr=subprocess.PIPE
        )
        for name in ("read", "starred")
    ]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, b"")
    with closing(Store.open(path)) as store:
        states = store.states()
    assert len(states) == 600
    assert all(states[f"both{n}"].read and states[f"both{n}"].starred for n in range(200))
    assert sorted(item.name for item in tmp_path.glob("library*")) == ["library.db"]
