"""The command palette: every command, and every saved search, found by its words."""

import re
from collections.abc import AsyncIterator
from functools import partial
from typing import Final

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Provider
from textual.content import Content

from reader.clean import one_line
from reader.view.commands import COMMANDS, Command, key_signs, keys_of
from reader.view.screens.main import MainScreen
from reader.view.screens.sized import Sized
from reader.view.synonyms import SYNONYMS

_SMALL: Final = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "by",
        "my",
        "this",
        "that",
        "it",
        "is",
        "as",
        "go",
        "for",
        "with",
        "from",
    )
)
"""Words that tell no command from another."""


class Palette(Sized, CommandPalette):
    """Textual's palette, which fails on a page key while its list is empty, and on two clicks beside it."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, once: a second click may come before the first has taken it away."""
        if self.app.screen is not self:
            nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
            return nothing
        return super().dismiss(result)

    def _action_command_list(self, action: str) -> None:
        commands = self.query_one(CommandList)
        if commands.option_count and commands.scrollable_content_region:
            super()._action_command_list(action)


class CommandsProvider(Provider):
    """What the palette offers: our commands, each with the keys that also run it, and saved searches.

    All of them come from here: of several providers what fits alike is listed as it happens to come.
    """

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        """All of them, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(command.title, partial(self._run, command), help=self._help(command))
        for name, query in self._searches():
            yield DiscoveryHit(
                Content(f"Search: {one_line(name)}"),
                partial(self._look_for, query),
                text=f"Search: {one_line(name)}",
                help=one_line(query),
            )

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Commands whose title, group or other words fit, and searches whose name does."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(
                matcher.match(command.title),
                0.7 * matcher.match(f"{command.group} {command.hint}"),
                0.7 * matcher.match(SYNONYMS.get(command.id, "")),
                _by_words(query, command),
            )
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.title),
                    partial(self._run, command),
                    help=self._help(command),
                )
        for name, saved in self._searches():
            title = f"Search: {one_line(name)}"
            if (score := matcher.match(title)) > 0:
                # Textual reads what it highlights as markup; a name may hold anything.
                plain = "[" in title or "\\" in title
                yield Hit(
                    score,
                    Content(title) if plain else matcher.highlight(title),
                    partial(self._look_for, saved),
                    text=title,
                    help=one_line(saved),
                )

    def _commands(self) -> list[Command]:
        """What there is to do; away from the window only what the program itself does."""
        at_home = isinstance(self.screen, MainScreen)
        return [
            command
            for command in COMMANDS
            if command.where in ("everywhere", "list", "text", "mark")
            and command.id != "palette"
            and (at_home or command.action.startswith("app."))
        ]

    def _help(self, command: Command) -> str:
        keymap = getattr(self.app, "keymap", {})
        signs = " ".join(key_signs(keys_of(command, keymap)))
        return f"{signs} · {command.group}" if signs else command.group

    async def _run(self, command: Command) -> None:
        selector = {"list": "ArticleList", "text": "MarkedText", "mark": "MarkedText"}.get(
            command.where
        )
        node = self.screen.query_one(selector) if selector else self.screen
        await self.app.run_action(command.action, default_namespace=node)

    def _searches(self) -> list[tuple[str, str]]:
        """Those that the settings save: name and query."""
        if not isinstance(self.screen, MainScreen):
            return []
        return sorted(getattr(self.app, "searches", {}).items())

    def _look_for(self, query: str) -> None:
        if isinstance(self.screen, MainScreen):
            self.screen.search_for(query)


def _by_words(query: str, command: Command) -> float:
    """How well a command is told by the words of a query, in any order: 0, when one says nothing of it."""
    wanted = [word for word in _words_of(query) if word not in _SMALL]
    titles = _words_of(f"{command.title} {command.hint}")
    words = titles | _words_of(f"{command.group} {SYNONYMS.get(command.id, '')}")
    if not wanted or not all(any(each.startswith(word) for each in words) for word in wanted):
        return 0.0
    share = sum(any(each.startswith(word) for each in titles) for word in wanted) / len(wanted)
    return 0.5 + 0.4 * share


def _words_of(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text.lower()))
