"""The library's folders and feeds: how many articles each has, and what went wrong."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

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
from reader.text.addresses import is_address, shown
from reader.view import commands, rows
from reader.view.glyphs import HERE
from reader.view.hints import key_here
from reader.view.looks import PLAIN
from reader.view.screens.picking import MOVING
from reader.view.screens.sized import Sized
from reader.view.widgets.text_lines import TextLines, packed

if TYPE_CHECKING:
    from reader.desk.feeds import Added
    from reader.library import Subscription

_FOR_FEEDS = ("sources.mute", "sources.full-text", "sources.category")
"""What is done to nothing else."""
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
        self.fetched = False
        """True once something was fetched, and waits to be read."""

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
        if (row := self._chosen) is None or row.feed is None:
            words = {name: word for name, word in words.items() if name not in _FOR_FEEDS}
        found = commands.key_words(words, getattr(self.app, "keymap", {}))
        keys = [("Enter", "keep it"), *found] if self._line.display else found
        pieces = [((f"{sign} ", "key"), (f"{word}  ", "soft")) for sign, word in keys]
        cells = self._keys_line.size.width or self.app.size.width - 4
        self._keys_line.show(packed(pieces, cells))

    def _show(self, at: int | str) -> None:
        """All of them, the cursor on a row, or on that of a path."""
        self._rows = self._folders.rows()
        paths = [row.path for row in self._rows]
        place = at if isinstance(at, int) else paths.index(at) if at in paths else 0
        self._list.clear_options()
        self._list.add_options([Option(self._row(row)) for row in self._rows])
        self._list.highlighted = max(0, min(place, len(self._rows) - 1)) if self._rows else None
        self._tell()

    def _row(self, row: Folder) -> Content:
        told = ["not read yet" if row.articles is None else rows.articles(row.articles)]
        if row.feed is not None:
            told = [*([row.feed.category] if row.feed.category else []), *told, *_states(row.feed)]
        elif row.faults:
            told.append(f"{rows.number(len(row.faults))} not readable")
        if row.origin == "settings":
            told.append("from the settings")
        name = f"{row.name} · " if row.name else ""
        where = row.written if row.feed is not None else row.path
        title = row.name if where == row.name else f"{name}{one_line(where)}"
        # No colour of its own below: it would be hard to read where the cursor is.
        return Content.assemble((title, "bold"), f"\n  {' · '.join(told)}")

    def _tell(self) -> None:
        """What is wrong with the one under the cursor; those who are read to hear which it is."""
        before, self._told = self._told, self._list.highlighted
        if self.app.has_class(PLAIN):
            for place, row in enumerate(self._rows):
                if place in (before, self._told):
                    lead = HERE if place == self._told else ""
                    told = Content.assemble(lead, self._row(row))
                    self._list.replace_option_prompt_at_index(place, told)
        self._say_keys()
        if not self._rows:
            key = key_here(self, "sources.add")
            self._note.update(f"No sources yet. {key} adds a folder, or a feed by its address.")
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
        self._ask("A folder, a file, or an address (https://…); → completes a path", "", self._add)

    def _add(self, path: str) -> None:
        if is_address(path.strip()):
            self._note.update(f"Asking {shown(path.strip())} …")
            self.run_worker(lambda: self._subscribe(path.strip()), thread=True, group="subscribe")
            return
        before = self._desk.folders
        added = self._folders.add(path)
        if self._desk.folders != before:
            back = partial(self._folders.remove, added)
            self._desk.undo.record(f"source added: {one_line(added)}", back)
        self._show(added)

    def _subscribe(self, address: str) -> None:
        """In a thread: a server may take its time."""
        from reader.errors import BroadsheetError

        try:
            found = self._desk.feeds.add(address)
        except BroadsheetError as error:
            self.app.call_from_thread(self._subscribed, None, str(error))
            return
        what = "Subscribed to" if found.kind == "feed" else "Saved"
        note = f" ({found.note})" if found.note else ""
        self.app.call_from_thread(self._subscribed, found, f"{what} {found.name}{note}.")

    def _subscribed(self, found: "Added | None", said: str) -> None:
        if not self.is_mounted:
            return
        if found is not None:
            self.fetched = True
            self._show(len(self._folders.rows()) - 1)
        self._note.update(one_line(said))

    def action_mute(self) -> None:
        """Ask a feed no more, or again."""

        def mute(row: Folder, feed: "Subscription") -> tuple[Callable[[], None], str]:
            muted = not feed.muted
            said = "muted" if muted else "asked again"
            return self._folders.mute(row.path, muted=muted), said

        self._change_feed(mute)

    def action_full_text(self) -> None:
        """Fetch the whole page of each entry, or not."""

        def turn(row: Folder, feed: "Subscription") -> tuple[Callable[[], None], str]:
            on = not feed.full_text
            return self._folders.full_text(row.path, on=on), f"full text {'on' if on else 'off'}"

        self._change_feed(turn)

    def action_category(self) -> None:
        """Ask for a category."""
        row = self._chosen
        if row is None or row.feed is None:
            self._note.update("Only feeds are in categories.")
            return

        def put(name: str) -> None:
            def change(row: Folder, _: "Subscription") -> tuple[Callable[[], None], str]:
                return self._folders.put_into(row.path, name), "another category"

            self._change_feed(change)

        self._ask("A category; World/Asia is one in another", row.feed.category, put)

    def _change_feed(
        self, change: "Callable[[Folder, Subscription], tuple[Callable[[], None], str]]"
    ) -> None:
        """Do it to the feed under the cursor; undo takes it back."""
        row = self._chosen
        if row is None or row.feed is None:
            self._note.update("This is for feeds: nobody is asked for what stands in a folder.")
            return
        try:
            back, said = change(row, row.feed)
        except SourceError as error:
            self._note.update(str(error))
            return
        self._desk.undo.record(f"{row.name}: {said}", back)
        self._show(self._list.highlighted or 0)
        self._note.update(f"{row.name}: {said}.")

    def action_remove(self) -> None:
        """Take it out; undo brings it back."""
        self._change(self._remove)

    def _remove(self, row: Folder, place: int) -> None:
        back = self._folders.remove(row.path)
        self._desk.undo.record(f"source removed: {one_line(row.path)}", back)
        self._show(place)
        self._note.update(
            f"Removed {one_line(row.name or row.path)}. {key_here(self, 'sources.undo')} brings it back; its "
            f"{'articles stay' if row.feed is not None else 'files are untouched'}."
        )

    def action_move(self, step: int) -> None:
        """Further up or down."""

        def move(row: Folder, _: int) -> None:
            if (back := self._folders.move(row.path, step)) is not None:
                self._desk.undo.record(f"source moved: {_told(row)}", back)
                self._show(row.path)

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

            def named(name: str) -> None:
                back = self._folders.rename(row.path, name)
                if self._folders.name(row.path) != row.name:
                    self._desk.undo.record(f"source renamed: {_told(row)}", back)
                self._show(row.path)

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
            chosen = self._chosen
            self._show(chosen.path if chosen else 0)
        self._note.update(f"Undone: {undone.what}." if undone else "Nothing to undo.")

    def action_back(self) -> None:
        """From the line to the list, from the list to the window."""
        if self._line.display:
            self._close_line()
        else:
            self.dismiss(self.fetched or self._desk.own_changed)


def _told(row: Folder) -> str:
    """A source in a line that says what became of it."""
    return one_line(row.name or row.written)


def _states(feed: "Subscription") -> list[str]:
    """What is to be known of a feed, in a few words each."""
    asked = dt.datetime.fromtimestamp(feed.asked_at, dt.UTC).astimezone()
    told = {
        f"asked {asked:%-d %b, %H:%M}": feed.asked_at > 0,
        "muted": feed.muted,
        "full text": feed.full_text,
        "gone for good": feed.gone,
        "failed": bool(feed.error) and not feed.gone,
    }
    return [words for words, holds in told.items() if holds]
