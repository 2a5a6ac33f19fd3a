r"""The first picture: what the app showed last, on the screen before anything else is imported.

The file holds the lines of the screen as a terminal takes them. What may be in it is checked
again when it is read: printable characters and colours, nothing that a terminal could obey.

Shape:   `show(words)` paints and takes the terminal's keys; then either `taken_over` (the app
         is here) or `give_back` (it never came). `keep` writes the picture for the next start.
Units:   a picture is as many lines as the terminal has rows, in the terminal's own cells.
Errors:  none: without a picture that fits there is none.
Source:  ECMA-48 (SGR), xterm's private modes 25, 1049 and 2026.
"""

# Imported before everything else, and measured in milliseconds: nothing but what Python has
# loaded already, and one small module of C.
import os
import sys
import termios

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES = 1_000_000
"""A picture of any terminal is smaller."""

_FORMAT = 1
_ON = "\x1b[?1049h\x1b[?25l\x1b[?2026h"
_OFF = "\x1b[?2026l"
_AWAY = b"\x1b[?2026l\x1b[?1049l\x1b[?25h"

_FIT = (
    *("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLORFGBG", "TEXTUAL_COLOR_SYSTEM"),
    *("TEXTUAL_THEME", "COLUMNS", "LINES", "LANG", "LC_ALL", "LC_CTYPE"),
)
"""What in the environment says how a screen looks."""

_RAW_LOCAL = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
_RAW_INPUT = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR

_modes = None  # type: list[object] | None
"""The terminal's modes as we found them, while the picture is on and nobody has taken over."""

_asked = None  # type: Sequence[str] | None
"""The words of this start, where a picture could be shown."""


def place() -> str:
    """Where the picture lies: a cache, which may be thrown away at any time."""
    if home := os.environ.get("BROADSHEET_HOME"):
        return os.path.join(home, "first-picture")  # noqa: PTH118 - pathlib takes longer than the picture
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser(  # noqa: PTH111 - as above
        "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
    )
    return os.path.join(cache, "broadsheet", "first-picture")  # noqa: PTH118 - as above


def show(words: "Sequence[str]") -> bool:
    """Paint the picture kept for a start with `words` in a terminal like this one, if there is one.

    Keys typed from now on wait for the app, unseen.
    """
    global _asked, _modes  # noqa: PLW0603 - one terminal, one state
    try:
        if not _can_show(words):
            return False
        _asked = words
        size = os.get_terminal_size(1)
        lines = _kept(_key(words, *size), size.lines)
        if lines is None:
            return False
        _modes = termios.tcgetattr(0)
        raw = termios.tcgetattr(0)
        raw[0] &= ~_RAW_INPUT
        raw[3] &= ~_RAW_LOCAL
        termios.tcsetattr(0, termios.TCSANOW, raw)
        painted = "".join(f"\x1b[{row};1H{line}" for row, line in enumerate(lines, 1))
        _write((_ON + painted + _OFF).encode())
    except (OSError, termios.error):
        give_back()
        return False
    return True


def modes() -> "list[object] | None":
    """The modes of the terminal before the picture; None when none is on."""
    return _modes


def taken_over() -> "list[object] | None":
    """The app has the terminal now. Returns the modes it had before the picture; None without one."""
    global _modes
    found, _modes = _modes, None
    return found


def give_back() -> None:
    """Take the picture away and leave the terminal as it was found, unless the app has it."""
    found = taken_over()
    if found is None:
        return
    try:
        _write(_AWAY)
        termios.tcsetattr(0, termios.TCSADRAIN, found)  # type: ignore[arg-type]
    except (OSError, termios.error):
        return  # the terminal has gone, and there is nothing to restore


def keep(size: "tuple[int, int]", lines: "Sequence[str]") -> bool:
    """Keep `lines`, the screen of a terminal of `size` (columns, rows), for the next start like ours."""
    if _asked is None or len(lines) != size[1] or not all(map(_harmless, lines)):
        return False
    target = place()
    data = "\n".join([_key(_asked, *size), *lines]).encode("utf-8", "replace")
    unfinished = f"{target}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(file, data)
        finally:
            os.close(file)
        os.replace(unfinished, target)  # noqa: PTH105 - as above
    except OSError:  # a cache that cannot be written is none
        return False
    return True


def _can_show(words: "Sequence[str]") -> bool:
    """True on a terminal that is ours alone, with nothing to complain about."""
    return (
        os.isatty(0)
        and os.isatty(1)
        and os.tcgetpgrp(0) == os.getpgrp()
        and (getattr(sys.stdout, "encoding", None) or "").lower() == "utf-8"
        and os.environ.get("TERM", "dumb") != "dumb"
        and "TEXTUAL_DRIVER" not in os.environ
        and "-" not in words
        and all(map(os.path.lexists, words))
    )


def _key(words: "Sequence[str]", columns: int, rows: int) -> str:
    """One line that says what a picture is of: equal ones may stand for each other."""
    paths = [os.path.abspath(word) for word in words]  # noqa: PTH100 - as above
    looks = [os.environ.get(name) for name in _FIT]
    return ascii((_FORMAT, columns, rows, paths, looks))


def _kept(key: str, rows: int) -> "list[str] | None":
    """The lines of the picture, if it is the one for `key` and nothing in it can do harm."""
    try:
        file = os.open(place(), os.O_RDONLY | os.O_NONBLOCK)
        try:
            data = os.read(file, MOST_BYTES)
        finally:
            os.close(file)
        first, *lines = data.decode().split("\n")
    except (OSError, ValueError):
        return None
    fits = first == key and len(lines) == rows and all(map(_harmless, lines))
    return lines if fits else None


def _harmless(line: str) -> bool:
    r"""True when `line` is printable characters and colours.

    >>> _harmless("\x1b[1;31mred\x1b[0m"), _harmless("\x1b[2J"), _harmless("a\x07")
    (True, False, False)
    """
    plain, *coloured = line.split("\x1b[")
    texts = [plain]
    for piece in coloured:
        colours, end, text = piece.partition("m")
        if not end or colours.strip("0123456789;"):
            return False
        texts.append(text)
    return not any(sign < " " or "\x7f" <= sign <= "\x9f" for sign in "".join(texts))


def _write(data: bytes) -> None:
    while data:
        data = data[os.write(1, data) :]
