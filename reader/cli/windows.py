"""From the command line into the app: keys, terminal and clerk made ready.

Shape:   `open_windows(paths)` returns the app's exit status.
Errors:  one line and exit status 2 without a terminal, 1 when nothing can be read.
"""

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader import first_picture
from reader.clean import one_line
from reader.cli.output import complain
from reader.cli.pipes import read_pipe

# The child is all that is needed at once; the desk is imported while it starts.
from reader.desk.children import end
from reader.desk.clerk import start_child

if TYPE_CHECKING:
    from reader.desk import Desk


_MOST_FAULTS: Final = 5
"""Lines about what could not be read, once the app is gone; more would push them out of sight."""

_ALLOCATIONS: Final = 20_000
"""Between two looks for garbage: a library is a million things, and none of them garbage."""


def open_windows(paths: Sequence[str], *, plain: bool = False) -> int:
    """Open the app on `paths`; `-` is read from standard input, keys then from the terminal.

    `plain` is what the setting of that name is.
    """
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
    stdin = None
    if piped:
        stdin = read_pipe()
        if not _keys_from_terminal():
            complain("broadsheet: there is no terminal to read keys from")
            return 2
    gc.disable()  # what is imported stays
    desk = _desk(files, stdin, plain=plain)
    try:
        if desk.is_settled:
            desk.start()  # first of all: it reads while the app is being imported
        from reader.view.app import run

        gc.freeze()
        gc.set_threshold(_ALLOCATIONS)
        gc.enable()
        status = run(desk)
        told = len(desk.warnings)
        desk.close()
        # What could not be saved is known only now that the app is gone.
        lost = desk.warnings[told:]
        for warning in lost:
            complain(warning)
        unread = bool(desk.faults) and not desk.ids()
        if unread:
            _tell(desk.faults, missing)
        return status or (1 if missing or lost or unread else 0)
    finally:
        desk.close()


def _tell(faults: Sequence[str], missing: Sequence[str]) -> None:
    """Name the first faults, and count the others; what is missing was named at the start."""
    named = tuple(f"{one_line(os.path.abspath(path))}: " for path in missing)  # noqa: PTH100 - bytes of a name are kept
    left = [fault for fault in faults if not fault.startswith(named)]
    for fault in left[:_MOST_FAULTS]:
        complain(fault)
    if len(left) > _MOST_FAULTS:
        complain(f"and {len(left) - _MOST_FAULTS} more")


def _desk(files: Sequence[str], stdin: bytes | None, *, plain: bool) -> "Desk":
    """The desk, with the clerk's child sent ahead, unless the first picture is on the screen."""
    child = None if first_picture.modes() else start_child()
    try:
        from reader.desk import Desk

        desk = Desk.open(files, stdin=stdin, child=child, watch=True)
    except BaseException:
        if child is not None:
            end(child)
        raise
    if plain:
        desk.settings = replace(desk.settings, plain=True)
    return desk


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
