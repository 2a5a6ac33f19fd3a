"""The clerk reports in order, hurries when asked, and ends with its parent."""

import os
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

import pytest

from reader.articles import Article
from reader.desk import AllRead, Clerk, Desk, Done, Failed, Marked, Read, clerk
from reader.desk.frames import read_frame, write_frame
from reader.desk.work import Job, Work
from reader.marks import Mark
from tests.desk.conftest import written


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        written(folder, f"{number:03}.txt", f"{number % 28 + 1} May 2016", f"No {number}", "Text.")
    return folder


def _child(clerk: Clerk) -> subprocess.Popen[bytes]:
    assert clerk._process is not None
    return clerk._process


def test_events_come_in_order_and_in_few_batches(many: Path) -> None:
    clerk = Clerk(Job((str(many),)))
    events = list(clerk.events())
    clerk.close()
    kinds = [type(event) for event in events]
    assert kinds[0] is Read
    assert kinds[-1] is Done
    assert kinds.index(AllRead) == kinds.index(Marked) - 1
    batches = [event.entries for event in events if isinstance(event, Read)]
    assert len(batches[0]) <= 30
    assert sum(map(len, batches)) == 300
    assert len(batches) < 20
    marked = [name for event in events if isinstance(event, Marked) for name, _ in event.items]
    assert len(set(marked)) == len(marked) == 300
    moments = {entry.article.id: entry.article.moment for batch in batches for entry in batch}
    order = [moments[name] for name in marked]
    assert order == sorted(order, reverse=True)


def test_the_thread_does_the_same_when_no_process_starts(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refused)
    here = Clerk(Job((str(many),)))
    assert here._process is None
    events = list(here.events())
    here.close()
    assert sum(len(event.entries) for event in events if isinstance(event, Read)) == 300
    assert isinstance(events[-1], Done)


def test_a_child_that_never_comes_up_is_replaced_by_the_thread(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clerk, "_CHILD", "raise SystemExit(1)")
    here = Clerk(Job((str(many),)))
    events = list(here.events())
    here.close()
    assert AllRead(300) in events
    assert isinstance(events[-1], Done)


def test_a_child_that_is_killed_is_reported(many: Path) -> None:
    here = Clerk(Job((str(many),)))
    events = here.events()
    seen = [next(events)]
    _child(here).kill()
    seen += events
    here.close()
    assert isinstance(seen[-1], Done)
    assert any(isinstance(event, Failed) for event in seen) or AllRead(300) in seen


def test_what_is_hurried_comes_first(many: Path) -> None:
    work = Work(Job((str(many),)))
    oldest = None
    marked = []
    for event in work.events():
        if isinstance(event, Read) and oldest is None:
            oldest = min(event.entries, key=lambda entry: entry.article.moment).article.id
            work.hurry(oldest)
            work.hurry("no such id")
        if isinstance(event, Marked):
            marked += [name for name, _ in event.items]
    assert marked[0] == oldest
    assert len(marked) == 300


def test_hurrying_a_process_is_harmless_at_any_time(many: Path) -> None:
    here = Clerk(Job((str(many),)))
    here.hurry("0" * 12)
    events = list(here.events())
    here.hurry("0" * 12)
    here.close()
    here.hurry("0" * 12)
    here.close()
    assert isinstance(events[-1], Done)


def test_closing_ends_the_child_and_the_events(many: Path) -> None:
    here = Clerk(Job((str(many),)))
    events = here.events()
    next(events)
    here.close()
    assert _child(here).poll() is not None
    assert not [event for event in events if isinstance(event, Failed)]


def test_closing_in_the_middle_of_a_round_returns_at_once(many: Path) -> None:
    desk = Desk.open([str(many)])
    clerk = desk.start()
    begun = Event()

    def listen() -> None:
        for event in clerk.events():
            for name in desk.take(event):
                desk.star(name)
            begun.set()

    listener = Thread(target=listen)
    listener.start()
    assert begun.wait(30)
    since = time.monotonic()
    desk.close()
    took_s = time.monotonic() - since
    listener.join(30)
    assert not listener.is_alive()
    assert took_s < 0.5
    assert _child(clerk).poll() is not None
    starred = [name for name in desk.ids() if desk.state(name).starred]
    assert starred
    desk = Desk.open([str(many)])
    desk.read_all()
    # What was changed before the end is on the disk.
    assert desk.state(starred[0]).starred
    desk.close()


def test_known_marks_are_not_found_again(many: Path) -> None:
    from reader.desk.work import marks_key

    entries = [
        entry
        for event in Work(Job((str(many),))).events()
        if isinstance(event, Read)
        for entry in event.entries
    ]
    known = frozenset(marks_key(entry.article, entry.content) for entry in entries[1:])
    events = list(Work(Job((str(many),), known=known)).events())
    marked = [name for event in events if isinstance(event, Marked) for name, _ in event.items]
    assert marked == [entries[0].article.id]


def test_the_child_ends_when_its_parent_is_killed(many: Path) -> None:
    script = (
        "import sys, time; from reader.desk import Clerk\n"
        "from reader.desk.work import Job\n"
        "clerk = Clerk(Job((sys.argv[1],))); events = clerk.events(); next(events)\n"
        "print(clerk._process.pid, flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(many)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        watched = os.pidfd_open(child)
        parent.send_signal(signal.SIGKILL)
    import select

    poll = select.poll()
    poll.register(watched, select.POLLIN)
    assert poll.poll(10_000), "the child outlived its parent"
    os.close(watched)


def test_frames_carry_anything_and_end_cleanly() -> None:
    stream = BytesIO()
    values = ["ready", {"a": ("x" * 100_000,)}, 0, Done()]
    for value in values:
        write_frame(stream, value)
    whole = stream.getvalue()
    stream.seek(0)
    assert [read_frame(stream) for _ in values] == values
    assert read_frame(stream) is None
    for cut in (1, 7, 8, 9):
        assert read_frame(BytesIO(whole[:cut])) is None


def test_one_broken_parser_does_not_hide_the_other_files(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.desk import tasks, work
    from reader.sources import articles_from_bytes

    def fragile(data: bytes, **facts: object) -> object:
        if b"No 7\n" in data:
            raise RecursionError("too\ndeep")
        return articles_from_bytes(data, **facts)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "articles_from_bytes", fragile)
    monkeypatch.setattr(work, "spare_cores", lambda: 0)  # other processes know no patches
    events = list(Work(Job((str(many),))).events())
    (fault,) = [event.faults for event in events if isinstance(event, Failed)]
    assert fault == (f"{many}/007.txt: cannot be read (RecursionError: too\\ndeep)",)
    assert AllRead(299) in events


def test_one_text_that_cannot_be_marked_is_named(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.desk import tasks, work
    from reader.desk.jobs import marks_of as real

    def fragile(article: Article, recogniser: str) -> tuple[Mark, ...]:
        if article.title == "No 7":
            raise ValueError("seven")
        return real(article, recogniser)

    monkeypatch.setattr(tasks, "marks_of", fragile)
    monkeypatch.setattr(work, "spare_cores", lambda: 0)  # other processes know no patches
    events = list(Work(Job((str(many),))).events())
    (fault,) = [event.faults for event in events if isinstance(event, Failed)]
    assert fault == (f"{many}/007.txt: cannot be marked (ValueError: seven)",)
    assert sum(len(event.items) for event in events if isinstance(event, Marked)) == 299
