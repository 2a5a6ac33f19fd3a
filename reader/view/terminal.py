"""The terminal given back as it was found: signals, a terminal that went away, a crash.

Source:  exit statuses are 128 + the signal's number, as shells report them.
"""

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from typing import Final

SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)

GRACE_S: Final = 2.0
"""How long an orderly end may take before the process is ended all the same."""

RESTORE: Final = "\x1b[?2026l\x1b[<u\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1004l\x1b[?7h\x1b[?1049l\x1b[?25h"
"""Every mode Textual switches on, switched off."""


def on_signals(leave: Callable[[int], None]) -> None:
    """Call `leave(128 + n)` in the running event loop when signal n comes."""
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, leave, 128 + number)


def is_gone() -> bool:
    """True when the terminal behind standard input has hung up."""
    try:
        poll = select.poll()
        poll.register(0, select.POLLHUP)
        return any(
            event & (select.POLLHUP | select.POLLNVAL | select.POLLERR) for _, event in poll.poll(0)
        )
    except OSError:
        return True


def end_soon(status: int) -> None:
    """End the process after the grace, even if the orderly end hangs."""
    timer = threading.Timer(GRACE_S, _end, (status,))
    timer.daemon = True
    timer.start()


def _end(status: int) -> None:
    restore()
    os._exit(status)


def restore() -> None:
    """Write the modes back, where there still is a terminal."""
    try:
        if sys.__stderr__ is not None and sys.__stderr__.isatty():
            os.write(sys.__stderr__.fileno(), RESTORE.encode())
    except OSError:
        return  # the terminal is gone: there is nothing left to restore
