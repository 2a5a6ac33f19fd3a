import os
import socket  # noqa: TID251 - a socket file is made, nothing is opened
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.errors import NotFound, NotReadable, TooLarge
from reader.sources import files, read_bytes


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(bytes(range(256)) * 9000)
    assert read_bytes(str(file)) == file.read_bytes()


def test_the_limit_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 11)
    assert read_bytes(str(file), limit=11) == b"x" * 11
    with pytest.raises(TooLarge, match="11 bytes, and the limit is 10 bytes"):
        read_bytes(str(file), limit=10)


@pytest.mark.timeout(10)
def test_a_sparse_giant_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(4 * 1024**3)
    with pytest.raises(TooLarge, match="4,096 MiB, and the limit is 16 MiB"):
        read_bytes(str(file))


@pytest.mark.timeout(10)
def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        for path, reason in (
            (str(tmp_path / "fifo"), "a FIFO"),
            (str(tmp_path / "s"), "a socket"),
            (str(tmp_path), "a folder"),
            ("/dev/zero", "a device"),
        ):
            with pytest.raises(NotReadable, match=reason):
                read_bytes(path)


@pytest.mark.parametrize("name", ["missing", "x" * 300, "a\x00b", "a\ud800b", "file/below"])
def test_what_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises((NotFound, NotReadable)) as caught:
        read_bytes(f"{tmp_path}/{name}")
    assert "\x00" not in str(caught.value)


def test_links_to_nothing_and_to_themselves(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    with pytest.raises(NotFound, match="a link to nothing"):
        read_bytes(str(tmp_path / "dangling"))
    with pytest.raises(NotReadable, match="symbolic links"):
        read_bytes(str(tmp_path / "self"))


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"secret")
    file.chmod(0)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    code = (
        "import os, sys\n"
        "from reader.errors import NotReadable\n"
        "from reader.sources import read_bytes\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "try: read_bytes(sys.argv[1])\n"
        "except NotReadable as error: print(error.reason)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(files.__file__).parents[2],
    )
    assert (found.stdout.strip(), found.stderr) == ("Permission denied", "")


def test_a_file_that_keeps_changing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"one")
    read, times = os.read, []

    def read_and_grow(descriptor: int, size: int) -> bytes:
        data = read(descriptor, size)
        if data:
            times.append(1)
            with file.open("ab") as stream:
                stream.write(b"+")
        return data if len(times) < 50 else b""

    monkeypatch.setattr(os, "read", read_and_grow)
    with pytest.raises((NotReadable, TooLarge)):
        read_bytes(str(file))


@pytest.mark.timeout(60)
def test_a_file_being_rewritten_is_old_or_new(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    texts = [bytes([letter]) * 300_000 for letter in b"ab"]
    file.write_bytes(texts[0])

    def write() -> None:
        for turn in range(200):
            fresh = tmp_path / "fresh"
            fresh.write_bytes(texts[turn % 2])
            fresh.rename(file)

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        assert read_bytes(str(file)) in texts
    writer.join()
