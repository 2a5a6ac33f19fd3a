"""Repairs of marks: kept in a file, applied wherever marks come from, and known to the search."""

from contextlib import closing
from pathlib import Path

import pytest

from reader.annotate.repairs import Repair
from reader.desk import Desk
from reader.desk.jobs import content_of
from reader.desk.mending import Mending
from reader.errors import StoreError
from reader.paths import places
from tests.desk.conftest import written

HIDE = Repair("hide", "person", "Anna Keller")
KIND = Repair("kind", "person", "Anna Keller", "organisation")
MERGE = Repair("merge", "person", "Anna Keller", "Annabel Keller")


def read(desk: Desk) -> dict[str, str]:
    """Everything read and recognised; titles to ids."""
    desk.read_all()
    for name in desk.ids():
        desk.recognise(name)
    return {desk.article(name).title: name for name in desk.ids()}


def names(desk: Desk, name: str) -> set[tuple[str, str]]:
    return {(mark.kind, mark.name) for mark in desk.marks(name) or () if mark.figure is None}


def found(desk: Desk, query: str) -> set[str]:
    return {desk.article(name).title for name in desk.search(query).ids}


@pytest.mark.parametrize(
    ("repair", "left"),
    [
        (HIDE, {("place", "Rotterdam")}),
        (KIND, {("organisation", "Anna Keller"), ("place", "Rotterdam")}),
        (MERGE, {("person", "Annabel Keller"), ("place", "Rotterdam")}),
    ],
)
def test_a_repair_changes_marks_and_taking_it_back_restores_them(
    desk: Desk, repair: Repair, left: set[tuple[str, str]]
) -> None:
    harbour = read(desk)["Harbour opens"]
    before = desk.marks(harbour)
    desk.repair(repair)
    assert names(desk, harbour) == left
    assert desk.recognise(harbour) == desk.marks(harbour)
    assert desk.repairs == (repair,)
    assert desk.unrepair() == repair
    assert desk.marks(harbour) == before
    assert desk.unrepair() is None


def test_the_search_finds_names_as_they_are_repaired(desk: Desk) -> None:
    read(desk)
    assert found(desk, 'person:"Anna Keller"') == {"Harbour opens"}
    desk.repair(MERGE)
    assert found(desk, 'person:"Annabel Keller"') == {"Harbour opens"}
    desk.repair(Repair("kind", "person", "Annabel Keller", "organisation"))
    assert found(desk, 'org:"Annabel Keller"') == {"Harbour opens"}
    assert found(desk, 'person:"Annabel"') == set()
    desk.unrepair()
    desk.unrepair()
    assert found(desk, 'person:"Anna Keller"') == {"Harbour opens"}
    assert found(desk, 'person:"Annabel"') == set()


def test_they_hold_in_the_next_run(news: Path, desk: Desk) -> None:
    desk.repair(HIDE)
    with closing(Desk.open([str(news)])) as later:
        assert names(later, read(later)["Harbour opens"]) == {("place", "Rotterdam")}
        assert found(later, "person:keller") == set()


def test_one_for_an_article_is_for_it_alone_wherever_it_goes(news: Path, desk: Desk) -> None:
    written(news, "d.txt", "2 May 2017", "Keller speaks", "Anna Keller spoke in Lyon.")
    ids = read(desk)
    harbour = desk.article(ids["Harbour opens"])
    desk.repair(Repair("hide", "person", "Anna Keller", "", harbour.id, content_of(harbour.text)))
    assert ("person", "Anna Keller") not in names(desk, harbour.id)
    assert ("person", "Anna Keller") in names(desk, ids["Keller speaks"])
    assert found(desk, "person:keller") == {"Keller speaks"}
    (news / "b.txt").rename(news / "moved.txt")
    with closing(Desk.open([str(news)])) as later:
        moved = read(later)["Harbour opens"]
        assert moved != harbour.id
        assert ("person", "Anna Keller") not in names(later, moved)
        assert found(later, "person:keller") == {"Keller speaks"}


def test_quotations_follow_the_repairs(news: Path, desk: Desk) -> None:
    written(news, "q.txt", "3 May 2017", "Said", "“We are open,” said Anna Keller.")
    said = read(desk)["Said"]
    assert [each.speaker for each in desk.quotations(said)] == ["Anna Keller"]
    desk.repair(MERGE)
    assert [each.speaker for each in desk.quotations(said)] == ["Annabel Keller"]


# The file


def test_a_broken_line_is_named_and_loses_nothing(desk: Desk) -> None:
    path = places().repairs
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        '# mine\r\nhide person Brexit\nhide what "is" this\n\nmerge person A "B\nhide place Rome'
    )
    path.write_bytes(lines.encode() + b"\n# caf\xe9\n")
    complaints: list[str] = []
    mending = Mending(path, complaints.append)
    assert [each.name for each in mending.repairs] == ["Brexit", "Rome"]
    assert [line.split(": ")[0] for line in complaints] == [f"{path}:3", f"{path}:5"]
    mending.add(HIDE)
    assert mending.take_back() == HIDE
    assert path.read_bytes() == lines.encode() + b"\n# caf\xe9\n"
    assert len(complaints) == 2
    assert mending.take_back(Repair("hide", "person", "Brexit")) is not None
    assert (
        path.read_bytes()
        == (lines.replace("hide person Brexit\n", "") + "\n").encode() + b"# caf\xe9\n"
    )
    assert mending.take_back(HIDE) is None


def test_what_another_process_wrote_is_not_lost(desk: Desk) -> None:
    with closing(Desk.open()) as other:
        desk.repair(HIDE)
        other.repair(KIND)
        assert other.repairs == (HIDE, KIND)
    desk.repair(HIDE)  # said again, it is the last
    assert desk.repairs == (KIND, HIDE)
    assert not list(places().repairs.parent.glob("*.new"))


def test_a_line_without_an_end_gets_one(desk: Desk) -> None:
    path = places().repairs
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("hide place Rome", "utf-8")
    desk.repair(HIDE)
    assert path.read_text("utf-8").splitlines() == ["hide place Rome", 'hide person "Anna Keller"']


def test_a_link_to_the_file_stays_one(tmp_path: Path, desk: Desk) -> None:
    path, real = places().repairs, tmp_path / "shared.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    real.write_text("", "utf-8")
    path.symlink_to(real)
    desk.repair(HIDE)
    assert path.is_symlink()
    assert "Anna Keller" in real.read_text("utf-8")


def test_what_cannot_be_kept_is_an_error_and_changes_nothing(desk: Desk) -> None:
    places().repairs.mkdir(parents=True)
    with pytest.raises(StoreError):
        desk.repair(HIDE)
    assert desk.repairs == ()
    with pytest.raises(StoreError):
        desk.unrepair()


def test_a_file_that_is_too_large_is_named(desk: Desk) -> None:
    path = places().repairs
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# remark\n" * 500_000, "utf-8")
    complaints: list[str] = []
    assert Mending(path, complaints.append).repairs == ()
    assert "larger than" in complaints[0]


def test_repairs_hold_for_folders_that_come_while_the_samples_are_shown(news: Path) -> None:
    with closing(Desk.open()) as desk:
        samples = desk.showing_samples
        desk.repair(HIDE)
        desk.add_folder(str(news))
        desk.look_at_own()
        assert (samples, desk.showing_samples) == (True, False)
        harbour = read(desk)["Harbour opens"]
        assert names(desk, harbour) == {("place", "Rotterdam")}
        assert found(desk, 'person:"Anna Keller"') == set()
