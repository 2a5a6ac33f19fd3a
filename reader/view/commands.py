"""Every command, declared once: bindings, footer, palette, help and the README's table come from here.

Shape:   a `Command` has a stable id, which the user's settings may give other keys.
         `where` says which part of the window listens: the whole screen, the list, the text.
Source:  the keys follow what terminal readers share: vim's, less's, newsboat's.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, NamedTuple

from textual.binding import Binding, BindingType

Where = Literal[
    "everywhere",
    "list",
    "text",
    "typing",
    "finding",
    "finder",
    "asking",
    "help",
    "selecting",
    "sources",
    "mark",
    "figures",
    "choice",
    "panel",
    "xray",
    "card",
]


class Command(NamedTuple):
    """One thing a reader can do."""

    id: str
    keys: str
    """"" for what is found in the palette, unless the settings give it keys."""
    action: str
    title: str
    group: str
    where: Where = "everywhere"
    hint: str = ""
    """The word for the footer; "" keeps it out."""

    @property
    def binding(self) -> Binding:
        """The command as Textual knows it."""
        return Binding(
            self.keys or f"<{self.id}>",
            self.action,
            self.hint or self.title,
            show=bool(self.hint),
            id=self.id,
        )


LIST: Final = "In the list"
TEXT: Final = "In the text"
ARTICLES: Final = "Articles"
SEARCHING: Final = "Searching"
TYPING: Final = "While typing"
PASSAGES: Final = "Passages"
SELECTING: Final = "While selecting"
FINDER: Final = "In a small panel"
FINDING: Final = "While finding in an article"
MARKS: Final = "People, places, organisations, figures"
REPAIRS: Final = "A wrong mark, under the mark cursor"
FIGURES: Final = "In the table of figures"
PANEL: Final = "In the X-Ray and on a card"
LOOKS: Final = "Looks"
SOURCES: Final = "Sources"
PROGRAM: Final = "Program"

COMMANDS: Final[tuple[Command, ...]] = (
    Command("list.down", "j,down", "down", "Next row", LIST, "list"),
    Command("list.up", "k,up", "up", "Row before", LIST, "list"),
    Command("list.page-down", "pagedown,space", "page_down", "A page of rows down", LIST, "list"),
    Command("list.page-up", "pageup,b", "page_up", "A page of rows up", LIST, "list"),
    Command("list.half-down", "ctrl+d", "half_down", "Half a page of rows down", LIST, "list"),
    Command("list.half-up", "ctrl+u", "half_up", "Half a page of rows up", LIST, "list"),
    Command("list.top", "g,home", "top", "First row", LIST, "list"),
    Command("list.bottom", "G,end", "bottom", "Last row", LIST, "list"),
    Command("list.open", "enter,l,right", "open", "Into the text", LIST, "list", "read"),
    Command("list.sort", "s", "sort", "Sort by another thing", LIST),
    Command("list.reverse", "S", "reverse", "Sort the other way round", LIST),
    Command("list.unread", "a", "only('unread')", "Unread only / all", LIST),
    Command("list.starred", "", "only('starred')", "Starred only / all", LIST),
    Command("list.group-day", "", "group('day')", "Group by day", LIST),
    Command("list.group-source", "", "group('source')", "Group by source", LIST),
    Command("list.group-none", "", "group('')", "Do not group", LIST),
    Command("search.clear", "escape", "clear_search", "End the search", LIST, "list", "end search"),
    Command("text.down", "j,down", "down", "A line down", TEXT, "text"),
    Command("text.up", "k,up", "up", "A line up", TEXT, "text"),
    Command("text.page-down", "pagedown", "page_down", "A page down", TEXT, "text"),
    Command(
        "text.space",
        "space",
        "space",
        "A page down; at the end, the next unread article",
        TEXT,
        "text",
    ),
    Command("text.page-up", "pageup,b", "page_up", "A page up", TEXT, "text"),
    Command("text.half-down", "ctrl+d", "half_down", "Half a page down", TEXT, "text"),
    Command("text.half-up", "ctrl+u", "half_up", "Half a page up", TEXT, "text"),
    Command("text.top", "g,home", "top", "To the headline", TEXT, "text"),
    Command("text.bottom", "G,end", "bottom", "To the end", TEXT, "text"),
    Command("text.next-paragraph", "}", "next_paragraph", "Next paragraph", TEXT, "text"),
    Command("text.previous-paragraph", "{", "previous_paragraph", "Paragraph before", TEXT, "text"),
    Command(
        "text.right", ">,shift+right", "sideways(1)", "Code and tables to the right", TEXT, "text"
    ),
    Command("text.left", "<,shift+left", "sideways(-1)", "Code and tables back", TEXT, "text"),
    Command("text.back", "h,left", "back", "Back to the list", TEXT, "text", "list"),
    Command(
        "text.leave",
        "escape",
        "leave",
        "Take the mark cursor away; else back to where you came from",
        TEXT,
        "text",
    ),
    Command("article.next", "J", "next_article(1)", "Next article", ARTICLES),
    Command("article.previous", "K", "next_article(-1)", "Article before", ARTICLES),
    Command(
        "next",
        "n",
        "next(1)",
        "Next match while a search is on, else next unread",
        ARTICLES,
        hint="next",
    ),
    Command(
        "previous",
        "N",
        "next(-1)",
        "Match before while a search is on, else unread before",
        ARTICLES,
    ),
    Command("article.read", "m", "toggle_read", "Read / unread", ARTICLES),
    Command("article.star", "f", "toggle_star", "Star / no star", ARTICLES),
    Command("list.read-all", "A", "mark_all_read", "Mark all that are listed read", ARTICLES),
    Command("article.remove", "delete", "remove", "Remove from the library", ARTICLES),
    Command("undo", "u", "undo", "Undo", ARTICLES),
    Command(
        "search.open",
        "/",
        "search",
        "Search everything, forgiving typing errors",
        SEARCHING,
        hint="search",
    ),
    Command(
        "typing.down", "down,ctrl+n", "list_down", "Move in the list while typing", TYPING, "typing"
    ),
    Command(
        "typing.up",
        "up",
        "list_up",
        "Move in the list; in an empty bar, earlier searches",
        TYPING,
        "typing",
    ),
    Command(
        "typing.complete",
        "right",
        "complete",
        "Right; at the end, take the completion",
        TYPING,
        "typing",
    ),
    Command("typing.enter", "enter", "go", "Go to the article", TYPING, "typing", "read"),
    Command(
        "typing.clear", "escape", "clear_or_close", "Clear, then close", TYPING, "typing", "clear"
    ),
    Command("find.open", "ctrl+f", "find", "Find in this article", SEARCHING, hint="find"),
    Command("find.next", "enter,down", "walk(1)", "Next place", FINDING, "finding", "next"),
    Command("find.previous", "shift+enter,up", "walk(-1)", "Place before", FINDING, "finding"),
    Command("find.end", "escape", "end", "Back to where you were", FINDING, "finding", "back"),
    Command("outline", "t", "outline", "Outline of the article", ARTICLES, hint="outline"),
    Command("links", "O", "links", "Addresses in the text", ARTICLES),
    Command("link.open", "o", "open_link", "Open the article's address in the browser", ARTICLES),
    Command("edit", "e", "edit", "Open the file in your editor", ARTICLES),
    Command("copy", "y", "copy", "Copy the selection, or the paragraph", PASSAGES),
    Command("copy.place", "Y", "copy_place", "Copy the article's address, or its path", PASSAGES),
    Command("select", "v", "select", "Select a passage", PASSAGES, "text", "select"),
    Command("comment", "c", "comment", "Write a note to the selection, or paragraph", PASSAGES),
    Command("passages.list", "", "passages", "Notes to this article", PASSAGES),
    Command("passages.export", "", "export_passages", "Write all notes to a file", PASSAGES),
    Command(
        "select.more", "l,right", "select_word(1)", "A word on", SELECTING, "selecting", "word"
    ),
    Command("select.less", "h,left", "select_word(-1)", "A word back", SELECTING, "selecting"),
    Command(
        "select.down",
        "j,down,}",
        "select_block(1)",
        "A paragraph on",
        SELECTING,
        "selecting",
        "paragraph",
    ),
    Command("select.up", "k,up,{", "select_block(-1)", "A paragraph back", SELECTING, "selecting"),
    Command(
        "select.other",
        "v",
        "select_other",
        "The other end moves",
        SELECTING,
        "selecting",
        "other end",
    ),
    Command("select.end", "escape", "select_end", "Select nothing", SELECTING, "selecting", "back"),
    Command("choose.down", "down,ctrl+n", "move(1)", "Next one", FINDER, "finder"),
    Command("choose.up", "up", "move(-1)", "One before", FINDER, "finder"),
    Command("choose.page-down", "pagedown", "page(1)", "A page down", FINDER, "finder"),
    Command("choose.page-up", "pageup", "page(-1)", "A page up", FINDER, "finder"),
    Command("choose.enter", "enter", "choose", "This one", FINDER, "finder", "choose"),
    Command("choose.leave", "escape", "leave", "Back", FINDER, "finder", "back"),
    Command("asking.yes", "enter,y", "choose", "Yes", FINDER, "asking"),
    Command("asking.no", "escape,n,q", "leave", "No", FINDER, "asking"),
    Command("mark.next", "]", "next_mark(1)", "Next mark", MARKS, hint="mark"),
    Command("mark.previous", "[", "next_mark(-1)", "Mark before", MARKS),
    Command(
        "mark.card", "enter", "card", "Card of the mark under the cursor", MARKS, "text", "card"
    ),
    Command("name.everywhere", "*", "everywhere", "This name everywhere", MARKS, hint="everywhere"),
    Command("trail.back", "backspace", "follow(-1)", "Back, after following", MARKS, hint="back"),
    Command("trail.forward", "alt+right", "follow(1)", "Forward again", MARKS),
    Command("xray", "x", "xray", "X-Ray: all names and figures, on / off", MARKS, hint="x-ray"),
    Command("kind.person", "1", "toggle_kind('person')", "People on / off", MARKS),
    Command("kind.place", "2", "toggle_kind('place')", "Places on / off", MARKS),
    Command(
        "kind.organisation", "3", "toggle_kind('organisation')", "Organisations on / off", MARKS
    ),
    Command("kind.figure", "4", "toggle_kind('figure')", "Figures on / off", MARKS),
    Command("kind.all", "H", "toggle_marks", "All marks on / off", MARKS),
    Command(
        "mark.hide",
        "d",
        "screen.repair('hide')",
        "Hide it, here or everywhere",
        REPAIRS,
        "mark",
        "hide",
    ),
    Command("mark.kind", "r", "screen.repair('kind')", "Another kind", REPAIRS, "mark", "kind"),
    Command(
        "mark.merge",
        "m",
        "screen.repair('merge')",
        "The same as another name",
        REPAIRS,
        "mark",
        "merge",
    ),
    Command("mark.undo-repair", "", "undo_repair", "Take back the last repair there is", REPAIRS),
    Command("choice.take", "enter", "take", "Take what the cursor is on", REPAIRS, "choice"),
    Command("choice.back", "escape,q", "back", "Leave it as it is", REPAIRS, "choice"),
    Command(
        "figures.open",
        "F",
        "figures",
        "All figures of the article in a table",
        MARKS,
        hint="figures",
    ),
    Command("figures.go", "enter", "go", "To its place in the text", FIGURES, "figures"),
    Command(
        "figures.sort", "s", "sort", "Sort: as in the text, by kind, by value", FIGURES, "figures"
    ),
    Command("figures.turn", "S", "turn", "The same order turned round", FIGURES, "figures"),
    Command("figures.filter", "/", "filter", "Only those with these words", FIGURES, "figures"),
    *(
        Command(
            f"figures.kind-{n}",
            str(n),
            f"kind({n})",
            "Only this kind; again, all",
            FIGURES,
            "figures",
        )
        for n in range(1, 10)
    ),
    Command("figures.back", "escape,q", "back", "Back to where you were", FIGURES, "figures"),
    Command("panel.down", "j,down", "down", "Next row", PANEL, "panel"),
    Command("panel.up", "k,up", "up", "Row before", PANEL, "panel"),
    Command("panel.page-down", "pagedown,space", "page_down", "A page down", PANEL, "panel"),
    Command("panel.page-up", "pageup,b", "page_up", "A page up", PANEL, "panel"),
    Command("panel.half-down", "ctrl+d", "half_down", "Half a page down", PANEL, "panel"),
    Command("panel.half-up", "ctrl+u", "half_up", "Half a page up", PANEL, "panel"),
    Command("panel.top", "g,home", "top", "First row", PANEL, "panel"),
    Command("panel.bottom", "G,end", "bottom", "Last row", PANEL, "panel"),
    Command(
        "panel.choose",
        "enter",
        "choose",
        "To the sentence; to the first mention, then the next; the articles with a name",
        PANEL,
        "panel",
        "go",
    ),
    Command("panel.close", "escape,q", "close", "Back to where you were", PANEL, "panel", "close"),
    Command(
        "card.hide",
        "d",
        "screen.repair_card('hide')",
        "Hide it, here or everywhere",
        PANEL,
        "card",
        "hide",
    ),
    Command("card.kind", "r", "screen.repair_card('kind')", "Another kind", PANEL, "card", "kind"),
    Command(
        "card.merge",
        "m",
        "screen.repair_card('merge')",
        "The same as another name",
        PANEL,
        "card",
        "merge",
    ),
    Command("card.close", "h,left", "close", "From a card back to the text", PANEL, "card"),
    Command(
        "xray.next-page", "right,l", "turn(1)", "Next page of the X-Ray", PANEL, "xray", "page"
    ),
    Command("xray.previous-page", "left,h", "turn(-1)", "Page before", PANEL, "xray"),
    Command("xray.filter", "/", "filter", "Filter the names by typing", PANEL, "xray", "filter"),
    Command("view.zen", "z", "zen", "Zen: only the text", LOOKS, hint="zen"),
    Command(
        "view.list",
        "\\",
        "toggle_list",
        "Hide / show the list; in a narrow window, the other pane",
        LOOKS,
    ),
    Command("view.wider", "+", "column(4)", "Wider column", LOOKS),
    Command("view.narrower", "-", "column(-4)", "Narrower column", LOOKS),
    Command("view.theme", "T", "app.next_theme", "Next theme", LOOKS),
    Command("view.themes", "", "app.change_theme", "Choose a theme", LOOKS),
    Command("reload", "r", "reload", "Read the article's file again, or ask its feed", SOURCES),
    Command(
        "reload.all",
        "R",
        "reload_all",
        "Ask all feeds, and look through all folders again",
        SOURCES,
    ),
    Command("sources", "E", "sources", "The library's folders and feeds", SOURCES),
    Command("sources.add-folder", "", "sources(True)", "Add a folder or address …", SOURCES),
    Command("sources.down", "j,down", "down", "Next source", SOURCES, "sources"),
    Command("sources.up", "k,up", "up", "Source before", SOURCES, "sources"),
    Command("sources.add", "a", "add", "Add a folder, file or address", SOURCES, "sources", "add"),
    Command(
        "sources.remove", "d,delete", "remove", "Take a source out", SOURCES, "sources", "remove"
    ),
    Command(
        "sources.rename", "r", "rename", "Call a source by a name", SOURCES, "sources", "rename"
    ),
    Command(
        "sources.mute", "m", "mute", "Ask a feed no more, or again", SOURCES, "sources", "mute"
    ),
    Command(
        "sources.full-text",
        "f",
        "full_text",
        "Fetch the whole pages of a feed's entries, or not",
        SOURCES,
        "sources",
        "full text",
    ),
    Command("sources.category", "c", "category", "Put a feed into a category", SOURCES, "sources"),
    Command("sources.move-down", "J", "move(1)", "Further down", SOURCES, "sources", "down"),
    Command("sources.move-up", "K", "move(-1)", "Further up", SOURCES, "sources", "up"),
    Command("sources.undo", "u", "undo", "Undo", SOURCES, "sources", "undo"),
    Command("sources.back", "escape,q", "back", "Back", SOURCES, "sources", "back"),
    Command("settings", "", "settings", "Settings, in your editor", PROGRAM),
    Command("palette", ":", "app.palette", "Find a command by its words", PROGRAM),
    Command("quit", "q", "quit_or_back", "Quit (from a panel: back)", PROGRAM, hint="quit"),
    Command("help", "?,f1", "app.help", "This page", PROGRAM, hint="help"),
    Command("help.back", "escape,q,?,f1", "back", "From this page back", PROGRAM, "help"),
)

HINTS: Final = (
    "view.zen",
    "outline",
    "find.open",
    "select",
    "figures.open",
    "xray",
    "mark.next",
    "trail.back",
    "next",
    "name.everywhere",
    "quit",
    "search.open",
    "search.clear",
    "select.other",
    "select.down",
    "select.more",
    "select.end",
    "typing.enter",
    "typing.clear",
    "find.next",
    "find.end",
    "choose.enter",
    "choose.leave",
    "mark.merge",
    "mark.kind",
    "mark.hide",
    "card.merge",
    "card.kind",
    "card.hide",
    "list.open",
    "text.back",
    "mark.card",
    "xray.filter",
    "xray.next-page",
    "panel.choose",
    "panel.close",
    "help",
)
"""The footer's order; where room is short the first ones go first."""

_WANTED: Final[dict[Where, tuple[str, ...]]] = {
    "text": ("xray", "mark.next", "next", "text.back", "help"),
    "mark": ("mark.next", "mark.merge", "mark.kind", "mark.hide", "mark.card", "help"),
}
"""Where other hints than those stay longest: these do, the last one of all."""

BUILT_IN: Final[tuple[tuple[str, str, str], ...]] = (
    ("tab, shift+tab", "From pane to pane", PROGRAM),
    ("ctrl+p", "Find a command by its words", PROGRAM),
    ("ctrl+q", "Quit, from anywhere", PROGRAM),
)
"""Textual's own keys, which are never rebound: keys, title, group."""

PALETTE: Final = "palette"
"""Stands for the keys of a command that has none."""

_ALONE: Final[tuple[Where, ...]] = ("typing", "finding", "finder", "asking", "selecting")
"""Where only the keys of the place itself are named."""

_SIGNS: Final = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp",
    "enter": "Enter", "escape": "Esc", "delete": "Del", "home": "Home", "end": "End", "f1": "F1", "backslash": "\\",
    "slash": "/", "colon": ":", "plus": "+", "minus": "-", "question_mark": "?",
    "left_square_bracket": "[", "right_square_bracket": "]",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "asterisk": "*", "alt+right": "alt+→",
}  # fmt: skip


@cache
def hinted(where: Where) -> tuple[Command, ...]:
    """The commands the footer names while the focus is at `where`; "mark" is a text's mark cursor."""
    around: dict[Where, Where] = {"xray": "panel", "card": "panel", "mark": "text"}
    own: list[Command] = []
    for place in (where, around.get(where)):
        taken = {key for command in own for key in command.keys.split(",")}
        here = (command for command in COMMANDS if command.where == place)
        own += [each for each in here if taken.isdisjoint(each.keys.split(","))]
    taken = {key for command in own for key in command.keys.split(",")}
    others = [
        command
        for command in COMMANDS
        if command.where == "everywhere"
        and where not in _ALONE
        and taken.isdisjoint(command.keys.split(","))
    ]
    by_id = {command.id: command for command in (*own, *others) if command.hint}
    last = _WANTED.get(where, ())
    order = (*(name for name in HINTS if name not in last), *last)
    return tuple(by_id[name] for name in order if name in by_id)


def bindings(where: Where) -> list[BindingType]:
    """The bindings one part of the window listens to."""
    return [command.binding for command in COMMANDS if command.where == where and command.keys]


def key_signs(keys: str) -> list[str]:
    """Keys as people write them: "pagedown,b" is PgDn and b."""
    return [_SIGNS.get(key.strip(), key.strip()) for key in keys.split(",") if key.strip()]


def keys_of(command: Command, keymap: Mapping[str, str]) -> str:
    """The keys that work now: the user's, else ours."""
    return keymap.get(command.id, command.keys)


def key_words(words: Mapping[str, str], keymap: Mapping[str, str]) -> list[tuple[str, str]]:
    """Command ids with what is said of them, as first key and word; without those that have no key.

    >>> key_words({"asking.yes": "yes", "list.starred": "stars"}, {})
    [('Enter', 'yes')]
    """
    by_id = {command.id: command for command in COMMANDS}
    signs = ((key_signs(keys_of(by_id[name], keymap)), word) for name, word in words.items())
    return [(sign[0], word) for sign, word in signs if sign]


def key_for(name: str, keymap: Mapping[str, str]) -> str:
    """The first key of a command, to begin a sentence with: "u undoes it", "The palette shows all".

    >>> key_for("undo", {}), key_for("undo", {"undo": "ctrl+z"}), key_for("list.starred", {})
    ('u', 'ctrl+z', 'The palette')
    """
    return next((sign for sign, _ in key_words({name: ""}, keymap)), f"The {PALETTE}")


def key_table(keymap: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups in order, each with rows of keys and title."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for command in COMMANDS:
        signs = " ".join(key_signs(keys_of(command, keymap))) or PALETTE
        here = rows.setdefault(command.group, [])
        if here and here[-1][1] == command.title:  # a row of keys that do alike
            signs = f"{here.pop()[0]} {signs}"
        here.append((signs, command.title))
    for keys, title, group in BUILT_IN:
        rows.setdefault(group, []).append((keys.replace(",", ""), title))
    return list(rows.items())


def markdown_table(keymap: Mapping[str, str]) -> str:
    """The table of the README."""
    lines = ["| keys | what they do |", "|---|---|"]
    for group, rows in key_table(keymap):
        lines.append(f"| **{group}** | |")
        for keys, title in rows:
            signs = (
                PALETTE if keys == PALETTE else " ".join(f"`{sign}`" for sign in keys.split(" "))
            )
            lines.append(f"| {signs} | {title} |")
    return "\n".join(lines)
