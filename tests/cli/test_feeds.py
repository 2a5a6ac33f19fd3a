"""add, refresh, sources, import, export: feeds on the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.servers import Server, answer, feed_of

THREE = (
    "1|Harbour opens|It cost €3m.",
    "2|Frost returns|Growers lit candles.",
    "3|Buoys drift|Far.",
)


def test_a_feed_from_first_to_last(run: Run, web: Server) -> None:
    web.answers["/feed"] = answer(feed_of(*THREE))
    done = run("add", web.url("/feed"), "--category", "Sea")
    assert (done.status, done.text) == (0, "subscribed to Harbour News: 3 articles\n")
    assert len(run("list", "--json").json) == 3
    web.answers["/feed"] = answer(feed_of("4|Rain falls|Much.", "1|Harbour opens|It cost €4m."))
    assert (
        run("refresh").text
        == "1/1 Harbour News: 1 new, 1 changed\n1 feed asked: 1 new, 1 changed\n"
    )
    (row,) = run("sources", "--json").json
    assert (row["path"], row["from"], row["name"]) == (web.url("/feed"), "feed", "Harbour News")
    assert (row["category"], row["articles"], row["error"]) == ("Sea", 3, None)
    assert run("sources", "--mute", "Harbour News", "--full-text", "harbour news", "on").text == (
        f"{web.url('/feed')}\tfeed\tHarbour News\tSea\tmuted\tfull text\n"
    )
    assert run("refresh", "--quiet").text == ""
    assert run("refresh", "--json").json == {"feeds": [], "new": 0, "changed": 0, "failed": 0}
    done = run("sources", "--unmute", web.url("/feed"), "--category", "Harbour News", "", "--json")
    assert (done.json[0]["muted"], done.json[0]["category"]) == (False, None)
    done = run("sources", "--remove", "Harbour News", "--with-articles", "--json")
    assert (done.status, done.json) == (0, [])
    assert run("list", "--json").json == []
    assert len(run("restore", "--json").json) == 4


def test_failures_are_named_and_told_to_cron(run: Run, web: Server) -> None:
    web.answers["/feed"] = answer(feed_of(*THREE))
    run("add", web.url("/feed", user="ada:secret@"))
    web.answers["/feed"] = answer(b"", "500 \x1b[31mOops")
    done = run("refresh", "--quiet")
    assert (done.status, done.text) == (1, "")
    assert done.err == f"Harbour News ({web.url('/feed')}): the server answered 500\n"
    done = run("refresh", "--lines", "Harbour News")
    assert [json.loads(line)["event"] for line in done.text.splitlines()] == [
        "begin",
        "feed",
        "end",
    ]
    assert run("refresh", "Nobody").status == 1
    everything = done.text + done.err + run("sources").text + run("export", "--opml").text
    assert "secret" not in everything


def test_what_cannot_be_added_is_named(run: Run, web: Server) -> None:
    done = run("add", "file:///etc/passwd", web.url("/none"), "http://[", "--json")
    assert (done.status, done.json) == (1, {"added": []})
    assert len(done.err.splitlines()) == 3


def test_pages_are_saved(run: Run, web: Server) -> None:
    body = "".join(f"<p>Paragraph {n} of a story that is not short at all.</p>" for n in range(6))
    web.answers["/a"] = answer(
        f"<html><title>A story</title><body>{body}</body></html>", kind="text/html"
    )
    assert run("add", web.url("/a")).text == "saved A story\n"
    (article,) = run("list", "--json").json
    assert "Paragraph 5" in run("show", article["id"], "--json").json["text"]
    assert "as it is now" in run("add", "--page", web.url("/a")).text
    assert run("sources", "--json").json[0]["name"] == "Saved pages"


def test_lists_come_and_go(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    dangerous = (
        "file:///etc/passwd",
        "exec:ls",
        "javascript:x",
        "",
        "-x",
        "http://169.254.169.254/",
        "filter:a:http://e.org",
    )
    bad = "".join(f'<outline text="bad" xmlUrl="{each}"/>' for each in dangerous)
    file.write_text(
        '<opml><body><outline text="Sea & Sky"><outline text="One" xmlUrl="https://a:b@one.example/f"/></outline>'
        f'<outline text="Two" xmlUrl="https://two.example/f"/>{bad}<outline type="include" url="feeds.opml"/>'
    )
    done = run("import", str(file), "--json")
    assert done.status == 1
    assert (done.json["feeds"], done.json["there"], len(done.json["refused"])) == (2, 0, 7)
    assert len(done.err.splitlines()) == 7
    again = run("import", str(file))
    assert again.text == "0 feeds taken over, 2 there already, 7 refused\n"
    out = run("export", "--opml").text
    assert '<outline text="Sea &amp; Sky" title="Sea &amp; Sky">' in out
    assert "a:b@" not in out
    file.write_text(out)
    assert run("import", str(file)).text == "0 feeds taken over, 2 there already\n"
    assert run("export").status == 2
    assert run("import", "-", stdin=b"hello").status == 1
    assert run("import", str(tmp_path / "none")).status == 1


def test_what_was_saved_elsewhere_is_fetched_at_a_refresh(
    run: Run, web: Server, tmp_path: Path
) -> None:
    file = tmp_path / "export.json"
    file.write_text(
        json.dumps([
            {"url": "https://e.org/whole", "title": "Whole", "content": "<p>All of it is here.</p>"},
            {"url": "http://nowhere.invalid/page", "title": "Only a title"},
            {"url": web.url("/secret"), "title": "Not to be asked"},
        ])
    )  # fmt: skip
    done = run("import", str(file))
    assert done.status == 1
    assert done.text == "2 pages taken over, 1 refused; broadsheet refresh fetches them\n"
    assert "not on the public network" in done.err
    assert {each["title"] for each in run("list", "--json").json} == {"Whole", "Only a title"}
    done = run("refresh")
    assert done.status == 1
    assert "nowhere.invalid" in done.err
    assert web.asked == []


def test_a_refresh_without_feeds_changes_nothing(run: Run) -> None:
    before = run("list", "--json").json
    assert run("refresh").text == "0 feeds asked: 0 new, 0 changed\n"
    assert run("list", "--json").json == before != []
