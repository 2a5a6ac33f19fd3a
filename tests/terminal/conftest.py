"""Articles to put on the terminal."""

from pathlib import Path

import pytest

FERRY = """12 March 2026

Ferry service to resume in Norrvik

The line was closed for six months after a storm damaged the pier.

Captain Elin Dahl said the first boat would leave Norrvik on Monday with 120 passengers.

Closing paragraph
"""
BAKERY = """1 March 2026

Bakery wins prize for rye bread

Ana Ferreira bakes 300 loaves a day in Lisbon and sells them for 4 euros each.
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two articles; the ferry's is the newest and listed first."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, "utf-8")
    (folder / "bakery.txt").write_text(BAKERY, "utf-8")
    return folder
