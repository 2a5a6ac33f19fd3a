"""The app on real files, with a real desk, and what is on its screen as text."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from reader.desk import Desk
from reader.view.app import BroadsheetApp
from tests.view.clerks import Clerks
from tests.view.stage import Open, Stage

ARTICLES = {
    "world/ferry.txt": """12 March 2026

Ferry service to resume in Norrvik

The line was closed for six months after a storm damaged the pier.

Captain Elin Dahl said the first boat would leave Norrvik on Monday with 120 passengers.

“We have waited a long time for this,” said Dahl, who has worked for Fjordline Ltd since 2004.

The repair cost €3.2 million, about 14% more than planned. Kofi Mensah of the Norrvik Council said the harbour would open fully in May.
""",
    "world/museum.txt": """10 March 2026

Museum of clocks opens its doors

A collection of 400 clocks can be seen in Accra from today.

Kofi Mensah, aged 61, began to collect when he was a student in Lisbon.

The museum in Accra expects 20,000 visitors a year, Mensah said.
""",
    "local/bakery.txt": """1 March 2026

Bakery wins prize for rye bread

The oven in Lisbon is older than the town hall.

Ana Ferreira bakes 300 loaves a day and sells them for 4 euros each.
""",
}
"""Three short articles; the newest, the ferry's, is listed first."""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with three articles."""
    root = tmp_path / "news"
    for name, text in ARTICLES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


@pytest.fixture(autouse=True, scope="session")
def _styles_parsed_once() -> Iterator[None]:
    """Every app parses the same styles, for a twentieth of a second: one of them does."""
    known: dict[tuple[object, ...], list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parsed(sheet: Stylesheet, *args: Any, **kwargs: Any) -> list[RuleSet]:
        key = (*sorted(sheet._variables.items()), *args, *sorted(kwargs.items()))
        if key not in known:
            known[key] = parse(sheet, *args, **kwargs)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed)
        yield


@pytest.fixture(scope="session")
def clerks() -> Iterator[Clerks]:
    """Clerks that are quickly there."""
    with closing(Clerks()) as clerks:
        yield clerks


@pytest.fixture
def open_app(clerks: Clerks) -> Open:
    """`async with open_app(paths..., size=...) as stage`."""

    @asynccontextmanager
    async def opened(
        *paths: Path | str, size: tuple[int, int] = (120, 40), wait: bool = True
    ) -> AsyncIterator[Stage]:
        desk = Desk.open([str(path) for path in paths], child=clerks.start())
        app = BroadsheetApp(desk)
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                stage = Stage(app, pilot)
                await pilot.pause()
                if wait:
                    await stage.loaded()
                yield stage
        finally:
            desk.close()

    return opened
