"""Other recognisers, by name: those that packages bring along, and our own.

    pyproject.toml of a package that brings one
        [project.entry-points."broadsheet.recognisers"]
        shouter = "shouter:Shouter"        called without arguments, gives a `Recogniser`

Shape:   `engine(name)` -> an `Engine`, which is a `Recogniser` that never raises: where the
         other one cannot be loaded or fails, ours does its work. `load(name)` raises instead.
Units:   as in `reader.marks`.
Errors:  EngineError from `load` and `Engine.loaded`, one line that says what to do about it.
         What `engine` did instead of raising stands in `warnings()`, each line once.

Nothing of another's output is believed: what is out of bounds, overlaps or is of no known kind
is left out, and titles, "the" and possessive endings are trimmed off names.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from reader.annotate.languages import guess_language
from reader.annotate.recognisers import RECOGNISER, Recogniser, When
from reader.annotate.trims import trimmed
from reader.clean import one_line
from reader.errors import BroadsheetError
from reader.marks import KINDS, Mark
from reader.spans import disjoint

# Slow to import, and only needed when an engine is asked for.
if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "broadsheet.recognisers"
OWN: Final = "broadsheet"
"""The name of our own recogniser."""

_INSTRUCTED: Final = "pip install '{0}[{1}]'"
_lock: Final = threading.Lock()
_said: Final[dict[str, None]] = {}


class EngineError(BroadsheetError):
    """A recogniser cannot be used; `unknown` when there is none of that name."""

    def __init__(self, name: str, reason: str, *, unknown: bool = False) -> None:
        super().__init__(f"recogniser {name}: {reason}")
        self.name = name
        self.reason = one_line(f"{name}: {reason}")
        self.unknown = unknown


def engine_names() -> tuple[str, ...]:
    """Every name that can be asked for, ours first."""
    return (OWN, *sorted(_entry_points().keys() - {OWN}))


@lru_cache(maxsize=8)
def engine(name: str) -> "Engine":
    """The engine called `name`, the same one every time; it is loaded when it is first used."""
    return Engine(name)


def load(name: str) -> Recogniser:
    """Load the recogniser called `name`. EngineError when there is none, or it does not load."""
    if name == OWN:
        return RECOGNISER
    entries = _entry_points()
    if name not in entries:
        known = ", ".join((OWN, *sorted(entries.keys() - {OWN})))
        raise EngineError(name, f"there is none of this name (there are {known})", unknown=True)
    try:
        made = _called(entries[name].load())
    except EngineError:
        raise
    except ImportError as error:
        raise EngineError(name, _missing(entries[name], error)) from error
    except Exception as error:
        raise EngineError(name, f"does not load ({_described(error)})") from error
    if not callable(getattr(made, "find", None)):
        raise EngineError(name, "is no recogniser: it has no `find`")
    return made  # type: ignore[no-any-return]  # `find` is all that can be asked of it


def warnings() -> tuple[str, ...]:
    """What engines could not do so far, one line each."""
    return tuple(_said)


class Engine:
    """A recogniser of anybody's, made safe: what it cannot do, ours does."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._own = name == OWN
        self._loaded: Recogniser | None = RECOGNISER if self._own else None
        self._failed = False
        # Others need not be made for several threads.
        self._lock = threading.Lock()

    def loaded(self) -> Recogniser:
        """The recogniser itself, loaded now if it was not; EngineError when that cannot be."""
        with self._lock:
            if self._loaded is None:
                self._loaded = load(self.name)
            return self._loaded

    def find(self, text: str, date: When, language: str | None) -> tuple[Mark, ...]:
        """Return the marks of `text`, by ours where this one fails; never raise."""
        if self._own or self._failed:
            return RECOGNISER.find(text, date, language)
        try:
            return self.find_alone(text, date, language)
        except EngineError as error:
            if self._loaded is None:
                self._failed = True  # what did not load once does not load for every article
            _say(f"{error}; the program's own is used instead")
            return RECOGNISER.find(text, date, language)

    def find_alone(self, text: str, date: When, language: str | None) -> tuple[Mark, ...]:
        """Return the marks that this engine finds, checked. EngineError when it fails."""
        other = self.loaded()
        if self._own:
            return other.find(text, date, language)
        language = language or guess_language(text)
        try:
            with self._lock:
                found = tuple(other.find(text, date, language))
        except Exception as error:
            raise EngineError(self.name, f"failed ({_described(error)})") from error
        marks = checked(text, found)
        if len(marks) < len(found):
            _say(f"recogniser {self.name}: some of its marks cannot be used, and are left out")
        return marks


def checked(text: str, found: Iterable[object]) -> tuple[Mark, ...]:
    """Return of `found` what is right: marks in bounds, sorted, disjoint, of kinds we know.

    >>> checked("by Mr Ek", [Mark(3, 8, "person", "Mr Ek"), Mark(6, 99, "person", "Ek")])
    (Mark(start=6, stop=8, kind='person', name='Ek', figure=None),)
    """
    cleaned = (_cleaned(text, mark) for mark in found if isinstance(mark, Mark))
    return disjoint(mark for mark in cleaned if mark is not None)


def _cleaned(text: str, mark: Mark) -> Mark | None:
    if not (_is_place(mark.start) and _is_place(mark.stop) and mark.stop <= len(text)):
        return None
    if mark.start >= mark.stop or mark.kind not in KINDS or not isinstance(mark.name, str):
        return None
    if mark.kind == "figure":
        surface = mark.of(text)
        return mark if surface.strip() == surface else None
    place = trimmed(text, mark.start, mark.stop, mark.kind)
    if place is None:
        return None
    start, stop = place
    name = mark.name
    if (start, stop) != (mark.start, mark.stop) and name == mark.of(text):
        name = text[start:stop]
    return Mark(start, stop, mark.kind, " ".join((name.strip() or text[start:stop]).split()))


def _is_place(offset: object) -> bool:
    return isinstance(offset, int) and not isinstance(offset, bool) and offset >= 0


def _called(found: Any) -> Any:  # noqa: ANN401 - whatever a package offers
    """Call a class or a function; take an object as it is."""
    maker: Callable[[], Any] | None = found if callable(found) else None
    return found if maker is None else maker()


def _entry_points() -> "dict[str, EntryPoint]":
    """Look up what packages bring, each name once; a package of the user's own wins."""
    from importlib.metadata import entry_points  # 20 ms, which only those wait who ask

    found: Sequence[EntryPoint] = tuple(entry_points(group=GROUP))
    return {entry.name: entry for entry in reversed(found)}


def _missing(entry: "EntryPoint", error: ImportError) -> str:
    """Say which package is missing, and how to install it where that is known."""
    missing = f"needs a package that is not installed ({_described(error)})"
    if entry.dist is None:
        return missing
    extras = entry.dist.metadata.get_all("Provides-Extra") or []
    if entry.name not in extras:
        return missing
    return f"{missing}: {_INSTRUCTED.format(entry.dist.name, entry.name)}"


def _described(error: BaseException) -> str:
    return one_line(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)


def _say(line: str) -> None:
    with _lock:
        _said[line] = None
