"""Where the program keeps its own things. Nothing else decides a place.

`BROADSHEET_HOME` puts all of them under one folder; without it they go where the platform
wants them (platformdirs). Nothing is created here: whoever writes makes the folder.
"""

import os
from pathlib import Path
from typing import NamedTuple

from reader import first_picture


class Places(NamedTuple):
    """The program's own files."""

    settings: Path
    store: Path
    """What the user did: small, and not to be made again."""
    archive: Path
    """The library's articles as they were read."""
    log: Path
    first_picture: Path
    feeds: Path
    """What was fetched: a folder for each feed, a file for each entry."""
    repairs: Path
    """What the user says is wrong about names; a text file, to be edited and shared."""


def places() -> Places:
    """Where things live, as the environment says now."""
    if home := os.environ.get("BROADSHEET_HOME"):
        root = Path(home)
        return Places(
            root / "settings.toml",
            root / "library.db",
            root / "articles.db",
            root / "broadsheet.log",
            Path(first_picture.place()),
            root / "feeds",
            root / "repairs.txt",
        )
    import platformdirs

    dirs = platformdirs.PlatformDirs("broadsheet", appauthor=False)
    return Places(
        Path(dirs.user_config_path) / "settings.toml",
        Path(dirs.user_data_path) / "library.db",
        Path(dirs.user_data_path) / "articles.db",
        Path(dirs.user_log_path) / "broadsheet.log",
        Path(first_picture.place()),
        Path(dirs.user_data_path) / "feeds",
        Path(dirs.user_config_path) / "repairs.txt",
    )


def samples() -> Path:
    """The folder of sample articles: in the package when installed, in the checkout otherwise."""
    here = Path(__file__).resolve().parent
    packed = here / "seeds"
    return packed if packed.is_dir() else here.parent / "seeds"
