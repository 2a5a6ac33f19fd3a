"""Messages between the program and its clerk: a length, then a pickle.

Shape:   any picklable value; None from `read_frame` says that the other side is gone.
Units:   the length is 8 bytes, big-endian, and counts bytes.
Errors:  OSError when the pipe breaks while writing.
Source:  both ends are this program: the pipe is private to parent and child.
"""

import pickle
import struct
from typing import IO, Any, Final

_LENGTH: Final = struct.Struct(">Q")


def write_frame(stream: IO[bytes], value: object) -> None:
    """Write `value` and push it out."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Any:  # noqa: ANN401 - what was written
    """Read the next value; None at the end of the stream, also in the middle of a frame."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(head)
    data = stream.read(size)
    return pickle.loads(data) if len(data) == size else None  # noqa: S301
