"""Standard input as an article.

Shape:   `read_pipe()` -> bytes.
Units:   the limit of one article, in bytes, is that of a file.
Errors:  TooLarge when there is more.
"""

import sys

from reader.errors import TooLarge


def read_pipe() -> bytes:
    """All of standard input, up to what one article may be."""
    from reader.sources.files import LIMIT  # only who reads a pipe waits for this import

    data = sys.stdin.buffer.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise TooLarge("standard input", f"more than {LIMIT // 2**20} MiB, the limit")
    return data
