"""What a file is, by its name and its first bytes.

Shape:   form_of(data, path) -> Form; limit_of(path) -> how large it may be.
Units:   bytes.
Errors:  none; what is nothing else is plain text.
"""

import os
import re
from typing import Final, Literal

from reader.sources.entries import SUFFIX as ENTRY
from reader.sources.files import LIMIT

Form = Literal["plain", "markdown", "page", "mail", "box", "book", "entry"]

_FORMS: Final[dict[str, Form]] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".eml": "mail",
    ".mbox": "box",
    ".epub": "book",
    ENTRY: "entry",
}
SUFFIXES: Final = frozenset(_FORMS)

_MANY: Final = (".epub", ".mbox")
_MANY_LIMIT: Final = 64 * 1024 * 1024
"""A book has pictures, and a box many mails."""

_PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?"
    rb"(?:<!--[^>]{0,400}-->\s{0,200})?<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE,
)


def form_of(data: bytes, path: str | None) -> Form:
    """What is in the file; without a name that says so its first bytes tell."""
    suffix = os.path.splitext(path or "")[1].lower()  # noqa: PTH122
    if suffix in _FORMS:
        return _FORMS[suffix]
    if data.startswith(b"PK\x03\x04") and b"application/epub+zip" in data[:200]:
        return "book"
    if _PAGE.match(data):
        return "page"
    if b":" not in data[:100]:
        return "plain"
    from reader.sources.mails import looks_like_mail

    return "mail" if looks_like_mail(data) else "plain"


def holds_many(path: str) -> bool:
    """True for a file that may hold many articles."""
    return path.lower().endswith(_MANY)


def limit_of(path: str) -> int:
    """The most bytes it may have."""
    return _MANY_LIMIT if holds_many(path) else LIMIT
