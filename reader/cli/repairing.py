"""The command `repair`: what is wrong about a name, said from the command line.

Shape:   each command returns its exit status; `--json` writes one document.
Errors:  what cannot be kept is told on standard error, with exit status 1; what makes no sense is
         wrong usage.
"""

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import click

from reader.articles import Article
from reader.cli.output import complain, say, say_json
from reader.desk import Desk
from reader.marks import KINDS, NAME_KINDS, Mark
from reader.paths import places

if TYPE_CHECKING:
    from reader.annotate.repairs import Repair

_EXAMPLES: Final = """
\b
Examples:
  broadsheet repair hide person Brexit
  broadsheet repair kind place Georgia person --in ~/news/georgia.txt
  broadsheet repair merge person Putin "Vladimir Putin"
  broadsheet repair list
  broadsheet repair undo          the last one; undo 3 takes back the third

They are kept in a text file, which `broadsheet config` names: edit it, share it.
"""

in_option = click.option(
    "--in", "article", metavar="FILE-OR-ID", help="In this article only; without it, everywhere."
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
_kind = click.Choice(KINDS)
_name_kind = click.Choice(NAME_KINDS)


@click.group(no_args_is_help=False, epilog=_EXAMPLES, context_settings={"max_content_width": 80})
def repair() -> None:
    """Repair names: hide, retag, merge.

    A repair is for everywhere or for one article, and can be undone.
    """


@repair.command()
@click.argument("kind", type=_kind)
@click.argument("name")
@in_option
@json_option
def hide(kind: str, name: str, article: str | None, as_json: bool) -> int:
    """Hide marks of a kind with this name.

    The name is as marks say it, or as the text has it.
    """
    return _kept(("hide", kind, name, ""), article, as_json)


@repair.command("kind")
@click.argument("kind", type=_name_kind)
@click.argument("name")
@click.argument("to", type=_name_kind)
@in_option
@json_option
def change_kind(kind: str, name: str, to: str, article: str | None, as_json: bool) -> int:
    """Make names of one kind names of another."""
    return _kept(("kind", kind, name, to), article, as_json)


@repair.command()
@click.argument("kind", type=_name_kind)
@click.argument("name")
@click.argument("into")
@in_option
@json_option
def merge(kind: str, name: str, into: str, article: str | None, as_json: bool) -> int:
    """Take a name for another form of INTO."""
    return _kept(("merge", kind, name, into), article, as_json)


@repair.command("list")
@json_option
def list_repairs(as_json: bool) -> int:
    """List all repairs, numbered as undo wants them."""
    from reader.annotate.repair_lines import line_of

    with closing(_desk()) as desk:
        found = desk.repairs
    if as_json:
        say_json([repair_shape(each) for each in found])
    else:
        for number, each in enumerate(found, 1):
            say((f"{number}\t", "dim"), line_of(each))
    return 0


@repair.command()
@click.argument("number", type=click.IntRange(min=1), required=False)
@json_option
def undo(number: int | None, as_json: bool) -> int:
    """Take back the last repair, or that with this NUMBER."""
    from reader.annotate.repair_lines import line_of

    with closing(_desk()) as desk:
        if number is not None and number > len(desk.repairs):
            complain(f"{number}: there is no such repair; there are {len(desk.repairs)}")
            return 1
        taken = desk.unrepair(None if number is None else desk.repairs[number - 1])
    if taken is None:
        complain("no repair to take back")
        return 1
    if as_json:
        say_json(repair_shape(taken))
    else:
        say(f"taken back: {line_of(taken)}")
    return 0


def repair_shape(each: "Repair") -> dict[str, Any]:
    """A repair as JSON; what it has not is None."""
    return {
        "action": each.action,
        "kind": each.kind,
        "name": each.name,
        "to": each.to or None,
        "article": each.article or None,
    }


def mended(article: Article, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks of an article, repaired."""
    from reader.desk.jobs import content_of
    from reader.desk.mending import Mending

    mending = Mending(places().repairs, complain)
    return mending.mend(article.id, lambda: content_of(article.text), article.text, tuple(marks))


def _kept(words: tuple[str, str, str, str], article: str | None, as_json: bool) -> int:
    from reader.annotate.repair_lines import line_of
    from reader.annotate.repairs import Repair, in_one_line
    from reader.desk.jobs import content_of

    action, kind, name, to = words
    with closing(_desk()) as desk:
        found = None if article is None else desk.find(article)
        place = () if found is None else (found.id, content_of(found.text))
        try:
            made = Repair(action, kind, in_one_line(name), in_one_line(to), *place)  # type: ignore[arg-type]
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        desk.repair(made)
    if as_json:
        say_json(repair_shape(made))
    else:
        say(f"repaired: {line_of(made)}")
    return 0


def _desk() -> Desk:
    desk = Desk.open()
    for warning in desk.warnings:
        complain(warning)
    return desk
