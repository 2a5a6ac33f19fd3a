"""Everything that can go wrong on purpose.

    BroadsheetError
    ├── NoSuchSearch           no search is saved under this name; carries it and those there are
    ├── SourceError            one thing could not be read; carries its path and the reason
    │   ├── NotFound           it is not there
    │   ├── NotReadable        permission, I/O, a device, a FIFO
    │   ├── NotText            binary, or nothing that can be shown
    │   ├── TooLarge           over the size limit; carries both sizes
    │   ├── NotAsked           no address, or one that may not be asked
    │   └── NotFetched         an address that did not give what it was asked for
    └── StoreError             the program's own store; carries its path
        ├── StoreBusy          locked by another process
        ├── StoreDamaged       not a database or a segment of the index, or a broken one
        └── StoreTooNew        written by a later version

Foreign errors (OSError, sqlite3.Error ...) are translated at the door of the room they come from.
`str(error)` is one line for people, free of control characters.
"""

from reader.clean import one_line


class BroadsheetError(Exception):
    """The root; its text is one clear line."""

    def __str__(self) -> str:
        return one_line(super().__str__())


class NoSuchSearch(BroadsheetError):
    """The settings save no search under this name."""

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        there = f"there are {', '.join(sorted(names))}" if names else "none is"
        super().__init__(f"@{name}: no search of that name is saved in the settings ({there})")
        self.name = name
        self.names = names


class SourceError(BroadsheetError):
    """Something asked for could not be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type["SourceError"], tuple[str, str]]:
        return type(self), (self.path, self.reason)


class NotFound(SourceError):
    """There is no such file, folder or id."""


class NotReadable(SourceError):
    """It is there, but cannot be read."""


class NotText(SourceError):
    """It is not text."""


class TooLarge(SourceError):
    """It is larger than what one article may be."""


class NotAsked(SourceError):
    """It is no address, or one that may not be asked."""


class NotFetched(SourceError):
    """An address did not give what it was asked for."""

    def __init__(
        self, path: str, reason: str, *, status: int = 0, wait_s: float = 0.0, offline: bool = False
    ) -> None:
        super().__init__(path, reason)
        self.status = status
        """The server's answer; 0 for none."""
        self.wait_s = wait_s
        """How long the server asks not to be asked again."""
        self.offline = offline
        """True when the fault may be this machine's own: no name was found, no network reached."""


class StoreError(BroadsheetError):
    """The program's own store cannot be used."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type["StoreError"], tuple[str, str]]:
        return type(self), (self.path, self.reason)


class StoreBusy(StoreError):
    """Another process holds the store."""


class StoreDamaged(StoreError):
    """A file of the store is something else, or broken."""


class StoreTooNew(StoreError):
    """The store was written by a later version of the program."""
