"""From the command line into the app: keys, terminal and clerk made ready.

Shape:   `open_windows(paths)` returns the app's exit status.
Errors:  one line and exit status 2 without a terminal, 1 when no path can be read.
"""

import os
import sys
from collections.abc import Sequence

from reader.cli.output import complain
from reader.desk import Desk


def open_windows(paths: Sequence[str]) -> int:
    """Open the app on `paths`; `-` is read from standard input, keys then from the terminal."""
    if not sys.stdout.isatty():
        complain("broadsheet: standard output is no terminal; try: broadsheet list")
        return 2
    piped = "-" in paths
    if not piped and not sys.stdin.isatty():
        complain("broadsheet: standard input is no terminal; to read it: broadsheet -")
        return 2
    files = [path for path in paths if path != "-"]
    missing = [path for path in files if not os.path.lexists(path)]
    for path in missing:
        complain(f"{path}: no such file or folder, and no command of that name")
    if missing and len(missing) == len(paths):
        return 1
    stdin = sys.stdin.buffer.read() if piped else None
    if piped and not _keys_from_terminal():
        complain("broadsheet: there is no terminal to read keys from")
        return 2
    desk = Desk.open(files, stdin=stdin)
    try:
        desk.start()  # first of all: it reads while the app is being imported
        from reader.cli.ends import default_signals
        from reader.view.app import run

        default_signals()
        return run(desk) or (1 if missing else 0)
    finally:
        desk.close()


def _keys_from_terminal() -> bool:
    """Make the terminal our standard input, now that the pipe is read."""
    if sys.stdin.isatty():
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:  # a process without a terminal; told by the caller
        return False
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    return True
