"""How long the app takes to start, to filter and to open an article, beside a hello-world Textual app.

    python tests/bench/app_bench.py FOLDER --title WORDS --query LETTERS [-n 7]

FOLDER holds articles; WORDS stand in the headline of the newest one; LETTERS are typed one by one,
and the last of them is timed. Whole processes in a pseudo-terminal of 120 by 40, in turn with
hello-world, so that a noisy machine is noisy for both: quote the ratios.
It needs the pty harness `ptybench.py`; `--harness DIR` says where it lies.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("Hello, world")
    def on_key(self, event):
        self.query_one(Static).update(f"You pressed {event.key}")
Hello().run()
"""

Figures = dict[str, list[float]]


def main() -> int:
    """Measure, and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--title", required=True, help="words of the newest article's headline")
    parser.add_argument("--query", required=True, help="letters to type")
    parser.add_argument("--found", required=True, help="words on the screen when they have found")
    parser.add_argument("--total", required=True, help="the count on the screen when all is read")
    parser.add_argument("-n", type=int, default=7, help="rounds")
    parser.add_argument("--harness", type=Path, default=ROOT.parent / "shared" / "bench")
    options = parser.parse_args()
    if not (options.harness / "ptybench.py").is_file():
        print(f"NOT MEASURED: no ptybench.py in {options.harness}", file=sys.stderr)
        return 2
    sys.path.insert(0, str(options.harness))
    ptybench = import_module("ptybench")

    ours: Figures = {}
    hello: Figures = {}
    _our_round(ptybench.Pty, {}, options)  # a warm-up, and compiled modules, as after an install
    for _ in range(options.n):
        _hello_round(ptybench.Pty, hello)
        _our_round(ptybench.Pty, ours, options)
    _say(ours, hello)
    return 0


def _hello_round(pty: Callable[..., Any], figures: Figures) -> None:
    with pty([sys.executable, "-c", HELLO], env=_environment("hello")) as program:
        first = program.wait(text="Hello, world")
        _keep(figures, "start: first frame", first.ms)
        for letter in "abcde":
            key = program.key(letter, expect=f"pressed {letter}")
            _keep(figures, "key: to its own frame", key.ms)


def _our_round(pty: Callable[..., Any], figures: Figures, options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "reader", str(options.folder)]
        with pty(command, env=_environment(home), cwd=str(ROOT)) as program:
            _keep(figures, "start: first frame", program.wait(text="/ search", settle=False).ms)
            _keep(figures, "start: articles listed", program.wait(text="▌", settle=False).ms)
            read = program.wait(text=options.total, settle=False, timeout=120)
            _keep(figures, "start: everything read", read.ms)
            program.wait(text=options.title, timeout=120)
            down = program.key("down", change=True)
            _keep(figures, "key: down to a changed frame", down.ms)
            program.key("up", change=True)
            program.key("/", change=True)
            for letter in options.query[:-1]:
                program.key(letter, change=True)
            typed = program.key(options.query[-1], expect=options.found)
            _keep(figures, "key: last letter to the filtered list", typed.ms)
            opened = program.key("enter", change=True)
            _keep(figures, "key: Enter to the article", opened.ms)
            _keep(figures, "memory of both processes, MiB (PSS)", program.rss()[2])


def _environment(home: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "BROADSHEET_HOME": home, "TEXTUAL_ANIMATIONS": "none"}


def _keep(figures: Figures, name: str, value: float | None) -> None:
    if value is not None:
        figures.setdefault(name, []).append(value)


def _say(ours: Figures, hello: Figures) -> None:
    base = {name.split(":")[0]: statistics.median(values) for name, values in hello.items()}
    print(f"{'hello-world':42}{'median':>9}{'worst':>9}")
    for name, values in hello.items():
        print(f"{name:42}{statistics.median(values):9.1f}{max(values):9.1f}")
    print(f"\n{'broadsheet':42}{'median':>9}{'worst':>9}{'÷ hello':>9}")
    for name, values in ours.items():
        median, kind = statistics.median(values), name.split(":")[0]
        ratio = f"{median / base[kind]:9.2f}" if kind in base else ""
        print(f"{name:42}{median:9.1f}{max(values):9.1f}{ratio}")


if __name__ == "__main__":
    sys.exit(main())
