"""The archive: what goes in comes out, ids outlive moves and edits, nothing vanishes by itself."""

import datetime as dt
import json
import os
import sqlite3  # noqa: TID251 - to look at the file from outside
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles import Article, Block, Link, article_id
from reader.errors import StoreBusy, StoreDamaged, StoreError, StoreTooNew
from reader.library import Archive, Frozen, Kept, Stamp, Standing
from reader.library.packing import pack_article, pack_marks, unpack_article, unpack_marks
from reader.marks import Figure, Mark


def article(path: str, text: str = "Harbour opens\n\nIt cost much.", day: int = 1) -> Article:
    return Article(
        id=article_id(path),
        text=text,
        title=text.partition("\n")[0],
        blocks=(Block(0, len(text), "paragraph"),),
        path=path,
        source="world",
        date=dt.date(2026, 3, day),
        date_from="date line",
        extra=(("tag", "x"),),
    )


def kept(path: str, text: str = "Harbour opens\n\nIt cost much.", day: int = 1) -> Kept:
    one = article(path, text, day)
    moment, body = one.moment.timestamp(), pack_article(one)
    return Kept(one.id, path, moment, f"content of {text}", Stamp(len(text), 5, "dmy"), body)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "articles.db", write=True)


words = st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
maybe = st.none() | st.text(max_size=20)


@given(
    text=words,
    title=st.text(),
    path=st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    standfirst=maybe,
    date=st.none() | st.dates() | st.datetimes(timezones=st.just(dt.UTC)),
    extra=st.lists(st.tuples(st.text(), st.text()), max_size=3),
)
def test_articles_come_back_as_they_were(
    text: str,
    title: str,
    path: str | None,
    standfirst: str | None,
    date: dt.date | None,
    extra: list[tuple[str, str]],
) -> None:
    whole = Article(
        id="0123456789ab",
        text=text,
        title=title,
        blocks=(Block(0, len(text), "quote", 2),),
        path=path,
        links=(Link(0, 1, "https://x.example/"),),
        address=standfirst,
        part=title,
        standfirst=standfirst,
        date=date,
        extra=tuple(extra),
    )
    assert unpack_article(pack_article(whole)) == whole


def test_articles_of_before_there_were_links_are_read() -> None:
    before = [
        "0123456789ab", "A text", "A", [[0, 6, 2]], "/x/a.txt", None, None, "x", "2026-03-01",
        "date line", "en", "utf-8", False, [["a", "b"]],
    ]  # fmt: skip
    one = unpack_article(zlib.compress(json.dumps(before).encode()))
    assert (one.text, one.links, one.address, one.part) == ("A text", (), None, "")
    assert one.blocks == (Block(0, 6, "paragraph"),)
    for wrong in (before[:13], [*before, []], [*before, [[0, 9, "x"]], None, ""]):
        with pytest.raises(ValueError):
            unpack_article(zlib.compress(json.dumps(wrong).encode()))


def test_a_name_that_is_not_utf8_comes_back(archive: Archive) -> None:
    path = os.fsdecode(b"/news/caf\xe9.txt")
    archive.keep([kept(path)], 1.0)
    assert list(archive.known()) == [path]
    found = archive.article(article_id(path))
    assert found is not None
    assert found.path == path


MARKS = (
    Mark(0, 7, "place", "Harbour"),
    Mark(8, 9, "figure", "5", Figure("money", ("5", None), "EUR", "about")),
    Mark(10, 11, "figure", "1", Figure("date", None)),
)


def test_marks_come_back_as_they_were_and_go_with_what_they_rest_on(archive: Archive) -> None:
    assert unpack_marks(pack_marks(MARKS)) == MARKS
    archive.keep([kept("/a.txt")], 1.0)
    name = article_id("/a.txt")
    archive.keep_marks("one", [(name, kept("/a.txt").content, MARKS), ("nobody", "x", MARKS)])
    assert archive.marks(name, "one") == MARKS
    assert archive.marks(name, "another") is None
    archive.keep([kept("/a.txt", "Other text")], 2.0)
    archive.remove([name])
    assert archive.marks(name, "one") is None
    assert len(archive) == 0


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\x78\x01\x03\x00\x00\x00\x00\x01", pack_marks(())[:-1]]
)
def test_bytes_of_another_kind_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        unpack_article(data)
    with pytest.raises(ValueError):
        unpack_marks(data)


def test_the_wrong_shape_is_refused() -> None:
    with pytest.raises(ValueError):
        unpack_article(pack_marks(()))
    with pytest.raises(ValueError):
        unpack_marks(pack_article(article("/a.txt")))


def test_what_was_kept_is_there_for_another_process(archive: Archive) -> None:
    archive.keep([kept("/a.txt", day=1), kept("/b.txt", day=3), kept("/c.txt", day=2)], 1.0)
    with Archive.open(archive.path) as other:
        assert [each.path for each, _ in other.articles()] == ["/b.txt", "/c.txt", "/a.txt"]
        assert other.known()["/a.txt"].stamp == Stamp(28, 5, "dmy")
        assert other.article("none") is None
        assert other.standing("none") == Standing()
        with pytest.raises(StoreError):
            other.remove(["x"])


def test_an_edited_file_keeps_its_id_and_says_so(archive: Archive) -> None:
    (first,) = archive.keep([kept("/a.txt")], 1.0)
    (same,) = archive.keep([kept("/a.txt")], 2.0)
    assert archive.standing(first) == Standing()
    (edited,) = archive.keep([kept("/a.txt", "Harbour shuts")], 3.0)
    assert same == edited == first
    assert archive.standing(first) == Standing(changed_at=3.0)
    assert len(archive) == 1


def test_a_file_that_is_gone_stays_readable_and_may_come_back(archive: Archive) -> None:
    (first,) = archive.keep([kept("/a.txt")], 1.0)
    archive.miss(["/a.txt", "/none.txt"], 2.0)
    archive.miss(["/a.txt"], 9.0)
    assert archive.standing(first) == Standing(gone_at=2.0)
    assert archive.known()["/a.txt"].gone
    assert archive.article(first) == article("/a.txt", "Harbour opens\n\nIt cost much.", 1)
    archive.touch([("/a.txt", Stamp(28, 6, "dmy"))])
    assert archive.standing(first) == Standing()


def test_a_moved_file_keeps_its_id(archive: Archive) -> None:
    (first,) = archive.keep([kept("/a.txt")], 1.0)
    archive.miss(["/a.txt"], 2.0)
    (moved,) = archive.keep([kept("/b/a.txt")], 3.0)
    assert moved == first
    assert (archive.article(moved) or article("", "")).path == "/b/a.txt"
    assert archive.standing(first) == Standing()
    # Another article takes the old place: it is another, whatever its path says.
    (other,) = archive.keep([kept("/a.txt", "Another text")], 4.0)
    assert other != first
    there = archive.article(other)
    assert there is not None
    assert (there.id, there.text) == (other, "Another text")
    # A copy of what is still there is an article of its own.
    (copy,) = archive.keep([kept("/c.txt")], 5.0)
    assert copy not in {first, other}


def test_a_lock_of_another_process_is_named(archive: Archive) -> None:
    with Archive.open(archive.path, write=True, busy_s=0.0) as other:
        with closing(sqlite3.connect(archive.path, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusy):
                other.keep([kept("/a.txt")], 1.0)
            holder.execute("ROLLBACK")
        assert other.keep([kept("/a.txt")], 1.0) == [article_id("/a.txt")]


def test_half_a_batch_is_no_batch(archive: Archive) -> None:
    with pytest.raises(AttributeError):
        archive.keep([kept("/a.txt"), None], 1.0)  # type: ignore[list-item]
    assert len(archive) == 0


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (lambda path: path.write_bytes(b""), StoreDamaged),
        (lambda path: path.write_bytes(b"not a database at all, but text" * 99), StoreDamaged),
        (lambda path: (path.unlink(), path.mkdir()), StoreError),
    ],
)
def test_damage_is_named_and_left_alone(tmp_path: Path, damage: object, error: type) -> None:
    path = tmp_path / "articles.db"
    Archive.open(path, write=True).close()
    damage(path)  # type: ignore[operator]
    for write in (False, True):
        with pytest.raises(error, match=r"articles\.db"):
            Archive.open(path, write=write)


def test_damage_inside_is_named(archive: Archive) -> None:
    (first,) = archive.keep([kept("/a.txt")], 1.0)
    archive.keep_marks("one", [(first, kept("/a.txt").content, MARKS)])
    with closing(sqlite3.connect(archive.path, isolation_level=None)) as raw:
        raw.execute("UPDATE bodies SET body = x'00'")
        raw.execute("UPDATE marks SET body = x'00'")
    with pytest.raises(StoreDamaged):
        archive.article(first)
    with pytest.raises(StoreDamaged):
        archive.marks(first, "one")


def test_a_later_version_is_refused(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.path, isolation_level=None)) as raw:
        raw.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreTooNew):
        Archive.open(archive.path, write=True)


def test_nothing_to_read_is_an_error_and_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Archive.open(tmp_path / "articles.db")
    assert not (tmp_path / "articles.db").exists()


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["one", "two", "gone"])), max_size=12
    )
)
def test_any_history_keeps_one_article_a_path_and_ids_apart(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("archive") / "articles.db"
    now: dict[str, str] = {}
    with Archive.open(path, write=True) as archive:
        for moment, (place, what) in enumerate(history, 1):
            file = f"/{place}.txt"
            if what == "gone":
                archive.miss([file], float(moment))
                now.pop(file, None)
            else:
                archive.keep([kept(file, what)], float(moment))
                now[file] = what
        present = {file: known for file, known in archive.known().items() if not known.gone}
        assert {file: known.content for file, known in present.items()} == {
            file: f"content of {text}" for file, text in now.items()
        }
        names = [known.id for known in archive.known().values()]
        assert len(set(names)) == len(names)
        for known in present.values():
            found = archive.article(known.id)
            assert found is not None
            assert found.id == known.id
            assert replace(found, id="") == replace(article(found.path or "", found.text), id="")


def test_segments_say_what_they_hold_and_what_is_no_longer_true(archive: Archive) -> None:
    texts = {"/a.txt": "A", "/b.txt": "B", "/c.txt": "C"}
    one, two, three = archive.keep([kept(path, text) for path, text in texts.items()], 1.0)
    content = dict(zip((one, two, three), map("content of {}".format, texts.values()), strict=True))
    first = archive.begin_segment("/", whole=False)
    assert archive.segments("/") == []
    assert archive.freeze(first, [(each, content[each]) for each in (one, two)]) == []
    assert archive.segments("/") == [Frozen(first, whole=False, thawed=())]
    assert archive.segments("/news") == []
    assert [each.id for each, _ in archive.unfrozen([first])] == [three]
    assert len(list(archive.unfrozen())) == 3
    archive.keep([kept("/a.txt", "Other")], 2.0)
    archive.remove([two])
    (frozen,) = archive.segments("/")
    assert sorted(frozen.thawed) == sorted([one, two])
    assert {each.id for each, _ in archive.unfrozen([first])} == {one, three}
    whole = archive.begin_segment("/", whole=True)
    # Made of what another process has changed meanwhile: one of the two is no longer true.
    held = [(one, content[one]), (three, content[three])]
    assert archive.freeze(whole, held) == [first]
    assert archive.segments("/") == [Frozen(whole, whole=True, thawed=(one,))]
    assert [each.id for each, _ in archive.unfrozen([whole])] == [one]


def test_what_lies_below_a_folder_is_told(archive: Archive) -> None:
    paths = ("/news/a.txt", "/news/deep/b.txt", "/news2/c.txt", "/news.txt")
    archive.keep([kept(path, f"Of {path}") for path in paths], 1.0)
    below = [article_id(path) for path in paths[:2]]
    assert sorted(archive.ids_below("/news")) == sorted(below)
    assert archive.count_below("/news/") == 2
    assert archive.count_below("/news.txt") == 1
    assert archive.contents([below[0], "nobody"]) == {below[0]: "content of Of /news/a.txt"}
    assert archive.contents([]) == {}
