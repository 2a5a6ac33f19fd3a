"""Books and mails for tests, made of a few words."""

import io
import zipfile
from collections.abc import Mapping

CONTAINER = (
    '<?xml version="1.0"?><container><rootfiles><rootfile full-path="{}" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def sheet(names: list[str], more: str = "", spine: str = "") -> str:
    """The data sheet of a book with these chapters."""
    items = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(names)
    )
    refs = "".join(f'<itemref idref="c{number}"/>' for number in range(len(names)))
    return (
        '<?xml version="1.0"?><package><metadata><dc:title>A Book</dc:title>'
        "<dc:creator>Bo Lind</dc:creator><dc:creator>Ada</dc:creator><dc:language>en-GB</dc:language>"
        f"<dc:date>2020-01-02</dc:date></metadata><manifest>{items}{more}</manifest>"
        f"<spine>{refs}{spine}</spine></package>"
    )


def book(
    pages: Mapping[str, str | bytes],
    *,
    package: str | bytes | None = None,
    files: Mapping[str, str | bytes] | None = None,
    container: str | None = CONTAINER.format("b/p.opf"),
) -> bytes:
    """An EPUB with these pages beside its data sheet, and other files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        if container is not None:
            archive.writestr("META-INF/container.xml", container)
        archive.writestr("b/p.opf", sheet([*pages]) if package is None else package)
        for name, page in pages.items():
            archive.writestr(f"b/{name}", page)
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return made.getvalue()


def mail(subject: str, body: str, *headers: str, sender: str = "Ada <ada@x.example>") -> bytes:
    """A mail of plain text."""
    lines = [
        f"From: {sender}",
        f"Subject: {subject}",
        "Date: Tue, 15 Mar 2016 10:00:00 +0100",
        "Message-ID: <1@x.example>",
        *headers,
        "",
        body,
    ]
    return "\n".join(lines).encode()
