"""What an installation weighs: measured in an environment with Broadsheet alone.

Shape:   the packages that are installed beside Python's own -> a line each, largest first, and the sum.
Units:   MB of 10**6 bytes; once as `du` counts blocks of the disk, once as `ls` counts bytes. Both
         include what Python compiled (`__pycache__`), as pip leaves it behind.
Errors:  exit status 1 when the content is over `MOST_MB`; the disk rounds each small file up.

pip, setuptools and what they bring count as Python. Make the environment like this:

    python -m venv weigh && weigh/bin/pip install . && weigh/bin/python tests/bench/weight_bench.py
"""

import os
import sys
import sysconfig
from collections import Counter
from pathlib import Path
from typing import Final

MOST_MB: Final = 120
_PYTHON: Final = ("pip", "setuptools", "pkg_resources", "_distutils_hack", "distutils-precedence")
_BLOCK: Final = 512
"""Bytes, as `st_blocks` counts them on every system."""


def weights(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Bytes on the disk and bytes of content, by the name at the top of `folder`."""
    blocks: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for top in folder.iterdir():
        name = top.name.split("-")[0].split(".")[0].lower()
        if top.name.startswith(_PYTHON):
            continue
        for path in (
            top,
            *(Path(at, one) for at, dirs, files in os.walk(top) for one in (*dirs, *files)),
        ):
            told = path.lstat()
            blocks[name] += told.st_blocks * _BLOCK
            sizes[name] += told.st_size
    return blocks, sizes


def main() -> int:
    blocks, sizes = weights(Path(sysconfig.get_path("purelib")))
    print("MB on disk  MB of content")
    for name, taken in blocks.most_common(12):
        print(f"{taken / 1e6:10.1f}  {sizes[name] / 1e6:13.1f}  {name}")
    total, content = blocks.total() / 1e6, sizes.total() / 1e6
    print(f"{total:10.1f}  {content:13.1f}  all")
    return 0 if content <= MOST_MB else 1


if __name__ == "__main__":
    sys.exit(main())
