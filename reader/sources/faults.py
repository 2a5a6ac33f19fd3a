"""Say in this room's errors what went wrong with a file.

Shape:   an OSError or a file's mode -> a SourceError with the path and the reason.
Errors:  these functions return errors; whoever asked raises or yields them.
"""

import errno
import os
import stat
from typing import Final

from reader.errors import NotFound, NotReadable, SourceError

_MISSING: Final = frozenset({errno.ENOENT, errno.ENOTDIR})
_NAMES: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def translated(path: str, error: OSError | ValueError) -> SourceError:
    """Return the error for `path`; a ValueError is a name that no file can have."""
    if not isinstance(error, OSError):
        return NotFound(path, "no file can have this name")
    if error.errno not in _MISSING:
        return NotReadable(path, error.strerror or type(error).__name__)
    if os.path.islink(path):  # noqa: PTH114 - a name that is not UTF-8 is a plain str here
        return NotFound(path, "a link to nothing")
    return NotFound(path, "no such file or folder")


def irregular(path: str, mode: int) -> SourceError | None:
    """Return the error for something that is not a regular file; None when it is one."""
    if stat.S_ISREG(mode):
        return None
    name = next((name for test, name in _NAMES if test(mode)), "not a file")
    return NotReadable(path, f"{name}, not a file" if name != "not a file" else name)
