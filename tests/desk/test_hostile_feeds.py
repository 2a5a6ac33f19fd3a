"""Feeds that mean ill: by their names, their number, where they move, and what they leave out."""

import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from reader.desk import Desk
from reader.desk import rounds as rounds_of
from reader.desk.feeds import SAVED_NAME
from reader.desk.folders import Folders
from reader.desk.known_feeds import Known, key_of
from reader.desk.lists_of_feeds import as_list, take_over
from reader.desk.refreshing import Asked, Told, refresh
from reader.errors import NotAsked, NotFetched
from reader.library import Subscription
from reader.paths import places
from reader.sources.entries import Shelf
from reader.text.addresses import Address
from tests.servers import Server, answer, feed_of

ONE, TWO = "1|Harbour opens|It cost €3m.", "2|Frost returns|Growers lit candles."


@pytest.fixture
def desk(home: None) -> Iterator[Desk]:
    with closing(Desk.open()) as desk:
        yield desk


def asked(desk: Desk, *names: str) -> list[Asked]:
    told: list[Told] = []
    refresh(desk.store, places().feeds, names, told.append)
    return [each for each in told if isinstance(each, Asked)]


def subscribed(desk: Desk, web: Server, path: str, title: str) -> Subscription:
    web.answers[path] = answer(feed_of(ONE, TWO, title=title))
    desk.feeds.add(web.url(path))
    found = desk.feeds.at(web.url(path))
    assert found is not None
    return found


def test_no_feed_is_taken_for_another_by_its_name(desk: Desk, web: Server) -> None:
    """Names are chosen by feeds, and so is one that is another's key, folder or address."""
    where = web.url("/good")
    key = key_of(Address.of(where))
    names = (key, where, desk.feeds.folder(key))
    for number, name in enumerate(names):
        subscribed(desk, web, f"/bad{number}", name)
    good = subscribed(desk, web, "/good", "Harbour News")
    folders = Folders(desk)
    for name in names:
        assert desk.feeds.find(name) == good
        assert folders.known(name) == desk.feeds.folder(good.key)
    desk.feeds.remove(good.key)()
    assert desk.feeds.at(where) == good  # and not what another was


def test_a_feed_that_moves_to_another_is_not_read_twice(desk: Desk, web: Server) -> None:
    subscribed(desk, web, "/a", "A")
    subscribed(desk, web, "/b", "B")
    web.answers["/a"] = answer(b"", "301 Moved", Location="/b")
    told = {each.name: each for each in asked(desk)}
    assert "which is “B” among the feeds" in told["A"].error
    assert not told["B"].error
    assert desk.feeds.find("A").gone
    assert [each.name for each in asked(desk)] == ["B"]


def test_two_feeds_that_move_to_one_place(desk: Desk, web: Server) -> None:
    subscribed(desk, web, "/a", "A")
    subscribed(desk, web, "/b", "B")
    web.answers["/c"] = answer(feed_of(ONE))
    for path in ("/a", "/b"):
        web.answers[path] = answer(b"", "308 Moved", Location="/c")
    assert sorted(bool(each.error) for each in asked(desk)) == [False, True]
    assert sorted(feed.gone for feed in desk.feeds.all()) == [False, True]


def test_an_address_that_a_feed_has_left_may_be_another(desk: Desk, web: Server) -> None:
    subscribed(desk, web, "/a", "A")
    web.answers["/b"] = web.answers["/a"]
    web.answers["/a"] = answer(b"", "301 Moved", Location="/b")
    asked(desk)
    subscribed(desk, web, "/a", "New at A")
    assert {(feed.name, feed.address) for feed in desk.feeds.all()} == {
        ("A", web.url("/b")),
        ("New at A", web.url("/a")),
    }


def test_entries_that_were_taken_away_are_asked_for_again(desk: Desk, web: Server) -> None:
    feed = subscribed(desk, web, "/a", "A")
    web.answers["/a"] = answer(feed_of(ONE, TWO, title="A"), ETag='"1"')
    asked(desk)
    for path in places().feeds.glob(f"{feed.key}/*"):
        path.unlink()
    assert asked(desk)[0].new == 2
    assert "If-None-Match" not in web.asked[-1].head


def test_nothing_new_for_who_never_had_anything(desk: Desk, web: Server) -> None:
    desk.feeds.subscribe_unseen("http://example.org/a", "A")
    desk.store.keep_feed(desk.feeds.find("A").key, address=web.url("/a"), name="A", private=True)
    web.answers["/a"] = answer(b"", "304 Not Modified")
    assert "304" in asked(desk)[0].error


def test_pages_of_a_slow_feed_wait_for_another_round(
    desk: Desk, web: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = subscribed(desk, web, "/a", "A")
    desk.feeds.change(feed.key, full_text=True)
    web.answers["/a"] = answer(feed_of("3|Late|Late.", title="A"))
    monkeypatch.setattr(rounds_of, "PAGES_S", -1.0)
    assert asked(desk)[0].new == 1
    assert len(Shelf(desk.feeds.folder(feed.key)).wanted()) == 1


def test_long_lists_are_taken_over_at_once(desk: Desk) -> None:
    feeds = "".join(f'<outline text="X" xmlUrl="http://e.org/{n}"/>' for n in range(3_000))
    begun = time.perf_counter()
    assert take_over(desk.feeds, f"<opml>{feeds}</opml>".encode(), "x").feeds == 3_000
    assert time.perf_counter() - begun < 10  # it took minutes
    assert len({feed.name for feed in desk.feeds.all()}) == 3_000


def test_names_are_free_once() -> None:
    known = Known([], SAVED_NAME)
    where = Address.of("http://e.org/")
    told = []
    for _ in range(4):
        told.append(known.free_name(SAVED_NAME.upper(), where))
        known.note(Subscription(known.free_key(where), "", told[-1]))
    assert told == [f"SAVED PAGES (e.org{more})" for more in ("", ", 2", ", 3", ", 4")]
    assert len(known.keys) == 4


@pytest.mark.parametrize(
    "where",
    [
        "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/", "http://127.0.0.1/", "http://localhost/",
    ],
)  # fmt: skip
def test_no_redirect_leads_home(desk: Desk, web: Server, where: str) -> None:
    subscribed(desk, web, "/a", "A")
    web.answers["/a"] = answer(b"", "302 Found", Location=where)
    (told,) = asked(desk)
    assert "not on the public network" in told.error


def test_passwords_leave_in_no_list(desk: Desk, web: Server) -> None:
    web.answers["/a"] = answer(feed_of(ONE, title="A"))
    desk.feeds.add(web.url("/a", user="ada:secret@"))
    web.answers["/a"] = answer(b"", "302 Found", Location="ftp://ada:secret@example.org/")
    (told,) = asked(desk)
    feed = desk.feeds.find("A")
    row = next(row for row in Folders(desk).rows() if row.feed is not None)
    assert "secret" not in f"{told} {feed.error} {as_list([feed])} {row.written} {row.faults}"
    with pytest.raises((NotAsked, NotFetched)) as caught:
        desk.feeds.add("http://ada:sec/ret@example.org/")
    assert "sec" not in str(caught.value)
