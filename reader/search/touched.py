"""Which frozen articles the reader has read, and which starred.

Shape:   a state, the ids of the articles in it and the segments -> a bitset of slots.
Units:   slots as in `indexes`. Ids were never numbered for this: to find one takes microseconds,
         and who read for years has read most of them. So what was found is kept, and only what
         changed since is found anew; of many ids at once those of the whole segment are gone
         through, which takes 20 ms for 100,000.
Errors:  none.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from reader.search.segments import Segment


class Touched:
    """The articles in each state, as far as they are frozen."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[AbstractSet[str], int]] = {}

    def bits(
        self, state: str, ids: AbstractSet[str], segments: Sequence[tuple[int, Segment]]
    ) -> int:
        """The articles with these ids, gone or not.

        Args:
            state: which was asked for before, perhaps.
            ids: of all articles in it.
            segments: each with the slot in which it begins; the same ones until `clear`.
        """
        before, bits = self._known.get(state, (frozenset(), 0))
        if ids is not before:
            new, gone = ids - before, before - ids
            for base, segment in segments:
                bits |= segment.among(new) << base
                bits ^= bits & (segment.among(gone) << base)
            self._known[state] = ids, bits
        return bits

    def clear(self) -> None:
        """Nothing is known, for there are other segments."""
        self._known.clear()
