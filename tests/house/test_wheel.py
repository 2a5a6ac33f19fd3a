"""The wheel is whole: installed into an empty environment it lists its samples."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import reader

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bin_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment in which only the wheel was installed.

    What the wheel depends on is looked up in the environment of the tests, so that no index
    is needed; the package itself is not to be found there from elsewhere.
    """
    folder = tmp_path_factory.mktemp("wheel")
    _run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder),
        str(ROOT),
    )  # fmt: skip
    (wheel,) = folder.glob("broadsheet-*.whl")
    _run(sys.executable, "-m", "venv", "--without-pip", str(folder / "env"))
    python = folder / "env" / "bin" / "python"
    _run(
        sys.executable, "-m", "pip", "--python", str(python),
        "install", "--quiet", "--no-deps", "--no-index", str(wheel),
    )  # fmt: skip
    (site,) = (folder / "env" / "lib").glob("python*/site-packages")
    borrowed = [path for path in sys.path if path.endswith("site-packages")]
    (site / "borrowed.pth").write_text("\n".join(borrowed) + "\n")
    return python.parent


def _run(*command: str, cwd: Path | None = None) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_is_the_installed_one(bin_folder: Path, tmp_path: Path) -> None:
    place = _run(
        str(bin_folder / "python"), "-c", "import reader; print(reader.__file__)", cwd=tmp_path
    )
    assert place.startswith(str(bin_folder.parent))


def test_it_knows_its_version(bin_folder: Path, tmp_path: Path) -> None:
    shown = _run(str(bin_folder / "broadsheet"), "--version", cwd=tmp_path)
    assert shown == f"broadsheet {reader.__version__}\n"


def test_it_lists_its_samples(bin_folder: Path, tmp_path: Path) -> None:
    rows = json.loads(_run(str(bin_folder / "broadsheet"), "list", "--json", cwd=tmp_path))
    seeds = {path.name for path in (ROOT / "seeds").rglob("*") if path.is_file()}
    assert {Path(row["path"]).name for row in rows} == seeds
    assert all(str(bin_folder.parent) in row["path"] for row in rows)


def test_it_marks_a_sample(bin_folder: Path, tmp_path: Path) -> None:
    broadsheet = str(bin_folder / "broadsheet")
    first = json.loads(_run(broadsheet, "list", "--json", cwd=tmp_path))[0]
    assert json.loads(_run(broadsheet, "marks", "--json", first["id"], cwd=tmp_path))["marks"]


def test_nothing_but_the_package_is_installed(bin_folder: Path) -> None:
    (site,) = (bin_folder.parent / "lib").glob("python*/site-packages")
    names = {path.name.split("-")[0] for path in site.iterdir()} - {"__pycache__"}
    assert names == {"reader", "broadsheet", "borrowed.pth"}
