"""The store keeps what it is told, one field at a time, and refuses what it cannot keep."""

import os
import sqlite3  # noqa: TID251 - to damage a store from outside
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import StoreDamaged, StoreError, StoreTooNew
from reader.library import Passage, State, Store, schema, set_aside
from reader.library.store import _Snapshot


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "library.db"


def _reopened(store: Store) -> Store:
    store.close()
    assert store.path is not None
    return Store.open(store.path)


def test_a_new_store_is_empty_and_private(path: Path) -> None:
    with closing(Store.open(path)) as store:
        assert (store.states(), store.session(), store.folders()) == ({}, {}, ())
    assert path.stat().st_mode & 0o077 == 0
    assert sorted(item.name for item in path.parent.iterdir()) == ["library.db"]


def test_a_state_survives(path: Path) -> None:
    store = Store.open(path)
    store.keep_state("a", content="c0", read=True, position=12, opened_at=3.5)
    store.keep_state("b", starred=True)
    states = _reopened(store).states()
    assert (states["a"].read, states["a"].position, states["a"].content) == (True, 12, "c0")
    assert (states["a"].opened_at, states["a"].starred) == (3.5, False)
    assert (states["b"].read, states["b"].starred) == (False, True)
    assert states["b"].changed_at > 0


def test_one_field_leaves_the_others(path: Path) -> None:
    mine, theirs = Store.open(path), Store.open(path)
    mine.keep_state("a", read=True)
    assert mine.flush()
    theirs.keep_state("a", starred=True)
    theirs.close()
    state = _reopened(mine).states()["a"]
    assert state.read
    assert state.starred


def test_a_change_is_on_disk_before_the_store_closes(path: Path) -> None:
    with closing(Store.open(path)) as store:
        store.keep_state("a", read=True)
        assert store.flush(5)
        with closing(Store.open(path)) as other:
            assert other.states()["a"].read


def test_values_and_folders_survive(path: Path) -> None:
    odd = os.fsdecode(b"/news/\xff\n\x1b[31m")
    store = Store.open(path)
    store.keep_value("last", ["x", 1, None, odd])
    store.keep_value("gone", 1)
    store.keep_value("gone", None)
    for folder in ("/b", odd, "/a", "/b"):
        store.add_folder(folder)
    store.remove_folder("/a")
    again = _reopened(store)
    assert again.session() == {"last": ["x", 1, None, odd]}
    assert again.folders() == ("/b", odd)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from(["read", "starred", "position"]),
            st.integers(-5, 2**70),
        ),
        max_size=12,
    )
)
def test_the_last_change_of_each_field_wins(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str, int]]
) -> None:
    store = Store.open(tmp_path_factory.mktemp("store") / "library.db")
    wanted: dict[str, dict[str, int]] = {}
    for name, column, number in changes:
        value = max(0, min(number, 2**53)) if column == "position" else bool(number % 2)
        store.keep_state(name, **{column: number if column == "position" else value})  # type: ignore[arg-type]
        wanted.setdefault(name, {})[column] = value
    states = _reopened(store).states()
    assert states.keys() == wanted.keys()
    for name, columns in wanted.items():
        for column, value in columns.items():
            assert getattr(states[name], column) == value


def test_in_memory_forgets_without_complaint() -> None:
    store = Store.in_memory()
    store.keep_state("a", read=True)
    store.keep_value("k", 1)
    store.add_folder("/x")
    store.remove_folder("/x")
    assert store.flush(0)
    assert not store.read_only
    assert store.states() == {}
    store.close()
    store.close()


def test_a_later_version_is_refused_and_untouched(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
        raw.execute("PRAGMA journal_mode = DELETE")
    before = sha256(path.read_bytes()).digest()
    with pytest.raises(StoreTooNew, match="later version"):
        Store.open(path)
    assert sha256(path.read_bytes()).digest() == before


def test_an_earlier_version_is_brought_forward(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(path)
    store.keep_state("a", read=True)
    store.close()
    step = ("ALTER TABLE states ADD COLUMN colour TEXT",)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))
    with closing(Store.open(path)) as again:
        assert again.states()["a"].read
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)
        assert raw.execute("SELECT colour FROM states").fetchall() == [(None,)]


def test_passages_survive_and_an_earlier_store_gets_their_table(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:2])
        patch.setattr("reader.library.store._snapshot", lambda connection: _Snapshot({}, {}))
        store = Store.open(path)
        store.keep_state("a", read=True)
        store.close()
    store = Store.open(path)
    assert store.states()["a"].read
    one = Passage("k1", "a", "c", 3, "words\nof it", "note", "T", "2016", "wire", "/p", 1.5)
    store.keep_passage(one)
    store.keep_passage(one._replace(key="k2", made_at=1.0))
    store.keep_passage(one._replace(note="another"))
    again = _reopened(store)
    assert again.passages() == (one._replace(key="k2", made_at=1.0), one._replace(note="another"))
    again.drop_passage("k2")
    assert [each.key for each in _reopened(again).passages()] == ["k1"]


def test_a_migration_that_fails_leaves_the_old_store(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(path).close()
    step = ("ALTER TABLE states ADD COLUMN colour TEXT", "NOT SQL")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))
        with pytest.raises(StoreError):
            Store.open(path)
    with closing(Store.open(path)) as again, closing(sqlite3.connect(path)) as raw:
        assert again.states() == {}
        columns = [row[1] for row in raw.execute("PRAGMA table_info(states)")]
        assert "colour" not in columns


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: b"\0" * 4096 + raw[4096:],
        lambda raw: b"not a database, but long enough to be read as one " * 200,
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:4096] + b"\xa5" * (len(raw) - 4096),
    ],
    ids=["empty", "first page zeroed", "not sqlite", "cut", "later pages overwritten"],
)
def test_a_damaged_store_is_named_and_left_where_it_is(path: Path, damage: object) -> None:
    store = Store.open(path)
    for number in range(300):
        store.keep_state(f"{number:012x}", content="x" * 40, read=True)
    store.close()
    bad = damage(path.read_bytes())  # type: ignore[operator]
    path.write_bytes(bad)
    with pytest.raises(StoreDamaged, match=r"library\.db"):
        Store.open(path)
    assert path.read_bytes() == bad


def test_single_flipped_bytes_are_refused_or_harmless(path: Path) -> None:
    store = Store.open(path)
    for number in range(60):
        store.keep_state(f"{number:012x}", content="é" * 20, read=True, position=number)
    store.close()
    good = path.read_bytes()
    for place in range(0, len(good), len(good) // 97):
        path.write_bytes(good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :])
        with suppress(StoreError):
            Store.open(path).close()


def test_a_directory_in_its_place_is_named(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match=r"library\.db"):
        Store.open(path)


def test_another_programs_database_is_not_ours(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE notes (text)")
    with pytest.raises(StoreDamaged, match="not a store of this program"):
        Store.open(path)


def test_set_aside_keeps_every_bad_store(path: Path) -> None:
    path.parent.mkdir()
    kept = []
    for text in (b"one", b"two"):
        path.write_bytes(text)
        path.with_name("library.db-wal").write_bytes(b"wal of " + text)
        kept.append(set_aside(path))
    assert [item.name for item in kept] == ["library.db.damaged-1", "library.db.damaged-2"]
    assert [item.read_bytes() for item in kept] == [b"one", b"two"]
    assert kept[1].with_name("library.db.damaged-2-wal").read_bytes() == b"wal of two"
    Store.open(path).close()


def test_a_place_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        Store.open(tmp_path / "file" / "library.db")


def test_a_closed_store_takes_nothing_more_and_stays_closed(path: Path) -> None:
    store = Store.open(path)
    store.close()
    store.keep_state("a", read=True)
    store.close()
    with closing(Store.open(path)) as again:
        assert again.states() == {}


def test_a_state_that_was_never_touched_is_the_default() -> None:
    assert State() == State(read=False, starred=False, position=0)


def test_many_are_read_at_once_and_one_is_removed(path: Path) -> None:
    store = Store.open(path)
    store.keep_state("a", content="c0", starred=True)
    store.keep_read(["a", "b"], read=True)
    store.keep_read([], read=False)
    store.keep_contents({"a": "another", "b": "c1", "never touched": "c2"})
    store.keep_contents({})
    store.keep_state("b", removed=True)
    store = _reopened(store)
    states = store.states()
    assert (states["a"].read, states["a"].starred, states["a"].content) == (True, True, "c0")
    assert (states["b"].read, states["b"].content, states["b"].removed) == (True, "c1", True)
    assert states.keys() == {"a", "b"}
    store.keep_read(["b"], read=False)
    again = _reopened(store).states()["b"]
    assert (again.read, again.removed, again.content) == (False, True, "c1")


def test_folders_are_put_in_order(path: Path) -> None:
    store = Store.open(path)
    for folder in ("/a", "/b", "/c"):
        store.add_folder(folder)
    store.order_folders(["/c", "/nowhere", "/a", "/b"])
    again = _reopened(store)
    assert again.folders() == ("/c", "/a", "/b")
    again.close()
