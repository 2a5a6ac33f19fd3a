"""What is removed is listed no more, survives restarts, and comes back whole."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.desk.arranging import Arrangement
from reader.errors import NotFound
from tests.desk.conftest import written
from tests.desk.test_library_shelf import COUNT, _small, folder, look

__all__ = ["_small", "folder"]


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with closing(Desk.open()) as desk:
        look(desk)
        yield desk


def test_what_is_removed_stays_so(desk: Desk, folder: Path) -> None:
    ids = list(desk.ids())
    gone = ids[10]
    desk.remove(gone)
    assert gone not in desk.ids()
    assert gone not in desk.search("ferry").ids
    assert desk.search("ferry").total == COUNT - 1
    assert list(desk.search("is:removed").ids) == [gone]
    assert gone not in desk.search("-is:removed").ids
    assert desk.removed() == [(gone, desk.article(gone).title)]
    place = ids.index(ids[12]) - 1
    desk.leave_at(ids[12])
    assert desk.store.flush()
    with closing(Desk.open()) as again:  # shows what was left, without the one
        assert not again.is_settled
        seen = again.ids()
        assert (len(seen), seen.index(ids[12])) == (COUNT - 1, place)
        assert [seen[at] for at in range(6, 14)] == [*ids[6:10], *ids[11:15]]
        again.restore(gone)
        assert list(again.ids()) == ids
    with pytest.raises(NotFound, match="not removed"):
        desk.restore(ids[0])
    with pytest.raises(NotFound, match="no article"):
        desk.remove("000000000000")


def test_one_that_is_gone_is_forgotten_at_the_end(desk: Desk, folder: Path) -> None:
    path = folder / "07.txt"
    name = next(each for each in desk.ids() if desk.article(each).path == str(path))
    text = path.read_text()
    path.unlink()
    look(desk)
    desk.remove(name)
    desk.restore(name)
    desk.remove(name)
    assert desk.is_gone(name)
    desk.close()
    with closing(Desk.open()) as again:
        assert again.removed() == []
        assert len(look(again)) > 0
        assert name not in again.ids()
        path.write_text(text)
        look(again)
        assert len(again.ids()) == COUNT


def test_a_folder_that_is_taken_out_is_not_listed(desk: Desk, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    written(other, "x.txt", "3 June 2017", "Bridge shut", "By order.")
    desk.add_folder(str(other))
    assert [desk.own_changed] == [True]
    desk.look_at_own()
    assert [desk.own_changed] == [False]
    assert len(desk.ids()) == COUNT  # till it is read
    look(desk)
    assert len(desk.ids()) == COUNT + 1
    desk.remove_folder(str(folder))
    desk.look_at_own()
    look(desk)
    assert [desk.article(name).title for name in desk.ids()] == ["Bridge shut"]
    desk.add_folder(str(folder))
    desk.look_at_own()
    look(desk)
    assert len(desk.ids()) == COUNT + 1
    for path in (folder, other):
        desk.remove_folder(str(path))
    desk.look_at_own()
    assert (desk.showing_samples, desk.has_library) == (True, False)


@pytest.mark.parametrize("by", ["oldest", "headline", "source", "length"])
def test_the_library_is_sorted_as_a_folder_is(desk: Desk, folder: Path, by: str) -> None:
    chosen = Arrangement(by, reverse=True, group="day")  # type: ignore[arg-type]
    mixed = desk.ids()[4]
    desk._shelf.add(desk.article(mixed))  # in memory, as one that changed
    with closing(Desk.open([str(folder)])) as plain:
        plain.read_all()
        wanted = plain.arranged(plain.search(""), chosen)
        found = desk.arranged(desk.search(""), chosen)
        assert sorted(found.ids) == sorted(wanted.ids)
        keys = [[_key(plain, by, name) for name in each.ids] for each in (found, wanted)]
        assert keys[0] == keys[1]  # of equal ones the shelf in memory looks at the path
        assert found.heads == wanted.heads


def _key(desk: Desk, by: str, name: str) -> object:
    article = desk.article(name)
    keys = {"headline": article.title, "source": article.source, "length": article.words}
    return keys.get(by, article.moment)


def test_many_are_marked_at_once(desk: Desk) -> None:
    marked: list[str] = []
    desk.mark_read(desk.ids()[0])
    for _ in desk.marking(desk.ids(), read=True, marked=marked):
        pass
    assert len(marked) == COUNT - 1
    assert not desk.search("is:unread").ids
    for _ in desk.identifying(marked):
        pass
    assert desk.store.flush()
    with closing(Desk.open()) as again:
        assert all(again.state(name).read for name in marked)
        kept = {name: again.state(name).content for name in marked}
        assert all(kept.values())
        assert kept == {name: again._shelf.content(name) for name in marked}
        for _ in again.marking(marked, read=False):
            pass
        assert len(again.search("is:unread").ids) == COUNT - 1
