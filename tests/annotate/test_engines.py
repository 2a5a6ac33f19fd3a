"""Other recognisers: found by entry point, checked, and never in the way of reading."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate import engines, find_figures, find_marks
from reader.annotate.engines import EngineError, checked, engine, engine_names, load
from reader.annotate.lexicon import NameKind
from reader.annotate.recognisers import RECOGNISER, Recogniser
from reader.annotate.trims import trimmed
from reader.marks import KINDS, Figure, Mark
from tests.engines import install

ROOT = Path(__file__).parents[2]
OSLO = "Ingrid Solheim left OSLO on 12 May."


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    """Every test loads its own engines, and says its own warnings."""
    engine.cache_clear()
    engines._said.clear()
    yield
    engine.cache_clear()
    engines._said.clear()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(install(tmp_path / "site"))


def test_ours_is_there_without_any_package() -> None:
    assert engine_names()[0] == "broadsheet"
    assert load("broadsheet") is RECOGNISER
    assert engine("broadsheet").find(OSLO, None, None) == find_marks(OSLO)
    assert engines.warnings() == ()


@pytest.mark.parametrize("name", ["shouter", "made"])
def test_a_package_brings_one(installed: None, name: str) -> None:
    assert name in engine_names()
    marks = engine(name).find(OSLO, None, None)
    assert marks == (Mark(20, 24, "person", "OSLO"),)
    assert engine(name) is engine(name)
    assert engines.warnings() == ()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nobody", "there is none of this name (there are broadsheet, "),
        ("needy", "pip install 'engines-of-tests[needy]'"),
        ("poor", "needs a package that is not installed"),
        ("stubborn", "does not load (OSError: no model)"),
        ("gone", "does not load (AttributeError"),
        ("nothing", "it has no `find`"),
    ],
)
def test_what_cannot_be_loaded_is_said_once_and_ours_reads(
    installed: None, name: str, reason: str
) -> None:
    with pytest.raises(EngineError) as caught:
        load(name)
    assert reason in str(caught.value)
    assert str(caught.value).startswith(f"recogniser {name}: ")
    assert caught.value.unknown is (name == "nobody")
    for _ in range(3):
        assert engine(name).find(OSLO, None, None) == find_marks(OSLO)
    (warning,) = engines.warnings()
    assert reason in warning
    assert warning.endswith("the program's own is used instead")
    assert "\n" not in warning


def test_one_that_raises_is_named_and_ours_reads(installed: None) -> None:
    assert engine("raiser").find(OSLO, None, None) == find_marks(OSLO)
    assert engine("raiser").find(OSLO, None, None) == find_marks(OSLO)
    assert engines.warnings() == (
        "recogniser raiser: failed (RuntimeError: no\\nluck); the program's own is used instead",
    )
    with pytest.raises(EngineError, match="no\\\\nluck"):
        engine("raiser").find_alone(OSLO, None, None)


def test_nothing_it_says_is_believed(installed: None) -> None:
    text = "by Mr Ek, who left."
    assert engine("liar").find(text, None, None) == (Mark(6, 8, "person", "Ek"),)
    assert engines.warnings() == (
        "recogniser liar: some of its marks cannot be used, and are left out",
    )


def test_it_is_told_the_language(installed: None) -> None:
    german = "Die Lotsen sagten, dass wir für den Hafen nicht mehr da waren, und gingen zum Essen."
    assert engine("teller").find(german, None, None)[0].name == "de"
    assert engine("teller").find(german, None, "nb")[0].name == "nb"
    assert engine("teller").find("Oslo", None, None)[0].name == "none"


def test_our_own_name_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = install(tmp_path / "site", {"broadsheet": "engines_of_tests:Raiser"})
    monkeypatch.syspath_prepend(site)
    assert engine_names().count("broadsheet") == 1
    assert load("broadsheet") is RECOGNISER


def test_reading_asks_for_no_packages() -> None:
    code = (
        "import sys; from reader.annotate.engines import engine;"
        "engine('broadsheet').find('Oslo', None, None);"
        "sys.exit('importlib.metadata' in sys.modules or 'spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


OFFSETS = st.integers(0, 40)
NAMES = st.builds(
    lambda start, length, kind, name: Mark(start, start + length, kind, name),
    OFFSETS,
    st.integers(1, 20),
    st.sampled_from([kind for kind in KINDS if kind != "figure"]),
    st.text(max_size=5),
)
FIGURES = st.builds(
    lambda start, length: Mark(start, start + length, "figure", "1", Figure("count", "1")),
    OFFSETS,
    st.integers(1, 20),
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from("the Mr President Ek’s Workers’ U.S. Inc. ’t ' “ ” . , of State a".split()),  # noqa: SIM905
        max_size=10,
    ).map(" ".join),
)


@given(TEXTS, st.lists(st.one_of(NAMES, FIGURES, st.none()), max_size=12))
def test_what_is_checked_is_in_bounds_sorted_and_disjoint(
    text: str, found: list[Mark | None]
) -> None:
    stop = 0
    marks = checked(text, found)
    for mark in marks:
        assert stop <= mark.start < mark.stop <= len(text)
        assert mark.of(text).strip() == mark.of(text)
        assert mark.name.strip()
        stop = mark.stop
    assert checked(text, marks) == marks


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("the Kremlin", "organisation", "Kremlin"),
        ("The Hague’s", "place", "Hague"),
        ("President Putin’s", "person", "Putin"),
        ("Russian President Vladimir Putin", "person", "Vladimir Putin"),
        ("Foreign Minister Petra Lindqvist", "person", "Petra Lindqvist"),
        ("Secretary of State Ada Ek", "person", "Ada Ek"),
        ("Mr. Smith", "person", "Smith"),
        ("Stephen King", "person", "Stephen King"),
        ("King", "person", "King"),
        ("Prince Harry", "person", "Harry"),
        ("“Oslo,”", "place", "Oslo"),
        ("Acme Inc.", "organisation", "Acme Inc."),
        ("United Nations’", "organisation", "United Nations"),
        ("U.S.", "place", "U.S."),
        ("’t Veer", "person", "’t Veer"),
    ],
)
def test_names_are_trimmed(written: str, kind: NameKind, name: str) -> None:
    text = f"then {written} and"
    place = trimmed(text, 5, 5 + len(written), kind)
    assert place is not None
    assert text[place[0] : place[1]] == name


@pytest.mark.parametrize("written", ["", " ", "the ", "“”", "1984", "—"])
def test_nothing_is_left_of_what_is_no_name(written: str) -> None:
    assert trimmed(written, 0, len(written), "person") is None


# spaCy itself, where it is installed.


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry points as `pyproject.toml` has them, whatever was installed when."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    info = tmp_path / "site" / "broadsheet-0.dist-info"
    info.mkdir(parents=True)
    extras = "".join(f"Provides-Extra: {name}\n" for name in table["optional-dependencies"])
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: broadsheet\nVersion: 0\n{extras}")
    places = table["entry-points"][engines.GROUP].items()
    lines = "\n".join(f"{name} = {place}" for name, place in places)
    (info / "entry_points.txt").write_text(f"[{engines.GROUP}]\n{lines}\n")
    monkeypatch.syspath_prepend(tmp_path / "site")


def _has_spacy() -> bool:
    if find_spec("spacy") is None:
        return False
    models = metadata.entry_points(group="spacy_models")
    return any(entry.name.startswith("en") for entry in models)


needs_spacy = pytest.mark.skipif(
    not _has_spacy(),
    reason="SPACY IS NOT INSTALLED: its engine is not tried (pip install 'broadsheet[spacy]')",
)
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:(spacy|thinc|weasel|click)")


def test_spacy_says_how_it_is_installed(ours: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)  # as where it is not
    assert "spacy" in engine_names()
    with pytest.raises(EngineError, match=r"pip install 'broadsheet\[spacy\]'"):
        load("spacy")


TEXT = """Harbour pilots end dispute

President Maria Sousa of Portugal met James Walker, the head of the United Nations, in Lisbon.
Sousa’s aides said the Russian envoy had paid $3.5m. Mr Walker left on 12 May 2014.
"""


@needs_spacy
def test_spacy_finds_names_and_our_grammar_figures(ours: None) -> None:
    marks = engine("spacy").find_alone(TEXT, None, None)
    assert engines.warnings() == ()
    assert {(mark.of(TEXT), mark.kind, mark.name) for mark in marks} >= {
        ("Maria Sousa", "person", "Maria Sousa"),
        ("Sousa", "person", "Maria Sousa"),
        ("Walker", "person", "James Walker"),
        ("Portugal", "place", "Portugal"),
        ("Lisbon", "place", "Lisbon"),
        ("United Nations", "organisation", "United Nations"),
    }
    assert not [mark for mark in marks if "Russian" in mark.of(TEXT)]
    assert tuple(mark for mark in marks if mark.kind == "figure") == find_figures(TEXT)


@needs_spacy
def test_spacy_leaves_other_languages_to_ours(ours: None) -> None:
    text = "Die Regierung in Berlin sagte, dass wir nicht mehr und nicht weniger zahlen: 3,5 Milliarden Euro."
    assert engine("spacy").find_alone(text, None, None) == find_marks(text)


@needs_spacy
@given(st.text(max_size=60))
def test_spacy_is_right_on_any_text(text: str) -> None:
    from reader.annotate.spacy_engine import SpacyEngine

    global _spacy  # noqa: PLW0603 - loaded once, a second of work
    _spacy = _spacy or SpacyEngine()
    marks = checked(text, _spacy.find(text, None, "en"))
    assert marks == checked(text, marks)
    assert len(marks) == len(_spacy.find(text, None, "en"))


_spacy: Recogniser | None = None


@needs_spacy
def test_a_long_text_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.annotate import spacy_engine

    monkeypatch.setattr(spacy_engine, "_PIECE", 120)
    long = "Maria Sousa met James Walker in Lisbon. " * 20
    marks = spacy_engine.SpacyEngine().find(long, None, "en")
    assert sum(mark.name == "Lisbon" for mark in marks) >= 18


@needs_spacy
def test_a_model_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, ours: None) -> None:
    monkeypatch.setenv("BROADSHEET_SPACY_MODEL", "no_such_model")
    with pytest.raises(EngineError, match="no_such_model"):
        load("spacy")
