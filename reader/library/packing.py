"""Articles and marks as bytes, and back: what the archive keeps of each.

Shape:   `Article` <-> bytes, marks <-> bytes; the same value comes back.
Units:   as in `reader.articles` and `reader.marks`.
Errors:  ValueError for bytes that are none of ours, whatever is wrong with them.

JSON, not pickle: a file that somebody changed is refused, never run. Packed with zlib, letters
by how common they are and no more: the text of an article is then little more than half, in half
the time that its fastest level takes, and is read back in a tenth of a millisecond.
"""

import datetime as dt
import json
import zlib
from typing import Any, Final

from reader.articles import BLOCK_TYPES, Article, Block, Link
from reader.marks import Figure, Mark

_LEVEL: Final = 1


def pack_article(article: Article) -> bytes:
    """Pack everything that is known of an article."""
    date = None if article.date is None else article.date.isoformat()
    return _pack(
        [
            article.id,
            article.text,
            article.title,
            [
                [
                    block.start,
                    block.stop,
                    BLOCK_TYPES.index(block.type),
                    *([block.level] if block.level else []),
                ]
                for block in article.blocks
            ],
            article.path,
            article.standfirst,
            article.byline,
            article.source,
            date,
            article.date_from,
            article.language,
            article.encoding,
            article.encoding_guessed,
            article.extra,
            [[link.start, link.stop, link.address] for link in article.links],
            article.address,
            article.part,
        ]
    )


def unpack_article(data: bytes) -> Article:
    """Unpack what `pack_article` packed."""
    try:
        (
            name, text, title, blocks, path, standfirst, byline, source, date, date_from,
            language, encoding, guessed, extra, *later,
        ) = _unpack(data)  # fmt: skip
        links, address, part = later or ((), None, "")  # archives of before there were links
        return Article(
            id=name,
            text=text,
            title=title,
            blocks=tuple(_block(*row) for row in blocks),
            path=path,
            standfirst=standfirst,
            byline=byline,
            source=source,
            date=None if date is None else _date(date),
            date_from=date_from,
            language=language,
            encoding=encoding,
            encoding_guessed=guessed,
            extra=tuple((key, value) for key, value in extra),
            links=tuple(Link(start, stop, where) for start, stop, where in links),
            address=address,
            part=part,
        )
    except (TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"not a packed article: {error}") from error


def _block(start: int, stop: int, kind: int, level: int = 0) -> Block:
    return Block(start, stop, BLOCK_TYPES[kind], level)


def pack_marks(marks: tuple[Mark, ...]) -> bytes:
    """Pack the marks of one text."""
    return _pack(
        [
            [mark.start, mark.stop, mark.kind, mark.name]
            if mark.figure is None
            else [
                mark.start, mark.stop, mark.kind, mark.name,
                mark.figure.kind, mark.figure.value, mark.figure.unit, mark.figure.approx,
            ]
            for mark in marks
        ]
    )  # fmt: skip


def unpack_marks(data: bytes) -> tuple[Mark, ...]:
    """Unpack what `pack_marks` packed."""
    try:
        return tuple(_mark(*row) for row in _unpack(data))
    except (TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"not packed marks: {error}") from error


def _mark(start: int, stop: int, kind: Any, name: str, *figure: Any) -> Mark:  # noqa: ANN401 - as JSON gives it
    if not figure:
        return Mark(start, stop, kind, name)
    sort, value, unit, approx = figure
    if isinstance(value, list):
        low, high = value
        value = low, high
    return Mark(start, stop, kind, name, Figure(sort, value, unit, approx))


def _date(text: str) -> dt.date | dt.datetime:
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def _pack(value: object) -> bytes:
    # A path may hold bytes that are not UTF-8, and an article a lone surrogate: JSON escapes them.
    data = json.dumps(value, separators=(",", ":")).encode("ascii")
    packer = zlib.compressobj(_LEVEL, strategy=zlib.Z_HUFFMAN_ONLY)
    return packer.compress(data) + packer.flush()


def _unpack(data: bytes) -> Any:  # noqa: ANN401 - as JSON gives it
    try:
        return json.loads(zlib.decompress(data))
    except zlib.error as error:
        raise ValueError(f"not packed: {error}") from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
