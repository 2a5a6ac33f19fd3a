"""Several processes recognise what one would, whatever becomes of them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from reader.articles import Article, Block
from reader.desk import markers
from reader.desk.jobs import marks_of
from reader.desk.markers import PORTION, Markers, spare_cores
from reader.settings import Settings

OURS = Settings().recogniser


@pytest.fixture
def articles() -> list[Article]:
    texts = [f"Ada Solheim paid €{number} in Accra on Monday." for number in range(3 * PORTION + 2)]
    return [
        Article(f"{number:012x}", text, text, (Block(0, len(text), "paragraph"),))
        for number, text in enumerate(texts)
    ]


@pytest.fixture
def two() -> Iterator[Markers]:
    with closing(Markers(OURS, 2)) as found:
        yield found


def test_many_processes_say_what_one_says(two: Markers, articles: list[Article]) -> None:
    expected = [marks_of(article) for article in articles]
    assert two.portion == 3 * PORTION
    assert two.marks_of(articles) == expected
    assert two.marks_of(articles[:3]) == expected[:3]
    assert two.marks_of([]) == []
    with closing(Markers(OURS, 0)) as alone:
        assert alone.marks_of(articles) == expected


def test_what_a_dead_process_was_to_do_is_done_here(two: Markers, articles: list[Article]) -> None:
    expected = [marks_of(article) for article in articles]
    first = two._children[0]
    first.kill()
    first.wait()
    assert two.marks_of(articles) == expected
    assert two._children == [child for child in two._children if child is not first]
    assert two.marks_of(articles) == expected
    assert len(two._children) == 1


def test_a_process_that_dies_before_it_answers(
    two: Markers, articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Markers._asked

    def deadly(self: Markers, child: "subprocess.Popen[bytes]", given: list[Article]) -> bool:
        asked = real(self, child, given)
        child.kill()
        child.wait()
        return asked

    monkeypatch.setattr(Markers, "_asked", deadly)
    assert two.marks_of(articles) == [marks_of(article) for article in articles]
    assert two._children == []


def test_without_processes_all_is_done_here(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refused)
    with closing(Markers(OURS, 3)) as none:
        assert none.portion == PORTION
        assert len(none.marks_of(articles)) == len(articles)
    monkeypatch.setattr(sys, "executable", "")
    assert markers._start(OURS) is None


def test_trouble_comes_back_as_a_line(two: Markers, articles: list[Article]) -> None:
    with closing(Markers("no such engine", 1)) as odd:
        assert len(odd.marks_of(articles)) == len(articles)
    assert spare_cores() >= 0


def test_an_idle_process_ends_with_whoever_asks(two: Markers) -> None:
    child = two._children[0]
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(timeout=30) == 0
