"""Feeds kept beside folders: subscribed to, asked again, asked not yet, and nothing ever lost."""

import json
import socket  # noqa: TID251 - a server's answer is written to one
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.desk.feeds import SAVED, SAVED_NAME
from reader.desk.folders import Folders
from reader.desk.refreshing import (
    Asked,
    Begun,
    Ended,
    Refreshing,
    Told,
    as_line,
    from_line,
    refresh,
)
from reader.desk.rounds import Outcome, Round, Summary
from reader.errors import NotAsked, NotFound, NotReadable, SourceError
from reader.library import Subscription
from reader.paths import places
from tests.servers import Server, answer, feed_of, serving

THREE = (
    "1|Harbour opens|It cost €3m.",
    "2|Frost returns|Growers lit candles.",
    "3|Buoys drift|Far.",
)
PAGE = "<!doctype html><html><head><title>A page</title>{}</head><body><article>{}</article></body></html>"
TEXT = "".join(
    f"<p>Paragraph {n} of what the page says, which is a good deal.</p>" for n in range(8)
)


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    with closing(Desk.open()) as desk:
        yield desk


def asked(desk: Desk, *names: str) -> tuple[Summary, list[Asked]]:
    """Refresh; what came of it, and what was told of each."""
    told: list[Told] = []
    found = refresh(desk.store, places().feeds, names, told.append)
    return found, [each for each in told if isinstance(each, Asked)]


def listed(query: str = "") -> dict[str, str]:
    """Titles and ids of the library, as another process sees it."""
    with closing(Desk.open()) as desk:
        desk.read_all()
        return {desk.article(name).title: name for name in desk.search("", only=query).ids}


def feed(desk: Desk, name: str = "Harbour News") -> Subscription:
    return desk.feeds.find(name)


def subscribed(desk: Desk, web: Server, *items: str, **head: str) -> Subscription:
    web.answers["/feed"] = answer(feed_of(*(items or THREE)), **head)
    desk.feeds.add(web.url("/feed"))
    return feed(desk)


def test_a_feed_is_a_source_and_its_entries_are_articles(desk: Desk, web: Server) -> None:
    web.answers["/feed"] = answer(feed_of(*THREE), ETag='"1"')
    added = desk.feeds.add(web.url("/feed"), category="World/Sea")
    assert (added.kind, added.name, added.articles) == ("feed", "Harbour News", 3)
    assert desk.own_changed
    titles = listed()
    assert set(titles) == {"Harbour opens", "Frost returns", "Buoys drift"}
    with closing(Desk.open()) as other:
        (row,) = Folders(other).rows()
        assert (row.name, row.written, row.articles) == ("Harbour News", web.url("/feed"), 3)
        assert row.feed is not None
        assert (row.feed.category, row.feed.etag) == ("World/Sea", '"1"')
        article = other.find(titles["Harbour opens"])
        assert (article.source, article.address) == ("Harbour News", "https://example.org/1")


def test_the_same_feed_twice(desk: Desk, web: Server) -> None:
    subscribed(desk, web)
    again = desk.feeds.add(web.url("/feed"))
    assert "already" in again.note
    web.answers["/other"] = answer(feed_of(*THREE))
    assert desk.feeds.add(web.url("/other")).name == "Harbour News (127.0.0.1)"
    web.answers["/third"] = answer(feed_of(*THREE))
    assert desk.feeds.add(web.url("/third")).name == "Harbour News (127.0.0.1, 2)"


def test_a_page_leads_to_its_feed_or_is_saved(desk: Desk, web: Server) -> None:
    link = "<link rel='alternate' type='application/rss+xml' href='{}'>"
    web.answers["/feed"] = answer(feed_of(*THREE))
    head = link.format("/nope") + link.format("file:///x") + link.format("/feed")
    web.answers["/page"] = answer(PAGE.format(head, TEXT), kind="text/html")
    added = desk.feeds.add(web.url("/page"))
    assert (added.kind, added.address) == ("feed", web.url("/feed"))
    assert "is a page" in added.note
    saved = desk.feeds.add(web.url("/page"), page=True)
    assert (saved.kind, saved.name, saved.articles) == ("page", "A page", 1)
    web.answers["/bare"] = answer(PAGE.format("", TEXT), kind="text/html")
    assert desk.feeds.add(web.url("/bare")).kind == "page"
    assert feed(desk, SAVED_NAME).key == SAVED
    with closing(Desk.open()) as other:
        other.read_all()
        texts = [other.article(name).text for name in other.ids()]
    assert sum("Paragraph 7" in text for text in texts) == 2


def test_a_page_whose_feeds_are_none_is_saved(desk: Desk, web: Server) -> None:
    head = "<link rel='alternate' type='application/rss+xml' href='/nope'>"
    web.answers["/page"] = answer(PAGE.format(head, TEXT), kind="text/html")
    assert desk.feeds.add(web.url("/page")).kind == "page"
    web.answers["/bytes"] = answer(b"\x89PNG\r\n\x1a\n", kind="image/png")
    with pytest.raises(SourceError, match="not an HTML page"):
        desk.feeds.add(web.url("/bytes"))


def test_nothing_new(desk: Desk, web: Server) -> None:
    subscribed(desk, web, ETag='"1"', Last_Modified="Tue, 15 Mar 2016 10:00:00 GMT")
    web.answers["/feed"] = answer(b"", "304 Not Modified")
    assert asked(desk)[0] == Summary(asked=1)
    assert web.asked[-1].head["If-None-Match"] == '"1"'
    assert web.asked[-1].head["If-Modified-Since"].startswith("Tue")
    web.answers["/feed"] = answer(feed_of(*THREE))  # a server that does not compare
    asked(desk)
    assert asked(desk)[0] == Summary(asked=1)


def test_what_changed_is_changed_in_place_and_stays_read(desk: Desk, web: Server) -> None:
    subscribed(desk, web)
    before = listed()
    with closing(Desk.open()) as other:
        other.read_all()
        other.mark_read(before["Harbour opens"])
    web.answers["/feed"] = answer(feed_of("1|Harbour opens|It cost €4m.", "4|Rain falls|Much."))
    found, _ = asked(desk)
    assert (found.new, found.changed, found.failed) == (1, 1, 0)
    after = listed()
    assert after == before | {"Rain falls": after["Rain falls"]}  # what left the feed stays
    assert set(listed("is:read")) == {"Harbour opens"}
    with closing(Desk.open()) as other:
        other.read_all()
        assert "€4m" in other.article(before["Harbour opens"]).text
        assert other.standing(before["Harbour opens"]).changed_at > 0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (answer(PAGE.format("", "Log in"), kind="text/html"), "an HTML page, not a feed"),
        (answer(b""), "empty"),
        (answer(b"oops", "500 Oops"), "500"),
        (answer(b"nothing", Content_Encoding="gzip"), "damaged"),
        (answer(feed_of(*THREE)[:-150]), "cut short"),
        (answer(feed_of(*THREE), Content_Length="9999"), "cut short"),
    ],
    ids=range(6),
)
def test_a_feed_that_breaks_loses_nothing(desk: Desk, web: Server, said: bytes, words: str) -> None:
    subscribed(desk, web, ETag='"1"')
    before = listed()
    web.answers["/feed"] = said
    found, (told,) = asked(desk)
    assert found.failed == 1
    assert words in told.error
    assert told.error.startswith("Harbour News")
    assert words in feed(desk).error
    assert listed() == before
    web.answers["/feed"] = answer(feed_of("9|New one|Here."))
    assert asked(desk)[0].new == 1
    assert feed(desk).error == ""


def test_a_feed_that_shrinks_or_empties(desk: Desk, web: Server) -> None:
    subscribed(desk, web)
    before = listed()
    for items in (THREE[:1], ()):
        web.answers["/feed"] = answer(feed_of(*items))
        assert asked(desk)[0].failed == 0
    assert listed() == before


def test_servers_say_when_to_ask_again_also_to_the_next_run(desk: Desk, web: Server) -> None:
    subscribed(desk, web)
    web.answers["/feed"] = answer(b"", "429 Slow down", Retry_After="3600")
    assert asked(desk)[0].failed == 1
    count = len(web.asked)
    with closing(Desk.open()) as other:
        found, (told,) = asked(other, "Harbour News")
    assert (found.asked, found.failed) == (0, 0)
    assert "not asked before" in told.note
    assert len(web.asked) == count
    assert feed(desk).not_before > time.time() + 3_500


def test_what_fails_again_and_again_is_asked_less(desk: Desk, web: Server) -> None:
    key = subscribed(desk, web).key
    web.answers["/feed"] = answer(b"", "500 Oops")
    rests = []
    for _ in range(3):
        asked(desk)
        rests.append(max(0.0, feed(desk).not_before - time.time()))
        desk.store.keep_feed(key, not_before=0.0)
    assert rests[0] == 0
    assert 200 < rests[1] <= 300 < rests[2] <= 600
    assert feed(desk).failures == 3


def test_gone_for_good(desk: Desk, web: Server) -> None:
    subscribed(desk, web)
    web.answers["/feed"] = answer(b"", "410 Gone")
    assert "gone for good" in asked(desk)[1][0].error
    assert feed(desk).gone
    assert asked(desk) == (Summary(), [])
    web.answers["/feed"] = answer(feed_of(*THREE))  # asked by its name it may have come back
    desk.feeds.change(feed(desk).key, gone=False)
    assert asked(desk)[0].failed == 0


def test_moved_for_good(desk: Desk, web: Server) -> None:
    subscribed(desk, web)
    before = listed()
    web.answers["/new"] = web.answers["/feed"]
    web.answers["/feed"] = answer(b"", "301 Moved", Location="/new")
    asked(desk)
    assert feed(desk).address == web.url("/new")
    asked(desk)
    assert web.paths()[-1] == "/new"
    assert listed() == before


def test_a_redirect_to_this_machine_is_named(desk: Desk, web: Server) -> None:
    subscribed(desk, web)
    web.answers["/feed"] = answer(b"", "302 Found", Location="http://127.0.0.2/secret")
    _, (told,) = asked(desk)
    assert "not on the public network" in told.error


def test_full_text(desk: Desk, web: Server) -> None:
    key = subscribed(desk, web, "1|Cut|Short …").key
    item = (
        feed_of("1|Cut|Short …", "2|Other|Short …")
        .replace("https://example.org/1", web.url("/story"))
        .replace("https://example.org/2", web.url("/lost"))
    )
    desk.feeds.change(key, full_text=True)
    web.answers["/feed"] = answer(item)
    web.answers["/story"] = answer(PAGE.format("", TEXT), kind="text/html; charset=utf-8")
    found, (told,) = asked(desk)
    assert found.failed == 1  # the other story is not there, and not asked for again
    assert "/lost" in told.error
    assert "Paragraph 7" in _text("Cut") + _text("A page")
    count = web.paths().count("/lost")
    assert asked(desk)[0].failed == 0
    assert (web.paths().count("/lost"), web.paths().count("/story")) == (count, 1)


def test_pages_are_tried_a_few_times(desk: Desk, web: Server) -> None:
    key = subscribed(desk, web).key
    desk.feeds.change(key, full_text=True)
    web.answers["/feed"] = answer(
        feed_of("1|Cut|Short …", "5|Word|x").replace("https://example.org/1", web.url("/story"))
        .replace("https://example.org/5", "javascript:x")
    )  # fmt: skip
    web.answers["/story"] = answer(b"", "500 Oops")
    for _ in range(5):
        asked(desk)
    assert web.paths().count("/story") == 3


def _text(title: str) -> str:
    with closing(Desk.open()) as desk:
        desk.read_all()
        return "".join(
            desk.article(name).text for name in desk.ids() if desk.article(name).title == title
        )


def test_passwords_are_kept_and_never_shown(desk: Desk, web: Server) -> None:
    web.answers["/feed"] = answer(feed_of(*THREE))
    added = desk.feeds.add(web.url("/feed", user="ada:secret@"))
    assert "secret" not in repr(added) + repr(Folders(desk).rows()[0]._replace(feed=None))
    web.answers["/feed"] = answer(b"", "500 Oops")
    _, (told,) = asked(desk)
    assert "secret" not in repr(told)
    assert web.asked[-1].head["Authorization"].startswith("Basic ")
    assert feed(desk, web.url("/feed")).name == "Harbour News"
    assert oct(places().store.stat().st_mode)[-3:] == "600"


def test_many_feeds_some_of_them_broken(desk: Desk, web: Server) -> None:
    for n in range(30):
        web.answers[f"/{n}"] = answer(feed_of(*THREE, title=f"Feed {n}"))
        desk.feeds.add(web.url(f"/{n}"))
    for n in range(0, 30, 10):
        web.answers[f"/{n}"] = answer(b"", "500 Oops")
    web.asked.clear()
    told: list[Told] = []
    found = refresh(desk.store, places().feeds, (), told.append)
    assert (found.asked, found.failed) == (30, 3)
    assert told[0] == Begun(30)
    assert [each.done for each in told if isinstance(each, Asked)] == [*range(1, 31)]
    assert told[-1] == Ended(*found)
    assert len(web.asked) == 30


def test_only_two_of_a_host_at_once(desk: Desk, web: Server) -> None:
    busy, most, lock = 0, 0, threading.Lock()
    both = threading.Barrier(2)

    def slow(line: socket.socket) -> None:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        both.wait(5)
        with lock:
            busy -= 1
        line.sendall(answer(feed_of(*THREE)))

    for n in range(6):
        web.answers[f"/{n}"] = answer(feed_of(*THREE, title=f"Feed {n}"))
        desk.feeds.add(web.url(f"/{n}"))
        web.answers[f"/{n}"] = slow
    assert asked(desk)[0].failed == 0
    assert most == 2


def test_stopping_keeps_what_came(desk: Desk, web: Server) -> None:
    gone = threading.Event()

    def silent(line: socket.socket) -> None:
        work.stop()
        gone.wait(10)

    web.answers["/quick"] = answer(feed_of(*THREE, title="Quick"))
    desk.feeds.add(web.url("/quick"))
    web.answers["/quick"] = answer(feed_of(*THREE, "4|New|x", title="Quick"))
    web.answers["/slow"] = answer(feed_of(title="Slow"))
    desk.feeds.add(web.url("/slow"))
    web.answers["/slow"] = silent
    told: list[Outcome] = []
    work = Round(desk.store, places().feeds, told.append)
    found = work.run(desk.feeds.all())
    gone.set()
    assert found.stopped
    assert feed(desk, "Slow").error == ""
    assert all(not each.error for each in told)


def test_one_refresh_at_a_time(desk: Desk, web: Server) -> None:
    subscribed(desk, web)
    inner: list[str] = []

    def tell(told: Told) -> None:
        if isinstance(told, Begun) and not inner:
            inner.append("begun")
            with pytest.raises(NotReadable, match="another refresh"):
                refresh(desk.store, places().feeds, (), tell)

    refresh(desk.store, places().feeds, (), tell)
    assert inner


def test_nobody_asks_muted_feeds(desk: Desk, web: Server) -> None:
    path = desk.feeds.folder(subscribed(desk, web).key)
    back = Folders(desk).mute(path, muted=True)
    assert asked(desk)[0].asked == 0
    back()
    assert asked(desk)[0].asked == 1
    with pytest.raises(NotFound):
        asked(desk, "No such feed")


def test_sources_are_changed_and_changed_back(desk: Desk, web: Server) -> None:
    one = desk.feeds.folder(subscribed(desk, web).key)
    web.answers["/b"] = answer(feed_of(title="B"))
    desk.feeds.add(web.url("/b"))
    folders = Folders(desk)

    def names() -> list[str]:
        return [row.name for row in folders.rows()]

    moved = folders.move(one, 1)
    assert names() == ["B", "Harbour News"]
    assert folders.move(one, 1) is None
    renamed = folders.rename(one, "The port")
    assert names() == ["B", "The port"]
    renamed()
    assert moved is not None
    moved()
    assert names() == ["Harbour News", "B"]
    folders.move(one, 1)
    folders.rename(one, "The port")
    assert folders.known("The port") == folders.known(web.url("/feed")) == one
    assert folders.known("/x/../y") == "/y"
    back = folders.put_into(one, " World / Sea /")
    assert feed(desk).category == "World/Sea"
    back()
    assert feed(desk).category == ""
    folders.full_text(one, on=True)()
    assert not feed(desk).full_text
    back = folders.remove(one)
    assert names() == ["B"]
    back()
    assert names() == ["B", "The port"]
    assert len(listed()) == 3
    with pytest.raises(NotFound):
        folders.mute("/nowhere", muted=True)


def test_articles_of_a_feed_that_was_removed_stay_unless_they_are_removed(
    desk: Desk, web: Server
) -> None:
    path = desk.feeds.folder(subscribed(desk, web).key)
    before = listed()
    Folders(desk).remove(path)
    desk.store.flush()
    assert listed() == before
    with closing(Desk.open()) as other:
        assert other.remove_below(path) == 3
        assert len(other.removed()) == 3
    assert listed() == {}


def test_feeds_of_a_list_are_asked_later(desk: Desk, web: Server) -> None:
    assert desk.feeds.subscribe_unseen("https://example.org/feed", "", "World")
    assert not desk.feeds.subscribe_unseen("https://example.org/feed", "again")
    assert feed(desk, "example.org").category == "World"
    for told in (web.url("/feed"), "file:///etc/passwd", "exec:ls", "http://nas/feed"):
        with pytest.raises(NotAsked):
            desk.feeds.subscribe_unseen(told, "x")


def test_lines_for_programs() -> None:
    for told in (Begun(3), Asked("A\nb", 1, 2, "", "n", 1, 3), Ended(1, 2, 3, 4, True, "x")):
        assert "\n" not in as_line(told)
        assert from_line(as_line(told)) == told
    for wrong in ("", "{}", "[]", '{"event": "x"}', '{"event": "begin"}', b"\xff"):
        assert from_line(wrong) is None


def test_a_refresh_in_a_process_of_its_own(desk: Desk, web: Server) -> None:
    subscribed(desk, web)
    web.answers["/feed"] = answer(feed_of(*THREE, "4|New|x"))
    told = list(Refreshing().events())
    assert told[0] == Begun(1)
    assert told[-1] == Ended(asked=1, new=1)
    assert "New" in listed()
    assert feed(desk).asked_at > 0
    assert list(Refreshing(["Nobody"]).events())[-1].trouble  # type: ignore[union-attr]


def test_a_refresh_is_cancelled(desk: Desk, web: Server) -> None:
    subscribed(desk, web)
    gone = threading.Event()

    def silent(line: socket.socket) -> None:
        work.cancel()
        gone.wait(20)

    web.answers["/feed"] = silent
    work = Refreshing()
    (begun, ended) = work.events()
    gone.set()
    assert isinstance(ended, Ended)
    assert (begun, ended.stopped) == (Begun(1), True)
    work.close()
    assert feed(desk).error == ""


def test_offline_every_feed_is_named(desk: Desk, web: Server) -> None:
    with serving() as other:
        subscribed(desk, other)
    _, (told,) = asked(desk)
    assert "connection refused" in told.error
    desk.feeds.subscribe_unseen("http://nowhere.invalid/", "Nowhere")
    _, (told,) = asked(desk, "Nowhere")
    assert "no network" in told.error
    assert feed(desk, "Nowhere").failures == 0  # that may be this machine's own fault


def test_entries_are_json_that_people_can_read(desk: Desk, web: Server) -> None:
    folder = Path(desk.feeds.folder(subscribed(desk, web).key))
    told = [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.broadsheet"))]
    assert {each["title"] for each in told} == {"Harbour opens", "Frost returns", "Buoys drift"}
    assert {each["feed"] for each in told} == {"Harbour News"}
