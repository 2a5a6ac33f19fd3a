"""What a first start says, and how commands are found by other words."""

from pathlib import Path

import pytest

from reader.view.commands import COMMANDS
from reader.view.hints import KEYS
from reader.view.palette import CommandsProvider
from reader.view.synonyms import SYNONYMS
from tests.view.stage import Open

IN_PALETTE = [
    command
    for command in COMMANDS
    if command.where in ("everywhere", "list", "text") and command.id != "palette"
]


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

        async def found(query: str) -> set[str]:
            return {str(hit.help) + str(hit.text) async for hit in provider.search(query)}

        for command in IN_PALETTE:
            here = provider._help(command) + command.title
            for words in (
                command.title,
                command.title.lower(),
                *SYNONYMS.get(command.id, "").split(),
            ):
                assert here in await found(words), (command.id, words)
