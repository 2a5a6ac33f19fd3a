"""Hits of a long text: found a portion at a time, and none is lost where two portions meet."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.desk import Desk, Listing
from reader.desk.matches import PORTION
from reader.spans import Span

PHRASE = "harbour pilots"


@pytest.fixture
def long(tmp_path: Path) -> Callable[[str], tuple[Desk, Listing]]:
    """A desk with one article of this text, and what a search for the phrase lists."""

    def opened(text: str) -> tuple[Desk, Listing]:
        (tmp_path / "a.txt").write_text(f"A headline of pilots\n\n{text}\n", "utf-8")
        desk = Desk.open([str(tmp_path)], remember=False)
        desk.read_all()
        return desk, desk.search(f'"{PHRASE}"')

    return opened


@pytest.mark.parametrize("shift", range(0, 22, 3))
def test_a_phrase_is_found_where_two_portions_meet(
    long: Callable[[str], tuple[Desk, Listing]], shift: int
) -> None:
    text = "s" * shift + " " + f"the {PHRASE} " * (5 * PORTION // 18)
    desk, listing = long(text)
    name = desk.ids()[0]
    found = desk.matches(listing, name)
    whole = desk.article(name).text
    assert {span.of(whole) for span in found} == {PHRASE}
    assert len(found) == whole.count(PHRASE)
    desk.close()


def test_what_is_near_comes_first_and_all_of_it_in_the_end(
    long: Callable[[str], tuple[Desk, Listing]],
) -> None:
    desk, listing = long("\n\n".join([f"Some {PHRASE} were there."] * (6 * PORTION // 30)))
    name = desk.ids()[0]
    near = len(desk.article(name).text) // 2
    portions = [*desk.matching(listing, name, near)]
    assert abs(portions[0][0] - near) <= PORTION
    assert len(portions) > 3
    assert desk.together(dict(portions)) == desk.matches(listing, name)
    desk.close()


def test_one_hit_seen_from_two_portions_is_one() -> None:
    desk = Desk.open(["/nowhere"], remember=False)
    found = {0: (Span(1, 3), Span(9, 14)), 10: (Span(12, 15), Span(20, 22))}
    assert desk.together(found) == (Span(1, 3), Span(9, 14), Span(20, 22))
    assert desk.together({}) == ()
    desk.close()


def test_the_clerk_is_hurried_while_there_is_one_at_work(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A headline\n\nAnna Berg left Oslo.\n", "utf-8")
    desk = Desk.open([str(tmp_path)], remember=False)
    assert not desk.hurry("0" * 12)
    clerk = desk.start()
    assert desk.hurry("0" * 12)  # an article that is not there is no trouble
    for event in clerk.events():
        desk.take(event)
    assert not desk.hurry(desk.ids()[0])
    assert desk.marks(desk.ids()[0])
    desk.close()
