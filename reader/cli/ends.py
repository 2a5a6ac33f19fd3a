"""How a run ends: by its own will, by a signal, by a closed pipe, or by our mistake.

Shape:   `guarded(argv)` returns an exit status whatever happens.
Units:   exit statuses; 128 + n says signal n, as shells do.
Errors:  none get out; an unforeseen one becomes one line and a traceback in the log.
"""

import os
import sys

from reader import first_picture
from reader.cli.words import only_paths

# The first picture comes first, and everything that it can do without comes after it.
TYPE_CHECKING = False
if not TYPE_CHECKING:
    try:  # what `signal` dresses in enumerations, which take as long as all else before the picture
        import _signal as signal
    except ImportError:
        import signal
else:
    import signal
    from collections.abc import Sequence
    from pathlib import Path
    from types import FrameType

_SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
    if hasattr(signal, name)
)
_MAX_LOG = 1_000_000
"""Bytes; a longer log begins again."""


class Signalled(BaseException):
    """A signal asks us to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def guarded(argv: "Sequence[str]") -> int:
    """Run the command in `argv` and return its exit status."""
    try:
        _listen()
        _have_streams()
        return _run(argv)
    except Signalled as end:
        return 128 + end.number
    except Exception as error:  # noqa: BLE001 - the last door: named, logged, exit 1
        from reader.cli.output import PipeClosed

        return 128 + signal.SIGPIPE if isinstance(error, PipeClosed) else crashed(error)


def crashed(error: BaseException) -> int:
    """Write the traceback to the log, say where it is, and return the exit status."""
    from reader.cli.output import complain
    from reader.paths import places

    log = places().log
    what = f"broadsheet: {type(error).__name__}: {error}"
    try:
        _log(log, error)
    except OSError as trouble:
        complain(f"{what} (and the log {log} cannot be written: {trouble.strerror})")
    else:
        complain(f"{what} (details are in {log})")
    return 1


def _run(argv: "Sequence[str]") -> int:
    if only_paths(argv):
        return _windows(argv)
    import click

    from reader.cli.commands import broadsheet
    from reader.cli.output import complain, flush
    from reader.errors import BroadsheetError

    try:
        status = broadsheet.main(list(argv), prog_name="broadsheet", standalone_mode=False)
        flush()
    except click.ClickException as error:
        told = " ".join(error.format_message().split())  # choices stand in lines of their own
        if isinstance(error, click.UsageError) and error.ctx is not None:
            told = f"{told.rstrip('.')}. Try: {error.ctx.command_path} --help"
        complain(f"broadsheet: {told}")
        return error.exit_code
    except click.Abort:
        return 128 + signal.SIGINT
    except BroadsheetError as error:
        complain(str(error))
        return 1
    return status if isinstance(status, int) else 0


def _windows(paths: "Sequence[str]") -> int:
    """Open the app without the machinery of commands, which is slow to import."""
    try:
        first_picture.show(paths)
        from reader.cli.windows import open_windows

        return open_windows(paths)
    except Exception as error:
        first_picture.give_back()  # what is said now is said on the terminal as it was
        from reader.cli.output import complain
        from reader.errors import BroadsheetError

        if not isinstance(error, BroadsheetError):
            raise
        complain(str(error))
        return 1
    finally:
        first_picture.give_back()


def _have_streams() -> None:
    """Give a stream that was closed by whoever started us a harmless stand-in."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - pathlib comes later


def _listen() -> None:
    for number in _SIGNALS:
        # One that is ignored already (nohup) stays so.
        if signal.getsignal(number) not in (signal.SIG_IGN, None):
            signal.signal(number, _interrupt)


def _interrupt(number: int, _frame: "FrameType | None") -> None:
    raise Signalled(number)


def _log(log: "Path", error: BaseException) -> None:
    import datetime as dt
    import traceback
    from contextlib import suppress

    from reader.clean import screened

    log.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        if log.stat().st_size > _MAX_LOG:
            os.truncate(log, 0)
    lines = "".join(traceback.format_exception(error)).splitlines()
    stamp = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    text = "\n".join([f"{stamp} broadsheet {sys.version.split()[0]}", *map(screened, lines), ""])
    with log.open("ab") as file:
        file.write(text.encode("utf-8", "replace"))
