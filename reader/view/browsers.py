"""An address handed to the reader's browser, beside us and without our terminal.

Shape:   `open_address(address)` -> None when the browser took it, or why not. It waits up to
         `PATIENCE_S`: call it from a thread.
Errors:  none are raised.
Source:  Python's `webbrowser` chooses, as $BROWSER and the desktop say; it gets one argument,
         checked by `reader.text.links`, and runs in a process of its own, since a browser may
         hang, end badly, or write to the terminal.
"""

import subprocess
import sys
from typing import Final

from reader.text.links import BadAddress, checked

PATIENCE_S: Final = 3.0
"""A browser that runs for longer has begun."""

_OPEN: Final = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"

_running: Final[list["subprocess.Popen[bytes]"]] = []
"""Browsers that stay; forgotten once they have ended."""


def open_address(address: str) -> str | None:
    """Open `address`; why that did not work, or None."""
    _running[:] = [each for each in _running if each.poll() is None]
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", _OPEN, checked(address)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except BadAddress as error:
        return str(error)
    except OSError as error:
        return f"no browser could be started ({error.strerror})"
    try:
        status = process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        _running.append(process)
        return None
    return (
        f"no browser could open it (status {status}; BROWSER says which to use)" if status else None
    )
