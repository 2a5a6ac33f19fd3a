"""The library's folders: how many articles each has, and what could not be read."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.clean import one_line
from reader.desk import Desk
from reader.desk.folders import Folder, Folders, completed
from reader.errors import SourceError, StoreError
from reader.view import commands, rows
from reader.view.screens.picking import MOVING
from reader.view.screens.sized import Sized
from reader.view.widgets.text_lines import TextLines, packed

_FAULTS = 3
"""So many are shown of what could not be read; `broadsheet check` names all."""


class _Paths(Suggester):
    """The rest of a path that is being typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first file or folder that begins so."""
        return completed(value)


class _Line(Input):
    """A path or a name; `Tab` completes a path, as in a shell."""

    BINDINGS: ClassVar[list[BindingType]] = [("tab", "cursor_right", "Complete")]


class SourcesScreen(Sized, ModalScreen[bool]):
    """Look at them, add, remove, move, rename; True comes back when articles come or go."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVING, *commands.bindings("sources")]

    def __init__(self, desk: Desk, *, adding: bool = False) -> None:
        """`adding` begins with the question for a folder."""
        super().__init__()
        self._desk = desk
        self._folders = Folders(desk)
        self._rows: list[Folder] = []
        self._adding = adding
        self._told: int | None = None
        self._entered: Callable[[str], None] | None = None

    def compose(self) -> ComposeResult:
        """A list, what is wrong with the one under the cursor, a line to type, the keys."""
        with Vertical(id="sources"):
            yield Static("Sources", classes="title")
            yield OptionList(id="sources-list")
            yield Static(id="sources-note", markup=False)
            yield _Line(id="sources-line", suggester=_Paths())
            yield TextLines(id="sources-keys")

    def on_mount(self) -> None:
        """Show them."""
        self._line = self.query_one(_Line)
        self._list = self.query_one(OptionList)
        self._note = self.query_one("#sources-note", Static)
        self._line.display = False
        self._keys_line = self.query_one("#sources-keys", TextLines)
        self._show(0)
        self._list.focus()
        if self._adding:
            self.action_add()

    # -- drawing -------------------------------------------------------

    def on_resize(self) -> None:
        """The keys in as few lines as hold them."""
        self._say_keys()

    def _say_keys(self) -> None:
        """Those that would do something now."""
        words = {each.id: each.hint for each in commands.COMMANDS if each.where == "sources"}
        words = {name: hint for name, hint in words.items() if hint}
        if self._line.display:
            words = {"sources.back": "back"}
        elif not self._rows:
            words = {name: words[name] for name in ("sources.add", "sources.back")}
        elif len(self._rows) < 2:
            del words["sources.move-down"], words["sources.move-up"]
        if not self._desk.undo:
            words.pop("sources.undo", None)
        found = commands.key_words(words, getattr(self.app, "keymap", {}))
        keys = [("Enter", "keep it"), *found] if self._line.display else found
        pieces = [((f"{sign} ", "key"), (f"{word}  ", "soft")) for sign, word in keys]
        cells = self._keys_line.size.width or self.app.size.width - 4
        self._keys_line.show(packed(pieces, cells))

    def _show(self, place: int) -> None:
        """All of them, the cursor at `place`."""
        self._rows = self._folders.rows()
        self._list.clear_options()
        self._list.add_options([Option(self._row(row)) for row in self._rows])
        self._list.highlighted = max(0, min(place, len(self._rows) - 1)) if self._rows else None
        self._tell()

    def _row(self, row: Folder) -> Content:
        told = ["not read yet" if row.articles is None else rows.articles(row.articles)]
        if row.faults:
            told.append(f"{rows.number(len(row.faults))} not readable")
        if row.origin == "settings":
            told.append("from the settings")
        name = f"{row.name} · " if row.name else ""
        # No colour of its own below: it would be hard to read where the cursor is.
        return Content.assemble((f"{name}{one_line(row.path)}", "bold"), f"\n  {' · '.join(told)}")

    def _tell(self) -> None:
        """What is wrong with the one under the cursor."""
        self._told = self._list.highlighted
        self._say_keys()
        if not self._rows:
            self._note.update("No sources yet: a adds a folder.")
            return
        faults = self._rows[self._list.highlighted or 0].faults
        lines = list(faults[:_FAULTS])
        if len(faults) > _FAULTS:
            lines.append(f"and {len(faults) - _FAULTS} more: see broadsheet check")
        self._note.update("\n".join(lines))

    # -- what is typed -------------------------------------------------

    def _ask(self, what: str, value: str, entered: Callable[[str], None]) -> None:
        self._entered = entered
        self._line.suggester = _Paths() if what.startswith("A folder") else None
        self._line.border_title = what
        self._line.value = value
        self._line.display = True
        self._line.focus()
        self._say_keys()

    def _close_line(self) -> None:
        self._line.display = False
        self._list.focus()
        self._say_keys()

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        entered = self._entered
        try:
            if entered is not None:
                entered(event.value)
        except SourceError as error:
            self._note.update(str(error))
            return
        self._close_line()

    @on(OptionList.OptionHighlighted)
    def _on_highlighted(self) -> None:
        if self._list.highlighted != self._told:  # else it would wipe out what was just said
            self._tell()

    # -- actions -------------------------------------------------------

    @property
    def _chosen(self) -> Folder | None:
        at = self._list.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def action_down(self) -> None:
        """The next one."""
        self._list.action_cursor_down()

    def action_up(self) -> None:
        """The one before."""
        self._list.action_cursor_up()

    def action_page_down(self) -> None:
        """A page down."""
        self._list.action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """A page up."""
        self._list.action_page_up()  # type: ignore[no-untyped-call]

    def action_half_down(self) -> None:
        """The same; there are never many."""
        self._list.action_page_down()  # type: ignore[no-untyped-call]

    def action_half_up(self) -> None:
        """Likewise."""
        self._list.action_page_up()  # type: ignore[no-untyped-call]

    def action_top(self) -> None:
        """The first one."""
        self._list.action_first()

    def action_bottom(self) -> None:
        """The last one."""
        self._list.action_last()

    def action_add(self) -> None:
        """Ask for a path."""
        self._ask("A folder or file; → completes it", "", self._add)

    def _add(self, path: str) -> None:
        added = self._folders.add(path)
        paths = [row.path for row in self._folders.rows()]
        self._show(paths.index(added) if added in paths else 0)

    def action_remove(self) -> None:
        """Take it out; undo brings it back."""
        self._change(self._remove)

    def _remove(self, row: Folder, place: int) -> None:
        back = self._folders.remove(row.path)
        self._desk.undo.record(f"source removed: {one_line(row.path)}", back)
        self._show(place)
        self._note.update(
            f"Removed {one_line(row.path)}. u brings it back; its files are untouched."
        )

    def action_move(self, step: int) -> None:
        """Further up or down."""

        def move(row: Folder, place: int) -> None:
            self._folders.move(row.path, step)
            self._show(place + step)

        self._change(move)

    def _change(self, change: Callable[[Folder, int], None]) -> None:
        """Do it to the one under the cursor, or say why not."""
        if (row := self._chosen) is None:
            return
        if row.origin == "settings":
            self._note.update("This one stands in the settings; change it there.")
            return
        try:
            change(row, self._list.highlighted or 0)
        except SourceError as error:
            self._note.update(str(error))

    def action_rename(self) -> None:
        """Ask for a name."""
        if (row := self._chosen) is not None:
            place = self._list.highlighted or 0

            def named(name: str) -> None:
                self._folders.rename(row.path, name)
                self._show(place)

            self._ask("What you call it; empty for its own name", row.name, named)

    def action_undo(self) -> None:
        """Take the last change back, whatever it was."""
        try:
            undone = self._desk.undo.undo()
        except (KeyError, SourceError, StoreError) as error:
            gone = "it is not here any more" if isinstance(error, KeyError) else str(error)
            self._note.update(f"That cannot be undone: {gone}.")
            return
        if undone is not None:
            for _ in undone.rest:
                pass
            self._show(self._list.highlighted or 0)
        self._note.update(f"Undone: {undone.what}." if undone else "Nothing to undo.")

    def action_back(self) -> None:
        """From the line to the list, from the list to the window."""
        if self._line.display:
            self._close_line()
        else:
            self.dismiss(self._desk.own_changed)
