"""The chosen recogniser reaches the clerk, in its process and in ours."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.annotate import engines
from reader.desk import Clerk, Desk, Failed, Marked
from reader.desk.jobs import chosen_recogniser, marks_key, marks_of
from reader.desk.work import Job, Work
from tests.engines import install


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    site = install(tmp_path / "site")
    monkeypatch.syspath_prepend(site)
    # The child is another process.
    before = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", f"{site}{os.pathsep}{before}" if before else str(site))
    engines.engine.cache_clear()
    engines._said.clear()
    yield
    engines.engine.cache_clear()
    engines._said.clear()


def _chosen(home: Path, name: str) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(f'recogniser = "{name}"\n')


@pytest.fixture
def loud(tmp_path: Path) -> Path:
    folder = tmp_path / "loud"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"1 May 2016\n\nNo {number}\n\nA PORT in Norway.\n")
    return folder


def _names(marked: Marked) -> list[list[str]]:
    return [[mark.name for mark in marks] for _, marks in marked.items]


def test_ours_is_chosen_where_nothing_is_said() -> None:
    assert chosen_recogniser() == "broadsheet"
    assert Job(()).recogniser == "broadsheet"


def test_the_settings_choose_for_a_run(home: Path) -> None:
    _chosen(home, "shouter")
    assert Job(()).recogniser == "shouter"
    (home / "settings.toml").write_text('recogniser = "teller"\n')
    assert Job(()).recogniser == "shouter"


def test_the_child_recognises_with_the_chosen_one(loud: Path, home: Path) -> None:
    _chosen(home, "shouter")
    with closing(Clerk(Job((str(loud),)))) as clerk:
        events = list(clerk.events())
    names = [name for event in events if isinstance(event, Marked) for name in _names(event)]
    assert names == [["A", "PORT"]] * 3
    assert not [event for event in events if isinstance(event, Failed)]


def test_the_desk_recognises_with_it_too(loud: Path, home: Path) -> None:
    _chosen(home, "shouter")
    with closing(Desk.open([str(loud)])) as desk:
        desk.read_all()
        assert [mark.name for mark in desk.recognise(desk.ids()[0])] == ["A", "PORT"]


@pytest.mark.parametrize("name", ["nobody", "raiser"])
def test_one_that_fails_is_told_once_and_ours_recognises(loud: Path, home: Path, name: str) -> None:
    _chosen(home, name)
    with closing(Clerk(Job((str(loud),)))) as clerk:
        events = list(clerk.events())
    names = [name for event in events if isinstance(event, Marked) for name in _names(event)]
    assert len(names) == 3
    assert all("Norway" in found for found in names)
    (faults,) = [event.faults for event in events if isinstance(event, Failed)]
    assert len(faults) == 1
    assert faults[0].startswith(f"recogniser {name}: ")


def test_marks_of_two_recognisers_are_not_taken_for_one_another(loud: Path) -> None:
    article = next(item for item in Work(Job((str(loud),))).articles() if not isinstance(item, str))
    assert marks_key(article, "x") == marks_key(article, "x", "broadsheet")
    assert marks_key(article, "x") != marks_key(article, "x", "shouter")
    assert marks_of(article) == marks_of(article, "broadsheet") != marks_of(article, "shouter")
    known = frozenset({marks_key(article, "x", "shouter")})
    events = list(Work(Job((str(loud),), known=known)).events())
    assert sum(len(event.items) for event in events if isinstance(event, Marked)) == 3
