"""Repairs of the mark under the cursor: what is asked, what the desk is told, what is shown then.

Shape:   `Repairing(desk, reading, page)`; `ask` opens a small chooser. What is repaired is one more
         step that can be undone; `undo` takes back the last repair there is, of an earlier run, too.
Errors:  a repair that cannot be kept is told, and nothing changes.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from reader.clean import one_line
from reader.desk import Desk
from reader.errors import StoreError
from reader.marks import NAME_KINDS, Mark
from reader.text.fold import fold
from reader.view.reading import Reading
from reader.view.slices import Slices
from reader.view.widgets.marked_text import MarkedText

if TYPE_CHECKING:
    from reader.annotate.repairs import Action, Repair
    from reader.view.widgets.choice_list import Choice

_FIELDS: Final = {"person": "person", "place": "place", "organisation": "org"}
_OFFERED: Final = 40
"""Names that are offered to merge with."""


class Repairing:
    """What can be done about a wrong mark."""

    def __init__(self, desk: Desk, reading: Reading, page: MarkedText) -> None:
        self._desk = desk
        self._reading = reading
        self._page = page
        self._slices: Slices[None] = Slices()

    @property
    def mark(self) -> Mark | None:
        """The mark that would be repaired: under the mark cursor, and in sight."""
        mark, (start, stop) = self._page.mark, self._page.in_sight
        return mark if mark is not None and start <= mark.start < stop else None

    def ask(self, action: "Action", mark: Mark | None = None) -> None:
        """Ask how to repair `mark`, or the one under the cursor."""
        from reader.view.screens.choosing import ChoosingScreen

        mark = mark or self.mark
        if mark is None or self._reading.id is None:
            self._say("No mark under the cursor: ] goes to one.")
            return
        if action != "hide" and mark.kind == "figure":
            self._say("A figure can only be hidden.")
            return
        name, written = mark.name, self._written(mark)
        choices: Callable[[str], Sequence[Choice[Repair]]]
        if action == "merge":
            question, typing = f"“{name}” is the same as", "a name"
            choices = self._merges(mark)
        else:
            typing = ""
            names = dict.fromkeys((written, name) if mark.kind != "figure" else (written,))
            found = self._hidings(mark, names) if action == "hide" else self._kinds(mark, names)
            question = f"Hide {mark.kind} marks of" if action == "hide" else f"No {mark.kind}:"
            choices = lambda _: found  # noqa: E731 - nothing is typed
        app = self._page.app
        keymap = getattr(app, "keymap", {})
        app.push_screen(ChoosingScreen(question, choices, keymap, typing=typing), self._do)

    def undo(self) -> None:
        """Take back the last repair, whoever made it and when."""
        try:
            taken = self._desk.unrepair()
        except StoreError as error:
            self._say(str(error))
            return
        self._say(f"Taken back: {_told(taken)}." if taken else "No repair to take back.")
        self._show()

    def catch_up(self) -> None:
        """Bring the search index after the repairs, in slices."""
        self._slices.start(self._desk.catch_up(), lambda _: None)

    # Inside

    def _hidings(
        self, mark: Mark, names: "Sequence[str] | dict[str, None]"
    ) -> "list[Choice[Repair]]":
        from reader.view.widgets.choice_list import Choice

        return [
            Choice(f"“{one_line(name)}”", where, self._repair("hide", mark, name, "", place))
            for name in names
            for where, place in self._places()
        ]

    def _kinds(
        self, mark: Mark, names: "Sequence[str] | dict[str, None]"
    ) -> "list[Choice[Repair]]":
        from reader.view.widgets.choice_list import Choice

        return [
            Choice(
                f"{kind}: “{one_line(name)}”", where, self._repair("kind", mark, name, kind, place)
            )
            for name in reversed([*names])
            for kind in NAME_KINDS
            if kind != mark.kind
            for where, place in self._places()
        ]

    def _merges(self, mark: Mark) -> "Callable[[str], list[Choice[Repair]]]":
        from reader.view.widgets.choice_list import Choice

        others = [each for each in self._page.marks if each.kind != "figure"]
        others.sort(key=lambda each: each.kind != mark.kind)
        known = dict.fromkeys(" ".join(each.name.split()) for each in others)

        def choices(typed: str) -> "list[Choice[Repair]]":
            typed, wanted = " ".join(typed.split()), fold(typed)
            found = [name for name in known if wanted in fold(name)]
            if typed:
                found += [*self._completed(mark, typed), typed]
            names = [name for name in dict.fromkeys(found) if name != mark.name][:_OFFERED]
            return [
                Choice(
                    f"“{one_line(name)}”", where, self._repair("merge", mark, mark.name, name, at)
                )
                for name in names
                for where, at in self._places()
            ]

        return choices

    def _completed(self, mark: Mark, typed: str) -> list[str]:
        """A name of the library that begins like this."""
        completion = self._desk.complete(f"{_FIELDS[mark.kind]}:{typed}")
        if completion is None:
            return []
        value = " ".join(completion.text.partition(":")[2].replace('"', " ").split())
        return [value] if value else []

    def _places(self) -> list[tuple[str, tuple[str, ...]]]:
        """In this article, everywhere: in words, and as a repair has it."""
        from reader.desk.jobs import content_of

        id_ = self._reading.id or ""
        here = (id_, content_of(self._desk.article(id_).text))
        return [("in this article", here), ("everywhere", ())]

    def _repair(
        self, action: "Action", mark: Mark, name: str, to: str, place: tuple[str, ...]
    ) -> "Repair":
        from reader.annotate.repairs import Repair, in_one_line

        return Repair(action, mark.kind, in_one_line(name), to, *place)

    def _written(self, mark: Mark) -> str:
        text = self._desk.article(self._reading.id or "").text
        return " ".join(mark.of(text).split())

    def _do(self, repair: "Repair | None") -> None:
        if repair is None:
            return
        try:
            self._desk.repair(repair)
        except StoreError as error:
            self._say(str(error))
            return
        self._desk.undo.record(_told(repair), partial(self._take_back, repair))
        self._say(f"{_told(repair)}.")
        self._show()

    def _take_back(self, repair: "Repair") -> None:
        """Undo it; a KeyError when somebody did before."""
        if self._desk.unrepair(repair) is None:
            raise KeyError(repair.name)
        self._show()

    def _show(self) -> None:
        if self._reading.id is not None:
            self._reading.show_marks(self._reading.id)
        self.catch_up()

    def _say(self, text: str) -> None:
        self._page.notify(one_line(text), timeout=2, markup=False)


def _told(repair: "Repair") -> str:
    """What a repair does, in words."""
    where = "everywhere" if repair.is_everywhere else "in one article"
    name = f"“{one_line(repair.name)}”"
    if repair.action == "hide":
        return f"{name} is no {repair.kind}, {where}"
    if repair.action == "kind":
        return f"{name} is of the kind {repair.to}, {where}"
    return f"{name} is “{one_line(repair.to)}”, {where}"
