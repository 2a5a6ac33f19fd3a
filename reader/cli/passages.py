"""The command for the passages one wrote a note to.

Shape:   Markdown on standard output, or one JSON document.
Units:   offsets are code points of the text as it was when the note was written.
Errors:  SourceError when there is no such article.
"""

import os
from contextlib import closing
from typing import Final

import click

from reader.cli.output import say, say_json
from reader.cli.upkeep import no_store
from reader.desk import Desk
from reader.errors import NotFound
from reader.text.quotes import find_quote

FLUSH_S: Final = 5.0


@click.command()
@click.argument("name", required=False, metavar="[FILE-OR-ID]")
@click.option("--quote", metavar="WORDS", help="Write a note to these words of the article.")
@click.option("--note", metavar="TEXT", help="The note; an empty one takes the note away.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def passages(name: str | None, quote: str | None, note: str | None, as_json: bool) -> int:
    """Show your notes and their passages.

    FILE-OR-ID is an article; without it, those of all articles. In the app, `v` selects a
    passage and `c` writes the note; here, --quote and --note do.
    """
    if (quote is None) != (note is None) or (quote is not None and name is None):
        raise click.UsageError("a note needs FILE-OR-ID, --quote and --note")
    from reader.desk.jobs import content_of
    from reader.desk.passages import as_markdown

    with closing(Desk.open()) as desk:
        if name is not None and quote is not None and note is not None:
            _write(desk, name, quote, note)
        if name is None:
            found = desk.passages.all()
        elif any(each.article == name for each in desk.passages.all()) and not os.path.lexists(
            name
        ):
            found = [each for each in desk.passages.all() if each.article == name]
        else:
            article = desk.find(name)
            found = [each.passage for each in desk.passages.of(article, content_of(article.text))]
    if as_json:
        say_json(
            [
                {
                    "article": each.article,
                    "title": each.title,
                    "date": each.date or None,
                    "source": each.source or None,
                    "place": each.place or None,
                    "start": each.start,
                    "end": each.start + len(each.quote),
                    "text": each.quote,
                    "note": each.note,
                }
                for each in found
            ]
        )
        return 0
    for line in as_markdown(found).split("\n") if found else ():
        say(line)
    return 0


def _write(desk: Desk, name: str, quote: str, note: str) -> None:
    """Write a note to the first place of `quote`. NotFound where it does not stand."""
    from reader.desk.jobs import content_of

    article = desk.find(name)
    content = content_of(article.text)
    span = find_quote(article.text, quote, 0)
    if span is None:
        raise NotFound(name, f"it does not say “{quote}”")
    if desk.store.path is None or desk.store.read_only:
        raise no_store(desk, "cannot be written")
    passage = desk.passages.keep(article, content, span, note)
    if not passage.note:
        desk.passages.drop(passage.key)
    if not desk.store.flush(FLUSH_S):
        raise no_store(desk, "not saved in time")
