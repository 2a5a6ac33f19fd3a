"""Garbage is looked for when the reader rests, and what is in use is not looked through twice."""

import asyncio
import gc
from collections.abc import Iterator

import pytest

from reader.view.garbage import Garbage, keep_what_came


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


async def test_it_waits_for_a_rest() -> None:
    asked = asyncio.Event()

    def may_keep() -> bool:
        asked.set()
        return True

    garbage = Garbage(may_keep, rest_s=0.001)
    assert gc.get_threshold()[1] > 100
    kept = gc.get_freeze_count()
    garbage.put_off()
    garbage.put_off()
    assert not asked.is_set()
    await asyncio.wait_for(asked.wait(), 5)
    assert gc.get_freeze_count() > kept


async def test_what_closes_soon_is_not_kept() -> None:
    asked = asyncio.Event()

    def may_keep() -> bool:
        asked.set()
        return False

    gc.unfreeze()
    Garbage(may_keep, rest_s=0.001).put_off()
    await asyncio.wait_for(asked.wait(), 5)
    assert not gc.get_freeze_count()


def test_what_came_is_not_looked_through_again() -> None:
    came = [[number] for number in range(100)]
    keep_what_came()
    assert gc.get_freeze_count() > len(came)
    assert not gc.get_objects(generation=1)
