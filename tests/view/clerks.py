"""Clerks for windows in tests: real processes, which find everything imported already.

A clerk imports for a quarter of a second and then works for a moment. Here one process has done
that, knows what recognising needs, and forks for every window that asks. How a clerk is started
from nothing is tested in `tests/desk` and `tests/terminal`.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, cast

ROOT: Final = Path(__file__).parents[2]
_LONGEST: Final = 100_000
"""Bytes of an environment, and more."""


class Forked:
    """One clerk, as far as `subprocess.Popen` is asked of one."""

    def __init__(self, pid: int, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self.pid = pid
        self.stdin = stdin
        self.stdout = stdout

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """The process that forked it reaps it."""
        return 0


class Clerks:
    """The process that forks, for all tests of one run."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        self._socket = ours

    def start(self) -> "subprocess.Popen[bytes]":
        """A clerk that waits for its job, in the environment of now."""
        inbox, stdin = os.pipe()
        stdout, outbox = os.pipe()
        said = json.dumps(dict(os.environ)).encode()
        socket.send_fds(self._socket, [said], [inbox, outbox])
        os.close(inbox)
        os.close(outbox)
        pid = int(self._socket.recv(20))
        forked = Forked(pid, os.fdopen(stdin, "wb"), os.fdopen(stdout, "rb"))
        return cast("subprocess.Popen[bytes]", forked)

    def close(self) -> None:
        self._socket.close()
        self._process.wait()


def serve(descriptor: int) -> None:
    """Fork for whoever asks, until nobody can ask any more."""
    from reader.annotate import find_marks
    from reader.desk import clerk, work

    del work  # imported, which is all that was wanted
    find_marks("Anna Keller paid €3m in Rotterdam on Monday.")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    with socket.socket(fileno=descriptor) as asked:
        while True:
            said, descriptors, _, _ = socket.recv_fds(asked, _LONGEST, 2)
            if not said:
                return
            if (pid := os.fork()) == 0:
                break
            for each in descriptors:
                os.close(each)
            asked.send(str(pid).encode())
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for own, each in enumerate(descriptors):
        os.dup2(each, own)
        os.close(each)
    os.environ.clear()
    os.environ.update(json.loads(said))
    clerk.main()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
