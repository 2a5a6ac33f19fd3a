"""add, sources, check, config, completion: the library's upkeep."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from reader.library import Store
from tests.cli.conftest import HARBOUR, Run


def test_added_folders_are_listed_and_opened(run: Run, news: Path, home: Path) -> None:
    done = run("add", str(news))
    assert (done.status, done.text) == (0, f"added {news}\n")
    assert run("sources", "--json").json == [{"path": str(news), "from": "added"}]
    assert len(run("list", "--json").json) == 2


def test_add_names_what_is_not_there_and_keeps_the_rest(run: Run, news: Path) -> None:
    done = run("add", "--json", str(news / "no"), str(news), "file:///etc/passwd")
    assert done.status == 1
    assert done.json == {"added": [str(news)]}
    assert len(done.err.splitlines()) == 2


def test_remove(run: Run, news: Path) -> None:
    run("add", str(news))
    assert run("sources", "--remove", str(news), "--json").json == []
    assert run("sources", "--json").json == []
    done = run("sources", "--remove", str(news))
    assert done.status == 1
    assert "not among the sources" in done.err


def test_sources_are_put_in_order_and_named(run: Run, news: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    run("add", str(news), str(other))
    done = run("sources", "--up", str(other), "--rename", str(news), "The wire", "--json")
    assert done.json == [
        {"path": str(other), "from": "added"},
        {"path": str(news), "from": "added", "name": "The wire"},
    ]
    assert run("sources", "--json").json == done.json
    done = run("sources", "--down", str(other), "--rename", str(news), "")
    assert done.text == f"{news}\tadded\n{other}\tadded\n"
    assert run("sources", "--up", str(tmp_path)).status == 1


def test_settings_folders_come_first(run: Run, news: Path, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(f'folders = ["{news}"]\n')
    assert run("sources", "--json").json == [{"path": str(news), "from": "settings"}]
    assert len(run("list", "--json").json) == 2


def test_check_counts_and_names(run: Run, news: Path) -> None:
    assert run("check", str(news)).text == "2 articles read\n"
    for number in range(5):
        (news / f"bad{number}.txt").write_bytes(b"\x00\x01\x02" * 400)
    done = run("check", "--json", str(news))
    assert done.status == 1
    assert done.json["articles"] == 2
    assert len(done.json["faults"]) == 5
    assert len(done.err.splitlines()) == 5


def test_a_store_that_cannot_be_made_is_named_once(
    run: Run, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("BROADSHEET_HOME", str(tmp_path / "file"))
    done = run("add", str(news))
    assert done.status == 1
    assert done.err.count("library.db") == 1


@pytest.fixture
def as_nobody(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to work in without privileges, also when the tests run as root."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        monkeypatch.setenv("BROADSHEET_HOME", f"{name}/home")
        if os.geteuid() != 0:
            yield Path(name)
            return
        os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            os.seteuid(0)


def test_check_names_the_unreadable(run: Run, as_nobody: Path) -> None:
    for name in ("open", "shut"):
        (as_nobody / f"{name}.txt").write_text(HARBOUR)
    (as_nobody / "shut.txt").chmod(0)
    (as_nobody / "folder").mkdir(mode=0)
    done = run("check", "--json", str(as_nobody))
    assert done.status == 1
    assert done.json["articles"] == 1
    assert done.err.splitlines() == [
        f"{as_nobody}/folder: Permission denied",
        f"{as_nobody}/shut.txt: Permission denied",
    ]


def test_a_store_that_cannot_be_written_is_read(run: Run, as_nobody: Path) -> None:
    news = as_nobody / "news"
    news.mkdir()
    (news / "harbour.txt").write_text(HARBOUR)
    run("add", str(news))
    (as_nobody / "home" / "library.db").chmod(0o400)
    (as_nobody / "home").chmod(0o500)
    done = run("list", "--json")
    assert (done.status, len(done.json)) == (0, 1), done.err
    assert "read-only" in done.err
    done = run("add", str(as_nobody))
    assert done.status == 1
    assert "read-only" in done.err
    (as_nobody / "home").chmod(0o700)


def test_config_names_the_files(run: Run, home: Path) -> None:
    shown = run("config", "--json").json
    assert shown["path"] == str(home / "settings.toml")
    assert shown["store"] == str(home / "library.db")
    assert shown["values"]["column"] == 72
    assert str(home / "settings.toml") in run("config").text


def test_bad_settings_name_file_and_key(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("colours = 3\n")
    for command in ("list", "config", "check"):
        done = run(command)
        assert done.status == (0 if command == "list" else 1)
        assert "settings.toml:1: colours: no such setting" in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.status == 0
    assert "_BROADSHEET_COMPLETE" in done.text


def test_a_damaged_store_is_kept_and_named(run: Run, news: Path, home: Path) -> None:
    home.mkdir()
    (home / "library.db").write_bytes(b"not a database " * 100)
    done = run("list", "--json")
    assert done.status == 0
    assert done.json
    assert "library.db.damaged-1" in done.err
    assert (home / "library.db.damaged-1").read_bytes() == b"not a database " * 100
    Store.open(home / "library.db").close()


def test_without_a_place_for_the_store_articles_are_read(run: Run, news: Path, home: Path) -> None:
    home.write_text("a file where a folder should be")
    done = run("list", "--json", str(news))
    assert (done.status, len(done.json), done.err) == (0, 2, "")
    done = run("list", "--json")
    assert done.status == 0
    assert done.json
    assert len(done.err.splitlines()) == 1
    done = run("add", str(news))
    assert done.status == 1
    assert "library.db" in done.err


@pytest.fixture
def listed(run: Run, tmp_path: Path) -> dict[str, str]:
    """A library of two articles: their ids by the names of their files."""
    news = tmp_path / "news"
    news.mkdir()
    for name in ("one", "two"):
        (news / f"{name}.txt").write_text(HARBOUR.replace("Harbour", f"Harbour {name}"))
    run("add", str(news))
    return {Path(each["path"]).stem: each["id"] for each in run("list", "--json").json}


def test_what_is_removed_can_be_restored(run: Run, listed: dict[str, str]) -> None:
    one, two = listed["one"], listed["two"]
    assert run("restore").out == b""
    assert run("remove", one).out == f"removed {one}\n".encode()
    assert [each["id"] for each in run("list", "--json").json] == [two]
    assert run("show", one).status == 0
    assert run("restore", "--json").json == [{"id": one, "title": "Harbour one pilots end dispute"}]
    assert run("search", "is:removed", "--json").json["total"] == 1
    assert run("search", "harbour", "--json").json["total"] == 1
    done = run("restore", one, two, "--json")
    assert done.json == {"restored": [one]}
    assert done.err == f"{two}: was not removed\n"
    assert len(run("list", "--json").json) == 2


def test_what_is_gone_can_be_removed(run: Run, tmp_path: Path, listed: dict[str, str]) -> None:
    news = tmp_path / "news"
    (news / "one.txt").unlink()
    assert len(run("list", "--json").json) == 2
    assert run("show", listed["one"]).status == 0
    done = run("remove", listed["one"], "000000000000", "--json")
    assert done.status == 1
    assert done.json == {"removed": [listed["one"]]}
    assert done.err == "000000000000: no article of the library has this id\n"
    assert run("restore", "--json").json == []
    assert [each["id"] for each in run("list", "--json").json] == [listed["two"]]
    assert run("show", listed["one"]).status == 1
