"""When garbage is looked for: while the reader rests, and hardly while they press keys.

What an article or a library is made of is a hundred thousand things and none of them garbage; to look
through them takes longer than a frame. Only what was made just now is looked through at any time, which
is soon done; the rest when no key has come for a while, and what is left then is in use, and not looked
through again.

Units:   seconds.
"""

import gc
from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable
from typing import Final

_REST_S: Final = 2.0
"""So long after the last key nobody waits for a frame."""

_OLDER: Final = 1_000
"""To so many looks at what was made just now comes one at what is older: practically none."""


def keep_what_came() -> None:
    """What was just put on the desk stays: nobody looks through it, now or when the reader rests."""
    gc.collect(0)  # what has come just now, and no more
    gc.freeze()


class Garbage:
    """The collector's hours, from the first key on."""

    def __init__(self, may_keep: Callable[[], bool], rest_s: float = _REST_S) -> None:
        """`may_keep` says whether what is there now is going to stay; what closes soon is not."""
        self._may_keep = may_keep
        self._rest_s = rest_s
        self._next: TimerHandle | None = None
        gc.set_threshold(gc.get_threshold()[0], _OLDER, _OLDER)

    def put_off(self) -> None:
        """The reader has pressed a key."""
        if self._next is not None:
            self._next.cancel()
        self._next = get_running_loop().call_later(self._rest_s, self._collect)

    def _collect(self) -> None:
        self._next = None
        if self._may_keep():
            gc.collect()
            gc.freeze()
