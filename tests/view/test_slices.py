"""Work between keys and frames: all of it is done, and the last that was asked for."""

import asyncio
from collections.abc import Generator
from time import perf_counter

from reader.view.slices import Slices, Strides


def busy(rounds: int, each_s: float, answer: str) -> Generator[None, None, str]:
    for _ in range(rounds):
        end = perf_counter() + each_s
        while perf_counter() < end:
            pass
        yield
    return answer


async def test_short_work_is_done_at_once() -> None:
    done: list[str] = []
    Slices[str]().run(busy(3, 0, "now"), done.append)
    assert done == ["now"]


async def test_long_work_makes_room_for_others_and_for_newer_work() -> None:
    done: list[str] = []
    slices, ended = Slices[str](), asyncio.Event()

    def take(answer: str) -> None:
        done.append(answer)
        ended.set()

    slices.run(busy(10, 0.002, "never"), take)
    assert done == []
    slices.run(busy(10, 0.002, "later"), take)
    assert done == []
    await asyncio.wait_for(ended.wait(), 5)
    assert done == ["later"]


async def test_what_waits_can_be_stopped() -> None:
    done: list[str] = []
    slices = Slices[str]()
    slices.run(busy(0, 0, "never"), done.append, after_s=0.001)
    slices.stop()
    ended = asyncio.Event()

    def take(answer: str) -> None:
        done.append(answer)
        ended.set()

    slices.run(busy(0, 0, "soon"), take, after_s=0.001)
    await asyncio.wait_for(ended.wait(), 5)
    assert done == ["soon"]


async def test_what_shows_itself_goes_on_until_it_is_done() -> None:
    rounds: list[float] = []
    ended = asyncio.Event()

    def work(until: float) -> bool:
        rounds.append(until)
        if len(rounds) == 4:
            ended.set()
        return len(rounds) < 4

    strides = Strides(work)
    strides.begin_soon()
    assert not rounds
    strides.begin()
    assert len(rounds) == 1
    await asyncio.wait_for(ended.wait(), 5)
    assert not strides.at_work
    strides.begin_soon()
    strides.stop()
    await asyncio.sleep(0)
    assert len(rounds) == 4


async def test_what_is_nearly_done_can_be_hurried() -> None:
    done: list[str] = []
    slices = Slices[str]()
    assert slices.hurry()
    slices.run(busy(12, 0.002, "soon"), done.append)
    assert slices.at_work
    while not slices.hurry():
        assert not done
    assert done == ["soon"]
