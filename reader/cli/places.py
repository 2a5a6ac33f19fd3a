"""The commands for places in an article: its outline, and the addresses in it.

Shape:   one line each, or one JSON document.
Units:   offsets are code points of the article's text, half-open.
Errors:  SourceError when there is no such article.
"""

import os
from contextlib import closing

import click

from reader.articles import Article
from reader.cli.output import say, say_json
from reader.desk import Desk

one_argument = click.argument("name", metavar="FILE-OR-ID")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


@click.command("outline")
@one_argument
@json_option
def outline_of(name: str, as_json: bool) -> int:
    """Show one article's headings.

    Where it has none, the first words of its paragraphs stand for them.
    """
    from reader.text.outlines import outline

    article = _found(name)
    entries = outline(article.text, article.blocks)
    if as_json:
        say_json(
            [
                {"start": entry.offset, "label": entry.label, "level": entry.level}
                for entry in entries
            ]
        )
        return 0
    for entry in entries:
        say((f"{entry.offset}\t", "dim"), "  " * entry.level + entry.label)
    return 0


@click.command()
@one_argument
@json_option
def links(name: str, as_json: bool) -> int:
    """Show the addresses in one article.

    Its own comes first, where its file says one; only those of the web (http and https) and of mailboxes are shown.
    """
    from reader.text.links import BadAddress, addresses_of, checked, host_of, links_of, own_address

    article = _found(name)
    own: str | None
    try:
        own = checked(own_address(article) or "")
    except BadAddress:
        own = None
    found = links_of(article)
    if as_json:
        spots = [
            {
                "start": link.start,
                "end": link.stop,
                "address": link.address,
                "text": link.of(article.text),
                "host": host_of(link.address),
            }
            for link in found
        ]
        say_json({"own": own, "links": spots})
        return 0
    for address in dict.fromkeys([*([own] if own else []), *addresses_of(article)]):
        say(address, (f"\t{host_of(address)}", "dim"))
    return 0


def _found(name: str) -> Article:
    with closing(Desk.open(remember=not os.path.lexists(name))) as desk:
        return desk.find(name)
