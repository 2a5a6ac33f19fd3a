"""The recogniser that the settings or `--engine` choose, and the language of a list."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.annotate import engines
from tests.cli.conftest import Run
from tests.engines import install

GERMAN = """Streit im Hafen beendet

Die Lotsen haben am Montag die Arbeit wieder aufgenommen, sagte Anna Keller in Rotterdam, und
das wird den Hafen bis zum 15. März 2016 etwa 3,5 Millionen Euro und 2,5 % kosten.
"""


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(install(tmp_path / "site"))
    engines.engine.cache_clear()
    engines._said.clear()
    yield
    engines.engine.cache_clear()
    engines._said.clear()


@pytest.fixture
def harbour(news: Path) -> str:
    path = news / "harbour.txt"
    path.write_text(path.read_text("utf-8").replace("Rotterdam", "ROTTERDAM"), "utf-8")
    return str(path)


def _chosen(home: Path, name: str) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(f'recogniser = "{name}"\n')


def _names(done: object) -> list[str]:
    return [mark["name"] for mark in done.json["marks"]]  # type: ignore[attr-defined]


def test_an_engine_is_asked_for_by_name(run: Run, harbour: str) -> None:
    done = run("marks", "--json", "--engine", "shouter", harbour)
    assert (done.status, done.err, _names(done)) == (0, "", ["ROTTERDAM"])
    own = run("marks", "--json", "--engine", "broadsheet", harbour)
    assert own.json == run("marks", "--json", harbour).json
    assert "Anna Keller" in _names(own)


def test_config_shows_the_choice_and_what_there_is(run: Run, home: Path) -> None:
    _chosen(home, "shouter")
    shown = run("config", "--json").json
    assert shown["values"]["recogniser"] == "shouter"
    assert {"broadsheet", "shouter"} <= set(shown["recognisers"])
    assert "recogniser\tshouter\n" in run("config").text


def test_the_settings_choose_for_all_but_figures(run: Run, harbour: str, home: Path) -> None:
    _chosen(home, "shouter")
    assert _names(run("marks", "--json", harbour)) == ["ROTTERDAM"]
    assert "Anna Keller" in _names(run("marks", "--json", "--engine", "broadsheet", harbour))
    figures = run("figures", "--json", harbour).json  # always by our own grammar
    assert "€3.5m" in [row["text"] for row in figures]
    assert run("check", harbour).status == 0


@pytest.mark.parametrize("name", ["nobody", "needy", "stubborn", "raiser"])
def test_a_chosen_engine_that_fails_is_told_in_one_line(
    run: Run, harbour: str, home: Path, name: str
) -> None:
    _chosen(home, name)
    done = run("marks", "--json", harbour)
    assert done.status == 0
    assert "Anna Keller" in _names(done)
    assert done.err.startswith(f"recogniser {name}: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("name", ["nobody", "needy", "stubborn"])
def test_check_says_what_does_not_load(run: Run, harbour: str, home: Path, name: str) -> None:
    _chosen(home, name)
    done = run("check", "--json", harbour)
    assert done.status == 1
    (fault,) = done.json["faults"]
    assert fault.startswith(f"recogniser {name}: ")
    assert run("check", harbour).text == "1 article read\n"


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("nobody", 2, "there is none of this name (there are broadsheet, "),
        ("needy", 1, "pip install 'engines-of-tests[needy]'"),
        ("raiser", 1, "failed (RuntimeError"),
    ],
)
def test_who_is_asked_for_by_name_has_no_stand_in(
    run: Run, harbour: str, name: str, status: int, said: str
) -> None:
    done = run("marks", "--json", "--engine", name, harbour)
    assert (done.status, done.out) == (status, b"")
    assert said in done.err


def test_a_recogniser_is_named_by_a_text(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("recogniser = 3\n")
    done = run("list")
    assert done.status == 0
    assert "settings.toml:1: recogniser: a text in quotation marks" in done.err


def test_the_language_is_listed_and_its_figures_marked(run: Run, news: Path) -> None:
    path = news / "hafen.txt"
    path.write_text(GERMAN, "utf-8")
    (news / "short.txt").write_text("Two words.\n", "utf-8")
    languages = {
        Path(row["path"]).name: row["language"] for row in run("list", "--json", str(news)).json
    }
    assert languages == {
        "harbour.txt": "en", "frost.txt": "en", "hafen.txt": "de", "short.txt": None
    }  # fmt: skip
    assert run("show", "--json", str(path)).json["language"] == "de"
    assert _names(run("marks", "--json", str(path))) == [
        "15. März 2016", "3,5 Millionen Euro", "2,5 %"
    ]  # fmt: skip
    values = [row["value"] for row in run("figures", "--json", str(path)).json]
    assert values == ["2016-03-15", "3500000", "2.5"]
