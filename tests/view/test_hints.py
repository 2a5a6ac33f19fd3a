"""What a first start says, and how commands are found by other words."""

from pathlib import Path

import pytest
from textual.command import CommandList
from textual.widgets import Static

from reader.view.commands import COMMANDS, key_table
from reader.view.hints import KEYS
from reader.view.palette import CommandsProvider
from reader.view.synonyms import SYNONYMS
from tests.view.stage import Open, Stage

IN_PALETTE = [
    command
    for command in COMMANDS
    if command.where in ("everywhere", "list", "text", "mark") and command.id != "palette"
]

SAID = {
    "list.down": "cursor down", "list.up": "cursor up", "list.page-down": "scroll list page down",
    "list.page-up": "scroll list page up", "list.half-down": "half page of rows down",
    "list.half-up": "half page of rows up", "list.top": "go to newest",
    "list.bottom": "go to oldest", "list.open": "open article", "list.sort": "sort by date",
    "list.reverse": "reverse order descending", "list.unread": "show unread only",
    "list.starred": "show favourites", "list.group-day": "group by date",
    "list.group-source": "group by folder", "list.group-none": "ungroup",
    "search.clear": "clear search", "text.down": "scroll line down", "text.up": "scroll line up",
    "text.page-down": "page down", "text.space": "continue reading", "text.page-up": "page up",
    "text.half-down": "scroll half a page down", "text.half-up": "scroll half a page up",
    "text.top": "top of the text", "text.bottom": "end of the text",
    "text.next-paragraph": "skip paragraph", "text.previous-paragraph": "previous paragraph",
    "text.back": "return to list", "text.leave": "escape", "article.next": "next article",
    "article.previous": "previous article", "next": "next unread", "previous": "unread before",
    "article.read": "mark as unread", "article.star": "bookmark this article",
    "list.read-all": "mark everything read", "article.remove": "delete article", "undo": "revert",
    "search.open": "find articles", "find.open": "search in page", "outline": "table of contents",
    "links": "hyperlinks", "link.open": "open in browser", "edit": "vim",
    "copy": "copy to clipboard", "copy.place": "copy link", "select": "highlight text",
    "comment": "add comment", "passages.list": "show annotations",
    "passages.export": "export annotations", "mark.next": "next name",
    "mark.previous": "previous name", "mark.card": "who is this", "name.everywhere": "mentions",
    "trail.back": "history back", "trail.forward": "history forward", "xray": "who is mentioned",
    "kind.person": "hide people", "kind.place": "hide places",
    "kind.organisation": "hide companies", "kind.figure": "hide numbers",
    "kind.all": "highlighting off", "mark.hide": "not a name", "mark.kind": "wrong type",
    "mark.merge": "same person", "mark.undo-repair": "restore hidden name",
    "figures.open": "statistics", "view.zen": "fullscreen", "view.list": "toggle sidebar",
    "view.wider": "wider text", "view.narrower": "narrower text", "view.theme": "dark mode", "view.themes": "pick a theme",
    "reload": "refresh article", "reload.all": "check for new articles",
    "text.right": "sideways", "text.left": "scroll table back", "sources": "manage folders",
    "sources.add-folder": "new source", "settings": "preferences",
    "quit": "exit", "help": "shortcuts",
}  # fmt: skip
"""What people might say for each command."""


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24), (50, 15)])
async def test_a_first_start_says_what_to_press(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        assert "j move · Enter read" in stage.text()
        before = stage.text().splitlines()
        await stage.press(*["j"] * (KEYS - 1))
        assert "j move · Enter read" in stage.text()
        await stage.press("k")
        assert "j move" not in stage.text()
        assert len(stage.text().splitlines()) == len(before)
    async with open_app(news, size=size) as stage:
        assert "j move" not in stage.text()


def test_synonyms_are_of_commands_that_there_are() -> None:
    assert SYNONYMS.keys() <= {command.id for command in COMMANDS}


async def test_every_command_is_found_by_its_words(news: Path, open_app: Open) -> None:
    async with open_app(news) as stage:
        provider = CommandsProvider(stage.window)

        async def found(query: str) -> list[str]:
            hits = [hit async for hit in provider.search(query)]
            hits.sort(key=lambda hit: -hit.score)
            return [f"{hit.help}{hit.text}" for hit in hits]

        for command in IN_PALETTE:
            here = provider._help(command) + command.title
            for words in (
                command.title,
                command.title.lower(),
                *SYNONYMS.get(command.id, "").split(),
            ):
                assert here in await found(words), (command.id, words)
            assert here in (await found(SAID[command.id]))[:5], command.id
        assert SAID.keys() == {command.id for command in IN_PALETTE}


def highlighted(stage: Stage) -> str:
    """The command that Enter would run."""
    found = stage.app.screen.query_one(CommandList)
    at = found.highlighted
    return "" if at is None else str(found.get_option_at_index(at).prompt)


async def test_the_palette_over_another_screen_offers_what_works_there(
    news: Path, open_app: Open
) -> None:
    async with open_app(news) as stage:
        await stage.press("F", "ctrl+p", *"theme")
        await stage.until(lambda: highlighted(stage).startswith("Next theme"))
        await stage.press("enter")
        await stage.until(lambda: stage.app.theme == "paper")
        await stage.press("ctrl+p", *"zen")
        await stage.app.workers.wait_for_complete()
        await stage.press("enter")
        assert stage.app.is_running


@pytest.fixture
def saved(home: Path) -> None:
    """A search that the settings save."""
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text('[searches]\nanna = "is:unread"\n', "utf-8")


@pytest.mark.usefixtures("saved")
async def test_the_palette_lists_commands_in_their_order_and_then_searches(
    news: Path, open_app: Open
) -> None:
    async with open_app(news) as stage:
        provider = CommandsProvider(stage.window)
        listed = [(str(hit.text or hit.display), hit.help) async for hit in provider.discover()]
        assert [name for name, _ in listed[:-1]] == [command.title for command in IN_PALETTE]
        assert listed[-1] == ("Search: anna", "is:unread")
        assert ("Choose a theme", "Looks") in listed
        assert {CommandsProvider} == stage.app.COMMANDS


@pytest.mark.parametrize("size", [(120, 40), (50, 15)])
async def test_what_a_key_means_stands_in_a_column(
    news: Path, open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(news, size=size) as stage:
        await stage.press("?")
        shown = str(stage.app.screen.query_one("#help-text", Static).render())
        heads = {"Keys", *(group for group, _ in key_table({})), "What can be searched for"}
        for line in filter(None, shown.splitlines()):
            assert line.startswith("  ") or line.partition("   ")[0] in heads, line
        assert max(map(len, shown.splitlines())) <= size[0] - 7
