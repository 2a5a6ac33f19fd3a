"""Read the bytes of one file, without being caught by what only looks like a file.

Shape:   read_bytes(path) -> bytes, whole, of one moment.
Units:   sizes are bytes.
Errors:  NotFound, NotReadable, TooLarge with the path and the reason; no OSError gets out.
Source:  a FIFO would hang and /dev/zero never end, so nothing but a regular file is read,
         and the limit is kept while reading too, since a file may grow.
"""

import os
import time
from typing import Final

from reader.errors import NotReadable, TooLarge
from reader.sources.faults import irregular, translated

LIMIT: Final = 16 * 1024 * 1024
"""An article larger than this is not an article."""

_CHUNK: Final = 1024 * 1024
_LEAST: Final = 512
_FRESH_NS: Final = 50_000_000
"""A file written this shortly ago may change again before its time does."""
_FLAGS: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def read_bytes(path: str, *, limit: int = LIMIT) -> bytes:
    """Return what is in the file at `path`, as `read_file` does."""
    return read_file(path, limit=limit)[0]


def read_file(path: str, *, limit: int = LIMIT) -> tuple[bytes, os.stat_result]:
    """Return what is in the file at `path`, and what the system knew of it at that moment.

    `limit` is the most it may be. A file that changes meanwhile is read once more, and refused when it changes again:
    old or new, never a mix.
    """
    for _ in range(2):
        data, found, is_steady = _read_once(path, limit)
        if is_steady:
            return data, found
    raise NotReadable(path, "it changes while it is read")


def read_start(path: str, *, size: int = 4096) -> bytes:
    """Return at most the first `size` bytes, to tell what kind of file it is."""
    try:
        descriptor = _open(path)
        try:
            return os.read(descriptor, size)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise translated(path, error) from error


def _read_once(path: str, limit: int) -> tuple[bytes, os.stat_result, bool]:
    try:
        descriptor = _open(path)
        try:
            before = os.fstat(descriptor)
            data = _read_all(path, descriptor, before.st_size, limit)
            after = os.fstat(descriptor)
            is_steady = _stamp(before) == _stamp(after) and len(data) == after.st_size
            if is_steady and time.time_ns() - after.st_mtime_ns < _FRESH_NS:
                os.lseek(descriptor, 0, os.SEEK_SET)
                is_steady = _read_all(path, descriptor, after.st_size, limit) == data
            return data, after, is_steady
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise translated(path, error) from error


def _open(path: str) -> int:
    """Open a regular file. It is looked at before, since opening a device may do things."""
    if fault := irregular(path, os.stat(path).st_mode):  # noqa: PTH116
        raise fault
    descriptor = os.open(path, _FLAGS)
    if fault := irregular(path, os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise fault
    return descriptor


def _read_all(path: str, descriptor: int, size: int, limit: int) -> bytes:
    if size > limit:
        raise TooLarge(path, f"{_size(size)}, and the limit is {_size(limit)}")
    parts: list[bytes] = []
    total = 0
    # To make room for a megabyte takes longer than to read an article.
    while part := os.read(descriptor, min(max(size - total, _LEAST), _CHUNK)):
        parts.append(part)
        total += len(part)
        if total > limit:
            raise TooLarge(path, f"more than {_size(total - 1)}, and the limit is {_size(limit)}")
    return b"".join(parts)


def _stamp(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


def _size(count: int) -> str:
    if count < 1024 * 1024:
        return f"{count:,} bytes"
    return f"{count / (1024 * 1024):,.1f}".removesuffix(".0") + " MiB"
