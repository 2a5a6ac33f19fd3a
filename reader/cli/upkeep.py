"""The commands for the library's upkeep: add, sources, remove, restore, check, config, completion.

Shape:   each command returns its exit status; `--json` writes one document.
Errors:  what cannot be done is told on standard error, one line each, with exit status 1.
"""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Final

import click

from reader.cli.output import complain, say, say_json
from reader.desk import Desk
from reader.desk.folders import Folder, Folders
from reader.errors import BroadsheetError, SourceError, StoreError
from reader.paths import places
from reader.settings import create_settings, read_settings

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://")
_FLUSH_S: Final = 5.0

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@json_option
def add(paths: tuple[str, ...], as_json: bool) -> int:
    r"""Add folders or files to the library.

    The library opens when no path is given.

    \b
    Example:
      broadsheet add ~/news
    """
    with closing(_writable_desk()) as desk:
        added, status = [], 0
        for path in paths:
            if _ADDRESS.match(path):
                complain(f"{path}: an address; only files and folders can be added")
                status = 1
            elif not os.path.exists(path):  # noqa: PTH110 - bytes of a name are kept
                complain(f"{path}: no such file or folder")
                status = 1
            else:
                added.append(os.path.abspath(path))  # noqa: PTH100
                desk.add_folder(path)
        _saved(desk)
    if as_json:
        say_json({"added": added})
    else:
        for path in added:
            say(f"added {path}")
    return status


@click.command()
@click.option("--remove", metavar="PATH", multiple=True, help="Take PATH out of the library.")
@click.option("--up", metavar="PATH", multiple=True, help="Move PATH up.")
@click.option("--down", metavar="PATH", multiple=True, help="Move PATH down.")
@click.option(
    "--rename",
    nargs=2,
    metavar="PATH NAME",
    multiple=True,
    help="Call PATH by NAME, or '' as it is.",
)
@json_option
def sources(
    remove: tuple[str, ...],
    up: tuple[str, ...],
    down: tuple[str, ...],
    rename: tuple[tuple[str, str], ...],
    as_json: bool,
) -> int:
    """List the library's folders and files.

    With --remove, take some out of it. The articles themselves stay where they are.
    """
    status = 0
    with closing(_writable_desk() if remove or up or down or rename else Desk.open()) as desk:
        folders = Folders(desk)
        changes: list[tuple[str, Callable[[str], object]]] = [
            *((path, folders.remove) for path in remove),
            *((path, lambda path: folders.move(path, -1)) for path in up),
            *((path, lambda path: folders.move(path, 1)) for path in down),
            *((path, partial(folders.rename, name=name)) for path, name in rename),
        ]
        for path, change in changes:
            # As it was written; what is a source without being a file's name stays one.
            known = path if path in desk.folders else os.path.abspath(path)  # noqa: PTH100
            try:
                change(known)
            except SourceError as error:
                complain(f"{path}: {error.reason}")
                status = 1
        _saved(desk)
        rows = folders.rows()
    if as_json:
        say_json([_source_shape(row) for row in rows])
    else:
        for row in rows:
            say("\t".join([row.written, row.origin, *([row.name] if row.name else [])]))
    return status


def _source_shape(row: Folder) -> dict[str, str]:
    shape = {"path": row.written, "from": row.origin}
    return {**shape, "name": row.name} if row.name else shape


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
    with closing(_writable_desk()) as desk:
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


def _writable_desk() -> Desk:
    desk = Desk.open()
    if desk.store.path is None or desk.store.read_only:
        desk.close()
        raise StoreError(str(places().store), "; ".join(desk.warnings) or "cannot be written")
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
