"""No method waits for a store that another process holds, and nothing is lost by it."""

import sqlite3  # noqa: TID251 - to hold the lock
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import StoreBusy, StoreError
from reader.library import Store
from reader.library.passages import Passage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def lock(path: Path) -> Iterator[sqlite3.Connection]:
    """The store, made, and held by somebody else."""
    Store.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        yield holder


PASSAGE = Passage("k", "a", "c", 0, "words", "note", "Headline", "", "", "/a.txt", 0.0)


METHODS: dict[str, Callable[[Store], object]] = {
    "states": Store.states,
    "session": Store.session,
    "folders": Store.folders,
    "passages": Store.passages,
    "feeds": Store.feeds,
    "keep_feed": lambda store: store.keep_feed("k", address="http://e.org/", name="E"),
    "order_feeds": lambda store: store.order_feeds(["k"]),
    "drop_feed": lambda store: store.drop_feed("k"),
    "keep_passage": lambda store: store.keep_passage(PASSAGE),
    "drop_passage": lambda store: store.drop_passage("k"),
    "keep_state": lambda store: store.keep_state("a", read=True),
    "keep_read": lambda store: store.keep_read(["a"], read=True),
    "keep_contents": lambda store: store.keep_contents({"a": "content"}),
    "keep_value": lambda store: store.keep_value("k", 1),
    "add_folder": lambda store: store.add_folder("/a"),
    "order_folders": lambda store: store.order_folders(["/b", "/a"]),
    "remove_folder": lambda store: store.remove_folder("/a"),
}


@pytest.mark.parametrize("name", METHODS)
def test_a_locked_store_answers_at_once(path: Path, lock: sqlite3.Connection, name: str) -> None:
    with closing(Store.open(path)) as store:
        start = time.perf_counter()
        METHODS[name](store)
        assert time.perf_counter() - start < 0.1
        lock.execute("ROLLBACK")


def test_every_method_is_tried() -> None:
    public = {name for name in vars(Store) if not name.startswith("_")}
    special = {"open", "in_memory", "flush", "close"}
    assert public - special == METHODS.keys()


def test_flush_says_no_in_time_and_the_change_is_kept_for_later(
    path: Path, lock: sqlite3.Connection
) -> None:
    store = Store.open(path)
    store.keep_state("a", read=True)
    assert not store.flush(0.05)
    lock.execute("ROLLBACK")
    assert store.flush(5)
    store.close()
    with closing(Store.open(path)) as again:
        assert again.states()["a"].read


def test_trouble_is_reported_once(path: Path, lock: sqlite3.Connection) -> None:
    told: list[StoreError] = []
    heard = threading.Event()

    def hear(error: StoreError) -> None:
        told.append(error)
        heard.set()

    store = Store.open(path, on_failure=hear)
    store.keep_state("a", read=True)
    assert heard.wait(10)
    lock.execute("ROLLBACK")
    assert store.flush(5)
    store.close()
    assert [type(error) for error in told] == [StoreBusy]
    assert str(path) in str(told[0])


def test_closing_is_bounded_and_counts_what_is_lost(path: Path, lock: sqlite3.Connection) -> None:
    told: list[str] = []
    store = Store.open(path, on_failure=lambda error: told.append(str(error)))
    store.keep_state("a", read=True)
    store.keep_state("b", read=True)
    start = time.perf_counter()
    store.close(0.3)
    assert time.perf_counter() - start < 3
    assert told[-1] == f"{path}: 2 changes could not be saved"


def test_a_store_locked_for_good_is_busy(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("UPDATE session SET value = value")
        with pytest.raises(StoreBusy, match="another process"):
            Store.open(path, busy_s=0.05)


def test_a_store_moved_away_is_reported_not_written_to(path: Path) -> None:
    told: list[StoreError] = []
    heard = threading.Event()

    def hear(error: StoreError) -> None:
        told.append(error)
        heard.set()

    store = Store.open(path, on_failure=hear)
    store.keep_state("a", read=True)
    assert store.flush(5)
    away = path.with_name("away.db")
    path.rename(away)
    store.keep_state("b", read=True)
    assert heard.wait(10)
    away.rename(path)
    assert store.flush(5)
    store.close()
    with closing(Store.open(path)) as again:
        assert again.states().keys() == {"a", "b"}
