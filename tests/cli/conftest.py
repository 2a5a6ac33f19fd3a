"""A way to run a command in this process, and articles to run it on."""

import io
import json
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.cli.ends import guarded

HARBOUR = """15 March 2016

Harbour pilots end dispute

The deal with the port of Rotterdam was signed after six months.

Anna Keller said the pilots would return to work on Monday. It will cost €3.5m.

Keller thanked the mediators.
"""
FROST = "2 April 2015\n\nFrost in the vineyards\n\nGrowers lit candles. A third of the buds died.\n"


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out.decode("utf-8"))

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")


Run = Callable[..., Ran]


@pytest.fixture
def run(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    """Run one command; `stdin` are the bytes it is piped."""
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in signals]

    def run(*argv: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        status = guarded(argv)
        out, err = capsysbinary.readouterr()
        return Ran(status, out, err.decode("utf-8"))

    yield run
    for number, handler in zip(signals, before, strict=True):
        signal.signal(number, handler)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Two good articles in a folder."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "frost.txt").write_text(FROST, encoding="utf-8")
    return folder
