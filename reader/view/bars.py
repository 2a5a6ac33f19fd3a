"""Counts as small bars of block characters. Pure.

Shape:   counts in -> one character for each.
Units:   cells; every character is one cell wide in every terminal.
Errors:  none.
"""

from collections.abc import Sequence
from typing import Final

_STEPS: Final = "▁▂▃▄▅▆▇█"


def occurrence(counts: Sequence[int]) -> str:
    """Where something stands: nowhere, here, and here more than once. Old fonts have these three.

    >>> occurrence([1, 0, 3])
    '▄·█'
    """
    return "".join("·" if count == 0 else "▄" if count == 1 else "█" for count in counts)


def sparkline(counts: Sequence[int]) -> str:
    """How many there are, beside the most there are; the least that is not nothing can be seen.

    >>> sparkline([0, 1, 4, 8])
    '·▁▄█'
    """
    most = max(counts, default=0)
    return "".join(_STEPS[(count * len(_STEPS) - 1) // most] if count else "·" for count in counts)
