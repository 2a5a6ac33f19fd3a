"""Write in which orders the articles of a segment can be listed, besides the newest first.

Shape:   `OrdersDraft.take` for each article, then `write`; `orders` reads what is written.
Units:   slots as in `segments`: the newest first, so what is equal stands newest first.
         Days are proleptic ordinals, 0 where there is none.
Errors:  none.
"""

from array import array
from collections.abc import Iterable, Sequence

from reader.search.columns import Writer
from reader.search.facts import Facts
from reader.search.freezing_sets import write_texts
from reader.search.frozen import PAIRS
from reader.search.orders import headline_key, source_key


class OrdersDraft:
    """What articles are sorted and grouped by, as they come."""

    def __init__(self) -> None:
        self._headlines: list[str] = []
        self._sources: list[str] = []
        self._days = array("I")
        self._lengths = array("I")

    def take(self, facts: Facts) -> None:
        """Note the next article."""
        self._headlines.append(headline_key(facts.headline))
        self._sources.append(facts.source or "")
        self._days.append(facts.day.toordinal() if facts.day else 0)
        self._lengths.append(facts.words)

    def write(self, writer: Writer, rows: Sequence[int]) -> None:
        """Write all of it.

        Args:
            writer: of the file.
            rows: of each slot, as which the article came.
        """
        headlines = [self._headlines[row] for row in rows]
        write_texts(writer, "headlines", _encoded(headlines))
        names = sorted({*self._sources})
        numbers = {name: number for number, name in enumerate(names)}
        sources = [numbers[self._sources[row]] for row in rows]
        lengths = [self._lengths[row] for row in rows]
        write_texts(writer, "source names", _encoded(names))
        writer.add_numbers("sources", sources)
        writer.add_numbers("lengths", lengths)
        writer.add_numbers("days", [self._days[row] for row in rows])
        slots = range(len(rows))
        writer.add_numbers("by headline", sorted(slots, key=headlines.__getitem__))
        keys = list(map(source_key, names))
        writer.add_numbers("by source", sorted(slots, key=lambda slot: keys[sources[slot]]))
        writer.add_numbers("by length", sorted(slots, key=lengths.__getitem__))


def _encoded(texts: Iterable[str]) -> list[bytes]:
    return [text.encode("utf-8", PAIRS) for text in texts]
