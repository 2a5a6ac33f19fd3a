"""Every key of the map, pressed where it works: something that can be seen changes.

One window is opened; before each key it is brought to the same place by keys. A command without a
row here fails, and so does a row for a command that is no more. The keys of the whole window are
pressed in the list; in the other panes it is seen that they mean the same.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from reader.desk import Desk
from reader.view.commands import COMMANDS, Command, Where
from reader.view.finding import FINDING
from reader.view.palette import CommandsProvider
from reader.view.screens.finder import FinderRows
from reader.view.widgets.figure_table import FigureTable
from reader.view.widgets.panel_rows import PanelRows
from tests.view.stage import Open, Stage

RICH = """---
title: Ferry service to resume in Norrvik
date: 2026-03-12
url: https://example.org/ferry
---
Ferry service to resume in Norrvik

The line was closed for six months after a storm damaged the pier.

In Lisbon Captain Elin Dahl, 44, said the first boat would leave Norrvik at 9:30 with 120 passengers.

“We have waited a long time for this,” said Dahl, who has worked for Fjordline Ltd since 2004.

The repair cost €3.2 million, about 14% more than planned, on 12 March 2026. Kofi Mensah came second.

## The harbour

Kofi Mensah of the Norrvik Council said the harbour, 3 km long, would open fully in May (https://example.org/a).

“It is the 2nd pier,” said Mensah. The match ended 3-1.

## The pier

Ana Ferreira and Elin Dahl met in Lisbon. Ana Ferreira said that Accra had two piers.

Nothing else is known.

It was long ago.

Some say so.

```
FROM HERE ON IS A LINE THAT IS SO LONG THAT IT FITS INTO NO COLUMN OF TEXT, HOWEVER WIDE THAT MAY BE; SO IT IS MOVED SIDEWAYS
```
"""
"""Every kind of figure; names that are elsewhere, too; headings; an address."""

SHORT = """{day} February 2026

Number {day} of the short reports

Kofi Mensah met Ana Ferreira in Lisbon, {day} days later.
"""

PLACES: dict[Where, str] = {
    "list": "",
    "text": "enter",
    "mark": "enter ]",
    "xray": "x",
    "card": "enter ] enter",
    "typing": "/ l i s",
    "finding": "enter ctrl+f a",
    "selecting": "enter v",
    "finder": "t",
    "asking": "delete",
    "help": "?",
    "figures": "F",
    "choice": "enter ] d",
    "sources": "E",
}
"""The keys that lead from the list to each place."""

WINDOW: tuple[Where, ...] = ("list", "text", "xray", "card")
"""Where the keys of the whole window work, unless the place has another use for them."""


class Row(NamedTuple):
    """What changes when the keys of a command are pressed."""

    sees: Callable[[Stage], object]
    before: str = ""
    """Keys pressed first, at the place; <id> stands for a command that has none."""
    places: tuple[Where, ...] = ()
    """Where, if not at the command's own place."""
    stays: bool = False
    """True when the next key can be pressed right there."""


def _screen(stage: Stage) -> Screen[Any]:
    return stage.app.screen


def _kind_of_screen(stage: Stage) -> str:
    return type(_screen(stage)).__name__


def _said(stage: Stage) -> int:
    """How many lines were told."""
    return len(stage.app._notifications)


def _state(stage: Stage) -> object:
    return [stage.desk.state(name)[:2] for name in stage.desk.ids()]


def _scroll(stage: Stage) -> float:
    return stage.page.scroll_offset.y


def _panel(stage: Stage) -> PanelRows:
    return stage.window.query_one("#card" if stage.focused == "card" else "#xray", PanelRows)


def _in_panel(stage: Stage) -> int:
    return _panel(stage).cursor


def _panels(stage: Stage) -> list[bool]:
    return [stage.window.query_one(f"#{name}").display for name in ("list", "xray", "card")]


def _in_finder(stage: Stage) -> int:
    return _screen(stage).query_one(FinderRows).cursor


def _figures(stage: Stage) -> FigureTable:
    return _screen(stage).query_one(FigureTable)


def _listed_figures(stage: Stage) -> list[str]:
    return [row.value for row in _figures(stage).rows]


def _sources(stage: Stage) -> object:
    found = _screen(stage).query_one(OptionList)
    return found.highlighted, [str(option.prompt) for option in found.options]


def _told_of_source(stage: Stage) -> str:
    """What is said below the sources; these are folders, for which the keys of feeds are none."""
    return str(_screen(stage).query_one("#sources-note", Static).render())


def _typed_line(stage: Stage) -> bool:
    return _screen(stage).query_one(Input).display


def _query(stage: Stage) -> tuple[str, int]:
    return stage.bar.value, stage.bar._cursor


def _moving(names: str, sees: Callable[[Stage], object], *places: Where) -> dict[str, Row]:
    """Rows for the eight keys that move; those that go up begin at the end."""
    down, up = ("down", "page-down", "half-down", "bottom"), ("up", "page-up", "half-up", "top")
    rows = {f"{names}.{name}": Row(sees, "home", places, stays=True) for name in down}
    return rows | {f"{names}.{name}": Row(sees, "end", places, stays=True) for name in up}


def _staying(sees: Callable[[Stage], object], *names: str) -> dict[str, Row]:
    """Rows for keys after which the place is the same."""
    return {name: Row(sees, stays=True) for name in names}


ROWS: dict[str, Row] = {
    **_moving("list", lambda stage: stage.listing.index),
    "list.open": Row(lambda stage: stage.focused),
    **_staying(lambda stage: stage.window._browsing.lists._order, "list.sort", "list.reverse"),
    "list.unread": Row(lambda stage: stage.window._browsing.lists.only),
    "list.starred": Row(lambda stage: stage.window._browsing.lists.only),
    **_staying(
        lambda stage: stage.window._browsing.lists.heads,
        *("list.group-day", "list.group-source", "list.group-none"),
    ),
    "search.clear": Row(lambda stage: stage.bar.value, "/ e enter h"),
    **_moving("text", _scroll),
    "text.space": Row(_scroll),
    "text.right": Row(lambda stage: stage.page._page.shift, "end"),
    "text.left": Row(lambda stage: stage.page._page.shift, "end >"),
    "text.next-paragraph": Row(_scroll),
    "text.previous-paragraph": Row(_scroll, "end"),
    "text.back": Row(lambda stage: stage.focused),
    "text.leave": Row(lambda stage: stage.page.mark, "]"),
    "article.next": Row(lambda stage: stage.open),
    "article.previous": Row(lambda stage: stage.open),
    "next": Row(lambda stage: stage.open),
    "previous": Row(lambda stage: stage.open),
    "article.read": Row(_state),
    "article.star": Row(_state),
    "list.read-all": Row(_state),
    "article.remove": Row(_kind_of_screen),
    "undo": Row(_state, "f"),
    "search.open": Row(lambda stage: stage.bar.typing),
    "typing.down": Row(lambda stage: stage.listing.index),
    "typing.up": Row(lambda stage: stage.listing.index, "down"),
    "typing.complete": Row(_query, "left"),
    "typing.enter": Row(lambda stage: stage.focused),
    "typing.clear": Row(_query),
    "find.open": Row(lambda stage: stage.window.has_class(FINDING)),
    "find.next": Row(lambda stage: stage.page.match),
    "find.previous": Row(lambda stage: stage.page.match),
    "find.end": Row(lambda stage: stage.window.has_class(FINDING)),
    "outline": Row(_kind_of_screen),
    "links": Row(_kind_of_screen),
    "link.open": Row(_kind_of_screen),
    "edit": Row(_said),
    "copy": Row(_said),
    "copy.place": Row(_said),
    "select": Row(lambda stage: stage.page.selected),
    "comment": Row(_kind_of_screen),
    "passages.list": Row(_said),
    "passages.export": Row(_said),
    **_staying(
        lambda stage: stage.page.selected,
        *(f"select.{name}" for name in ("more", "less", "down", "up", "other")),
    ),
    "select.end": Row(lambda stage: stage.page.selected),
    "choose.down": Row(_in_finder, "pageup", stays=True),
    "choose.up": Row(_in_finder, "pagedown", stays=True),
    "choose.page-down": Row(_in_finder, "pageup", stays=True),
    "choose.page-up": Row(_in_finder, "pagedown", stays=True),
    "choose.enter": Row(lambda stage: (_kind_of_screen(stage), stage.focused)),
    "choose.leave": Row(_kind_of_screen),
    "asking.yes": Row(lambda stage: (_kind_of_screen(stage), len(stage.desk.ids()))),
    "asking.no": Row(_kind_of_screen),
    "mark.next": Row(lambda stage: stage.page.mark, "]"),
    "mark.previous": Row(lambda stage: stage.page.mark, "] ]"),
    "mark.card": Row(lambda stage: stage.focused, "]"),
    "name.everywhere": Row(lambda stage: stage.bar.value, "]"),
    "trail.back": Row(lambda stage: stage.bar.value, "] *"),
    "trail.forward": Row(lambda stage: stage.bar.value, "] * backspace"),
    "xray": Row(_panels),
    **_staying(
        lambda stage: stage.page.hidden,
        *(f"kind.{name}" for name in ("person", "place", "organisation", "figure", "all")),
    ),
    "mark.hide": Row(_kind_of_screen),
    "mark.kind": Row(_kind_of_screen),
    "mark.merge": Row(_kind_of_screen),
    "mark.undo-repair": Row(_said),
    "choice.take": Row(lambda stage: (_kind_of_screen(stage), stage.desk.repairs)),
    "choice.back": Row(_kind_of_screen),
    "figures.open": Row(_kind_of_screen),
    "figures.go": Row(lambda stage: (_kind_of_screen(stage), stage.page.mark)),
    **_staying(_listed_figures, "figures.sort", "figures.turn"),
    "figures.filter": Row(lambda stage: _screen(stage).focused),
    **_staying(_listed_figures, *(f"figures.kind-{number}" for number in range(1, 10))),
    "figures.back": Row(_kind_of_screen),
    **_moving("panel", _in_panel, "xray", "card"),
    "panel.choose": Row(lambda stage: (_scroll(stage), stage.page.mark), "down", ("xray", "card")),
    "panel.close": Row(_panels, "", ("xray", "card")),
    "card.hide": Row(_kind_of_screen),
    "card.kind": Row(_kind_of_screen),
    "card.merge": Row(_kind_of_screen),
    "card.close": Row(_panels),
    **_staying(lambda stage: stage.window._xray._pages.at, "xray.next-page", "xray.previous-page"),
    "xray.filter": Row(lambda stage: stage.window._xray._panel.typing),
    "view.zen": Row(lambda stage: stage.window.has_class("-zen")),
    "view.list": Row(lambda stage: stage.window.has_class("-no-list")),
    **_staying(lambda stage: stage.page.column, "view.wider", "view.narrower"),
    **_staying(lambda stage: stage.app.theme, "view.theme"),
    "view.themes": Row(_kind_of_screen),
    "reload": Row(_said),
    "reload.all": Row(lambda stage: (stage.bar.status, _said(stage))),
    "sources": Row(_kind_of_screen),
    "sources.add-folder": Row(_kind_of_screen),
    "sources.down": Row(_sources),
    "sources.up": Row(_sources, "end"),
    "sources.add": Row(_typed_line),
    "sources.remove": Row(_sources),
    "sources.rename": Row(_typed_line),
    "sources.move-down": Row(_sources),
    "sources.move-up": Row(_sources, "end"),
    "sources.undo": Row(_sources, "d"),
    "sources.mute": Row(_told_of_source),
    "sources.full-text": Row(_told_of_source),
    "sources.category": Row(_told_of_source),
    "sources.back": Row(_kind_of_screen),
    "settings": Row(_said),
    "palette": Row(_kind_of_screen),
    "quit": Row(lambda stage: LEFT[:]),
    "help": Row(_kind_of_screen),
    "help.back": Row(_kind_of_screen),
}

OTHERS: dict[str, Row] = {
    **_moving("list", lambda stage: _figures(stage).index, "figures"),
    **{f"{name} ": row for name, row in _moving("list", _sources, "sources").items()},
    **{
        f"{name}  ": row
        for name, row in _moving(
            "list", lambda stage: _screen(stage).query_one("#help").scroll_y, "help"
        ).items()
    },
}
"""The list's keys move through other rows, too; a blank behind a name only tells them apart."""

LEFT: list[int] = []
"""Filled by whatever would end the program."""


def test_every_command_has_a_row() -> None:
    assert {command.id for command in COMMANDS} == ROWS.keys()


def keys_in(command: Command, place: Where) -> list[str]:
    """The command's keys that mean it at this place."""
    around: dict[Where, set[Where]] = {"xray": {"panel"}, "card": {"panel"}, "mark": {"text"}}
    here = {place, *around.get(place, ())}
    own = {
        key
        for other in COMMANDS
        if other.where in here and command.where not in here
        for key in other.keys.split(",")
    }
    keys = command.keys or f"<{command.id}>"
    return [key for key in keys.split(",") if key not in own]


class Press(NamedTuple):
    """A key at a place."""

    place: Where
    row: Row
    command: Command
    key: str


def presses() -> Iterator[Press]:
    """All of them, place after place."""
    by_id = {command.id: command for command in COMMANDS}
    for place in PLACES:
        for name, row in (*ROWS.items(), *OTHERS.items()):
            command = by_id[name.strip()]
            own: Where = "list" if command.where == "everywhere" else command.where
            if place in (row.places or (own,)):
                for key in keys_in(command, place):
                    yield Press(place, row, command, key)


async def come_home(stage: Stage) -> None:
    """To the list as it was, with the rich article under the cursor, the first but one."""
    window, desk = stage.window, stage.desk
    while stage.app.screen is not window:
        await stage.app.pop_screen()
    await stage.press("escape")
    while stage.focused != "list" or stage.bar.value or window._xray.is_open:
        await stage.press("escape")
    while undone := desk.undo.undo():
        for _ in undone.rest:
            pass
    while desk.repairs:
        desk.unrepair()
    for name in desk.ids():
        desk.mark_read(name, read=False)
        desk.keep_position(name, 0)
    window._browsing.lists.only = ""
    window._browsing.lists._order = window._browsing.lists._order._replace(
        by="newest", reverse=False, group=""
    )
    window._hide(frozenset())
    window.remove_class("-zen", "-no-list")
    stage.page.column = 72
    window._page.go_back_to(0, 0, None)
    window._browsing.list_again()
    stage.listing.move_to(1)
    assert stage.open.startswith("Ferry")
    stage.app.clear_notifications()
    LEFT.clear()
    await stage.settled()


@pytest.fixture
def library(tmp_path: Path) -> None:
    """Two folders that the library knows, with a rich article and some short ones."""
    for folder, days in (("one", range(10, 22)), ("two", range(1, 4))):
        (tmp_path / folder).mkdir()
        for day in days:
            (tmp_path / folder / f"{day}.txt").write_text(SHORT.format(day=day), "utf-8")
    (tmp_path / "one" / "ferry.md").write_text(RICH, "utf-8")
    late = SHORT.format(day=3).replace("February", "April")
    (tmp_path / "one" / "late.txt").write_text(late, "utf-8")
    desk = Desk.open()
    for folder in ("one", "two"):
        desk.add_folder(str(tmp_path / folder))
    desk.close()


async def press(stage: Stage, keys: str) -> None:
    """Press some keys, one after the other; <id> is a command run from the palette."""
    for key in keys.split():
        if key.startswith("<") and key != "<":
            command = next(each for each in COMMANDS if f"<{each.id}>" == key)
            await CommandsProvider(stage.window)._run(command)
            await stage.settled()
        else:
            await stage.press(key)


async def does_something(stage: Stage, pressed: Press) -> bool:
    """Press, and see whether anything changes; what a thread does takes a while."""
    await press(stage, pressed.row.before)
    seen = pressed.row.sees(stage)
    await press(stage, pressed.key)
    try:
        await stage.until(lambda: pressed.row.sees(stage) != seen, 1)
    except TimeoutError:
        return False
    return True


@pytest.mark.usefixtures("library")
async def test_every_key_does_something_everywhere(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead: list[str] = []
    async with open_app(size=(80, 16)) as stage:
        with monkeypatch.context() as patch:
            patch.setattr(stage.app, "exit", LEFT.append)
            there: Where | None = None
            for pressed in presses():
                if there != pressed.place:
                    await come_home(stage)
                    await press(stage, PLACES[pressed.place])
                there = pressed.place if pressed.row.stays else None
                if not await does_something(stage, pressed):
                    dead.append(f"{pressed.place}: {pressed.command.id} ({pressed.key})")
    assert not dead


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("size", [(120, 16), (200, 16)])
async def test_the_windows_keys_mean_the_same_in_every_pane(
    open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(size=size) as stage:
        for place in WINDOW:
            await come_home(stage)
            await press(stage, PLACES[place])
            assert stage.focused == {"text": "page"}.get(place, place)
            meant = stage.app.screen.active_bindings
            for command in COMMANDS:
                if command.where == "everywhere" and command.keys:
                    for key in keys_in(command, place):
                        name = key if len(key) > 1 else _character_to_key(key)
                        assert meant[name].binding.id == command.id, (place, key)
