"""What the footer offers: the keys that would do something now, and the word for each.

Shape:   `Footer(...)`; `show` for where the keys go now, the last one kept longest.
Errors:  none.
"""

from collections.abc import Callable, Mapping
from typing import Final

from reader.desk import Listing
from reader.view import commands
from reader.view.reading import Reading
from reader.view.repairing import Repairing
from reader.view.widgets.legend import Hint, Legend
from reader.view.widgets.marked_text import MarkedText
from reader.view.xray import XRay

_OF_AN_ARTICLE: Final = frozenset(
    ("list.open", "outline", "find.open", "select", "view.zen", "next", "xray")
)
"""What needs an open article."""

_OF_A_NAME: Final = frozenset(("mark.kind", "mark.merge", "card.kind", "card.merge"))
"""What cannot be done with a figure."""

_PLACES: Final[dict[str | None, commands.Where]] = {
    "page": "text",
    "bar": "typing",
    "find": "finding",
    "xray": "xray",
    "card": "card",
    "finder": "finder",
    "asking": "asking",
}
"""Where somebody is whose keys go to the widget of this name; else in the list."""


class Footer:
    """Which of all commands would do something now."""

    def __init__(
        self,
        page: MarkedText,
        legend: Legend,
        reading: Reading,
        repairing: Repairing,
        xray: XRay,
        listing: Callable[[], Listing],
    ) -> None:
        self._page = page
        self._legend = legend
        self._reading = reading
        self._repairing = repairing
        self._xray = xray
        self._listing = listing

    def show(self, focused: str | None, keymap: Mapping[str, str]) -> None:
        """Put on the legend what can be done while the keys go to the widget named `focused`."""
        where = _PLACES.get(focused, "list")
        if where == "text" and self._page.selected is not None:
            where = "selecting"
        elif where == "text" and self._repairing.mark is not None:
            where = "mark"
        words = {
            command.id: command for command in commands.hinted(where) if self._offers(command.id)
        }
        keys = {
            name: sign
            for name, command in words.items()
            if (sign := commands.key_signs(commands.keys_of(command, keymap))[:1])
        }
        self._legend.hints = tuple(
            Hint(sign[0], self._word(words[name]), words[name].action)
            for name, sign in keys.items()
        )

    def _word(self, command: commands.Command) -> str:
        searching = self._listing().pattern is not None
        return "next match" if searching and command.id == "next" else command.hint

    def _offers(self, name: str) -> bool:
        """True unless the command could do nothing now."""
        if name in _OF_AN_ARTICLE:
            return self._reading.id is not None
        if name in _OF_A_NAME:
            return (subject := self._xray.subject) is not None and subject.kind != "figure"
        if name == "search.clear":
            return self._listing().pattern is not None
        if name == "figures.open":
            return bool(self._legend.counts and self._legend.counts["figure"])
        if name == "mark.next":
            seen = self._page.hidden
            return any(mark.kind not in seen for mark in self._page.marks)
        return self._xray.offers(name)
