"""What reaches standard output and standard error, and nothing else does.

Shape:   `say(*pieces)` is one line of text, a piece being a str or `(str, style)`;
         `say_json(value)` is one document.
Units:   widths are cells.
Errors:  PipeClosed when the reader of our output has gone, BroadsheetError when the disk
         is full.
Source:  ECMA-48 for the few colours; https://no-color.org for when not to use them.
"""

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, TextIO

from reader.clean import one_line, screened
from reader.errors import BroadsheetError

Piece = str | tuple[str, str]

MAX_COLUMN: Final = 72

STYLES: Final = {
    "headline": "1",
    "standfirst": "3",
    "heading": "1",
    "dim": "2",
    "match": "1;7",
    "person": "4;36",
    "place": "3;32",
    "organisation": "4;35",
    "figure": "1;33",
}
"""Style to SGR parameters. Each differs by shape too, for those who see no colours."""

# Inside a JSON document these can only stand in strings, where an escape says the same.
_NEVER_RAW: Final = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\U000e0000-\U000e007f]"


class PipeClosed(Exception):
    """Nobody reads what we write."""


def coloured() -> bool:
    """True when standard output is a terminal that wants colours."""
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "dumb") != "dumb"
    )


def terminal_width() -> int | None:
    """The width of the terminal, at least 10; None when nobody looks at one."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return max(10, shutil.get_terminal_size().columns)


def column() -> int | None:
    """The width to wrap at: the terminal's, up to 72; None when nobody looks at a terminal."""
    width = terminal_width()
    return None if width is None else min(MAX_COLUMN, width)


def say(*pieces: Piece) -> None:
    """Write one line, free of control characters but our own colours."""
    colour = coloured()
    _write(sys.stdout, "".join(_shown(piece, colour) for piece in pieces) + "\n")


def say_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can say
    """Write one JSON document in UTF-8 without a control byte."""
    import json  # the app, which starts the sooner, never needs it

    text = json.dumps(value, ensure_ascii=False, indent=2)
    text = re.sub(_NEVER_RAW, lambda match: json.dumps(match[0])[1:-1], text)
    _guard(sys.stdout.flush)
    _guard(lambda: sys.stdout.buffer.write(text.encode("utf-8") + b"\n"))


def write_bytes(data: bytes) -> None:
    """Write bytes that are known to be harmless."""
    _guard(lambda: sys.stdout.buffer.write(data))


def complain(line: str) -> None:
    """Write one line to standard error."""
    # The output comes first, so that the two read in order on one terminal.
    with suppress(PipeClosed):
        flush()
    with suppress(PipeClosed):
        _write(sys.stderr, one_line(line) + "\n")


def flush() -> None:
    """Push the output out."""
    _guard(sys.stdout.flush)


def _shown(piece: Piece, colour: bool) -> str:
    text, style = (piece, "") if isinstance(piece, str) else piece
    # A tab is for whoever reads a pipe; nothing else below a space gets through.
    text = "\t".join(screened(part) for part in text.split("\t"))
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if style and colour else text


def _write(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    _guard(lambda: stream.write(text.encode(encoding, "replace").decode(encoding)))


def _guard(action: Callable[[], object]) -> None:
    """Do `action`; a closed pipe ends the program quietly, a full disk with a word."""
    try:
        action()
    except OSError as error:
        # What is still buffered goes nowhere, or Python would complain at its own end.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise PipeClosed from error
        raise BroadsheetError(f"standard output: {error.strerror}") from error
