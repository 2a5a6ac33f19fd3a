"""The clerk: reading and recognising in another process, so that keys are answered at once.

Shape:   `Clerk(job).events()` blocks, and is called from a thread; `hurry`, `look_now` and `close`
         may come from any other. The child reads frames from its standard input (the job,
         then ids to hurry) and writes one frame for each event.
Units:   seconds.
Errors:  none; without a process the same work is done in the calling thread, and a child
         that dies is reported as one `Failed`.
Source:  the child ends when its standard input does, however its parent ended.
"""

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from queue import Queue, SimpleQueue
from typing import IO, TYPE_CHECKING, Any, Final

from reader.desk.children import end, start, streams
from reader.desk.events import AllRead, Done, Event, Failed
from reader.desk.frames import read_frame, write_frame
from reader.desk.jobs import Job

# `reader.desk.work` reads and parses; the process with the window does neither, and starts
# the sooner without it.
if TYPE_CHECKING:
    from reader.desk.work import Work

_READY: Final = "ready"
_AHEAD: Final = 100
"""Events the child may be ahead of a parent that is still starting."""
_RESTS: Final = 60
"""After a look at the folders the clerk rests so many times as long as it took, at least."""
_QUIETER: Final = 5
"""Niceness of the child once everything is read: marks can wait, keys cannot."""

# Not "-m": that would look into the working folder first, which may hold anything.
_CHILD: Final = (
    "import sys; sys.path.append(sys.argv[1]); from reader.desk.clerk import main; main()"
)


class Clerk:
    """One round of work, in a child process when there can be one."""

    def __init__(self, job: Job, child: subprocess.Popen[bytes] | None = None) -> None:
        """Send `job` to `child`, which waits for one, or else to a new one."""
        self._job = job
        self._work: Work | None = None
        self._outbox: SimpleQueue[object] = SimpleQueue()
        self._closed = threading.Event()
        self._woken = threading.Event()
        """Set when it is not to rest any longer."""
        self._lock = threading.Lock()
        self.listened_to = False
        """True once somebody asked for the events."""
        self._process = child or start_child()
        self._begin(job)

    def events(self) -> Iterator[Event]:
        """Yield what the clerk reports until all is done, or the clerk is closed. Ask once."""
        self.listened_to = True
        return self._events()

    def hurry(self, article_id: str) -> None:
        """Ask for the marks of one article before all others."""
        if self._process is None:
            self._own_work().hurry(article_id)
        else:
            self._outbox.put(article_id)

    def look_now(self) -> None:
        """Look at the folders without waiting for the next time; one that never looks again does not."""
        self._woken.set()

    def close(self) -> None:
        """End the work; nothing of it is lost that was reported. Idempotent."""
        with self._lock:
            self._closed.set()
            self._woken.set()
            if self._work is not None:
                self._work.stop()
            self._outbox.put(None)
            if self._process is not None:
                end(self._process)

    def _events(self) -> Iterator[Event]:
        """One round, and then a look at the folders every so often, each in a process of its own.

        Nothing is kept in memory between them, and what a round took up is given back.
        """
        wait, done = self._job.look_again_s, Done()
        while True:
            begun = time.monotonic()
            for event in self._round():
                yield event
                if isinstance(event, Done):
                    done = event
            if self._job.seen is not None:
                wait = max(self._job.look_again_s, _RESTS * (time.monotonic() - begun))
            self._end()
            if done.seen is None:
                return
            self._woken.wait(wait)
            if self._closed.is_set():
                return
            self._woken.clear()
            self._look_again(replace(self._job, seen=done.seen))

    def _end(self) -> None:
        """The child has said all it has to say."""
        with self._lock:
            if self._process is not None:
                end(self._process)

    def _look_again(self, job: Job) -> None:
        with self._lock:
            if self._closed.is_set():
                return
            self._job, self._work, self._process = job, None, start_child()
            self._begin(job)

    def _begin(self, job: Job) -> None:
        """Send the job to the child, if there is one."""
        self._outbox = SimpleQueue()
        if self._process is not None:
            self._outbox.put(job)
            threading.Thread(
                target=_send, args=(self._process, self._outbox), name="clerk", daemon=True
            ).start()

    def _round(self) -> Iterator[Event]:
        process = self._process
        if process is None or process.stdout is None:
            yield from self._own_events()
            return
        stream = process.stdout
        if _next(stream) != _READY:
            # The child never came up: its work is done here.
            if not self._closed.is_set():
                self._process = None
                end(process)
                yield from self._own_events()
            return
        read = self._job.seen is not None
        while (event := _next(stream)) is not None:
            yield event
            read = read or isinstance(event, AllRead)
            if isinstance(event, Done):
                return
        if not self._closed.is_set():
            yield from _orphaned(read=read)

    def _own_events(self) -> Iterator[Event]:
        """Do the work here, unless the clerk is closed."""
        work = self._own_work()
        if self._closed.is_set():
            work.stop()
        yield from work.events()

    def _own_work(self) -> "Work":
        """The work as done in this process, for want of a child."""
        with self._lock:
            if self._work is None:
                from reader.desk.work import Work

                self._work = Work(self._job)
            return self._work


def _send(process: subprocess.Popen[bytes], outbox: "SimpleQueue[object]") -> None:
    """Write what is in the outbox; a child that does not read holds up nobody else."""
    with suppress(OSError, ValueError):  # the child is gone: `events` reports that
        while process.stdin is not None and (value := outbox.get()) is not None:
            write_frame(process.stdin, value)


def start_child() -> subprocess.Popen[bytes] | None:
    """A child that waits for its job; None when there can be none."""
    return start(_CHILD)


def _next(stream: IO[bytes]) -> Any:  # noqa: ANN401 - an event, or ready
    try:
        return read_frame(stream)
    except (OSError, ValueError):  # closed by `close` while we waited
        return None


def _orphaned(*, read: bool) -> Iterator[Event]:
    """What is said when the child dies before its work is done."""
    what = "marks are found as you open articles" if read else "some articles are missing"
    yield Failed((f"the reading process ended early: {what}",))
    if not read:
        yield AllRead(0, whole=False)
    yield Done()


def main() -> None:
    """Be the child: one job, then the end."""
    inbox, outbox = streams()
    # Imported while the parent still makes up the job.
    from reader.desk.work import Work

    job = read_frame(inbox)
    if not isinstance(job, Job):
        return
    work = Work(job)
    threading.Thread(target=_listen, args=(inbox, work), daemon=True).start()
    queue: Queue[object] = Queue(_AHEAD)
    sender = threading.Thread(target=_speak, args=(queue, outbox), daemon=True)
    sender.start()
    queue.put(_READY)
    for event in work.events():
        queue.put(event)
        if isinstance(event, AllRead):
            os.nice(_QUIETER)
    queue.put(None)
    sender.join()
    # Not an orderly exit: the listener waits inside a read, and would stall one.
    os._exit(0)


def _listen(inbox: IO[bytes], work: "Work") -> None:
    """Pass on what the parent asks for; without a parent there is nothing to do."""
    while isinstance(article_id := read_frame(inbox), str):
        work.hurry(article_id)
    os._exit(0)


def _speak(queue: "Queue[object]", outbox: IO[bytes]) -> None:
    with suppress(OSError):  # the parent is gone, and `_listen` ends the process
        while (value := queue.get()) is not None:
            write_frame(outbox, value)
