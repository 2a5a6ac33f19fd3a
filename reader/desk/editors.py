"""The reader's own editor, on the terminal that we stand on.

Shape:   `edit(path)` -> None when the editor ended well, or why not. It returns when the editor does.
Errors:  none are raised.
Source:  $VISUAL before $EDITOR, split into words as a shell would; no shell is asked. The path is
         absolute, so that it can be no option.
"""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def editor(environment: Mapping[str, str]) -> list[str]:
    """The words of the editor's command; ValueError saying why there is none."""
    chosen = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError as error:
        raise ValueError(f"{chosen}: not a command ({error})") from error
    if not words:
        raise ValueError("no editor is chosen: set VISUAL or EDITOR")
    return words


def edit(path: str | Path) -> str | None:
    """Have the reader edit the file; why that did not work, or None."""
    try:
        words = editor(os.environ)
    except ValueError as error:
        return str(error)
    try:
        with _unbroken():
            status = subprocess.call([*words, os.path.abspath(path)])  # noqa: PTH100 - bytes of a name are kept
    except (OSError, ValueError) as error:
        return f"{words[0]}: {getattr(error, 'strerror', None) or error}"
    return f"{words[0]}: ended with status {status}" if status else None


@contextmanager
def _unbroken() -> Iterator[None]:
    """Meanwhile keys that interrupt are the editor's. Not ignored: it would inherit that."""
    before = {
        number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGQUIT)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
