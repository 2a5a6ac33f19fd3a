"""The library on disk: segments of the index and articles of the archive, as if all were in memory."""

import random
import sqlite3  # noqa: TID251 - to change things behind its back
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotate.repairs import Repair
from reader.desk import AllRead, Counted, Desk, Failed, Froze, Read, frost, library_shelf, work
from reader.desk.events import Event
from reader.desk.jobs import content_of
from reader.desk.work import Work
from reader.library import Archive
from reader.library.store import Json
from reader.paths import places
from tests.desk.conftest import written

COUNT = 60
QUERIES = (
    "ferry",
    "ferry 7",
    "accra",
    "norvik",
    "solheim",
    '"ada solheim"',
    "-lisbon",
    "sails -accra",
    "person:valera",
    "place:lisbon",
    "place:lsibon",
    "money:>50m",
    "money:10m..20m",
    "source:news",
    "date:2016-03-15",
    "after:2016-03-20",
    "before:2016-03-05 accra",
    "lang:en",
    "figure:>55000000",
    "-place:accra",
    "is:unread",
)
NAMES = ("Ada Solheim", "Idris Valera", "Mei Tanaka")
PLACES = ("Norrvik", "Accra", "Lisbon")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of sixty is large, and all is done in this process."""
    monkeypatch.setattr(work, "_IN_MEMORY", 10)
    monkeypatch.setattr(work, "_SEGMENT", 15)
    monkeypatch.setattr(work, "_LEAST", 10)
    monkeypatch.setattr(work, "_BATCH", 6)
    monkeypatch.setattr(work, "spare_cores", lambda: 0)
    monkeypatch.setattr(frost, "FEW", 5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(COUNT):
        write(folder, number)
    with closing(Desk.open()) as desk:
        desk.add_folder(str(folder))
        assert desk.store.flush()
    return folder


def write(folder: Path, number: int, more: str = "") -> None:
    name, place = NAMES[number % 3], PLACES[number % 3]
    written(
        folder, f"{number:02}.txt", f"{number % 28 + 1} March 2016", f"Ferry {number} sails{more}",
        f"{name} said in {place} that it cost €{number}m.",
    )  # fmt: skip


def look(desk: Desk) -> list[Event]:
    """Take in what one round of work reports."""
    events = []
    with closing(Work(desk._job())) as here:
        for event in here.events():
            desk.take(event)
            events.append(event)
    assert desk.warnings == []
    return events


def sent(events: list[Event]) -> int:
    return sum(len(event.entries) for event in events if isinstance(event, Read))


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with closing(Desk.open()) as desk:
        yield desk


def agree(desk: Desk, folder: Path) -> None:
    """The library says what a desk on the same folder says that has everything in memory."""
    with closing(Desk.open([str(folder)])) as plain:
        look(plain)
        assert sorted(desk.ids()) == sorted(plain.ids())
        for name in plain.ids():
            assert desk.article(name) == plain.article(name)
            assert desk.marks(name) == plain.marks(name)
        for query in QUERIES:
            found, wanted = desk.search(query), plain.search(query)
            assert sorted(found.ids) == sorted(wanted.ids), query
            assert found.total == wanted.total
            for name in found.ids:
                assert desk.matches(found, name) == plain.matches(wanted, name)


def test_a_first_import_is_frozen_as_it_goes_and_whole_at_the_end(desk: Desk, folder: Path) -> None:
    events = look(desk)
    froze = [event.whole for event in events if isinstance(event, Froze)]
    assert froze == [False] * 3 + [True]
    counted = [event.total for event in events if isinstance(event, Counted)]
    assert counted == sorted(counted)
    assert counted
    assert desk.read_so_far == counted[-1]
    assert sent(events) == COUNT - 45
    assert len(desk.ids()) == COUNT
    agree(desk, folder)
    # One file is left of the four.
    assert len(list(places().archive.with_name("index").iterdir())) == 1


def test_the_next_look_sends_nothing_and_shows_all_at_once(desk: Desk, folder: Path) -> None:
    look(desk)
    with closing(Desk.open()) as again:
        assert len(again.ids()) == COUNT  # before anything was read
        assert again.ids()[0] in again.search("ferry").ids
        events = look(again)
        assert sent(events) == 0
        assert not any(isinstance(event, Froze) for event in events)
        agree(again, folder)


@pytest.mark.parametrize("place", [0, 7, COUNT - 1])
def test_a_library_is_shown_as_it_was_left_before_it_is_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    monkeypatch.setattr(library_shelf, "_NEAR", 5)
    look(desk)
    ids = list(desk.ids())
    desk.leave_at(ids[place])
    assert desk.store.flush()
    with closing(Desk.open()) as again:
        seen = again.ids()
        near = range(max(0, place - 5), min(COUNT, place + 5))
        assert [seen[at] for at in near] == [ids[at] for at in near]
        assert len(seen) == again.search(" ").total == COUNT
        assert seen.index(ids[place]) == place
        assert again.article(ids[place]).title == desk.article(ids[place]).title
        assert again.marks(ids[place]) == desk.marks(ids[place])
        assert [again.is_settled] == [False]
        assert list(again.search("").ids) == ids  # another one is wanted
        assert [again.is_settled] == [True]
        assert again.search("ferry").ids


def test_what_was_left_is_not_shown_when_it_is_no_longer_so(desk: Desk, folder: Path) -> None:
    look(desk)
    first, second = desk.ids()[:2]
    desk.leave_at(first)
    assert desk.store.flush()
    with Archive.open(places().archive, write=True) as archive:
        archive.remove([second])
    with closing(Desk.open()) as again:
        assert again.is_settled
        assert second not in again.ids()


@pytest.mark.parametrize(
    "left", [3, [], [1, 2, 3], ["a", 1, 0, "b"], [1, 1, 7, "b"], [9, 60, 0, "b"]]
)
def test_what_was_left_may_be_anything(desk: Desk, left: list[Json]) -> None:
    look(desk)
    desk.session.set("left", left)
    assert desk.store.flush()
    with closing(Desk.open()) as again:
        assert again.is_settled
        assert len(again.ids()) == COUNT


def test_a_segment_that_broke_since_it_was_left_is_made_again(desk: Desk, folder: Path) -> None:
    look(desk)
    desk.leave_at(desk.ids()[3])
    assert desk.store.flush()
    (segment,) = places().archive.with_name("index").iterdir()
    segment.write_bytes(segment.read_bytes()[:100])
    with closing(Desk.open()) as again:
        assert len(again.ids()) == COUNT
        look(again)
        agree(again, folder)


def test_changes_stand_beside_what_is_frozen(desk: Desk, folder: Path) -> None:
    look(desk)
    write(folder, 3, more=" again")
    write(folder, COUNT)
    (folder / "05.txt").unlink()
    with closing(Desk.open()) as again:
        events = look(again)
        assert sent(events) == 2
        assert len(again.ids()) == COUNT + 1
        (edited,) = again.search('"3 sails again"').ids
        assert again.standing(edited).changed_at
        (gone,) = again.search('"ferry 5 sails"').ids
        assert again.standing(gone).gone_at
        assert again.article(gone).title == "Ferry 5 sails"
        assert again.article(again.search("60").ids[0]).title == "Ferry 60 sails"
    with closing(Desk.open()) as third:
        # Before the clerk says anything, what is frozen and no longer true is not shown.
        assert len(third.ids()) == COUNT - 1
        look(third)
        assert len(third.ids()) == COUNT + 1


def test_reading_once_more_in_the_same_window(desk: Desk, folder: Path) -> None:
    look(desk)
    write(folder, 3, more=" again")
    look(desk)
    assert len(desk.ids()) == COUNT
    assert [desk.article(name).title for name in desk.search('"3 sails"').ids] == [
        "Ferry 3 sails again"
    ]
    for number in range(10, 20):
        write(folder, number, more=" anew")
    events = look(desk)
    assert any(isinstance(event, Froze) and event.whole for event in events)
    assert len(desk.ids()) == COUNT
    assert len(desk.search("anew").ids) == 10
    agree(desk, folder)


@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_a_bad_segment_is_made_again(desk: Desk, folder: Path, damage: str) -> None:
    look(desk)
    (segment,) = places().archive.with_name("index").iterdir()
    match damage:
        case "gone":
            segment.unlink()
        case "cut":
            segment.write_bytes(segment.read_bytes()[:100])
        case "other":
            segment.write_bytes(b"another file" * 999)
    with closing(Desk.open()) as again:
        assert len(again.ids()) == 0
        look(again)
        assert len(again.ids()) == COUNT
        agree(again, folder)


def test_other_folders_have_segments_of_their_own(desk: Desk, folder: Path, tmp_path: Path) -> None:
    look(desk)
    other = tmp_path / "other"
    other.mkdir()
    for number in range(100, 120):
        write(other, number)
    with closing(Desk.open()) as again:
        again.remove_folder(str(folder))
        again.add_folder(str(other))
        assert again.store.flush()
    with closing(Desk.open()) as third:
        look(third)
        assert len(third.ids()) == 20
        agree(third, other)


def test_marks_that_were_interrupted_are_found_next_time(desk: Desk, folder: Path) -> None:
    with closing(Work(desk._job())) as here:
        for event in here.events():
            desk.take(event)
            if isinstance(event, Froze):
                here.stop()
    with closing(Desk.open()) as again:
        look(again)
        agree(again, folder)
    with Archive.open(places().archive) as archive:
        assert len(archive) == COUNT


def test_an_open_article_of_the_archive_is_recognised_at_once(desk: Desk, folder: Path) -> None:
    events = (event for event in Work(desk._job()).events())
    for event in events:
        desk.take(event)
        if isinstance(event, Froze):
            break
    (name,) = desk.search('"ferry 20 sails"').ids
    assert desk.marks(name) is None
    assert desk.unmarked > 0
    assert desk.recognise(name)
    assert desk.marks(name) == desk.recognise(name)
    events.close()


def test_what_another_window_removed_or_damaged_stands_in_its_row(desk: Desk, folder: Path) -> None:
    look(desk)
    one, two, *_ = desk.ids()
    with closing(sqlite3.connect(places().archive, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("DELETE FROM articles WHERE id = ?", (one,))
        raw.execute("UPDATE bodies SET body = x'00'")
    with closing(Desk.open()) as again:
        assert again.ids()[:2] == [one, two]
        assert "cannot be read" in again.article(one).title
        assert "cannot be read" in again.article(two).title
        assert again.marks(one) is None
        assert any("damaged" in line for line in again.warnings)
        with pytest.raises(KeyError):
            again.article("000000000000")


@pytest.mark.parametrize("seed", range(3))
def test_damage_behind_a_sound_header_is_found_and_made_good(
    desk: Desk, folder: Path, seed: int
) -> None:
    look(desk)
    (segment,) = places().archive.with_name("index").iterdir()
    data = bytearray(segment.read_bytes())
    chance = random.Random(seed)
    for _ in range(len(data) // 50):
        data[chance.randrange(len(data) // 2, len(data))] ^= 1 << chance.randrange(8)
    segment.write_bytes(data)
    with closing(Desk.open()) as again:
        list(again.ids())
        with closing(Work(again._job())) as here:
            events = list(here.events())
        told = [line for event in events if isinstance(event, Failed) for line in event.faults]
        assert any(f"{segment.name}: " in line and "made anew" in line for line in told), told
    with closing(Desk.open()) as third:
        look(third)
        agree(third, folder)


def test_one_bad_segment_of_a_library_that_fits_into_memory_is_made_again(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(desk)
    monkeypatch.setattr(work, "_IN_MEMORY", 1_000)
    (segment,) = places().archive.with_name("index").iterdir()
    segment.write_bytes(b"another file" * 999)
    with closing(Desk.open()) as again:
        assert any(isinstance(event, Froze) for event in look(again))
    with closing(Desk.open()) as third:
        assert sent(look(third)) == 0
        agree(third, folder)


def test_another_recogniser_freezes_anew(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(desk)
    job = replace(desk._job(), recogniser="another", segments=())
    with closing(Work(job)) as here:
        assert any(isinstance(event, Froze) for event in here.events())


def test_a_removed_folder_does_not_freeze_anew_each_time(
    desk: Desk, folder: Path, tmp_path: Path
) -> None:
    look(desk)
    other = tmp_path / "other"
    other.mkdir()
    for number in range(100, 120):
        write(other, number)
    desk.remove_folder(str(folder))
    desk.add_folder(str(other))
    assert desk.store.flush()
    with closing(Desk.open()) as again:
        assert any(isinstance(event, Froze) for event in look(again))
    with closing(Desk.open()) as third:
        assert not any(isinstance(event, Froze) for event in look(third))


def test_two_windows_on_a_first_import_double_nothing(desk: Desk, folder: Path) -> None:
    with closing(Desk.open()) as other:
        rounds = [Work(desk._job()).events(), Work(other._job()).events()]
        froze = 0
        while froze < 4:  # both freeze some parts, and are closed
            for events in rounds:
                event = next(events)
                froze += isinstance(event, Froze)
        del rounds, events
    with closing(Desk.open()) as again:
        assert len(again.ids()) == len(set(again.ids()))
        look(again)
        assert len(again.ids()) == len(set(again.ids())) == COUNT
        agree(again, folder)


def test_an_edit_overtakes_the_text_that_waits(desk: Desk, folder: Path) -> None:
    with closing(Work(desk._job())) as here:
        for event in here.events():
            if isinstance(event, AllRead):
                break
    with closing(sqlite3.connect(places().archive, isolation_level=None)) as raw:
        raw.execute("DELETE FROM segments")
        raw.execute("DELETE FROM frozen")
    write(folder, 0, more=" again")
    with closing(Desk.open()) as again:
        look(again)
        assert len(again.ids()) == COUNT
        assert [again.article(name).title for name in again.search('"ferry 0 sails"').ids] == [
            "Ferry 0 sails again"
        ]


def test_stars_find_their_articles_when_the_archive_is_lost_and_the_folder_moved(
    desk: Desk, folder: Path
) -> None:
    look(desk)
    for name in desk.ids():
        desk.star(name)
    desk.store.flush()
    desk.close()
    for file in places().archive.parent.glob("articles.db*"):
        file.unlink()
    moved = folder.with_name("moved")
    folder.rename(moved)
    with closing(Desk.open()) as again:
        again.remove_folder(str(folder))
        again.add_folder(str(moved))
        assert again.store.flush()
    with closing(Desk.open()) as third:
        look(third)
        assert all(third.state(name).starred for name in third.ids())
        assert len(third.ids()) == COUNT


def test_a_repair_reaches_what_is_frozen(desk: Desk, folder: Path) -> None:
    look(desk)
    desk.repair(Repair("merge", "person", "Ada Solheim", "Berit Dahl"))
    desk.repair(Repair("kind", "place", "Lisbon", "organisation"))
    agree_on_repairs(desk)
    assert len(desk.ids()) == COUNT
    with closing(Desk.open([str(folder)])) as plain:
        look(plain)
        for query in QUERIES:
            assert sorted(desk.search(query).ids) == sorted(plain.search(query).ids), query


def agree_on_repairs(desk: Desk) -> None:
    assert len(desk.search('person:"Berit Dahl"').ids) == COUNT // 3
    assert len(desk.search('person:"Ada Solheim"').ids) == 0
    assert len(desk.search("org:lisbon").ids) == COUNT // 3
    assert len(desk.search("place:lisbon").ids) == 0


def test_repairs_are_made_up_for_until_they_are_frozen(desk: Desk, folder: Path) -> None:
    look(desk)
    desk.repair(Repair("merge", "person", "Ada Solheim", "Berit Dahl"))
    desk.repair(Repair("kind", "place", "Lisbon", "organisation"))
    with closing(Desk.open()) as again:
        agree_on_repairs(again)  # before the clerk did anything
    with closing(Desk.open()) as again:
        events = look(again)
        assert [event.whole for event in events if isinstance(event, Froze)] == [True]
        agree_on_repairs(again)
    with closing(Desk.open()) as again:
        assert not list(again.catch_up())  # nothing is left to be made up for
        agree_on_repairs(again)
        assert not any(isinstance(event, Froze) for event in look(again))
        while again.unrepair() is not None:
            pass
        assert len(again.search('person:"Ada Solheim"').ids) == COUNT // 3
        assert len(again.search("org:lisbon").ids) == 0
    with closing(Desk.open()) as again:
        assert len(again.search('person:"Ada Solheim"').ids) == COUNT // 3
        look(again)
        agree(again, folder)


def test_a_repair_of_one_frozen_article_is_for_it_alone(desk: Desk, folder: Path) -> None:
    look(desk)
    name = desk.search('person:"Ada Solheim"').ids[0]
    content = content_of(desk.article(name).text)
    desk.repair(Repair("hide", "person", "Ada Solheim", "", name, content))
    assert len(desk.search('person:"Ada Solheim"').ids) == COUNT // 3 - 1
    assert name not in desk.search('person:"Ada Solheim"').ids
    assert desk.article(name).text
