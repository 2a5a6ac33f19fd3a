"""The file of a segment: named sections behind a header, mapped into memory and never changed.

Shape:   `writing` gives a `Writer`, which takes section after section and puts the file in its
         place when all is written; `Columns` opens it: bytes, numbers and moments by name.
Units:   numbers are little-endian everywhere: 32 bits, and 64-bit floats for moments.
         The header (magic, version, how long the file is) and the table (name, place, size and
         CRC-32 of each section) carry checksums and are looked at when the file is opened;
         `verify` reads everything, a second or so for a gigabyte.
Errors:  StoreDamaged for what is no segment, is cut short or does not hold together;
         StoreTooNew for one of a later version; StoreError when it cannot be read or written.
"""

import mmap
import os
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final, NamedTuple, TypeVar

from reader.errors import StoreDamaged, StoreError, StoreTooNew

VERSION: Final = 4

_MAGIC: Final = b"\x89BSHTSEG"
_HEADER: Final = struct.Struct("<8sIQQII")
"""Magic, version, the lengths of the table and the file, the table's CRC; then the CRC of these."""
_ROW: Final = struct.Struct("<24sQQI")
_TABLE: Final = 8_192 - _HEADER.size
"""Room for the table right behind the header: both are read at one go."""
_ALIGNED: Final = 8

_Numbers = TypeVar("_Numbers", "array[int]", "array[float]")


class _Section(NamedTuple):
    place: int
    size: int
    checksum: int


class Writer:
    """Sections, one after the other."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._rows: dict[str, _Section] = {}
        self._open: str | None = None
        self._place = self._size = self._checksum = 0
        file.write(bytes(_HEADER.size + _TABLE))

    def begin(self, name: str) -> None:
        """What is written from now on is the section `name`; the one before is complete."""
        self._end()
        self._file.write(bytes(-self._file.tell() % _ALIGNED))
        self._open, self._place = name, self._file.tell()
        self._size = self._checksum = 0

    def write(self, data: "bytes | bytearray | memoryview") -> None:
        """More of the section that was begun last."""
        self._file.write(data)
        self._size += len(data)
        self._checksum = zlib.crc32(data, self._checksum)

    def add(self, name: str, data: "bytes | bytearray") -> None:
        """A whole section."""
        self.begin(name)
        self.write(data)

    def add_numbers(self, name: str, numbers: Iterable[int]) -> None:
        """A section of numbers."""
        self.add(name, little(array("I", numbers)).tobytes())

    def add_moments(self, name: str, moments: Iterable[float]) -> None:
        """A section of moments."""
        self.add(name, little(array("d", moments)).tobytes())

    def reread(self, name: str) -> "memoryview[int]":
        """A section that is complete, as it lies in the file."""
        self._end()
        self._file.flush()
        place, size, _ = self._rows[name]
        if not size:
            return memoryview(b"")
        whole = mmap.mmap(self._file.fileno(), place + size, access=mmap.ACCESS_READ)
        return memoryview(whole)[place:]

    def finish(self) -> None:
        """Write the header and the table; all reaches the disk."""
        self._end()
        size = self._file.tell()
        rows = b"".join(_ROW.pack(name.encode(), *row) for name, row in self._rows.items())
        table = rows.ljust(_TABLE, b"\0")
        header = _HEADER.pack(_MAGIC, VERSION, len(rows), size, zlib.crc32(table), 0)[:-4]
        self._file.seek(0)
        self._file.write(header + zlib.crc32(header).to_bytes(4, "little") + table)
        self._file.flush()
        os.fsync(self._file.fileno())

    def _end(self) -> None:
        if self._open is not None:
            self._rows[self._open] = _Section(self._place, self._size, self._checksum)
            self._open = None


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A writer of the file at `path`, which appears there complete or not at all."""
    temporary = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
            temporary = Path(file.name)
            writer = Writer(file)
            yield writer
            writer.finish()
        temporary.replace(path)
    except OSError as error:
        raise StoreError(str(path), error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            with suppress(FileNotFoundError):
                temporary.unlink()


class Columns:
    """A file of sections, open for reading; unmapped when nobody holds it any more."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if size < _HEADER.size:
                    raise self.damaged("not a segment of the index")
                self._data = memoryview(mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ))
        except OSError as error:
            raise StoreError(str(path), error.strerror or str(error)) from error
        self._sections = self._table()

    def damaged(self, reason: str) -> StoreDamaged:
        """The error that says so."""
        return StoreDamaged(str(self.path), reason)

    def bytes(self, name: str) -> "memoryview[int]":
        """A section as it is."""
        try:
            place, size, _ = self._sections[name]
        except KeyError:
            raise self.damaged(f"the segment has no {name}") from None
        return self._data[place : place + size]

    def numbers(self, name: str) -> Sequence[int]:
        """A section of numbers."""
        return self._cast(name, 4).cast("I") if sys.byteorder == "little" else self._swapped(name)

    def moments(self, name: str) -> Sequence[float]:
        """A section of moments, seconds since the epoch."""
        data = self._cast(name, 8)
        return data.cast("d") if sys.byteorder == "little" else little(array("d", bytes(data)))

    def verify(self) -> None:
        """Read everything, and raise StoreDamaged where it is not what was written."""
        for name, section in self._sections.items():
            if zlib.crc32(self.bytes(name)) != section.checksum:
                raise self.damaged(f"{name} is not what was written")

    def _cast(self, name: str, width: int) -> "memoryview[int]":
        data = self.bytes(name)
        if len(data) % width:
            raise self.damaged(f"{name} ends amid a number")
        return data

    def _swapped(self, name: str) -> Sequence[int]:
        return little(array("I", bytes(self._cast(name, 4))))

    def _table(self) -> dict[str, _Section]:
        """Where the sections are; nothing of it is believed without its checksum."""
        header = bytes(self._data[: _HEADER.size])
        magic, version, length, size, checksum, own = _HEADER.unpack(header)
        if magic != _MAGIC:
            raise self.damaged("not a segment of the index")
        if own != zlib.crc32(header[:-4]):
            raise self.damaged("the header is not what was written")
        if version > VERSION:
            raise StoreTooNew(str(self.path), f"a segment of version {version}")
        if version < VERSION:
            raise self.damaged(f"a segment of version {version}, which is out of use")
        if size != len(self._data):
            raise self.damaged(f"{len(self._data)} bytes instead of {size}")
        table = bytes(self._data[_HEADER.size : _HEADER.size + _TABLE])
        if zlib.crc32(table) != checksum:
            raise self.damaged("the table of sections is not what was written")
        rows = _ROW.iter_unpack(table[:length])
        return {name.rstrip(b"\0").decode(): _Section(*row) for name, *row in rows}


def little(numbers: _Numbers) -> _Numbers:
    """The numbers in the file's order of bytes, from this machine's; or the other way round."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
