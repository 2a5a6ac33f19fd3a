"""How many frames and bytes the terminal gets for one key.

    PYTHONPATH=. python tests/bench/keys_bench.py [-n 10] [--words 100000]

The program itself on a pseudo-terminal of 120 by 40 that knows synchronised updates: a frame is
one of those. Keys are pressed one by one, each when everything before it was painted.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.probes import article
from tests.terminal.pty import Terminal, on_terminal

_BEGIN = b"\x1b[?2026h"
_SYNCHRONISED = "\x1b[?2026;2$y"
"""The terminal's answer that it knows synchronised updates."""

Counts = list[tuple[int, int]]


def main() -> int:
    """Count, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("-n", type=int, default=10, help="times each key is pressed")
    parser.add_argument("--words", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "news"
        folder.mkdir()
        for number in range(60):
            text = article(400, number + 5, f"Number {number} of many", "11 March 2026")
            (folder / f"{number}.txt").write_text(text, "utf-8")
        text = article(options.words, 2, "Long of words", "12 March 2026")
        (folder / "long.txt").write_text(text, "utf-8")
        with on_terminal(folder, size=(120, 40), BROADSHEET_HOME=f"{place}/home") as terminal:
            terminal.type(_SYNCHRONISED)
            terminal.wait_for("61 articles", "Long of words", timeout_s=120)
            terminal.settle(3.0, timeout_s=120)
            _press_all(terminal, options.n)
    return 0


def _press_all(terminal: Terminal, times: int) -> None:
    print(f"{'key':34}{'frames':>8}{'most':>6}{'bytes':>8}{'most':>8}")
    _say("down, in the list", [_press(terminal, "j") for _ in range(times)])
    _say("up, in the list", [_press(terminal, "k") for _ in range(times)])
    _say("page down, in the list", [_press(terminal, "\x1b[6~") for _ in range(3)])
    _press(terminal, "g")
    _press(terminal, "/")
    _say("a letter, in the search bar", [_press(terminal, each) for each in "rotterdam"])
    _say("backspace, in the search bar", [_press(terminal, "\x7f") for _ in range(8)])
    for key in ("\x1b", "\x1b", "g", "\r"):
        _press(terminal, key)
    _press(terminal, "j")
    _say("line down, in the article", [_press(terminal, "j") for _ in range(times)])
    _say("page down, in the article", [_press(terminal, " ") for _ in range(times)])
    _say("end, home, in the article", [_press(terminal, key) for key in "GgGg"])
    _say("next mark, in the article", [_press(terminal, "]") for _ in range(times)])
    _say("line wheel, in the article", [_press(terminal, "\x1b[<65;80;20M") for _ in range(times)])


def _press(terminal: Terminal, key: str) -> tuple[int, int]:
    """Frames and bytes that come of a key."""
    before = len(terminal.written)
    terminal.type(key)
    terminal.settle(0.3)
    written = bytes(terminal.written[before:])
    return written.count(_BEGIN), len(written)


def _say(what: str, counts: Counts) -> None:
    frames, sizes = [count for count, _ in counts], [size for _, size in counts]
    print(
        f"{what:34}{statistics.median(frames):8.1f}{max(frames):6}"
        f"{statistics.median(sizes):8.0f}{max(sizes):8}"
    )


if __name__ == "__main__":
    sys.exit(main())
