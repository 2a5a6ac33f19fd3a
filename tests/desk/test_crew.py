"""Several processes recognise what one would, whatever becomes of them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from reader.articles import Article, Block
from reader.desk.children import start
from reader.desk.crew import PORTION, Crew, spare_cores
from reader.desk.jobs import marks_of
from reader.desk.tasks import Marking
from reader.settings import Settings

TASK = Marking(Settings().recogniser)


@pytest.fixture
def articles() -> list[Article]:
    texts = [f"Ada Solheim paid €{number} in Accra on Monday." for number in range(3 * PORTION + 2)]
    return [
        Article(f"{number:012x}", text, text, (Block(0, len(text), "paragraph"),))
        for number, text in enumerate(texts)
    ]


@pytest.fixture
def two() -> Iterator[Crew]:
    with closing(Crew(2)) as found:
        yield found


def test_many_processes_say_what_one_says(two: Crew, articles: list[Article]) -> None:
    expected = [marks_of(article) for article in articles]
    assert two.portion == 3 * PORTION
    assert two.map(TASK, articles) == expected
    assert two.map(TASK, articles[:3]) == expected[:3]
    assert two.map(TASK, []) == []
    with closing(Crew(0)) as alone:
        assert alone.map(TASK, articles) == expected


def test_what_a_dead_process_was_to_do_is_done_here(two: Crew, articles: list[Article]) -> None:
    expected = [marks_of(article) for article in articles]
    first = two._children[0]
    first.kill()
    first.wait()
    assert two.map(TASK, articles) == expected
    assert two._children == [child for child in two._children if child is not first]
    assert two.map(TASK, articles) == expected
    assert len(two._children) == 1


def test_a_process_that_dies_before_it_answers(
    two: Crew, articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Crew._asked

    def deadly(self: Crew, child: "subprocess.Popen[bytes]", *given: Any) -> bool:
        asked = real(self, child, *given)
        child.kill()
        child.wait()
        return asked

    monkeypatch.setattr(Crew, "_asked", deadly)
    assert two.map(TASK, articles) == [marks_of(article) for article in articles]
    assert two._children == []


def test_without_processes_all_is_done_here(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refused)
    with closing(Crew(3)) as none:
        assert none.portion == PORTION
        assert len(none.map(TASK, articles)) == len(articles)
    monkeypatch.setattr(sys, "executable", "")
    assert start("") is None


def test_there_is_a_core_for_each() -> None:
    assert spare_cores() >= 0


def test_an_idle_process_ends_with_whoever_asks(two: Crew) -> None:
    child = two._children[0]
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(timeout=30) == 0


def test_one_item_is_done_meanwhile(two: Crew, articles: list[Article]) -> None:
    wait = two.later(TASK, articles[0])
    assert wait() == marks_of(articles[0])
    wait = two.later(TASK, articles[1])
    for child in two._children:
        child.kill()
        child.wait()
    assert wait() == marks_of(articles[1])
    with closing(Crew(0)) as alone:
        assert alone.later(TASK, articles[2])() == marks_of(articles[2])


def test_a_stream_is_in_order_whoever_dies_on_the_way(two: Crew, articles: list[Article]) -> None:
    many = articles * 4
    expected = [marks_of(article) for article in articles] * 4
    assert list(two.stream(TASK, many)) == expected
    assert list(two.stream(TASK, iter(many[:3]))) == expected[:3]
    assert list(two.stream(TASK, [])) == []
    found = two.stream(TASK, many)
    assert next(found) == expected[0]
    first = two._children[0]
    first.kill()
    first.wait()
    assert list(found) == expected[1:]
    assert len(two._children) == 1
    two.close()
    assert list(two.stream(TASK, many)) == expected
