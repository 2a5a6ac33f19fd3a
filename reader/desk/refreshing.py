"""All feeds asked for news, in a process of its own, so that no key waits.

Shape:   `Refreshing(names).events()` blocks and is called from a thread; it yields what `refresh`
         tells, one frozen value each, and ends. `cancel` may come from anywhere. The child writes
         a line of JSON for each; `as_line` and `from_line` are its two directions.
Units:   moments are POSIX seconds, UTC.
Errors:  `refresh` raises NotFound for a name that no feed has, StoreError; the child tells them.
Source:  the child ends when its standard input does, however its parent ended.
"""

import fcntl
import json
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.desk.children import end, start, streams
from reader.errors import BroadsheetError, NotReadable

if TYPE_CHECKING:
    from reader.desk.rounds import Round, Summary
    from reader.library import Store, Subscription

_CHILD: Final = (
    "import sys; sys.path.append(sys.argv[1]); from reader.desk.refreshing import main; main()"
)


class Begun(NamedTuple):
    """So many feeds are going to be asked."""

    total: int


class Asked(NamedTuple):
    """One feed was."""

    name: str
    new: int
    changed: int
    error: str
    """What went wrong, naming the feed; "" for nothing."""
    note: str
    """Why it was not asked, after all."""
    done: int
    total: int


class Ended(NamedTuple):
    """All were, or it was stopped."""

    asked: int = 0
    new: int = 0
    changed: int = 0
    failed: int = 0
    stopped: bool = False
    trouble: str = ""
    """Why there was no round at all."""


Told = Begun | Asked | Ended

_KINDS: Final[dict[str, type[Begun] | type[Asked] | type[Ended]]] = {
    "begin": Begun,
    "feed": Asked,
    "end": Ended,
}


def as_line(told: Told) -> str:
    """What is told as a line that programs can read."""
    kind = next(name for name, each in _KINDS.items() if isinstance(told, each))
    return json.dumps({"event": kind, **told._asdict()}, ensure_ascii=False)


def from_line(line: bytes | str) -> Told | None:
    """What such a line tells; None for what is none."""
    try:
        values = json.loads(line)
        return _KINDS[values.pop("event")](**values)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def refresh(
    store: "Store",
    folder: Path,
    names: Sequence[str],
    tell: Callable[[Told], object],
    begun: Callable[["Round"], object] = lambda _: None,
) -> "Summary":
    """Ask the feeds of these names, or all; `begun` gets what can be stopped. In this process."""
    from reader.desk.feeds import Feeds
    from reader.desk.rounds import Outcome, Round, due

    feeds = Feeds(store, folder)
    chosen: list[Subscription] = (
        [feeds.find(name) for name in dict.fromkeys(names)] if names else due(feeds.all())
    )
    done = 0

    def asked(outcome: Outcome) -> None:
        nonlocal done
        done += 1
        _, name, new, changed, error, note, _ = outcome
        tell(Asked(name, new, changed, error, note, done, len(chosen)))

    with _alone(folder):
        tell(Begun(len(chosen)))
        work = Round(store, folder, asked)
        begun(work)
        found = work.run(chosen)
    store.flush()
    tell(Ended(*found))
    return found


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other process asks meanwhile: servers would be asked twice."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise NotReadable(str(folder), error.strerror or str(error)) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise NotReadable(str(folder), "another refresh is under way") from error
        except OSError:  # a file system without locks
            pass
        yield
    finally:
        os.close(lock)


class Refreshing:
    """A round in a child process."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        """Begin to ask these feeds, or all of them."""
        self._process = start(_CHILD)
        self._lock = threading.Lock()
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.write(json.dumps([*names]).encode() + b"\n")
                self._process.stdin.flush()

    def events(self) -> Iterator[Told]:
        """What the child tells; the last is always an `Ended`."""
        process = self._process
        if process is None or process.stdout is None:
            yield Ended(trouble="no process can be started")
            return
        last: Told | None = None
        try:
            for line in process.stdout:
                if (last := from_line(line)) is not None:
                    yield last
        except ValueError:  # closed meanwhile
            last = None
        if not isinstance(last, Ended):
            yield Ended(stopped=True, trouble="the refresh ended early")
        self.close()

    def cancel(self) -> None:
        """Have the child stop; it says so, and ends."""
        with self._lock:
            if self._process is not None and self._process.stdin is not None:
                with suppress(OSError):
                    self._process.stdin.close()

    def close(self) -> None:
        """End the child. Idempotent."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            end(process)


def main() -> None:
    """Be the child: one round, told line by line."""
    inbox, outbox = streams()
    names = json.loads(inbox.readline() or b"[]")

    def tell(told: Told) -> None:
        with suppress(OSError):  # the parent is gone: the round is stopped by `listen`
            outbox.write(as_line(told).encode("utf-8", "replace") + b"\n")
            outbox.flush()

    def begun(work: "Round") -> None:
        def listen() -> None:
            while inbox.read(1):
                pass
            work.stop()

        threading.Thread(target=listen, daemon=True).start()

    from reader.desk.roots import open_store
    from reader.paths import places

    opened = open_store(places().store)
    try:
        refresh(opened.store, places().feeds, names, tell, begun)
    except BroadsheetError as error:
        tell(Ended(trouble=str(error)))
    except Exception as error:  # noqa: BLE001 - told, for nobody sees a child's traceback
        tell(Ended(trouble=f"{type(error).__name__}: {error}"))
    opened.store.close()
    outbox.close()
    # Not an orderly exit: the listener waits inside a read, and would stall one.
    os._exit(0)
