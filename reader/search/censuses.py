"""Count names: which ones most of some articles hold, and from when those articles are.

Shape:   a `Census` of the articles that a query found (`Index.census`) -> the commonest names of a
         sort (`names`), the articles of a name over time (`over_time`), all of them newest first
         (`ids`). What would take long is a generator that yields between two portions of its work,
         each some milliseconds for a hundred thousand articles, and returns the answer.
Units:   slots as in `answers`; a moment is seconds since the epoch. A bar is a stretch of the
         calendar, in UTC: a day, a week, a month ... whatever makes them few.
         Of names that equally many articles hold, some may be left out for others where there are
         more than were asked for.
Errors:  none.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from reader.search.answers import Ids
from reader.search.merges import Place
from reader.search.parts import Part
from reader.search.postings import slots_of, swept
from reader.search.segments import Segment
from reader.search.tallies import Held, Slices, Telling
from reader.text.fold import fold

MOST_BARS: Final = 16

_UNDATED: Final = dt.datetime.min.replace(tzinfo=dt.UTC).timestamp()
"""The moment of articles without a date."""

_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_PORTION: Final = 4_096
"""Articles looked at in one portion, ..."""
_COUNTED: Final = 16
"""... and names counted."""

_DAYS: Final = ((1, "day"), (7, "week"))
_MONTHS: Final = (
    (1, "month"), (3, "quarter"), (12, "year"), (60, "five years"), (120, "decade"),
    (600, "fifty years"), (1200, "century"), (12_000, "thousand years"),
)  # fmt: skip


class Times(NamedTuple):
    """A stretch of the calendar, cut into bars."""

    edges: tuple[dt.date, ...]
    """Where each bar begins, and where the last one ends: one more than there are bars."""
    unit: str
    """What a bar stands for: "month"."""


class Census:
    """Some articles, to be counted."""

    def __init__(
        self, found: int, places: Sequence[Place], facts: Sequence[tuple[int, Telling]]
    ) -> None:
        """The articles in the bitset `found`; the parts of their index, and what each knows."""
        self._found = found
        self._places = places
        self._facts = facts
        self._bars: list[int] = []
        self._over_time: dict[tuple[str, str], tuple[int, ...]] = {}
        self.times: Times | None = None
        """From when the articles are, once `survey` has told; None where no date is known."""

    def __len__(self) -> int:
        return self._found.bit_count()

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the articles, newest first."""
        return Ids([(0.0, self._found)] if self._found else [], self._places)

    def names(self, sort: str, most: int) -> Slices[list[Held]]:
        """The names of a sort that most articles hold, at most so many, commonest first."""
        want = most
        while True:
            found: dict[str, dict[int, int]] = {}
            beyond = 0  # no name that is left out of the parts' own counts is in more articles
            for part, (base, facts) in enumerate(self._facts):
                tallied = yield from facts.tallied(sort, self._found >> base, want)
                for number, tally in enumerate(tallied, 1):
                    if number % _COUNTED == 0:
                        yield
                    held = found.setdefault(tally.name, {})
                    held[part] = held.get(part, 0) | facts.held(tally.number) << base
                beyond += tallied[-1].articles if len(tallied) == want else 0
            found.pop("", None)
            names = yield from self._counted(sort, found)
            if not beyond or (len(names) >= most and names[most - 1].articles >= beyond):
                yield from self._remember(sort, names[:most], found)
                return names[:most]
            want *= 4

    def _counted(self, sort: str, found: Mapping[str, dict[int, int]]) -> Slices[list[Held]]:
        """Names with the articles of the parts that told them, and of those that did not."""
        names: list[Held] = []
        for number, (name, held) in enumerate(found.items(), 1):
            for part, (base, facts) in enumerate(self._facts):
                if part not in held:
                    held[part] = facts.holding(sort, name) << base
            names.append(Held(self._together(held.values()).bit_count(), name))
            if number % _COUNTED == 0:
                yield
        return sorted(names, key=lambda each: (-each.articles, fold(each.name), each.name))

    def _remember(
        self, sort: str, names: Sequence[Held], found: Mapping[str, dict[int, int]]
    ) -> Slices[None]:
        """Note what `over_time` will be asked for next: now it is at hand."""
        for number, (_, name) in enumerate(names, 1):
            self._over_time[sort, name] = self._by_bar(self._together(found[name].values()))
            if number % _COUNTED == 0:
                yield

    def _together(self, held: Iterable[int]) -> int:
        together = 0
        for bits in held:
            together |= bits
        return together & self._found

    def holding(self, sort: str, name: str) -> int:
        """Those of the articles that hold a name; a bitset of the index."""
        return self._together(facts.holding(sort, name) << base for base, facts in self._facts)

    def survey(self) -> Slices[None]:
        """Find out from when the articles are: before anything else, for `over_time` rests on it."""
        spans = []
        for place in self._places:
            span = yield from _span(place, self._found)
            spans += span
        if not spans:
            return
        self.times = times = bars(_day(min(spans)), _day(max(spans)))
        edges = [_moment(edge) for edge in times.edges]
        bits = [0] * (len(edges) - 1)
        for place in self._places:
            for bar, more in (yield from _cut(place, self._found, edges)):
                bits[bar] |= more << place.base
        self._bars = bits

    def over_time(self, sort: str, name: str) -> tuple[int, ...]:
        """How many articles with this name are from the time of each bar."""
        if (sort, name) not in self._over_time:
            self._over_time[sort, name] = self._by_bar(self.holding(sort, name))
        return self._over_time[sort, name]

    def _by_bar(self, held: int) -> tuple[int, ...]:
        return tuple((held & bits).bit_count() for bits in self._bars)


def bars(first: dt.date, last: dt.date, most: int = MOST_BARS) -> Times:
    """The calendar from one day to another in at most so many bars, as short as they can be.

    >>> times = bars(dt.date(2016, 1, 20), dt.date(2016, 4, 2), most=4)
    >>> times.unit, [str(edge) for edge in times.edges]
    ('month', ['2016-01-01', '2016-02-01', '2016-03-01', '2016-04-01', '2016-05-01'])
    """
    for days, unit in _DAYS:
        start = first.toordinal() - (first.weekday() if days > 1 else 0)
        count = (last.toordinal() - start) // days + 1
        if count <= most:
            return Times(tuple(_ordinal(start + days * bar) for bar in range(count + 1)), unit)
    for months, unit in _MONTHS:
        begin = (12 * first.year + first.month - 1) // months
        count = (12 * last.year + last.month - 1) // months - begin + 1
        if count <= most:
            edges = (_month(months * (begin + bar)) for bar in range(count + 1))
            return Times(tuple(edges), unit)
    return Times((first, last), "everything")  # with fewer bars than ten thousand years need


def _ordinal(day: int) -> dt.date:
    return dt.date.fromordinal(min(day, dt.date.max.toordinal()))


def _month(month: int) -> dt.date:
    """The first day of a month, counted from the year 0; the last day there is, where there is none."""
    year, place = divmod(month, 12)
    return dt.date.max if year > dt.MAXYEAR else dt.date(max(year, 1), place + 1, 1)


def _day(moment: float) -> dt.date:
    try:
        return (_EPOCH + dt.timedelta(seconds=moment)).date()
    except OverflowError:  # no calendar reaches so far
        return dt.date.max if moment > 0 else dt.date.min


def _moment(day: dt.date) -> float:
    return (day - _EPOCH.date()).total_seconds()


def _age(part: Part, slot: int) -> float:
    return part.age(slot)[0]


def _since(part: Part, moment: float) -> int:
    """How many articles of a segment are from this moment on: those stand first."""
    return bisect_right(range(len(part)), -moment, key=partial(_age, part))


def _span(place: Place, found: int) -> Slices[list[float]]:
    """The moments between which the articles of one part are from; none where no date is known."""
    own, part = place.own(found), place.part
    if isinstance(part, Segment):
        # The slots run from the newest to the oldest, and what has no date stands behind them all.
        own &= (1 << bisect_left(range(len(part)), -_UNDATED, key=partial(_age, part))) - 1
        if not own:
            return []
        first, last = (own & -own).bit_length() - 1, own.bit_length() - 1
        return [-_age(part, first), -_age(part, last)]
    moments: list[float] = []
    for slots in _portions(own):
        moments += [age for slot in slots if (age := -_age(part, slot)) > _UNDATED]
        moments = [min(moments), max(moments)] if moments else []
        yield
    return moments


def _cut(place: Place, found: int, edges: Sequence[float]) -> Slices[list[tuple[int, int]]]:
    """Of one part the articles of each bar: its number, and a bitset of slots."""
    own, part = place.own(found), place.part
    if isinstance(part, Segment):
        starts = [_since(part, edge) for edge in edges]
        return [
            (bar, (((1 << low) - 1) ^ ((1 << high) - 1)) & own)
            for bar, (low, high) in enumerate(pairwise(starts))
        ]
    cut: dict[int, int] = {}
    for slots in _portions(own):
        by_bar: dict[int, list[int]] = {}
        for slot in slots:
            bar = bisect_right(edges, -_age(part, slot)) - 1
            by_bar.setdefault(bar, []).append(slot)
        for bar, some in by_bar.items():
            if 0 <= bar < len(edges) - 1:
                cut[bar] = cut.get(bar, 0) | swept(some, some[-1] + 1)
        yield
    return list(cut.items())


def _portions(bits: int) -> Iterator[list[int]]:
    slots = slots_of(bits)
    for start in range(0, len(slots), _PORTION):
        yield slots[start : start + _PORTION]
