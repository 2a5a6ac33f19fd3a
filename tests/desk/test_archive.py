"""The library keeps what it read: edits, moves, files that are gone, and a second look."""

import os
import sqlite3  # noqa: TID251 - to damage a file from outside
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reader.desk import Desk, Failed, Marked, Standing
from reader.desk.work import Work
from reader.library import Archive
from reader.paths import places
from tests.desk.conftest import written


@pytest.fixture
def library(news: Path) -> Path:
    """The folder of articles, added to the library."""
    with closing(Desk.open()) as desk:
        desk.add_folder(str(news))
        assert desk.store.flush()
    return news


@contextmanager
def looked() -> Iterator[Desk]:
    """A desk on the library after everything was read and recognised."""
    with closing(Desk.open()) as desk:
        for event in desk.start().events():
            assert not isinstance(event, Failed), event
            desk.take(event)
        yield desk


def by_title(desk: Desk) -> dict[str, str]:
    return {desk.article(name).title: name for name in desk.ids()}


def test_a_second_look_opens_no_file_that_did_not_change(library: Path) -> None:
    with looked() as desk:
        before = {name: (desk.article(name), desk.marks(name)) for name in desk.ids()}
    path = library / "a.txt"
    found = path.stat()
    # Other letters, but nothing that could be seen without opening it.
    path.write_text(path.read_text("utf-8").replace("Frost", "Toast"), "utf-8")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    with looked() as desk:
        assert {name: (desk.article(name), desk.marks(name)) for name in desk.ids()} == before
        assert [desk.article(name).title for name in desk.search("frost").ids] == ["Frost returns"]
    with closing(Desk.open()) as desk:
        desk.read_all()
        assert set(desk.ids()) == set(before)


def test_marks_are_found_once(library: Path) -> None:
    with looked() as desk:
        (name,) = desk.search("frost").ids
        assert desk.marks(name)
    with Archive.open(places().archive, write=True) as archive:
        archive._connection.execute("UPDATE marks SET body = (SELECT min(body) FROM marks)")
        archive._connection.execute("DELETE FROM marks WHERE article = 1")
    with closing(Desk.open()) as desk:
        marked = dict(
            item
            for event in desk.start().events()
            if isinstance(event, Marked)
            for item in event.items
        )
        assert len(marked) == 3
        # Those that were kept are given out as they are; only what is missing is found anew.
        assert len(set(marked.values())) < 3


def test_an_edited_file_keeps_its_id_and_state_and_says_so(library: Path) -> None:
    with looked() as desk:
        name = by_title(desk)["Frost returns"]
        desk.mark_read(name)
        desk.star(name)
        assert desk.standing(name) == Standing()
    written(library, "a.txt", "15 March 2016", "Frost returns again", "In Lyon and in Nantes.")
    with looked() as desk:
        assert by_title(desk)["Frost returns again"] == name
        assert desk.state(name).read
        assert desk.state(name).starred
        assert time.time() - desk.standing(name).changed_at < 60
        assert desk.search("nantes").ids == [name]
        assert len(desk.ids()) == 3


def test_a_moved_file_is_the_same_article(library: Path) -> None:
    with looked() as desk:
        name = by_title(desk)["Harbour opens"]
        desk.mark_read(name)
    (library / "old").mkdir()
    (library / "b.txt").rename(library / "old" / "harbour.txt")
    with looked() as desk:
        assert by_title(desk)["Harbour opens"] == name
        assert desk.state(name).read
        assert desk.standing(name) == Standing()
        assert desk.article(name).path == str(library / "old" / "harbour.txt")
        assert len(desk.ids()) == 3


def test_a_file_that_is_gone_stays_readable_and_searchable(library: Path) -> None:
    with looked() as desk:
        name = by_title(desk)["Harbour opens"]
        marks = desk.marks(name)
    (library / "b.txt").unlink()
    for _ in range(2):
        with looked() as desk:
            assert desk.article(name).title == "Harbour opens"
            assert desk.marks(name) == marks
            assert desk.standing(name).gone_at > 0
            assert desk.search("rotterdam").ids == [name]
    with closing(Desk.open()) as desk:
        assert desk.find(name).title == "Harbour opens"


def test_reading_once_more_takes_changes_in(library: Path) -> None:
    with looked() as desk:
        (library / "b.txt").unlink()
        written(library, "d.txt", "3 June 2017", "Bridge shut", "By order.")
        for event in desk.start().events():
            desk.take(event)
        assert sorted(by_title(desk)) == [
            "Bridge shut",
            "Buoys drift",
            "Frost returns",
            "Harbour opens",
        ]


def test_an_id_finds_what_its_file_says_now(library: Path) -> None:
    with looked() as desk:
        name = by_title(desk)["Frost returns"]
    written(library, "a.txt", "15 March 2016", "Frost returns again", "In Lyon and in Nantes.")
    with closing(Desk.open()) as desk:
        found = desk.find(name)
        assert (found.id, found.title) == (name, "Frost returns again")


def test_what_is_no_longer_a_source_is_not_listed(library: Path, tmp_path: Path) -> None:
    with looked():
        pass
    other = tmp_path / "other"
    other.mkdir()
    written(other, "x.txt", "3 June 2017", "Bridge shut", "By order.")
    with closing(Desk.open()) as desk:
        desk.add_folder(str(other))
        desk.remove_folder(str(library))
    with looked() as desk:
        assert list(by_title(desk)) == ["Bridge shut"]


def test_paths_that_are_only_looked_at_are_not_kept(news: Path) -> None:
    with closing(Desk.open([str(news)])) as desk:
        for event in desk.start().events():
            desk.take(event)
        assert len(desk.ids()) == 3
    assert not places().archive.exists()


def test_a_damaged_archive_is_kept_aside_and_named(library: Path) -> None:
    with looked():
        pass
    places().archive.write_bytes(b"no database at all, and long enough to be looked at" * 50)
    with closing(Desk.open()) as desk:
        events = list(desk.start().events())
        (fault,) = [line for event in events if isinstance(event, Failed) for line in event.faults]
        assert "articles.db: damaged" in fault
        assert "articles.db.damaged-1" in fault
        for event in events:
            desk.take(event)
        assert len(desk.ids()) == 3
    assert places().archive.with_name("articles.db.damaged-1").exists()
    with looked() as desk:
        assert len(desk.ids()) == 3


def test_an_archive_that_cannot_be_opened_is_named_and_the_files_are_read(library: Path) -> None:
    places().archive.mkdir()
    with closing(Desk.open()) as desk:
        desk.read_all()
        assert len(desk.ids()) == 3
        (fault,) = desk.faults
        assert "articles.db" in fault
        assert fault.endswith("the files are read instead")
        assert desk.standing(desk.ids()[0]) == Standing()


@pytest.mark.parametrize("damage", ["UPDATE bodies SET body = x'00'", "DROP TABLE bodies"])
def test_damage_inside_the_archive_is_named_and_the_files_are_read(
    library: Path, damage: str
) -> None:
    with looked():
        pass
    with closing(sqlite3.connect(places().archive, isolation_level=None)) as raw:
        raw.execute(damage)
    with closing(Desk.open()) as desk:
        events = list(desk.start().events())
        lines = [line for event in events if isinstance(event, Failed) for line in event.faults]
        assert "articles.db" in lines[0]
        assert lines[0].endswith("the files are read instead")
        for event in events:
            desk.take(event)
        assert sorted(by_title(desk)) == ["Buoys drift", "Frost returns", "Harbour opens"]
        assert all(desk.marks(name) for name in desk.ids())


def test_a_date_beyond_all_numbers_breaks_nothing(library: Path) -> None:
    os.utime(library / "b.txt", ns=(10**19, 10**19))
    for _ in range(2):
        with looked() as desk:
            assert len(desk.ids()) == 3


def test_a_folder_that_cannot_be_looked_into_says_nothing_of_its_files(library: Path) -> None:
    with looked() as desk:
        (name, *_) = desk.ids()
    away = library.with_name("away")
    library.rename(away)
    with closing(Desk.open()) as desk:
        for event in desk.start().events():
            desk.take(event)
        assert len(desk.faults) == 1
        assert len(desk.ids()) == 3
        assert desk.standing(name) == Standing()
    away.rename(library)
    with looked() as desk:
        assert desk.standing(name) == Standing()


def test_a_file_that_comes_back_as_it_was_is_not_read(library: Path) -> None:
    with looked() as desk:
        name = by_title(desk)["Frost returns"]
    (library / "a.txt").rename(library.with_name("a.txt"))
    with looked() as desk:
        assert desk.standing(name).gone_at
    library.with_name("a.txt").rename(library / "a.txt")
    found = (library / "a.txt").stat()
    (library / "a.txt").write_text("x" * found.st_size)
    os.utime(library / "a.txt", ns=(found.st_atime_ns, found.st_mtime_ns))
    with looked() as desk:
        assert desk.article(name).title == "Frost returns"
        assert desk.standing(name) == Standing()


def test_a_walk_that_was_stopped_says_nothing_of_what_is_gone(library: Path) -> None:
    with looked() as desk:
        (name, *_) = desk.ids()
        work = Work(desk._job())
        with closing(work):
            events = work.events()
            next(events)
            work.stop()
            list(events)
    with looked() as desk:
        assert desk.standing(name) == Standing()


def test_a_log_left_by_a_deleted_archive_is_not_replayed(library: Path) -> None:
    with looked():
        pass
    places().archive.unlink()
    wal = places().archive.with_name("articles.db-wal")
    wal.write_bytes(b"another time" * 99)
    with looked() as desk:
        assert len(desk.ids()) == 3
