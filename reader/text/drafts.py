"""What a text says of itself and in which blocks, before it is an article.

Shape:   every parser of the room -> Draft; `drafted` puts headline, standfirst and body together.
Units:   offsets count code points of `Draft.text`.
Errors:  none.
"""

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


def moved(block: Block, by: int) -> Block:
    """The same block further down."""
    return Block(block.start + by, block.stop + by, block.type, block.level)
