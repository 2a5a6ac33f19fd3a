"""The reader's repairs of marks: kept in a plain text file, applied to marks wherever they come from.

Shape:   `Mending(path, complain)`; `mend` gives an article's marks as the reader wants them, `add` and
         `take_back` change the file.
Units:   a line of the file is a repair, as `reader.annotate.repair_lines` spells it.
Errors:  a line that cannot be understood is named with file and number, and kept; a file that cannot
         be read is named, one that cannot be written is a StoreError.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader.errors import StoreError
from reader.marks import Mark

# Most readers repair nothing, and need not wait for what does.
if TYPE_CHECKING:
    from reader.annotate.repairs import Repair

_HEAD: Final = (
    "# What you have repaired: names that are none, of another kind, or of the same one.\n"
    '# A line each; edit it as you like. hide KIND "NAME", kind KIND "NAME" KIND,\n'
    '# merge KIND "NAME" "NAME"; with "only ID" behind it for one article.\n'
)
_LARGEST: Final = 4_000_000
"""Letters; nobody repairs so much."""


class Mending:
    """The repairs there are."""

    def __init__(self, path: Path, complain: Callable[[str], object]) -> None:
        self.path = path
        self.repairs: tuple[Repair, ...] = ()
        """In the order of the file."""
        self._complain = complain
        self._told: set[str] = set()
        self._last: tuple[str, tuple[Mark, ...], tuple[Mark, ...]] | None = None
        if path.is_file():
            with suppress(StoreError):  # which is told
                self._read()

    def mend(
        self, article: str, content: Callable[[], str], text: str, marks: tuple[Mark, ...]
    ) -> tuple[Mark, ...]:
        """The marks of an article's text, repaired."""
        if not self.repairs:
            return marks
        if self._last is not None and self._last[0] == article and self._last[1] is marks:
            return self._last[2]
        from reader.annotate.repairs import concerning, repaired

        made = repaired(text, marks, concerning(self.repairs, article, content))
        self._last = (article, marks, made)
        return made

    def add(self, repair: "Repair") -> None:
        """Keep one repair more, the last of all."""
        from reader.annotate.repair_lines import line_of

        line = line_of(repair)
        lines = [each for each in self._read() if each.rstrip("\n") != line]
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        self._write([*(lines or [_HEAD]), f"{line}\n"])

    def take_back(self, repair: "Repair | None" = None) -> "Repair | None":
        """Take away the last repair, or the last that is like `repair`; None when there is none."""
        lines = self._read()
        for place in range(len(lines) - 1, -1, -1):
            found = self._repair_of(place, lines[place])
            if found is not None and repair in (None, found):
                self._write([*lines[:place], *lines[place + 1 :]])
                return found
        return None

    @property
    def lines(self) -> tuple[str, ...]:
        """The repairs as lines, by which it is known whether anything was made with the same ones."""
        if not self.repairs:
            return ()
        from reader.annotate.repair_lines import line_of

        return tuple(map(line_of, self.repairs))

    def _read(self) -> list[str]:
        """Read the file, and take what it says for the truth; its lines, with their ends."""
        try:
            lines = _lines(_text_of(self.path))
        except StoreError as error:
            self._tell(str(error))
            raise
        self._take(lines)
        return lines

    def _take(self, lines: Iterable[str]) -> None:
        found = (self._repair_of(place, line) for place, line in enumerate(lines))
        self.repairs = tuple(each for each in found if each is not None)
        self._last = None

    def _repair_of(self, place: int, line: str) -> "Repair | None":
        if not line.strip() or line.lstrip().startswith("#"):
            return None
        from reader.annotate.repair_lines import repair_of

        try:
            return repair_of(line)
        except ValueError as error:
            self._tell(f"{self.path}:{place + 1}: {error}")
            return None

    def _tell(self, what: str) -> None:
        if what not in self._told:
            self._told.add(what)
            self._complain(what)

    def _write(self, lines: list[str]) -> None:
        """Put the file in the old one's place in one step."""
        write_whole(self.path, "".join(lines))
        self._take(lines)


def _text_of(path: Path) -> str:
    """What the file says; nothing where there is none. What is not UTF-8 goes back as it came."""
    try:
        with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
            text = file.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise StoreError(str(path), error.strerror or str(error)) from error
    if len(text) > _LARGEST:
        raise StoreError(str(path), f"larger than {_LARGEST:,} letters")
    return text


def write_whole(path: Path, text: str) -> None:
    """Write a file so that whoever reads it sees the old one or the new one. StoreError if it fails."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path = path.resolve()  # a link stays one
        with new.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise StoreError(str(path), error.strerror or str(error)) from error


def _lines(text: str) -> list[str]:
    """The lines of a file as editors count them: no other sign than a newline ends one."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [
        line for line in text.split("\n")[-1:] if line
    ]
