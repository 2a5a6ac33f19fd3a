"""What stands in an answer of a server, and how it is unpacked.

Shape:   pieces of a body -> bytes; fields of the head -> values.
Units:   seconds and bytes.
Errors:  NotFetched for what cannot be unpacked, or is larger than it may be.
Source:  RFC 9110 for Retry-After and the statuses, RFC 1950 to 1952 for what is packed.
"""

import datetime as dt
import email.utils
import re
import zlib
from collections.abc import Iterator
from typing import Final

from reader.errors import NotFetched

SOUND: Final = re.compile(r"[\x20-\x7e]+")
"""What may be sent back as it came."""
_LONGEST_WAIT_S: Final = 30 * 86_400.0
_LONGEST_TAG: Final = 1_024


def unpacked(name: str, pieces: Iterator[bytes], packing: str, most: int) -> bytes:
    """The body, unpacked, and no more than `most` of it."""
    if packing in ("", "identity"):
        return b"".join(pieces)
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise NotFetched(name, f"packed in a way nobody asked for ({packing[:40]})")
    parts: list[bytes] = []
    room = most + 1
    unpacking = None
    for piece in pieces:
        if unpacking is None:
            # "deflate" means two things on the web; the first byte tells which.
            raw = packing == "deflate" and piece[0] & 0x0F != 8
            unpacking = zlib.decompressobj(-15 if raw else 47)
        try:
            parts.append(unpacking.decompress(piece, room))
        except zlib.error as error:
            raise NotFetched(
                name, "damaged on its way (what is packed cannot be unpacked)"
            ) from error
        room -= len(parts[-1])
        if room <= 0:
            raise NotFetched(name, too_large(most))
    if unpacking is not None and not unpacking.eof:
        raise NotFetched(name, "cut short on its way")
    return b"".join(parts)


def too_large(most: int) -> str:
    """What is said of a body of more than `most` bytes."""
    return f"larger than {most / 1024 / 1024:g} MiB"


def said(status: int) -> str:
    """What a status means."""
    words = {
        401: "a password is wanted (401)",
        403: "the server refuses it (403)",
        404: "not there (404)",
        410: "gone for good (410)",
        429: "asked too often (429)",
    }
    return words.get(status) or f"the server answered {status}"


def wait_of(field: str) -> float:
    """Seconds, as Retry-After tells them: a number, or a date."""
    field = field.strip()
    if field.isdecimal() and field.isascii():
        return min(float(field[:9]), _LONGEST_WAIT_S)
    try:
        until = email.utils.parsedate_to_datetime(field)
    except (TypeError, ValueError, IndexError, OverflowError):
        return 0.0
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return min(max(0.0, (until - dt.datetime.now(dt.UTC)).total_seconds()), _LONGEST_WAIT_S)


def sound(field: str) -> str:
    """A field that can be sent back as it came; else nothing."""
    return field if len(field) <= _LONGEST_TAG and SOUND.fullmatch(field) else ""
