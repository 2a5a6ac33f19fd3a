"""In which order articles are listed, and under which headings.

Shape:   `ordering` takes what was found and says how to sort it: its steps yield None until
         the last, which yields the ids as a sequence. `grouping` does the same with headings.
         A step takes a few milliseconds however many articles there are, so that whoever has
         a window can paint between two of them.
Units:   what is frozen was sorted when it was frozen (`freezing_orders`); what is in memory is
         sorted here, and put in between. What is equal stands newest first.
Errors:  ValueError for an id that is not there, as a sequence raises it.
"""

import datetime as dt
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from heapq import merge
from itertools import compress, islice
from typing import Any, Final, Literal, NamedTuple, Protocol, TypeVar, overload

from reader.search.columns import Columns
from reader.search.frozen import PAIRS, Texts
from reader.search.postings import slots_of
from reader.text.fold import fold

By = Literal["newest", "headline", "source", "length"]
"""By what articles are sorted; headlines and sources from A to Z, the shortest text first."""

Group = Literal["day", "source"]

Label = dt.date | str | None
"""What a heading says: a day, a source; None where there is none."""

Key = str | int | float

_STEP: Final = 16_384
"""Slots of a segment that are looked at in one step, a millisecond or two."""

_SORTED: Final = 2_048
"""So many are sorted in one step."""

_MERGED: Final = 1_000
"""So many are put in their places in one step."""

_PLACED: Final = 50
"""To find the place of one takes some twenty looks into a file."""

_ONES: Final = bytes.maketrans(b"01", b"\x00\x01")

_KEY: Final = 60
"""Letters of a headline by which it is sorted."""

_SIGNS: Final = re.compile(r"[^\w]+")

_T = TypeVar("_T")


class Head(NamedTuple):
    """A heading between rows."""

    start: int
    """The place of its first article in the list."""
    size: int
    """How many it has."""
    label: Label


class Arranged(NamedTuple):
    """The ids in their order, and the headings between them."""

    ids: Sequence[str]
    heads: tuple[Head, ...] = ()


class Known(Protocol):
    """What is known of an article in memory, by its id."""

    def sort_key(self, by: By, id: str) -> Key:  # noqa: A002
        """By this it is sorted."""

    def label(self, group: Group, id: str) -> Label:  # noqa: A002
        """The heading it stands under."""


class FrozenOrders:
    """The orders of a segment."""

    def __init__(self, columns: Columns, moments: Sequence[float]) -> None:
        self._moments = moments
        self._columns = columns
        self._headlines = Texts(columns, "headlines")
        self._names = Texts(columns, "source names")
        self._sources = columns.numbers("sources")
        self._lengths = columns.numbers("lengths")
        self._days = columns.numbers("days")

    def slots(self, by: By) -> Sequence[int]:
        """All slots in this order."""
        return range(len(self._moments)) if by == "newest" else self._columns.numbers(f"by {by}")

    def key(self, by: By, slot: int) -> Key:
        """By this the article in `slot` is sorted."""
        if by == "headline":
            return self._headlines[slot].decode("utf-8", PAIRS)
        if by == "source":
            return source_key(self._source(slot))
        return self._lengths[slot] if by == "length" else -self._moments[slot]

    def label(self, group: Group, slot: int) -> Label:
        """The heading the article in `slot` stands under."""
        if group == "source":
            return self._source(slot) or None
        day = self._days[slot]
        return dt.date.fromordinal(day) if 0 < day <= dt.date.max.toordinal() else None

    def _source(self, slot: int) -> str:
        return self._names[self._sources[slot]].decode("utf-8", PAIRS)


class Slots(Protocol):
    """What was found, by its slots (`answers.Ids`)."""

    @property
    def everything(self) -> int:
        """All slots; a bitset."""

    def parts(self) -> Iterator[tuple[int, int, FrozenOrders | None]]:
        """Of each part where it begins, its own bitset, and its orders if it is frozen."""

    def id_of(self, slot: int) -> str:
        """The id of the article in a slot."""

    def slot_of(self, id: str) -> int | None:  # noqa: A002
        """The slot of an article that was found."""

    def age(self, slot: int) -> tuple[float, str]:
        """The newest is the least."""


class Ordered(Sequence[str]):
    """Ids in an order of their own, found out as they are looked at."""

    def __init__(self, ids: Slots, slots: "array[int]") -> None:
        self._ids = ids
        self.slots = slots

    def __len__(self) -> int:
        return len(self.slots)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self._ids.id_of(slot) for slot in self.slots[index]]
        return self._ids.id_of(self.slots[index])

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return isinstance(id, str) and self._ids.slot_of(id) is not None

    def of(self, slots: "array[int]") -> "Ordered":
        """The same in another order."""
        return Ordered(self._ids, slots)

    def labels(self, group: Group, known: Known) -> Callable[[int], Label]:
        """What says the heading of each slot."""
        parts = [(base, orders) for base, _, orders in self._ids.parts()]
        bases = [base for base, _ in parts]

        def label(slot: int) -> Label:
            base, orders = parts[bisect_right(bases, slot) - 1]
            if orders is None:
                return known.label(group, self._ids.id_of(slot))
            return orders.label(group, slot - base)

        return label

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        """The place of an id; ValueError when it is not there."""
        if (slot := self._ids.slot_of(value)) is None:
            raise ValueError(f"{value!r} was not found")
        return self.slots.index(slot, start, len(self) if stop is None else stop)


class Backwards(Sequence[str]):
    """Ids from the last to the first."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        return self._ids[-1 - index]

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return id in self._ids

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        """The place of an id; ValueError when it is not there."""
        place = len(self) - 1 - self._ids.index(value)
        if place in range(*slice(start, stop).indices(len(self))):
            return place
        raise ValueError(f"{value!r} was not found")


def headline_key(title: str) -> str:
    """By this a headline is sorted: no quotation mark before it, no accents, no capitals.

    >>> headline_key("“Été” over")
    'ete over'
    """
    return _SIGNS.sub(" ", fold(title)).strip()[:_KEY]


def source_key(source: str) -> str:
    """By this a source is sorted."""
    return source.casefold()


def ordering(
    ids: "Sequence[str] | Slots", by: By, known: Known, *, reverse: bool = False
) -> Iterator[Arranged | None]:
    """Sort what was found, step by step; the last step yields it.

    Args:
        ids: of the articles, newest first; what the index found may be in any order.
        by: what they are sorted by.
        known: of the articles in memory.
        reverse: the other way round.
    """
    if isinstance(ids, Sequence) and not hasattr(ids, "parts"):
        if by == "newest":
            names = list(ids)
        else:
            names = yield from _sorted(ids, lambda name: known.sort_key(by, name))
        yield Arranged(names[::-1] if reverse else names)
        return
    found: Slots = ids  # type: ignore[assignment]  # as the line above says
    slots = yield from _slots(found, by, known)
    yield Arranged(Ordered(found, slots[::-1] if reverse else slots))


def grouping(
    arranged: Arranged, group: Group, known: Known, *, reverse: bool = False
) -> Iterator[Arranged | None]:
    """Put what is sorted under headings, step by step; within each it stays in its order.

    Days begin with the newest, sources with A, unless it is the other way round; what has none
    stands last.
    """
    ids = arranged.ids
    if isinstance(ids, Ordered):
        label_of = ids.labels(group, known)
        slots, heads = yield from _grouped(ids.slots, label_of, group, reverse=reverse)
        yield Arranged(ids.of(array("I", slots)), heads)
    else:
        names, heads = yield from _grouped(
            ids, lambda name: known.label(group, name), group, reverse=reverse
        )
        yield Arranged(names, heads)


def _slots(ids: Slots, by: By, known: Known) -> "Generator[None, None, array[int]]":
    """All slots in their order: those of the largest part, and the others put in between."""
    orders = {base: frozen for base, _, frozen in ids.parts()}
    bases = sorted(orders)

    def key(slot: int) -> tuple[Key, tuple[float, str]]:
        base = bases[bisect_right(bases, slot) - 1]
        frozen = orders[base]
        value = (
            known.sort_key(by, ids.id_of(slot)) if frozen is None else frozen.key(by, slot - base)
        )
        return value, ids.age(slot)

    parts: list[array[int]] = []
    for base, bits, frozen in ids.parts():
        if not bits:
            continue
        if frozen is None:
            fresh = yield from _sorted([base + slot for slot in slots_of(bits)], key)
            parts.append(array("I", fresh))
        else:
            parts.append((yield from _of_segment(frozen.slots(by), base, bits)))
    parts.sort(key=len)
    slots = parts.pop() if parts else array("I")
    for part in parts:
        slots = yield from _put_between(slots, part, key)
    return slots


def _of_segment(order: Sequence[int], base: int, bits: int) -> "Generator[None, None, array[int]]":
    """The slots in a bitset in the order of their segment."""
    slots = array("I")
    if bits.bit_count() == len(order):
        slots.extend(order)
    else:
        flags = f"{bits:0{len(order)}b}"[::-1].encode("ascii").translate(_ONES)
        for start in range(0, len(order), _STEP):
            portion = order[start : start + _STEP]
            slots.extend(compress(portion, map(flags.__getitem__, portion)))
            yield
    return array("I", [base + slot for slot in slots]) if base else slots


def _put_between(
    slots: "array[int]", others: "array[int]", key: Callable[[int], Any]
) -> "Generator[None, None, array[int]]":
    """Both together in their order; `others` are few."""
    together = array("I")
    taken = 0
    for count, slot in enumerate(others, 1):
        place = bisect_left(slots, key(slot), taken, key=key)
        together += slots[taken:place]
        together.append(slot)
        taken = place
        if not count % _PLACED:
            yield
    return together + slots[taken:]


def _sorted(items: Sequence[_T], key: Callable[[_T], Any]) -> "Generator[None, None, list[_T]]":
    """The items in their order; equal ones stay as they came."""
    runs: list[list[tuple[Any, int, _T]]] = []
    for start in range(0, len(items), _SORTED):
        portion = items[start : start + _SORTED]
        runs.append(sorted((key(item), start + at, item) for at, item in enumerate(portion)))
        yield
    if len(runs) == 1:
        return [item for _, _, item in runs[0]]
    merged = merge(*runs)
    found: list[_T] = []
    while some := [item for _, _, item in islice(merged, _MERGED)]:
        found += some
        yield
    return found


def _grouped(
    items: Sequence[_T], label_of: Callable[[_T], Label], group: Group, *, reverse: bool
) -> "Generator[None, None, tuple[list[_T], tuple[Head, ...]]]":
    """The items of each heading behind it."""
    groups: defaultdict[Label, list[_T]] = defaultdict(list)
    for start in range(0, len(items), _MERGED):
        for item in items[start : start + _MERGED]:
            groups[label_of(item)].append(item)
        yield
    nameless = groups.pop(None, None)
    labels: list[Label] = sorted(groups, key=_by_day if group == "day" else _by_name)
    labels = labels[::-1] if reverse else labels
    if nameless:
        groups[None] = nameless
        labels.append(None)
    found: list[_T] = []
    heads = []
    for number, label in enumerate(labels):
        if not number % _PLACED:
            yield
        heads.append(Head(len(found), len(groups[label]), label))
        found += groups[label]
    return found, tuple(heads)


def _by_day(label: Label) -> int:
    return -label.toordinal() if isinstance(label, dt.date) else 0


def _by_name(label: Label) -> tuple[str, str]:
    return source_key(str(label)), str(label)
