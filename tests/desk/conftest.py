"""A folder of articles and a desk on it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.desk import Desk


def written(folder: Path, name: str, day: str, title: str, body: str) -> Path:
    """Write one article as a newspaper would."""
    path = folder / name
    path.write_text(f"{day}\n\n{title}\n\n{body}\n", encoding="utf-8")
    return path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    written(folder, "b.txt", "15 March 2016", "Harbour opens", "Anna Keller paid €3m in Rotterdam.")
    written(folder, "a.txt", "15 March 2016", "Frost returns", "Growers lit candles in Lyon.")
    written(folder, "c.txt", "1 May 2017", "Buoys drift", "A warm layer was traced by Maria Sousa.")
    return folder


@pytest.fixture
def desk(news: Path) -> Iterator[Desk]:
    with closing(Desk.open([str(news)])) as desk:
        yield desk
