"""The desk's use-cases: reading, searching, remembering."""

from contextlib import closing
from pathlib import Path

import pytest

from reader.articles import article_id
from reader.desk import AllRead, Desk, Failed, Marked, Read, State
from reader.errors import NotFound, SourceError
from reader.paths import places, samples
from tests.desk.conftest import written


def _finished(desk: Desk) -> Desk:
    """`desk` with everything read and recognised, as the app would."""
    for event in desk.start().events():
        desk.take(event)
    return desk


def _titles(desk: Desk) -> list[str]:
    return [desk.article(name).title for name in desk.ids()]


def test_everything_arrives_newest_first(desk: Desk) -> None:
    _finished(desk)
    assert _titles(desk) == ["Buoys drift", "Frost returns", "Harbour opens"]
    assert desk.faults == []
    assert not desk.showing_samples


def test_the_clerk_and_reading_here_agree(desk: Desk, news: Path) -> None:
    _finished(desk)
    with closing(Desk.open([str(news)])) as here:
        here.read_all()
        assert here.ids() == desk.ids()
        for name in here.ids():
            assert here.article(name) == desk.article(name)
            assert here.recognise(name) == desk.marks(name)
        assert here.search("rotterdam").ids == desk.search("rotterdam").ids != []


def test_marks_are_unknown_until_recognised(desk: Desk) -> None:
    desk.read_all()
    name = desk.ids()[-1]
    assert desk.marks(name) is None
    marks = desk.recognise(name)
    assert marks
    assert desk.marks(name) is marks


def test_searching_sees_words_and_names(desk: Desk) -> None:
    desk.read_all()
    found = desk.search("candles")
    assert [desk.article(name).title for name in found.ids] == ["Frost returns"]
    assert len(found.scores) == 1
    assert found.total == 3
    assert found.pattern is not None
    text = desk.article(found.ids[0]).text
    assert [span.of(text) for span in found.pattern.find(text, "text")] == ["candles"]
    assert list(desk.search("  ").ids) == list(desk.ids())


def test_names_reach_the_index_once(desk: Desk) -> None:
    desk.read_all()
    desk.recognise_names("keller")
    before = desk.search("keller").scores
    for name in desk.ids():
        desk.take(Marked(((name, desk.recognise(name)),)))
    assert desk.search("keller").scores == before
    assert len(before) == 1


def test_states_are_remembered(news: Path) -> None:
    with closing(Desk.open([str(news)])) as desk:
        _finished(desk)
        first, second, _ = desk.ids()
        assert desk.state(first) == State()
        desk.mark_read(first)
        desk.keep_position(first, 17)
        desk.star(second)
        desk.opened(second)
        desk.session.set("column", 80)
    with closing(Desk.open([str(news)])) as again:
        assert (again.state(first).read, again.state(first).position) == (True, 17)
        assert (again.state(second).starred, again.state(second).read) == (True, False)
        assert again.session.get("article") == second
        assert again.session.get("column") == 80
        _finished(again)
        again.mark_read(first, False)
        again.star(second, False)
    with closing(Desk.open([str(news)])) as last:
        assert not last.state(first).read
        assert not last.state(second).starred


def test_state_follows_a_file_that_moved(news: Path) -> None:
    with closing(Desk.open([str(news)])) as desk:
        _finished(desk)
        name = article_id(str(news / "b.txt"))
        desk.mark_read(name)
        desk.keep_position(name, 5)
    (news / "deep").mkdir()
    (news / "b.txt").rename(news / "deep" / "renamed.txt")
    moved = article_id(str(news / "deep" / "renamed.txt"))
    with closing(Desk.open([str(news)])) as desk:
        _finished(desk)
        assert (desk.state(moved).read, desk.state(moved).position) == (True, 5)
        others = [desk.state(name) for name in desk.ids() if name != moved]
        assert others == [State(), State()]


def test_a_second_round_brings_what_changed(desk: Desk, news: Path) -> None:
    _finished(desk)
    frost, harbour = article_id(str(news / "a.txt")), article_id(str(news / "b.txt"))
    marks = desk.marks(harbour)
    (news / "a.txt").unlink()
    written(news, "d.txt", "2 June 2018", "Kelp regrows", "Divers came back.")
    written(news, "c.txt", "1 May 2017", "Buoys drift on", "Maria Sousa went to Lisbon.")
    changed = [name for event in desk.start().events() for name in desk.take(event)]
    assert _titles(desk) == ["Kelp regrows", "Buoys drift on", "Harbour opens"]
    assert frost in changed
    assert harbour not in changed
    assert desk.marks(harbour) is marks
    assert all(desk.marks(name) is not None for name in desk.ids())
    assert list(desk.search("candles").ids) == []
    assert len(desk.search("lisbon").ids) == 1


def test_a_clerk_sent_ahead_is_not_sent_twice(desk: Desk) -> None:
    ahead = desk.start()
    assert desk.start() is ahead
    for event in ahead.events():
        desk.take(event)
    assert desk.start() is not ahead


def test_a_round_cut_short_takes_nothing_away(desk: Desk) -> None:
    _finished(desk)
    next(desk.start().events())
    assert desk.take(AllRead(0, whole=False)) == ()
    assert len(desk.ids()) == 3


def test_marks_for_a_text_that_changed_are_dropped(desk: Desk, news: Path) -> None:
    _finished(desk)
    name = article_id(str(news / "b.txt"))
    late = desk.marks(name)
    assert late
    written(news, "b.txt", "15 March 2016", "X", "Y.")
    for event in desk.start().events():
        if isinstance(event, Read):
            desk.take(event)
    desk.take(Marked(((name, late),)))
    assert desk.marks(name) is None
    desk.take(Marked((("0" * 12, late),)))


def test_faults_are_named_and_counted_anew_each_round(desk: Desk, news: Path) -> None:
    (news / "bad.txt").write_bytes(bytes(range(32)) * 50)
    for _ in range(2):
        events = list(desk.start().events())
        for event in events:
            desk.take(event)
        assert len(desk.faults) == 1
        assert "bad.txt" in desk.faults[0]
        assert sum(isinstance(event, Failed) for event in events) == 1


def test_finding_one(desk: Desk, news: Path) -> None:
    path = str(news / "b.txt")
    by_path, by_id = desk.find(path), desk.find(article_id(path))
    assert by_path == by_id
    for name in ("nowhere", "f" * 12):
        with pytest.raises(NotFound, match=name):
            desk.find(name)
    with pytest.raises(SourceError, match="a folder"):
        desk.find(str(news))


def test_the_samples_stand_in_until_there_is_more(news: Path) -> None:
    with closing(Desk.open()) as desk:
        assert desk.showing_samples
        assert desk.roots == (str(samples()),)
        desk.add_folder(str(news))
        desk.add_folder(str(news))
    with closing(Desk.open()) as desk:
        assert not desk.showing_samples
        assert desk.roots == (str(news),)
        desk.remove_folder(str(news))
    with closing(Desk.open()) as desk:
        assert desk.showing_samples


def test_standard_input_stands_alone_and_beside_others(news: Path) -> None:
    with closing(Desk.open(stdin=b"1 May 2020\n\nPiped\n\nText.\n")) as desk:
        _finished(desk)
        assert _titles(desk) == ["Piped"]
    with closing(Desk.open([str(news)], stdin=b"1 May 2020\n\nPiped\n\nText.\n")) as desk:
        assert _titles(_finished(desk))[0] == "Piped"
        assert len(desk.ids()) == 4


def test_a_busy_or_newer_store_is_a_warning_not_an_end(news: Path) -> None:
    where = places().store
    where.parent.mkdir()
    where.write_bytes(b"")
    with closing(Desk.open([str(news)])) as desk:
        (warning,) = desk.warnings
        assert "library.db.damaged-1" in warning
        assert "\n" not in warning
        _finished(desk)
        desk.mark_read(desk.ids()[0])
    with closing(Desk.open([str(news)])) as desk:
        assert desk.warnings == []
        assert len(desk.store.states()) == 1


def test_an_unknown_id_is_a_key_error(desk: Desk) -> None:
    for ask in (desk.article, desk.recognise, desk.mark_read, desk.opened):
        with pytest.raises(KeyError):
            ask("nothing")
    assert desk.marks("nothing") is None
    assert desk.state("nothing") == State()


def test_an_article_that_breaks_the_recogniser_is_named_and_read_without_marks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(article: object) -> None:
        raise RuntimeError("no idea")

    monkeypatch.setattr("reader.desk.shelf.marks_of", broken)
    desk.read_all()
    name = desk.ids()[0]
    assert desk.recognise(name) == ()
    assert desk.marks(name) == ()
    assert "cannot be marked (RuntimeError: no idea)" in desk.warnings[-1]
