"""An article that is passed on unopened says what it says when it is read."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.desk.drafts import Drafts
from reader.desk.frost import Draft
from reader.desk.readers import Readers
from reader.desk.tasks import Freezing, Packed, Reading, Taken
from reader.errors import StoreError
from reader.search import Index, Segment, parse_query
from reader.sources import walk
from tests.desk.conftest import written

TASK = Reading("dmy", reading="1 dmy")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(40):
        written(folder, f"{number:03}.txt", "2 May 2016", f"No {number}", f"{number} boats left.")
    return folder


def test_packed_or_not_an_article_is_the_same(folder: Path) -> None:
    for found in walk([str(folder)]):
        (taken,) = TASK(found)  # type: ignore[arg-type]
        (packed,) = replace(TASK, packs=True)(found)  # type: ignore[arg-type]
        assert isinstance(taken, Taken)
        assert isinstance(packed, Packed)
        assert packed.opened() == taken.opened() == taken
        assert packed.kept() == taken.kept()
        other = packed.known_as("an id", new=True)
        assert other.opened() == taken.known_as("an id", new=True)
        assert other.opened().article.id == other.id == other.sealed().id == "an id"
        assert taken.sealed().words == packed.words


def test_what_is_read_on_many_cores_comes_in_the_order_of_names(folder: Path) -> None:
    readers = Readers(alone=10, shown=20)
    try:
        items = list(readers.read(TASK, walk([str(folder), str(folder / "none")])))
    finally:
        readers.close()
    (trouble,) = [item for item in items if isinstance(item, str)]
    assert "none" in trouble
    read = [item for item in items if not isinstance(item, str)]
    assert [item.opened().article.title for item in read] == [f"No {n}" for n in range(40)]
    assert [type(item) for item in read] == [Taken] * 20 + [Packed] * 20


def test_segments_are_made_elsewhere_and_named_when_they_cannot_be(folder: Path) -> None:
    items = [
        item
        for found in walk([str(folder)])
        for item in TASK(found)  # type: ignore[arg-type]
        if isinstance(item, Taken)
    ]
    drafts = Drafts()
    try:
        drafts.give(Draft(1, folder / "1.segment"), items[:20])
        drafts.give(Draft(2, folder / "none" / "2.segment"), items[20:])
        assert drafts.is_full
        assert len(drafts) == 40
        made, failed = drafts.next(), drafts.next()
    finally:
        drafts.close()
    assert made.error is None
    assert isinstance(failed.error, StoreError)
    index = Index()
    index.attach(Segment(folder / "1.segment"))
    assert len(index.search(parse_query("boats")).ids) == 20


def test_a_segment_knows_articles_by_the_ids_they_have_now(folder: Path) -> None:
    items = [
        item.known_as(f"id {number}", new=True).sealed()
        for number, found in enumerate(walk([str(folder)]))
        for item in replace(TASK, packs=True)(found)  # type: ignore[arg-type]
        if isinstance(item, Packed)
    ]
    assert Freezing(folder / "1.segment")(items) is None
    index = Index()
    index.attach(Segment(folder / "1.segment"))
    assert set(index.search(parse_query("boats")).ids) == {f"id {n}" for n in range(40)}
