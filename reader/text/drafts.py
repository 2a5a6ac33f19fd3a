"""What a text says of itself and in which blocks, before it is an article.

Shape:   every parser of the room -> Draft; `drafted` puts headline, standfirst and body together.
Units:   offsets count code points of `Draft.text`.
Errors:  none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.articles import Block, BlockType, DateSource, Link
from reader.text.dates import Moment


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text says, before it is an article."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    date: Moment | None = None
    date_from: DateSource | None = None
    language: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    address: str | None = None
    """Its own, on the web."""
    site: str | None = None
    """Who published it: a site, a book, a newsletter."""


def drafted(body: Draft, headline: str | None, standfirst: str | None) -> Draft:
    """Put a headline and a standfirst, of one line each, above a body."""
    heads: list[tuple[BlockType, str]] = []
    if headline:
        heads.append(("headline", headline))
    if standfirst:
        heads.append(("standfirst", standfirst))
    blocks: list[Block] = []
    place = 0
    for kind, words in heads:
        blocks.append(Block(place, place + len(words), kind))
        place += len(words) + 2
    parts = [words for _, words in heads] + ([body.text] if body.text else [])
    return replace(
        body,
        text="\n\n".join(parts),
        blocks=(*blocks, *(moved(block, place) for block in body.blocks)),
        links=tuple(
            replace(link, start=link.start + place, stop=link.stop + place) for link in body.links
        ),
        title=headline,
        standfirst=standfirst,
    )


def body_of(text: str, kept: Sequence[Block], linked: Sequence[Link]) -> Draft:
    """Only these blocks of `text`, closed up, with the links in them."""
    parts: list[str] = []
    blocks: list[Block] = []
    links: list[Link] = []
    place = number = 0
    for block in kept:
        by = place - block.start
        blocks.append(moved(block, by))
        parts.append(block.of(text))
        while number < len(linked) and linked[number].start < block.stop:
            link = linked[number]
            number += 1
            if link.start >= block.start:
                links.append(Link(link.start + by, link.stop + by, link.address))
        place += block.stop - block.start + 2
    return Draft("\n\n".join(parts), tuple(blocks), links=tuple(links))


def moved(block: Block, by: int) -> Block:
    """The same block further down."""
    return Block(block.start + by, block.stop + by, block.type, block.level)
