"""The commands for the library's upkeep: add, sources, remove, restore, check, config, completion.

Those for many feeds at once are in `reader.cli.feeds`.

Shape:   each command returns its exit status; `--json` writes one document.
Errors:  what cannot be done is told on standard error, one line each, with exit status 1.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from reader.cli.output import complain, say, say_json
from reader.desk import Desk
from reader.desk.folders import Folder, Folders
from reader.errors import BroadsheetError, NotFound, SourceError, StoreError
from reader.paths import places
from reader.settings import create_settings, read_settings
from reader.text.addresses import is_address, shown

if TYPE_CHECKING:
    from reader.desk.feeds import Added

_FLUSH_S: Final = 5.0

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH-OR-URL...")
@click.option("--page", is_flag=True, help="Save the page at URL, whatever feeds it names.")
@click.option("--category", metavar="NAME", default="", help="Put the feed into a category.")
@json_option
def add(paths: tuple[str, ...], page: bool, category: str, as_json: bool) -> int:
    r"""Add folders, files, feeds or pages.

    The library opens when no path is given. URL is a feed, which is subscribed to, or
    a page: then its feed is, and without one the page is saved as an article.

    \b
    Examples:
      broadsheet add ~/news
      broadsheet add https://example.org/feed.xml --category World
      broadsheet add --page https://example.org/story.html
    """
    with closing(writable_desk()) as desk:
        added: list[str] = []
        told: list[str] = []
        status = 0
        for path in paths:
            try:
                if is_address(path):
                    found = desk.feeds.add(path, category=category, page=page)
                    added.append(found.address)
                    told.append(_said(found))
                elif not os.path.exists(path):  # noqa: PTH110 - bytes of a name are kept
                    raise NotFound(path, "no such file or folder")
                else:
                    added.append(os.path.abspath(path))  # noqa: PTH100
                    told.append(f"added {added[-1]}")
                    desk.add_folder(path)
            except SourceError as error:
                complain(str(error))
                status = 1
        _saved(desk)
    if as_json:
        say_json({"added": added})
    else:
        for line in told:
            say(line)
    return status


def _said(found: "Added") -> str:
    """What became of an address, in a line."""
    note = f" ({found.note})" if found.note else ""
    if found.kind == "page":
        return f"saved {found.name}{note}"
    articles = "1 article" if found.articles == 1 else f"{found.articles} articles"
    return f"subscribed to {found.name}: {articles}{note}"


@click.command()
@click.option("--remove", metavar="NAME", multiple=True, help="Take a source out of the library.")
@click.option("--with-articles", is_flag=True, help="With --remove: a feed's articles, too.")
@click.option("--up", metavar="NAME", multiple=True, help="Move a source up.")
@click.option("--down", metavar="NAME", multiple=True, help="Move a source down.")
@click.option(
    "--rename",
    nargs=2,
    metavar="NAME NEW",
    multiple=True,
    help="Call a source NEW, or '' as it is.",
)
@click.option("--mute", metavar="NAME", multiple=True, help="Do not ask a feed for news.")
@click.option("--unmute", metavar="NAME", multiple=True, help="Ask it again.")
@click.option(
    "--full-text",
    nargs=2,
    type=(str, click.Choice(["on", "off"])),
    metavar="NAME on|off",
    multiple=True,
    help="Fetch the whole page of each entry of a feed whose entries are cut.",
)
@click.option(
    "--category", nargs=2, metavar="NAME CATEGORY", multiple=True, help="Put a feed into one."
)
@json_option
def sources(as_json: bool, with_articles: bool, **changes: tuple[Any, ...]) -> int:
    """List folders, files and feeds.

    NAME is a path, or a feed's name or address. With --remove, take some out of the
    library: files stay where they are, and so do a feed's articles, unless they are
    removed, too.
    """
    status = 0
    with closing(writable_desk() if any(changes.values()) else Desk.open()) as desk:
        folders = Folders(desk)
        for told, change in _changes(desk, folders, changes, with_articles=with_articles):
            try:
                change(folders.known(told))
            except SourceError as error:
                complain(f"{shown(told)}: {error.reason}")
                status = 1
        _saved(desk)
        rows = folders.rows()
    if as_json:
        say_json([_source_shape(row) for row in rows])
    else:
        for row in rows:
            facts = [row.name] if row.name else []
            say("\t".join([row.written, row.origin, *facts, *_feed_facts(row)]))
    return status


def _changes(
    desk: Desk, folders: Folders, asked: dict[str, tuple[Any, ...]], *, with_articles: bool
) -> Iterator[tuple[str, Callable[[str], object]]]:
    """Each change that was asked for: of which source, and what it is."""

    def remove(path: str) -> None:
        is_feed = folders.feed(path) is not None
        folders.remove(path)
        if with_articles and is_feed:
            desk.read_all()  # what was fetched since the library was read last, too
            desk.remove_below(path)

    plain: dict[str, Callable[[str], object]] = {
        "remove": remove,
        "up": lambda path: folders.move(path, -1),
        "down": lambda path: folders.move(path, 1),
        "mute": partial(folders.mute, muted=True),
        "unmute": partial(folders.mute, muted=False),
    }
    for name, change in plain.items():
        for told in asked[name]:
            yield told, change
    for told, name in asked["rename"]:
        yield told, partial(folders.rename, name=name)
    for told, on in asked["full_text"]:
        yield told, partial(folders.full_text, on=on == "on")
    for told, category in asked["category"]:
        yield told, partial(folders.put_into, category=category)


def _feed_facts(row: Folder) -> list[str]:
    if (feed := row.feed) is None:
        return []
    states = {"muted": feed.muted, "gone": feed.gone, "full text": feed.full_text}
    told = [feed.category, *(name for name, holds in states.items() if holds), feed.error]
    return [each for each in told if each]


def _source_shape(row: Folder) -> dict[str, Any]:
    shape: dict[str, Any] = {"path": row.written, "from": row.origin}
    if row.name:
        shape["name"] = row.name
    if (feed := row.feed) is not None:
        shape |= {
            "category": feed.category or None,
            "articles": row.articles,
            "muted": feed.muted,
            "full_text": feed.full_text,
            "gone": feed.gone,
            "refreshed": _moment(feed.asked_at),
            "not_before": _moment(feed.not_before),
            "error": feed.error or None,
        }
    return shape


def _moment(seconds: float) -> str | None:
    """ISO 8601, UTC; null for never."""
    return (
        dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds")
        if seconds
        else None
    )


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@json_option
def remove(ids: tuple[str, ...], as_json: bool) -> int:
    """Remove articles from the library.

    Their files stay as they are, and `restore` brings the articles back; one whose file is gone is
    forgotten for good. IDs are those that the list shows with --json.
    """
    return _changed(ids, "removed", Desk.remove, as_json=as_json)


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@json_option
def restore(ids: tuple[str, ...], as_json: bool) -> int:
    """Bring removed articles back.

    Without any ID, list what was removed.
    """
    if ids:
        return _changed(ids, "restored", Desk.restore, as_json=as_json)
    with closing(Desk.open()) as desk:
        removed = desk.removed()
    if as_json:
        say_json([{"id": name, "title": title} for name, title in removed])
    else:
        for name, title in removed:
            say((f"{name}\t", "dim"), title)
    return 0


def _changed(
    ids: Sequence[str], what: str, change: Callable[[Desk, str], None], *, as_json: bool
) -> int:
    """Change each of these articles, and say which were changed."""
    changed, status = [], 0
    with closing(writable_desk()) as desk:
        for name in ids:
            try:
                change(desk, name)
                changed.append(name)
            except SourceError as error:
                complain(str(error))
                status = 1
        _saved(desk)
    if as_json:
        say_json({what: changed})
    else:
        for name in changed:
            say(f"{what} {name}")
    return status


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@json_option
def check(paths: tuple[str, ...], as_json: bool) -> int:
    """Name everything that cannot be read.

    The recogniser that the settings choose is tried, too.
    """
    with closing(Desk.open(paths, remember=not paths)) as desk:
        faults = [*desk.warnings]
        desk.read_all()
        faults += desk.faults
        total = len(desk.ids())
        unread = len(faults)
        faults += _recogniser_faults(desk.settings.recogniser)
    for fault in faults:
        complain(fault)
    if as_json:
        say_json({"articles": total, "faults": faults})
    else:
        articles = "1 article" if total == 1 else f"{total} articles"
        say(f"{articles} read, {unread} not" if unread else f"{articles} read")
    return 1 if faults else 0


@click.command()
@click.option("--edit", is_flag=True, help="Open the settings in your editor; made if need be.")
@json_option
def config(edit: bool, as_json: bool) -> int:
    """Show the settings and the program's files.

    The files are the settings, the store (what you did), the archive (what was read) and the log, and the repairs of names; the recognisers are those that can
    be chosen.
    """
    from reader.annotate.engines import engine_names

    where = places()
    if edit:
        _edit(where.settings)
    settings, complaints = read_settings(where.settings)
    values = asdict(settings)
    for complaint in complaints:
        complain(complaint)
    status = 1 if complaints else 0
    files = {
        "settings": where.settings,
        "store": where.store,
        "archive": where.archive,
        "log": where.log,
        "feeds": where.feeds,
        "repairs": where.repairs,
    }
    if as_json:
        say_json(
            {
                "path": str(where.settings),
                "values": values,
                "store": str(where.store),
                "archive": str(where.archive),
                "log": str(where.log),
                "feeds": str(where.feeds),
                "repairs": str(where.repairs),
                "recognisers": engine_names(),
            }
        )
        return status
    for name, path in files.items():
        say((f"{name}\t", "dim"), str(path), "" if path.exists() else "\t(not there yet)")
    for key, value in values.items():
        say((f"{key}\t", "dim"), str(value))
    say(("recognisers\t", "dim"), ", ".join(engine_names()))
    return status


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    r"""Print a shell's completion script.

    The script completes commands and options.

    \b
    Examples:
      eval "$(broadsheet completion bash)"
      broadsheet completion fish > ~/.config/fish/completions/broadsheet.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    root = ctx.find_root().command
    if kind is None:  # pragma: no cover - click knows the three that are offered
        raise click.UsageError(f"no completion for {shell}")
    for line in kind(root, {}, "broadsheet", "_BROADSHEET_COMPLETE").source().split("\n"):
        say(line)
    return 0


UPKEEP: Final = (add, sources, remove, restore, check, config, completion)


def writable_desk() -> Desk:
    """A desk on the library, whose store can be written to. StoreError when it cannot."""
    desk = Desk.open()
    if desk.store.path is None or desk.store.read_only:
        desk.close()
        if desk.warnings:  # they name the file
            raise BroadsheetError("; ".join(desk.warnings))
        raise StoreError(str(places().store), "cannot be written")
    for warning in desk.warnings:
        complain(warning)
    return desk


def _recogniser_faults(name: str) -> list[str]:
    """Why the recogniser that was chosen cannot be used."""
    from reader.annotate.engines import EngineError, engine

    try:
        engine(name).loaded()
    except EngineError as error:
        return [str(error)]
    return []


def _edit(path: Path) -> None:
    """The reader's editor on the settings, made with every default in it when there are none."""
    from reader.desk.editors import edit

    try:
        create_settings(path)
    except OSError as error:
        raise BroadsheetError(f"{path}: {error.strerror}") from error
    if trouble := edit(path):
        raise BroadsheetError(f"{trouble}; the settings are {path}")


def _saved(desk: Desk) -> None:
    if not desk.store.flush(_FLUSH_S):
        raise StoreError(str(desk.store.path), "; ".join(desk.warnings) or "not saved in time")
