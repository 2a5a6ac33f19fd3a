"""Repairs of marks: what a reader says is wrong about a name, applied to whatever finds names.

Shape:   marks of a text + `Repair`s -> marks, sorted and disjoint as before.
Units:   as `reader.marks`; a repair names no offsets, so that it outlives another recogniser and
         another reading of the article.
Errors:  ValueError at birth for a repair that makes no sense; none from applying any.

A repair is about marks of one kind whose name, or whose own words, are `name`: "Putin" repairs what
is written "Putin", "Vladimir Putin" everything that was understood as him. They are applied in their
order, again until nothing changes: what one repair makes of a name, another may take further. Where
two repairs chase each other round, the least of what they would make of it stays.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple, get_args

from reader.marks import KINDS, NAME_KINDS, Kind, Mark

Action = Literal["hide", "kind", "merge"]
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that is to be otherwise."""

    action: Action
    kind: Kind
    """The kind of the marks that it is about."""
    name: str
    """Their name, or their own words, in one line."""
    to: str = ""
    """The kind they become, or the name they are merged into; "" for hiding them."""
    article: str = ""
    """The id of the one article it is for; "" for everywhere."""
    content: str = ""
    """The digest of that article's text, by which it is known again when its file has moved."""

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise ValueError(f"{self.action}: one of {', '.join(ACTIONS)}")
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind}: one of {', '.join(KINDS)}")
        if not self.name or self.name != in_one_line(self.name):
            raise ValueError("a name is needed, in one line")
        if self.action != "hide" and self.kind == "figure":
            raise ValueError("a figure can only be hidden")
        if self.action == "hide" and self.to:
            raise ValueError("what is hidden becomes nothing")
        if self.action == "kind" and (self.to not in NAME_KINDS or self.to == self.kind):
            raise ValueError(f"another kind is needed: one of {', '.join(NAME_KINDS)}")
        if self.action == "merge" and (not self.to or self.to != in_one_line(self.to)):
            raise ValueError("a name to merge it with is needed, in one line")
        if self.action == "merge" and self.to == self.name:
            raise ValueError("that is its name already")
        if bool(self.content) > bool(self.article):
            raise ValueError("which article?")

    @property
    def is_everywhere(self) -> bool:
        """True for a repair that is not for one article only."""
        return not self.article


class _State(NamedTuple):
    """What is understood of a mark."""

    kind: Kind
    name: str


def in_one_line(name: str) -> str:
    """The name with single spaces."""
    return " ".join(name.split())


def concerning(
    repairs: Iterable[Repair], article: str, content: Callable[[], str]
) -> tuple[Repair, ...]:
    """Those for everywhere, and for this article; its digest is asked for only if one needs it."""
    return tuple(
        each
        for each in repairs
        if each.is_everywhere
        or each.article == article
        or (each.content and each.content == content())
    )


def repaired(text: str, marks: Sequence[Mark], repairs: Sequence[Repair]) -> tuple[Mark, ...]:
    """The marks of `text` as the repairs would have them; `repairs` are those that concern it."""
    if not repairs:
        return tuple(marks)
    names = {each.name for each in repairs}
    known: dict[tuple[Kind, str, str], _State | None] = {}
    kept: list[Mark] = []
    for mark in marks:
        written = _written(text, mark)
        if mark.name not in names and written not in names:
            kept.append(mark)
            continue
        key = (mark.kind, mark.name, written)
        if key not in known:
            known[key] = _settled(_State(mark.kind, mark.name), written, repairs)
        state = known[key]
        if state == (mark.kind, mark.name):
            kept.append(mark)
        elif state is not None:
            kept.append(replace(mark, kind=state.kind, name=state.name))
    return tuple(kept)


def touched_names(repair: Repair, repairs: Iterable[Repair]) -> frozenset[str]:
    """Every name whose marks `repair` may change, among those the other repairs make names of."""
    names = {repair.name} | ({repair.to} if repair.action == "merge" else set())
    merges = [each for each in repairs if each.action == "merge"]
    while more := {each.name for each in merges if each.to in names} - names:
        names |= more
    return frozenset(names)


def is_touched(text: str, marks: Iterable[Mark], names: Collection[str]) -> bool:
    """True when one of the marks has one of the names, or is written so."""
    return any(mark.name in names or _written(text, mark) in names for mark in marks)


def _written(text: str, mark: Mark) -> str:
    words = text[mark.start : mark.stop]
    return words if words.isprintable() and "  " not in words else in_one_line(words)


def _settled(state: _State, written: str, repairs: Sequence[Repair]) -> _State | None:
    """What becomes of a mark in the end; None when it is hidden."""
    seen = [state]
    while True:
        new = _once(state, written, repairs)
        if new is None or new == state:
            return new
        if new in seen:
            return min(seen[seen.index(new) :])
        seen.append(new)
        state = new


def _once(state: _State, written: str, repairs: Iterable[Repair]) -> _State | None:
    for each in repairs:
        if each.kind != state.kind or each.name not in (state.name, written):
            continue
        if each.action == "hide":
            return None
        if each.action == "merge":
            state = state._replace(name=each.to)
        else:
            state = next(state._replace(kind=kind) for kind in NAME_KINDS if kind == each.to)
    return state
