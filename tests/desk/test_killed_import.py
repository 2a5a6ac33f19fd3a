"""An import that is killed at any moment loses nothing, doubles nothing, and goes on.

`BROADSHEET_KILLS=100 pytest tests/desk/test_killed_import.py tests/library/test_kill.py` kills a
hundred times each; the suite does so a few times.
"""

import os
import random
import signal
import sqlite3  # noqa: TID251 - to judge the archive from outside
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reader.desk.work import Job, Work
from tests.desk.conftest import written

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("BROADSHEET_KILLS", "5"))
ARTICLES = 240
SEED = 7

IMPORT = """
import sys
from pathlib import Path
from reader.desk.work import Job, Work
for event in Work(Job((sys.argv[1],), archive=Path(sys.argv[2]))).events():
    print(type(event).__name__, flush=True)
"""


def imported(folder: Path, archive: Path, events: int) -> bool:
    """Import in another process and kill it behind so many events; False when it was faster."""
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(folder), str(archive)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )
    assert process.stdout is not None
    with process, process.stdout:
        for _ in range(events):
            if process.stdout.readline() in {"", "Done\n"}:
                process.wait()
                return False
        process.send_signal(signal.SIGKILL)
    return True


def judged(archive: Path) -> tuple[int, int]:
    """How many articles and marks there are, once nothing is wrong with them."""
    with closing(sqlite3.connect(archive)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert (
            raw.execute("SELECT content FROM articles GROUP BY 1 HAVING count(*) > 1").fetchall()
            == []
        )
        (articles,) = raw.execute("SELECT count(*) FROM articles").fetchone()
        (marks,) = raw.execute("SELECT count(*) FROM marks").fetchone()
        return articles, marks


@pytest.mark.timeout(60 + 10 * KILLS)
def test_an_import_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    folder, chance = tmp_path / "many", random.Random(SEED)
    folder.mkdir()
    for number in range(ARTICLES):
        written(
            folder, f"{number:03}.txt", "2 May 2016", f"No {number}", f"{number} boats left Accra."
        )
    kills, rounds = 0, 0
    while kills < KILLS:
        archive, seen = tmp_path / f"articles-{rounds}.db", (0, 0)
        rounds += 1
        while kills < KILLS and imported(folder, archive, chance.randrange(1, 20)):
            kills += 1
            if archive.exists():  # killed before there was any
                now = judged(archive)
                assert now >= seen, f"seed {SEED}, kill {kills}: {seen} became {now}"
                seen = now
        events = list(Work(Job((str(folder),), archive=archive)).events())
        assert judged(archive) == (ARTICLES, ARTICLES), events
