"""Copying: by the terminal's own sequence, or by a program where the sequence is known to fail.

Shape:   `visible(text)` is what may be copied; `program(environment)` the command that copies, or
         None where the terminal does; `copy_by(program, text)` -> None, or why not.
Errors:  none are raised.
Source:  OSC 52 as xterm has it. Apple's Terminal, the Linux console, VTE and older versions of
         Konsole ignore it; tmux does unless it is told otherwise.
"""

import subprocess
import sys
from collections.abc import Mapping
from shutil import which
from typing import Final

from reader.clean import screened

_PATIENCE_S: Final = 3.0
_KONSOLE: Final = 241200
"""The first version of Konsole that knows the sequence."""


def visible(text: str) -> str:
    """What a reader sees of `text`, in lines: no other control character is left."""
    return "\n".join(screened(line.replace("\t", " ")) for line in text.split("\n"))


def program(environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """The command that copies its standard input; None where the terminal's sequence works.

    On a machine at the far end of a connection a program would fill a clipboard that nobody sees.
    """
    if not _is_deaf(environment):
        return None
    far = "SSH_CONNECTION" in environment or "SSH_TTY" in environment
    candidates: list[tuple[str, ...]] = []
    if not far:
        if environment.get("WAYLAND_DISPLAY"):
            candidates.append(("wl-copy",))
        if environment.get("DISPLAY"):
            candidates += [("xclip", "-selection", "clipboard"), ("xsel", "-b", "-i")]
        if sys.platform == "darwin":
            candidates.append(("pbcopy",))
        if "WSL_DISTRO_NAME" in environment:
            candidates.append(("clip.exe",))
    if environment.get("TMUX"):
        candidates.append(("tmux", "load-buffer", "-w", "-"))
    path = environment.get("PATH")
    return next((each for each in candidates if which(each[0], path=path)), None)


def copy_by(command: tuple[str, ...], text: str) -> str | None:
    """Give `text` to `command`; why that did not work, or None. It may wait: call it from a thread."""
    encoding = "utf-16" if command[0] == "clip.exe" else "utf-8"
    try:
        done = subprocess.run(
            command,
            input=text.encode(encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{command[0]}: {getattr(error, 'strerror', None) or 'no answer'}"
    return f"{command[0]}: status {done.returncode}" if done.returncode else None


def _is_deaf(environment: Mapping[str, str]) -> bool:
    """True for terminals that ignore the sequence."""
    konsole = environment.get("KONSOLE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") == "Apple_Terminal"
        or environment.get("TERM") == "linux"
        or bool(environment.get("VTE_VERSION") or environment.get("TMUX"))
        or (konsole.isdigit() and int(konsole) < _KONSOLE)
    )
