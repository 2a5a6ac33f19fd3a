"""The commands for many feeds at once: refresh, import, export.

Shape:   each command returns its exit status; `--json` writes one document.
Errors:  each feed that failed, each address that is refused, is one line on standard error, with
         exit status 1.
"""

import os
from contextlib import closing
from typing import Final

import click

from reader.cli.output import complain, say, say_json
from reader.cli.pipes import read_pipe
from reader.cli.upkeep import writable_desk
from reader.desk import Desk
from reader.desk.lists_of_feeds import as_list, take_over
from reader.desk.refreshing import Asked, Told, as_line, refresh
from reader.errors import StoreError
from reader.paths import places
from reader.sources import read_bytes

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


@click.command("refresh")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--quiet", is_flag=True, help="Say nothing but what failed.")
@click.option("--lines", is_flag=True, help="A line of JSON for each feed, as it is done.")
@json_option
def refresh_feeds(names: tuple[str, ...], quiet: bool, lines: bool, as_json: bool) -> int:
    r"""Ask the feeds for what is new.

    NAME is a feed's name or address; without any, all are asked that are not muted. What
    is new is kept, and read the next time the library opens, or by a window that stands.

    \b
    Example, for cron:
      0 * * * *  broadsheet refresh --quiet
    """
    told: list[Asked] = []

    def tell(item: Told) -> None:
        if lines:
            say(as_line(item))
        if isinstance(item, Asked):
            told.append(item)
            if item.error:
                complain(item.error)
            elif not (quiet or lines or as_json) and (item.new or item.changed or item.note):
                say((f"{item.done}/{item.total} ", "dim"), f"{item.name}: {_counted(item)}")

    with closing(writable_desk()) as desk:
        found = refresh(desk.store, places().feeds, names, tell)
    if as_json:
        feeds = [
            {"name": each.name, "new": each.new, "changed": each.changed, "error": each.error or None, "note": each.note or None}
            for each in told
        ]  # fmt: skip
        say_json(
            {"feeds": feeds, "new": found.new, "changed": found.changed, "failed": found.failed}
        )
    elif not (quiet or lines):
        feeds_asked = "1 feed" if found.asked == 1 else f"{found.asked} feeds"
        failed = f", {found.failed} failed" if found.failed else ""
        say(f"{feeds_asked} asked: {found.new} new, {found.changed} changed{failed}")
    return 1 if found.failed or found.stopped else 0


def _counted(item: Asked) -> str:
    if item.note:
        return item.note
    changed = f", {item.changed} changed" if item.changed else ""
    return f"{item.new} new{changed}"


@click.command("import")
@click.argument("file", metavar="FILE")
@json_option
def import_list(file: str, as_json: bool) -> int:
    """Take over feeds, or saved pages.

    FILE is a list of feeds (OPML), or an export of Pocket (CSV, HTML), Instapaper (CSV),
    Omnivore or Wallabag (JSON), or a browser's bookmarks; - is standard input. What an
    export does not hold of its pages is fetched at the next refresh.
    """
    data = read_pipe() if file == "-" else read_bytes(os.path.abspath(file))  # noqa: PTH100
    name = "standard input" if file == "-" else file
    with closing(writable_desk()) as desk:
        taken = take_over(desk.feeds, data, name)
        if not desk.store.flush():
            raise StoreError(str(desk.store.path), "not saved in time")
    for refusal in taken.refused:
        complain(refusal)
    if as_json:
        say_json({**taken._asdict(), "refused": list(taken.refused)})
    else:
        what = f"{taken.feeds} feeds" if taken.feeds or not taken.pages else f"{taken.pages} pages"
        there = f", {taken.there} there already" if taken.there else ""
        refused = f", {len(taken.refused)} refused" if taken.refused else ""
        more = "" if not taken.feeds + taken.pages else "; broadsheet refresh fetches them"
        say(f"{what} taken over{there}{refused}{more}")
    return 1 if taken.refused else 0


@click.command("export")
@click.option("--opml", is_flag=True, help="The list of feeds, as other readers take it.")
def export_list(opml: bool) -> int:
    r"""Write the list of feeds.

    Categories come within each other; passwords in addresses are left out.

    \b
    Example:
      broadsheet export --opml > feeds.opml
    """
    if not opml:
        raise click.UsageError("--opml is all that can be exported here; see also: passages")
    with closing(Desk.open()) as desk:
        for warning in desk.warnings:
            complain(warning)
        text = as_list(desk.feeds.all())
    for line in text.removesuffix("\n").split("\n"):
        say(line)
    return 0


FEEDS: Final = (refresh_feeds, import_list, export_list)
