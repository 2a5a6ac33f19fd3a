"""Books and boxes of mails in a library: many articles of one file, each with its own state."""

from pathlib import Path

import pytest

from reader.desk.events import Event, Failed, Looked, Read, Seen
from reader.desk.work import Job, Work
from reader.errors import NotFound
from reader.library import Archive
from reader.sources import Candidate
from tests.sources.books import book, mail, sheet

PAGES = {
    f"{name}.xhtml": f"<h1>{name}</h1><p>Text of {name}.</p>" for name in ("one", "two", "three")
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.epub").write_bytes(book(PAGES))
    return folder


def job(folder: Path, *, seen: Seen | None = None) -> Job:
    return Job((str(folder),), archive=folder.parent / "archive.db", seen=seen)


def read(folder: Path, *, seen: Seen | None = None) -> tuple[dict[str, str], list[Event]]:
    """Ids by titles, and everything that came."""
    events = list(Work(job(folder, seen=seen)).events())
    entries = [entry for event in events if isinstance(event, Read) for entry in event.entries]
    return {entry.article.title: entry.article.id for entry in entries}, events


def gone(folder: Path) -> set[str]:
    with Archive.open(folder.parent / "archive.db") as archive:
        return {origin.rpartition("\0")[2] for origin, kept in archive.known().items() if kept.gone}


def test_chapters_are_kept_and_known_again(folder: Path) -> None:
    first, _ = read(folder)
    assert list(first) == ["one", "two", "three"]
    again, _ = read(folder)
    assert again == first
    with Archive.open(folder.parent / "archive.db") as archive:
        assert archive.count_below(str(folder)) == 3
        assert archive.count_below(str(folder / "a.epub")) == 3
        assert set(archive.ids_below(str(folder / "a.epub"))) == set(first.values())
        assert archive.count_below(str(folder / "a.epu")) == 0
        two = archive.article(first["two"])
    assert two is not None
    assert (two.path, two.part, two.source) == (str(folder / "a.epub"), "b/two.xhtml", "A Book")


def test_a_chapter_more_and_one_less(folder: Path) -> None:
    first, _ = read(folder)
    fewer = {name: page for name, page in PAGES.items() if name != "one.xhtml"}
    (folder / "a.epub").write_bytes(book({**fewer, "four.xhtml": "<h1>four</h1><p>New."}))
    _, events = read(folder, seen=Seen({}, frozenset()))
    (looked,) = [event for event in events if isinstance(event, Looked)]
    assert (looked.new, looked.changed) == (1, 2)
    assert gone(folder) == {"b/one.xhtml"}
    now, _ = read(folder)
    assert {title: now[title] for title in ("two", "three")} == {
        title: first[title] for title in ("two", "three")
    }
    (folder / "a.epub").unlink()
    read(folder, seen=Seen({}, frozenset()))
    assert len(gone(folder)) == 4
    (folder / "a.epub").write_bytes(book(PAGES))
    read(folder, seen=Seen({}, frozenset()))
    assert gone(folder) == {"b/four.xhtml"}


def test_a_broken_chapter_is_named_and_a_broken_book_leaves_what_was_read(folder: Path) -> None:
    (folder / "b.epub").write_bytes(
        book({"x.xhtml": "<p>x"}, package=sheet(["x.xhtml", "y.xhtml"]))
    )
    titles, events = read(folder)
    assert "Chapter 1" in titles
    (failed,) = [event for event in events if isinstance(event, Failed)]
    assert "b.epub: b/y.xhtml: cannot be read" in failed.faults[0]
    (folder / "a.epub").write_bytes(b"PK\x03\x04 broken")
    _, events = read(folder, seen=Seen({}, frozenset()))
    assert any(isinstance(event, Failed) and "a.epub" in event.faults[0] for event in events)
    assert gone(folder) == set()


def test_one_of_many_is_found_by_its_id(folder: Path) -> None:
    titles, _ = read(folder)
    work = Work(job(folder))
    found = Candidate(str(folder / "a.epub"), None, explicit=True)
    two = work.read_called(found, titles["two"])
    assert two is not None
    assert two.title == "two"
    assert work.read_called(found, "0" * 12) is None
    assert work.read(found).title == "one"
    assert work.read(found, "b/three.xhtml").title == "three"
    with pytest.raises(NotFound):
        work.read(found, "b/none.xhtml")


def test_a_box_from_a_pipe() -> None:
    events = list(Work(Job((), stdin=mail("One", "It rained."))).events())
    (entry,) = [entry for event in events if isinstance(event, Read) for entry in event.entries]
    assert entry.article.title == "One"
