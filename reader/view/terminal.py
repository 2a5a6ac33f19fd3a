"""The terminal: taken as it is found, and given back so, whatever happens meanwhile.

Shape:   `TerminalDriver` is Textual's own driver with a more careful beginning and end:
         signals are handled before the first mode is switched on; what is written goes to
         standard output, in its encoding, and nowhere once the terminal has gone.
Errors:  what breaks in the thread that reads keys ends the app as any other error does.
Source:  exit statuses are 128 + the signal's number, as shells report them.
"""

import codecs
import io
import os
import select
import signal
import sys
import termios
import threading
import time
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len
from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader import first_picture

if TYPE_CHECKING:
    from reader.view.app import BroadsheetApp

SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)

GRACE_S: Final = 2.0
"""How long an orderly end may take before the process is ended all the same."""

ESCAPE_S: Final = 0.04
"""So long an Esc may be the beginning of another key; Textual waits for 0.1 s, which is felt."""

RESTORE: Final = (
    "\x1b[?2026l\x1b[<u\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?2048l\x1b[?2004l\x1b[?1004l\x1b[?7h\x1b[?1049l\x1b[?25h"
)
"""Every mode Textual switches on, switched off."""

_OTHER_SCREEN: Final = "\x1b[?1049h"

_PASTE: Final = "\x1b[200~"
_PASTED: Final = "\x1b[201~"
"""What a terminal puts around pasted text."""

_STAND_INS: Final = str.maketrans(
    "│─┬┴┼▌…‘’“”–—•·★↓↑←→▁▂▃▄▅▆▇█▔", "|-++++.''\"\"--*.*v^<>########-"
)
"""For a terminal whose encoding lacks them; each as wide as the sign it stands for."""


def is_gone() -> bool:
    """True when the terminal behind standard input or output has hung up."""
    try:
        poll = select.poll()
        for descriptor in (0, 1):
            poll.register(descriptor, select.POLLHUP)
        lost = select.POLLHUP | select.POLLNVAL | select.POLLERR
        return any(event & lost for _, event in poll.poll(0))
    except OSError:
        return True


def _modes() -> list[Any] | None:
    """The terminal's modes as the program found them; None for keys that come from no terminal."""
    try:
        return first_picture.modes() or termios.tcgetattr(0)
    except termios.error:
        return None


class Ending:
    """The last resort: a thread that ends the process when the orderly end takes too long.

    It waits on a pipe from the start, because a handler of signals can always write a byte,
    but not always start a thread.
    """

    def __init__(self, modes: list[Any] | None) -> None:
        self._asked, self._ask = os.pipe()
        self._modes = modes
        threading.Thread(target=self._wait, name="ending", daemon=True).start()

    def soon(self, status: int) -> None:
        """End with `status` after the grace, even if the orderly end hangs."""
        os.write(self._ask, bytes([status]))

    def _wait(self) -> None:
        status = os.read(self._asked, 1)[0]
        time.sleep(GRACE_S)
        with suppress(termios.error, OSError):  # gone: there is nothing left to restore
            if self._modes is not None:
                termios.tcsetattr(0, termios.TCSANOW, self._modes)
            # A terminal that takes nothing would hold us up for ever.
            if select.select([], [1], [], 0)[1]:
                os.write(1, RESTORE.encode())
        os._exit(status)


class TerminalDriver(LinuxDriver):
    """Textual's driver for a terminal that may be slow, go away, or speak no UTF-8."""

    _app: "BroadsheetApp"

    def __init__(
        self,
        app: "BroadsheetApp",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Not standard error: that may be a file while the app is on the terminal.
        self._file = output(1, getattr(sys.__stdout__, "encoding", None) or "utf-8")
        self._painted = False
        """True while the first picture is on, which is there already and may not flicker."""
        self._modes = _modes()
        self._ending = Ending(self._modes)
        for number in SIGNALS:
            signal.signal(number, self._signalled)
        if "ESCDELAY" not in os.environ:  # Textual reads it in its parser, and declares it final
            setattr(constants, "ESCAPE_DELAY", ESCAPE_S)  # noqa: B010

    def end_soon(self, status: int) -> None:
        """End the process after the grace, if it has not ended by then."""
        self._ending.soon(status)

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        status = 128 + number
        # First, and from here: the loop may be waiting for a terminal that takes nothing.
        self.end_soon(status)
        self._in_loop(lambda: self._app.leave(status))

    def _in_loop(self, action: Callable[[], object]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(action)

    def start_application_mode(self) -> None:
        """Take the terminal, with the first picture on it if there is one."""
        self._painted = first_picture.taken_over() is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._painted:  # Textual has found the modes as the picture needed them
            self.attrs_before = self._modes
        self._painted = False

    def write(self, data: str) -> None:
        """Write to the terminal; going to the other screen a second time would empty it."""
        if not (self._painted and data == _OTHER_SCREEN):
            super().write(data)

    # -- asleep and awake ----------------------------------------------

    # In the loop, not in the handler, which may have interrupted a write to the terminal.

    def _sigtstp_application(self, *_: object) -> None:
        self._in_loop(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        self._in_loop(self._wake)

    def _wake(self) -> None:
        """Take the terminal again; after a SIGSTOP, which nobody sees coming, give it back first."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()
        self._app.call_later(self._app.refresh, layout=True)

    def stop_application_mode(self) -> None:
        """Give the terminal back, the mouse's finer steps too."""
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        super().stop_application_mode()

    # -- keys ----------------------------------------------------------

    def _run_input_thread(self) -> None:
        """Read keys; an error here is one of the app, not a traceback on the screen."""
        while True:
            try:
                return self.run_input_thread()
            except (ValueError, OverflowError):
                continue  # no key sends this: no UTF-8, or a number beyond Unicode
            except OSError:
                return self._in_loop(lambda: self._app.leave(128 + signal.SIGHUP))
            except Exception as error:  # noqa: BLE001 - the thread's last door
                return self._in_loop(partial(self._app._handle_exception, error))  # noqa: SLF001


class Parser(XTermParser):
    """Textual's parser of keys, for which an escape sequence in a paste would end the paste.

    What came after it would then be typed, and obeyed.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasting = False
        self._held = ""
        """The beginning of what may become the paste's end."""

    def feed(self, data: str) -> Iterable[Message]:
        """Parse `data`; nothing in it says that there is no more."""
        tame = self._tame(data)
        return super().feed(tame) if tame or not data else ()

    def _tame(self, data: str) -> str:
        """`data` without the escapes in pastes."""
        data, self._held = self._held + data, ""
        parts: list[str] = []
        while data and not self._held:
            if not self._pasting:
                before, begin, data = data.partition(_PASTE)
                parts.append(before + begin)
                self._pasting = bool(begin)
                continue
            inside = data.partition(_PASTE)[0]
            # The last one: a paste may contain what ends it.
            end = inside.rfind(_PASTED)
            if end >= 0:
                parts.append(inside[:end].replace("\x1b", "") + _PASTED)
                data = data[end + len(_PASTED) :]
                self._pasting = False
                continue
            cut = inside.rfind("\x1b", -len(_PASTED) + 1)
            if cut >= 0 and _PASTED.startswith(inside[cut:]):
                inside, self._held = inside[:cut], inside[cut:]
            parts.append(inside.replace("\x1b", ""))
            data = data[len(inside) + len(self._held) :]
            if data:  # another begins before this one has ended
                data = data.removeprefix(_PASTE)
        return "".join(parts)


# The driver makes its parser itself, in a thread, and offers no other way.
linux_driver.XTermParser = Parser  # type: ignore[attr-defined]


def output(descriptor: int, encoding: str) -> io.TextIOWrapper:
    """A stream to a terminal that never raises: see `_Lasting` and `_in_cells`."""
    codecs.register_error("broadsheet.cells", _in_cells)
    return io.TextIOWrapper(
        io.BufferedWriter(_Lasting(descriptor, "w", closefd=False)),
        encoding=encoding,
        errors="broadsheet.cells",
        newline="",
    )


class _Lasting(io.FileIO):
    """A terminal that may go away: what is written then goes nowhere, and the app's watch ends it."""

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - any buffer
        try:
            while (count := super().write(data)) is None:
                # Somebody made the terminal non-blocking; we wait all the same.
                select.select([], [self], [])
        except OSError:
            return len(data)
        return count


def _in_cells(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters the terminal's encoding lacks: as many cells of ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(map(_stand_in, lacking)), error.end


def _stand_in(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter.translate(_STAND_INS))
    kept = "".join(filter(str.isascii, plain))
    cells = cell_len(letter)
    return kept if len(kept) == cells else "?" * cells
