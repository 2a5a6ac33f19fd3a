"""Child processes of this program: how one is started, what it does first, how it is ended.

Shape:   `start(code, ...)` -> a process whose standard streams carry frames; the child calls
         `streams` for its ends of them.
Errors:  none; None where no process can be had.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO


def start(code: str) -> "subprocess.Popen[bytes] | None":
    """A child that runs `code`, which finds the program's folder in its first argument."""
    root = str(Path(__file__).resolve().parents[2])
    if not sys.executable:
        return None
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", code, root],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:  # no processes or memory left: its work is done here
        return None


def end(process: "subprocess.Popen[bytes]") -> None:
    """Kill the child, which has nothing to lose, and reap it."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()


def streams() -> tuple[IO[bytes], IO[bytes]]:
    """In the child: where frames come in and go out, with nothing else between them."""
    # The terminal's ctrl-c is for the parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox, outbox = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the frames.
    os.dup2(2, 1)
    return inbox, outbox
