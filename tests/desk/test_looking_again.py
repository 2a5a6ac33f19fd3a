"""While the clerk rests it looks at the folders again, and says what is new, changed or gone."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.desk import Desk, Done, Event, Failed, Looked, Marked, Read
from reader.desk import clerk as clerk_module
from reader.desk.work import Job, Work
from tests.desk.conftest import written


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "articles.db"


def until_looked(events: Iterator[Event]) -> tuple[Looked, list[Event]]:
    """What is said up to the next look that found something, and it."""
    said: list[Event] = []
    for event in events:
        if isinstance(event, Looked):
            return event, said
        said.append(event)
    raise AssertionError(said)


def until_done(events: Iterator[Event]) -> list[Event]:
    """What is said up to the end of a round."""
    said: list[Event] = []
    for event in events:
        said.append(event)
        if isinstance(event, Done):
            break
    return said


def rounds(job: Job) -> Generator[Event]:
    """One round of work after the other, as the clerk lets them follow, without the rests."""
    while True:
        done = Done()
        with closing(Work(job)) as work:
            for event in work.events():
                yield event
                done = event if isinstance(event, Done) else done
        assert done.seen is not None
        job = replace(job, seen=done.seen)


def titles(said: list[Event]) -> list[str]:
    return [
        each.article.title for event in said if isinstance(event, Read) for each in event.entries
    ]


def test_what_is_new_changed_or_gone_is_told(news: Path, archive: Path) -> None:
    with closing(rounds(Job((str(news),), archive=archive, look_again_s=1.0))) as events:
        until_done(events)
        written(news, "d.txt", "2 May 2017", "Ferry sails", "Anna Keller went to Accra.")
        looked, said = until_looked(events)
        assert (looked, titles(said)) == (Looked(1, 0, 0), ["Ferry sails"])
        marked = next(events)
        assert isinstance(marked, Marked)
        assert marked.items[0][1]

        written(news, "a.txt", "15 March 2016", "Frost is back", "Growers lit candles in Nantes.")
        looked, said = until_looked(events)
        assert (looked, titles(said)) == (Looked(0, 1, 0), ["Frost is back"])

        (news / "b.txt").rename(news.parent / "b.txt")
        looked, said = until_looked(events)
        assert (looked, titles(said)) == (Looked(0, 0, 1), [])
        (news.parent / "b.txt").rename(news / "b.txt")
        looked, said = until_looked(events)
        assert (looked, titles(said)) == (Looked(0, 0, 1), [])


def test_what_cannot_be_read_is_told_once(news: Path, archive: Path) -> None:
    (news / "x.txt").write_bytes(b"\x7fELF")
    with closing(rounds(Job((str(news),), archive=archive, look_again_s=1.0))) as events:
        said = until_done(events)
        assert sum(isinstance(event, Failed) for event in said) == 1
        for _ in range(3):
            assert all(isinstance(event, Done) for event in until_done(events))
        written(news, "d.txt", "2 May 2017", "Ferry sails", "It went to Accra.")
        looked, said = until_looked(events)
        assert looked == Looked(1, 0, 0)
        assert not any(isinstance(event, Failed) for event in said)


def test_a_clerk_that_looks_again_ends_when_it_is_closed(news: Path) -> None:
    with closing(Desk.open()) as desk:
        desk.add_folder(str(news))
        assert desk.store.flush()
    with closing(Desk.open(watch=True)) as desk:
        clerk = desk.start()
        seen = []
        for event in clerk.events():
            desk.take(event)
            seen.append(event)
            if isinstance(event, Done):
                written(news, "d.txt", "2 May 2017", "Ferry sails", "It went to Accra.")
                clerk.close()
        assert isinstance(seen[-1], Done)
        assert seen[-1].seen is not None


def test_between_two_looks_no_process_is_there(
    news: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clerk_module, "_RESTS", 0)
    home.mkdir()
    (home / "settings.toml").write_text(f'folders = ["{news}"]\nlook_again_seconds = 1\n', "utf-8")
    with closing(Desk.open(watch=True)) as desk:
        clerk = desk.start()
        rounds = 0
        for event in clerk.events():
            if isinstance(event, Done):
                rounds += 1
                assert clerk._process is not None
                clerk._process.wait(10)  # it ends of itself
                if rounds == 2:
                    written(news, "d.txt", "2 May 2017", "Ferry sails", "It went to Accra.")
            if isinstance(event, Looked):
                assert event == Looked(1, 0, 0)
                clerk.close()
        assert rounds >= 2


def test_paths_that_are_merely_looked_at_are_looked_at_once(news: Path) -> None:
    with closing(Desk.open([str(news)], watch=True)) as desk:
        assert [*desk.start().events()][-1] == Done()


def test_a_setting_of_zero_is_never(news: Path, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(f'folders = ["{news}"]\nlook_again_seconds = 0\n', "utf-8")
    with closing(Desk.open(watch=True)) as desk:
        assert [*desk.start().events()][-1] == Done()
