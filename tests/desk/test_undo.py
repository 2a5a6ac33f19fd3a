"""Steps are taken back newest first, each once."""

from collections.abc import Iterator

from reader.desk.undo import Undo


def test_the_newest_step_goes_first() -> None:
    undo, done = Undo(), [1, 2]
    undo.record("one", lambda: done.remove(1))
    undo.record("two", lambda: done.remove(2))
    assert len(undo) == 2
    undone = undo.undo()
    assert undone is not None
    assert (undone.what, [*undone.rest], done) == ("two", [], [1])
    again = undo.undo()
    assert again is not None
    assert (again.what, done) == ("one", [])
    assert undo.undo() is None


def test_what_takes_long_is_gone_through_by_who_asked() -> None:
    undo, done = Undo(), [1, 2, 3]

    def back() -> Iterator[None]:
        while done:
            done.pop()
            yield

    undo.record("all", back)
    undone = undo.undo()
    assert undone is not None
    assert len(done) == 3
    assert len([*undone.rest]) == 3
    assert not done
