"""The commands for many feeds at once: refresh, import, export.

Shape:   each command returns its exit status; `--json` writes one document.
Errors:  each feed that failed, each address that is refused, is one line on standard error, with
         exit status 1.
"""

from contextlib import closing
from typing import Final

import click

from reader.cli.output import complain, say, say_json
from reader.cli.upkeep import writable_desk
from reader.desk.refreshing import Asked, Told, as_line, refresh
from reader.paths import places

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


FEEDS: Final = (refresh_feeds,)
