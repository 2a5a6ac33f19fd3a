import os
import socket  # noqa: TID251 - a socket file is made, nothing is opened
import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import NotFound, NotReadable, SourceError
from reader.sources import Candidate, read_bytes, walk, walking


def found(*paths: Path | str) -> tuple[list[str], list[str]]:
    """Names below the first path, and the reasons of what could not be read."""
    root = f"{paths[0]}/"
    items = list(walk(paths))
    good = [item.path.removeprefix(root) for item in items if isinstance(item, Candidate)]
    return good, [
        f"{item.path.removeprefix(root)}: {item.reason}"
        for item in items
        if isinstance(item, SourceError)
    ]


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Some text.\n", "utf-8")


def test_names_suffixes_and_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        "b.txt",
        "a.TXT",
        "c/d.text",
        "c/a.txt",
        "notes",
        "x.pdf",
        ".hidden.txt",
        ".h/a.txt",
    )
    (tmp_path / "program").write_bytes(b"\x7fELF" + bytes(20))
    (tmp_path / "nothing").write_bytes(b"")
    assert found(tmp_path) == (["a.TXT", "b.txt", "c/a.txt", "c/d.text", "notes"], [])


def test_sources_and_what_was_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "world/b.txt", "world/asia/c.txt", "x.pdf")
    items = list(walk([tmp_path, tmp_path / "x.pdf", tmp_path / "a.txt"]))
    assert items == [
        Candidate(str(tmp_path / "a.txt"), tmp_path.name, explicit=False),
        Candidate(str(tmp_path / "world/asia/c.txt"), "world/asia", explicit=False),
        Candidate(str(tmp_path / "world/b.txt"), "world", explicit=False),
        Candidate(str(tmp_path / "x.pdf"), tmp_path.name, explicit=True),
    ]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    items = list(walk([tmp_path / "nope", "a\x00b", "/dev/zero"]))
    assert [type(item) for item in items] == [NotFound, NotFound, NotReadable]


@pytest.mark.timeout(20)
def test_traps_are_survived_and_named(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    write(root, "good.txt", "folder.txt/inside.txt", "sub/deep.txt")
    write(outside, "secret.txt")
    (root / "self.txt").symlink_to(root / "self.txt")
    (root / "dangling.txt").symlink_to(root / "nowhere")
    (root / "sub/up").symlink_to(root)
    (root / "out").symlink_to(outside)
    (root / "out.txt").symlink_to(outside / "secret.txt")
    (root / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(root / "fifo.txt")
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as listener:
        try:
            os.chdir(root)  # a socket's path has to be short
            listener.bind("socket.txt")
        finally:
            os.chdir(here)
        good, bad = found(root)
    assert good == ["folder.txt/inside.txt", "good.txt", "sub/deep.txt"]
    assert bad == [
        "dangling.txt: a link to nothing",
        "fifo.txt: a FIFO, not a file",
        "out.txt: a link that leads out of its folder",
        "self.txt: Too many levels of symbolic links",
        "socket.txt: a socket, not a file",
        "zero.txt: a device, not a file",
        "out: a link that leads out of its folder",
        "sub/up: a link that leads back to itself",
    ]


def test_links_that_stay_inside_are_followed(tmp_path: Path) -> None:
    write(tmp_path, "real/a.txt", ".kept/b.txt")
    (tmp_path / "again.txt").symlink_to(tmp_path / "real/a.txt")
    (tmp_path / "kept").symlink_to(tmp_path / ".kept")
    (tmp_path / "twice").symlink_to(tmp_path / "real")
    assert found(tmp_path) == (["again.txt", "real/a.txt", "kept/b.txt"], [])


@pytest.mark.timeout(20)
def test_a_web_of_links_costs_its_folders_only(tmp_path: Path) -> None:
    for number in range(40):
        write(tmp_path, f"{number}/a.txt")
    for number in range(39):
        for name in ("x", "y"):
            (tmp_path / str(number) / name).symlink_to(tmp_path / str(number + 1))
    good, bad = found(tmp_path)
    assert (len(good), bad) == (40, [])


def test_120_levels(tmp_path: Path) -> None:
    write(tmp_path, "/".join(["d"] * 120) + "/a.txt")
    good, bad = found(tmp_path)
    assert (len(good), bad) == (1, [])


NAMES = [
    b"a\nb.txt",
    b"a\x1b[31m.txt",
    b"\xc2\x9b.txt",
    b"a\rb.txt",
    b"-rf.txt",
    b"'\"`$(id).txt",
    b"[bold]x[b].txt",
    "ab\u202etxt.txt".encode(),
    b"x" * 251 + b".txt",
    b"caf\xe9.txt",
    b" leading.txt",
    b"#?&%.txt",
]


def test_names_of_any_kind(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / os.fsdecode(name)).write_bytes(b"Some text.")
    items = list(walk([tmp_path]))
    assert {os.fsencode(Path(item.path).name) for item in items if isinstance(item, Candidate)} == {
        *NAMES
    }
    for item in items:
        assert isinstance(item, Candidate)
        assert read_bytes(item.path) == b"Some text."


def test_unreadable_folders_are_named(tmp_path: Path) -> None:
    write(tmp_path, "closed/a.txt", "good.txt", "secret")
    for folder in (tmp_path, *tmp_path.parents[:3]):  # for whoever runs this as root
        folder.chmod(0o755)
    (tmp_path / "closed").chmod(0)
    (tmp_path / "secret").chmod(0)
    code = (
        "import os, sys\n"
        "from reader.sources import walk\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "for item in walk([sys.argv[1]]): print(getattr(item, 'reason', 'good'))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(walking.__file__).parents[2],
    )
    (tmp_path / "closed").chmod(0o700)
    assert (run.stdout.split("\n")[:3], run.stderr) == (
        ["Permission denied", "good", "Permission denied"],
        "",
    )


def test_a_walk_can_be_cancelled(tmp_path: Path) -> None:
    write(tmp_path, *(f"{number}.txt" for number in range(20)))
    answers = iter([False] * 3 + [True] * 99)
    assert len(list(walk([tmp_path], cancelled=lambda: next(answers)))) == 3
